package shop

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/matter"
	"gridbot/flows/request"
	"gridbot/flows/services"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// paperName is what a paper is called; what a step asked for beyond the folder is
// called what it is.
func paperName(w *world.World, r request.Request, id string) text.Text {
	if s, ok := matter.Service(w, r.Service); ok {
		if p, ok := s.Paper(id); ok {
			return text.Named(p.Names)
		}
	}
	if id == request.Site {
		return text.T("shop.paper.site")
	}
	if step, issued := strings.CutPrefix(id, request.Issued); issued {
		return text.T("shop.paper.issued", "step", matter.Step(w, r, step))
	}
	if len(id) > 1 && id[0] == '+' {
		return text.T("shop.paper.extra", "step", matter.Step(w, r, id[1:]))
	}
	return text.Said(id)
}

// whoGives is who brings the papers, as the reader says it.
func whoGives(w *world.World, r request.Request) text.Text {
	if r.By == w.Me.ID {
		return text.T("shop.who.you")
	}
	return text.T("shop.who.applicant")
}

// stand is where a request stands, in a word or two.
func stand(w *world.World, r request.Request) text.Text {
	switch {
	case r.Outcome == request.AllDone:
		return text.T("shop.stand.done")
	case r.Outcome == request.Refusal:
		return text.T("shop.stand.refused")
	case !r.Open():
		return text.T("shop.stand.withdrawn")
	case r.Draft() && len(r.Missing()) == 0:
		return text.T("shop.stand.ready")
	case r.Draft():
		return text.T("shop.stand.draft", "n", len(r.Missing()))
	case len(r.Missing()) > 0:
		return text.T("shop.stand.yours", "who", whoGives(w, r), "n", len(r.Missing()))
	}
	over := len(slices.DeleteFunc(slices.Clone(r.Steps), func(s request.Step) bool { return s.State != request.Done }))
	return text.T("shop.stand.runs", "n", over, "of", len(r.Steps))
}

// card is where it stands, what waits for whom, when it is done, and what the reader
// can do now.
func card(x *acts.Turn, r request.Request) talk.Prompt {
	w := x.World
	lines := []text.Text{text.T("shop.card", "s", request.Label(r.N), "service", matter.Name(w, r), "name", matter.Called(w, r), "stand", stand(w, r))}
	if partsOf(w, r)&^applicant != 0 {
		lines = append(lines, answers(w, r)...)
	}
	for _, s := range r.Steps {
		lines = append(lines, stepLine(w, r, s))
	}
	for _, p := range r.Missing() {
		if r.Open() {
			lines = append(lines, missingLine(w, r, p))
		}
	}
	lines = append(lines, visitLine(w, r), days(x, r))
	if r.Wanted != 0 {
		lines = append(lines, text.T("shop.wanted"))
	}
	if r.Hand != nil && r.By == w.Me.ID {
		lines = append(lines, text.T("shop.handing", "time", show.Dated(w, r.Hand.Until)))
	}
	if r.Helper != 0 {
		lines = append(lines, text.T("shop.helper", "name", show.Called(w, r.Helper)))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: cardButtons(x, r)}
}

// answers are what was answered, for who must know it to do their part.
func answers(w *world.World, r request.Request) []text.Text {
	s, _ := matter.Service(w, r.Service)
	var lines []text.Text
	for _, a := range s.Asks {
		v, given := r.Answers[a.ID]
		if !given {
			continue
		}
		lines = append(lines, answerText(a, v))
	}
	return lines
}

// answerText is a question with its answer.
func answerText(a services.Ask, v string) text.Text {
	say := text.Said(v)
	switch {
	case a.Kind == services.KindYesNo && v == services.Yes:
		say = text.T("talk.yes")
	case a.Kind == services.KindYesNo:
		say = text.T("talk.no")
	}
	for _, c := range a.Choices {
		if c.ID == v {
			say = text.Named(c.Names)
		}
	}
	return text.T("shop.answer", "question", text.Named(a.Names), "answer", say)
}

