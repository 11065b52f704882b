package flows_test

import (
	"slices"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// This file is who may do what to a case, in words and written by hand. It is
// not derived from the lifecycle: the two are held against each other.

// A figure is somebody as they stand to one case of the grid yanchang.
type figure struct {
	name   string
	person world.Person
	is     func(*cases.Case, int64) // what they are to the case besides
}

// The grid of the case, and another one.
const (
	homeGrid = "yanchang"
	farGrid  = "lingshi"
)

// posterToken is on the poster that hangs at 崧涵庭.
const posterToken = "c9UY9CKhcAFJdiBm"

// IDs that no other words contain, so that they can be searched for.
const (
	tellerID   = 880_041_001 // who reported, where the figure did not
	holderID   = 880_042_001 // who has the case, where the figure has not
	helperID   = 880_042_002 // a worker of the grid who has nothing to do with it
	bossID     = 880_043_001 // a lead of the grid
	chiefID    = 880_044_001 // a coordinator
	mateID     = 880_045_001 // another officer of the police
	gasMateID  = 880_045_002 // another officer of the gas company
	figureID   = 880_049_999 // the figure
	tellerName = "不可说的举报人"
	figureName = "不可说的某某"
)

func resident() world.Person { return world.Person{} }
func lead(grid string) world.Person {
	return world.Person{Role: world.Lead, Grid: grid}
}
func worker(grid string, duty bool) world.Person {
	return world.Person{Role: world.Worker, Grid: grid, Duty: duty}
}

func officer(agency string) world.Person {
	return world.Person{Role: world.Officer, Agency: agency, Duty: true}
}

// isAsked leads the grid that is asked to take the case.
func isAsked(c *cases.Case, _ int64) {
	c.Ceding = &cases.Cession{To: farGrid, By: bossID, At: room.Monday.Unix() - 60, Why: text.T("cede.theirs")}
}

// isCalled has the gas company called in, and nobody there yet.
func isCalled(c *cases.Case, _ int64) { callIn(c, "gas") }

// callIn has an agency called in.
func callIn(c *cases.Case, agency string) {
	c.Legs = append(c.Legs, cases.Leg{N: len(c.Legs) + 1, Agency: agency, Ask: text.T("whistle.come"), Serves: true, At: room.Monday.Unix() - 600, By: bossID,
		Status: cases.LegCalled, Clock: cases.Clock{Name: cases.ClockReport, Since: room.Monday.Unix() - 600, Due: room.Monday.Unix() + 1200, Next: room.Monday.Unix() + 600}})
}

func hasFinished(c *cases.Case, id int64) {
	isCalled(c, id)
	l := &c.Legs[len(c.Legs)-1]
	l.Status, l.Officer, l.In, l.Ended, l.Result, l.Clock = cases.LegFinished, id, room.Monday.Unix()-300, room.Monday.Unix()-60, "换了阀门", cases.Clock{}
}

func wasReleased(c *cases.Case, id int64) {
	isCalled(c, id)
	l := &c.Legs[len(c.Legs)-1]
	l.Status, l.Ended, l.Why, l.Clock = cases.LegReleased, room.Monday.Unix()-60, text.T("release.enough"), cases.Clock{}
}

// isFiler typed the case for somebody who has claimed it since.
func isFiler(c *cases.Case, id int64) {
	c.Filed = &cases.Filing{By: id, Door: cases.DoorPhone, Ref: "77", Caller: "13800000000"}
}

func isReporter(c *cases.Case, id int64) { c.By.ID, c.By.Name = id, figureName }
func hasJoined(c *cases.Case, id int64) {
	c.Joined = append(c.Joined, cases.Joiner{ID: id, Name: figureName, At: room.Monday.Unix() - 60})
}
func isAssignee(c *cases.Case, id int64) {
	c.Assignee, c.Handlers = id, append(c.Handlers, id)
}
func wasAssignee(c *cases.Case, id int64) { c.Handlers = append(c.Handlers, id) }

// isFollower opened the link on the notice, where there is one.
func isFollower(c *cases.Case, id int64) {
	if n := c.Notice(); n != nil {
		n.Followers = append(n.Followers, id)
	}
}
func isVerifier(c *cases.Case, id int64) { c.Verifier = id }

var figures = []figure{
	{"reporter", resident(), isReporter},
	{"stranger", resident(), nil},
	{"joiner", resident(), hasJoined},
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
	{"coordinator", world.Person{Role: world.Coordinator}, nil},
	{"dismissed-handler", resident(), wasAssignee},
	{"dismissed-assignee", resident(), isAssignee},
	{"dismissed-verifier", resident(), isVerifier},
	{"lead-who-reported", lead(homeGrid), isReporter},
	{"worker-who-reported", worker(homeGrid, true), isReporter},
	{"filer-elsewhere", worker(farGrid, true), isFiler},
	{"officer-who-filed", officer("police"), isFiler},
	{"dismissed-filer", resident(), isFiler},
	{"addressee", resident(), isFollower},
	{"addressee-worker-elsewhere", worker(farGrid, true), isFollower},
	{"addressee-lead-elsewhere", lead(farGrid), isFollower},
	{"addressee-officer-released", officer("gas"), func(c *cases.Case, id int64) { wasReleased(c, id); isFollower(c, id) }},
	{"lead-asked", lead(farGrid), isAsked},
	{"officer-called", officer("gas"), isCalled},
	{"officer-finished", officer("gas"), hasFinished},
	{"officer-released", officer("gas"), wasReleased},
	{"officer-uncalled", officer("police"), nil},
	{"head-uncalled", world.Person{Role: world.Officer, Agency: "police", Head: true, Duty: true}, nil},
}

// Groups of figures, as the policy speaks of them.
var circles = map[string]string{
	// who reported it, whatever else they are
	"REPORTER": "reporter lead-who-reported worker-who-reported",
	// who typed it for somebody, and works here still
	"FILER": "filer-elsewhere officer-who-filed",
	// on duty in the grid, and not who reported it
	"DUTY": "worker assignee former-handler verifier",
	// who has the case now and still works here, on duty or not, wherever
	"ASSIGNEE": "assignee assignee-off-duty assignee-moved-away assignee-now-lead-elsewhere",
	// who follows the notice, whatever they are elsewhere
	"ADDRESSEE": "addressee addressee-worker-elsewhere addressee-lead-elsewhere addressee-officer-released",
	// leads of the grid, and the coordinator
	"LEAD": "lead lead-who-handled-it lead-who-reported coordinator",
	// who may check the work: leads and a worker the lead named, never who did it or told of it
	"CHECKER": "verifier lead coordinator",
	// who may know that the case exists: staff of its grid, and whoever has a part in it
	"INSIDER": "reporter joiner lead-who-reported worker-who-reported worker worker-off-duty former-handler verifier " +
		"assignee assignee-off-duty assignee-moved-away assignee-now-lead-elsewhere lead lead-who-handled-it coordinator ADDRESSEE officer-called officer-finished lead-asked FILER",
	// a case no grid has yet is known to who reported it and to the coordinator
	"UNROUTED": "reporter joiner lead-who-reported worker-who-reported coordinator FILER",
	// who may ever read who reported, where a name was given
	"KNOWS":  "lead lead-who-handled-it coordinator",
	"CLOCK":  "",
	"NOBODY": "",
	// by what they are at all, for the commands
	"LEADS": "lead-asked lead lead-elsewhere addressee-lead-elsewhere lead-who-handled-it lead-who-reported assignee-now-lead-elsewhere",
	"WORKERS": "worker worker-off-duty worker-elsewhere addressee-worker-elsewhere assignee assignee-off-duty assignee-moved-away former-handler " +
		"verifier worker-who-reported filer-elsewhere",
	"RESIDENTS": "reporter joiner stranger addressee dismissed-handler dismissed-assignee dismissed-verifier dismissed-filer",
	// who was invited to the conference of the grid
	"INVITED":   "LEAD officer-called",
	"OFFICERS":  "officer-who-filed officer-uncalled head-uncalled officer-called officer-finished officer-released addressee-officer-released",
	"EVERYBODY": "LEADS WORKERS RESIDENTS OFFICERS coordinator",
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
	{"withdraw", "REPORTER FILER", "reported returned", "withdrawn"}, // who typed it: while nobody follows it
	{"withdraw", "REPORTER", "claimed on_site", "withdrawn"},
	{"over", "REPORTER", "reported returned claimed on_site", "-"}, // in danger: somebody looks
	{"assign", "LEAD", "rectifying joint paused", "-"},
	{"add", "REPORTER FILER joiner", "reported claimed on_site handling submitted rework returned rectifying paused joint", "-"},
	{"locate", "REPORTER FILER", "reported returned claimed on_site handling submitted rework rectifying paused joint", "-"},
	{"detail", "REPORTER FILER", "reported returned claimed on_site handling submitted rework rectifying paused joint", "-"},
	{"leave", "REPORTER joiner", "reported returned claimed on_site handling submitted rework rectifying paused joint", "-"},
	{"leave", "joiner", "verified", "-"},
	{"agree", "joiner", "verified", "-"},
	{"sign", "REPORTER", "reported returned claimed on_site handling submitted rework rectifying paused joint", "-"},
	{"heed", "ASSIGNEE LEAD", "claimed on_site handling submitted rework rectifying joint", "-"},
	{"setout", "ASSIGNEE", "claimed", "-"},
	{"arrive", "ASSIGNEE", "claimed", "on_site"},
	{"handle", "ASSIGNEE", "on_site", "handling"},
	{"note", "ASSIGNEE LEAD officer-called", "claimed on_site handling rework rectifying paused joint", "-"},
	{"note", "LEAD officer-called", "reported returned", "-"},
	{"note", "ASSIGNEE CHECKER", "submitted", "-"},
	{"takeback", "REPORTER FILER ASSIGNEE LEAD officer-called", "claimed on_site handling rework rectifying paused joint", "-"},
	{"takeback", "REPORTER FILER LEAD officer-called", "reported returned", "-"},
	{"takeback", "REPORTER FILER ASSIGNEE CHECKER", "submitted", "-"},
	{"return", "ASSIGNEE", "claimed on_site handling rework joint", "returned"},
	{"submit", "ASSIGNEE", "on_site handling rework joint", "submitted"},
	{"name", "LEAD", "submitted", "-"},
	{"pass", "CHECKER", "submitted", "verified"},
	{"sendback", "CHECKER", "submitted", "rework"},
	{"confirm", "REPORTER", "verified", "closed"},
	{"rate", "REPORTER", "closed watch", "-"},
	{"reopen", "REPORTER joiner", "verified closed watch", "rework"},
	{"serve", "ASSIGNEE officer-called", "on_site handling rework joint", "rectifying"},
	{"replace", "ASSIGNEE", "rectifying", "-"},
	{"annul", "LEAD", "rectifying", "handling"},
	{"inspect", "ASSIGNEE", "rectifying", "-"},
	{"clear", "ASSIGNEE", "rectifying", "submitted"},
	{"prove", "ADDRESSEE", "rectifying", "-"},
	{"admit", "ASSIGNEE LEAD", "rectifying paused", "-"}, // an officer, of the notice they served
	{"rebuff", "ASSIGNEE LEAD", "rectifying paused", "-"},
	{"oust", "LEAD", "rectifying paused", "-"},
	{"plead", "ASSIGNEE officer-called", "claimed on_site handling rework joint", "-"},
	{"plead", "ASSIGNEE ADDRESSEE officer-called", "rectifying", "-"},
	{"plead", "officer-called", "reported returned paused", "-"},
	{"question", "ADDRESSEE", "rectifying", "-"},
	{"object", "ADDRESSEE", "rectifying", "-"},
	{"answer", "ASSIGNEE LEAD", "rectifying paused", "-"}, // an officer, of the notice they served
	{"grant", "LEAD", "claimed on_site handling rework rectifying joint", "-"},
	{"deny", "LEAD", "claimed on_site handling rework rectifying joint", "-"},
	{"pause", "LEAD", "claimed on_site handling rework rectifying joint", "paused"},
	{"resume", "LEAD ASSIGNEE", "paused", "handling"},
	{"promise", "ASSIGNEE officer-called", "claimed on_site handling rework rectifying joint", "-"},
	{"promise", "officer-called", "paused", "-"},
	{"leggrant", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"legdeny", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"legpause", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"legresume", "LEAD CLOCK officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"leghand", "officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"promise", "LEAD officer-called", "reported returned", "-"},
	{"promise", "CHECKER", "submitted", "-"},
	{"handover", "ASSIGNEE", "claimed on_site handling rework", "claimed"},
	{"handover", "ASSIGNEE", "rectifying joint", "-"},
	{"again", "ASSIGNEE LEAD", "claimed on_site handling rework rectifying joint", "-"},
	{"arrange", "ASSIGNEE", "claimed", "-"},
	{"unarrange", "ASSIGNEE", "claimed", "-"},
	{"fine", "DUTY LEAD", "watch", "closed"},
	{"relapse", "DUTY LEAD", "watch", "closed"},
	{"still", "REPORTER", "closed watch", "-"},
	{"extend", "LEAD", "claimed on_site handling rework rectifying joint", "-"},
	{"agenda", "LEAD", "reported claimed on_site handling submitted rework returned rectifying paused verified closed watch joint", "-"},
	{"topic", "LEAD", "reported claimed on_site handling submitted rework returned rectifying paused verified closed watch joint", "-"},
	{"warn", "CLOCK", "reported claimed on_site handling submitted rework returned rectifying watch joint", "-"},
	{"recheck", "CLOCK", "closed", "watch"},
	{"survey", "CLOCK", "closed watch", "-"},
	{"succeed", "CLOCK", "closed", "-"},
	{"succeed", "CLOCK", "watch", "closed"},
	{"overdue", "CLOCK", "reported claimed on_site handling submitted rework returned rectifying watch joint", "-"},
	{"lapse", "CLOCK", "verified", "closed"},
	{"propose", "ASSIGNEE", "claimed on_site handling rework rectifying joint", "-"},
	{"dismiss", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"whistle", "LEAD", "reported returned claimed rectifying joint", "-"}, // in danger the assignee, too: see below
	{"whistle", "LEAD", "on_site handling rework", "joint"},
	{"calloff", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"release", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"swap", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"insist", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"callhead", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"reportin", "officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"reach", "officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"turndown", "officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"perform", "officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"undo", "officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"finish", "officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"lift", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"receive", "officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"docket", "officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"rule", "officer-called", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"legwarn", "CLOCK", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"leglate", "CLOCK", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"cede", "LEAD", "reported returned claimed on_site handling rework joint", "-"},
	{"accede", "lead-asked coordinator", "reported returned claimed on_site handling rework joint", "reported"},
	{"keep", "lead-asked coordinator", "reported returned claimed on_site handling rework joint", "-"},
	{"unask", "LEAD", "reported returned claimed on_site handling rework joint", "-"},
	{"entrust", "coordinator", "reported returned claimed on_site handling rework joint", "reported"},
	{"escalate", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"spots", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused", "-"},
	{"settle", "LEAD", "reported claimed on_site handling submitted rework returned rectifying paused verified closed watch joint", "-"},
	{"post", "LEAD", "claimed on_site handling rework rectifying joint paused submitted", "-"},
	{"ack", "ASSIGNEE officer-called", "claimed on_site handling rework rectifying joint paused", "-"},
	{"ack", "ASSIGNEE", "submitted", "-"},
	{"ack", "officer-called", "reported returned", "-"},
	{"urge", "CLOCK", "reported returned claimed on_site handling rework rectifying joint paused submitted", "-"},
	{"reply", "LEAD", "reported returned claimed on_site handling rework rectifying joint paused submitted verified closed watch", "-"},
	{"correct", "LEAD", "reported returned claimed submitted rectifying paused", "-"},
	{"correct", "ASSIGNEE LEAD", "on_site handling rework joint", "-"},
	{"resite", "LEAD", "reported returned claimed on_site handling rework joint", "reported"},
	{"split", "LEAD", "reported returned claimed on_site handling submitted rework rectifying joint paused", "-"},
	{"merge", "LEAD", "reported returned claimed on_site handling submitted rework joint paused", "merged"}, // no agency is at work
	{"notfound", "ASSIGNEE", "on_site handling rework", "submitted"},
	{"contest", "REPORTER", "declined", "reported"},
	{"uphold", "LEAD", "reported", "declined"}, // never who declined it: bossID did
	{"reinstate", "LEAD", "reported", "-"},
	{"report", "NOBODY", "", ""},
	{"join", "NOBODY", "", ""},    // it is where a part begins, in a report
	{"absorb", "NOBODY", "", ""},  // the other half of a merge
	{"crowd", "NOBODY", "", ""},   // of one more who tells of it
	{"unroute", "NOBODY", "", ""}, // of a folder that knows a grid no more
	{"own", "NOBODY", "", ""},     // by a link alone
	{"import", "NOBODY", "", ""},
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
	{cases.Closed, cases.ClockAfter, true},
	{cases.Watch, cases.ClockLook, true},
	{cases.Rectifying, cases.ClockRectify, true},
	{cases.Paused, cases.ClockPause, true},
	{cases.Joint, cases.ClockHandle, true},
	{cases.Returned, cases.ClockClaim, false},
	{cases.Rework, cases.ClockHandle, true},
	{cases.Declined, "", true},
	{cases.Withdrawn, "", true},
	{cases.Merged, "", true},
}

// governs reports whether a rule speaks of a status: its own, or one no other
// rule of the same act speaks of.
func (r rule) governs(status cases.Status) bool {
	if slices.Contains(strings.Fields(r.when), string(status)) {
		return true
	}
	return !slices.ContainsFunc(policy, func(o rule) bool {
		return o.do == r.do && slices.Contains(strings.Fields(o.when), string(status))
	})
}

// An ordinance is who may use a command, and what it may touch at most.
type ordinance struct {
	command string
	choice  string // what follows it, or stands on its button
	who     string // of the figures
	// touches is what it may change: session, language, duty,
	// invite:<role>|<grid>, dismiss:<who>, rota:<whose plan>, identity (it is written down who
	// took the names of the reporters), wish (an export with names waits for a second person, or
	// does no more), mutes (who told of it is muted, and it is written down), forget (they are taken out of everything); "" for nothing.
	touches string
}

// ordinances are the commands. Whoever may not is answered, and nothing
// changes. {holder}, {boss}, {chief}, {self}, {teller} stand for those people.
var ordinances = []ordinance{
	{"start", "", "EVERYBODY", ""},
	{"start", "report", "EVERYBODY", "session"},
	{"start", "danger", "EVERYBODY", "session"},
	{"start", "nonsense", "EVERYBODY", ""},
	{"help", "", "EVERYBODY", ""},
	{"report", "", "EVERYBODY", "session"},
	{"report", "new", "EVERYBODY", "session"},
	{"report", "on", "EVERYBODY", "session"},
	{"report", "at|" + posterToken, "EVERYBODY", "session"},
	{"report", "at|nobody-has-printed-this", "EVERYBODY", "session"},
	{"start", "p" + posterToken, "EVERYBODY", "session"},
	{"start", "pnobody-has-printed-this", "EVERYBODY", "session"},
	{"cases", "", "EVERYBODY", ""},
	{"file", "", "WORKERS LEADS OFFICERS coordinator", "session"},
	{"file", "new", "WORKERS LEADS OFFICERS coordinator", "session"},
	{"file", "on", "WORKERS LEADS OFFICERS coordinator", "session"},
	{"start", "o4711_a-token-nobody-guesses", "EVERYBODY", ""},
	{"start", "o4711_a-token-nobody-guesses", "reporter lead-who-reported worker-who-reported", "speaks"}, // it is theirs already: shown anew
	{"case", "", "EVERYBODY", "session"},
	{"tasks", "", "EVERYBODY", ""},
	{"overdue", "", "EVERYBODY", ""},
	{"overdue", "all", "EVERYBODY", ""},
	{"overdue", "late|1", "EVERYBODY", ""},
	{"overdue", "~000-l-", "EVERYBODY", ""},
	{"tasks", "~000f--", "EVERYBODY", ""},
	{"tasks", "~zzzx-c", "EVERYBODY", ""},
	{"open", "", "EVERYBODY", ""},
	{"open", "~000g--gAAA", "EVERYBODY", ""},
	{"open", "~", "EVERYBODY", ""},
	{"find", "", "EVERYBODY", "session"},
	{"find", "路灯 崧涵庭", "EVERYBODY", ""},
	{"find", "4711", "EVERYBODY", ""},
	{"find", "~000---q路灯", "EVERYBODY", ""},
	{"find", "~\xff\xffzzzqq", "EVERYBODY", ""},
	{"find", "找了很久也没有找到的那盏坏了的路灯", "EVERYBODY", "sought"},
	{"find", "~000---hAAAA", "EVERYBODY", ""},
	{"mute", "", "EVERYBODY", ""},
	{"mute", "4711", "EVERYBODY", ""},
	{"mute", "4711|1d|alarms", "LEAD", "mutes"},
	{"mute", "4711|end", "EVERYBODY", ""},
	{"muted", "", "EVERYBODY", ""},
	{"muted", "4711", "EVERYBODY", ""},
	{"objection", "", "EVERYBODY", ""}, // nobody is muted here
	// Where something is frequent, flows/topics says who may what.
	{"hot", "", "EVERYBODY", ""},
	{"hot", "now", "EVERYBODY", ""},
	{"hot", homeGrid + "|4711|watch", "EVERYBODY", ""},
	{"hot", farGrid + "|4711|later|works", "EVERYBODY", ""},
	{"hot", homeGrid + "|4711|topic", "EVERYBODY", ""},
	{"topics", "", "EVERYBODY", ""},
	{"treasurer", "", "EVERYBODY", ""},
	{"treasurer", "1|1", "EVERYBODY", ""},
	{"treasurer", "1|1|day", "EVERYBODY", ""},
	{"treasurer", "1|1|got|0", "EVERYBODY", ""},
	{"treasurer", "1|1|unseen|0", "EVERYBODY", ""},
	{"treasurer", "1|1|to|{chief36}", "EVERYBODY", ""},
	{"declare", "", "LEADS coordinator", "session"},
	{"topics", "1|go|closed|yes", "EVERYBODY", ""},
	{"topics", "1|note", "EVERYBODY", ""},
	{"topics", "1|profile", "EVERYBODY", ""},
	{"topics", "1|cases", "EVERYBODY", ""},
	{"topics", "1|count|3", "EVERYBODY", ""},
	// Where there are playbooks, flows/plays says who may what.
	{"plays", "", "EVERYBODY", ""},
	{"plays", "new|1", "EVERYBODY", ""},
	{"plays", "1|edit|when", "EVERYBODY", ""},
	{"plays", "1|back", "EVERYBODY", ""},
	{"plays", "1|back|yes", "EVERYBODY", ""},
	{"plays", "1|use|1", "EVERYBODY", ""},
	{"plays", "1|use|1.go", "EVERYBODY", ""},
	{"plays", "1|did|1.0", "EVERYBODY", ""},
	{"plays", "1|did|-4711.0", "EVERYBODY", ""},
	{"plays", "mine", "EVERYBODY", ""},
	{"plays", "task|1|done", "EVERYBODY", ""},
	{"plays", "task|1|who.2s", "EVERYBODY", ""},
	{"plays", "1|done|1.0", "EVERYBODY", ""},
	{"plays", "1|cannot|1.0.time", "EVERYBODY", ""},
	{"plays", "1|who|1.0.2s", "EVERYBODY", ""},
	{"plays", "1|use|-4711", "EVERYBODY", ""},
	{"guide", "", "EVERYBODY", ""},
	{"guide", "1.1", "EVERYBODY", ""},
	{"guide", "油烟", "EVERYBODY", ""},
	{"guide", "pdf", "EVERYBODY", ""},
	{"topics", "1|points", "EVERYBODY", ""},
	{"topics", "1|point", "EVERYBODY", ""},
	{"topics", "1|tick|1", "EVERYBODY", ""},
	{"topics", "1|look|1|3", "EVERYBODY", ""},
	{"topics", "1|point|1", "EVERYBODY", ""},
	{"topics", "1|place|1", "EVERYBODY", ""},
	{"topics", "1|unpoint|1|yes", "EVERYBODY", ""},
	{"topics", "1|again|1", "EVERYBODY", ""},
	{"topics", "1|costs", "EVERYBODY", ""},
	{"topics", "1|share|area", "EVERYBODY", ""},
	{"topics", "1|paid|1|0", "EVERYBODY", ""},
	{"topics", "1|hand|1|0", "EVERYBODY", ""},
	{"topics", "1|clean", "EVERYBODY", ""},
	{"topics", "1|every|months-1", "EVERYBODY", ""},
	{"topics", "1|done|1", "EVERYBODY", ""},
	{"topics", "1|off|1|end", "EVERYBODY", ""},
	{"topics", "1|date|1", "EVERYBODY", ""},
	{"topics", "1|photo|1", "EVERYBODY", ""},
	{"topics", "1|mine|1", "EVERYBODY", ""},
	{"topics", "1|link|1|0", "EVERYBODY", ""},
	{"topics", "1|due|1|30", "EVERYBODY", ""},
	{"topics", "1|fix|1", "EVERYBODY", ""},
	{"topics", "1|void|1|yes", "EVERYBODY", ""},
	{"topics", "1|agreed", "EVERYBODY", ""},
	// Where there are shares, flows/dues says who may what.
	{"dues", "", "EVERYBODY", ""},
	{"dues", "1|1|0", "EVERYBODY", ""},
	{"dues", "1|1|0|take|a-token-nobody-guesses", "EVERYBODY", ""},
	{"dues", "1|1|0|not|yes", "EVERYBODY", ""},
	{"dues", "1|1|0|said", "EVERYBODY", ""},
	{"start", "u1_1_0_a-token-nobody-guesses", "EVERYBODY", ""},
	{"place", "", "EVERYBODY", "session"},
	{"place", "崧涵庭", "EVERYBODY", ""},
	{"start", "n4711_a-token-nobody-guesses", "EVERYBODY", ""},
	{"digest", "", "EVERYBODY", ""},
	{"digest", "last|" + farGrid, "EVERYBODY", ""}, // a lead sees the own grid, whatever is asked
	{"digest", "2026-W99|x", "EVERYBODY", ""},
	{"stats", "", "EVERYBODY", ""},
	{"stats", "4|" + farGrid + "|2026-W01", "EVERYBODY", ""},
	{"figure", "reported|this|" + farGrid, "EVERYBODY", ""},
	{"figure", "nothing|this|" + farGrid + "|-1", "EVERYBODY", ""},
	{"duty", "", "EVERYBODY", ""},
	{"duty", "on", "WORKERS OFFICERS", "duty"},
	{"duty", "off", "WORKERS OFFICERS", "duty"},
	{"duty", "grids", "EVERYBODY", ""},
	{"duty", "away", "EVERYBODY", ""},
	{"duty", "away|20261124|2", "EVERYBODY", ""},
	{"duty", "away|20261124|2|{chief36}", "LEADS coordinator", "duty"},
	{"duty", "away|20261124|2|{holder36}", "EVERYBODY", ""}, // no worker stands in for a lead
	{"duty", "away|20251124|2|{chief36}", "EVERYBODY", ""},
	{"duty", "back", "EVERYBODY", ""},
	{"joins", "stay", "EVERYBODY", ""},
	{"joins", "move|a-token-nobody-guesses", "EVERYBODY", ""},
	{"joins", "both|a-token-nobody-guesses", "EVERYBODY", ""},
	{"badge", "", "EVERYBODY", ""}, // who was here before has nothing to confirm
	{"badge", "see|{holder36}", "EVERYBODY", ""},
	{"badge", "yes|{holder36}|0", "EVERYBODY", ""},
	{"badge", "no|{self36}|0", "EVERYBODY", ""},
	{"badge", "yes|x|x", "EVERYBODY", ""},
	// Without keys the lane is off, and nothing of it does anything; with them its own
	// test says who may what.
	{"care", "", "EVERYBODY", ""},
	{"care", "new", "EVERYBODY", ""},
	{"care", "12|open", "EVERYBODY", ""},
	{"care", "12|take", "EVERYBODY", ""},
	{"care", "#4711", "EVERYBODY", ""},
	{"care", "projects", "EVERYBODY", ""},
	{"care", "people|doctor|{holder36}", "EVERYBODY", ""},
	{"care", "audit|{holder36}", "EVERYBODY", ""},
	// Nothing is under way here; who may what about a request, its own test says.
	{"shop", "", "EVERYBODY", ""},
	{"shop", "new", "EVERYBODY", "session"},
	{"shop", "new|restaurant", "EVERYBODY", "session"},
	{"shop", "new|restaurant|anew", "EVERYBODY", "session"},
	{"shop", "on", "EVERYBODY", ""},
	{"shop", "12|open", "EVERYBODY", ""},
	{"shop", "12|done|licence", "EVERYBODY", ""},
	{"shop", "12|again", "EVERYBODY", ""},
	{"shop", "12|help", "EVERYBODY", ""},
	{"shop", "12|others|1", "EVERYBODY", ""},
	{"shop", "12|hand|yes", "EVERYBODY", ""},
	{"shop", "12|take|a-token-nobody-guess", "EVERYBODY", ""},
	{"shop", "figures|4|yanchang", "EVERYBODY", ""},
	{"shop", "figures", "EVERYBODY", ""},
	// Nothing is agreed on here; who may what of it, its own test says.
	{"accord", "", "EVERYBODY", ""},
	{"accord", "1|begin", "EVERYBODY", ""},
	{"accord", "1|vote|1|o1", "EVERYBODY", ""},
	{"accord", "1|run", "EVERYBODY", ""},
	{"accord", "1|round|7|33", "EVERYBODY", ""},
	{"accord", "1|dates", "EVERYBODY", ""},
	{"accord", "1|close|1", "EVERYBODY", ""},
	{"accord", "1|admit|1", "EVERYBODY", ""},
	{"accord", "1|lay|mask", "EVERYBODY", ""},
	{"rota", "", "EVERYBODY", ""},
	{"rota", homeGrid, "EVERYBODY", ""},
	{"rota", farGrid + "|day|1", "EVERYBODY", ""},
	{"rota", "nowhere|day|1", "EVERYBODY", ""},
	{"rota", homeGrid + "|nothing", "EVERYBODY", ""},
	{"rota", homeGrid + "|turn|1|480-1200", "EVERYBODY", ""},
	{"rota", homeGrid + "|who|1|480-1200|{holder36}", "LEAD", "rota:" + homeGrid}, // a lead of this grid, the coordinator
	{"rota", homeGrid + "|who|1|480-1200|{mate}", "EVERYBODY", ""},                // of another plan
	{"rota", homeGrid + "|who|9|480-1200|{holder36}", "EVERYBODY", ""},
	{"rota", homeGrid + "|who|1|1-2|{holder36}", "EVERYBODY", ""},
	{"rota", "@gas|who|1|480-1200|{mate}", "EVERYBODY", ""},
	{"rota", "@police|who|1|480-1200|{mate}", "coordinator head-uncalled", "rota:@police"},
	{"rota", homeGrid + "|wake|{holder36}", "LEAD", "rota:" + homeGrid},
	{"rota", homeGrid + "|clear|yes", "LEAD", "rota:"},
	{"rota", homeGrid + "|swap|x|{holder36}|0", "EVERYBODY", ""},
	{"rota", homeGrid + "|yes|1", "EVERYBODY", ""},
	{"rota", homeGrid + "|no|1", "EVERYBODY", ""},
	{"duty", "kinds", "EVERYBODY", ""},
	{"duty", "grid|" + farGrid, "OFFICERS", "duty"},
	{"duty", "kind|gas", "OFFICERS", "duty"},
	{"duty", "grid|nowhere", "NOBODY", ""},
	{"duty", "sub|{mate}", "officer-uncalled head-uncalled officer-who-filed", "duty"}, // of the same agency
	{"duty", "sub|{self36}", "NOBODY", ""},
	{"duty", "sub|{holder}", "WORKERS", "duty"},
	{"duty", "sub|{boss}", "WORKERS", "duty"}, // which is nobody
	{"duty", "sub|x", "WORKERS", "duty"},
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
	{"invite", "officer", "EVERYBODY", ""},
	{"invite", "officer|nobody", "EVERYBODY", ""},
	{"invite", "officer|gas", "LEADS", "invite:officer|own"},
	{"invite", "officer|gas|" + farGrid, "LEADS", "invite:officer|own"},
	{"invite", "officer|gas|all", "LEADS", "invite:officer|own"},
	{"invite", "officer|gas|head", "LEADS", "invite:officer|own"}, // a head is made by the coordinator
	{"invite", "officer|gas|" + homeGrid + "|at", "LEADS coordinator", ""},
	{"invite", "officer|gas|" + homeGrid + "|at|0|" + world.Tag("没有的地方"), "LEADS coordinator", ""},
	{"invite", "officer|gas", "coordinator", ""},
	{"invite", "officer|gas|head", "coordinator", "invite:officer|*"},
	{"invite", "officer|gas|all", "coordinator", "invite:officer|"},
	{"invite", "officer|gas|" + farGrid, "coordinator", "invite:officer|" + farGrid},
	{"invite", "list", "EVERYBODY", ""},
	{"invite", "off|nobody-has-made-this-one", "EVERYBODY", ""},
	{"invite", "ok|nobody-has-made-this-one", "EVERYBODY", ""},
	{"invite", "no|nobody-has-made-this-one", "EVERYBODY", ""},
	{"roster", "", "EVERYBODY", ""},
	{"conference", "", "EVERYBODY", ""},
	{"conference", homeGrid, "EVERYBODY", ""},
	{"conference", homeGrid + "|0|call", "LEADS coordinator", "session"},
	{"conference", homeGrid + "|0|at|{soon}", "LEAD", "conference"},
	{"conference", homeGrid + "|0|now", "LEAD", "conference"},
	{"conference", homeGrid + "|0|at|1", "EVERYBODY", ""},
	{"conference", homeGrid + "|7|at|{soon}", "EVERYBODY", ""}, // of another one
	{"conference", homeGrid + "|0|come", "EVERYBODY", ""},
	{"conference", homeGrid + "|1|sign|0123456789ab", "EVERYBODY", ""},
	{"conference", "nowhere|0|begin", "EVERYBODY", ""},
	{"conference", homeGrid + "|1|task|1", "EVERYBODY", ""}, // of a task: conference_test.go
	{"conference", homeGrid + "|1|plead|1", "EVERYBODY", ""},
	{"conference", homeGrid + "|1|pause|1", "EVERYBODY", ""},
	{"conference", homeGrid + "|1|yes|1", "EVERYBODY", ""},
	{"conference", homeGrid + "|1|resume|1", "EVERYBODY", ""},
	{"roster", "of|fire", "EVERYBODY", ""},
	{"roster", "gas", "EVERYBODY", ""},
	{"roster", "nonsense", "EVERYBODY", ""},
	{"staff", "", "EVERYBODY", ""},
	{"staff", "ask|{holder}", "EVERYBODY", ""},
	{"staff", "out|{holder}", "LEAD", "dismiss:{holder}"},
	{"staff", "out|{boss}", "coordinator", "dismiss:{boss}"},
	{"staff", "out|{boss}", "coordinator", "unbind:" + homeGrid}, // which they bound
	{"staff", "out|{chief}", "coordinator", "dismiss:{chief}"},
	{"staff", "out|{mate10}", "coordinator", "dismiss:{mate10}"},
	{"staff", "out|{self}", "NOBODY", ""},
	{"staff", "out|{teller}", "NOBODY", ""},
	{"staff", "out|x", "NOBODY", ""},
	{"staff", "for|{mate10}", "EVERYBODY", ""},
	{"staff", "forgrid|{mate10}|" + homeGrid, "coordinator", "scope:{mate10}"},
	{"staff", "forkind|{mate10}|gas", "coordinator", "scope:{mate10}"},
	{"staff", "forplace|{mate10}|0|" + world.Tag("崧涵庭"), "coordinator", "scope:{mate10}"},
	{"staff", "forplace|{mate10}|0|????", "EVERYBODY", ""},
	{"staff", "forgrid|{holder}|" + homeGrid, "NOBODY", ""},
	{"staff", "forgrid|{self}|" + homeGrid, "NOBODY", ""},
	{"staff", "load|{holder}", "EVERYBODY", ""},
	{"staff", "shift|{holder}", "EVERYBODY", ""},
	{"staff", "on|{holder}", "LEAD", "shift:{holder}"},
	{"staff", "off|{holder}", "LEAD", "shift:{holder}"},
	{"staff", "off|{boss}", "NOBODY", ""},
	{"staff", "on|{self}", "NOBODY", ""},
	{"staff", "on|x", "NOBODY", ""},
	{"export", "", "EVERYBODY", ""},
	{"export", "week", "EVERYBODY", ""},
	{"export", "month|xlsx", "EVERYBODY", ""},
	{"export", "lastweek|csv", "EVERYBODY", ""},
	{"export", "year|csv|who", "EVERYBODY", ""},
	{"export", "week|xlsx|who|yes", "coordinator", "wish"},
	{"second", "", "EVERYBODY", ""},
	{"second", "{chief36}|{wished}|yes", "LEADS coordinator", "identity"}, // another coordinator asked for it
	{"second", "{chief36}|{wished}|yes", "LEADS coordinator", "wish"},
	{"second", "{chief36}|{wished}|no", "LEADS coordinator", "wish"},
	{"second", "{chief36}|1|yes", "EVERYBODY", ""},
	{"second", "{self36}|{wished}|yes", "EVERYBODY", ""},
	{"second", "x|x|x", "EVERYBODY", ""},
	{"second", "cli-nobody-asked-this", "EVERYBODY", ""},
	{"second", "cli-nobody-asked-this|yes", "EVERYBODY", ""},
	{"privacy", "", "EVERYBODY", ""},
	{"mydata", "", "EVERYBODY", ""},
	{"forget", "", "EVERYBODY", ""},
	{"forget", "yes|{now}", "RESIDENTS", "forget"},
	{"forget", "yes|{now}", "RESIDENTS", "session"},
	{"forget", "yes|1", "EVERYBODY", ""}, // a button of long ago asks anew
	{"forget", "yes|x", "EVERYBODY", ""},
	{"looked", "", "EVERYBODY", ""},
	{"looked", "15", "EVERYBODY", ""},
	{"looked", "-3", "EVERYBODY", ""},
	{"export", "ever|pdf|who|yes", "EVERYBODY", ""},
	{"bind", "", "EVERYBODY", ""},
	{"bind", homeGrid, "EVERYBODY", ""}, // in private it only tells how
	{"groups", "", "EVERYBODY", ""},
	{"groups", "off|" + homeGrid, "EVERYBODY", ""},
	{"groups", "yes|" + homeGrid, "LEAD", "unbind:" + homeGrid},
	{"groups", "take|" + homeGrid, "LEAD", "group:" + homeGrid},
	{"groups", "try|" + homeGrid, "LEAD", "group:" + homeGrid},
	{"groups", "try|" + farGrid, "EVERYBODY", ""},
	{"groups", "yes|@police", "coordinator head-uncalled", "unbind:@police"},
	{"groups", "take|@police", "coordinator head-uncalled", "group:@police"},
	{"groups", "yes|" + farGrid, "EVERYBODY", ""}, // which has none
	{"groups", "yes|nowhere", "EVERYBODY", ""},
	{"groups", "yes|@nobody", "EVERYBODY", ""},
	{"groups", "yes|", "EVERYBODY", ""},
	{"language", "", "EVERYBODY", ""},
	{"language", "en", "EVERYBODY", "language"},
	{"language", "en", "reporter lead-who-reported worker-who-reported", "speaks"},
	{"language", "fr", "EVERYBODY", ""},
	{"settings", "en", "EVERYBODY", "language"},
	{"settings", "en", "reporter lead-who-reported worker-who-reported", "speaks"},
	{"cancel", "", "EVERYBODY", "session"},
	{"whatever", "", "EVERYBODY", ""},
}
