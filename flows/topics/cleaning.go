package topics

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gridbot/flows/acts"
	days "gridbot/flows/ask"
	"gridbot/flows/calendar"
	"gridbot/flows/drawn"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/upkeep"
	"gridbot/flows/world"
)

// What was put right is kept up (清洗计划): somebody does it again and again, and the next
// date comes by itself when it was done. Whoever of the staff is there says so, with a
// photo; who leads the grid plans it.
//
//	m|topics|<number>|clean                           all that is planned
//	m|topics|<number>|every|<unit>-<how many>         one more
//	m|topics|<number>|done|<plan>                     it was done
//	m|topics|<number>|off|<plan>|<days>, end          put off, or ended
//	m|topics|<number>|date|<plan>                     the next date, for a calendar
//	m|topics|<number>|photo|<plan>                    the photo of the last time
//	m|topics|<number>|mine|<plan>                     whoever presses sees to it, and is reminded

// rhythms are those that are offered.
var rhythms = []upkeep.Rhythm{{Every: 1, Unit: upkeep.Weeks}, {Every: 2, Unit: upkeep.Weeks}, {Every: 1, Unit: upkeep.Months}, {Every: 3, Unit: upkeep.Months}}

// putOff are for how many days a date can be put off by a button.
var putOff = []int{1, 3}

const (
	mostPlans  = 10
	cleanLasts = 2 * time.Hour
	usualClean = calendar.Clock(10 * 60)
)

// cleanPresses are those of everybody who sees the topic, or of who leads.
var cleanPresses = []string{"clean", "every", "done", "off", "date", "photo", "mine"}

// cleaning answers them.
func cleaning(x *acts.Turn, t hotspots.Topic, press, arg string) error {
	id, rest, _ := strings.Cut(arg, "|")
	s := t.Schedule(number(id))
	switch {
	case press == "clean":
	case !t.Open() && press != "photo":
		x.ShowToast(text.T("topics.over"))
	case (press == "every" || press == "off") && !leads(x.World, t.Grid):
		x.ShowAlert(text.T("topics.lead"))
		return nil
	case press == "every" && rhythmOf(arg).Valid() && len(t.Upkeep) < mostPlans:
		return ask(x, words{N: t.N, What: "every", Key: arg})
	case s == nil:
		x.ShowToast(text.T("clean.gone"))
	case press == "photo" && len(s.Done) > 0:
		last := s.Done[len(s.Done)-1]
		x.Beside(talk.Prompt{Say: text.T("clean.photo.of", "what", s.What, "time", show.Dated(x.World, last.At), "name", show.Called(x.World, last.By)), Files: []talk.File{{Kind: "photo", ID: last.Photo}}})
		return nil
	case s.Next == 0:
		x.ShowToast(text.T("clean.ended"))
	case press == "done":
		return ask(x, words{N: t.N, What: "done", Bill: s.N})
	case press == "date":
		x.Beside(datePrompt(x, t, *s))
		return nil
	case press == "off":
		if delayed(x, t, *s, rest) {
			return nil
		}
	case press == "mine":
		if changePlan(x, t, s.N, func(s *upkeep.Schedule) error { s.Who = x.Me.ID; return nil }) == nil {
			x.ShowToast(text.T("clean.mine.done", "what", s.What))
		}
	}
	x.Reply(cleanPage(x, *now(x).Topic(t.N)))
	return nil
}

// rhythmOf reads a rhythm off a button: months-1.
func rhythmOf(s string) upkeep.Rhythm {
	unit, n, _ := strings.Cut(s, "-")
	return upkeep.Rhythm{Every: number(n), Unit: upkeep.Unit(unit)}
}

// changePlan changes one plan of a topic; the topic is due when the next of it is.
func changePlan(x *acts.Turn, t hotspots.Topic, n int, does func(*upkeep.Schedule) error) error {
	ts := now(x).Clone()
	own := ts.Topic(t.N)
	own.Upkeep = slices.Clone(own.Upkeep)
	s, over := own.Schedule(n), int64(0)
	if s != nil {
		over = s.Next
	}
	if err := does(s); err != nil {
		return err
	}
	own.Upcoming(over)
	x.Change.Topics = &ts
	return nil
}

// delayed puts the next date off, or ends the plan once somebody is sure; it reports
// whether that is asked now.
func delayed(x *acts.Turn, t hotspots.Topic, s upkeep.Schedule, how string) (asked bool) {
	if how == "end" && s.Next != 0 {
		x.Reply(ends(t.N, text.T("clean.end.sure", "what", s.What), "off", strconv.Itoa(s.N), "end", "yes"))
		return true
	}
	how = strings.TrimSuffix(how, "|yes")
	days := number(how)
	if how != "end" && !slices.Contains(putOff, days) {
		x.ShowToast(text.T("clean.gone"))
		return false
	}
	err := changePlan(x, t, s.N, func(s *upkeep.Schedule) error {
		if how == "end" {
			return s.End()
		}
		return s.Move(x.District.Calendar, time.Unix(max(s.Next, x.Now.Unix()), 0).In(x.District.Zone).AddDate(0, 0, days), x.Now)
	})
	switch {
	case errors.Is(err, upkeep.ErrFar):
		x.ShowAlert(text.T("clean.far"))
	case err != nil:
		x.ShowToast(text.T("clean.ended"))
	}
	return false
}