// stepLine is one step: who has it, since when it waits for what.
func stepLine(w *world.World, r request.Request, s request.Step) text.Text {
	name, agency := matter.Step(w, r, s.ID), show.AgencyName(w, s.Agency)
	switch s.State {
	case request.Done:
		return text.T("shop.step.done", "step", name, "agency", agency, "time", show.Dated(w, s.Ended))
	case request.Refused:
		return text.T("shop.step.refused", "step", name, "agency", agency, "why", text.CleanLine(s.Why, 200))
	case request.Dropped:
		return text.T("shop.step.dropped", "step", name)
	case request.Runs:
		if s.Clock.Due <= w.Now.Unix() {
			return text.T("shop.step.late", "step", name, "agency", agency, "time", show.Dated(w, s.Clock.Due))
		}
		if len(w.Staff.Officers(s.Agency)) == 0 {
			return text.T("shop.step.nobody", "step", name, "agency", agency, "time", show.Dated(w, s.Clock.Due))
		}
		return text.T("shop.step.runs", "step", name, "agency", agency, "time", show.Dated(w, s.Clock.Due))
	case request.Back:
		return text.T("shop.step.back", "step", name, "agency", agency)
	case request.Wants:
		return text.T("shop.step.wants", "who", whoGives(w, r), "step", name, "agency", agency)
	case request.Waits:
		var before []text.Text
		for _, id := range r.Before(s) {
			if r.Step(id).State != request.Done {
				before = append(before, matter.Step(w, r, id))
			}
		}
		return text.T("shop.step.waits", "step", name, "agency", agency, "before", text.Join(" · ", before...))
	}
	return text.T("shop.step.idle", "step", name, "agency", agency)
}

func missingLine(w *world.World, r request.Request, p request.Paper) text.Text {
	name := paperName(w, r, p.ID)
	if len(p.Wrong) == 0 {
		return text.T("shop.missing", "who", whoGives(w, r), "paper", name)
	}
	var whys []text.Text
	for _, wrong := range p.Wrong {
		whys = append(whys, text.T("shop.why", "agency", show.AgencyName(w, r.Step(wrong.Step).Agency), "why", text.CleanLine(wrong.Why, 80)))
	}
	return text.T("shop.wrong", "who", whoGives(w, r), "paper", name, "whys", text.Join("; ", whys...))
}

func visitLine(w *world.World, r request.Request) text.Text {
	first, due := r.TooLate(w.Now.Unix())
	switch v := r.Visit; {
	case v == nil:
		return text.Text{}
	case first != 0 && v.At == 0:
		return text.T("shop.visit.late", "who", partyNames(w, r, comes), "time", show.Dated(w, first), "due", show.Dated(w, due))
	case first != 0:
		return text.T("shop.visit.at.late", "who", partyNames(w, r, comes), "time", show.Dated(w, first), "due", show.Dated(w, due))
	case v.At != 0:
		return text.T("shop.visit.at", "time", show.Dated(w, v.At), "who", partyNames(w, r, comes))
	default:
		return text.T("shop.visit.asked", "who", partyNames(w, r, comes))
	}
}

// days are when it is done, and honest when something is late.
func days(x *acts.Turn, r request.Request) text.Text {
	switch {
	case r.Outcome == request.AllDone:
		return text.T("shop.took", "days", matter.Tenths(r.Took), "visits", r.Held)
	case !r.Open():
		return text.Text{}
	}
	f := r.Forecast(x.District.Calendar, x.Now.Unix(), x.Serving.Figures)
	lines := []text.Text{text.T("shop.days", "earliest", show.Dated(x.World, f.Earliest), "likely", show.Dated(x.World, f.Likely), "latest", show.Dated(x.World, f.Latest))}
	if len(r.Missing()) > 0 {
		lines = append(lines, text.T("shop.days.if", "who", whoGives(x.World, r)))
	}
	for _, id := range f.Late {
		lines = append(lines, text.T("shop.days.late", "step", matter.Step(x.World, r, id), "agency", show.AgencyName(x.World, r.Step(id).Agency)))
	}
	return text.Lines(lines...)
}

