package sandbox_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"gridbot/bot/sandbox"
)

// A bot of a few lines talks to a platform of its own: Ana writes to it, it
// fetches what happened and answers, and its words stand in her chat.
func Example() {
	const ana = 1001
	box := sandbox.New(sandbox.Options{})
	defer box.Close()
	box.AddPerson(sandbox.Person{ID: ana, First: "Ana", Lang: "en"})
	web := httptest.NewServer(box.Handler())
	defer web.Close()
	api := web.URL + "/bot" + box.Token()

	if _, err := box.Say(ana, ana, "Is anybody there?"); err != nil {
		log.Fatal(err)
	}
	var news []struct {
		ID      int             `json:"update_id"`
		Message sandbox.Message `json:"message"`
	}
	method(api+"/getUpdates", map[string]any{}, &news)
	for _, u := range news {
		fmt.Println(u.Message.From.FirstName, "wrote:", u.Message.Text)
		var sent sandbox.Message
		method(api+"/sendMessage", map[string]any{"chat_id": u.Message.Chat.ID, "text": "Yes, " + u.Message.From.FirstName + "."}, &sent)
	}

	chat := box.Messages(ana)
	fmt.Println("She reads:", chat[len(chat)-1].Text)
	// Output:
	// Ana wrote: Is anybody there?
	// She reads: Yes, Ana.
}

// method calls a method of the Bot API, as any client would.
func method(address string, params, result any) {
	body, err := json.Marshal(params)
	if err != nil {
		log.Fatal(err)
	}
	got, err := http.Post(address, "application/json", bytes.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = got.Body.Close() }()
	if err := json.NewDecoder(got.Body).Decode(&struct{ Result any }{result}); err != nil {
		log.Fatal(err)
	}
}
