package shop

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/drawn"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The date of a visit goes into the calendars of all who come once it is agreed on, and out
// of them when it is not to be. A calendar is read by families and kept in clouds: what
// somebody opens, and where, does not stand in it.

// visitLasts is how long a visit stands in a calendar.
const visitLasts = time.Hour

// comers are who comes to a visit: who asked, the officers of the departments, and who
// accompanies it; nobody twice.
func (t teller) comers(v *request.Visit, r request.Request) []world.Person {
	all := []world.Person{t.who}
	add := func(p world.Person) {
		if !slices.ContainsFunc(all, func(o world.Person) bool { return o.ID == p.ID }) {
			all = append(all, p)
		}
	}
	for _, agency := range v.Parties(&r) {
		if agency != request.Applicant {
			for _, p := range officersOf(t.Turn, r, agency) {
				add(p)
			}
		}
	}
	if h, ok := t.Staff.People[r.Helper]; ok {
		add(h)
	}
	return all
}

// agreedAt is when the visit of a request is; 0 where nothing is agreed on.
func agreedAt(r request.Request) int64 {
	if r.Visit == nil || !r.Open() {
		return 0
	}
	return r.Visit.At
}

// dates sends the date of a visit once, as it is agreed on; one that is dropped before it
// came is taken back.
func (t teller) dates() {
	switch was, is := agreedAt(t.before), agreedAt(t.after); {
	case is != 0 && is != was:
		t.date(*t.after.Visit, t.after, is, false)
	case is == 0 && was > t.Now.Unix():
		t.date(*t.before.Visit, t.before, was, true)
	}
}

// date sends all who come the date as a file, also to whoever has just agreed to it.
func (t teller) date(v request.Visit, r request.Request, at int64, off bool) {
	say := text.T("shop.date", "s", request.Label(r.N), "time", show.Dated(t.World, at))
	if off {
		say = text.T("shop.date.off", "s", request.Label(r.N), "time", show.Dated(t.World, at))
	}
	for _, p := range t.comers(&v, r) {
		t.Write(p, world.ClassTask, talk.Prompt{Say: say, Draw: &drawn.Drawing{Dates: &drawn.Dates{
			Off: off, At: t.Now.Unix(), All: []drawn.Date{{
				UID:   "visit-" + strconv.Itoa(r.N) + "-" + strconv.Itoa(r.Held+1) + "@" + t.District.ID + ".gridbot",
				Seq:   int(t.Now.Unix() - r.Begun), // what is said later takes the place of it
				Title: text.T("shop.date.title", "s", request.Label(r.N)), Words: text.T("shop.date.words"),
				From: at, To: at + int64(visitLasts.Seconds()),
			}},
		}}})
	}
}
