package flows_test

import (
	"strings"

	"gridbot/flows"
	"gridbot/flows/cases"
)

// This file is who may do what to a case, in words and written by hand. It is
// not derived from the lifecycle: the two are held against each other.

// A figure is somebody as they stand to one case of the grid yanchang.
type figure struct {
	name   string
	person flows.Person
	is     func(*cases.Case, int64) // what they are to the case besides
}

// The grid of the case, and another one.
const (
	homeGrid = "yanchang"
	farGrid  = "lingshi"
)

// IDs that no other words contain, so that they can be searched for.
const (
	tellerID   = 880_041_001 // who reported, where the figure did not
	holderID   = 880_042_001 // who has the case, where the figure has not
	helperID   = 880_042_002 // a worker of the grid who has nothing to do with it
	bossID     = 880_043_001 // a lead of the grid
	chiefID    = 880_044_001 // a coordinator
	figureID   = 880_049_999 // the figure
	tellerName = "不可说的举报人"
	figureName = "不可说的某某"
)

func resident() flows.Person { return flows.Person{} }
func lead(grid string) flows.Person {
	return flows.Person{Role: flows.Lead, Grid: grid}
}
func worker(grid string, duty bool) flows.Person {
	return flows.Person{Role: flows.Worker, Grid: grid, Duty: duty}
}

func isReporter(c *cases.Case, id int64) { c.By.ID, c.By.Name = id, figureName }
func isAssignee(c *cases.Case, id int64) {
	c.Assignee, c.Handlers = id, append(c.Handlers, id)
}
func wasAssignee(c *cases.Case, id int64) { c.Handlers = append(c.Handlers, id) }
func isVerifier(c *cases.Case, id int64)  { c.Verifier = id }

var figures = []figure{
	{"reporter", resident(), isReporter},
	{"stranger", resident(), nil},
	{"worker", worker(homeGrid, true), nil},
	{"worker-off-duty", worker(homeGrid, false), nil},
	{"worker-elsewhere", worker(farGrid, true), nil},
	{"assignee", worker(homeGrid, true), isAssignee},
	{"assignee-off-duty", worker(homeGrid, false), isAssignee},
	{"assignee-moved-away", worker(farGrid, true), isAssignee},
	{"assignee-now-lead-elsewhere", lead(farGrid), isAssignee},
	{"former-handler", worker(homeGrid, true), wasAssignee},
	{"verifier", worker(homeGrid, true), isVerifier},
	{"lead", lead(homeGrid), nil},
	{"lead-elsewhere", lead(farGrid), nil},
	{"lead-who-handled-it", lead(homeGrid), wasAssignee},
	{"coordinator", flows.Person{Role: flows.Coordinator}, nil},
	{"dismissed-handler", resident(), wasAssignee},
	{"dismissed-assignee", resident(), isAssignee},
	{"dismissed-verifier", resident(), isVerifier},
	{"lead-who-reported", lead(homeGrid), isReporter},
	{"worker-who-reported", worker(homeGrid, true), isReporter},
}

// Groups of figures, as the policy speaks of them.
var circles = map[string]string{
	// who reported it, whatever else they are
	"REPORTER": "reporter lead-who-reported worker-who-reported",
	// on duty in the grid, and not who reported it
	"DUTY": "worker assignee former-handler verifier",
	// who has the case now and still works here, on duty or not, wherever
	"ASSIGNEE": "assignee assignee-off-duty assignee-moved-away assignee-now-lead-elsewhere",
	// leads of the grid, and the coordinator
	"LEAD": "lead lead-who-handled-it lead-who-reported coordinator",
	// who may check the work: leads and a worker the lead named, never who did it
	"CHECKER": "verifier lead lead-who-reported coordinator",
	// who may know that the case exists: staff of its grid, and whoever has a part in it
	"INSIDER": "reporter lead-who-reported worker-who-reported worker worker-off-duty former-handler verifier " +
		"assignee assignee-off-duty assignee-moved-away assignee-now-lead-elsewhere lead lead-who-handled-it coordinator",
	// a case no grid has yet is known to who reported it and to the coordinator
	"UNROUTED": "reporter lead-who-reported worker-who-reported coordinator",
	// who may ever read who reported, where a name was given
	"KNOWS":  "lead lead-who-handled-it coordinator",
	"CLOCK":  "",
	"NOBODY": "",
	// by what they are at all, for the commands
	"LEADS": "lead lead-elsewhere lead-who-handled-it lead-who-reported assignee-now-lead-elsewhere",
	"WORKERS": "worker worker-off-duty worker-elsewhere assignee assignee-off-duty assignee-moved-away former-handler " +
		"verifier worker-who-reported",
	"RESIDENTS": "reporter stranger dismissed-handler dismissed-assignee dismissed-verifier",
	"EVERYBODY": "LEADS WORKERS RESIDENTS coordinator",
}

// within reports whether a figure belongs to a circle, or is the one named.
func (f figure) within(circle string) bool {
	for name := range strings.FieldsSeq(circle) {
		if all, ok := circles[name]; ok && f.within(all) || name == f.name {
			return true
		}
	}
	return false
}

// A rule is one sentence of the policy: DO may be done by WHO, while the case
// is WHEN, and makes it BECOME; "-" leaves it where it is.
type rule struct {
	do, who, when, become string
}