// cardButtons are what the reader can do now.
func cardButtons(x *acts.Turn, r request.Request) [][]talk.Button {
	w, is := x.World, partsOf(x.World, r)
	var bs []talk.Button
	add := func(label text.Text, what ...string) { bs = append(bs, button(label, r, what...)) }
	giveButtons(w, r, is, add)
	if is&officer != 0 && r.Open() {
		for _, s := range r.Steps {
			if s.Agency == w.Me.Agency && s.With() && len(bs) < 12 {
				stepButtons(w, r, s, add)
			}
		}
	}
	if is&officer != 0 {
		for _, s := range r.Steps {
			if s.Agency == w.Me.Agency && s.State == request.Done && r.Paper(request.Issued+s.ID) == nil && len(bs) < 12 {
				add(text.T("shop.button.issue", "step", matter.Step(w, r, s.ID)), "issue", s.ID)
			}
		}
	}
	visitButtons(w, r, is, add)
	if slices.ContainsFunc(r.Papers, func(p request.Paper) bool { return p.At != 0 }) && is&(applicant|officer|helper) != 0 {
		add(text.T("shop.button.papers"), "papers")
	}
	endButtons(r, is, add)
	return talk.Pairs(bs...)
}

// giveButtons are for who brings the papers.
func giveButtons(w *world.World, r request.Request, is part, add func(text.Text, ...string)) {
	if is&(applicant|helper) != 0 && r.Open() {
		for i, p := range r.Missing() {
			if i < mostPapers {
				add(text.T("shop.button.give", "paper", paperName(w, r, p.ID)), "give", p.ID)
			}
		}
	}
	if is&applicant != 0 && r.Ready() {
		add(text.T("shop.button.send"), "send")
	}
}

// mostPapers is how many papers stand on buttons: the others come after them.
const mostPapers = 8

// endButtons are what one can do about all of it.
func endButtons(r request.Request, is part, add func(text.Text, ...string)) {
	switch {
	case is&applicant != 0 && r.Open() && r.Helper != 0:
		add(text.T("shop.button.help.no"), "help")
	case is&applicant != 0 && r.Open() && r.Wanted == 0:
		add(text.T("shop.button.want"), "help")
	case is&worker != 0 && is&applicant == 0 && r.Open() && r.Helper == 0:
		add(text.T("shop.button.help"), "help")
	case is&helper != 0 && r.Open():
		add(text.T("shop.button.site"), "site")
		add(text.T("shop.button.help.end"), "help")
	}
	switch {
	case is&applicant != 0 && r.Open():
		if r.Hand != nil {
			add(text.T("shop.button.hand.off"), "hand", "off")
		} else if r.Sent != 0 {
			add(text.T("shop.button.hand"), "hand")
		}
		add(text.T("shop.button.drop"), "drop")
	case is&applicant != 0 && r.Outcome != request.AllDone:
		add(text.T("shop.button.again"), "again")
	}
	if r.Open() {
		add(text.T("shop.button.fresh"), "open")
	}
}

func stepButtons(w *world.World, r request.Request, s request.Step, add func(text.Text, ...string)) {
	name := matter.Step(w, r, s.ID)
	if s.State == request.Runs && (!s.Visit || s.Seen) {
		add(text.T("shop.button.done", "step", name), "done", s.ID)
	}
	add(text.T("shop.button.back", "step", name), "back", s.ID)
	if s.State != request.Runs {
		return
	}
	add(text.T("shop.button.no", "step", name), "no", s.ID)
	if s.Visit && !s.Seen {
		add(text.T("shop.button.waive", "step", name), "waive", s.ID)
	}
}

func visitButtons(w *world.World, r request.Request, is part, add func(text.Text, ...string)) {
	v := r.Visit
	if v == nil || !r.Open() {
		return
	}
	switch me := partyOf(w, r); {
	case v.At == 0 && me != "":
		add(text.T("shop.button.times"), "times")
	case v.At != 0 && w.Now.Unix() >= v.At && is&(officer|helper) != 0:
		add(text.T("shop.button.seen"), "seen")
	}
	if v.At != 0 && partyOf(w, r) != "" {
		add(text.T("shop.button.move"), "others")
	}
}
