// Package request is what somebody wants to do in one go: the papers they bring once,
// and the steps of the departments, each with its clock in office time. It knows no
// words on buttons, nobody's name, and not where it is kept; what is asked and who
// does what it has from the district's graph, and keeps it as it was at the beginning.
package request

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/services"
)

// A Request is one request. It is a draft until it is sent.
type Request struct {
	N       int               `json:"n"`
	Rev     int               `json:"-"`
	By      int64             `json:"by"`
	Lang    string            `json:"lang,omitempty"` // in which they read
	Service string            `json:"service"`        // of the folder
	Answers map[string]string `json:"answers,omitempty"`
	Grid    string            `json:"grid,omitempty"`
	Begun   int64             `json:"begun"`          // unix seconds, as all moments here
	Sent    int64             `json:"sent,omitempty"` // 0: a draft
	Papers  []Paper           `json:"papers,omitempty"`
	Steps   []Step            `json:"steps,omitempty"`
	Visit   *Visit            `json:"visit,omitempty"`  // the one that is being arranged, or agreed on
	Held    int               `json:"held,omitempty"`   // how often somebody came to look
	Helper  int64             `json:"helper,omitempty"` // the grid's worker who accompanies it
	Wanted  int64             `json:"wanted,omitempty"` // when they asked for somebody to accompany them
	Hand    *Hand             `json:"hand,omitempty"`   // somebody else may take it over
	Remind  Clock             `json:"remind,omitzero"`  // of the applicant
	Ended   int64             `json:"ended,omitempty"`
	Outcome Outcome           `json:"outcome,omitempty"`
	Took    int               `json:"took,omitempty"` // tenths of an office day, from sending to the end
}

// Outcome is how it ended.
type Outcome string

const (
	AllDone   Outcome = "done"
	Refusal   Outcome = "refused"
	Withdrawn Outcome = "withdrawn"
	Forgotten Outcome = "forgotten" // a draft nobody went on with
)

// A Paper is what the applicant brings, once for every department.
type Paper struct {
	ID    string  `json:"id"`
	For   string  `json:"for,omitempty"` // the one step that asked for it, where the graph does not know it
	Files []File  `json:"files,omitempty"`
	Words string  `json:"words,omitempty"`
	At    int64   `json:"at,omitempty"` // when it was given last; 0: not yet
	Asked int     `json:"asked,omitempty"`
	Wrong []Wrong `json:"wrong,omitempty"` // what is wrong with it
}

// Missing tells whether the applicant has to give it, or to give it anew.
func (p Paper) Missing() bool { return p.At == 0 || len(p.Wrong) > 0 }

// A Wrong is why a department sent a paper back.
type Wrong struct {
	Step string `json:"step"`
	Why  string `json:"why"`
	At   int64  `json:"at"`
}

// A File is a photo or a document, which Telegram keeps for us.
type File struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
}

// A Step is what one department does.
type Step struct {
	ID     string           `json:"id"`
	Agency string           `json:"agency"`
	Needs  []string         `json:"needs,omitempty"`
	After  []string         `json:"after,omitempty"`
	Gives  []string         `json:"gives,omitempty"`
	Within int64            `json:"within"` // seconds of office time, as all lengths here
	Usual  int64            `json:"usual"`
	Least  int64            `json:"least"`
	Hours  []calendar.Hours `json:"hours,omitempty"`
	Visit  bool             `json:"visit,omitempty"` // somebody must look at the place
	Seen   bool             `json:"seen,omitempty"`  // somebody did

	State State  `json:"state,omitempty"`
	Met   int64  `json:"met,omitempty"`   // when its department got it
	Ran   int64  `json:"ran,omitempty"`   // what its clock ran before it stood still last
	Since int64  `json:"since,omitempty"` // since when it runs; 0: it stands still
	Clock Clock  `json:"clock,omitzero"`
	Back  int    `json:"back,omitempty"` // how often it was sent back
	Ended int64  `json:"ended,omitempty"`
	By    int64  `json:"by,omitempty"` // who ended it
	Why   string `json:"why,omitempty"`
	Took  int    `json:"took,omitempty"` // tenths of an office day on the department's clock
}

// State is where a step stands.
type State string

const (
	Idle    State = ""        // of a draft
	Wants   State = "wants"   // a paper of the applicant
	Waits   State = "waits"   // for other steps
	Runs    State = "runs"    // with its department
	Back    State = "back"    // sent back to the applicant: its clock stands still
	Done    State = "done"    //
	Refused State = "refused" //
	Dropped State = "dropped" // the request ended before it
)

// A Clock is by when something is to be, and when it strikes next until it is.
type Clock struct {
	Due  int64 `json:"due,omitempty"`
	Next int64 `json:"next,omitempty"` // 0: never
	Rung int   `json:"rung,omitempty"` // how often it has struck
}

// New is a draft with the steps and papers that some answers lead to.
func New(n int, by int64, s services.Service, answers map[string]string, c *calendar.Calendar, at int64) Request {
	r := Request{N: n, By: by, Service: s.ID, Answers: maps.Clone(answers), Begun: at}
	steps, papers := s.For(answers)
	for _, p := range papers {
		r.Papers = append(r.Papers, Paper{ID: p.ID})
	}
	office := func(span calendar.Span) int64 { return int64(services.Office(span, c) / time.Second) }
	for _, st := range steps {
		step := Step{ID: st.ID, Agency: st.Agency, After: slices.Clone(st.After), Gives: slices.Clone(st.Gives), Visit: st.Visit,
			Within: office(st.Within), Usual: office(st.Usual), Least: office(st.Least), Hours: slices.Clone(st.Hours)}
		for _, need := range st.Needs {
			step.Needs = append(step.Needs, need.Paper)
		}
		r.Steps = append(r.Steps, step)
	}
	r.reminds(at)
	return r
}

