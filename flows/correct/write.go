package correct

import (
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
)

// A voice, a video or a document tells who somebody is, and those who lead alone are
// given it. What is said in it they write down: these words are then for whom words are
// for, and the voice stays where it was.

// write asks a lead for what is said in what they were given.
func write(x *acts.Turn, c cases.Case, _ string) error {
	if err := c.May(cases.Correct, x.Me.Part()); err != nil {
		x.Refuse(c, cases.Correct, err)
		return nil
	}
	if !leads(x.World) {
		x.Refuse(c, "", cases.ErrNotYours)
		return nil
	}
	if x.Event.Chat.Group { // what is confided is written down in private
		x.Open = "c" + strconv.Itoa(c.Number)
		return nil
	}
	d := begun(x.World)
	d.Of = cases.OfWords
	s, err := correcting.Begin(d)
	if err != nil {
		return err
	}
	s.Answered = append(s.Answered, "what")
	return x.Enter(c, correcting, s)
}
