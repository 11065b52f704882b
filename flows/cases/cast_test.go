package cases

import (
	"time"

	"gridbot/flows/text"
)

// The people of these tests.
const (
	ana      = 1 // reported it
	eva      = 2 // told of the same thing
	wu       = 11
	li       = 12 // another worker
	lead     = 21
	boss     = 31 // the coordinator
	shop     = 41 // the addressee of the notice
	gasman   = 61 // an officer of the gas company, which is called
	gasmate  = 63 // another officer of the gas company
	sergeant = 62 // an officer of the police, which is not
	passer   = 46 // scans the notice
	stranger = 99
	typist   = 71 // of another grid, who filed it for somebody
)

const day = 24 * time.Hour

var begin = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// spans are the lengths of the clocks of these tests, each different.
var spans = map[ClockName]time.Duration{
	ClockClaim: 30 * time.Minute, ClockArrive: 2 * time.Hour, ClockHandle: day,
	ClockVerify: 5 * time.Hour, ClockAnswer: 72 * time.Hour, ClockLook: 3 * day,
}

// looks are how long after closing it is looked at again.
var looks = []time.Duration{7 * day, 30 * day, 90 * day}

// surveyed is how long after closing the reporter is asked again.
const surveyed = 28 * day

// pace is how long things take in these tests.
type pace struct{}

var in pace

func (pace) Deadline(c Case, name ClockName, from time.Time) time.Time {
	switch name {
	case ClockRectify:
		return c.Notice().Due()
	case ClockPause:
		return time.Unix(c.Paused().Until, 0)
	case ClockSurvey:
		return time.Unix(c.Ended, 0).Add(surveyed)
	case ClockAfter:
		if c.Next != 0 || c.After >= len(looks) {
			return time.Time{}
		}
		return time.Unix(max(c.Ended+int64(looks[c.After]/time.Second), from.Unix()), 0)
	}
	return from.Add(spans[name])
}

// Stood: all of the time.
func (pace) Stood(_ Case, _ ClockName, at, from, to time.Time) time.Time {
	return at.Add(to.Sub(from))
}

// Rung: half of the clock, its end, and one, two and five days later.
func (pace) Rung(c Case, step int) time.Time {
	due := time.Unix(c.Clock.Due, 0)
	rungs := []time.Time{
		time.Unix(c.Clock.Since+(c.Clock.Due-c.Clock.Since)/2, 0), due, due.Add(day), due.Add(2 * day), due.Add(5 * day),
	}
	if step >= len(rungs) {
		return time.Time{}
	}
	return rungs[step]
}

// LegDeadline: each clock of a leg takes as long as it does anywhere; what was
// done is undone when it was said.
func (pace) LegDeadline(c Case, l Leg, from time.Time) time.Time {
	due := from.Add(map[ClockName]time.Duration{ClockReport: 30 * time.Minute, ClockReach: 2 * time.Hour, ClockFinish: 3 * day, ClockReceive: day, ClockDecide: 60 * day}[l.Clock.Name])
	if l.Clock.Name == ClockReach && l.Meet > due.Unix() {
		due = time.Unix(l.Meet, 0)
	}
	for _, i := range l.Standing() {
		due = time.Unix(l.Deeds[i].Undo, 0)
	}
	return due
}

// LegRung: the end of the clock, a quarter of an hour and an hour later.
func (pace) LegRung(_ Case, l Leg, step int) time.Time {
	due := time.Unix(l.Clock.Due, 0)
	rungs := []time.Time{due, due.Add(15 * time.Minute), due.Add(time.Hour)}
	if step >= len(rungs) {
		return time.Time{}
	}
	return rungs[step]
}

// called is the case with the gas company called in.
func called(c Case) Case {
	a := Act{By: people["the lead"], At: begin, Times: in}
	c.Legs = nil
	c.call(Call{Agency: "gas", Ask: reason, Serves: true}, begin.Unix(), "", a)
	return c
}

// reported is a case as it is when somebody has told of it.
func reported() Case {
	return Start(Case{Number: 1042, Category: "gas", Grid: "north", What: "a smell", By: Reporter{ID: ana}}, begin, in)
}

