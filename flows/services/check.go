package services

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Problem is something that cannot work, whatever is written in the file.
type Problem struct {
	Line int
	Say  string
}

// mostTried is how many ways to answer are tried; more than these nobody has thought
// through who wrote the file.
const mostTried = 20000

// Check finds what cannot work, for any way to answer the questions: steps that wait
// for each other, steps that no answers lead to, and papers nobody issues.
func (s Service) Check() []Problem {
	var all []Problem
	say := func(line int, format string, a ...any) {
		if p := (Problem{line, fmt.Sprintf(format, a...)}); !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	s.names(say)
	reached, needed, missing := map[string]bool{}, map[string]bool{}, map[string]bool{}
	tried := 0
	s.each(map[string]string{}, 0, func(answers map[string]string) bool {
		if tried++; tried > mostTried {
			say(0, "there are more than %d ways to answer the questions; ask for less", mostTried)
			return false
		}
		steps, _ := s.For(answers)
		there := s.there(steps, answers)
		for _, st := range steps {
			reached[st.ID] = true
			for _, n := range st.Needs {
				needed[n.Paper] = true
				if key := st.ID + " " + n.Paper; !there[n.Paper] && !missing[key] {
					missing[key] = true
					say(st.Line, "the step %s needs %q, and %s nobody brings or issues it", st.ID, n.Paper, s.spelled(answers))
				}
			}
		}
		if ring := ring(steps); len(ring) > 0 {
			st, _ := s.Step(ring[0])
			say(st.Line, "these steps wait for each other: %s", strings.Join(append(ring, ring[0]), " -> "))
		}
		return true
	})
	for _, st := range s.Steps {
		if !reached[st.ID] {
			say(st.Line, "the step %s can never be reached: no answers lead to it", st.ID)
		}
	}
	for _, p := range s.Papers {
		if !needed[p.ID] {
			say(p.Line, "no step needs the paper %s; nobody should be asked for it", p.ID)
		}
	}
	return all
}

// names finds what is called by a name nothing has, whatever is answered.
func (s Service) names(say func(line int, format string, a ...any)) {
	for _, st := range s.Steps {
		for _, id := range st.After {
			if _, ok := s.Step(id); !ok {
				say(st.Line, "the step %s comes after %q, and there is no such step", st.ID, id)
			}
		}
		for _, p := range st.Gives {
			if _, brought := s.Paper(p); brought {
				say(st.Line, "the step %s issues %q, which the applicant brings; call one of them otherwise", st.ID, p)
			}
		}
	}
	for _, st := range s.Steps {
		for _, n := range st.Needs {
			_, brought := s.Paper(n.Paper)
			if issued := slices.ContainsFunc(s.Steps, func(o Step) bool { return slices.Contains(o.Gives, n.Paper) }); n.IfAny && !brought && !issued {
				say(st.Line, "the step %s may need %q, and nobody ever brings or issues it", st.ID, n.Paper)
			}
		}
	}
}

// there are the papers somebody brings or issues.
func (s Service) there(steps []Step, answers map[string]string) map[string]bool {
	there := map[string]bool{}
	for _, p := range s.Papers {
		there[p.ID] = p.When.Hold(answers)
	}
	for _, st := range steps {
		for _, p := range st.Gives {
			there[p] = true
		}
	}
	return there
}

// spelled is how the questions were answered, for a fault.
func (s Service) spelled(answers map[string]string) string {
	var said []string
	for _, a := range s.Asks {
		if v, given := answers[a.ID]; given && a.Kind != KindText && a.Kind != KindPlace {
			said = append(said, a.ID+" = "+v)
		}
	}
	if len(said) == 0 {
		return "in any case"
	}
	return "with " + strings.Join(said, ", ")
}

// each goes through the ways to answer: every choice, and of numbers those around
// which a condition changes.
func (s Service) each(answers map[string]string, i int, do func(map[string]string) bool) bool {
	if i == len(s.Asks) {
		return do(answers)
	}
	a := s.Asks[i]
	if !a.When.Hold(answers) {
		return s.each(answers, i+1, do)
	}
	for _, v := range s.worth(a) {
		answers[a.ID] = v
		if !s.each(answers, i+1, do) {
			return false
		}
	}
	delete(answers, a.ID)
	return true
}

// worth are the answers to a question that may make a difference.
func (s Service) worth(a Ask) []string {
	switch a.Kind {
	case KindYesNo:
		return []string{Yes, No}
	case KindChoice:
		var ids []string
		for _, c := range a.Choices {
			ids = append(ids, c.ID)
		}
		return ids
	case KindNumber:
	default:
		return []string{"…"}
	}
	numbers := []int{0}
	look := func(cs Conditions) {
		for _, c := range cs {
			if n, err := strconv.Atoi(c.Values[0]); c.Ask == a.ID && err == nil {
				numbers = append(numbers, max(0, n-1), n, n+1)
			}
		}
	}
	for _, o := range s.Asks {
		look(o.When)
	}
	for _, p := range s.Papers {
		look(p.When)
	}
	for _, st := range s.Steps {
		look(st.When)
	}
	slices.Sort(numbers)
	var worth []string
	for _, n := range slices.Compact(numbers) {
		worth = append(worth, strconv.Itoa(n))
	}
	return worth
}

// Before are the steps that must be done before one can begin.
func Before(steps []Step, st Step) []string {
	before := slices.Clone(st.After)
	for _, o := range steps {
		if slices.ContainsFunc(st.Needs, func(n Need) bool { return slices.Contains(o.Gives, n.Paper) }) && !slices.Contains(before, o.ID) {
			before = append(before, o.ID)
		}
	}
	return before
}

// ring are steps that wait for each other, in order; none where there are none.
func ring(steps []Step) []string {
	done := map[string]bool{}
	var path []string
	var walk func(id string) []string
	walk = func(id string) []string {
		if at := slices.Index(path, id); at >= 0 {
			return slices.Clone(path[at:])
		}
		if done[id] {
			return nil
		}
		done[id] = true
		path = append(path, id)
		st, _ := find(steps, func(st Step) bool { return st.ID == id })
		for _, before := range Before(steps, st) {
			if r := walk(before); r != nil {
				return r
			}
		}
		path = path[:len(path)-1]
		return nil
	}
	for _, st := range steps {
		if r := walk(st.ID); r != nil {
			return r
		}
	}
	return nil
}
