package district

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/calendar"
	"gridbot/flows/district/faults"
	"gridbot/flows/learn"
	"gridbot/flows/text"
)

// An entry is one YAML mapping being read. What was not asked for when it is
// done is a fault: most often a misspelling.
type entry struct {
	page
	line  int
	keys  []*yaml.Node
	vals  map[string]*yaml.Node
	asked []string
}

var yamlLine = regexp.MustCompile(`line (\d+): `)

// document reads the only document of a YAML file; nil if it cannot.
func (p page) document(b []byte) *yaml.Node {
	dec := yaml.NewDecoder(bytes.NewReader(b))
	var doc, more yaml.Node
	err := dec.Decode(&doc)
	if errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		p.fault(0, "the file is empty")
		return nil
	}
	if err != nil {
		line := 0
		say := strings.TrimPrefix(err.Error(), "yaml: ")
		if m := yamlLine.FindStringSubmatch(say); m != nil {
			line, _ = strconv.Atoi(m[1]) // digits, by the pattern
			say = strings.Replace(say, m[0], "", 1)
			if strings.HasPrefix(say, "did not find expected") {
				line++ // the library counts these from 0
			}
		}
		p.fault(line, "this is not YAML: %s", say)
		return nil
	}
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		p.fault(more.Line, "there is a second document; remove the line \"---\" and what follows")
	}
	return doc.Content[0]
}

// entry reads a mapping; what is its name in faults. It is never nil: of what
// is no mapping it is empty.
func (p page) entry(n *yaml.Node, what string) *entry {
	e := &entry{page: p, line: n.Line, vals: map[string]*yaml.Node{}}
	if n.Kind != yaml.MappingNode {
		p.fault(n.Line, "%s must be written as \"key: value\" lines", what)
		return e
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if first, twice := e.vals[k.Value]; twice {
			p.fault(k.Line, "%q stands here twice, first in line %d; keep one", k.Value, first.Line)
			continue
		}
		e.keys = append(e.keys, k)
		e.vals[k.Value] = v
	}
	return e
}

// get is the value of a key, nil when it is missing or empty.
func (e *entry) get(key string) *yaml.Node {
	e.asked = append(e.asked, key)
	v := e.vals[key]
	if v == nil || v.Tag == "!!null" {
		return nil
	}
	return v
}

// need is get, and a fault where there is nothing.
func (e *entry) need(key string) *yaml.Node {
	v := e.get(key)
	if v == nil {
		e.fault(e.line, "%q is missing", key)
	}
	return v
}

// done tells of the keys nobody asked for.
func (e *entry) done() {
	for _, k := range e.keys {
		known := false
		for _, a := range e.asked {
			known = known || a == k.Value
		}
		if !known {
			e.fault(k.Line, "nobody knows %q here%s", clip(k.Value), didYouMean(k.Value, e.asked))
		}
	}
}

// word is a single value; "" with a fault where n is none. A nil n is "".
func (p page) word(n *yaml.Node, what string) string {
	if n == nil {
		return ""
	}
	if n.Kind == yaml.AliasNode {
		p.fault(n.Line, "%s is a YAML alias; write the value itself", what)
		return ""
	}
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		p.fault(n.Line, "%s must be a single value", what)
		return ""
	}
	s := strings.TrimSpace(n.Value)
	if s == "" {
		p.fault(n.Line, "%s is empty", what)
	}
	return s
}

// yes is a value that is true or false; false with a fault for anything else.
func (p page) yes(n *yaml.Node, what string) bool {
	switch s := p.word(n, what); s {
	case "true", "yes":
		return true
	case "", "false", "no":
	default:
		p.fault(n.Line, "%s must be true or false, not %q", what, clip(s))
	}
	return false
}

// list is the items of a list; a nil n has none.
func (p page) list(n *yaml.Node, what string) []*yaml.Node {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		p.fault(n.Line, "%s must be a list: lines beginning with \"- \", or [a, b]", what)
		return nil
	}
	return n.Content
}

