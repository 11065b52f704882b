package cases

import "slices"

// Status is where a case stands.
type Status string

const (
	Reported  Status = "reported"  // 上报
	Claimed   Status = "claimed"   // 接单
	OnSite    Status = "on_site"   // 到场
	Handling  Status = "handling"  // 处置
	Submitted Status = "submitted" // 提交核查
	Verified  Status = "verified"  // 核查通过
	Closed    Status = "closed"    // 结案
	Returned  Status = "returned"  // 退单
	Rework    Status = "rework"    // 返工
	Declined  Status = "declined"  // 不受理
	Withdrawn Status = "withdrawn" // 撤回

	Rectifying Status = "rectifying" // 整改中
	Paused     Status = "paused"     // 挂起
	Watch      Status = "watch"      // 回头看

	Joint  Status = "joint"  // 联勤
	Merged Status = "merged" // 并案
)

// Type is what a list asks for: a report asks for the type, never for a name.
type Type string

const (
	Open  Type = "open"
	Done  Type = "done"  // closed, and something was done
	Ended Type = "ended" // closed, and nothing was done
)

// types gives every status its type; it is also the list of all of them.
var types = map[Status]Type{
	Reported: Open, Claimed: Open, OnSite: Open, Handling: Open, Submitted: Open,
	Verified: Open, Returned: Open, Rework: Open,
	Rectifying: Open, Joint: Open, Paused: Open,
	Closed: Done, Watch: Done,
	Declined: Ended, Withdrawn: Ended, Merged: Ended,
}

// planned are the statuses whose rows come with the merging of cases. Nothing
// leads to them yet.
var planned = []Status{Merged}

// Type is the status's type; "" for a status nobody knows.
func (s Status) Type() Type { return types[s] }

// Part is what somebody is to one case.
type Part string

const (
	PartReporter Part = "reporter"
	PartWorker   Part = "worker"   // on duty in the case's grid
	PartAssignee Part = "assignee" // who has claimed it
	PartVerifier Part = "verifier" // may check the work: never who did it
	PartLead     Part = "lead"     // of the case's grid; the coordinator of every grid
	PartRouter   Part = "router"   // the coordinator
	PartClock    Part = "clock"
	// PartAddressee is who follows the rectification notice in force.
	PartAddressee Part = "addressee"
	// PartImport is the other system a case was brought in from.
	PartImport    Part = "import"
	PartOfficer   Part = "officer"   // of an agency that has a leg to go
	PartNeighbour Part = "neighbour" // lead of the grid that is asked to take the case
)

// Action is what moves a case, or adds to it.
type Action string

const (
	Claim    Action = "claim"
	Assign   Action = "assign"
	Route    Action = "route"
	Decline  Action = "decline"
	Withdraw Action = "withdraw"
	Add      Action = "add"
	SetOut   Action = "setout"
	Arrive   Action = "arrive"
	Handle   Action = "handle"
	Note     Action = "note"
	Return   Action = "return"
	Submit   Action = "submit"
	Name     Action = "name"
	Pass     Action = "pass"
	SendBack Action = "sendback"
	Confirm  Action = "confirm"
	Rate     Action = "rate"
	Reopen   Action = "reopen"
	Overdue  Action = "overdue"
	Lapse    Action = "lapse"
	Report   Action = "report" // the first entry of every history
	Import   Action = "import" // it had been closed before it was brought in

	Serve    Action = "serve"    // a rectification notice
	Replace  Action = "replace"  // it by a new one
	Annul    Action = "annul"    // it
	Inspect  Action = "inspect"  // some items did not pass
	Clear    Action = "clear"    // all items have passed
	Prove    Action = "prove"    // the addressee shows an item
	Plead    Action = "plead"    // for more time, or to pause
	Grant    Action = "grant"    // what was asked for
	Deny     Action = "deny"     // it
	Pause    Action = "pause"    // the clock
	Resume   Action = "resume"   // the work
	Promise  Action = "promise"  // a day, and be left alone until then
	Handover Action = "handover" // to a colleague
	Warn     Action = "warn"     // the clock will run out
	Recheck  Action = "recheck"  // it is time to look again
	Fine     Action = "fine"     // looked again: still put right
	Relapse  Action = "relapse"  // looked again: it came back
	Again    Action = "again"    // it is a round of an earlier case
	Survey   Action = "survey"   // the reporter is asked again
	Still    Action = "still"    // the reporter: still fixed
	Extend   Action = "extend"   // a lead gives more time unasked
	Agenda   Action = "agenda"   // a lead puts it on the agenda of the next conference
	Topic    Action = "topic"    // and proposes the place as a key topic there

	Propose  Action = "propose"  // to a lead, to call agencies in
	Whistle  Action = "whistle"  // calls agencies in
	Dismiss  Action = "dismiss"  // the proposal
	CallOff  Action = "calloff"  // the whistle
	Release  Action = "release"  // an agency from its leg
	Swap     Action = "swap"     // an agency for another
	Insist   Action = "insist"   // it is for this agency after all
	CallHead Action = "callhead" // of an agency that is silent
	ReportIn Action = "reportin" // an officer comes
	Reach    Action = "reach"    // an officer is there
	TurnDown Action = "turndown" // an officer asks for another agency
	Finish   Action = "finish"   // the agency has done its share
	Perform  Action = "perform"  // a deed of the agency's list
	Undo     Action = "undo"     // it
	LegWarn  Action = "legwarn"  // the clock of a leg will run out
	LegLate  Action = "leglate"  // it has run out

	Cede     Action = "cede"     // the case to another grid, if it takes it
	Accede   Action = "accede"   // takes it
	Keep     Action = "keep"     // does not take it
	Unask    Action = "unask"    // the request is taken back
	Entrust  Action = "entrust"  // the coordinator names the grid that leads
	Escalate Action = "escalate" // takes it up to the coordinator
	Spots    Action = "spots"    // the places and hours of an action
	Settle   Action = "settle"   // takes it off the agenda: the conference has decided
)

