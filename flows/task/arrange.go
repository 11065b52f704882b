package task

import (
	"strconv"
	"time"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// arranging: whoever has it has agreed on a time with who told of it, or with the
// household. Until then nobody is late.
var arranging = talk.Dialogue[*world.World, ask.OnCaseData]{
	Name: "arrange",
	Steps: []talk.Step[*world.World, ask.OnCaseData]{{
		Name: "when",
		Ask: func(w *world.World, _ ask.OnCaseData) talk.Prompt {
			var bs []talk.Button
			for _, at := range w.Slots() {
				bs = append(bs, show.Pick(text.At(at, w.Now), strconv.FormatInt(at.Unix(), 10)))
			}
			return talk.Prompt{Say: text.T("arrange.when", "number", ask.About(w), "n", int(cases.MostAhead/world.OneDay)), Rows: talk.Pairs(bs...)}
		},
		Hear: func(w *world.World, d *ask.OnCaseData, e talk.Event) talk.Answer {
			at := ask.WrittenHour(w, e.Text)
			if seconds, err := strconv.ParseInt(e.Press, 10, 64); err == nil {
				at = time.Unix(seconds, 0)
			}
			last := w.Now.Add(cases.MostAhead)
			switch {
			case at.IsZero():
				return talk.Sorry("arrange.sorry")
			case !at.After(w.Now):
				return talk.Sorry("arrange.early", "now", text.On(w.District.Here(w.Now)), "time", text.On(w.District.Here(last)))
			case at.After(last):
				return talk.Sorry("arrange.far", "time", text.On(w.District.Here(last)))
			}
			d.Until = at.Unix()
			return talk.OK()
		},
	}},
	Finish: ask.Finish(cases.Arrange),
}