// words is a list of single values, the empty ones left out.
func (p page) words(n *yaml.Node, what string) []string {
	var ws []string
	for _, item := range p.list(n, what) {
		if s := p.word(item, "an item of "+what); s != "" {
			ws = append(ws, s)
		}
	}
	return ws
}

// idForm is what an ID may be: it stands on buttons, and a button has 64 bytes.
var idForm = regexp.MustCompile(`^[a-z0-9-]{1,20}$`)

// id is an ID; seen holds the lines of those before it.
func (p page) id(n *yaml.Node, seen map[string]int) string {
	s := p.word(n, "the ID")
	if s == "" {
		return ""
	}
	return p.freshID(s, n.Line, seen)
}

// freshID is s if it is in form and new; "" and a fault if not.
func (p page) freshID(s string, line int, seen map[string]int) string {
	if !idForm.MatchString(s) {
		p.fault(line, "the ID %q may have 1 to 20 of a-z, 0-9 and \"-\" only: it stands on buttons", clip(s))
		return ""
	}
	if first, twice := seen[s]; twice {
		p.fault(line, "the ID %q is taken in line %d; choose another", s, first)
		return ""
	}
	seen[s] = line
	return s
}

const (
	longestName   = 40  // runes, so that it fits on a button
	longestAdvice = 600 // runes, so that it is read
)

// langKeys is how the languages are called in a folder.
var langKeys = []langKey{{"zh", text.Chinese}, {"en", text.English}}

type langKey struct {
	key  string
	lang text.Lang
}

// names is a name in every language; a nil n has none, and need has told so.
func (p page) names(n *yaml.Node, what string, longest int) text.Names {
	if n == nil {
		return nil
	}
	names := text.Names{}
	e := p.entry(n, what)
	for _, l := range langKeys {
		v := e.get(l.key)
		if v == nil {
			if n.Kind == yaml.MappingNode {
				p.fault(n.Line, "%s has no %q: it needs a Chinese (zh) and an English (en) form", what, l.key)
			}
			continue
		}
		s := p.word(v, what)
		if s == "" {
			continue
		}
		p.checkName(v.Line, what, s, longest)
		names[l.lang] = s
	}
	e.done()
	return names
}

// checkName refuses what cannot be shown.
func (p page) checkName(line int, what, s string, longest int) {
	if n := utf8.RuneCountInString(s); n > longest {
		p.fault(line, "%s %q has %d characters; %d are the most", what, clip(s), n, longest)
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) ||
		longest == longestName && strings.Contains(s, "\n") {
		p.fault(line, "%s %q holds a line break or a control character", what, clip(s))
	}
}

// span is a clock; zero where n is nil or faulty.
func (p page) span(n *yaml.Node, what string) calendar.Span {
	s := p.word(n, what)
	if s == "" {
		return calendar.Span{}
	}
	span, err := calendar.ParseSpan(s)
	if err != nil {
		p.fault(n.Line, "%s: %s", what, err)
	}
	return span
}

// clocks is the clocks of a mapping; with all, each of them is needed.
func (p page) clocks(n *yaml.Node, all bool) Clocks {
	if n == nil {
		return Clocks{}
	}
	var c Clocks
	e := p.entry(n, "clocks")
	for i, name := range []string{"claim", "arrive", "handle", "verify", "answer", "rectify"} {
		get := e.get
		if all && name != "rectify" {
			get = e.need
		}
		*c.all()[i] = p.span(get(name), "the clock "+name)
	}
	e.done()
	return c
}

// clip keeps what is quoted in a fault short.
func clip(s string) string { return faults.Clip(s) }

// didYouMean is the question, if one of the known words is like s.
func didYouMean(s string, known []string) string {
	best, least := "", len(s)/3+2
	for _, k := range known {
		if d := learn.Apart(clip(s), k); d < least {
			best, least = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}
