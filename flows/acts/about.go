package acts

import (
	"slices"
	"strings"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What a message is about: who answers it means that case, whatever else is
// going on. It is found out in this one place, for every letter of a turn.

// Address says of every letter of the turn which case it is about, and of which
// dialogue it is the question.
func (x *Turn) Address() {
	now := x.World.Session
	if x.Change.Session != nil {
		now = *x.Change.Session
	}
	all := x.turnsCase()
	for i := range x.Letters {
		l := &x.Letters[i]
		switch {
		case l.Strip || l.Card > 0:
		case x.Forget != nil && l.To.ID == x.Forget.ID: // of them it is not known any more what they were told of
		case l.Card < 0: // the board of a joint case
			l.About = -l.Card
		case l.To.ID == x.Me.ID && asks(l.Say, now):
			if l.About = now.About; l.About != 0 {
				l.Asks = now.Dialogue
			}
		default:
			l.About = about(l.Say, all)
		}
	}
}

// turnsCase is the one case a turn is about; 0 where it is about none, about
// several, or about one the person may not see.
func (x *Turn) turnsCase() int {
	if x.Meeting != nil || x.Met != nil {
		return 0 // a conference talks of many
	}
	number := 0
	for _, m := range x.Cases {
		if number != 0 && number != m.After.Number {
			return 0
		}
		number = m.After.Number
	}
	if c := x.World.Case; number == 0 && c != nil && (x.Event.Clock != nil || c.Sees(x.Me.Part())) {
		return c.Number
	}
	return number
}

// about is the case a message is about: that of its buttons, where they are of
// one, or else that of the turn. A list of several is about none.
func about(p talk.Prompt, turns int) int {
	number := 0
	for _, b := range slices.Concat(p.Rows...) {
		n, _, _, ok := world.PressedCase(b.Data)
		if !ok || n == number {
			continue
		}
		if number != 0 {
			return 0
		}
		number = n
	}
	if number != 0 {
		return number
	}
	return turns
}

// asks tells whether a message is the question of the dialogue that is open: by
// its buttons, one of which leads on or out.
func asks(p talk.Prompt, s talk.Session) bool {
	if s.Dialogue == "" {
		return false
	}
	return p.Keys == talk.KeysAsk || slices.ContainsFunc(slices.Concat(p.Rows...), func(b talk.Button) bool {
		return b.Data == "m|cancel" || strings.HasPrefix(b.Data, "d|"+s.Dialogue+"|")
	})
}

// Became remembers that a message of the person became part of a case.
func (x *Turn) Became(number int, messages ...int) {
	for _, id := range messages {
		said := world.Said{Message: world.Message{Chat: x.Event.Chat.ID, ID: id}, Case: number}
		if id != 0 && !slices.Contains(x.Said, said) {
			x.Said = append(x.Said, said)
		}
	}
}