// Tell is who hears of a step with a message of its own. Everybody who holds
// a card of the case sees it change anyway.
type Tell string

const (
	TellWorkers  Tell = "workers"  // it is on offer
	TellAssignee Tell = "assignee" // something about your task
	TellFormer   Tell = "former"   // it is no longer your task
	TellVerifier Tell = "verifier" // it waits for your check
	TellLeads    Tell = "leads"
	TellReporter Tell = "reporter"
	TellRouter   Tell = "router"  // the coordinator
	TellRung     Tell = "rung"    // whom the rung of the ladder names
	TellPleader  Tell = "pleader" // who asked for what is answered
	TellLook     Tell = "look"    // who is to look again
	TellFollower Tell = "follower"
	TellCalled   Tell = "called"  // the agencies whose leg has just begun
	TellLeg      Tell = "leg"     // the agency the act is about
	TellLegs     Tell = "legs"    // every agency that had a leg to go
	TellHead     Tell = "head"    // of the agency the act is about
	TellCaller   Tell = "caller"  // the leads, and who has the case
	TellLegRung  Tell = "legrung" // whom the rung of a leg's ladder names
	TellAsked    Tell = "asked"   // the leads of the grid that is asked to take it
	TellGiver    Tell = "giver"   // the leads of the grid that gives or gave it
)

// row is one sentence of the lifecycle.
type row struct {
	from Status
	by   Part
	do   Action
	to   Status
	tell []Tell
	with func(*Case, Act) error
}

