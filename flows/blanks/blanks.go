// Package blanks fills in what a playbook leaves open, from what it is used for, in the
// language its words are written in. It knows no buttons, and keeps nothing.
package blanks

import (
	"strings"
	"time"
	"unicode"

	"gridbot/flows/playbooks"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// written is the language of some words.
func written(words string) text.Lang {
	if strings.ContainsFunc(words, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return text.Chinese
	}
	return text.English
}

// dayIn is a day as it is written in a language; "" for none.
func dayIn(w *world.World, at int64, lang text.Lang) string {
	if at == 0 {
		return ""
	}
	if lang == text.Chinese {
		return w.District.Here(time.Unix(at, 0)).Format("1月2日")
	}
	return w.District.Here(time.Unix(at, 0)).Format("2 January")
}

// placeIn is where it is that something is used for; "" where that has no name of ours.
func placeIn(w *world.World, of int, lang text.Lang) string {
	if of < 0 {
		for _, c := range w.Rounds {
			if c.Number == -of {
				return c.Place.Known().Names.In(lang)
			}
		}
		if w.Case != nil && w.Case.Number == -of {
			return w.Case.Place.Known().Names.In(lang)
		}
		return ""
	}
	if t := w.Topics.Topic(of); t != nil {
		if place, ours := w.District.Places.ByID(t.Spot.Place); ours {
			return place.Names.In(lang)
		}
	}
	return ""
}

// Known is what is known for a text of a use: since and by which day, and who does it.
func Known(w *world.World, of int, words string, at, due int64, who string) map[playbooks.Blank]string {
	lang := written(words)
	return map[playbooks.Blank]string{
		playbooks.BlankPlace: placeIn(w, of, lang), playbooks.BlankDay: dayIn(w, at, lang), playbooks.BlankDue: dayIn(w, due, lang), playbooks.BlankWho: who,
	}
}

// Step is what is known for a step that is begun now.
func Step(w *world.World, of int) func(d playbooks.Doing) map[playbooks.Blank]string {
	return func(d playbooks.Doing) map[playbooks.Blank]string {
		return Known(w, of, d.What, w.Now.Unix(), d.Due, "")
	}
}

// Doer is who does a step, in words: who was named, the agency, or whom it says.
func Doer(w *world.World, d playbooks.Doing) string {
	lang := written(d.What)
	switch {
	case d.Owner != 0:
		return w.Staff.Name(d.Owner)
	case d.Agency != "":
		a, _ := w.District.Agency(d.Agency)
		return a.Names.In(lang)
	}
	return d.Who
}

// ForAll fills a text that is for everybody: by the last day of the steps, and whoever
// leads the grid sees to it.
func ForAll(w *world.World, v playbooks.Version, of int, grid string, at int64, words string) (string, []string) {
	days := 0
	for _, s := range v.Steps {
		days = max(days, s.Days)
	}
	due, who := int64(0), ""
	if days > 0 {
		due = time.Unix(at, 0).In(w.Now.Location()).AddDate(0, 0, days).Unix()
	}
	if g, found := w.District.Map.Grid(grid); found {
		if who = g.Names.In(text.Chinese) + "网格长"; written(words) != text.Chinese {
			who = "the lead of " + g.Names.In(text.English)
		}
	}
	return playbooks.Fill(words, Known(w, of, words, at, due, who))
}

// Lacks are the blanks of a version that nothing is known for where it is used.
func Lacks(w *world.World, v playbooks.Version, of int, grid string) (all []string) {
	add := func(lacking []string) {
		all = append(all, lacking...)
	}
	for _, s := range v.Steps {
		d := playbooks.Doing{Step: s}
		if s.Days > 0 {
			d.Due = w.Now.AddDate(0, 0, s.Days).Unix()
		}
		_, lacking := playbooks.Fill(s.What, Known(w, of, s.What, w.Now.Unix(), d.Due, Doer(w, d)))
		add(lacking)
	}
	for _, words := range []string{v.Plan, v.Notice} {
		_, lacking := ForAll(w, v, of, grid, w.Now.Unix(), words)
		add(lacking)
	}
	return all
}

// Any tells whether anything of a version is to be filled in.
func Any(v playbooks.Version) bool {
	words := []string{v.Plan, v.Notice}
	for _, s := range v.Steps {
		words = append(words, s.What)
	}
	return playbooks.Blanks(words...)
}

// Read is a step as it is read now: with whoever does it.
func Read(w *world.World, d playbooks.Doing) playbooks.Step {
	if who := Doer(w, d); who != "" {
		d.What, _ = playbooks.Fill(d.What, map[playbooks.Blank]string{playbooks.BlankWho: who}, playbooks.BlankPlace, playbooks.BlankDay, playbooks.BlankDue)
	}
	return d.Step
}
