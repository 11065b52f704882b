package care

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// since is all that anybody outside the team reads of a care case.
func since(w *world.World, c carecase.Case) text.Text {
	if !c.Open() {
		return text.T("care.closed", "k", carecase.Label(c.N))
	}
	return text.T("care.since", "k", carecase.Label(c.N), "time", show.Dated(w, c.Opened))
}

// outside is a care case as those see it who are not of its team.
func outside(w *world.World, c carecase.Case) talk.Prompt {
	p := talk.Prompt{Say: since(w, c)}
	if c.By == w.Me.ID && c.Open() {
		p.Rows = append(p.Rows, talk.Row(button(text.T("care.button.more"), c, "more")))
	}
	if staff(w) && c.Called(w.Me.ID) != nil {
		p.Rows = append(p.Rows, callButtons(c))
	}
	if mayAudit(w, c) {
		p.Rows = append(p.Rows, talk.Row(button(text.T("care.button.views"), c, "views")))
	}
	return p
}

// button is a button about a care case.
func button(label text.Text, c carecase.Case, what ...string) talk.Button {
	return show.MenuButton(label, "care", append([]string{strconv.Itoa(c.N)}, what...)...)
}

func callButtons(c carecase.Case) []talk.Button {
	return talk.Row(button(text.T("care.button.take", "k", carecase.Label(c.N)), c, "take"), button(text.T("care.button.no"), c, "no"))
}

// shown shows the card where it was pressed, and writes down who has seen it. One
// message of each member shows it: an older one is emptied.
func shown(x *acts.Turn) {
	c := change(x)
	c.See(x.Me.ID, x.Now.Unix())
	if m := c.Member(x.Me.ID); x.Event.Press != "" && m != nil {
		if m.Shown != 0 && m.Shown != x.Event.Message {
			empty(x, x.Me, m.Shown, text.T("care.moved", "k", carecase.Label(c.N)))
		}
		m.Shown = x.Event.Message
	}
	x.Reply(card(x.World, *c))
}

// empty takes the words off a message that shows a care case.
func empty(x *acts.Turn, p world.Person, message int, say text.Text) {
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Edit: message, Say: talk.Prompt{Say: say}})
}

// unshow takes the photos of a care case out of somebody's chat.
func unshow(x *acts.Turn, p world.Person) {
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Care: now(x).N, Empty: true})
}

var stageTexts = map[carecase.Stage]text.Text{
	carecase.Identified: text.T("care.stage.identified"), carecase.Responding: text.T("care.stage.responding"),
	carecase.Planned: text.T("care.stage.planned"), carecase.Reviewed: text.T("care.stage.reviewed"), carecase.Closed: text.T("care.stage.closed"),
}

var riskTexts = map[carecase.Severity]text.Text{
	carecase.Life: text.T("care.risk.life"), carecase.High: text.T("care.risk.high"), carecase.Ordinary: text.T("care.risk.ordinary"),
}

func roleName(w *world.World, id string) text.Text {
	if r, ok := w.District.Care.Role(id); ok {
		return text.Named(r.Names)
	}
	return text.T("care.role.opener") // also of a role the folder has no more
}

func kindName(w *world.World, id string) text.Text {
	if k, ok := w.District.Care.Kind(id); ok {
		return text.Named(k.Names)
	}
	return text.Said(id)
}

// mostNotes are shown, the last ones.
const mostNotes = 4

// longestWords is how much of what somebody wrote stands on the card.
const longestWords = 400

// card is a care case as one of its team sees it.
func card(w *world.World, c carecase.Case) talk.Prompt {
	me := w.Me.ID
	if c.Stripped != 0 {
		return talk.Prompt{Say: text.T("care.stripped", "k", carecase.Label(c.N), "kind", kindName(w, c.Kind), "time", show.Dated(w, c.Stripped)), Rows: cardButtons(w, c)}
	}
	lines := []text.Text{
		text.T("care.head", "k", carecase.Label(c.N), "kind", kindName(w, c.Kind), "risk", riskTexts[c.Severity], "stage", stageTexts[c.Stage]),
		text.T("care.opened", "time", show.Dated(w, c.Opened)),
	}
	if c.Sees(me, carecase.SeesWho) && c.Who != "" {
		lines = append(lines, text.T("care.who", "who", text.Clean(c.Who, longestWords)))
	}
	if c.Sees(me, carecase.SeesWho) && c.Where != "" {
		lines = append(lines, text.T("care.where", "where", text.Clean(c.Where, longestWords)))
	}
	if c.Sees(me, carecase.SeesWhat) {
		lines = append(lines, text.T("care.what", "what", text.Clean(c.What, longestWords)))
		for _, n := range c.Notes[max(0, len(c.Notes)-mostNotes):] {
			lines = append(lines, noteText(w, c, n))
		}
	} else {
		lines = append(lines, text.T("care.what.not"))
	}
	lines = append(lines, consentText(w, c), teamText(w, c), planText(w, c), offersText(w, c))
	if c.Review.Due != 0 {
		lines = append(lines, text.T("care.review", "time", show.Dated(w, c.Review.Due)))
	}
	if n := len(c.Reviews); n > 0 {
		lines = append(lines, text.T("care.reviewed", "time", show.Dated(w, c.Reviews[n-1].At), "how", howTexts[c.Reviews[n-1].Result]))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: cardButtons(w, c)}
}