// order is a notice of two items, one due in three days and one in five.
func order() *Notice {
	return &Notice{To: "the corner shop", Token: "0123456789abcdef", Proof: ProofRefused, Witness: "Zhou", Items: []Item{
		{What: text.Said("take out the stove"), Due: begin.Add(3 * day).Unix()},
		{What: text.Said("close the pipe"), Due: begin.Add(5 * day).Unix()},
	}}
}

// standing is a case in a status, with everybody who belongs to it.
func standing(s Status) Case {
	c := reported()
	c.Status, c.Joined = s, []Joiner{{ID: eva}}
	switch s {
	case Reported, Declined, Withdrawn, Merged:
	case Returned:
		c.Handlers = []int64{wu}
	default:
		c.Assignee, c.Handlers = wu, []int64{wu}
	}
	switch s {
	case Rectifying:
		n := *order()
		n.ID, n.At, n.By, n.Followers = "1042-1", begin.Unix(), wu, []int64{shop}
		c.Notices = []Notice{n}
	case Paused:
		c = stopped(c, Handling)
	case Closed, Watch:
		c.Outcome, c.Ended = Confirmed, begin.Unix()
	case Joint:
		c = called(c)
	}
	c.wind(clockOf[s], begin, in)
	return c
}

// stopped is a case in a pause of four days that began in a status.
func stopped(c Case, was Status) Case {
	k := standing(was)
	c.Notices = k.Notices
	c.Pauses = []Standstill{{Why: reason, From: begin.Unix(), Until: begin.Add(4 * day).Unix(), Was: was, Clock: k.Clock}}
	return c
}