var policy = []rule{
	{"claim", "DUTY", "reported returned", "claimed"},
	{"assign", "LEAD", "reported claimed on_site handling rework returned", "claimed"},
	{"route", "coordinator", "reported returned declined", "reported"},
	{"decline", "LEAD", "reported returned claimed on_site", "declined"},
	{"withdraw", "REPORTER", "reported returned claimed on_site", "withdrawn"},
	{"add", "REPORTER", "reported claimed on_site handling submitted rework returned", "-"},
	{"setout", "ASSIGNEE", "claimed", "-"},
	{"arrive", "ASSIGNEE", "claimed", "on_site"},
	{"handle", "ASSIGNEE", "on_site", "handling"},
	{"note", "ASSIGNEE", "on_site handling rework", "-"},
	{"return", "ASSIGNEE", "claimed on_site handling rework", "returned"},
	{"submit", "ASSIGNEE", "on_site handling rework", "submitted"},
	{"name", "LEAD", "submitted", "-"},
	{"pass", "CHECKER", "submitted", "verified"},
	{"sendback", "CHECKER", "submitted", "rework"},
	{"confirm", "REPORTER", "verified", "closed"},
	{"rate", "REPORTER", "closed", "-"},
	{"reopen", "REPORTER", "verified closed", "rework"},
	{"overdue", "CLOCK", "reported claimed on_site handling submitted rework returned", "-"},
	{"lapse", "CLOCK", "verified", "closed"},
	{"report", "NOBODY", "", ""},
}

// statuses are all a case can be in today, with the clock that runs there.
var statuses = []struct {
	status cases.Status
	clock  cases.ClockName
	held   bool // somebody has it, or had it last
}{
	{cases.Reported, cases.ClockClaim, false},
	{cases.Claimed, cases.ClockArrive, true},
	{cases.OnSite, cases.ClockHandle, true},
	{cases.Handling, cases.ClockHandle, true},
	{cases.Submitted, cases.ClockVerify, true},
	{cases.Verified, cases.ClockAnswer, true},
	{cases.Closed, "", true},
	{cases.Returned, cases.ClockClaim, false},
	{cases.Rework, cases.ClockHandle, true},
	{cases.Declined, "", true},
	{cases.Withdrawn, "", true},
}

// An ordinance is who may use a command, and what it may touch at most.
type ordinance struct {
	command string
	choice  string // what follows it, or stands on its button
	who     string // of the figures
	// touches is what it may change: session, language, duty,
	// invite:<role>|<grid>, dismiss:<who>; "" for nothing.
	touches string
}

// ordinances are the commands. Whoever may not is answered, and nothing
// changes. {holder}, {boss}, {chief}, {self}, {teller} stand for those people.
var ordinances = []ordinance{
	{"start", "", "EVERYBODY", ""},
	{"start", "report", "EVERYBODY", "session"},
	{"start", "nonsense", "EVERYBODY", ""},
	{"help", "", "EVERYBODY", ""},
	{"report", "", "EVERYBODY", "session"},
	{"report", "new", "EVERYBODY", "session"},
	{"report", "on", "EVERYBODY", "session"},
	{"cases", "", "EVERYBODY", ""},
	{"case", "", "EVERYBODY", ""},
	{"tasks", "", "EVERYBODY", ""},
	{"duty", "", "EVERYBODY", ""},
	{"duty", "on", "WORKERS", "duty"},
	{"duty", "off", "WORKERS", "duty"},
	// A lead's invitation is for a worker of the own grid, whatever is asked.
	{"invite", "", "LEADS", "invite:worker|own"},
	{"invite", "worker|" + homeGrid, "LEADS", "invite:worker|own"},
	{"invite", "lead|" + homeGrid, "LEADS", "invite:worker|own"},
	{"invite", "coordinator", "LEADS", "invite:worker|own"},
	{"invite", "mayor|" + homeGrid, "LEADS", "invite:worker|own"},
	{"invite", "worker|nowhere", "LEADS", "invite:worker|own"},
	{"invite", "coordinator|" + homeGrid, "LEADS", "invite:worker|own"},
	{"invite", "worker|" + homeGrid, "coordinator", "invite:worker|" + homeGrid},
	{"invite", "lead|" + homeGrid, "coordinator", "invite:lead|" + homeGrid},
	{"invite", "coordinator", "coordinator", "invite:coordinator|"},
	{"invite", "coordinator|" + homeGrid, "coordinator", "invite:coordinator|"},
	{"invite", "", "coordinator", ""},
	{"invite", "worker|nowhere", "coordinator", ""},
	{"invite", "mayor|" + homeGrid, "coordinator", ""},
	{"staff", "", "EVERYBODY", ""},
	{"staff", "ask|{holder}", "EVERYBODY", ""},
	{"staff", "out|{holder}", "LEAD", "dismiss:{holder}"},
	{"staff", "out|{boss}", "coordinator", "dismiss:{boss}"},
	{"staff", "out|{chief}", "coordinator", "dismiss:{chief}"},
	{"staff", "out|{self}", "NOBODY", ""},
	{"staff", "out|{teller}", "NOBODY", ""},
	{"staff", "out|x", "NOBODY", ""},
	{"bind", "", "EVERYBODY", ""},
	{"bind", homeGrid, "EVERYBODY", ""}, // in private it only tells how
	{"language", "", "EVERYBODY", ""},
	{"language", "en", "EVERYBODY", "language"},
	{"language", "fr", "EVERYBODY", ""},
	{"settings", "en", "EVERYBODY", "language"},
	{"cancel", "", "EVERYBODY", "session"},
	{"whatever", "", "EVERYBODY", ""},
}
