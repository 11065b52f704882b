package cases

import "slices"

// A guard is what must hold of a case, besides its status, for a row to be in
// force. It ends the row's sentence: a worker may set out "while nobody is on
// the way". The zero guard always holds.
type guard struct {
	says string
	of   func(c Case, p Person) bool
}

// holds tells whether the guard lets p do it to c.
func (g guard) holds(c Case, p Person) bool { return g.of == nil || g.of(c, p) }

// given is a guard that asks of the case alone, whoever acts.
func given(says string, of func(Case) bool) guard {
	return guard{says, func(c Case, _ Person) bool { return of(c) }}
}

// own is a guard that asks of the leg of the officer's own agency. Of anybody
// else it asks only whether some agency is at work: they read that it is not for
// them, and not that it is too late.
func own(says string, of func(Leg) bool) guard {
	return guard{says, func(c Case, p Person) bool {
		if !slices.Contains(c.Parts(p), PartOfficer) {
			return c.Legged()
		}
		return of(*c.openLeg(p.Agency))
	}}
}

// Guards of a case that is told of, worked on and closed.
var (
	calmAlone    = given("unless it is danger, something must be undone first, or others have told of it, too", func(c Case) bool { return !c.Danger && c.theirsAlone() })
	unsaidOver   = given("in danger, unless that is what they said last, or others have told of it, too", func(c Case) bool { return c.Danger && !c.saidOver() && c.theirsAlone() })
	typedAlone   = given("while nobody else has told of it, follows it, or must undo something first", func(c Case) bool { return c.theirsAlone() && c.By.ID == 0 })
	othersJoined = given("when others have told of it, too", func(c Case) bool { return c.heir() != nil })
	nobodyOnWay  = given("while nobody is on the way", func(c Case) bool { return c.OnWay == 0 })
	unrated      = given("when it was confirmed and is not rated yet", func(c Case) bool { return c.Rating == 0 && c.Outcome == Confirmed && c.Next == 0 })
	askedHow     = given("when they were asked whether it stayed fixed", func(c Case) bool {
		return c.Asked() || c.Next == 0 && c.After > 0 && c.Rating == 0 && c.Outcome != Confirmed
	})
	toBeAsked = given("when nobody has asked them how it is now, and it has not come back", func(c Case) bool {
		return c.Next == 0 && (c.Asking.Due != 0 || c.Asking.Name == "" && c.Status == Closed)
	})
	lastRound  = given("while no next round of it is open", func(c Case) bool { return c.Next == 0 })
	stillAdded = guard{"while what they added last stands", func(c Case, p Person) bool { _, ok := c.added(p.ID); return ok }}
	notAgreed  = guard{"while they have not said that it is fixed, and did not do the work", func(c Case, p Person) bool {
		j := c.joiner(p.ID)
		return j == nil || !j.Fixed && !slices.Contains(c.Handlers, p.ID)
	}}
	everywhere  = given("while it is danger, and nobody knows in which grid", Case.Everywhere)
	placeless   = given("while it is not known where it is", func(c Case) bool { return c.Place.Point == nil })
	unsigned    = given("in danger, while nobody may know who they are", func(c Case) bool { return c.By.Anonymous && c.Danger })
	tracked     = given("while somebody told us who can say so", Case.asksSomebody)
	nobodys     = given("while nobody else can say so", func(c Case) bool { return !c.asksSomebody() })
	alarming    = given("when danger was learnt later, and nobody has answered", func(c Case) bool { return c.Alarm != 0 })
	lookedAfter = given("while it is looked after", func(c Case) bool {
		return c.Clock.Due != 0 || c.Ended == 0 // what an older release closed, for ever
	})
)

