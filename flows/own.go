package flows

import (
	"encoding/json"
	"maps"
	"slices"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/cases"
	"gridbot/flows/request"
	"gridbot/flows/sight"
	"gridbot/flows/world"
)

// theirs are the words a resident wrote, and those that were written to them about
// themselves, as far as the turn has them at hand.
func theirs(x *acts.Turn, id int64) []string {
	words := append(toldBy(x, id), agreedBy(x, id)...)
	if id == x.Me.ID {
		words = append(words, x.Event.Text, x.Event.Payload, drafted(x))
	}
	for _, s := range append(x.Serving.List, served(x)...) {
		if s.By == id {
			words = append(words, requested(s)...)
		}
	}
	for _, ts := range []*world.Topics{x.World.Topics, x.Change.Topics} {
		if ts == nil {
			continue
		}
		for _, t := range ts.All {
			for _, b := range t.Bills {
				words = append(words, paidBy(b, id)...)
			}
		}
	}
	return words
}

// paidBy is what somebody's own share of a bill is for and is called. Who has the bill
// in hand must tell the flats apart that pay it; whom to call they need not read there.
func paidBy(b bills.Bill, id int64) (words []string) {
	for _, i := range b.Of(id) {
		words = append(words, b.What, b.Shares[i].Name)
	}
	if b.Treasurer == id {
		for _, s := range b.Shares {
			words = append(words, sight.Numberless(s.Name))
		}
	}
	return words
}

// drafted is what they are writing, as it was and as the turn leaves it.
func drafted(x *acts.Turn) string {
	was, err := json.Marshal(x.World.Session)
	is, wrong := json.Marshal(x.Change.Session)
	if err != nil || wrong != nil { // nothing is shown that cannot be read
		return ""
	}
	return string(was) + string(is)
}

// kept is all that stands in a case.
func kept(c *cases.Case) string {
	all, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return string(all)
}

// toldBy is what somebody said in cases, and what was written to them there.
func toldBy(x *acts.Turn, id int64) (words []string) {
	seen := slices.Concat(x.List, x.Theirs, x.Traces.Cases, x.Near, x.Rounds, x.Standing)
	for _, c := range []*cases.Case{x.World.Case, x.Other} {
		if c != nil {
			seen = append(seen, *c)
		}
	}
	for _, m := range x.Cases {
		seen = append(seen, m.After)
	}
	for _, c := range seen {
		words = append(words, saidIn(c, id)...)
	}
	return words
}

func saidIn(c cases.Case, id int64) (words []string) {
	if c.By.ID == id {
		words = append(words, c.What, c.Place.Name.Words, c.Place.More)
		for _, f := range c.Facts {
			words = append(words, f.Value)
		}
	}
	for _, e := range c.Log {
		if e.By == id || e.Do == cases.Reply && (c.By.ID == id || c.HasJoined(id)) {
			words = append(words, e.Note.Words)
		}
	}
	for _, n := range c.Notices {
		if !slices.Contains(n.Followers, id) {
			continue
		}
		words = append(words, n.To, n.Wording.Words)
		for _, it := range n.Items {
			words = append(words, it.What.Words, it.Why.Words)
		}
		for _, s := range n.Statements {
			words = append(words, s.Words.Words, s.Answer.Words)
		}
	}
	return words
}

// agreedBy is what somebody said where something is agreed on, and what their own
// household or shop is called there.
func agreedBy(x *acts.Turn, id int64) (words []string) {
	seen := slices.Clone(x.Agreeing.List)
	if a := x.Agreeing.Accord; a != nil {
		seen = append(seen, *a)
	}
	for _, m := range x.Agreed {
		seen = append(seen, m.After)
	}
	for _, a := range seen {
		words = append(words, heardIn(a, id)...)
	}
	return words
}

func heardIn(a accord.Accord, id int64) (words []string) {
	if p := a.Of(id); p != nil {
		words = append(words, p.Name)
	}
	for _, c := range a.Comments {
		if c.By == id {
			words = append(words, c.Words)
		}
	}
	for _, r := range a.Refused {
		if r.By == id {
			words = append(words, r.Why)
		}
	}
	for _, d := range a.Duties {
		for _, done := range d.Done {
			if done.By == id {
				words = append(words, done.Words)
			}
		}
	}
	return words
}

// served are the requests the turn has at hand beside the list.
func served(x *acts.Turn) (all []request.Request) {
	if x.Serving.Request != nil {
		all = append(all, *x.Serving.Request)
	}
	if x.Served != nil {
		all = append(all, x.Served.After)
	}
	return all
}

// requested is what somebody gave for a request of theirs, and what departments wrote
// to them about it.
func requested(r request.Request) []string {
	words := slices.Collect(maps.Values(r.Answers))
	for _, p := range r.Papers {
		words = append(words, p.Words)
		for _, wrong := range p.Wrong {
			words = append(words, wrong.Why)
		}
	}
	for _, s := range r.Steps {
		words = append(words, s.Why)
	}
	return words
}
