// Package acts is what is done and who is told: a turn, the acts on a case, the
// letters that come of them, and what a subject brings along. It knows no subject.
package acts

import (
	"errors"
	"strconv"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Turn is a Change in the making.
type Turn struct {
	*world.World
	world.Change
	Book  *Book
	Event talk.Event
	used  bool // the pressed message was put to use

	Alarmed bool // danger was heard in this turn, and somebody is told
}

// Meet learns what the event tells of the person: who is new, what they are
// called, which language their phone speaks, that they are back.
func (x *Turn) Meet() {
	me, e := x.Me, x.Event
	if me.ID == 0 || e.Blocked || e.Clock != nil {
		return
	}
	me.Name, me.Real = me.Real.Called(me.Name, e.From.Name)
	if me.Name == "" {
		me.Name = "#" + strconv.FormatInt(me.ID%10000, 10)
	}
	if l := text.Match(e.Language); l != "" && !me.Chosen {
		me.Lang = l
	}
	if me.Lang == "" {
		me.Lang = x.District.Langs[0]
	}
	if me.Rev == 0 && (e.Chat.Group || e.Press != "") {
		x.Me = me // whoever only sits in a group, or presses what was once theirs, leaves no record
		return
	}
	if !e.Chat.Group {
		me.Gone = false
		x.Heard = x.Now.Unix() - x.Now.Unix()%oneDay
	}
	if me.Rev == 0 || me.Name != x.Me.Name || me.Real.Shown(me.Name) != x.Me.Real.Shown(x.Me.Name) || me.Lang != x.Me.Lang || me.Gone != x.Me.Gone {
		x.KeepPerson(me)
	}
}

// oneDay in seconds: when somebody wrote last is known to the day alone.
const oneDay = 24 * 60 * 60

// KeepPerson keeps a changed person; the last change counts.
func (x *Turn) KeepPerson(p world.Person) {
	if p.ID == x.Me.ID {
		x.Me = p
	}
	for i := range x.People {
		if x.People[i].ID == p.ID {
			x.People[i] = p
			x.Changed = x.People
			return
		}
	}
	x.People = append(x.People, p)
	x.Changed = x.People
}

// KeepSession keeps how far the person has come now.
func (x *Turn) KeepSession(s talk.Session) { x.Change.Session = &s }

// ErrNoDialogue: a session names a dialogue no release knows any more.
var ErrNoDialogue = errors.New("no such dialogue")