// lifecycle is the whole life of a case. Read a row as a sentence: when a case
// is FROM, whoever is BY may DO it; it becomes TO, we tell TELL, and WITH says
// what else changes. Buttons, permissions, timers and the picture come from it.
var lifecycle = slices.Concat(
	steps,
	// While it is somebody's, its holder may answer for the time it takes.
	each(inHand, row{by: PartAssignee, do: Promise, tell: nil, with: promise}),
	each(inHand, row{by: PartAssignee, do: Plead, tell: tell(TellLeads), with: plead}),
	each(inHand, row{by: PartLead, do: Grant, tell: tell(TellPleader), with: grant}),
	each(inHand, row{by: PartLead, do: Grant, to: Paused, tell: tell(TellPleader), with: grant}),
	each(inHand, row{by: PartLead, do: Deny, tell: tell(TellPleader), with: deny}),
	each(inHand, row{by: PartLead, do: Extend, tell: tell(TellAssignee), with: extend}),
	each(inHand, row{by: PartLead, do: Pause, to: Paused, tell: tell(TellAssignee), with: pause}),
	each(inHand, row{by: PartAssignee, do: Again, tell: tell(TellLeads), with: again}),
	each(inHand, row{by: PartLead, do: Again, tell: nil, with: again}),
	back(inHand, PartLead), back(inHand, PartAssignee), back(inHand, PartClock),
	// Whoever must act next may say when.
	each([]Status{Reported, Returned}, row{by: PartLead, do: Promise, with: promise}),
	each([]Status{Submitted}, row{by: PartVerifier, do: Promise, with: promise}),
	// What one grid cannot solve alone is talked of by all who lead.
	each(discussed, row{by: PartLead, do: Agenda, with: agenda}),
	each(discussed, row{by: PartLead, do: Topic, with: topic}),
	each(discussed, row{by: PartLead, do: Settle, with: settle}),
	// What one cannot solve alone is solved together: a lead sounds the whistle,
	// in danger whoever is there; each agency goes a leg of its own.
	each(inHand, row{by: PartAssignee, do: Propose, tell: tell(TellLeads), with: propose}),
	each(legged, row{by: PartLead, do: Dismiss, tell: tell(TellAssignee), with: dismiss}),
	sounded(PartLead, Reported, Returned, Claimed, OnSite, Handling, Rework, Rectifying, Joint),
	sounded(PartAssignee, Claimed, OnSite, Handling, Rework, Rectifying, Joint),
	each(legged, row{by: PartLead, do: CallOff, tell: tell(TellLegs, TellAssignee), with: callOff}),
	each(legged, row{by: PartLead, do: Release, tell: tell(TellLeg), with: release}),
	each(legged, row{by: PartLead, do: Swap, tell: tell(TellLeg, TellCalled), with: swap}),
	each(legged, row{by: PartLead, do: Insist, tell: tell(TellLeg), with: insist}),
	each(legged, row{by: PartLead, do: CallHead, tell: tell(TellHead), with: callHead}),
	each(legged, row{by: PartOfficer, do: ReportIn, with: reportIn}),
	each(legged, row{by: PartOfficer, do: Reach, with: reach}),
	each(legged, row{by: PartOfficer, do: TurnDown, tell: tell(TellLeads), with: turnDown}),
	each(legged, row{by: PartOfficer, do: Perform, with: perform}),
	each(legged, row{by: PartOfficer, do: Undo, with: undo}),
	each(legged, row{by: PartOfficer, do: Finish, tell: tell(TellCaller), with: done}),
	each([]Status{OnSite, Handling, Rework, Joint}, row{by: PartOfficer, do: Serve, to: Rectifying, tell: tell(TellReporter, TellAssignee, TellFollower), with: serveLeg}),
	each(legged, row{by: PartClock, do: LegWarn, tell: tell(TellLegRung), with: ringLeg}),
	each(legged, row{by: PartClock, do: LegLate, tell: tell(TellLegRung), with: ringLeg}),
	// What belongs to another grid, or to the district, goes there.
	each(movable, row{by: PartLead, do: Cede, tell: tell(TellAsked), with: cede}),
	each(movable, row{by: PartNeighbour, do: Accede, to: Reported, tell: tell(TellWorkers, TellGiver, TellFormer), with: accede}),
	each(movable, row{by: PartRouter, do: Accede, to: Reported, tell: tell(TellWorkers, TellGiver, TellFormer), with: accede}),
	each(movable, row{by: PartNeighbour, do: Keep, tell: tell(TellGiver), with: keep}),
	each(movable, row{by: PartRouter, do: Keep, tell: tell(TellGiver), with: keep}),
	each(movable, row{by: PartLead, do: Unask, tell: tell(TellAsked), with: unask}),
	each(movable, row{by: PartRouter, do: Entrust, to: Reported, tell: tell(TellWorkers, TellGiver, TellFormer, TellLeads), with: entrust}),
	each(legged, row{by: PartLead, do: Escalate, tell: tell(TellRouter), with: escalate}),
	each(legged, row{by: PartLead, do: Spots, tell: tell(TellLegs), with: spots}),
	// Every clock that climbs reminds.
	each(climbing, row{by: PartClock, do: Warn, tell: tell(TellRung), with: ring}),
	each(climbing, row{by: PartClock, do: Overdue, tell: tell(TellRung), with: ring}),
)

// inHand are the statuses in which somebody has the work.
var inHand = []Status{Claimed, OnSite, Handling, Rework, Rectifying, Joint}

// legged are the statuses in which an agency may have a leg to go. Nothing is
// handed in before every leg has ended.
var legged = []Status{Reported, Returned, Claimed, OnSite, Handling, Rework, Rectifying, Joint, Paused}

// movable are the statuses in which a case may go to another grid; what runs
// under a notice is brought to its end where it was served.
var movable = []Status{Reported, Returned, Claimed, OnSite, Handling, Rework, Joint}