// Label is how people say and write the number: S12.
func Label(n int) string { return "S" + strconv.Itoa(n) }

// Clone copies what may be changed.
func (r Request) Clone() Request {
	r.Answers, r.Papers, r.Steps = maps.Clone(r.Answers), slices.Clone(r.Papers), slices.Clone(r.Steps)
	for i := range r.Papers {
		r.Papers[i].Files, r.Papers[i].Wrong = slices.Clone(r.Papers[i].Files), slices.Clone(r.Papers[i].Wrong)
	}
	for i := range r.Steps {
		r.Steps[i].Needs = slices.Clone(r.Steps[i].Needs)
	}
	if r.Visit != nil {
		v := r.Visit.clone()
		r.Visit = &v
	}
	if r.Hand != nil {
		h := *r.Hand
		r.Hand = &h
	}
	return r
}

// Draft tells whether it was not sent yet.
func (r Request) Draft() bool { return r.Sent == 0 && r.Ended == 0 }

// Grids tells whether it is the grid's business: it was sent, or somebody is wanted to
// accompany it.
func (r Request) Grids() bool { return r.Open() && (r.Sent != 0 || r.Wanted != 0) }

// Open tells whether it has not ended.
func (r Request) Open() bool { return r.Ended == 0 }

// Step is a step by its ID; nil for none.
func (r *Request) Step(id string) *Step {
	if i := slices.IndexFunc(r.Steps, func(s Step) bool { return s.ID == id }); i >= 0 {
		return &r.Steps[i]
	}
	return nil
}

// Paper is a paper by its ID; nil for none.
func (r *Request) Paper(id string) *Paper {
	if i := slices.IndexFunc(r.Papers, func(p Paper) bool { return p.ID == id }); i >= 0 {
		return &r.Papers[i]
	}
	return nil
}

// Over tells whether nobody does anything about the step any more.
func (s Step) Over() bool { return s.State == Done || s.State == Refused || s.State == Dropped }

// With tells whether the step is with its department, or was and comes back there.
func (s Step) With() bool { return s.State == Runs || s.State == Back }

// Before are the steps that must be done before one can begin.
func (r Request) Before(s Step) []string {
	before := slices.Clone(s.After)
	for _, o := range r.Steps {
		if slices.ContainsFunc(s.Needs, func(p string) bool { return slices.Contains(o.Gives, p) }) && !slices.Contains(before, o.ID) {
			before = append(before, o.ID)
		}
	}
	return before
}

// ahead are, of every step, the steps that must be done before it.
func (r Request) ahead() map[string][]string {
	gives, before := map[string][]int{}, map[string][]string{}
	for i, o := range r.Steps {
		for _, p := range o.Gives {
			gives[p] = append(gives[p], i)
		}
	}
	for _, s := range r.Steps {
		var of []int
		for _, p := range s.Needs {
			of = append(of, gives[p]...)
		}
		slices.Sort(of)
		ids := slices.Clone(s.After)
		for _, i := range slices.Compact(of) {
			if id := r.Steps[i].ID; !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		before[s.ID] = ids
	}
	return before
}

// Lacks are the papers of the applicant a step waits for.
func (r *Request) Lacks(s Step) []string {
	var lacks []string
	for _, id := range s.Needs {
		if p := r.Paper(id); p != nil && p.Missing() {
			lacks = append(lacks, id)
		}
	}
	return lacks
}

// Missing are the papers the applicant has to give, in their order.
func (r Request) Missing() []Paper {
	return slices.DeleteFunc(slices.Clone(r.Papers), func(p Paper) bool { return !p.Missing() })
}

// Agencies are the departments that have or had a step to do, each once.
func (r Request) Agencies() []string {
	var all []string
	for _, s := range r.Steps {
		if s.Met != 0 && !slices.Contains(all, s.Agency) {
			all = append(all, s.Agency)
		}
	}
	return all
}

// Lists are whose lists the request stands in while it is open: the applicant's, the
// helper's, the grid's, and those of the departments that have something to do.
func (r Request) Lists() (people []int64, agencies []string) {
	if !r.Open() {
		return []int64{r.By}, nil // to begin anew with what they gave
	}
	people = []int64{r.By}
	if r.Helper != 0 && r.Helper != r.By {
		people = append(people, r.Helper)
	}
	for _, s := range r.Steps {
		if s.With() && !slices.Contains(agencies, s.Agency) {
			agencies = append(agencies, s.Agency)
		}
	}
	return people, agencies
}

// Names of the clocks of a request, as they stand among the timers.
const (
	ClockRemind = "remind"
	ClockVisit  = "visit"
	ClockStep   = "step-" // and its ID
)

// Timers are when each clock of the request strikes next.
func (r Request) Timers() map[string]int64 {
	all := map[string]int64{}
	if !r.Open() {
		return all
	}
	add := func(name string, at int64) {
		if at != 0 {
			all[name] = at
		}
	}
	add(ClockRemind, r.Remind.Next)
	if r.Visit != nil {
		add(ClockVisit, r.Visit.Clock.Next)
	}
	for _, s := range r.Steps {
		if s.State == Runs {
			add(ClockStep+s.ID, s.Clock.Next)
		}
	}
	return all
}
