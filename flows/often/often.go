// Package often is how often something is to be done: on buttons, as people say it, and
// in words. Nobody reads five fields of cron. It knows neither what is to be done nor who
// does it.
package often

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/accord"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// rhythms are the usual ones, as they stand on buttons.
var rhythms = []struct {
	press string
	label text.Text
	is    accord.Rhythm
}{
	{"daily", text.T("often.daily"), accord.Rhythm{Cron: "0 18 * * *"}},
	{"work", text.T("often.work"), accord.Rhythm{Work: 1}},
	{"week", text.T("often.week"), accord.Rhythm{Cron: "0 18 * * 1"}},
	{"month", text.T("often.month"), accord.Rhythm{Cron: "0 18 1 * *"}},
}

// onceDays are by when what is done once is to be done.
var onceDays = []int{7, 14, 30}

// Buttons are the usual rhythms, and none.
func Buttons() []talk.Button {
	var bs []talk.Button
	for _, r := range rhythms {
		bs = append(bs, show.Pick(r.label, r.press))
	}
	for _, n := range onceDays {
		bs = append(bs, show.Pick(text.T("often.once", "n", n), "once-"+strconv.Itoa(n)))
	}
	return append(bs, show.Pick(text.T("often.none"), "none"))
}

// Heard reads how often: a button, words, or five fields of cron.
func Heard(w *world.World, e talk.Event) (accord.Rhythm, bool) {
	for _, r := range rhythms {
		if e.Press == r.press {
			return r.is, true
		}
	}
	if n, err := strconv.Atoi(strings.TrimPrefix(e.Press, "once-")); err == nil && slices.Contains(onceDays, n) {
		at := w.District.Here(w.Now).AddDate(0, 0, n)
		return accord.Rhythm{Once: at.Unix()}, true
	}
	if e.Press == "none" {
		return accord.Rhythm{}, true
	}
	if r, ok := accord.Spoken(e.Text); ok && len(e.Text) < 120 {
		return r, true
	}
	r := accord.Rhythm{Cron: strings.Join(strings.Fields(e.Text), " ")}
	return r, e.Text != "" && len(e.Text) < 60 && r.Good() && r.After(w.Now.Unix(), w.District.Calendar) != 0
}

// Text is how often, in words, with the hour. What cannot be said is "as agreed", and
// when it is next.
func Text(w *world.World, r accord.Rhythm) text.Text {
	switch {
	case r.Once != 0:
		return text.T("often.by", "time", show.Dated(w, r.Once))
	case r.Work == 1:
		return text.T("often.work")
	case r.Work != 0:
		return text.T("often.works", "n", r.Work)
	case r.Cron == "":
		return text.Text{}
	}
	said, ok := r.Days()
	if !ok {
		return agreed(w, r)
	}
	hours := several(words(said.Times))
	switch {
	case len(said.Week) > 0:
		var days []text.Text
		for _, d := range said.Week {
			days = append(days, weekdays[d])
		}
		return text.T("often.on.week", "days", several(days), "times", hours)
	case len(said.Month) > 0:
		var days []text.Text
		for _, d := range said.Month {
			days = append(days, text.T("often.date", "n", d))
		}
		return text.T("often.on.month", "days", several(days), "times", hours)
	}
	return text.T("often.at", "times", hours)
}

// agreed is a rhythm that no words say.
func agreed(w *world.World, r accord.Rhythm) text.Text {
	if next := r.After(w.Now.Unix(), w.District.Calendar); next != 0 {
		return text.T("often.agreed.next", "time", show.Dated(w, next))
	}
	return text.T("often.agreed")
}

// weekdays are the days of the week as what is done every week is said, Sunday first.
var weekdays = []text.Text{text.T("often.sun"), text.T("often.mon"), text.T("often.tue"), text.T("often.wed"), text.T("often.thu"), text.T("often.fri"), text.T("often.sat")}

func words(said []string) (all []text.Text) {
	for _, s := range said {
		all = append(all, text.Said(s))
	}
	return all
}

// several are texts one after the other.
func several(all []text.Text) text.Text {
	if len(all) == 1 {
		return all[0]
	}
	list := all[0]
	for _, t := range all[1:] {
		list = text.T("often.and", "one", list, "other", t)
	}
	return list
}
