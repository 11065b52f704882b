package cases

import (
	"time"

	"gridbot/flows/text"
)

// The people of these tests.
const (
	ana      = 1 // reported it
	wu       = 11
	li       = 12 // another worker
	lead     = 21
	boss     = 31 // the coordinator
	stranger = 99
)

var begin = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// spans are the lengths of the clocks of these tests, each different.
var spans = map[ClockName]time.Duration{
	ClockClaim: 30 * time.Minute, ClockArrive: 2 * time.Hour, ClockHandle: 24 * time.Hour,
	ClockVerify: 5 * time.Hour, ClockAnswer: 72 * time.Hour,
}

func in(_ Case, name ClockName, from time.Time) time.Time { return from.Add(spans[name]) }

// reported is a case as it is when somebody has told of it.
func reported() Case {
	return Start(Case{Number: 1042, Category: "gas", Grid: "north", What: "a smell", By: Reporter{ID: ana}}, begin, in)
}

// standing is a case in a status, with everybody who belongs to it.
func standing(s Status) Case {
	c := reported()
	c.Status, c.Clock = s, Clock{}
	if name := clockOf[s]; name != "" {
		c.Clock = Clock{Name: name, Since: begin.Unix(), Due: begin.Add(spans[name]).Unix()}
	}
	switch s {
	case Claimed, OnSite, Handling, Submitted, Verified, Rework, Closed:
		c.Assignee, c.Handlers = wu, []int64{wu}
	case Returned:
		c.Handlers = []int64{wu}
	}
	if s == Closed {
		c.Outcome = Confirmed
	}
	return c
}

// playable is a case to which the row applies.
func playable(r row) Case { return standing(r.from) }

// named is whom the row's act may name: never somebody who has the case.
func (r row) named() int64 {
	if r.do == Assign || r.do == Name {
		return li
	}
	return 0
}

// people are everybody who may come by, by what they are.
var people = map[string]Person{
	"the reporter":          {ID: ana},
	"the assignee":          {ID: wu, Grid: "north", Worker: true},
	"the assignee off duty": {ID: wu, Grid: "north"},
	"another worker":        {ID: li, Grid: "north", Worker: true},
	"a worker off duty":     {ID: li, Grid: "north"},
	"a worker elsewhere":    {ID: 13, Grid: "south", Worker: true},
	"the lead":              {ID: lead, Grid: "north", Lead: true},
	"a lead elsewhere":      {ID: 22, Grid: "south", Lead: true},
	"the coordinator":       {ID: boss, Coordinator: true},
	"nobody":                {ID: stranger},
	"the clock":             {Clock: true},
}

// playing is somebody who has the row's part.
func playing(r row) Person {
	return people[map[Part]string{
		PartReporter: "the reporter", PartWorker: "another worker", PartAssignee: "the assignee", PartVerifier: "the lead",
		PartLead: "the lead", PartRouter: "the coordinator", PartClock: "the clock",
	}[r.by]]
}

var reason = text.Said("because")

func photo(p Phase) []File { return []File{{Kind: "photo", ID: "x", Phase: p}} }

// full is an act with all that any row could demand.
func full(r row) Act {
	return Act{Do: r.do, By: playing(r), At: begin.Add(time.Minute), Note: reason, Files: photo(PhaseAfter),
		To: r.named(), Grid: "south", Rating: 4}
}
