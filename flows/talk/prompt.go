package talk

import (
	"gridbot/flows/drawn"
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// A Prompt is one message of ours, in no language yet.
type Prompt struct {
	Say   text.Text      `json:"say"`
	Rows  [][]Button     `json:"rows,omitempty"`
	Keys  Keys           `json:"keys,omitempty"`
	Files []File         `json:"files,omitempty"` // sent with the words as caption
	Spot  *Spot          `json:"spot,omitempty"`  // sent as a venue on the map
	Draw  *drawn.Drawing `json:"draw,omitempty"`  // sent with the words as caption
	Words bool           `json:"-"`               // it asks for words: a name of the folder or a moment that is typed is those, and no button
}

// A Button stands under a message. What it does is exactly one of: answer the
// step that asks (Press), anything else the bot can do (Data), open the
// private chat with a payload (Start), or add the bot to a group (Group).
type Button struct {
	Label text.Text `json:"label"`
	Press string    `json:"press,omitempty"`
	Data  string    `json:"data,omitempty"`
	Start string    `json:"start,omitempty"`
	Group string    `json:"group,omitempty"`
}

// Keys is what becomes of the keyboard below the input line.
type Keys string

const (
	KeysAsk    Keys = "place"  // offer to send the person's own location
	KeysRemove Keys = "remove" // take it away again
)

// A Spot is a place to be shown on a map.
type Spot struct {
	Point grids.Point `json:"point"`
	Name  text.Text   `json:"name"`
	Where text.Text   `json:"where"`
}

// Row is a row of buttons.
func Row(bs ...Button) []Button { return bs }

// Column puts each button in a row of its own.
func Column(bs ...Button) [][]Button {
	rows := make([][]Button, len(bs))
	for i, b := range bs {
		rows[i] = []Button{b}
	}
	return rows
}

// Pairs puts two buttons in a row.
func Pairs(bs ...Button) [][]Button {
	var rows [][]Button
	for i := 0; i < len(bs); i += 2 {
		rows = append(rows, bs[i:min(i+2, len(bs))])
	}
	return rows
}
