package orders

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/calendar"
	"gridbot/flows/text"
)

// Known is what the other files of the folder say, and where faults are told.
type Known struct {
	Categories []string                     // those that have a notice
	Undone     func(agency string) []string // the deeds of an agency that must be undone; nil: nobody knows
	Agencies   []string
	Fault      func(line int, format string, arguments ...any)
	Alike      func(name string, known []string) string // asks whether another is meant
}

// longestSay is how many characters a line of it may have.
const longestSay = 120

// usual are the clocks of enforcement where nothing else is said: a case is opened
// within seven days, and decided within ninety.
var usual = Enforcement{Receive: calendar.Span{Work: 1}, Decide: calendar.Span{Work: 60}}

// Read reads rectify.yaml, after the agencies and the categories.
func Read(b []byte, k Known) Orders {
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(b)).Decode(&doc); errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		k.Fault(0, "the file is empty")
		return Orders{}
	} else if err != nil {
		k.Fault(0, "this is not YAML: %v", err)
		return Orders{}
	}
	r := reader{k}
	top := r.fields(doc.Content[0], "the file", "workers", "state", "measures", "enforce")
	o := Orders{State: map[string]text.Names{}, Enforce: r.enforce(top["enforce"])}
	if n := top["workers"]; n != nil {
		o.Advice = r.word(n, n, "paper of workers", []string{"advice", "order"}) == "advice"
	}
	for _, n := range r.list(top["state"], "state") {
		f := r.fields(n, "a category whose state is shown", "category", "why")
		o.State[r.word(f["category"], n, "category", k.Categories)] = r.names(f["why"], n, "why")
	}
	for _, n := range r.list(top["measures"], "measures") {
		m := r.measure(n)
		if _, twice := o.Measure(m.Agency, m.Deed); twice {
			r.Fault(n.Line, "%q of %q stands here twice; keep one", m.Deed, m.Agency)
		}
		o.Measures = append(o.Measures, m)
	}
	return o
}

// articles are the forms in which an act and its article are named.
var articles = map[text.Lang]*regexp.Regexp{
	text.Chinese: regexp.MustCompile(`《.+》.*第.+条`), text.English: regexp.MustCompile(`(?i)\pL.{3,}\barticle \d+`),
}

// Unfounded is what is wrong with the basis of a notice; "" for nothing. Who is ordered
// something can look up which rule says so.
func Unfounded(basis text.Names) string {
	if len(basis) == 0 {
		return "a notice needs a \"basis\": the act and the article it rests on, such as 《中华人民共和国消防法》第二十八条"
	}
	for lang, form := range articles {
		if !form.MatchString(basis[lang]) {
			return "the basis must name the act and its article, such as 《中华人民共和国消防法》第二十八条 and \"the Fire Protection Law, article 28\""
		}
	}
	return ""
}

// Founds tells whether words name an act and its article, in any language.
func Founds(words string) bool {
	for _, form := range articles {
		if form.MatchString(words) {
			return true
		}
	}
	return false
}

// reader reads the file, and tells its faults.
type reader struct{ Known }

func (r reader) measure(n *yaml.Node) Measure {
	f := r.fields(n, "a measure", "agency", "deed", "until", "photo", "says", "undone")
	m := Measure{Agency: r.word(f["agency"], n, "agency", r.Agencies)}
	m.Deed = r.word(f["deed"], n, "deed, of those that are undone,", r.Undone(m.Agency))
	m.Passed = f["until"] != nil && r.word(f["until"], n, "until", []string{"passed"}) != ""
	if f["photo"] != nil {
		m.Photo = r.names(f["photo"], n, "photo")
	}
	m.Says, m.Undone = r.names(f["says"], n, "says"), r.names(f["undone"], n, "undone")
	return m
}

func (r reader) enforce(n *yaml.Node) Enforcement {
	if n == nil {
		return Enforcement{}
	}
	f := r.fields(n, "enforce", "agency", "receive", "decide")
	e := usual
	e.Agency = r.word(f["agency"], n, "agency", r.Agencies)
	for key, span := range map[string]*calendar.Span{"receive": &e.Receive, "decide": &e.Decide} {
		if f[key] == nil {
			continue
		}
		s, err := calendar.ParseSpan(r.word(f[key], n, key, nil))
		if err != nil || s.IsZero() {
			r.Fault(f[key].Line, "%q is how long it may take, such as 1wd or 60wd", key)
			continue
		}
		*span = s
	}
	return e
}

// fields are the values of a mapping by their keys; what nobody knows is a fault.
func (r reader) fields(n *yaml.Node, what string, known ...string) map[string]*yaml.Node {
	all := map[string]*yaml.Node{}
	if n.Kind != yaml.MappingNode {
		r.Fault(n.Line, "%s must be written as \"key: value\" lines", what)
		return all
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch _, twice := all[key.Value]; {
		case !slices.Contains(known, key.Value):
			r.Fault(key.Line, "nobody knows %q here%s", key.Value, r.Alike(key.Value, known))
		case twice:
			r.Fault(key.Line, "%q stands here twice; keep one", key.Value)
		default:
			all[key.Value] = value
		}
	}
	return all
}

func (r reader) list(n *yaml.Node, what string) []*yaml.Node {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.Fault(n.Line, "%s must be a list: lines beginning with \"- \", or [a, b]", what)
		return nil
	}
	return n.Content
}

// word is a single value that must be there; known: one of those. in is what it
// belongs to.
func (r reader) word(n, in *yaml.Node, what string, known []string) string {
	switch {
	case n == nil:
		r.Fault(in.Line, "the %s is missing", what)
	case n.Kind != yaml.ScalarNode || n.Value == "":
		r.Fault(n.Line, "the %s must be a single value", what)
	case known != nil && !slices.Contains(known, n.Value):
		r.Fault(n.Line, "there is no %s %q%s", what, n.Value, r.Alike(n.Value, known))
	default:
		return n.Value
	}
	return ""
}

// names are words in every language.
func (r reader) names(n, in *yaml.Node, what string) text.Names {
	names := text.Names{}
	if n == nil {
		r.Fault(in.Line, "%q is missing", what)
		return names
	}
	f := r.fields(n, what, "zh", "en")
	for _, one := range []struct {
		key  string
		lang text.Lang
	}{{"zh", text.Chinese}, {"en", text.English}} {
		say := r.word(f[one.key], n, what+" ("+one.key+")", nil)
		if c := utf8.RuneCountInString(say); c > longestSay {
			r.Fault(n.Line, "%s has %d characters; %d are the most", what, c, longestSay)
		}
		names[one.lang] = say
	}
	return names
}
