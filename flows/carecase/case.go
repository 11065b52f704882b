// Package carecase is what a care case is: a household at risk, the small team that
// knows of it, and what each of them may do and see. It knows no words on buttons,
// no district, and not where it is kept: whoever keeps it seals it.
package carecase

import (
	"maps"
	"slices"
	"strconv"
)

// A Case is a household at risk. Everything of it is confided: outside the team
// nobody learns more than that there is one, and since when.
type Case struct {
	N        int      `json:"n"`
	Rev      int      `json:"-"`
	Opened   int64    `json:"opened"`          // unix seconds, as all moments here
	By       int64    `json:"by,omitempty"`    // who told of it
	Staff    bool     `json:"staff,omitempty"` // who told is of the staff
	From     int      `json:"from,omitempty"`  // the ordinary case it came from
	Kind     string   `json:"kind"`            // of the folder
	Severity Severity `json:"severity"`
	Grid     string   `json:"grid,omitempty"`
	Stage    Stage    `json:"stage"`

	Who   string   `json:"who,omitempty"`   // whose household
	Where string   `json:"where,omitempty"` // in words
	What  string   `json:"what,omitempty"`  // what was told first
	Files []File   `json:"files,omitempty"`
	Notes []Note   `json:"notes,omitempty"`
	Calls []Call   `json:"calls,omitempty"`
	Team  []Member `json:"team,omitempty"`

	Keeper  int64       `json:"keeper,omitempty"` // who of the team answers for it
	Consent Consent     `json:"consent,omitzero"`
	Plan    Clock       `json:"plan,omitzero"` // by when there is to be a plan
	Steps   []Step      `json:"steps,omitempty"`
	Visits  []Visit     `json:"visits,omitempty"`
	Review  Clock       `json:"review,omitzero"` // when it is looked at again
	Reviews []Judgement `json:"reviews,omitempty"`
	Offers  []Offer     `json:"offers,omitempty"`
	Views   []View      `json:"views,omitempty"`

	Unanswered int64 `json:"unanswered,omitempty"` // since when it is late that nobody has it

	Closed  int64   `json:"closed,omitempty"`
	Outcome Outcome `json:"outcome,omitempty"`
	Onto    string  `json:"onto,omitempty"` // to whom it went onwards, in words

	Forgotten int64 `json:"forgotten,omitempty"` // since when who told of it wants to be forgotten
	Stripped  int64 `json:"stripped,omitempty"`  // since when there is nobody in it any more
}

// Severity is how much is at risk; the clocks follow from it.
type Severity string

const (
	Life     Severity = "life" // somebody may die
	High     Severity = "high"
	Ordinary Severity = "ordinary"
)

// Severities are all there are, the worst first.
var Severities = []Severity{Life, High, Ordinary}

// Stage is how far a care case is.
type Stage string

const (
	Identified Stage = "identified" // somebody told of it, nobody has it
	Responding Stage = "responding" // somebody of the team has it
	Planned    Stage = "planned"    // it is said who does what
	Reviewed   Stage = "reviewed"   // the plan was looked at again
	Closed     Stage = "closed"
)

// Outcome is how it ended.
type Outcome string

const (
	OrdinaryLife Outcome = "ordinary" // it is handed to ordinary life
	Onwards      Outcome = "onwards"  // somebody else has it from now on
)

// A File is a photo or a recording, which Telegram keeps for us.
type File struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
}

// A Note is what somebody of the team, or who told of it, has added.
type Note struct {
	At    int64  `json:"at"`
	By    int64  `json:"by"`
	Words string `json:"words,omitempty"`
	Files []File `json:"files,omitempty"`
}

// A Call is a role that is wanted in the team and not there yet.
type Call struct {
	Role  string  `json:"role"`
	At    int64   `json:"at"`
	Asked []int64 `json:"asked,omitempty"` // who can take it
	No    []int64 `json:"no,omitempty"`    // who cannot
	Clock Clock   `json:"clock"`
}

