package district

import (
	"math"
	"slices"

	"gridbot/flows/alarm"
	"gridbot/flows/learn"
)

// A Danger is danger heard in what somebody wrote.
type Danger struct {
	Kind     string   // what it is: one of the kinds below
	Category string   // the ID of the category a case of it has; "" where the words do not say
	Call     []string // phones of Emergency that help, the right one first; never empty
	Why      []string // the words that told
}

// The kinds of danger.
const (
	Fire     = alarm.Fire
	Gas      = alarm.Gas
	Power    = alarm.Power
	Collapse = alarm.Collapse
	Water    = alarm.Water
	Medical  = alarm.Medical
	Violence = alarm.Violence
	Suicide  = alarm.Suicide
	Missing  = alarm.Missing
	Trapped  = alarm.Trapped
	Help     = alarm.Help // a bare call, and nothing else
)

// Danger is the danger that words tell of; false for none.
func (d *District) Danger(words string) (Danger, bool) {
	if d.sense.calm.Knows(words) {
		return Danger{}, false
	}
	danger, heard := d.danger(learn.Take(alarm.Plain(words)))
	if !heard {
		d.sense.calm.Keep(words)
	}
	return danger, heard
}

func (d *District) danger(p *learn.Parts) (Danger, bool) {
	h, ok := alarm.Hear(d.sense.danger, p)
	if !ok {
		return Danger{}, false
	}
	kind := h.ToAll()
	danger := Danger{Kind: kind, Call: d.call(kind), Why: h.Why}
	for _, other := range h.Others() {
		danger.Call = alarm.Beside(danger.Call, d.call(other))
	}
	if phone := alarm.Wanted(h); h.Kind == Help && slices.Contains(danger.Call, phone) {
		danger.Call = append([]string{phone}, slices.DeleteFunc(danger.Call, func(p string) bool { return p == phone })...)
	} else if h.Kind != Help {
		p.Forget()
		danger.Category = d.dangerCategory(kind, p)
	}
	return danger, true
}

// dangerCategory is the category of a case of danger: what the words say, and
// what cases of the kind usually are.
func (d *District) dangerCategory(kind string, p *learn.Parts) string {
	d.sense.categories.Hear(p)
	likely, _ := d.sense.categories.Likely(p)
	best, most := "", -1.0
	for c, category := range d.Categories {
		if l := math.Sqrt(likely[c]) * d.sense.usual(kind, category); l > most {
			best, most = category.ID, l
		}
	}
	return best
}

// usual is how often a case of a kind of danger has the category, by the
// examples there are; more than never, as there are few.
func (s sense) usual(kind string, c Category) float64 {
	share := float64(s.together[[2]string{kind, c.ID}]) / float64(s.together[[2]string{kind}]+1)
	switch {
	case c.ID == kind: // two folders may well call the same thing the same
		share += 0.3
	case c.Danger || len(c.DangerWords) > 0:
		share += 0.05
	}
	return share + 0.01
}

// call is the phones that help against a kind of danger: those the folder says
// are for it, and then whom one calls anywhere.
func (d *District) call(kind string) []string {
	var phones []string
	for _, n := range d.Emergency {
		if slices.Contains(n.For, kind) {
			phones = append(phones, n.Phone)
		}
	}
	for _, phone := range alarm.National[kind] {
		there := slices.ContainsFunc(d.Emergency, func(n Number) bool { return n.Phone == phone })
		if there && !slices.Contains(phones, phone) {
			phones = append(phones, phone)
		}
	}
	if len(phones) == 0 { // the folder is of another country
		phones = idsOf(d.Emergency, func(n Number) string { return n.Phone })
	}
	return phones
}
