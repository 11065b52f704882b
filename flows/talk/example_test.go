package talk_test

import (
	"encoding/json"
	"fmt"
	"log"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// lamp is what somebody tells of a street lamp.
type lamp struct{ Street, Number string }

// A dialogue of two steps is asked, heard and ended. Between any two turns only
// JSON is left of it, so it goes on after a restart as if nothing had happened.
func Example() {
	dialogue := talk.Dialogue[struct{}, lamp]{
		Name: "lamp",
		Steps: []talk.Step[struct{}, lamp]{
			{
				Name: "street",
				Ask:  func(struct{}, lamp) talk.Prompt { return talk.Prompt{Say: text.Said("In which street?")} },
				Hear: func(_ struct{}, l *lamp, e talk.Event) talk.Answer {
					if e.Text == "" {
						return talk.Sorry("talk.unheard")
					}
					l.Street = e.Text
					return talk.OK()
				},
			},
			{
				Name: "number",
				Ask:  func(struct{}, lamp) talk.Prompt { return talk.Prompt{Say: text.Said("Which number?")} },
				Hear: func(_ struct{}, l *lamp, e talk.Event) talk.Answer {
					l.Number = e.Text
					return talk.OK()
				},
			},
		},
		Finish: func(_ struct{}, l lamp) talk.Decision { return l },
	}
	words, err := text.Load(text.Room{Name: "text", Words: text.Words}, text.Room{Name: "talk", Words: talk.Words},
		text.Room{Name: "acts", Words: acts.Words})
	if err != nil {
		log.Fatal(err)
	}
	say := func(p talk.Prompt) {
		said, err := words.Say(text.English, p.Say)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(said)
	}

	session, err := dialogue.Begin(lamp{})
	if err != nil {
		log.Fatal(err)
	}
	question, _, err := dialogue.Ask(struct{}{}, session)
	if err != nil {
		log.Fatal(err)
	}
	say(question)
	for _, e := range []talk.Event{{Unheard: "sticker"}, {Text: "Elm Street"}, {Text: "4711"}} {
		stored, err := json.Marshal(session)
		if err != nil {
			log.Fatal(err)
		}
		var restored talk.Session
		if err := json.Unmarshal(stored, &restored); err != nil {
			log.Fatal(err)
		}
		next, turn, decision, err := dialogue.Advance(struct{}{}, restored, e)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("Ana: %s%s\n", e.Text, e.Unheard)
		for _, p := range turn.Say {
			say(p)
		}
		if decision != nil {
			fmt.Printf("=> %+v\n", decision)
		}
		session = next
	}
	// Output:
	// Step 1 of 2
	// In which street?
	// Ana: sticker
	// I cannot use that here.
	// Step 1 of 2
	// In which street?
	// Ana: Elm Street
	// Step 2 of 2
	// Which number?
	// Ana: 4711
	// => {Street:Elm Street Number:4711}
}