// sounded are the rows of the whistle: whatever is being worked on is worked on
// together from then on.
func sounded(by Part, from ...Status) []row {
	rows := each(from, row{by: by, do: Whistle, tell: tell(TellCalled, TellAssignee, TellLeads), with: whistle})
	for i, r := range rows {
		if slices.Contains([]Status{OnSite, Handling, Rework}, r.from) {
			rows[i].to = Joint
		}
	}
	return rows
}

// discussed are the statuses in which a case may be talked of: also when it is
// closed, for what comes back is a topic of its own.
var discussed = []Status{Reported, Returned, Claimed, OnSite, Handling, Rework, Rectifying, Joint, Paused, Submitted, Verified, Closed, Watch}

// climbing are the statuses whose clock has a ladder.
var climbing = []Status{Reported, Returned, Claimed, OnSite, Handling, Rework, Rectifying, Joint, Submitted, Watch}

// each is a row for each of some statuses; where it names no other, the case
// stays where it is.
func each(from []Status, r row) []row {
	var rows []row
	for _, s := range from {
		next := r
		if next.from = s; next.to == "" {
			next.to = s
		}
		rows = append(rows, next)
	}
	return rows
}

// back are the rows that lead from a pause to where it began.
func back(to []Status, by Part) []row {
	var rows []row
	for _, s := range to {
		rows = append(rows, row{Paused, by, Resume, s, tell(TellAssignee), nil})
	}
	return rows
}

