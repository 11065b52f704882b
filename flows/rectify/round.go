package rectify

import (
	"slices"
	"time"

	"gridbot/flows/ask"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What did not pass is looked at again: why it did not is said, and the next round is
// never longer than the one before, unless a lead gives more time.

// usualFailings are why an item does not pass.
var usualFailings = []ask.Choice{
	{Press: "none", Label: text.T("inspect.none")}, {Press: "partly", Label: text.T("inspect.partly")},
	{Press: "wrong", Label: text.T("inspect.wrong")}, {Press: "shut", Label: text.T("inspect.shut")},
}

// failing asks why the item at hand does not pass.
func failing() talk.Step[*world.World, inspectData] {
	return talk.Step[*world.World, inspectData]{
		Name:  "why",
		When:  func(_ *world.World, d inspectData) bool { return !d.Pass },
		Which: itemAtHand,
		Ask: func(w *world.World, d inspectData) talk.Prompt {
			p := talk.Prompt{Say: text.T("inspect.why", "what", ask.ItemWhat(w, d.now(w)))}
			var bs []talk.Button
			for _, c := range usualFailings {
				bs = append(bs, show.Pick(c.Label, c.Press))
			}
			p.Rows = talk.Pairs(bs...)
			return p
		},
		Hear: func(_ *world.World, d *inspectData, e talk.Event) talk.Answer {
			i := slices.IndexFunc(usualFailings, func(c ask.Choice) bool { return c.Press == e.Press })
			switch words := text.Clean(e.Text, 300); {
			case i >= 0:
				d.Why = usualFailings[i].Label
			case words != "":
				d.Why = text.Said(words)
			default:
				return talk.Sorry("inspect.why.sorry")
			}
			return talk.OK()
		},
	}
}

// nextRound asks when an item that failed is looked at again, or hands it to
// enforcement.
func nextRound() talk.Step[*world.World, inspectData] {
	s := ask.DayStep[inspectData]{
		Name: "next", Pick: func(d *inspectData) *ask.DayPick { return &d.DayPick }, Most: 180 * world.OneDay,
		Quick: []calendar.Span{atOnce, {Plain: world.OneDay}, {Work: 1}, {Work: 2}, {Work: 3}},
		Latest: func(w *world.World, d inspectData) ask.Latest {
			at := longest(w, d.now(w))
			return ask.Latest{At: at, Sorry: talk.Sorry("inspect.longer", "time", text.On(w.District.Here(at)))}
		},
		Ask: func(w *world.World, d inspectData) text.Text {
			return text.T("inspect.next.most", "time", text.On(w.District.Here(longest(w, d.now(w)))))
		},
		When:  func(_ *world.World, d inspectData) bool { return !d.Pass },
		Which: itemAtHand,
	}.Step()
	asks, hear := s.Ask, s.Hear
	s.Ask = func(w *world.World, d inspectData) talk.Prompt {
		p := asks(w, d)
		if d.Month != "" {
			return p
		}
		first := []talk.Button{show.Pick(text.T("inspect.law"), "law")}
		if at, ok := d.chosen(w); ok {
			first = append(first, show.Pick(text.T("inspect.same", "time", text.At(w.District.Here(at), w.Now)), "same"))
		}
		p.Rows = slices.Insert(p.Rows, 0, talk.Row(first...))
		return p
	}
	s.Hear = func(w *world.World, d *inspectData, e talk.Event) talk.Answer {
		if e.Press == "law" {
			if by := w.District.Orders.Enforce; by.Agency != "" { // they are called
				return d.note(w, found{Law: true, Until: w.District.Calendar.Add(w.District.Calendar.Add(w.Now, by.Receive), by.Decide).Unix()})
			}
			d.Law = true
			return talk.OK()
		}
		if at, ok := d.chosen(w); ok && e.Press == "same" {
			return d.note(w, found{Until: at.Unix()})
		}
		a := hear(w, d, e)
		if d.Until == 0 {
			return a
		}
		until := d.Until
		return d.note(w, found{Until: until})
	}
	return s
}

// chosen is the day that was chosen last, where the item at hand may have it, too.
func (d inspectData) chosen(w *world.World) (time.Time, bool) {
	for _, f := range slices.Backward(d.Found) {
		if at := time.Unix(f.Until, 0); f.Until != 0 && f.Ref == "" && !f.Law && !at.After(longest(w, d.now(w))) {
			return at, true
		}
	}
	return time.Time{}, false
}

// longest is how late the next round of an item may end: it has as many working days
// as the one before, or as much time.
func longest(w *world.World, item int) time.Time {
	n := ask.Notice(w)
	if n == nil || item < 0 || item >= len(n.Items) {
		return w.Now
	}
	from, to := n.Round(item)
	most := w.Now.Add(to.Sub(from))
	days := 0
	for day := from.Add(world.OneDay); !w.Closing(day).After(w.Closing(to)); day = day.Add(world.OneDay) {
		if w.District.Calendar.Working(day) {
			days++
		}
	}
	if at := w.Closing(w.District.Calendar.Add(w.Now, calendar.Span{Work: max(days, 1)})); days > 0 && at.After(most) {
		return at
	}
	return most
}

// results are what was found of each item, as it is kept.
func (d inspectData) results(w *world.World) []cases.Result {
	var all []cases.Result
	for _, f := range d.Found {
		file := f.File
		all = append(all, cases.Result{Item: f.Item, Pass: f.Pass, File: &file, Why: f.Why, Until: time.Unix(f.Until, 0), Most: longest(w, f.Item), Ref: f.Ref, Law: f.Law})
	}
	return all
}

// enforcement is who is called to what was handed over; nil where nothing was.
func (d inspectData) enforcement(w *world.World) *cases.Whistling {
	var items []int
	for _, f := range d.Found {
		if f.Law {
			items = append(items, f.Item)
		}
	}
	n := ask.Notice(w)
	if n == nil || len(items) == 0 {
		return nil
	}
	return &cases.Whistling{Calls: []cases.Call{{Agency: w.District.Orders.Enforce.Agency, Ask: text.T("inspect.handed", "id", n.ID)}}}
}