// A Member is somebody of the team, or who was.
type Member struct {
	ID    int64     `json:"id"`
	Role  string    `json:"role"`
	Sees  []Section `json:"sees,omitempty"`
	At    int64     `json:"at"`
	Left  int64     `json:"left,omitempty"`
	Here  bool      `json:"here,omitempty"`  // they came because they answer for where it is
	Shown int       `json:"shown,omitempty"` // the message of theirs that shows it
}

// Section is a part of what is known. Each member sees those that their share of
// the work needs.
type Section string

const (
	SeesWho  Section = "who"  // whose household, and where
	SeesWhat Section = "what" // what happened, notes and photos
	SeesPlan Section = "plan" // what others do; one's own is always seen
)

// Sections are all there are.
var Sections = []Section{SeesWho, SeesWhat, SeesPlan}

// Consent is what the person says to being helped.
type Consent struct {
	Answer ConsentAnswer `json:"answer,omitempty"`
	Why    string        `json:"why,omitempty"` // it was not asked
	At     int64         `json:"at,omitempty"`
	By     int64         `json:"by,omitempty"`
}

// ConsentAnswer is one of these, or "" where nobody has asked yet.
type ConsentAnswer string

const (
	ConsentGiven   ConsentAnswer = "given"
	ConsentRefused ConsentAnswer = "refused"
	ConsentNot     ConsentAnswer = "not" // it cannot be asked, for the reason that stands beside it
)

// A Step is one thing of the plan: what, by which member, by when.
type Step struct {
	N     int    `json:"n"` // never given twice: it stands on buttons
	What  string `json:"what"`
	Whose int64  `json:"whose"`
	Clock Clock  `json:"clock"`
	Done  int64  `json:"done,omitempty"`
	By    int64  `json:"by,omitempty"`
}

// A Visit is one that is agreed on, or that was made.
type Visit struct {
	N     int    `json:"n"`
	Whose int64  `json:"whose"`
	Clock Clock  `json:"clock"`
	Done  int64  `json:"done,omitempty"`
	Found string `json:"found,omitempty"`
}

// A Judgement is what was found when the plan was looked at again.
type Judgement struct {
	At     int64  `json:"at"`
	By     int64  `json:"by"`
	Result string `json:"result"` // better, same, worse
}

// An Offer is a care project offered to the household.
type Offer struct {
	Project string `json:"project"`
	At      int64  `json:"at"`
	By      int64  `json:"by"`
	Taken   int64  `json:"taken,omitempty"`
	Refused int64  `json:"refused,omitempty"`
}

// A View is a line of who has seen it.
type View struct {
	At int64 `json:"at"`
	By int64 `json:"by"`
}

// A Clock is by when something is to be, and when it strikes next until it is.
type Clock struct {
	Due  int64 `json:"due,omitempty"`
	Next int64 `json:"next,omitempty"` // 0: never
	Rung int   `json:"rung,omitempty"` // how often it has struck
}

// Label is how people say and write the number: K12.
func Label(n int) string { return "K" + strconv.Itoa(n) }

// Clone copies what may be changed.
func (c Case) Clone() Case {
	c.Files, c.Notes, c.Steps, c.Visits = slices.Clone(c.Files), slices.Clone(c.Notes), slices.Clone(c.Steps), slices.Clone(c.Visits)
	c.Reviews, c.Offers, c.Views = slices.Clone(c.Reviews), slices.Clone(c.Offers), slices.Clone(c.Views)
	c.Calls, c.Team = slices.Clone(c.Calls), slices.Clone(c.Team)
	for i := range c.Calls {
		c.Calls[i].Asked, c.Calls[i].No = slices.Clone(c.Calls[i].Asked), slices.Clone(c.Calls[i].No)
	}
	for i := range c.Team {
		c.Team[i].Sees = slices.Clone(c.Team[i].Sees)
	}
	return c
}

