package shop

import (
	"cmp"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/matter"
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

// A teller writes about a request to whom it concerns, besides who did it.
type teller struct {
	*acts.Turn
	before, after request.Request
	who           world.Person // who asked
}

// tell tells what has changed: the departments that can begin or go on, who asked of
// what was done or sent back, and all of a visit.
func tell(x *acts.Turn, before, after request.Request) {
	t := teller{x, before, after, applicantOf(x, after)}
	for _, st := range after.Steps {
		was := request.Step{}
		if b := before.Step(st.ID); b != nil {
			was = *b
		}
		if st.State != was.State || st.Back != was.Back {
			t.step(was, st)
		}
	}
	t.visit()
	t.dates()
	t.site()
	t.help()
	if !after.Open() && before.N != 0 && before.Open() {
		t.end()
	}
}

func (t teller) write(p world.Person, say text.Text) {
	if p.ID != t.Me.ID {
		t.Write(p, world.ClassTask, door(t.after, say))
	}
}

// two are who asked, and who accompanies them, besides who did it.
func (t teller) two() []world.Person {
	all := []world.Person{t.who}
	if h, ok := t.Staff.People[t.after.Helper]; ok && h.ID != t.who.ID {
		all = append(all, h)
	}
	return slices.DeleteFunc(all, func(p world.Person) bool { return p.ID == t.Me.ID })
}

// both writes to the two.
func (t teller) both(say text.Text) {
	for _, p := range t.two() {
		t.write(p, say)
	}
}

// step tells of a step that stands elsewhere than before.
func (t teller) step(was, st request.Step) {
	s, name, agency := request.Label(t.after.N), matter.Step(t.World, t.after, st.ID), show.AgencyName(t.World, st.Agency)
	switch {
	case st.State == request.Runs:
		say := text.T("shop.tell.step", "s", s, "service", matter.Name(t.World, t.after), "step", name, "time", show.Dated(t.World, st.Clock.Due))
		if was.Met != 0 {
			say = text.T("shop.tell.again", "s", s, "step", name, "time", show.Dated(t.World, st.Clock.Due))
		}
		people := officersOf(t.Turn, t.after, st.Agency)
		if len(people) == 0 { // somebody must know that it stands still
			people, say = t.Leads(t.after.Grid), text.T("shop.tell.nobody", "s", s, "step", name, "agency", agency)
		}
		for _, p := range people {
			t.write(p, say)
		}
	case st.State == request.Back:
		t.back(st)
	case st.State == request.Done && t.after.Open():
		t.both(text.T("shop.tell.done", "s", s, "step", name, "agency", agency))
	}
}

// back tells which paper was sent back, and what is wrong with it: the button gives it.
func (t teller) back(st request.Step) {
	for _, p := range t.after.Papers {
		was := 0
		if b := t.before.Paper(p.ID); b != nil {
			was = len(b.Wrong)
		}
		for _, w := range p.Wrong[min(was, len(p.Wrong)):] {
			if w.Step != st.ID {
				continue
			}
			say := door(t.after, text.T("shop.tell.back", "s", request.Label(t.after.N), "agency", show.AgencyName(t.World, st.Agency),
				"paper", paperName(t.World, t.after, p.ID), "why", text.CleanLine(w.Why, 200)))
			say.Rows = append([][]talk.Button{{button(text.T("shop.button.give", "paper", paperName(t.World, t.after, p.ID)), t.after, "give", p.ID)}}, say.Rows...)
			for _, to := range t.two() {
				t.Write(to, world.ClassTask, say)
			}
		}
	}
}

// help tells those on duty in the grid that somebody wants to be accompanied, and who
// asked that somebody does, or does no more.
func (t teller) help() {
	s := request.Label(t.after.N)
	helper := t.Staff.People[t.after.Helper]
	switch {
	case t.after.Helper != 0 && t.before.Helper != t.after.Helper:
		t.write(t.who, text.T("shop.tell.helped", "s", s, "name", show.Called(t.World, helper.ID)))
	case t.before.Helper != 0 && t.after.Helper == 0 && t.before.Helper != t.Me.ID:
		if h, ok := t.Staff.People[t.before.Helper]; ok {
			t.write(h, text.T("shop.tell.unhelped", "s", s))
		}
	case t.before.Helper != 0 && t.after.Helper == 0:
		t.write(t.who, text.T("shop.tell.alone", "s", s, "name", show.Called(t.World, t.before.Helper)))
	case t.after.Wanted != 0 && t.before.Wanted == 0:
		people := t.Staff.OnDuty(t.after.Grid)
		if t.after.Grid == "" || len(people) == 0 {
			people = t.Leads(t.after.Grid)
		}
		for _, p := range people {
			t.write(p, text.T("shop.tell.want", "s", s, "service", matter.Name(t.World, t.after), "name", matter.Called(t.World, t.after)))
		}
	}
}

// site shows new photos of the place to all departments that have a step, at once.
func (t teller) site() {
	p, was := t.after.Paper(request.Site), t.before.Paper(request.Site)
	if p == nil || !t.after.Open() || was != nil && slices.Equal(was.Files, p.Files) && was.Words == p.Words {
		return
	}
	say := text.T("shop.tell.site", "s", request.Label(t.after.N), "name", show.Called(t.World, t.Me.ID))
	if p.Words != "" {
		say = text.Lines(say, text.Said(p.Words))
	}
	prompt := door(t.after, say)
	for _, f := range p.Files {
		if was == nil || !slices.Contains(was.Files, f) {
			prompt.Files = append(prompt.Files, talk.File{Kind: f.Kind, ID: f.ID})
		}
	}
	told := map[int64]bool{t.Me.ID: true}
	_, agencies := t.after.Lists()
	for _, agency := range agencies {
		for _, o := range officersOf(t.Turn, t.after, agency) {
			if !told[o.ID] {
				told[o.ID] = true
				t.Write(o, world.ClassTask, prompt)
			}
		}
	}
}

// end tells that it has ended, and the departments that still had something to do.
func (t teller) end() {
	s := request.Label(t.after.N)
	switch t.after.Outcome {
	case request.AllDone:
		t.both(text.T("shop.tell.alldone", "s", s, "days", matter.Tenths(t.after.Took), "visits", t.after.Held))
	case request.Refusal:
		for _, st := range t.after.Steps {
			if st.State == request.Refused {
				t.both(text.T("shop.tell.refused", "s", s, "agency", show.AgencyName(t.World, st.Agency), "step", matter.Step(t.World, t.after, st.ID), "why", text.CleanLine(st.Why, 200)))
			}
		}
	case request.Forgotten:
		t.both(text.T("shop.tell.forgotten", "s", s))
	}
	if t.after.Outcome != request.Withdrawn && t.after.Outcome != request.Refusal {
		return
	}
	_, agencies := t.before.Lists()
	for _, agency := range agencies {
		for _, p := range officersOf(t.Turn, t.after, agency) {
			t.write(p, text.T("shop.tell.ended", "s", s))
		}
	}
}

// visit tells all who come when it is, that it is moved, and that times are asked for: whoever
// was asked and has not answered yet is not asked again in other words.
func (t teller) visit() {
	x, was, v, s := t.Turn, t.before.Visit, t.after.Visit, request.Label(t.after.N)
	if v == nil || was != nil && was.At == v.At && was.Round == v.Round {
		return
	}
	for _, p := range t.comers(v, t.after) {
		party := p.Agency
		if p.ID == t.after.By {
			party = request.Applicant
		}
		say := text.T("shop.tell.times", "s", s, "who", partyNames(x.World, t.after, comes))
		switch {
		case v.At != 0 && (was == nil || was.At != v.At):
			say = text.T("shop.tell.visit", "s", s, "time", show.Dated(x.World, v.At), "who", partyNames(x.World, t.after, comes))
		case was != nil && was.At != 0:
			say = text.T("shop.tell.moved", "s", s, "time", show.Dated(x.World, was.At), "who", partyNames(x.World, t.after, comes))
		case was != nil && (party == "" || was.Waiting(party)):
			continue
		case was != nil:
			say = t.others(party)
		}
		t.write(p, say)
	}
}

// others says to one of those who come what became of what they marked, as the times did
// not suit who pressed.
func (t teller) others(party string) text.Text {
	var kept []text.Text
	for _, at := range t.after.Visit.Can[party] {
		kept = append(kept, show.Dated(t.World, at))
	}
	who := text.T("shop.who.applicant")
	if me := partyOf(t.World, t.after); comes(me) {
		who = show.AgencyName(t.World, me)
	}
	if len(kept) == 0 {
		return text.T("shop.tell.others", "s", request.Label(t.after.N), "who", who)
	}
	return text.T("shop.tell.others.kept", "s", request.Label(t.after.N), "who", who, "times", text.Join(" · ", kept...))
}
