package services

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/calendar"
	"gridbot/flows/text"
)

// Folder is where the files of the services lie in a district's folder.
const Folder = "services"

// Known is what the other files of the folder say, and where faults are told.
type Known struct {
	Agencies []string
	Fault    func(file string, line int, format string, arguments ...any)
	Alike    func(name string, known []string) string // asks whether another is meant
}

const (
	longestName = 40  // runes: it stands on a button
	longestSay  = 200 // runes: it stands in a line
	longestFile = 1 << 20

	longestPage   = 600 // runes of a sample
	longestSample = 14  // lines of it: they stand on one picture
	mostOf        = 20  // of papers, and of steps: they stand in one message
)

// Load reads services/*.yaml of a folder, in the order of their names; none where
// there is no such folder.
func Load(fsys fs.FS, k Known) []Service {
	names, err := fs.Glob(fsys, Folder+"/*.yaml")
	if err != nil {
		k.Fault(Folder, 0, "the folder cannot be read: %v", err)
	}
	slices.Sort(names)
	var all []Service
	for _, name := range names {
		r := reader{Known: k, file: name}
		b, err := fs.ReadFile(fsys, name)
		switch {
		case err != nil:
			r.fault(0, "the file cannot be read: %v", err)
			continue
		case len(b) > longestFile || !utf8.Valid(b):
			r.fault(0, "the file is larger than 1 MB, or is not UTF-8")
			continue
		}
		if s, ok := r.service(b); ok {
			for _, p := range s.Check() {
				r.fault(p.Line, "%s", p.Say)
			}
			all = append(all, s)
		}
	}
	return all
}

// reader reads one file, and tells its faults.
type reader struct {
	Known
	file   string
	asks   []string
	papers []string
}

func (r *reader) fault(line int, format string, arguments ...any) {
	r.Fault(r.file, line, format, arguments...)
}

func (r *reader) service(b []byte) (Service, bool) {
	s := Service{ID: strings.TrimSuffix(path.Base(r.file), ".yaml")}
	if !idForm.MatchString(s.ID) {
		r.fault(0, "the name of the file may have 1 to 16 of a-z, 0-9 and \"-\": it stands on buttons")
	}
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff")))).Decode(&doc); errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		r.fault(0, "the file is empty")
		return s, false
	} else if err != nil {
		r.fault(0, "this is not YAML: %v", err)
		return s, false
	}
	top := r.fields(doc.Content[0], "the file", "name", "baseline", "asks", "papers", "steps")
	s.Names = r.names(top["name"], 1, "name", longestName)
	if n := top["baseline"]; n != nil {
		f := r.fields(n, "baseline", "days", "visits")
		s.Baseline = Baseline{Days: r.number(f["days"], "days", 0), Visits: r.number(f["visits"], "visits", 0)}
	}
	seen := map[string]bool{}
	for i, n := range r.list(top["asks"], "asks") {
		if i == mostOf {
			r.fault(n.Line, "more than %d questions are answered by nobody", mostOf)
			break
		}
		a := r.ask(n, seen, &s)
		s.Asks, r.asks = append(s.Asks, a), append(r.asks, a.ID)
	}
	for i, n := range r.list(top["papers"], "papers") {
		if i == mostOf {
			r.fault(n.Line, "more than %d papers are asked of nobody", mostOf)
			break
		}
		p := r.paper(n, seen, &s)
		s.Papers, r.papers = append(s.Papers, p), append(r.papers, p.ID)
	}
	for i, n := range r.list(top["steps"], "steps") {
		if i == mostOf {
			r.fault(n.Line, "more than %d steps are no one thing any more", mostOf)
			break
		}
		s.Steps = append(s.Steps, r.step(n, seen, &s))
	}
	if len(s.Steps) == 0 {
		r.fault(0, "\"steps\" is missing: what the departments do")
		return s, false
	}
	return s, true
}

var (
	idForm   = regexp.MustCompile(`^[a-z0-9-]{1,16}$`)
	condForm = regexp.MustCompile(`^([a-z0-9-]+) *(=|!=|<=|>=|<|>) *([a-z0-9|-]+)$`)
)

func (r *reader) ask(n *yaml.Node, seen map[string]bool, s *Service) Ask {
	f := r.fields(n, "a question", "id", "ask", "kind", "choices", "when")
	a := Ask{ID: r.id(f, n, seen), Names: r.names(f["ask"], n.Line, "ask", longestSay), Line: n.Line}
	if a.Kind = r.word(f["kind"], "kind", []string{KindText, KindPlace, KindNumber, KindYesNo, KindChoice}); a.Kind == "" {
		r.fault(n.Line, "\"kind\" is missing: text, place, number, yesno or choice")
	}
	taken := map[string]bool{}
	for _, c := range r.list(f["choices"], "choices") {
		g := r.fields(c, "a choice", "id", "name")
		a.Choices = append(a.Choices, Choice{ID: r.id(g, c, taken), Names: r.names(g["name"], c.Line, "name", longestName)})
	}
	if (a.Kind == KindChoice) != (len(a.Choices) > 1) {
		r.fault(n.Line, "a question of kind choice has two \"choices\" or more, and no other has any")
	}
	a.When = r.conditions(f["when"], s)
	return a
}

