// Package services is what a district says of things somebody does in one go, such as
// opening a shop: the questions, the papers, and the steps of the departments with
// what each of them needs. It is a graph in a file; no service is known by its name.
// It knows no request and nobody's name.
package services

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/text"
)

// A Service is one thing that is done in one go, as its file says.
type Service struct {
	ID       string // the name of its file
	Names    text.Names
	Baseline Baseline
	Asks     []Ask   // in the order in which they are asked
	Papers   []Paper // of the applicant
	Steps    []Step  // as in the file
}

// A Baseline is how it was before it was done in one go.
type Baseline struct {
	Days   int // working days
	Visits int
}

// An Ask is a question to the applicant, which conditions may look at.
type Ask struct {
	ID      string
	Names   text.Names // the question
	Kind    string     // one of the Kind constants
	Choices []Choice
	When    Conditions
	Line    int
}

// The kinds of answers.
const (
	KindText   = "text"
	KindPlace  = "place" // words that say where
	KindNumber = "number"
	KindYesNo  = "yesno"
	KindChoice = "choice"
)

// What a yes and a no are kept as.
const (
	Yes = "yes"
	No  = "no"
)

// A Choice is one answer of a KindChoice question.
type Choice struct {
	ID    string
	Names text.Names
}

// A Paper is something the applicant brings: once, for every department.
type Paper struct {
	ID    string
	Names text.Names
	Hint  text.Names // what a good one looks like, in words
	// Sample is a page that shows it: its heading, and then line by line what stands
	// on it. "* " is before what is looked at, [photo] is a box, --- a rule. None: it is
	// not shown.
	Sample text.Names
	Own    bool // it is of the person: whoever takes the request over gives theirs
	When   Conditions
	Line   int
}

// A Step is what one department does.
type Step struct {
	ID     string
	Names  text.Names
	Agency string
	Needs  []Need     // papers, of the applicant or of other steps
	After  []string   // steps that must be done before, whatever they give
	Gives  []string   // papers it issues
	When   Conditions // none: always
	Within calendar.Span
	Usual  calendar.Span // how long it takes as a rule, as long as nobody has counted
	Least  calendar.Span // how long it takes at least
	Fee    int           // in yuan
	Hours  []calendar.Hours
	Visit  bool // somebody must look at the place
	Line   int
}

// A Need is a paper a step needs. One that may be missing is needed only where
// somebody has to bring or issue it.
type Need struct {
	Paper string
	IfAny bool
}

// A Condition compares an answer: kitchen = yes, area >= 300, sort = hot|cold.
type Condition struct {
	Ask    string
	Op     string // = != < <= > >=
	Values []string
}

// Conditions hold when each of them does.
type Conditions []Condition

// Hold tells whether all of them hold for some answers. What was not asked holds
// for nothing.
func (cs Conditions) Hold(answers map[string]string) bool {
	return !slices.ContainsFunc(cs, func(c Condition) bool { return !c.holds(answers) })
}

func (c Condition) holds(answers map[string]string) bool {
	is, given := answers[c.Ask]
	if !given {
		return false
	}
	switch c.Op {
	case "=":
		return slices.Contains(c.Values, is)
	case "!=":
		return !slices.Contains(c.Values, is)
	}
	n, err := strconv.Atoi(is)
	than, err2 := strconv.Atoi(c.Values[0])
	if err != nil || err2 != nil {
		return false
	}
	return c.Op == "<" && n < than || c.Op == "<=" && n <= than || c.Op == ">" && n > than || c.Op == ">=" && n >= than
}

// Office is how much office time a span is: working days as their hours, hours as
// they are.
func Office(s calendar.Span, c *calendar.Calendar) time.Duration {
	return time.Duration(s.Work)*Day(c) + s.Hours + s.Plain
}

// Day is the length of one office day.
func Day(c *calendar.Calendar) time.Duration {
	var day time.Duration
	for _, h := range c.Office() {
		day += time.Duration(h.To-h.From) * time.Minute
	}
	return day
}

// Ask is the question of an ID.
func (s Service) Ask(id string) (Ask, bool) {
	return find(s.Asks, func(a Ask) bool { return a.ID == id })
}

// Paper is the paper of an ID that the applicant brings.
func (s Service) Paper(id string) (Paper, bool) {
	return find(s.Papers, func(p Paper) bool { return p.ID == id })
}

// Own are the papers that go with the person who asks.
func (s Service) Own() []string {
	var all []string
	for _, p := range s.Papers {
		if p.Own {
			all = append(all, p.ID)
		}
	}
	return all
}

// Step is the step of an ID.
func (s Service) Step(id string) (Step, bool) {
	return find(s.Steps, func(st Step) bool { return st.ID == id })
}

func find[T any](all []T, is func(T) bool) (T, bool) {
	if i := slices.IndexFunc(all, is); i >= 0 {
		return all[i], true
	}
	var none T
	return none, false
}

// For are the steps for some answers, each with the papers it needs of those that
// somebody brings or issues, and the papers the applicant has to bring. A paper that
// no step needs is not asked for.
func (s Service) For(answers map[string]string) (steps []Step, papers []Paper) {
	issued, brought := map[string]bool{}, map[string]bool{}
	for _, st := range s.Steps {
		if st.When.Hold(answers) {
			steps = append(steps, st)
			for _, p := range st.Gives {
				issued[p] = true
			}
		}
	}
	for _, p := range s.Papers {
		brought[p.ID] = p.When.Hold(answers)
	}
	needed := map[string]bool{}
	for i := range steps {
		st := &steps[i]
		st.Needs = slices.DeleteFunc(slices.Clone(st.Needs), func(n Need) bool { return n.IfAny && !issued[n.Paper] && !brought[n.Paper] })
		for _, n := range st.Needs {
			needed[n.Paper] = true
		}
		st.After = slices.DeleteFunc(slices.Clone(st.After), func(id string) bool {
			return !slices.ContainsFunc(steps, func(o Step) bool { return o.ID == id })
		})
	}
	for _, p := range s.Papers {
		if brought[p.ID] && needed[p.ID] && !issued[p.ID] {
			papers = append(papers, p)
		}
	}
	return steps, papers
}
