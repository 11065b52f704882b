package mute

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A lead mutes who told of a case for a while, and says why. Nobody reads who it is.
// They are told, and may object; the coordinator ends it. Their danger is heard all
// the same.

type span struct {
	press string
	long  time.Duration
	label text.Text
}

type why struct {
	press string
	label text.Text
}

// spans are for how long somebody can be muted, by what stands on the button.
var spans = []span{
	{"1h", time.Hour, text.T("mute.hour")}, {"1d", world.OneDay, text.T("mute.day")}, {"7d", 7 * world.OneDay, text.T("mute.week")},
}

// whys are the reasons for it.
var whys = []why{
	{"alarms", text.T("mute.alarms")}, {"flood", text.T("mute.flood")}, {"insults", text.T("mute.insults")}, {"adverts", text.T("mute.adverts")},
}

// needMuted: the case that is named, and who told of it.
func needMuted(w *world.World, choice string, n *world.Need) {
	number, _, _ := strings.Cut(choice, "|")
	n.Case, _ = strconv.Atoi(strings.TrimPrefix(strings.TrimSpace(number), "#"))
	if c := w.Case; c != nil && c.Number == n.Case {
		n.Person = c.By.ID
	}
}

// muting asks for how long and why, and mutes.
func muting(x *acts.Turn, choice string) error {
	parts := strings.Split(choice, "|")
	c, p := x.World.Case, x.World.Person
	leads := c != nil && slices.Contains(c.Parts(x.Me.Part()), cases.PartLead)
	switch {
	case strings.TrimSpace(choice) == "":
		x.Reply(listed(x.World))
		return nil
	case !leads:
		x.Reply(talk.Prompt{Say: text.T("mute.none")})
		return nil
	case c.By.ID == 0:
		x.Reply(talk.Prompt{Say: text.T("mute.nobody", "number", c.Number)})
		return nil
	}
	if p == nil || p.ID != c.By.ID || p.ID == x.Me.ID || p.Role != world.Resident {
		p = nil // nobody of the staff is muted; that it is one of them, the lead does not learn
	}
	if len(parts) == 2 && parts[1] == "end" {
		end(x, *c, p)
		return nil
	}
	parts = append(parts, "", "")
	long := slices.IndexFunc(spans, func(s span) bool { return s.press == parts[1] })
	reason := slices.IndexFunc(whys, func(r why) bool { return r.press == parts[2] })
	number := strconv.Itoa(c.Number)
	switch {
	case long < 0:
		q := talk.Prompt{Say: text.T("mute.long", "number", c.Number)}
		for _, s := range spans {
			q.Rows = append(q.Rows, talk.Row(show.MenuButton(s.label, "mute", number, s.press)))
		}
		x.Reply(q)
	case reason < 0:
		q := talk.Prompt{Say: text.T("mute.why", "number", c.Number, "long", spans[long].label)}
		for _, r := range whys {
			q.Rows = append(q.Rows, talk.Row(show.MenuButton(r.label, "mute", number, spans[long].press, r.press)))
		}
		x.Reply(q)
	default:
		begin(x, *c, p, world.Mute{By: x.Me.ID, Case: c.Number, Why: whys[reason].label, Until: x.Now.Add(spans[long].long).Unix()})
	}
	return nil
}

// begin mutes somebody and tells them, and the coordinators. That they were muted
// already is not said: it would tell that two cases are of one person. Of somebody who
// is not muted it stands in the list all the same, as of all others.
func begin(x *acts.Turn, c cases.Case, who *world.Person, m world.Mute) {
	until := show.Dated(x.World, m.Until)
	note(x, c, figures.Muting)
	row := world.Muting{Case: c.Number, Grid: c.Grid, Why: m.Why, Until: m.Until}
	if c.Past != "" {
		row.Grid = "" // past whom it goes must not read there that it is there
	}
	written(x, x.Me, c.Number, &row)
	x.Reply(talk.Prompt{Say: text.T("mute.done", "number", c.Number, "until", until)})
	if who == nil {
		return
	}
	p := *who
	if p.Muted.Holds(x.Now) {
		m.Until = max(m.Until, p.Muted.Until)
	}
	p.Muted = &m
	x.KeepPerson(p)
	x.Write(p, world.ClassReply, talk.Prompt{
		Say:  text.T("mute.told", "until", until, "why", m.Why),
		Rows: [][]talk.Button{{show.MenuButton(text.T("mute.object"), "objection")}},
	})
	coordinators(x, c.Number, text.T("mute.coordinator", "name", x.Me.Name, "number", c.Number, "until", until, "why", m.Why))
}

// coordinators are told of a mute, with what ends it.
func coordinators(x *acts.Turn, number int, say text.Text) {
	for _, p := range x.Coordinators() {
		if p.ID != x.Me.ID {
			x.Write(p, world.ClassTask, talk.Prompt{Say: say, Rows: [][]talk.Button{{show.MenuButton(text.T("mute.end"), "mute", strconv.Itoa(number), "end")}}})
		}
	}
}

// end ends a mute: that is the coordinator's, and of who made it.
func end(x *acts.Turn, c cases.Case, p *world.Person) {
	by, made := madeBy(x.World, c.Number)
	holds := p != nil && p.Muted.Holds(x.Now) && (p.Muted.Case == c.Number || made)
	switch {
	case by.ID != x.Me.ID && !slices.Contains(c.Parts(x.Me.Part()), cases.PartRouter):
		x.Reply(talk.Prompt{Say: text.T("mute.end.sorry")})
		return
	case !made && !holds:
		x.Reply(talk.Prompt{Say: text.T("mute.over", "number", c.Number)})
		return
	}
	if by.ID == 0 { // a release made it that kept no list
		by = x.Staff.People[p.Muted.By]
	}
	note(x, c, figures.Unmuting)
	if made {
		written(x, by, c.Number, nil)
	}
	if holds {
		free := *p
		free.Muted = nil
		x.KeepPerson(free)
		x.Write(free, world.ClassReply, talk.Prompt{Say: text.T("mute.ended.theirs")})
	}
	x.Reply(talk.Prompt{Say: text.T("mute.ended", "number", c.Number)})
	if by.ID != x.Me.ID && by.ID != 0 {
		x.Write(by, world.ClassTask, talk.Prompt{Say: text.T("mute.ended.lead", "name", x.Me.Name, "number", c.Number)})
	}
}

// objecting is what somebody who is muted has to say to it, once.
func objecting(x *acts.Turn, words string) error {
	m := x.Me.Muted
	switch {
	case !m.Holds(x.Now):
		x.Reply(talk.Prompt{Say: text.T("objection.none"), Rows: x.Menu()})
		return nil
	case m.Objected:
		x.Reply(talk.Prompt{Say: text.T("objection.again")})
		return nil
	}
	next := *m
	next.Objected = true
	me := x.Me
	me.Muted = &next
	x.KeepPerson(me)
	x.Reply(talk.Prompt{Say: text.T("objection.sent")})
	say := text.T("objection.coordinator", "number", m.Case, "why", m.Why)
	if words = text.CleanLine(words, 300); words != "" {
		say = text.Lines(say, text.T("objection.words", "words", words))
	}
	coordinators(x, m.Case, say)
	return nil
}
