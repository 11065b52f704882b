package cases

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
	Joint      Status = "joint"      // 联勤
	Paused     Status = "paused"     // 挂起
	Merged     Status = "merged"     // 并案
	Watch      Status = "watch"      // 回头看
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

// planned are the statuses whose rows come with rectification, joint action
// and relapse watch. Nothing leads to them yet.
var planned = []Status{Rectifying, Joint, Paused, Merged, Watch}

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
	TellRouter   Tell = "router" // the coordinator
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
var lifecycle = []row{
	// from, by, do, to, tell, with
	{Reported, PartWorker, Claim, Claimed, nil, take},
	{Reported, PartLead, Assign, Claimed, tell(TellAssignee), hand},
	{Reported, PartRouter, Route, Reported, tell(TellWorkers), route},
	{Reported, PartLead, Decline, Declined, tell(TellReporter), because},
	{Reported, PartReporter, Add, Reported, nil, add},
	{Reported, PartReporter, Withdraw, Withdrawn, nil, nil},
	{Reported, PartClock, Overdue, Reported, tell(TellLeads), ring},

	{Claimed, PartAssignee, SetOut, Claimed, nil, setOut},
	{Claimed, PartAssignee, Arrive, OnSite, nil, add},
	{Claimed, PartAssignee, Return, Returned, tell(TellLeads, TellWorkers), drop},
	{Claimed, PartLead, Assign, Claimed, tell(TellAssignee, TellFormer), hand},
	{Claimed, PartLead, Decline, Declined, tell(TellReporter, TellAssignee), because},
	{Claimed, PartReporter, Add, Claimed, tell(TellAssignee), add},
	{Claimed, PartReporter, Withdraw, Withdrawn, tell(TellAssignee), nil},
	{Claimed, PartClock, Overdue, Claimed, tell(TellAssignee, TellLeads), ring},

	{OnSite, PartAssignee, Handle, Handling, nil, nil},
	{OnSite, PartAssignee, Submit, Submitted, tell(TellVerifier), submit},
	{OnSite, PartAssignee, Note, OnSite, nil, add},
	{OnSite, PartAssignee, Return, Returned, tell(TellLeads, TellWorkers), drop},
	{OnSite, PartLead, Assign, Claimed, tell(TellAssignee, TellFormer), hand},
	{OnSite, PartLead, Decline, Declined, tell(TellReporter, TellAssignee), because},
	{OnSite, PartReporter, Add, OnSite, tell(TellAssignee), add},
	{OnSite, PartReporter, Withdraw, Withdrawn, tell(TellAssignee), nil},
	{OnSite, PartClock, Overdue, OnSite, tell(TellAssignee, TellLeads), ring},

	{Handling, PartAssignee, Submit, Submitted, tell(TellVerifier), submit},
	{Handling, PartAssignee, Note, Handling, nil, add},
	{Handling, PartAssignee, Return, Returned, tell(TellLeads, TellWorkers), drop},
	{Handling, PartLead, Assign, Claimed, tell(TellAssignee, TellFormer), hand},
	{Handling, PartReporter, Add, Handling, tell(TellAssignee), add},
	{Handling, PartClock, Overdue, Handling, tell(TellAssignee, TellLeads), ring},

	{Submitted, PartVerifier, Pass, Verified, tell(TellReporter), add},
	{Submitted, PartVerifier, SendBack, Rework, tell(TellAssignee), because},
	{Submitted, PartLead, Name, Submitted, tell(TellVerifier), name},
	{Submitted, PartReporter, Add, Submitted, nil, add},
	{Submitted, PartClock, Overdue, Submitted, tell(TellLeads, TellRouter), ring},

	{Rework, PartAssignee, Submit, Submitted, tell(TellVerifier), submit},
	{Rework, PartAssignee, Note, Rework, nil, add},
	{Rework, PartAssignee, Return, Returned, tell(TellLeads, TellWorkers), drop},
	{Rework, PartLead, Assign, Claimed, tell(TellAssignee, TellFormer), hand},
	{Rework, PartReporter, Add, Rework, tell(TellAssignee), add},
	{Rework, PartClock, Overdue, Rework, tell(TellAssignee, TellLeads), ring},

	{Verified, PartReporter, Confirm, Closed, tell(TellAssignee), confirm},
	{Verified, PartReporter, Reopen, Rework, tell(TellAssignee, TellLeads), reopen},
	{Verified, PartClock, Lapse, Closed, nil, lapse},

	{Returned, PartWorker, Claim, Claimed, nil, take},
	{Returned, PartLead, Assign, Claimed, tell(TellAssignee), hand},
	{Returned, PartRouter, Route, Reported, tell(TellWorkers), route},
	{Returned, PartLead, Decline, Declined, tell(TellReporter), because},
	{Returned, PartReporter, Add, Returned, nil, add},
	{Returned, PartReporter, Withdraw, Withdrawn, nil, nil},
	{Returned, PartClock, Overdue, Returned, tell(TellLeads), ring},

	{Closed, PartReporter, Rate, Closed, nil, rate},
	{Closed, PartReporter, Reopen, Rework, tell(TellAssignee, TellLeads), reopen},
	{Declined, PartRouter, Route, Reported, tell(TellWorkers, TellReporter), route},
}

func tell(who ...Tell) []Tell { return who }
