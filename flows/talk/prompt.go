package talk

import (
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// A Prompt is one message of ours, in no language yet.
type Prompt struct {
	Say   text.Text  `json:"say"`
	Rows  [][]Button `json:"rows,omitempty"`
	Keys  Keys       `json:"keys,omitempty"`
	Files []File     `json:"files,omitempty"` // sent with the words as caption
	Spot  *Spot      `json:"spot,omitempty"`  // sent as a venue on the map
	Draw  *Drawing   `json:"draw,omitempty"`  // sent with the words as caption
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

// A Drawing is a page or a picture that is drawn when the message is sent. One
// that cannot be drawn does not hold up the words.
type Drawing struct {
	Sheet *Sheet    `json:"sheet,omitempty"` // a rectification notice, as PDF
	Lang  text.Lang `json:"lang,omitempty"`  // of the sheet, when it is another than the reader's
	Pairs []Pair    `json:"pairs,omitempty"` // before and after, side by side
	Week  *Week     `json:"week,omitempty"`  // the picture of a digest

	Minutes *Sheet  `json:"minutes,omitempty"` // of a conference, as PDF
	Code    string  `json:"code,omitempty"`    // a link, as a QR code
	Export  *Export `json:"export,omitempty"`  // a file of many cases
}

// An Export is a file of the cases that were opened within a span, and of what
// happened in it. The letter says what is to be in it; it is filled when it is
// sent.
type Export struct {
	Grid     string `json:"grid,omitempty"` // "": the whole district
	From     int64  `json:"from"`           // unix seconds
	To       int64  `json:"to"`             // no more in it
	Format   string `json:"format"`         // xlsx, with everything; csv, with one part
	Part     string `json:"part,omitempty"` // of csv: cases or events
	Identity bool   `json:"identity,omitempty"`
}

// A Week is the picture of a digest: five weeks side by side, and a map.
type Week struct {
	Title  text.Text         `json:"title"`
	Weeks  []string          `json:"weeks"`  // what each is called, the oldest first
	Counts [3][]int          `json:"counts"` // reported, closed, overdue; of each week
	Times  [2][]int          `json:"times"`  // median and 90th percentile of the response time in seconds; -1: none
	Grid   string            `json:"grid"`   // whose map, "*" for the whole district
	Load   map[string][2]int `json:"load"`   // of each grid on it: open cases, and those overdue
	Marks  []Mark            `json:"marks,omitempty"`
}

// A Mark is a case on a map.
type Mark struct {
	Point grids.Point `json:"point"`
	Late  bool        `json:"late,omitempty"`
	Back  bool        `json:"back,omitempty"` // it came back
}

// A Sheet is the page of a rectification notice.
type Sheet struct {
	ID       string      `json:"id"`
	Office   text.Text   `json:"office"`
	To       string      `json:"to"`
	Place    text.Text   `json:"place"`
	Basis    text.Text   `json:"basis"`
	Wording  text.Text   `json:"wording"`
	Items    []SheetItem `json:"items"`
	Replaces string      `json:"replaces,omitempty"`
	Served   text.Text   `json:"served"`
	Proof    text.Text   `json:"proof"`
	Link     string      `json:"link"` // where the addressee follows it
}

// A SheetItem is one thing to be put right.
type SheetItem struct {
	What text.Text `json:"what"`
	Due  text.Text `json:"due"`
}

// A Pair is two photos of the same thing.
type Pair struct {
	Before File      `json:"before"`
	After  File      `json:"after"`
	Was    text.Text `json:"was"` // when the first was taken
	Is     text.Text `json:"is"`
}