func noteText(w *world.World, c carecase.Case, n carecase.Note) text.Text {
	at, by, words := show.Dated(w, n.At), authorOf(w, c, n.By), text.Clean(n.Words, longestWords)
	if len(n.Files) > 0 {
		return text.T("care.note.photos", "time", at, "name", by, "n", len(n.Files), "words", words)
	}
	return text.T("care.note", "time", at, "name", by, "words", words)
}

// authorOf is who wrote a note; who told of it from outside stays unnamed.
func authorOf(w *world.World, c carecase.Case, id int64) text.Text {
	if id == c.By && !c.Staff {
		return text.T("care.teller")
	}
	return show.Called(w, id)
}

func consentText(w *world.World, c carecase.Case) text.Text {
	switch c.Consent.Answer {
	case "":
		return text.T("care.consent.open")
	case carecase.ConsentNot:
		return text.T("care.consent.not", "why", text.Clean(c.Consent.Why, longestWords), "name", show.Called(w, c.Consent.By))
	case carecase.ConsentRefused:
		return text.T("care.consent.refused", "time", show.Dated(w, c.Consent.At), "name", show.Called(w, c.Consent.By))
	}
	return text.T("care.consent.given", "time", show.Dated(w, c.Consent.At), "name", show.Called(w, c.Consent.By))
}

func teamText(w *world.World, c carecase.Case) text.Text {
	lines := []text.Text{text.T("care.team")}
	for _, m := range c.Members() {
		role, name := roleName(w, m.Role), show.Called(w, m.ID)
		if m.ID == c.Keeper {
			lines = append(lines, text.T("care.member.keeper", "role", role, "name", name))
			continue
		}
		lines = append(lines, text.T("care.member", "role", role, "name", name))
	}
	for _, k := range c.Calls {
		lines = append(lines, text.T("care.waits", "role", roleName(w, k.Role), "time", show.Dated(w, k.Clock.Due)))
	}
	return text.Lines(lines...)
}

// planText is who does what: all of it, or one's own.
func planText(w *world.World, c carecase.Case) text.Text {
	var lines []text.Text
	all := c.Sees(w.Me.ID, carecase.SeesPlan)
	for _, s := range c.Steps {
		if !all && s.Whose != w.Me.ID {
			continue
		}
		what, name, due := text.Clean(s.What, 120), show.Called(w, s.Whose), show.Dated(w, s.Clock.Due)
		switch {
		case s.Done != 0:
			lines = append(lines, text.T("care.step.done", "n", s.N, "what", what, "name", name))
		case s.Clock.Due < w.Now.Unix():
			lines = append(lines, text.T("care.step.late", "n", s.N, "what", what, "name", name, "time", due))
		default:
			lines = append(lines, text.T("care.step", "n", s.N, "what", what, "name", name, "time", due))
		}
	}
	for _, v := range c.Visits {
		switch {
		case !all && v.Whose != w.Me.ID:
		case v.Done != 0 && c.Sees(w.Me.ID, carecase.SeesWhat):
			lines = append(lines, text.T("care.visited", "time", show.Dated(w, v.Done), "name", show.Called(w, v.Whose), "found", text.Clean(v.Found, longestWords)))
		case v.Done == 0:
			lines = append(lines, text.T("care.visit", "time", show.Dated(w, v.Clock.Due), "name", show.Called(w, v.Whose)))
		}
	}
	if len(lines) == 0 {
		if c.Plan.Due != 0 && all {
			return text.T("care.plan.by", "time", show.Dated(w, c.Plan.Due))
		}
		return text.Text{}
	}
	return text.Lines(append([]text.Text{text.T("care.plan")}, lines...)...)
}

func offersText(w *world.World, c carecase.Case) text.Text {
	if !c.Sees(w.Me.ID, carecase.SeesPlan) {
		return text.Text{}
	}
	var names []text.Text
	for _, o := range c.Offers {
		p, ok := w.District.Care.Project(o.Project)
		if !ok {
			continue
		}
		switch {
		case o.Taken != 0:
			names = append(names, text.T("care.offered.taken", "project", text.Named(p.Names)))
		case o.Refused != 0:
			names = append(names, text.T("care.offered.refused", "project", text.Named(p.Names)))
		default:
			names = append(names, text.Named(p.Names))
		}
	}
	if len(names) == 0 {
		return text.Text{}
	}
	return text.T("care.offers", "projects", text.Join(" · ", names...))
}

