package flows

import (
	"cmp"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A MenuLine is a command as it stands in the menu beside the input line.
type MenuLine struct {
	Command string
	What    text.Text
}

// Menu is what somebody of a role is shown beside the input line, what the staff
// need many times a day first: a phone shows only a few lines. What is in the
// menu is display only, and never what somebody may do.
func Menu(role world.Role) []MenuLine {
	var in []acts.Command
	for _, c := range theBook.Commands {
		if c.Place != 0 && c.Shown(role) {
			in = append(in, c)
		}
	}
	slices.SortFunc(in, func(a, b acts.Command) int { return cmp.Compare(a.Place, b.Place) })
	lines := make([]MenuLine, len(in))
	for i, c := range in {
		lines[i] = MenuLine{Command: c.Name, What: c.Line}
	}
	return lines
}
