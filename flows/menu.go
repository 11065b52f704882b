package flows

import (
	"slices"

	"gridbot/flows/text"
)

// A MenuLine is a command as it stands in the menu beside the input line.
type MenuLine struct {
	Command string
	What    text.Text
}

// Whose menu a command stands in.
var (
	ofAll    = []Role{Resident, Worker, Officer, Lead, Coordinator}
	ofStaff  = []Role{Worker, Officer, Lead, Coordinator}
	ofLeads  = []Role{Lead, Coordinator}
	ofNobody []Role
)

// menuRows are all commands there are, in the order of the menu: what the staff
// need many times a day comes first, as a phone shows only a few lines. What is
// in the menu is display only, and never what somebody may do.
var menuRows = []struct {
	name string
	in   []Role
	what text.Text
}{
	// name, in, what
	{"tasks", ofStaff, text.T("command.tasks")},
	{"overdue", ofStaff, text.T("command.overdue")},
	{"duty", []Role{Worker, Officer}, text.T("command.duty")},
	{"place", ofStaff, text.T("command.place")},
	{"digest", ofLeads, text.T("command.digest")},
	{"stats", ofLeads, text.T("command.stats")},
	{"conference", []Role{Officer, Lead, Coordinator}, text.T("command.conference")}, // nobody invites a worker to one
	{"roster", ofLeads, text.T("command.roster")},
	{"staff", ofLeads, text.T("command.staff")},
	{"invite", ofLeads, text.T("command.invite")},
	{"export", ofLeads, text.T("command.export")},
	{"report", ofAll, text.T("command.report")},
	{"cases", ofAll, text.T("command.cases")},
	{"language", ofAll, text.T("command.language")},
	{"help", ofAll, text.T("command.help")},
	{"cancel", ofAll, text.T("command.cancel")},

	{"start", ofNobody, text.Text{}},    // a button of Telegram's own, and links
	{"case", ofNobody, text.Text{}},     // a number is enough
	{"figure", ofNobody, text.Text{}},   // behind the buttons of the figures
	{"bind", ofNobody, text.Text{}},     // done once, from the welcome or in the group
	{"settings", ofNobody, text.Text{}}, // another name of language, which Telegram asks for
}

// Menu is what somebody of a role is shown beside the input line.
func Menu(role Role) []MenuLine {
	var lines []MenuLine
	for _, r := range menuRows {
		if slices.Contains(r.in, role) {
			lines = append(lines, MenuLine{Command: r.name, What: r.what})
		}
	}
	return lines
}
