package flows

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// shownBy are the commands that show what a reminder was about, by what its first
// words are called; what is not here stands on the list of one's tasks.
var shownBy = map[string]string{
	"accord": "accord", "bills": "dues", "care": "care", "dues": "dues", "plays": "plays", "points": "topics",
	"rota": "rota", "shop": "shop", "topics": "topics", "upkeep": "dues",
}

// unasked tells whether a letter is one more message to a member of the staff who did
// not ask for it.
func unasked(x *acts.Turn, l world.Letter) bool {
	class := l.Class == world.ClassTask || l.Class == world.ClassReminder || l.Class == world.ClassDanger
	return class && !l.Strip && l.Edit == 0 && (l.Card == 0 || l.Fresh) && x.Staff.People[l.To.ID].Role != world.Resident
}

// budget leaves out the reminders of those who were told enough today. Tasks and
// danger are always told; so are the lists somebody gets at their own hour, which
// are told of what was left out.
func budget(x *acts.Turn) {
	told := map[int64]int{}
	x.Letters = slices.DeleteFunc(x.Letters, func(l world.Letter) bool {
		if !unasked(x, l) {
			return false
		}
		theirs := x.Event.Clock != nil && x.Event.Clock.Person == l.To.ID
		if l.Class != world.ClassReminder || theirs || !x.Enough(l.To.ID, told[l.To.ID]) {
			told[l.To.ID]++
			return false
		}
		kind, _, _ := strings.Cut(firstID(l.Say.Say), ".")
		command := shownBy[kind]
		if command == "" {
			command = "tasks"
		}
		x.Remind = append(x.Remind, world.Reminder{To: l.To.ID, Left: command, Wind: x.NextMorning()})
		return true
	})
}

// firstID is the ID of the first words of a text that have one.
func firstID(t text.Text) string {
	if t.ID != "" {
		return t.ID
	}
	for _, part := range t.List {
		if id := firstID(part); id != "" {
			return id
		}
	}
	return ""
}