// cardButtons are what the person may do now, asked of the table of the acts.
func cardButtons(w *world.World, c carecase.Case) [][]talk.Button {
	me := w.Me.ID
	var bs []talk.Button
	add := func(do carecase.Do, label text.Text, what ...string) {
		if c.May(do, me) == nil {
			bs = append(bs, button(label, c, what...))
		}
	}
	for _, s := range c.Steps {
		if s.Done == 0 && (s.Whose == me || c.Keeper == me) && len(bs) < 8 {
			add(carecase.Finish, text.T("care.button.done", "n", s.N), "done", strconv.Itoa(s.N))
		}
	}
	for _, v := range c.Visits {
		if v.Done == 0 && (v.Whose == me || c.Keeper == me) && len(bs) < 12 {
			add(carecase.Visited, text.T("care.button.was", "time", show.Dated(w, v.Clock.Due)), "was", strconv.Itoa(v.N))
		}
	}
	add(carecase.Add, text.T("care.button.note"), "note")
	if n := len(filesOf(c)); n > 0 && c.Sees(me, carecase.SeesWhat) {
		add(carecase.Add, text.T("care.button.photos", "n", n), "photos")
	}
	add(carecase.Agree, text.T("care.button.consent"), "consent")
	add(carecase.Plan, text.T("care.button.step"), "step")
	add(carecase.Arrange, text.T("care.button.visit"), "visit")
	if c.Sees(me, carecase.SeesPlan) {
		add(carecase.Propose, text.T("care.button.offer"), "offer")
	}
	add(carecase.Summon, text.T("care.button.call"), "call")
	add(carecase.Leave, text.T("care.button.team"), "team")
	add(carecase.Date, text.T("care.button.date"), "date")
	add(carecase.Judge, text.T("care.button.how"), "how")
	add(carecase.Weigh, text.T("care.button.risk"), "risk")
	add(carecase.Close, text.T("care.button.close"), "close")
	bs = append(bs, button(text.T("care.button.views"), c, "views"))
	return talk.Pairs(bs...)
}

// filesOf are the photos and recordings of a care case.
func filesOf(c carecase.Case) []carecase.File {
	all := slices.Clone(c.Files)
	for _, n := range c.Notes {
		all = append(all, n.Files...)
	}
	return all
}

// photos sends what was shown of it.
func photos(x *acts.Turn, _ []string) error {
	c := change(x)
	all := filesOf(*c)
	if len(all) == 0 || !c.Sees(x.Me.ID, carecase.SeesWhat) {
		x.ShowAlert(text.T("care.notyours"))
		return nil
	}
	c.See(x.Me.ID, x.Now.Unix())
	// Where they stand is kept: they go when the person does.
	for chunk := range slices.Chunk(all[max(0, len(all)-20):], 10) {
		p := talk.Prompt{Say: text.T("care.photos", "k", carecase.Label(c.N))}
		for _, f := range chunk {
			p.Files = append(p.Files, talk.File{Kind: f.Kind, ID: f.ID})
		}
		x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: p, Care: c.N})
	}
	return nil
}

// days are how far away a date usually is, as it stands on buttons.
var days = []int{0, 1, 2, 3, 5, 7, 14, 30}

// dayButtons are the usual dates, for what the earlier part of a press has chosen.
func dayButtons(w *world.World, c carecase.Case, what ...string) [][]talk.Button {
	var bs []talk.Button
	for _, n := range days {
		if at := dayIn(w, n); at.After(w.Now) {
			bs = append(bs, button(text.At(at, w.Now), c, append(slices.Clone(what), strconv.Itoa(n))...))
		}
	}
	return append(talk.Pairs(bs...), talk.Row(button(text.T("talk.back"), c, "open")))
}

// dayIn is the end of the office hours in so many days.
func dayIn(w *world.World, n int) time.Time { return w.Closing(w.Now.AddDate(0, 0, n)) }

// dayArg is a date on a button; false where it is none, or is over.
func dayArg(w *world.World, args []string, i int) (int64, bool) {
	n, err := strconv.Atoi(arg(args, i))
	if err != nil || !slices.Contains(days, n) || !dayIn(w, n).After(w.Now) {
		return 0, false
	}
	return dayIn(w, n).Unix(), true
}

func arg(args []string, i int) string {
	if i < len(args) {
		return args[i]
	}
	return ""
}
