// Package consult is what is agreed on about a key topic (共管方案): those concerned
// come in by a link, say what they think, vote house by house, and say yes to what is
// theirs to do; who has a duty is reminded of it, and who has a key is known. It knows
// no other subject; what an agreement is, it has from accord.
package consult

import (
	"gridbot/flows/pact"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is what is agreed on about key topics.
func Subject() acts.Subject {
	return acts.Subject{
		Name:     "consult",
		Words:    Words,
		Commands: []acts.Command{{Name: "accord", Line: text.T("command.accord"), Place: 28, Need: needAccord, Does: answer}},
		Dialogues: []acts.Dialogue{
			{Spoken: coming, Name: coming.Name, Free: true, Need: needOf(coming), Done: decided},
			{Spoken: proposing, Name: proposing.Name, Free: true, Need: needOf(proposing), Done: decided},
			{Spoken: writingTerm, Name: writingTerm.Name, Free: true, Need: needOf(writingTerm), Done: decided},
			{Spoken: saying, Name: saying.Name, Free: true, Need: needOf(saying), Done: decided},
		},
		Links: []acts.Link{{
			Is:   func(payload string) bool { n, _ := world.PayloadAccord(payload); return n != 0 },
			Need: func(payload string, n *world.Need) { n.Accord, _ = world.PayloadAccord(payload); n.Topics = true },
			Does: func(x *acts.Turn, payload string) error {
				topic, token := world.PayloadAccord(payload)
				return followed(x, topic, token)
			},
		}},
		Clocks: []acts.Clock{{
			Is: func(k talk.Clock) bool { return k.Accord != 0 },
			Need: func(w *world.World, k talk.Clock, n *world.Need) {
				n.Accord, n.Topics = k.Accord, true
				needMeeting(w, k, n)
			},
			Does: func(x *acts.Turn, k talk.Clock) error { return strike(x, k) },
		}},
		Before: func(w *world.World, e talk.Event, n *world.Need) {
			needRights(w, e, n)
			needGone(w, e, n)
		},
		Last: func(x *acts.Turn) error {
			leavers(x)
			return rights(x)
		},
	}
}

// about is what every dialogue here knows: which topic.
type about interface{ topic() int }

// needOf: what a dialogue is about.
func needOf[D about](d talk.Dialogue[*world.World, D]) func(*world.World, talk.Session, talk.Event, *world.Need) {
	return func(_ *world.World, s talk.Session, _ talk.Event, n *world.Need) {
		if data, err := d.Data(s); err == nil {
			n.Accord, n.Topics, n.Mine = data.topic(), true, true // and what they have told of, where it is danger
		}
	}
}

func needAccord(w *world.World, choice string, n *world.Need) {
	first, _, _ := strings.Cut(choice, "|")
	n.Topics = true
	if n.Accord = numberOf(first); n.Accord != 0 {
		return
	}
	all := []string{"p" + strconv.FormatInt(w.Me.ID, 10)}
	switch w.Me.Role {
	case world.Coordinator:
		for _, g := range w.District.Map.All() {
			all = append(all, g.ID)
		}
	case world.Lead, world.Worker:
		all = append(all, w.Me.Grid)
	}
	n.Accords = strings.Join(all, ",")
}

// numberOf reads a number as people write it: A12, a12 or 12.
func numberOf(s string) int { return world.CaseNumber(strings.TrimLeft(strings.TrimSpace(s), "Aa")) }

// now is what is agreed on as the turn has it so far; nil for nothing.
func now(x *acts.Turn) *accord.Accord {
	if n := len(x.Agreed); n > 0 {
		return &x.Agreed[n-1].After
	}
	return x.Agreeing.Accord
}

// keptFor is how long what is over is kept: keys may still be out.
const keptFor = 2 * 365 * 24 * time.Hour

// keep keeps it as a turn leaves it.
func keep(x *acts.Turn, a accord.Accord) {
	m := world.Agreed{Before: x.Agreeing.Accord, After: a}
	if !a.Open() {
		m.Lasts = keptFor
	}
	x.Agreed = []world.Agreed{m}
}

// part is what somebody is to it.
type part int

const (
	lead  part = 1 << iota // decides on its grid
	staff                  // works there, or has something of it to do
	party                  // speaks for a household, a shop or another party
)

// partsOf are what somebody is to it.
func partsOf(w *world.World, a accord.Accord) (is part) {
	me := w.Me
	if leads(w, a.Grid) {
		is |= lead | staff
	}
	if me.Role == world.Worker && me.Grid == a.Grid || me.Role == world.Officer && slices.ContainsFunc(owners(a), func(o string) bool { return pact.Speaks(w, a, o) }) {
		is |= staff
	}
	if a.Of(me.ID) != nil {
		is |= party
	}
	return is
}

func leads(w *world.World, grid string) bool {
	return w.Me.Role == world.Coordinator || w.Me.Role == world.Lead && (w.Me.Grid == grid || slices.Contains(w.Me.Acts, grid))
}

// owners are all that have something to do by the newest version, or the one in force.
func owners(a accord.Accord) (all []string) {
	for _, v := range []*accord.Version{a.Newest(), a.Version(a.Runs)} {
		if v != nil {
			for _, t := range v.Terms {
				all = append(all, t.Owner)
			}
		}
	}
	return all
}

// peopleOf are who is written to about an owner.
func peopleOf(x *acts.Turn, a accord.Accord, owner string) (all []world.Person) {
	p, person, agency := accord.OwnerOf(owner)
	switch {
	case p != "":
		if of := a.Party(p); of != nil {
			all = speakers(x, *of)
		}
	case person != 0:
		if p, ok := x.Staff.People[person]; ok && p.Role != world.Resident {
			all = append(all, p)
		}
	case agency != "":
		if all = x.Staff.Callable(agency, world.In(a.Grid, "")); len(all) == 0 {
			all = x.Staff.Heads(agency)
		}
	}
	return all
}

// speakers are who speaks for a party, as far as they can be written to: who is not of
// the staff is known by their number and the language they came in.
func speakers(x *acts.Turn, p accord.Party) (all []world.Person) {
	for i, id := range p.People {
		who, ok := x.Staff.People[id]
		if !ok {
			who = world.Person{ID: id, Lang: x.District.Langs[0]}
			if i < len(p.Langs) && p.Langs[i] != "" {
				who.Lang = text.Lang(p.Langs[i])
			}
		}
		all = append(all, who)
	}
	return all
}

// button is one about what is agreed on.
func button(label text.Text, a accord.Accord, what ...string) talk.Button {
	return show.MenuButton(label, "accord", append([]string{strconv.Itoa(a.Topic)}, what...)...)
}

// door is a message with the button to the card.
func door(a accord.Accord, say text.Text, bs ...talk.Button) talk.Prompt {
	rows := talk.Column(bs...)
	return talk.Prompt{Say: say, Rows: append(rows, talk.Row(button(text.T("accord.button.the", "a", accord.Label(a.Topic)), a, "open")))}
}

// tell writes to people about it, each once, and not to who did it.
func tell(x *acts.Turn, class world.Class, people []world.Person, say talk.Prompt) {
	told := []int64{x.Me.ID}
	if x.Event.Clock != nil {
		told = nil
	}
	for _, p := range people {
		if !slices.Contains(told, p.ID) {
			told = append(told, p.ID)
			x.Write(p, class, say)
		}
	}
}

// leadsOf are who leads it: who runs it, or where they are gone all who lead there.
func leadsOf(x *acts.Turn, a accord.Accord) []world.Person {
	if p, ok := x.Staff.People[a.Owner]; ok && !p.Gone && (p.Role == world.Lead || p.Role == world.Coordinator) {
		return []world.Person{p}
	}
	return x.Leads(a.Grid)
}
