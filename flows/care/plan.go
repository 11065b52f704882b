package care

import (
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// choose asks in the place of the card, with a way back to it.
func choose(x *acts.Turn, say text.Text, bs ...talk.Button) error {
	c := now(x)
	x.Reply(talk.Prompt{Say: text.T("care.choose", "k", carecase.Label(c.N), "what", say), Rows: append(talk.Pairs(bs...), talk.Row(button(text.T("talk.back"), *c, "open")))})
	return nil
}

// members are the team as buttons.
func members(x *acts.Turn, press ...string) []talk.Button {
	c := now(x)
	var bs []talk.Button
	for _, m := range c.Members() {
		bs = append(bs, button(text.T("care.button.member", "name", text.CleanLine(x.Staff.Name(m.ID), 20), "role", roleName(x.World, m.Role)), *c, append(slices.Clone(press), world.ID36(m.ID))...))
	}
	return bs
}

// consent: what the person says to being helped.
func consent(x *acts.Turn, args []string) error {
	c := now(x)
	switch a := carecase.ConsentAnswer(arg(args, 0)); a {
	case carecase.ConsentNot:
		return write(x, writeData{N: c.N, Do: "why"})
	case carecase.ConsentGiven, carecase.ConsentRefused:
		change(x).Consent = carecase.Consent{Answer: a, At: x.Now.Unix(), By: x.Me.ID}
		shown(x)
		return nil
	}
	return choose(x, text.T("care.ask.consent.now"), button(text.T("care.consent.yes"), *c, "consent", "given"),
		button(text.T("care.consent.no"), *c, "consent", "refused"), button(text.T("care.consent.cannot"), *c, "consent", "not"))
}

// weigh: how much is at risk. Where it is a life now, whoever is called hears it.
func weigh(x *acts.Turn, args []string) error {
	s := carecase.Severity(arg(args, 0))
	if !slices.Contains(carecase.Severities, s) {
		var bs []talk.Button
		for _, s := range carecase.Severities {
			bs = append(bs, button(riskTexts[s], *now(x), "risk", string(s)))
		}
		return choose(x, text.T("care.ask.risk"), bs...)
	}
	c := change(x)
	was := c.Severity
	if c.Severity = s; s == carecase.Life && was != s {
		hurry(x)
		tellTeam(x, text.T("care.told.life", "k", carecase.Label(c.N)))
	}
	shown(x)
	return nil
}

// step: who does it, by when, and then in words what.
func step(x *acts.Turn, args []string) error {
	c := now(x)
	whose := world.From36(arg(args, 0))
	if c.Member(whose) == nil {
		return choose(x, text.T("care.ask.step.who"), members(x, "step")...)
	}
	due, ok := dayArg(x.World, args, 1)
	if !ok {
		x.Reply(talk.Prompt{Say: text.T("care.choose", "k", carecase.Label(c.N), "what", text.T("care.ask.step.when")), Rows: dayButtons(x.World, *c, "step", arg(args, 0))})
		return nil
	}
	return write(x, writeData{N: c.N, Do: "step", Whose: whose, Due: due})
}

// done: a step of the plan, by whose it is or who answers for the case.
func done(x *acts.Turn, args []string) error {
	n, _ := strconv.Atoi(arg(args, 0))
	c := change(x)
	s := c.Step(n)
	switch {
	case s == nil:
		shown(x)
	case s.Whose != x.Me.ID && c.Keeper != x.Me.ID:
		x.ShowAlert(text.T("care.notyours"))
		shown(x)
	default:
		if s.Done == 0 {
			s.Done, s.By = x.Now.Unix(), x.Me.ID
			if x.Me.ID != c.Keeper {
				x.Write(x.Staff.People[c.Keeper], world.ClassTask, doorTo(*c, text.T("care.told.done", "k", carecase.Label(c.N), "name", x.Me.Name)))
			}
		}
		shown(x)
	}
	return nil
}

// visit: who goes, and when.
func visit(x *acts.Turn, args []string) error {
	c := now(x)
	whose := world.From36(arg(args, 0))
	if c.Member(whose) == nil {
		return choose(x, text.T("care.ask.visit.who"), members(x, "visit")...)
	}
	due, ok := dayArg(x.World, args, 1)
	if !ok {
		x.Reply(talk.Prompt{Say: text.T("care.choose", "k", carecase.Label(c.N), "what", text.T("care.ask.visit.when")), Rows: dayButtons(x.World, *c, "visit", arg(args, 0))})
		return nil
	}
	k := change(x)
	if !slices.ContainsFunc(k.Visits, func(v carecase.Visit) bool { return v.Done == 0 && v.Whose == whose && v.Clock.Due == due }) { // pressed twice, it is one
		k.AddVisit(whose, due)
		if whose != x.Me.ID {
			x.Write(x.Staff.People[whose], classOf(*k), doorTo(*k, text.T("care.told.arranged", "k", carecase.Label(k.N), "name", x.Me.Name)))
		}
	}
	shown(x)
	return nil
}

// visited: what was found, in words.
func visited(x *acts.Turn, args []string) error {
	n, _ := strconv.Atoi(arg(args, 0))
	c := now(x)
	if v := c.Visit(n); v == nil || v.Done != 0 || v.Whose != x.Me.ID && c.Keeper != x.Me.ID {
		x.ShowAlert(text.T("care.notyours"))
		shown(x)
		return nil
	}
	return write(x, writeData{N: c.N, Do: "found", Of: n})
}

// date: when it is looked at again.
func date(x *acts.Turn, args []string) error {
	due, ok := dayArg(x.World, args, 0)
	if !ok {
		x.Reply(talk.Prompt{Say: text.T("care.choose", "k", carecase.Label(now(x).N), "what", text.T("care.ask.date")), Rows: dayButtons(x.World, *now(x), "date")})
		return nil
	}
	change(x).Review = carecase.Clock{Due: due, Next: due}
	shown(x)
	return nil
}

// hows are how it can be when it is looked at again.
var hows = []string{"better", "same", "worse"}

var howTexts = map[string]text.Text{"better": text.T("care.how.better"), "same": text.T("care.how.same"), "worse": text.T("care.how.worse")}

// judge: how it is now. The next look has its date at once.
func judge(x *acts.Turn, args []string) error {
	how := arg(args, 0)
	if !slices.Contains(hows, how) {
		var bs []talk.Button
		for _, h := range hows {
			bs = append(bs, button(howTexts[h], *now(x), "how", h))
		}
		return choose(x, text.T("care.ask.how"), bs...)
	}
	c := change(x)
	if n := len(c.Reviews); n == 0 || x.Now.Unix()-c.Reviews[n-1].At > 60 { // pressed twice, it is one
		c.Look(how, x.Me.ID, x.Now.Unix())
		tellTeam(x, text.T("care.told.review", "k", carecase.Label(c.N)))
	}
	shown(x)
	return nil
}

// closing: handed to ordinary life, or onwards. First the person was asked, or it
// says why not, and nothing of the plan is open.
func closing(x *acts.Turn, args []string) error {
	c := now(x)
	asked, plan := c.Ready()
	switch {
	case !asked:
		x.ShowAlert(text.T("care.close.consent"))
		shown(x)
		return nil
	case !plan:
		x.ShowAlert(text.T("care.close.plan"))
		shown(x)
		return nil
	}
	switch carecase.Outcome(arg(args, 0)) {
	case carecase.OrdinaryLife:
		return end(x, carecase.OrdinaryLife, "")
	case carecase.Onwards:
		return write(x, writeData{N: c.N, Do: "onto"})
	}
	return choose(x, text.T("care.ask.close"), button(text.T("care.close.ordinary"), *c, "close", "ordinary"), button(text.T("care.close.onwards"), *c, "close", "onwards"))
}

// end closes a care case. What showed it shows it no more.
func end(x *acts.Turn, o carecase.Outcome, onto string) error {
	c := change(x)
	if asked, plan := c.Ready(); !asked || !plan {
		refused(x, carecase.ErrNotNow)
		return nil
	}
	say := text.T("care.ended", "k", carecase.Label(c.N))
	tellTeam(x, say)
	for _, m := range c.Members() {
		unshow(x, x.Holder(cases.Card{Chat: m.ID}))
		if m.Shown != 0 && (m.ID != x.Me.ID || m.Shown != x.Event.Message) {
			empty(x, x.Staff.People[m.ID], m.Shown, since(x.World, carecase.Case{N: c.N, Stage: carecase.Closed}))
		}
	}
	c.End(o, onto, x.Now.Unix())
	x.Reply(talk.Prompt{Say: say})
	return nil
}

// offer: a project of the folder to the household.
func offer(x *acts.Turn, args []string) error {
	c := now(x)
	p, ok := x.District.Care.Project(arg(args, 0))
	if !ok {
		var bs []talk.Button
		for _, p := range x.District.Care.Fit(c.Kind) {
			bs = append(bs, button(text.Named(p.Names), *c, "offer", p.ID))
		}
		return choose(x, text.T("care.ask.offer"), bs...)
	}
	o := c.Offer(p.ID)
	about := text.T("care.project", "project", text.Named(p.Names), "whom", text.Named(p.Whom), "offers", text.Named(p.Offers), "ask", text.Named(p.Ask))
	switch {
	case o == nil && arg(args, 1) != "yes":
		return choose(x, about, button(text.T("care.button.propose"), *c, "offer", p.ID, "yes"))
	case o == nil:
		k := change(x)
		k.Offers = append(k.Offers, carecase.Offer{Project: p.ID, At: x.Now.Unix(), By: x.Me.ID})
	case o.Taken == 0 && o.Refused == 0 && arg(args, 1) != "yes":
		return choose(x, about, button(text.T("care.button.taken"), *c, "said", p.ID, "yes"), button(text.T("care.button.refused"), *c, "said", p.ID, "no"))
	}
	shown(x)
	return nil
}

// answered: what the household says to a project.
func answered(x *acts.Turn, args []string) error {
	o := change(x).Offer(arg(args, 0))
	if o != nil && o.Taken == 0 && o.Refused == 0 {
		switch arg(args, 1) {
		case "yes":
			o.Taken = x.Now.Unix()
		case "no":
			o.Refused = x.Now.Unix()
		}
	}
	shown(x)
	return nil
}

// projects are how often each was offered and taken: counts alone, of the whole
// district, so that no household can be read out of them.
func projects(x *acts.Turn) {
	if x.Me.Role != world.Lead && x.Me.Role != world.Coordinator {
		x.Reply(talk.Prompt{Say: text.T("care.projects.lead"), Rows: x.Menu()})
		return
	}
	lines := []text.Text{text.T("care.projects")}
	for _, p := range x.District.Care.Projects {
		sum := map[string]int{}
		for _, g := range append(gridsOf(x.World), "") {
			for _, what := range []string{"offered", "taken", "refused"} {
				sum[what] += x.Caring.Projects[g+"|"+p.ID+"|"+what]
			}
		}
		lines = append(lines, text.T("care.projects.line", "project", text.Named(p.Names), "offered", sum["offered"], "taken", sum["taken"], "refused", sum["refused"]))
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{show.MenuButton(text.T("talk.back"), "care")}}})
}

func gridsOf(w *world.World) []string {
	var all []string
	for _, g := range w.District.Map.All() {
		all = append(all, g.ID)
	}
	return all
}