// Guards of what those who lead write.
var (
	somebodyActs = given("while somebody has it, or an agency is at work", func(c Case) bool { return len(c.Posts()) > 0 })
	somebodyTold = given("when somebody reported it", func(c Case) bool { return c.By.ID != 0 })
	anyUnheard   = given("while something written waits to be heard", func(c Case) bool { return slices.ContainsFunc(c.Postings, Posting.Waits) })
	// Of anybody else than who acts it asks only whether something waits: they
	// read that it is not for them.
	unheard = guard{"while something written to them waits to be heard", func(c Case, p Person) bool {
		theirs := slices.ContainsFunc(c.Parts(p), func(is Part) bool { return is == PartAssignee || is == PartOfficer })
		return slices.ContainsFunc(c.Postings, func(o Posting) bool { return o.Waits() && (!theirs || o.For(c, p)) })
	}}
)

// Guards of the time it takes, and of what is talked of.
var (
	reminds     = given("while its clock still reminds", func(c Case) bool { return c.Clock.Strikes() != 0 })
	calm        = given("unless it is danger", func(c Case) bool { return !c.Danger })
	arranged    = given("while they have agreed on a time", func(c Case) bool { return c.Meeting != nil && c.Meeting.By != 0 })
	noPlea      = given("while nothing is asked for", func(c Case) bool { return c.Plea == nil })
	somePlea    = given("when something is asked for", func(c Case) bool { return c.Plea != nil })
	timePlea    = given("when more time is asked for", func(c Case) bool { return c.Plea != nil && c.Plea.Kind != PleaPause })
	pausePlea   = given("when a pause is asked for", func(c Case) bool { return c.Plea != nil && c.Plea.Kind == PleaPause })
	maybeAgain  = given("while it may be a round of an earlier case", func(c Case) bool { return len(c.Near) > 0 })
	notOnAgenda = given("while it is not on the agenda", func(c Case) bool { return c.OnAgenda == 0 })
	onAgenda    = given("while it is on the agenda", func(c Case) bool { return c.OnAgenda != 0 })
	noTopic     = given("while it is of no topic, nor proposed there", func(c Case) bool { return !c.Proposed && c.KeyTopic == 0 })
)

// Guards of what is solved together with agencies, or by another grid.
var (
	noneAtWork = given("while no agency is at work", func(c Case) bool { return !c.Legged() })
	someAtWork = given("while an agency is at work", Case.Legged)
	inDanger   = given("in danger", func(c Case) bool { return c.Danger })
	noProposal = given("without danger, and nothing proposed", func(c Case) bool { return c.Proposal == nil && !c.Danger })
	proposal   = given("when it was proposed", func(c Case) bool { return c.Proposal != nil })
	turnedDown = given("when an agency at work asks for another", func(c Case) bool {
		return slices.ContainsFunc(c.Legs, func(l Leg) bool { return l.Open() && l.Turned != nil })
	})
	nobodyAsked = given("while no other grid is asked", func(c Case) bool { return c.Ceding == nil && c.Grid != "" })
	gridAsked   = given("while another grid is asked", func(c Case) bool { return c.Ceding != nil })
	notRaised   = given("unless it was taken up before", func(c Case) bool { return c.Raised == 0 })
)

// Guards of an agency's own leg.
var (
	notIn    = own("while they have not reported in", func(l Leg) bool { return l.Status == LegCalled && !l.Awaited() })
	notThere = own("while they are not there", func(l Leg) bool { return l.Arrived == 0 })
	mayTurn  = own("while they have nothing to undo, and have not asked already", func(l Leg) bool { return l.Turned == nil && len(l.Standing()) == 0 })
	undone   = own("while they have nothing to undo, and nothing was handed over to them", func(l Leg) bool { return len(l.Standing()) == 0 && !l.Awaited() })
	toUndo   = own("while they have something to undo", func(l Leg) bool { return len(l.Standing()) > 0 })
	mayServe = own("if they serve notices", func(l Leg) bool { return l.Serves })
)

// pausedIn is the guard of the way back from a pause: it leads to where the
// pause began.
func pausedIn(s Status) guard {
	return given("when it was "+string(s)+" before", func(c Case) bool { return c.Paused() != nil && c.Paused().Was == s })
}
