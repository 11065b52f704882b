package consult

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

// A term's rhythms, as they stand on buttons; others are written as cron.
var rhythms = []struct {
	press string
	label text.Text
	is    accord.Rhythm
}{
	{"daily", text.T("accord.rhythm.daily"), accord.Rhythm{Cron: "0 18 * * *"}},
	{"work", text.T("accord.rhythm.work"), accord.Rhythm{Work: 1}},
	{"week", text.T("accord.rhythm.week"), accord.Rhythm{Cron: "0 18 * * 1"}},
	{"month", text.T("accord.rhythm.month"), accord.Rhythm{Cron: "0 18 1 * *"}},
}

// onceDays are by when what is done once is to be done.
var onceDays = []int{7, 14, 30}

// rhythmOf reads how often: a button, or five fields of cron.
func rhythmOf(w *world.World, e talk.Event) (accord.Rhythm, bool) {
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

// rhythmText is how often, in words.
func rhythmText(w *world.World, r accord.Rhythm) text.Text {
	for _, known := range rhythms {
		if r == known.is {
			return known.label
		}
	}
	switch {
	case r.Once != 0:
		return text.T("accord.rhythm.by", "time", show.Dated(w, r.Once))
	case r.Daily() != "":
		return text.T("accord.rhythm.at", "time", r.Daily())
	case r.Cron != "":
		return text.T("accord.rhythm.cron", "cron", r.Cron)
	case r.Work != 0:
		return text.T("accord.rhythm.works", "n", r.Work)
	}
	return text.Text{}
}
