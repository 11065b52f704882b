package chatfile_test

import (
	"fmt"
	"log"

	"gridbot/flows/talk/chatfile"
)

// A transcript is read, and the bot's side of it written anew: a runner would
// play each line and put under it what people were shown. Of the card that is
// changed in place, the file keeps what changed.
func Example() {
	script, err := chatfile.Parse(`# A worker takes a case, and its reporter sees it.
Li: [Claim]
Bot ✎ Ana: what an older bot said
`)
	if err != nil {
		log.Fatal(err)
	}
	card := chatfile.Output{Mark: "→", To: "Ana", Text: "#7 · Stove\nElm Street 12\nNobody has it yet", Inline: [][]string{{"Add"}, {"Withdraw"}}}
	taken := card
	taken.Mark, taken.Text = "✎", "#7 · Stove\nElm Street 12\nLi has it"

	fmt.Print(script.Rewrite(func(_ int, l chatfile.Line) []string {
		switch {
		case l.Kind == chatfile.Note:
			return card.Lines()
		case l.Act.Do == chatfile.Press:
			return taken.Lines()
		}
		return nil
	}))
	// Output:
	// # A worker takes a case, and its reporter sees it.
	// Bot → Ana: #7 · Stove
	//      Elm Street 12
	//      Nobody has it yet
	//      [Add]
	//      [Withdraw]
	// Li: [Claim]
	// Bot ± Ana: #7 · Stove
	//      - Nobody has it yet
	//      + Li has it
}