// steps are the rows that move a case on.
var steps = []row{
	// from, by, do, to, tell, with
	{Reported, PartWorker, Claim, Claimed, nil, take},
	{Reported, PartLead, Assign, Claimed, tell(TellAssignee), hand},
	{Reported, PartRouter, Route, Reported, tell(TellWorkers), route},
	{Reported, PartLead, Decline, Declined, tell(TellReporter, TellLegs), because},
	{Reported, PartReporter, Add, Reported, nil, add},
	{Reported, PartReporter, Withdraw, Withdrawn, tell(TellLegs), nil},

	{Claimed, PartAssignee, SetOut, Claimed, nil, setOut},
	{Claimed, PartAssignee, Arrive, OnSite, nil, add},
	{Claimed, PartAssignee, Return, Returned, tell(TellLeads, TellWorkers), drop},
	{Claimed, PartAssignee, Handover, Claimed, tell(TellAssignee), hand},
	{Claimed, PartLead, Assign, Claimed, tell(TellAssignee, TellFormer), hand},
	{Claimed, PartLead, Decline, Declined, tell(TellReporter, TellAssignee, TellLegs), because},
	{Claimed, PartReporter, Add, Claimed, tell(TellAssignee), add},
	{Claimed, PartReporter, Withdraw, Withdrawn, tell(TellAssignee, TellLegs), nil},

	{OnSite, PartAssignee, Handle, Handling, nil, nil},
	{OnSite, PartAssignee, Serve, Rectifying, tell(TellReporter, TellFollower), serve},
	{OnSite, PartAssignee, Submit, Submitted, tell(TellVerifier), submit},
	{OnSite, PartAssignee, Note, OnSite, nil, add},
	{OnSite, PartAssignee, Return, Returned, tell(TellLeads, TellWorkers), drop},
	{OnSite, PartAssignee, Handover, Claimed, tell(TellAssignee), hand},
	{OnSite, PartLead, Assign, Claimed, tell(TellAssignee, TellFormer), hand},
	{OnSite, PartLead, Decline, Declined, tell(TellReporter, TellAssignee, TellLegs), because},
	{OnSite, PartReporter, Add, OnSite, tell(TellAssignee), add},
	{OnSite, PartReporter, Withdraw, Withdrawn, tell(TellAssignee, TellLegs), nil},

	{Handling, PartAssignee, Serve, Rectifying, tell(TellReporter, TellFollower), serve},
	{Handling, PartAssignee, Submit, Submitted, tell(TellVerifier), submit},
	{Handling, PartAssignee, Note, Handling, nil, add},
	{Handling, PartAssignee, Return, Returned, tell(TellLeads, TellWorkers), drop},
	{Handling, PartAssignee, Handover, Claimed, tell(TellAssignee), hand},
	{Handling, PartLead, Assign, Claimed, tell(TellAssignee, TellFormer), hand},
	{Handling, PartReporter, Add, Handling, tell(TellAssignee), add},

	{Rectifying, PartAssignee, Inspect, Rectifying, tell(TellFollower), inspect},
	{Rectifying, PartAssignee, Clear, Submitted, tell(TellVerifier, TellFollower), inspect},
	{Rectifying, PartAssignee, Clear, Joint, tell(TellFollower, TellLegs), inspect},
	{Rectifying, PartAssignee, Replace, Rectifying, tell(TellFollower), serve},
	{Rectifying, PartAssignee, Note, Rectifying, nil, add},
	{Rectifying, PartAssignee, Handover, Rectifying, tell(TellAssignee), hand},
	{Rectifying, PartLead, Assign, Rectifying, tell(TellAssignee, TellFormer), hand},
	{Rectifying, PartLead, Annul, Handling, tell(TellAssignee, TellFollower), annul},
	{Rectifying, PartLead, Annul, Joint, tell(TellAssignee, TellFollower), annul},
	{Rectifying, PartReporter, Add, Rectifying, tell(TellAssignee), add},
	{Rectifying, PartAddressee, Prove, Rectifying, tell(TellAssignee), prove},
	{Rectifying, PartAddressee, Plead, Rectifying, tell(TellLeads), plead},

	{Joint, PartAssignee, Serve, Rectifying, tell(TellReporter, TellFollower), serve},
	{Joint, PartAssignee, Submit, Submitted, tell(TellVerifier), submit},
	{Joint, PartAssignee, Note, Joint, nil, add},
	{Joint, PartAssignee, Return, Returned, tell(TellLeads, TellWorkers), drop},
	{Joint, PartAssignee, Handover, Joint, tell(TellAssignee), hand},
	{Joint, PartLead, Assign, Joint, tell(TellAssignee, TellFormer), hand},
	{Joint, PartReporter, Add, Joint, tell(TellAssignee), add},

	{Paused, PartAssignee, Note, Paused, nil, add},
	{Paused, PartLead, Assign, Paused, tell(TellAssignee, TellFormer), hand},
	{Paused, PartReporter, Add, Paused, tell(TellAssignee), add},

	{Submitted, PartVerifier, Pass, Verified, tell(TellReporter), add},
	{Submitted, PartVerifier, SendBack, Rework, tell(TellAssignee), because},
	{Submitted, PartLead, Name, Submitted, tell(TellVerifier), name},
	{Submitted, PartReporter, Add, Submitted, nil, add},

	{Rework, PartAssignee, Serve, Rectifying, tell(TellReporter, TellFollower), serve},
	{Rework, PartAssignee, Submit, Submitted, tell(TellVerifier), submit},
	{Rework, PartAssignee, Note, Rework, nil, add},
	{Rework, PartAssignee, Return, Returned, tell(TellLeads, TellWorkers), drop},
	{Rework, PartAssignee, Handover, Claimed, tell(TellAssignee), hand},
	{Rework, PartLead, Assign, Claimed, tell(TellAssignee, TellFormer), hand},
	{Rework, PartReporter, Add, Rework, tell(TellAssignee), add},

	{Verified, PartReporter, Confirm, Closed, tell(TellAssignee), confirm},
	{Verified, PartReporter, Reopen, Rework, tell(TellAssignee, TellLeads), reopen},
	{Verified, PartClock, Lapse, Closed, nil, lapse},

	{Returned, PartWorker, Claim, Claimed, nil, take},
	{Returned, PartLead, Assign, Claimed, tell(TellAssignee), hand},
	{Returned, PartRouter, Route, Reported, tell(TellWorkers), route},
	{Returned, PartLead, Decline, Declined, tell(TellReporter, TellLegs), because},
	{Returned, PartReporter, Add, Returned, nil, add},
	{Returned, PartReporter, Withdraw, Withdrawn, tell(TellLegs), nil},

	{Closed, PartReporter, Rate, Closed, nil, rate},
	{Closed, PartReporter, Still, Closed, nil, still},
	{Closed, PartReporter, Reopen, Rework, tell(TellAssignee, TellLeads), reopen},
	{Closed, PartClock, Survey, Closed, tell(TellReporter), look},
	{Closed, PartClock, Recheck, Watch, tell(TellLook), look},

	{Watch, PartWorker, Fine, Closed, nil, add},
	{Watch, PartLead, Fine, Closed, nil, add},
	{Watch, PartWorker, Relapse, Closed, tell(TellLeads), nil},
	{Watch, PartLead, Relapse, Closed, tell(TellLeads), nil},
	{Watch, PartReporter, Rate, Watch, nil, rate},
	{Watch, PartReporter, Still, Watch, nil, still},
	{Watch, PartReporter, Reopen, Rework, tell(TellAssignee, TellLeads), reopen},
	{Declined, PartRouter, Route, Reported, tell(TellWorkers, TellReporter), route},
}

func tell(who ...Tell) []Tell { return who }
