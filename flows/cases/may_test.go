package cases

// may is who may do what, when: written down here a second time, by hand, so
// that a row added by mistake is noticed. The notice is followed by the
// addressee, nothing was asked for, and the pause began while it was handled.
var may = map[Status]map[string][]Action{
	Reported: {
		"who joined":   {Add, Leave},
		"the reporter": {Add, Locate, Detail, Leave}, "the assignee": {Claim}, "another worker": {Claim},
		"the lead": {Assign, Decline, Promise, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Reply}, "the coordinator": {Assign, Route, Decline, Promise, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Reply}, "the clock": {Warn, Overdue},
	},
	Claimed: {
		"who joined":   {Add, Leave},
		"the reporter": {Add, Locate, Detail, Leave}, "the assignee": {SetOut, Arrive, Note, Return, Handover, Promise, Plead, Propose},
		"the assignee off duty": {SetOut, Arrive, Note, Return, Handover, Promise, Plead, Propose},
		"the lead":              {Assign, Decline, Extend, Pause, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Post, Reply}, "the coordinator": {Assign, Decline, Extend, Pause, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Post, Reply}, "the clock": {Warn, Overdue},
	},
	OnSite: {
		"who joined":   {Add, Leave},
		"the reporter": {Add, Locate, Detail, Leave}, "the assignee": {Handle, Serve, Submit, Note, Return, Handover, Promise, Plead, Propose},
		"the assignee off duty": {Handle, Serve, Submit, Note, Return, Handover, Promise, Plead, Propose},
		"the lead":              {Assign, Decline, Extend, Pause, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Post, Reply}, "the coordinator": {Assign, Decline, Extend, Pause, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Post, Reply}, "the clock": {Warn, Overdue},
	},
	Handling: {
		"who joined":   {Add, Leave},
		"the reporter": {Add, Locate, Detail, Leave}, "the assignee": {Serve, Submit, Note, Return, Handover, Promise, Plead, Propose},
		"the assignee off duty": {Serve, Submit, Note, Return, Handover, Promise, Plead, Propose},
		"the lead":              {Assign, Extend, Pause, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Post, Reply}, "the coordinator": {Assign, Extend, Pause, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Post, Reply}, "the clock": {Warn, Overdue},
	},
	Rectifying: {
		"who joined":   {Add, Leave},
		"the reporter": {Add, Locate, Detail, Leave}, "the assignee": {Inspect, Clear, Replace, Note, Handover, Promise, Plead, Propose},
		"the assignee off duty": {Inspect, Clear, Replace, Note, Handover, Promise, Plead, Propose},
		"the lead":              {Assign, Annul, Extend, Pause, Agenda, Topic, Whistle, Escalate, Spots, Note, Post, Reply}, "the coordinator": {Assign, Annul, Extend, Pause, Agenda, Topic, Whistle, Escalate, Spots, Note, Post, Reply},
		"the addressee": {Prove, Plead}, "the clock": {Warn, Overdue},
	},
	Joint: {
		"who joined":   {Add, Leave},
		"the reporter": {Add, Locate, Detail, Leave}, "the assignee": {Serve, Note, Return, Handover, Promise, Plead, Propose},
		"the assignee off duty": {Serve, Note, Return, Handover, Promise, Plead, Propose},
		"the lead":              {Assign, Extend, Pause, Agenda, Topic, Whistle, CallOff, Release, Swap, CallHead, Cede, Escalate, Spots, Note, Post, Reply},
		"the coordinator":       {Assign, Extend, Pause, Agenda, Topic, Whistle, CallOff, Release, Swap, CallHead, Cede, Entrust, Escalate, Spots, Note, Post, Reply},
		"the officer":           {ReportIn, Reach, TurnDown, Perform, Finish, Serve, Note}, "the clock": {LegWarn, LegLate, Warn, Overdue},
	},
	Paused: {
		"who joined":   {Add, Leave},
		"the reporter": {Add, Locate, Detail, Leave}, "the assignee": {Note, Resume}, "the assignee off duty": {Note, Resume},
		"the lead": {Assign, Resume, Agenda, Topic, Escalate, Spots, Note, Post, Reply}, "the coordinator": {Assign, Resume, Agenda, Topic, Escalate, Spots, Note, Post, Reply}, "the clock": {Resume},
	},
	Submitted: {
		"who joined":   {Add, Leave},
		"the reporter": {Add, Locate, Detail, Leave}, "the assignee": {Note}, "the assignee off duty": {Note}, "the lead": {Pass, SendBack, Name, Promise, Agenda, Topic, Note, Post, Reply}, "the coordinator": {Pass, SendBack, Name, Promise, Agenda, Topic, Note, Post, Reply},
		"the clock": {Warn, Overdue},
	},
	Rework: {
		"who joined":   {Add, Leave},
		"the reporter": {Add, Locate, Detail, Leave}, "the assignee": {Serve, Submit, Note, Return, Handover, Promise, Plead, Propose},
		"the assignee off duty": {Serve, Submit, Note, Return, Handover, Promise, Plead, Propose},
		"the lead":              {Assign, Extend, Pause, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Post, Reply}, "the coordinator": {Assign, Extend, Pause, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Post, Reply}, "the clock": {Warn, Overdue},
	},
	Verified: {"who joined": {Leave, Agree, Reopen}, "the reporter": {Confirm, Reopen}, "the clock": {Lapse}, "the lead": {Agenda, Topic, Reply}, "the coordinator": {Agenda, Topic, Reply}},
	Returned: {
		"who joined":   {Add, Leave},
		"the reporter": {Add, Locate, Detail, Leave}, "the assignee": {Claim}, "another worker": {Claim},
		"the lead": {Assign, Decline, Promise, Agenda, Topic, Whistle, Cede, Escalate, Spots, Note, Reply}, "the coordinator": {Assign, Route, Decline, Promise, Agenda, Topic, Whistle, Cede, Entrust, Escalate, Spots, Note, Reply}, "the clock": {Warn, Overdue},
	},
	Closed: {
		"who joined": {Reopen}, "the reporter": {Rate, Reopen}, "the clock": {Survey, Recheck}, "the lead": {Agenda, Topic, Reply}, "the coordinator": {Agenda, Topic, Reply}},
	Watch: {
		"who joined":   {Reopen},
		"the reporter": {Rate, Reopen}, "the assignee": {Fine, Relapse}, "another worker": {Fine, Relapse},
		"the lead": {Fine, Relapse, Agenda, Topic, Reply}, "the coordinator": {Fine, Relapse, Agenda, Topic, Reply}, "the clock": {Warn, Overdue},
	},
	Declined: {"the coordinator": {Route}},
}
