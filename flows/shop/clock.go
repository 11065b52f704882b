package shop

import (
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/matter"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// shutAgain is how long a clock waits that belongs to a request which cannot be opened.
const shutAgain = time.Hour

// strike is a clock of a request that has run out.
func strike(x *acts.Turn, k talk.Clock) {
	if x.Serving.Shut { // it waits for the keys, and so does its clock
		k.Due = x.Now.Add(shutAgain)
		x.Strikes = append(x.Strikes, k)
		return
	}
	was := x.Serving.Request
	if was == nil || was.N != k.Service {
		return
	}
	if due, runs := was.Timers()[k.Name]; !runs || due > k.Due.Unix() {
		return // done meanwhile
	}
	r := was.Clone()
	if until, quiet := x.Postponed(); quiet {
		postpone(&r, k.Name, until.Unix())
		x.Served = &world.Served{Before: was, After: r}
		return
	}
	switch step, isStep := strings.CutPrefix(k.Name, request.ClockStep); {
	case isStep:
		late(x, &r, step)
	case k.Name == request.ClockRemind:
		if r.Reminded(x.Now.Unix()) {
			r.Forget(x.District.Calendar, x.Now.Unix())
			keep(x, was, r)
			return
		}
		remind(x, r)
	case k.Name == request.ClockVisit:
		visiting(x, &r)
	}
	x.Served = &world.Served{Before: was, After: r}
}

// postpone puts off what can wait until people are awake.
func postpone(r *request.Request, name string, until int64) {
	switch step, isStep := strings.CutPrefix(name, request.ClockStep); {
	case isStep:
		r.Step(step).Clock.Next = until
	case name == request.ClockRemind:
		r.Remind.Next = until
	case r.Visit != nil:
		r.Visit.Clock.Next = until
	}
}

// late tells that a step has not been done in time: who has it, then who leads there,
// and then the grid; and who asked, once, and honestly.
func late(x *acts.Turn, r *request.Request, step string) {
	st := r.Step(step)
	say := text.T("shop.late", "s", request.Label(r.N), "step", matter.Step(x.World, *r, step), "agency", show.AgencyName(x.World, st.Agency), "time", show.Dated(x.World, st.Clock.Due))
	people := officersOf(x, *r, st.Agency)
	switch st.Clock.Rung {
	case 0:
		f := r.Forecast(x.District.Calendar, x.Now.Unix(), x.Serving.Figures)
		honest := text.T("shop.late.you", "s", request.Label(r.N), "step", matter.Step(x.World, *r, step), "agency", show.AgencyName(x.World, st.Agency), "likely", show.Dated(x.World, f.Likely))
		x.Write(applicantOf(x, *r), world.ClassReminder, door(*r, honest))
		if h, ok := x.Staff.People[r.Helper]; ok {
			x.Write(h, world.ClassReminder, door(*r, honest))
		}
	case 1:
		people = append(people, x.Staff.Heads(st.Agency)...)
	default:
		people = append(x.Staff.Heads(st.Agency), x.Leads(r.Grid)...)
	}
	if len(people) == 0 {
		people = x.Leads(r.Grid)
	}
	told := map[int64]bool{}
	for _, p := range people {
		if !told[p.ID] {
			told[p.ID] = true
			x.Write(p, world.ClassReminder, door(*r, say))
		}
	}
	st.Late(x.District.Calendar, x.Now.Unix())
}

// remind reminds who asked of what they have to give, and who accompanies them.
func remind(x *acts.Turn, r request.Request) {
	say := text.T("shop.remind", "s", request.Label(r.N), "n", len(r.Missing()))
	if r.Draft() {
		say = text.T("shop.remind.draft", "s", request.Label(r.N), "n", len(r.Missing()), "day", show.Dated(x.World, r.Remind.Due))
	}
	x.Write(applicantOf(x, r), world.ClassReminder, door(r, say))
	if h, ok := x.Staff.People[r.Helper]; ok {
		x.Write(h, world.ClassReminder, door(r, say))
	}
}

// visiting reminds of a visit: of what nobody has answered yet, of times none of which
// suits all, of other times where those went by, or of when it is.
func visiting(x *acts.Turn, r *request.Request) {
	anew := r.Visiting(x.District.Calendar, x.Now.Unix())
	v := r.Visit
	say, you := text.T("shop.remind.times", "s", request.Label(r.N)), text.Text{}
	switch {
	case anew:
		say = text.T("shop.remind.anew", "s", request.Label(r.N))
	case v.At != 0:
		say = text.T("shop.remind.visit", "s", request.Label(r.N), "time", show.Dated(x.World, v.At))
		you = text.T("shop.remind.visit.you", "s", request.Label(r.N), "time", show.Dated(x.World, v.At), "who", partyNames(x.World, *r, comes))
	case v.Torn(r):
		say = text.T("shop.remind.torn", "s", request.Label(r.N))
	}
	if you.Empty() {
		you = say
	}
	for _, party := range v.Parties(r) {
		switch {
		case v.At == 0 && len(v.Can[party]) > 0 && !v.Waiting(party) && !v.Torn(r):
		case party == request.Applicant:
			x.Write(applicantOf(x, *r), world.ClassReminder, door(*r, you))
		default:
			for _, p := range officersOf(x, *r, party) {
				x.Write(p, world.ClassReminder, door(*r, say))
			}
		}
	}
	if h, ok := x.Staff.People[r.Helper]; ok && v.At != 0 {
		x.Write(h, world.ClassReminder, door(*r, say))
	}
}