// playable is a case to which the row applies.
func playable(r row) Case {
	c := standing(r.from)
	switch r.do {
	case Grant, Deny:
		kind := PleaExtension
		if r.to == Paused {
			kind = PleaPause
		}
		c.Plea = &Plea{Kind: kind, By: wu, Part: PartAssignee, Item: -1, Until: begin.Add(9 * day).Unix(), Why: reason, At: begin.Unix()}
		if r.from == Rectifying && kind == PleaExtension {
			c.Plea.Item = 0
		}
	case Withdraw:
		if c.Joined = nil; r.by == PartFiler {
			c.By = Reporter{}
		}
	case Over:
		c.Danger, c.Joined = true, nil
	case Sign:
		c.By.Anonymous, c.Danger = true, true
	case Own:
		c.By, c.Filed = Reporter{}, &Filing{By: typist, Door: DoorPhone, Token: linkToken}
	case Pass:
		if r.to == Closed {
			c.By, c.Joined = Reporter{}, nil
		}
	case Heed:
		c.Danger, c.Alarm = true, begin.Unix()
	case Route:
		if r.by == PartLead {
			c.Danger, c.Grid = true, ""
		}
	case Again:
		c.Near = []Near{{Number: 900, Closed: begin.Unix()}}
	case Resume:
		c = stopped(c, r.to)
	case Survey:
		c.Asking = Clock{Name: ClockSurvey, Since: begin.Unix(), Due: begin.Add(28 * day).Unix()}
	case Unarrange:
		c.Meeting = &Meeting{At: begin.Add(2 * day).Unix(), By: wu, Was: c.Clock}
	case Still:
		c.Outcome, c.After = Unconfirmed, 1
	case Admit, Rebuff, Oust:
		if r.from == Paused {
			c = stopped(c, Rectifying)
		}
		n := c.Notice()
		n.Askers = []Asker{{ID: passer, N: 1, At: begin.Unix()}}
		if r.by == PartOfficer {
			n.By = gasman
		}
	case Question, Object, Answer:
		if r.from == Paused {
			c = stopped(c, Rectifying)
		}
		n := c.Notice()
		if r.do == Answer {
			n.Statements = []Statement{{N: 1, Kind: StateQuestion, By: shop, At: begin.Unix(), Words: reason}}
		}
		if r.by == PartOfficer {
			n.By = gasman
		}
	case Settle:
		c.OnAgenda = begin.Unix()
	case Accede, Refuse, Unask:
		c.Ceding = &Cession{To: "south", By: lead, At: begin.Unix(), Why: reason}
	case Contest, Uphold, Reinstate:
		c.Log = append(c.Log, Entry{At: begin.Unix(), By: boss, Part: PartLead, Do: Decline, To: Declined, Note: reason})
		c.Contest = begin.Add(3 * day).Unix()
		if r.do != Contest {
			c.Dispute = &Dispute{By: boss, At: begin.Unix()}
		}
	case Dismiss:
		c.Proposal = whistling("police")
	case Submit, Merge:
		c.Legs = nil
	case Whistle:
		c.Danger = r.by == PartAssignee
	case CallOff, Release, Swap, Insist, CallHead, LegWarn, LegLate:
		c = called(c)
	case Clear, Annul:
		if r.to == Joint {
			c = called(c)
		}
	}
	if r.by == PartFiler {
		c.Filed = &Filing{By: typist, Door: DoorPhone}
	}
	if r.by == PartOfficer {
		c = called(c)
	}
	switch r.do {
	case Ack, Urge:
		leg := 0
		if r.by == PartOfficer {
			leg = 1
		}
		if c.Assignee == 0 && leg == 0 { // who had it gave it back since
			c.Assignee = wu
		}
		c.Postings = []Posting{{N: 1, At: begin.Unix(), By: lead, Leg: leg, Words: reason, Clock: Clock{Name: ClockPost, Since: begin.Unix(), Due: begin.Unix() + 7200, Next: begin.Unix() + 7200}}}
	case Post:
		if len(c.Posts()) == 0 {
			c.Assignee = wu
		}
	case TakeBack:
		c.Log = append(c.Log, Entry{At: begin.Unix(), By: playing(r).ID, Part: r.by, Do: Note, To: r.from, Note: reason, Files: []string{"x"}})
	case Promise, Plead, LegHand:
		if r.by == PartOfficer {
			c = reportedIn(c)
		}
	case LegGrant, LegDeny:
		c = reportedIn(called(c))
		c.Legs[0].Plea = &Plea{Kind: PleaExtension, By: gasman, Part: PartOfficer, Item: -1, Until: begin.Add(9 * day).Unix(), Why: reason, At: begin.Unix()}
	case LegPause:
		c = reportedIn(called(c))
	case LegResume:
		c = reportedIn(called(c))
		c.Legs[0].rest()
	case Receive, Docket, Rule:
		c = handedOver(c, r.do != Receive)
	case Insist:
		c.Legs[0].Turned = &Turn{By: gasman, At: begin.Unix(), Why: reason}
	case Lift:
		c = called(c)
		c.Legs[0].Deeds = []Deed{{ID: "suspend", At: begin.Unix(), By: gasman, Undo: begin.Add(5 * day).Unix(), Passed: true}}
	case Undo:
		c.Legs[0].Deeds = []Deed{{ID: "suspend", At: begin.Unix(), By: gasman, Undo: begin.Add(5 * day).Unix()}}
	}
	return c
}

// reportedIn is the case with the officer on their way.
func reportedIn(c Case) Case {
	l := &c.Legs[0]
	l.Status, l.Officer, l.In = LegComing, gasman, begin.Unix()
	c.windLeg(1, ClockFinish, begin, in)
	return c
}

// rest lets the clock of a leg stand still for four days.
func (l *Leg) rest() {
	l.Rest = &Standstill{Why: reason, From: begin.Unix(), Until: begin.Add(4 * day).Unix(), Clock: l.Clock}
	l.Clock = Clock{Name: ClockPause, Since: begin.Unix(), Due: begin.Add(4 * day).Unix()}
}

// handedOver is the case with something handed over to the officer's agency.
func handedOver(c Case, acked bool) Case {
	c.Legs[0].Law = &Handing{At: begin.Unix(), By: wu, Notice: "1042-1", Items: []int{0}}
	if acked {
		c.Legs[0].Law.Ack = begin.Unix()
	}
	return c
}

