package cases

import "slices"

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
	TellAsker    Tell = "asker"   // who asked to follow the notice, and may
	TellCalled   Tell = "called"  // the agencies whose leg has just begun
	TellLeg      Tell = "leg"     // the agency the act is about
	TellNext     Tell = "next"    // the officer to whom a leg was handed
	TellLegs     Tell = "legs"    // every agency that had a leg to go
	TellServer   Tell = "server"  // who served the notice, or else who has the case, or else the leads
	TellHanded   Tell = "handed"  // enforcement, to which something was handed over
	TellHead     Tell = "head"    // of the agency the act is about
	TellCaller   Tell = "caller"  // the leads, and who has the case
	TellLegRung  Tell = "legrung" // whom the rung of a leg's ladder names
	TellAsked    Tell = "asked"   // the leads of the grid that is asked to take it
	TellGiver    Tell = "giver"   // the leads of the grid that gives or gave it
	TellPosted   Tell = "posted"  // to whom a lead writes
	TellPoster   Tell = "poster"  // who wrote what was heard
	TellUnheard  Tell = "unheard" // who has not heard it; later also who wrote it
	TellOther    Tell = "other"   // the leads of the grid who did not decline it
	TellRisen    Tell = "risen"   // who must say whose it is: the leads, at last the coordinator
)

func tell(who ...Tell) []Tell { return who }

// also is who hears besides those a row names, where the act says more than its
// name does.
type also struct {
	of   func(after Case, a Act) bool
	tell []Tell
}

// tells is everybody who hears of the act.
func (r row) tells(after Case, a Act) []Tell {
	if r.also.of == nil || !r.also.of(after, a) {
		return r.tell
	}
	return slices.Concat(r.tell, r.also.tell)
}

// twice: the agency asked for another before. Between them they do not find
// whose it is.
func twice(who ...Tell) also {
	return also{func(after Case, a Act) bool { return after.Leg(a.Leg).Turns > 1 }, who}
}

// settled: the conference decided it. What agencies at work are to do may be
// another thing now.
func settled(who ...Tell) also {
	return also{func(_ Case, a Act) bool { return a.Settled }, who}
}
