package cases

// may is who may do what, when: written down here a second time, by hand, so
// that a row added by mistake is noticed. The notice is followed by the
// addressee, nothing was asked for, and the pause began while it was handled.
var may = map[Status]map[string][]Action{
	Reported: {
		"the reporter": {Add, Locate, Withdraw}, "the assignee": {Claim}, "another worker": {Claim},
		"the lead": {Assign, Decline, Promise, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Correct, Resite, Split}, "the coordinator": {Assign, Route, Decline, Promise, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Correct, Resite, Split}, "the clock": {Warn, Overdue},
	},
	Claimed: {
		"the reporter": {Add, Locate, Withdraw}, "the assignee": {SetOut, Arrive, Note, Return, Handover, Promise, Plead, Propose},
		"the assignee off duty": {SetOut, Arrive, Note, Return, Handover, Promise, Plead, Propose},
		"the lead":              {Assign, Decline, Extend, Pause, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Correct, Resite, Split}, "the coordinator": {Assign, Decline, Extend, Pause, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Correct, Resite, Split}, "the clock": {Warn, Overdue},
	},
	OnSite: {
		"the reporter": {Add, Locate, Withdraw}, "the assignee": {Handle, Serve, Submit, Note, Return, Handover, Absent, Promise, Plead, Propose, Correct},
		"the assignee off duty": {Handle, Serve, Submit, Note, Return, Handover, Absent, Promise, Plead, Propose, Correct},
		"the lead":              {Assign, Decline, Extend, Pause, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Correct, Resite, Split}, "the coordinator": {Assign, Decline, Extend, Pause, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Correct, Resite, Split}, "the clock": {Warn, Overdue},
	},
	Handling: {
		"the reporter": {Add, Locate}, "the assignee": {Serve, Submit, Note, Return, Handover, Absent, Promise, Plead, Propose, Correct},
		"the assignee off duty": {Serve, Submit, Note, Return, Handover, Absent, Promise, Plead, Propose, Correct},
		"the lead":              {Assign, Extend, Pause, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Correct, Resite, Split}, "the coordinator": {Assign, Extend, Pause, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Correct, Resite, Split}, "the clock": {Warn, Overdue},
	},
	Rectifying: {
		"the reporter": {Add, Locate}, "the assignee": {Inspect, Clear, Replace, Note, Handover, Promise, Plead, Propose},
		"the assignee off duty": {Inspect, Clear, Replace, Note, Handover, Promise, Plead, Propose},
		"the lead":              {Assign, Annul, Extend, Pause, Agenda, Topic, Whistle, Escalate, Spots, Note, Correct, Split}, "the coordinator": {Assign, Annul, Extend, Pause, Agenda, Topic, Whistle, Escalate, Spots, Note, Correct, Split},
		"the addressee": {Prove, Plead}, "the clock": {Warn, Overdue},
	},
	Joint: {
		"the reporter": {Add, Locate}, "the assignee": {Serve, Note, Return, Handover, Promise, Plead, Propose, Correct},
		"the assignee off duty": {Serve, Note, Return, Handover, Promise, Plead, Propose, Correct},
		"the lead":              {Assign, Extend, Pause, Agenda, Topic, Whistle, CallOff, Release, Swap, CallHead, Cede, Escalate, Spots, Note, Correct, Resite, Split},
		"the coordinator":       {Assign, Extend, Pause, Agenda, Topic, Whistle, CallOff, Release, Swap, CallHead, Cede, Entrust, Escalate, Spots, Note, Correct, Resite, Split},
		"the officer":           {ReportIn, Reach, TurnDown, Perform, Finish, Serve, Note}, "the clock": {LegWarn, LegLate, Warn, Overdue},
	},
	Paused: {
		"the reporter": {Add, Locate}, "the assignee": {Note, Resume}, "the assignee off duty": {Note, Resume},
		"the lead": {Assign, Resume, Agenda, Topic, Escalate, Spots, Note, Correct, Split}, "the coordinator": {Assign, Resume, Agenda, Topic, Escalate, Spots, Note, Correct, Split}, "the clock": {Resume},
	},
	Submitted: {
		"the reporter": {Add, Locate}, "the assignee": {Note}, "the assignee off duty": {Note}, "the lead": {Pass, SendBack, Name, Promise, Agenda, Topic, Note, Correct, Split}, "the coordinator": {Pass, SendBack, Name, Promise, Agenda, Topic, Note, Correct, Split},
		"the clock": {Warn, Overdue},
	},
	Rework: {
		"the reporter": {Add, Locate}, "the assignee": {Serve, Submit, Note, Return, Handover, Absent, Promise, Plead, Propose, Correct},
		"the assignee off duty": {Serve, Submit, Note, Return, Handover, Absent, Promise, Plead, Propose, Correct},
		"the lead":              {Assign, Extend, Pause, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Correct, Resite, Split}, "the coordinator": {Assign, Extend, Pause, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Correct, Resite, Split}, "the clock": {Warn, Overdue},
	},
	Verified: {"the reporter": {Confirm, Reopen}, "the clock": {Lapse}, "the lead": {Agenda, Topic}, "the coordinator": {Agenda, Topic}},
	Returned: {
		"the reporter": {Add, Locate, Withdraw}, "the assignee": {Claim}, "another worker": {Claim},
		"the lead": {Assign, Decline, Promise, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Correct, Resite, Split}, "the coordinator": {Assign, Route, Decline, Promise, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Correct, Resite, Split}, "the clock": {Warn, Overdue},
	},
	Closed: {"the reporter": {Rate, Reopen}, "the clock": {Survey, Recheck}, "the lead": {Agenda, Topic}, "the coordinator": {Agenda, Topic}},
	Watch: {
		"the reporter": {Rate, Reopen}, "the assignee": {Fine, Relapse}, "another worker": {Fine, Relapse},
		"the lead": {Fine, Relapse, Agenda, Topic}, "the coordinator": {Fine, Relapse, Agenda, Topic}, "the clock": {Warn, Overdue},
	},
	Declined: {"the coordinator": {Route}},
}
