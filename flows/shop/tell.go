package shop

import (
	"cmp"
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// door is a message with the button to the card.
func door(r request.Request, say text.Text) talk.Prompt {
	return talk.Prompt{Say: say, Rows: [][]talk.Button{{button(text.T("shop.button.the", "s", request.Label(r.N)), r, "open")}}}
}

// applicantOf is who asked, as far as they can be written to: who is not of the staff
// is known by their number and the language of the district.
func applicantOf(x *acts.Turn, r request.Request) world.Person {
	if r.By == x.Me.ID {
		return x.Me
	}
	if p, ok := x.Staff.People[r.By]; ok {
		return p
	}
	return world.Person{ID: r.By, Lang: text.Lang(cmp.Or(r.Lang, string(x.District.Langs[0])))}
}

// officersOf are who of a department is written to about a request.
func officersOf(x *acts.Turn, r request.Request, agency string) []world.Person {
	if on := x.Staff.Callable(agency, world.In(r.Grid, "")); len(on) > 0 {
		return on
	}
	return x.Staff.Heads(agency)
}

// tell tells what has changed: the departments that can begin or go on, who asked of
// what was done or sent back, and all of a visit.
func tell(x *acts.Turn, before, after request.Request) {
	s := request.Label(after.N)
	write := func(p world.Person, say text.Text) {
		if p.ID != x.Me.ID {
			x.Write(p, world.ClassTask, door(after, say))
		}
	}
	who := applicantOf(x, after)
	both := func(say text.Text) {
		write(who, say)
		if h, ok := x.Staff.People[after.Helper]; ok && h.ID != who.ID {
			write(h, say)
		}
	}
	for _, st := range after.Steps {
		was := request.Step{}
		if b := before.Step(st.ID); b != nil {
			was = *b
		}
		name := stepName(x.World, after, st.ID)
		switch {
		case st.State == was.State && st.Back == was.Back:
		case st.State == request.Runs:
			say := text.T("shop.tell.step", "s", s, "service", serviceName(x.World, after), "step", name, "time", show.Dated(x.World, st.Clock.Due))
			if was.Met != 0 {
				say = text.T("shop.tell.again", "s", s, "step", name, "time", show.Dated(x.World, st.Clock.Due))
			}
			for _, p := range officersOf(x, after, st.Agency) {
				write(p, say)
			}
		case st.State == request.Back:
			both(text.T("shop.tell.back", "s", s, "step", name, "agency", show.AgencyName(x.World, st.Agency)))
		case st.State == request.Done && after.Open():
			both(text.T("shop.tell.done", "s", s, "step", name, "agency", show.AgencyName(x.World, st.Agency)))
		}
	}
	tellVisit(x, before, after, write, who)
	if after.Open() || before.N == 0 || !before.Open() {
		return
	}
	switch after.Outcome {
	case request.AllDone:
		both(text.T("shop.tell.alldone", "s", s, "days", tenths(after.Took), "visits", after.Held))
	case request.Refusal:
		both(text.T("shop.tell.refused", "s", s))
	case request.Forgotten:
		both(text.T("shop.tell.forgotten", "s", s))
	}
	for _, agency := range withOf(before) {
		for _, p := range officersOf(x, after, agency) {
			if after.Outcome == request.Withdrawn || after.Outcome == request.Refusal {
				write(p, text.T("shop.tell.ended", "s", s))
			}
		}
	}
}

// withOf are the departments that have something to do.
func withOf(r request.Request) []string {
	_, agencies := r.Lists()
	return agencies
}

// tellVisit tells all who come: that times are asked for, and when it is.
func tellVisit(x *acts.Turn, before, after request.Request, write func(world.Person, text.Text), who world.Person) {
	v := after.Visit
	if v == nil {
		return
	}
	var say text.Text
	switch was := before.Visit; {
	case v.At != 0 && (was == nil || was.At != v.At):
		say = text.T("shop.tell.visit", "s", request.Label(after.N), "time", show.Dated(x.World, v.At), "who", partyNames(x.World, after))
	case v.At == 0 && was != nil && was.At != 0:
		say = text.T("shop.tell.moved", "s", request.Label(after.N), "time", show.Dated(x.World, was.At), "who", partyNames(x.World, after))
	case v.At == 0 && (was == nil || was.Round != v.Round):
		say = text.T("shop.tell.times", "s", request.Label(after.N), "who", partyNames(x.World, after))
	default:
		return
	}
	write(who, say)
	told := []int64{who.ID}
	for _, agency := range v.Parties(&after) {
		for _, p := range officersOf(x, after, agency) {
			if agency != request.Applicant && !slices.Contains(told, p.ID) {
				told = append(told, p.ID)
				write(p, say)
			}
		}
	}
	if h, ok := x.Staff.People[after.Helper]; ok && !slices.Contains(told, h.ID) {
		write(h, say)
	}
}

// tenths are tenths of a day as people write them: 3.5.
func tenths(n int) string {
	if n%10 == 0 {
		return strconv.Itoa(n / 10)
	}
	return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10)
}
