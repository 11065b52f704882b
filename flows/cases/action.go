package cases

import "slices"

// Action is what moves a case, or adds to it.
type Action string

const (
	Claim    Action = "claim"
	Assign   Action = "assign"
	Route    Action = "route"
	Decline  Action = "decline"
	Withdraw Action = "withdraw"
	Over     Action = "over" // who told of danger says that there is none; somebody must look
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

	Serve     Action = "serve"     // a rectification notice
	Replace   Action = "replace"   // it by a new one
	Annul     Action = "annul"     // it
	Inspect   Action = "inspect"   // some items did not pass
	Clear     Action = "clear"     // all items have passed
	Prove     Action = "prove"     // the addressee shows an item
	Admit     Action = "admit"     // the notice is for who scanned it
	Rebuff    Action = "rebuff"    // it is not
	Oust      Action = "oust"      // a lead: it was not for them after all
	Question  Action = "question"  // the addressee asks who served it
	Object    Action = "object"    // the addressee objects
	Answer    Action = "answer"    // who answers for the notice, to either
	Plead     Action = "plead"     // for more time, or to pause
	Grant     Action = "grant"     // what was asked for
	Deny      Action = "deny"      // it
	Pause     Action = "pause"     // the clock
	Resume    Action = "resume"    // the work
	Promise   Action = "promise"   // a day, and be left alone until then
	Arrange   Action = "arrange"   // a time with who told of it, or with the household
	Unarrange Action = "unarrange" // it is off
	Handover  Action = "handover"  // to a colleague
	Warn      Action = "warn"      // the clock will run out
	Recheck   Action = "recheck"   // it is time to look again
	Fine      Action = "fine"      // looked again: still put right
	Relapse   Action = "relapse"   // looked again: it came back
	Again     Action = "again"     // it is a round of an earlier case
	Survey    Action = "survey"    // the reporter is asked again
	Succeed   Action = "succeed"   // its next round was opened
	Still     Action = "still"     // the reporter: still fixed
	Extend    Action = "extend"    // a lead gives more time unasked
	Agenda    Action = "agenda"    // a lead puts it on the agenda of the next conference
	Topic     Action = "topic"     // and proposes the place as a key topic there

	TakeBack Action = "takeback" // what one added last

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
	Lift     Action = "lift"     // a lead lets it be undone before its time
	Receive  Action = "receive"  // enforcement has what was handed over
	Docket   Action = "docket"   // the number it has it under
	Rule     Action = "rule"     // what came of it
	LegWarn  Action = "legwarn"  // the clock of a leg will run out
	LegLate  Action = "leglate"  // it has run out

	LegGrant  Action = "leggrant"  // what an agency asks for: more time, or to pause
	LegDeny   Action = "legdeny"   // it
	LegPause  Action = "legpause"  // the clock of an agency, unasked
	LegResume Action = "legresume" // the clock of an agency that stands still
	LegHand   Action = "leghand"   // an officer gives it to a colleague

	Locate Action = "locate" // the reporter says where it is
	Sign   Action = "sign"   // the reporter gives their name after all
	Detail Action = "detail" // the reporter answers what is asked of such a case
	Join   Action = "join"   // somebody tells of the same thing
	Leave  Action = "leave"  // they want to hear no more
	Agree  Action = "agree"  // it is fixed for them, too
	Heed   Action = "heed"   // somebody answers for danger learnt later
	Own    Action = "own"    // who told the staff of it claims the tracking card

	Cede     Action = "cede"     // the case to another grid, if it takes it
	Accede   Action = "accede"   // takes it
	Refuse   Action = "keep"     // does not take it; the word stands on buttons and in histories
	Unask    Action = "unask"    // the request is taken back
	Entrust  Action = "entrust"  // the coordinator names the grid that leads
	Escalate Action = "escalate" // takes it up to the coordinator
	Spots    Action = "spots"    // the places and hours of an action
	Settle   Action = "settle"   // takes it off the agenda: the conference has decided

	Post      Action = "post"      // a lead's word to who has it, or to an agency
	Ack       Action = "ack"       // they have heard it
	Urge      Action = "urge"      // they have not, in time
	Reply     Action = "reply"     // to the reporter, in words
	Correct   Action = "correct"   // what the case says of itself
	Resite    Action = "resite"    // it lies in another grid, and goes there
	Split     Action = "split"     // a second matter out of it, as a case of its own
	Merge     Action = "merge"     // it is the same thing as another case
	Absorb    Action = "absorb"    // another case that was merged into this one
	Crowd     Action = "crowd"     // so many have told of it that it is urgent
	Absent    Action = "notfound"  // nothing was found on the spot
	Contest   Action = "contest"   // the reporter: it must not be declined
	Uphold    Action = "uphold"    // another lead declines it, too
	Reinstate Action = "reinstate" // another lead takes it after all
	Unroute   Action = "unroute"   // its grid is in the folder no more
)

// By is who may do it at all, by the lifecycle; nobody, for what only begins a
// history.
func (do Action) By() []Part {
	var parts []Part
	for _, r := range lifecycle {
		if r.do == do && !slices.Contains(parts, r.by) {
			parts = append(parts, r.by)
		}
	}
	return parts
}

// Tells is whom the lifecycle may tell of it.
func (do Action) Tells() []Tell {
	var who []Tell
	for _, r := range lifecycle {
		for _, t := range slices.Concat(r.tell, r.also.tell) {
			if r.do == do && !slices.Contains(who, t) {
				who = append(who, t)
			}
		}
	}
	return who
}