// planLines are the lines somebody wrote, without those that are empty.
func planLines(words string) (lines []string) {
	for l := range strings.SplitSeq(words, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// planOf reads what a lead wrote: what is done, who does it, when first; and why it cannot
// be read.
func planOf(w *world.World, d words) (upkeep.Schedule, text.Text) {
	lines := planLines(d.Words)
	if len(lines) != 3 {
		return upkeep.Schedule{}, text.T("topic.every.sorry")
	}
	for _, l := range lines[:2] {
		if utf8.RuneCountInString(l) > longestFor {
			return upkeep.Schedule{}, text.T("topic.words.long", "n", longestFor)
		}
	}
	at := days.WrittenMoment(w, lines[2], usualClean)
	switch {
	case at.IsZero() && days.NoSuchDay(lines[2]):
		return upkeep.Schedule{}, text.T("day.nosuch")
	case at.IsZero():
		return upkeep.Schedule{}, text.T("topic.every.unheard", "words", text.CleanLine(lines[2], longestFor))
	case at.After(w.Now.AddDate(1, 0, 0)):
		return upkeep.Schedule{}, text.T("topic.every.far")
	}
	s, err := upkeep.New(upkeep.Schedule{What: lines[0], Provider: lines[1], Rhythm: rhythmOf(d.Key), First: at.Unix()}, w.District.Calendar, w.Now)
	if err != nil {
		return s, text.T("topic.every.past")
	}
	return s, text.Text{}
}

// hearPlan takes a plan, line by line as far as it is right: what was understood is kept,
// and only the rest is asked again.
func hearPlan(w *world.World, d *words) talk.Answer {
	lines := planLines(d.Words)
	if kept := planLines(d.Kept); len(lines)+len(kept) <= 3 {
		lines = append(kept, lines...)
	}
	d.Words = strings.Join(lines, "\n")
	_, why := planOf(w, *d)
	if why.Empty() {
		d.Kept = ""
		return talk.OK()
	}
	right := lines[:min(len(lines), 2)]
	for i, l := range right {
		if utf8.RuneCountInString(l) > longestFor {
			right = right[:i]
			break
		}
	}
	if d.Kept = strings.Join(right, "\n"); len(lines) < 3 && len(right) == len(lines) {
		return talk.Redo("words") // the rest is asked
	}
	return talk.Redo("words").After(talk.Prompt{Say: why})
}

// askPlan asks for a plan, or for what is missing of it. The example lies ahead.
func askPlan(w *world.World, d words) text.Text {
	every := rhythmText(rhythmOf(d.Key))
	day := w.District.Here(w.Now).AddDate(0, 0, 7).Format(time.DateOnly) + " 10:00"
	switch kept := planLines(d.Kept); len(kept) {
	case 1:
		return text.T("topic.every.who", "every", every, "what", kept[0], "day", day)
	case 2:
		return text.T("topic.every.first", "every", every, "what", kept[0], "provider", kept[1], "day", day)
	}
	return text.T("topic.every", "every", every, "day", day)
}

// planned keeps a plan that was written.
func planned(x *acts.Turn, t hotspots.Topic, d words) {
	s, _ := planOf(x.World, d)
	if s.Next == 0 || len(t.Upkeep) >= mostPlans { // its first date went by meanwhile
		x.Reply(talk.Prompt{Say: text.Lines(text.T("clean.none"), text.T("topic.lost", "words", d.Words))})
		return
	}
	for _, o := range t.Upkeep {
		s.N = max(s.N, o.N)
	}
	s.N++
	change(x, func(ts *world.Topics) {
		own := ts.Topic(t.N)
		own.Upkeep = append(slices.Clone(own.Upkeep), s)
		own.Upcoming(0)
	})
	x.Reply(cleanPage(x, *now(x).Topic(t.N)))
	x.Beside(datePrompt(x, t, s))
}

// cleaned keeps that it was done, with the photo.
func cleaned(x *acts.Turn, t hotspots.Topic, d words) {
	err := changePlan(x, t, d.Bill, func(s *upkeep.Schedule) error {
		if s == nil {
			return upkeep.ErrOver
		}
		return s.Do(x.District.Calendar, x.Me.ID, d.Words, x.Now)
	})
	switch {
	case errors.Is(err, upkeep.ErrEarly):
		x.Reply(talk.Prompt{Say: text.T("clean.early")}, cleanPage(x, t))
		return
	case err != nil:
		x.Reply(talk.Prompt{Say: text.T("clean.ended")}, cleanPage(x, t))
		return
	}
	t = *now(x).Topic(t.N)
	x.Reply(cleanPage(x, t))
	x.Beside(datePrompt(x, t, *t.Schedule(d.Bill)))
}

// datePrompt is the next date of a plan, for the calendar of who reads it. What it is, and
// who does it, stands on the firm's invoice too: that may lie in a calendar.
func datePrompt(x *acts.Turn, t hotspots.Topic, s upkeep.Schedule) talk.Prompt {
	return talk.Prompt{Say: text.T("clean.date", "what", s.What, "time", show.Dated(x.World, s.Next)), Draw: &drawn.Drawing{Dates: &drawn.Dates{At: x.Now.Unix(), All: []drawn.Date{{
		UID: "upkeep-" + strconv.Itoa(t.N) + "-" + strconv.Itoa(s.N) + "@" + x.District.ID + ".gridbot", Seq: s.Seq,
		Title: text.T("clean.date.title", "what", s.What, "provider", s.Provider), Words: text.T("topics.open", "n", t.N),
		From: s.Next, To: s.Next + int64(cleanLasts/time.Second),
	}}}}}
}

// rhythmText says how often.
func rhythmText(r upkeep.Rhythm) text.Text {
	switch r.Unit {
	case upkeep.Weeks:
		return text.T("clean.weeks", "n", r.Every)
	case upkeep.Months:
		return text.T("clean.months", "n", r.Every)
	}
	return text.T("clean.days", "n", r.Every)
}

// cleanPage is all that is planned of a topic.
func cleanPage(x *acts.Turn, t hotspots.Topic) talk.Prompt {
	lines := []text.Text{text.T("clean.head", "n", t.N)}
	if len(t.Upkeep) == 0 {
		lines = append(lines, text.T("clean.none"))
	}
	var rows [][]talk.Button
	for _, s := range t.Upkeep {
		lines = append(lines, cleanLines(x, s)...)
		rows = append(rows, cleanButtons(x.World, t, s)...)
	}
	if t.Open() && leads(x.World, t.Grid) && len(t.Upkeep) < mostPlans {
		var more []talk.Button
		for _, r := range rhythms {
			more = append(more, show.MenuButton(text.T("clean.add", "every", rhythmText(r)), "topics", strconv.Itoa(t.N), "every", string(r.Unit)+"-"+strconv.Itoa(r.Every)))
		}
		rows = append(rows, talk.Pairs(more...)...)
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(rows, talk.Row(openTopic(t.N)))}
}

// cleanLines is one plan: when it is next, who sees to it, and how it was kept.
func cleanLines(x *acts.Turn, s upkeep.Schedule) []text.Text {
	w := x.World
	lines := []text.Text{text.T("clean.line", "n", s.N, "what", s.What, "provider", s.Provider, "every", rhythmText(s.Rhythm))}
	switch {
	case s.Next == 0:
		lines = append(lines, text.T("clean.line.ended"))
	case s.Next < x.Now.Unix():
		lines = append(lines, text.T("clean.line.late", "time", show.Dated(w, s.Next)))
	default:
		lines = append(lines, text.T("clean.line.next", "time", show.Dated(w, s.Next)))
	}
	if s.Who != 0 && s.Next != 0 {
		lines = append(lines, text.T("clean.line.who", "name", show.Called(w, s.Who)))
	}
	if s.Kept+s.Missed > 0 {
		lines = append(lines, text.T("clean.line.kept", "kept", s.Kept, "missed", s.Missed))
	}
	if len(s.Done) > 0 {
		last := s.Done[len(s.Done)-1]
		lines = append(lines, text.T("clean.line.last", "time", show.Dated(w, last.At), "name", show.Called(w, last.By)))
	}
	return lines
}

// cleanButtons are what can be done with one plan.
func cleanButtons(w *world.World, t hotspots.Topic, s upkeep.Schedule) (rows [][]talk.Button) {
	id, n, goes := strconv.Itoa(t.N), strconv.Itoa(s.N), t.Open() && s.Next != 0
	var row []talk.Button
	if goes {
		row = append(row, show.MenuButton(text.T("clean.done", "n", s.N), "topics", id, "done", n), show.MenuButton(text.T("clean.calendar", "n", s.N), "topics", id, "date", n))
	}
	if len(s.Done) > 0 {
		row = append(row, show.MenuButton(text.T("clean.photo", "n", s.N), "topics", id, "photo", n))
	}
	if goes && s.Who != w.Me.ID {
		row = append(row, show.MenuButton(text.T("clean.mine", "n", s.N), "topics", id, "mine", n))
	}
	if len(row) > 0 {
		rows = append(rows, row)
	}
	if goes && leads(w, t.Grid) {
		row = nil
		for _, days := range putOff {
			row = append(row, show.MenuButton(text.T("clean.off", "n", s.N, "days", days), "topics", id, "off", n, strconv.Itoa(days)))
		}
		rows = append(rows, append(row, show.MenuButton(text.T("clean.end", "n", s.N), "topics", id, "off", n, "end")))
	}
	return rows
}

// number reads a number off a button; 0 for none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
