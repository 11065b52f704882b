package cases

import (
	"cmp"
	"slices"
)

// A row is one line of the lifecycle, for one status and one part.
type row struct {
	from Status
	by   Part
	do   Action
	to   Status
	when guard
	tell []Tell
	also also
	with func(*Case, Act) error
}

// A sentence is rows that differ in nothing but the status they lead from, or
// who may do it.
type sentence struct {
	from []Status
	by   Part
	or   Part // "": nobody else
	do   Action
	to   Status // "": the case stays where it is
	when guard
	tell []Tell
	also also
	with func(*Case, Act) error
}

// lifecycle is the whole life of a case. Buttons, permissions, timers and the
// picture come from it.
var lifecycle = rows(table)

// start is where rows of the lifecycle begin: what is done, and in which status.
type start struct {
	from Status
	do   Action
}

// startable is the lifecycle by where its rows begin, in its order.
var startable = byStart(lifecycle)

func byStart(all []row) map[start][]row {
	rows := map[start][]row{}
	for _, r := range all {
		rows[start{r.from, r.do}] = append(rows[start{r.from, r.do}], r)
	}
	return rows
}

// table is the lifecycle as we write it. Read a line as a sentence: when a case
// is FROM, whoever is BY (OR) may DO it, WHEN that holds; it becomes TO, we TELL
// these and ALSO those, and WITH says what else changes.
var table = slices.Concat([]sentence{
	// It is on offer, and becomes somebody's.
	{from: offered, by: PartWorker, do: Claim, to: Claimed, when: undisputed, with: take},
	{from: offered, by: PartLead, do: Assign, to: Claimed, tell: tell(TellAssignee), with: hand},
	{from: startedOver, by: PartLead, do: Assign, to: Claimed, tell: tell(TellAssignee, TellFormer), with: hand},
	{from: at(Rectifying, Joint, Paused), by: PartLead, do: Assign, tell: tell(TellAssignee, TellFormer), with: hand},
	{from: offered, by: PartRouter, do: Route, to: Reported, tell: tell(TellWorkers), with: route},
	{from: offered, by: PartLead, do: Route, to: Reported, when: everywhere, tell: tell(TellWorkers), with: route},
	{from: at(Declined), by: PartRouter, do: Route, to: Reported, tell: tell(TellWorkers, TellReporter), with: route},
	{from: offered, by: PartLead, do: Decline, to: Declined, when: mayDecline, tell: tell(TellReporter, TellLegs), with: decline},
	{from: at(Claimed, OnSite), by: PartLead, do: Decline, to: Declined, when: mayDecline, tell: tell(TellReporter, TellAssignee, TellLegs), with: decline},
	// One lead's word may be contested once, and another lead decides.
	{from: at(Declined), by: PartReporter, do: Contest, to: Reported, when: contestable, tell: tell(TellOther), with: contest},
	{from: at(Reported), by: PartLead, do: Uphold, to: Declined, when: mayUphold, tell: tell(TellReporter, TellLeads, TellLegs), with: uphold},
	{from: at(Reported), by: PartLead, do: Reinstate, when: otherLead, tell: tell(TellWorkers, TellReporter, TellLeads), with: reinstate},
	// Who told of it may tell more; it is theirs until the work has begun.
	{from: slices.Concat(offered, at(Submitted)), by: PartReporter, or: PartFiler, do: Add, with: add},
	{from: at(Claimed, OnSite, Handling, Joint, Rectifying, Paused), by: PartReporter, or: PartFiler, do: Add, tell: tell(TellAssignee), with: add},
	{from: at(Rework), by: PartReporter, or: PartFiler, do: Add, tell: tell(TellAssignee, TellLeads), with: add}, // why it is not fixed
	{from: offered, by: PartReporter, or: PartFiler, do: Locate, when: placeless, tell: tell(TellWorkers, TellLeads), with: locate},
	{from: slices.Concat(inHand, at(Paused, Submitted)), by: PartReporter, or: PartFiler, do: Locate, when: placeless, tell: tell(TellAssignee, TellLeads), with: locate},
	{from: slices.Concat(offered, at(Submitted)), by: PartReporter, or: PartFiler, do: Detail, with: detail},
	{from: slices.Concat(inHand, at(Paused)), by: PartReporter, or: PartFiler, do: Detail, tell: tell(TellAssignee), with: detail},
	{from: slices.Concat(legged, at(Submitted)), by: PartReporter, do: Sign, when: unsigned, with: sign},
	{from: offered, by: PartReporter, do: Withdraw, to: Withdrawn, when: calmAlone, tell: tell(TellLegs)},
	{from: offered, by: PartFiler, do: Withdraw, to: Withdrawn, when: typedAlone, tell: tell(TellLegs)}, // typed by mistake
	{from: at(Claimed, OnSite), by: PartReporter, do: Withdraw, to: Withdrawn, when: calmAlone, tell: tell(TellAssignee, TellLegs)},
	// Danger is not ended by who told of it: they say how it is, and somebody looks.
	{from: offered, by: PartReporter, do: Over, when: unsaidOver, tell: tell(TellWorkers, TellLeads), with: because},
	{from: at(Claimed, OnSite), by: PartReporter, do: Over, when: unsaidOver, tell: tell(TellAssignee, TellLeads), with: because},
	{from: slices.Concat(offered, inHand, at(Paused, Submitted)), by: PartReporter, do: Leave, when: othersJoined, tell: tell(TellReporter), with: handOn},
	// Who told of the same thing adds what is theirs, and may leave.
	{from: slices.Concat(offered, at(Submitted)), by: PartJoiner, do: Add, with: add},
	{from: at(Claimed, OnSite, Handling, Joint, Rectifying, Paused), by: PartJoiner, do: Add, tell: tell(TellAssignee), with: add},
	{from: at(Rework), by: PartJoiner, do: Add, tell: tell(TellAssignee, TellLeads), with: add},
	{from: slices.Concat(offered, inHand, at(Paused, Submitted, Verified)), by: PartJoiner, do: Leave, with: leave},
	{from: at(Verified), by: PartJoiner, do: Agree, when: notAgreed, with: agree},
	{from: at(Verified), by: PartJoiner, do: Reopen, to: Rework, tell: tell(TellAssignee, TellLeads, TellReporter), with: reopen},
	// Who told the staff of it may follow it themselves, however far it is.
	{from: slices.Concat(offered, inHand, at(Paused, Submitted, Verified, Declined), after), by: PartCaller, do: Own, with: claimCard},
	// Whoever has it goes there and works.
	{from: at(Claimed), by: PartAssignee, do: SetOut, when: nobodyOnWay, with: setOut},
	{from: at(Claimed), by: PartAssignee, do: Arrange, when: calm, tell: tell(TellReporter), with: arrange},
	{from: at(Claimed), by: PartAssignee, do: Unarrange, when: arranged, tell: tell(TellReporter), with: unarrange},
	{from: at(Claimed), by: PartAssignee, do: Arrive, to: OnSite, with: add},
	{from: at(OnSite), by: PartAssignee, do: Handle, to: Handling},
	// What others must put right is served on them, and looked at again.
	{from: working, by: PartAssignee, do: Serve, to: Rectifying, tell: tell(TellReporter, TellFollower), with: serve},
	{from: at(Rectifying), by: PartAssignee, do: Inspect, tell: tell(TellFollower), also: handsOver(TellHanded, TellLeads), with: inspect},
	{from: at(Rectifying), by: PartAssignee, do: Clear, to: Submitted, when: noneAtWork, tell: tell(TellVerifier, TellFollower), with: inspect},
	{from: at(Rectifying), by: PartAssignee, do: Clear, to: Joint, when: someAtWork, tell: tell(TellFollower, TellLegs), with: inspect},
	{from: at(Rectifying), by: PartAssignee, do: Replace, tell: tell(TellFollower), with: serve},
	{from: at(Rectifying), by: PartLead, do: Annul, to: Handling, when: noneAtWork, tell: tell(TellAssignee, TellFollower), with: annul},
	{from: at(Rectifying), by: PartLead, do: Annul, to: Joint, when: someAtWork, tell: tell(TellAssignee, TellFollower), with: annul},
	{from: noticed, by: PartAssignee, or: PartLead, do: Admit, when: wanted, tell: tell(TellAsker), with: admit},
	{from: noticed, by: PartOfficer, do: Admit, when: wanted, tell: tell(TellAsker), with: admit},
	{from: noticed, by: PartAssignee, or: PartLead, do: Rebuff, when: wanted, with: rebuff},
	{from: noticed, by: PartOfficer, do: Rebuff, when: wanted, with: rebuff},
	{from: noticed, by: PartLead, do: Oust, when: followed, with: oust},
	{from: at(Rectifying), by: PartAddressee, do: Prove, tell: tell(TellAssignee), with: prove},
	{from: noticed, by: PartAddressee, do: Question, tell: tell(TellServer), with: state(StateQuestion)},
	{from: noticed, by: PartAddressee, do: Object, when: noObjection, tell: tell(TellServer, TellLeads), with: state(StateObjection)},
	{from: noticed, by: PartAssignee, or: PartLead, do: Answer, when: stated, tell: tell(TellAsker), with: answer},
	{from: noticed, by: PartOfficer, do: Answer, when: stated, tell: tell(TellAsker), with: answer},
	{from: at(Rectifying), by: PartAddressee, do: Plead, when: noPlea, tell: tell(TellLeads), with: plead},
	// What is done is handed in; what cannot be is given back, or to a colleague.
	{from: working, by: PartAssignee, do: Submit, to: Submitted, when: noneAtWork, tell: tell(TellVerifier), with: submit},
	{from: slices.Concat(inHand, at(Paused, Submitted)), by: PartAssignee, do: Note, with: add},
	{from: slices.Concat(at(Claimed), working), by: PartAssignee, do: Return, to: Returned, tell: tell(TellLeads, TellWorkers), also: rises(TellRisen), with: drop},
	{from: startedOver, by: PartAssignee, do: Handover, to: Claimed, tell: tell(TellAssignee), also: rises(TellRisen), with: hand},
	{from: at(Rectifying, Joint), by: PartAssignee, do: Handover, tell: tell(TellAssignee), also: rises(TellRisen), with: hand},
	{from: alone, by: PartAssignee, do: Absent, to: Submitted, when: noneAtWork, tell: tell(TellVerifier), with: notFound},
	// Somebody else checks it, and the reporter has the last word.
	{from: at(Submitted), by: PartVerifier, do: Pass, to: Verified, when: tracked, tell: tell(TellReporter), with: add},
	{from: at(Submitted), by: PartVerifier, do: Pass, to: Closed, when: nobodys, tell: tell(TellAssignee), with: check},
	{from: at(Submitted), by: PartVerifier, do: SendBack, to: Rework, tell: tell(TellAssignee), with: sendBack},
	{from: at(Submitted), by: PartLead, do: Name, tell: tell(TellVerifier), with: name},
	{from: at(Verified), by: PartReporter, do: Confirm, to: Closed, tell: tell(TellAssignee), with: confirm},
	{from: at(Verified), by: PartReporter, do: Reopen, to: Rework, tell: tell(TellAssignee, TellLeads), with: reopen},
	{from: at(Verified), by: PartClock, do: Lapse, to: Closed, with: lapse},
	// What is closed is looked at again.
	{from: after, by: PartReporter, do: Rate, when: unrated, with: rate},
	{from: after, by: PartReporter, do: Still, when: askedHow, with: still},
	{from: after, by: PartReporter, do: Reopen, to: Rework, when: lookedAfter, tell: tell(TellAssignee, TellLeads), with: reopen},
	{from: after, by: PartJoiner, do: Reopen, to: Rework, when: lookedAfter, tell: tell(TellAssignee, TellLeads, TellReporter), with: reopen},
	{from: after, by: PartClock, do: Survey, when: toBeAsked, tell: tell(TellReporter), with: survey},
	{from: at(Closed), by: PartClock, do: Recheck, to: Watch, tell: tell(TellLook), with: look},
	{from: at(Closed), by: PartClock, do: Succeed, when: lastRound, with: succeed},
	{from: at(Watch), by: PartClock, do: Succeed, to: Closed, with: succeed},
	{from: at(Watch), by: PartWorker, or: PartLead, do: Fine, to: Closed, with: add},
	{from: at(Watch), by: PartWorker, or: PartLead, do: Relapse, to: Closed, tell: tell(TellLeads), with: succeed},
	// Danger learnt later is answered at once.
	{from: slices.Concat(inHand, at(Submitted)), by: PartAssignee, or: PartLead, do: Heed, when: alarming},
	// While it is somebody's, its holder may answer for the time it takes; so may
	// whoever else must act next.
	{from: inHand, by: PartAssignee, do: Promise, when: reminds, with: promise},
	{from: offered, by: PartLead, do: Promise, when: reminds, with: promise},
	{from: at(Submitted), by: PartVerifier, do: Promise, when: reminds, with: promise},
	{from: inHand, by: PartAssignee, do: Plead, when: noPlea, tell: tell(TellLeads), with: plead},
	{from: inHand, by: PartLead, do: Grant, when: timePlea, tell: tell(TellPleader), with: grant},
	{from: inHand, by: PartLead, do: Grant, to: Paused, when: pausePlea, tell: tell(TellPleader), with: grant},
	{from: inHand, by: PartLead, do: Deny, when: somePlea, tell: tell(TellPleader), with: deny},
	{from: inHand, by: PartLead, do: Extend, tell: tell(TellAssignee), with: extend},
	{from: inHand, by: PartLead, do: Pause, to: Paused, tell: tell(TellAssignee), with: pause},
	{from: inHand, by: PartAssignee, do: Again, when: maybeAgain, tell: tell(TellLeads), with: again},
	{from: inHand, by: PartLead, do: Again, when: maybeAgain, with: again},
}, back(PartLead), back(PartAssignee), back(PartClock), []sentence{
	// What one grid cannot solve alone is talked of by all who lead.
	{from: discussed, by: PartLead, do: Agenda, when: notOnAgenda, with: agenda},
	{from: discussed, by: PartLead, do: Topic, when: noTopic, with: topic},
	{from: discussed, by: PartLead, do: Settle, when: onAgenda, with: settle},
	// What one cannot solve alone is solved together: a lead sounds the whistle,
	// in danger whoever is there; each agency goes a leg of its own. Whatever is
	// being worked on is worked on together from then on.
	{from: inHand, by: PartAssignee, do: Propose, when: noProposal, tell: tell(TellLeads), with: propose},
	{from: legged, by: PartLead, do: Dismiss, when: proposal, tell: tell(TellAssignee), with: dismiss},
	{from: alone, by: PartLead, do: Whistle, to: Joint, tell: tell(TellCalled, TellAssignee, TellLeads), also: settled(TellLegs), with: whistle},
	{from: slices.Concat(offered, at(Claimed, Rectifying, Joint)), by: PartLead, do: Whistle, tell: tell(TellCalled, TellAssignee, TellLeads), also: settled(TellLegs), with: whistle},
	{from: alone, by: PartAssignee, do: Whistle, to: Joint, when: inDanger, tell: tell(TellCalled, TellAssignee, TellLeads), also: settled(TellLegs), with: whistle},
	{from: at(Claimed, Rectifying, Joint), by: PartAssignee, do: Whistle, when: inDanger, tell: tell(TellCalled, TellAssignee, TellLeads), also: settled(TellLegs), with: whistle},
	{from: legged, by: PartLead, do: CallOff, when: someAtWork, tell: tell(TellLegs, TellAssignee), with: callOff},
	{from: legged, by: PartLead, do: Release, when: someAtWork, tell: tell(TellLeg), with: release},
	{from: legged, by: PartLead, do: Swap, when: someAtWork, tell: tell(TellLeg, TellCalled), with: swap},
	{from: legged, by: PartLead, do: Insist, when: turnedDown, tell: tell(TellLeg), with: insist},
	{from: legged, by: PartLead, do: CallHead, when: someAtWork, tell: tell(TellHead), with: callHead},
	{from: legged, by: PartOfficer, do: ReportIn, when: notIn, with: reportIn},
	{from: legged, by: PartOfficer, do: Reach, when: notThere, with: reach},
	{from: legged, by: PartOfficer, do: TurnDown, when: mayTurn, tell: tell(TellLeads), also: twice(TellRouter), with: turnDown},
	{from: legged, by: PartOfficer, do: Perform, when: someAtWork, also: concerns(TellLeads, TellReporter, TellFollower), with: perform},
	{from: legged, by: PartOfficer, do: Undo, when: toUndo, also: concerns(TellLeads, TellReporter, TellFollower), with: undo},
	{from: legged, by: PartOfficer, do: Receive, when: received, tell: tell(TellAssignee), with: receive},
	{from: legged, by: PartOfficer, do: Docket, when: pursued, tell: tell(TellAssignee), with: docket},
	{from: legged, by: PartOfficer, do: Rule, when: ruled, tell: tell(TellAssignee, TellLeads), with: rule},
	{from: legged, by: PartLead, do: Lift, when: someHeld, tell: tell(TellLeg, TellLeads), with: lift},
	{from: legged, by: PartOfficer, do: Finish, when: undone, tell: tell(TellCaller), with: done},
	{from: working, by: PartOfficer, do: Serve, to: Rectifying, when: mayServe, tell: tell(TellReporter, TellAssignee, TellFollower), with: serveLeg},
	// They have what whoever has a case has: a day, more time, rest, a colleague.
	{from: legged, by: PartOfficer, do: Promise, when: mayPromise, with: promiseLeg},
	{from: legged, by: PartOfficer, do: Plead, when: mayPlead, tell: tell(TellLeads), with: pleadLeg},
	{from: legged, by: PartLead, do: LegGrant, when: legPlea, tell: tell(TellLeg), with: grantLeg},
	{from: legged, by: PartLead, do: LegDeny, when: legPlea, tell: tell(TellLeg), with: denyLeg},
	{from: legged, by: PartLead, do: LegPause, when: someRuns, tell: tell(TellLeg, TellHead, TellAssignee), with: restLeg},
	{from: legged, by: PartOfficer, do: LegResume, when: resting, with: wakeLeg},
	{from: legged, by: PartLead, or: PartClock, do: LegResume, when: someRest, tell: tell(TellLeg), with: wakeLeg},
	{from: legged, by: PartOfficer, do: LegHand, when: theirLeg, tell: tell(TellNext), with: handLeg},
	// What belongs to another grid, or to the district, goes there.
	{from: movable, by: PartLead, do: Cede, when: nobodyAsked, tell: tell(TellAsked), with: cede},
	{from: movable, by: PartNeighbour, or: PartRouter, do: Accede, to: Reported, when: gridAsked, tell: tell(TellWorkers, TellGiver, TellFormer), also: rises(TellRisen), with: accede},
	{from: movable, by: PartNeighbour, or: PartRouter, do: Refuse, when: gridAsked, tell: tell(TellGiver), with: refuse},
	{from: movable, by: PartLead, do: Unask, when: gridAsked, tell: tell(TellAsked), with: unask},
	{from: movable, by: PartRouter, do: Entrust, to: Reported, tell: tell(TellWorkers, TellGiver, TellFormer, TellLeads), with: entrust},
	{from: legged, by: PartLead, do: Escalate, when: notRaised, tell: tell(TellRouter), with: escalate},
	{from: legged, by: PartLead, do: Spots, tell: tell(TellLegs), with: spots},
	// What others have to say of it reaches who works on it. Whoever added
	// something may take it back for a while.
	{from: legged, by: PartLead, do: Note, tell: tell(TellAssignee), with: add},
	{from: at(Submitted), by: PartVerifier, do: Note, tell: tell(TellAssignee), with: add},
	{from: legged, by: PartOfficer, do: Note, when: someAtWork, tell: tell(TellAssignee), with: noteLeg},
	{from: slices.Concat(legged, at(Submitted)), by: PartReporter, or: PartFiler, do: TakeBack, when: stillAdded, with: takeBack},
	{from: slices.Concat(inHand, at(Paused, Submitted)), by: PartAssignee, do: TakeBack, when: stillAdded, with: takeBack},
	{from: legged, by: PartLead, or: PartOfficer, do: TakeBack, when: stillAdded, with: takeBack},
	{from: at(Submitted), by: PartVerifier, do: TakeBack, when: stillAdded, with: takeBack},
	// Those who lead write to who works on it, and are heard; and to who reported.
	{from: posted, by: PartLead, do: Post, when: somebodyActs, tell: tell(TellPosted), with: post},
	{from: posted, by: PartAssignee, or: PartOfficer, do: Ack, when: unheard, tell: tell(TellPoster), with: ack},
	{from: posted, by: PartClock, do: Urge, when: anyUnheard, tell: tell(TellUnheard), with: urge},
	{from: slices.Concat(posted, at(Verified), after), by: PartLead, do: Reply, when: somebodyTold, tell: tell(TellReporter), with: because},
	// What it says of itself may be wrong.
	{from: slices.Concat(legged, at(Submitted)), by: PartLead, do: Correct, tell: tell(TellReporter, TellAssignee), also: elsewhere(TellLegs), with: correct},
	{from: working, by: PartAssignee, do: Correct, tell: tell(TellReporter, TellLeads), also: elsewhere(TellLegs), with: correct},
	{from: movable, by: PartLead, do: Resite, to: Reported, tell: tell(TellWorkers, TellGiver, TellFormer, TellLeads, TellReporter), also: rises(TellRisen), with: resite},
	{from: slices.Concat(legged, at(Submitted)), by: PartLead, do: Split, tell: tell(TellReporter, TellAssignee), with: split},
	// The same thing is told of twice: one goes into the other.
	{from: separate, by: PartLead, do: Merge, to: Merged, when: mergeable, tell: tell(TellAssignee), with: merge},
	// Every clock that climbs reminds.
	{from: legged, by: PartClock, do: LegWarn, when: someAtWork, tell: tell(TellLegRung), with: ringLeg},
	{from: legged, by: PartClock, do: LegLate, when: someAtWork, tell: tell(TellLegRung), with: ringLeg},
	{from: at(Rectifying), by: PartClock, do: Warn, when: reminds, tell: tell(TellRung, TellFollower), also: missed(TellReporter), with: ring},
	{from: reminded, by: PartClock, do: Warn, when: reminds, tell: tell(TellRung), also: missed(TellReporter), with: ring},
	{from: climbing, by: PartClock, do: Overdue, when: reminds, tell: tell(TellRung), also: missed(TellReporter), with: ring},
})

// back are the ways from a pause to where it began.
func back(by Part) []sentence {
	var ways []sentence
	for _, s := range inHand {
		ways = append(ways, sentence{from: at(Paused), by: by, do: Resume, to: s, when: pausedIn(s), tell: tell(TellAssignee)})
	}
	return ways
}

// rows takes the sentences apart.
func rows(table []sentence) []row {
	var all []row
	for _, s := range table {
		for _, by := range []Part{s.by, s.or} {
			for _, from := range s.from {
				if by != "" {
					all = append(all, row{from, by, s.do, cmp.Or(s.to, from), s.when, s.tell, s.also, s.with})
				}
			}
		}
	}
	return all
}