// Open tells whether the case is not closed.
func (c Case) Open() bool { return c.Stage != Closed }

// OverSince is when it was closed, for as long as somebody is still in it; 0 where it is
// open, or there is nobody in it.
func (c Case) OverSince() int64 {
	if c.Stripped != 0 {
		return 0
	}
	return c.Closed
}

// Member is somebody's place in the team now; nil for who is not in it.
func (c *Case) Member(id int64) *Member {
	for i := range c.Team {
		if m := &c.Team[i]; id != 0 && m.ID == id && m.Left == 0 {
			return m
		}
	}
	return nil
}

// Members are who is in the team now.
func (c Case) Members() []Member {
	return slices.DeleteFunc(slices.Clone(c.Team), func(m Member) bool { return m.Left != 0 })
}

// Call is the call of a role that is open; nil for none.
func (c *Case) Call(role string) *Call {
	for i := range c.Calls {
		if c.Calls[i].Role == role {
			return &c.Calls[i]
		}
	}
	return nil
}

// Called is the call somebody may take; nil for none.
func (c *Case) Called(id int64) *Call {
	for i := range c.Calls {
		if k := &c.Calls[i]; id != 0 && slices.Contains(k.Asked, id) && !slices.Contains(k.No, id) {
			return k
		}
	}
	return nil
}

// Step is a step by its number; nil for none.
func (c *Case) Step(n int) *Step {
	for i := range c.Steps {
		if c.Steps[i].N == n {
			return &c.Steps[i]
		}
	}
	return nil
}

// Visit is a visit by its number; nil for none.
func (c *Case) Visit(n int) *Visit {
	for i := range c.Visits {
		if c.Visits[i].N == n {
			return &c.Visits[i]
		}
	}
	return nil
}

// Offer is an offer by its project; nil for none.
func (c *Case) Offer(project string) *Offer {
	for i := range c.Offers {
		if c.Offers[i].Project == project {
			return &c.Offers[i]
		}
	}
	return nil
}

// Sees tells whether a member is to see a part of what is known. Who answers for
// the case sees all of it.
func (c *Case) Sees(id int64, s Section) bool {
	m := c.Member(id)
	return m != nil && (c.Keeper == id || slices.Contains(m.Sees, s))
}

// People are whose lists the case stands in: the team, who is called, and who told
// of it.
func (c Case) People() []int64 {
	set := map[int64]bool{}
	for _, m := range c.Members() {
		set[m.ID] = true
	}
	for _, k := range c.Calls {
		for _, id := range k.Asked {
			set[id] = !slices.Contains(k.No, id) || set[id]
		}
	}
	if c.By != 0 {
		set[c.By] = true
	}
	maps.DeleteFunc(set, func(_ int64, in bool) bool { return !in })
	return slices.Sorted(maps.Keys(set))
}

// Names of the clocks of a case, as they stand among the timers.
const (
	ClockCall   = "call"
	ClockPlan   = "plan"
	ClockReview = "review"
	ClockStep   = "step"  // and its number
	ClockVisit  = "visit" // and its number
)

// Timers are when each clock of the case strikes next. In Redis there is no more
// of them than these names.
func (c Case) Timers() map[string]int64 {
	all := map[string]int64{}
	if !c.Open() {
		return all
	}
	add := func(name string, at int64) {
		if was, ok := all[name]; at != 0 && (!ok || at < was) {
			all[name] = at
		}
	}
	for _, k := range c.Calls {
		add(ClockCall, k.Clock.Next)
	}
	add(ClockPlan, c.Plan.Next)
	add(ClockReview, c.Review.Next)
	for _, s := range c.Steps {
		if s.Done == 0 {
			add(ClockStep+strconv.Itoa(s.N), s.Clock.Next)
		}
	}
	for _, v := range c.Visits {
		if v.Done == 0 {
			add(ClockVisit+strconv.Itoa(v.N), v.Clock.Next)
		}
	}
	return all
}
