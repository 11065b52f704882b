package cases

import "slices"

// Danger learnt later is the same as danger at the start: what runs is counted
// anew from then, a pause is over, and whoever is concerned is told until somebody
// of the staff has answered for it.

// observed are the acts in whose words somebody tells what they saw or smelt.
// What those who lead decide is not: their reasons speak of danger, too.
var observed = []Action{Add, Note, Reopen, Contest, Prove, Plead, Question, Object, Return, Perform, TurnDown, Inspect}

// Observes tells whether words said with the act may tell of danger.
func (do Action) Observes() bool { return slices.Contains(observed, do) }

// alarmed are the statuses in which danger learnt later is answered by going
// there; where nobody has the case it is answered by taking it.
var alarmed = slices.Concat(working, at(Rectifying, Submitted))

// clockIn is the clock that runs in a status.
func (c Case) clockIn(s Status) ClockName {
	if c.Alarm != 0 && slices.Contains(alarmed, s) {
		return ClockArrive
	}
	return clockOf[s]
}

// endanger makes a case one of danger, and says where it stands then. What is
// urgent already, and runs, runs on; where what was known of is being put right, danger
// that is told of now is danger learnt anew.
func (c *Case) endanger(s Status, a Act) Status {
	paused := s == Paused && c.Paused() != nil
	if c.Danger && !paused && c.Clock.Promise == 0 && !c.anew(s, a) {
		return s
	}
	c.Danger, c.Alarm, c.Kept = true, a.At.Unix(), nil
	c.settle(a.At) // nobody waits for a word on whether it counts
	if paused {
		s = c.Paused().Was
		c.unpause(a.At, a.Times)
	}
	return s
}

// anew tells whether danger told of a case that was urgent before is learnt anew: nobody
// is on their way for it, and it is not who is there that says so.
func (c Case) anew(s Status, a Act) bool {
	there := (s == OnSite || s == Handling) && a.By.ID == c.Assignee
	return c.Alarm == 0 && slices.Contains(alarmed, s) && clockOf[s] != ClockArrive && !there
}

// dangerTells is who hears of danger, besides those who hear of the act.
func (c Case) dangerTells() []Tell {
	tells := []Tell{TellLeads}
	if c.Grid == "" {
		tells = append(tells, TellRouter)
	}
	if c.Assignee == 0 {
		tells = append(tells, TellWorkers)
	} else {
		tells = append(tells, TellAssignee)
	}
	if c.Legged() {
		tells = append(tells, TellLegs)
	}
	return tells
}

// answered: whoever of the staff does something about it has heard of it.
func (c *Case) answered(by Part, a Act) {
	if c.Alarm == 0 || by == PartClock || by == PartReporter || by == PartJoiner || by == PartAddressee {
		return
	}
	c.Alarm = 0
	if name := c.clockIn(c.Status); name != c.Clock.Name {
		c.wind(name, a.At, a.Times)
	}
}

// locate: where it is was not known before.
func locate(c *Case, a Act) error {
	if a.Place == nil || a.Place.Name.Empty() {
		return ErrMissing
	}
	c.Place = *a.Place
	if c.Grid == "" {
		c.Grid = a.Grid
	}
	return nil
}

// detail: what is asked of such a case, and where exactly it is.
func detail(c *Case, a Act) error {
	if len(a.Facts) == 0 && (a.Place == nil || a.Place.More == "") {
		return ErrMissing
	}
	for _, f := range a.Facts {
		c.Facts = append(slices.DeleteFunc(slices.Clone(c.Facts), func(had Fact) bool { return had.Ask == f.Ask }), f)
	}
	if a.Place != nil && a.Place.More != "" {
		c.Place.More = a.Place.More
	}
	return nil
}

// sign: the reporter gives their name after all.
func sign(c *Case, a Act) error {
	c.By.Anonymous, c.By.Name = false, a.By.Name
	return nil
}

// theirsAlone: nothing must be undone first, as nobody would undo it any more, and nobody
// else has told of it.
func (c Case) theirsAlone() bool { return !c.stands() && c.heir() == nil }

// saidOver tells whether the last that who told of danger said of it is that it is over.
func (c Case) saidOver() bool {
	for _, e := range slices.Backward(c.Log) {
		if e.Part == PartReporter {
			return e.Do == Over
		}
	}
	return false
}