func (r *reader) paper(n *yaml.Node, seen map[string]bool, s *Service) Paper {
	f := r.fields(n, "a paper", "id", "name", "hint", "sample", "own", "when")
	p := Paper{ID: r.id(f, n, seen), Names: r.names(f["name"], n.Line, "name", longestName), When: r.conditions(f["when"], s), Line: n.Line}
	p.Own = r.word(f["own"], "own", []string{"true", "false"}) == "true"
	if f["hint"] != nil {
		p.Hint = r.names(f["hint"], n.Line, "hint", longestSay)
	}
	if f["sample"] != nil {
		p.Sample = r.names(f["sample"], n.Line, "sample", longestPage)
		for _, l := range []text.Lang{text.Chinese, text.English} {
			if lines := strings.Split(strings.TrimSpace(p.Sample[l]), "\n"); len(lines) < 2 || len(lines) > longestSample {
				r.fault(f["sample"].Line, "a sample has a heading and 1 to %d lines, each on its own line", longestSample-1)
				break
			}
		}
	}
	return p
}

func (r *reader) step(n *yaml.Node, seen map[string]bool, s *Service) Step {
	f := r.fields(n, "a step", "id", "name", "agency", "needs", "if-any", "after", "gives", "when", "within", "usual", "least", "fee", "hours", "visit")
	st := Step{ID: r.id(f, n, seen), Names: r.names(f["name"], n.Line, "name", longestName), Line: n.Line,
		After: r.several(f["after"], "after"), Gives: r.several(f["gives"], "gives"), When: r.conditions(f["when"], s)}
	if st.Agency = r.word(f["agency"], "agency", r.Agencies); f["agency"] == nil {
		r.fault(n.Line, "\"agency\" is missing: the department that does it")
	}
	for _, p := range r.several(f["needs"], "needs") {
		st.Needs = append(st.Needs, Need{Paper: p})
	}
	for _, p := range r.several(f["if-any"], "if-any") {
		st.Needs = append(st.Needs, Need{Paper: p, IfAny: true})
	}
	if st.Within = r.span(f["within"], "within"); f["within"] == nil {
		r.fault(n.Line, "\"within\" is missing: in how many working days it is promised, such as 3wd")
	}
	if st.Usual = r.span(f["usual"], "usual"); st.Usual.IsZero() {
		st.Usual = st.Within
	}
	if st.Least = r.span(f["least"], "least"); st.Least.IsZero() {
		st.Least = st.Usual
	}
	st.Fee = r.number(f["fee"], "fee", 0)
	for _, h := range r.several(f["hours"], "hours") {
		hours, err := calendar.ParseHours(h)
		if err != nil {
			r.fault(f["hours"].Line, "hours are written as 9:00-11:30")
			continue
		}
		st.Hours = append(st.Hours, hours)
	}
	st.Visit = r.word(f["visit"], "visit", []string{"true", "false"}) == "true"
	return st
}

// conditions are those of a list, about questions that stand before.
func (r *reader) conditions(n *yaml.Node, s *Service) Conditions {
	var all Conditions
	for _, w := range r.several(n, "when") {
		m := condForm.FindStringSubmatch(w)
		if m == nil {
			r.fault(n.Line, "%q is not a condition such as kitchen = yes, area >= 300 or sort = hot|cold", w)
			continue
		}
		a, ok := s.Ask(m[1])
		if !ok {
			r.fault(n.Line, "there is no question %q before this%s", m[1], r.Alike(m[1], r.asks))
			continue
		}
		c := Condition{Ask: m[1], Op: m[2], Values: strings.Split(m[3], "|")}
		if say := a.wrong(c); say != "" {
			r.fault(n.Line, "%q: %s", w, say)
			continue
		}
		all = append(all, c)
	}
	return all
}

// wrong says why an answer cannot be compared like that; "" where it can.
func (a Ask) wrong(c Condition) string {
	equal := c.Op == "=" || c.Op == "!="
	_, err := strconv.Atoi(c.Values[0])
	switch {
	case a.Kind == KindText || a.Kind == KindPlace:
		return "what somebody writes in words decides nothing"
	case a.Kind == KindNumber && (err != nil || len(c.Values) > 1):
		return "it is compared with one number"
	case a.Kind != KindNumber && !equal:
		return "it is no number: compare it with = or !="
	}
	for _, v := range c.Values {
		if a.Kind == KindYesNo && v != Yes && v != No {
			return "the answers are yes and no"
		}
		if a.Kind == KindChoice && !slices.ContainsFunc(a.Choices, func(ch Choice) bool { return ch.ID == v }) {
			return "there is no answer " + v
		}
	}
	return ""
}