// whistling calls an agency.
func whistling(agency string) *Whistling {
	return &Whistling{Calls: []Call{{Agency: agency, Ask: reason}}, Meet: begin.Unix()}
}

// named is what the row's act may name: never somebody who has the case.
func (r row) named() int64 {
	switch r.do {
	case Assign, Name, Handover:
		return li
	case LegHand:
		return gasmate
	case Again:
		return 900
	case Split, Succeed, Relapse:
		return 1043
	case Merge:
		return 1041
	case Admit, Rebuff:
		return passer
	case Oust:
		return shop
	}
	return 0
}

// people are everybody who may come by, by what they are.
var people = map[string]Person{
	"the reporter":          {ID: ana},
	"the assignee":          {ID: wu, Grid: "north", Worker: true},
	"the assignee off duty": {ID: wu, Grid: "north", Off: true},
	"another worker":        {ID: li, Grid: "north", Worker: true},
	"a worker off duty":     {ID: li, Grid: "north", Off: true},
	"a worker elsewhere":    {ID: 13, Grid: "south", Worker: true},
	"the lead":              {ID: lead, Grid: "north", Lead: true},
	"a lead elsewhere":      {ID: 22, Grid: "south", Lead: true},
	"the coordinator":       {ID: boss, Coordinator: true},
	"nobody":                {ID: stranger},
	"who joined":            {ID: eva},
	"the clock":             {Clock: true},
	"the addressee":         {ID: shop},
	"the officer":           {ID: gasman, Agency: "gas"},
	"an officer uncalled":   {ID: sergeant, Agency: "police"},
	"who filed it":          {ID: typist, Grid: "south", Worker: true},
	"who shows the link":    {ID: 81, Shows: linkToken},
}

// playing is somebody who has the row's part.
func playing(r row) Person {
	return people[map[Part]string{
		PartReporter: "the reporter", PartJoiner: "who joined", PartWorker: "another worker", PartAssignee: "the assignee", PartVerifier: "the lead",
		PartLead: "the lead", PartRouter: "the coordinator", PartAddressee: "the addressee", PartClock: "the clock", PartOfficer: "the officer", PartNeighbour: "a lead elsewhere",
		PartFiler: "who filed it", PartCaller: "who shows the link",
	}[r.by]]
}

// linkToken is on the link to the tracking card.
const linkToken = "a-token-nobody-guesses"

var reason = text.Said("because")

func photo(p Phase) []File { return []File{{Kind: "photo", ID: "x", Phase: p}} }

// passed and failed are what a re-inspection found of an item.
func passed(item int) Result { return Result{Item: item, Pass: true, File: &photo(PhaseAfter)[0]} }

func failed(item int, until time.Time) Result {
	return Result{Item: item, File: &photo(PhaseAfter)[0], Until: until, Most: until, Why: reason}
}

// full is an act with all that any row could demand.
func full(r row) Act {
	a := Act{Do: r.do, By: playing(r), At: begin.Add(time.Minute), Note: reason, Files: photo(PhaseAfter),
		To: r.named(), Grid: "south", Rating: 4, Until: begin.Add(9 * day), Plea: PleaExtension, Notice: order(),
		Whistle: whistling("police"), Leg: 1, Place: &Place{Name: text.Said("the corner")}, Deed: &Deed{ID: "suspend", Undo: begin.Add(5 * day).Unix()}, Ref: "7", Spots: []Spot{{Hours: "6:00-8:00"}},
		Of: OfCategory, Category: "lamp", Ruling: RulingFine}
	switch r.do {
	case Detail:
		a.Place, a.Facts = &Place{More: "floor 3"}, []Fact{{Ask: "depth", Value: "ankle"}}
	case Post:
		a.Leg = 0
	case Urge, Answer:
		a.Item = 1
	case Inspect:
		a.Results = []Result{failed(0, begin.Add(7*day)), passed(1)}
	case Clear:
		a.Results = []Result{passed(0), passed(1)}
	}
	return a
}
