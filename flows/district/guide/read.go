package guide

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/text"
)

// Known is what the other files of the folder say, and where faults are told.
type Known struct {
	Categories, Agencies []string
	Fault                func(line int, format string, arguments ...any)
	Alike                func(name string, known []string) string // asks whether another is meant
}

const (
	longestName = 40  // runes: it stands on a button
	longestSay  = 400 // runes: it stands in one message
	mostClasses = 20
	mostNorms   = 20 // of a class: they stand on one page
)

// Read reads guide.yaml, after the agencies and the categories.
func Read(b []byte, k Known) Guide {
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(b)).Decode(&doc); errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		k.Fault(0, "the file is empty")
		return Guide{}
	} else if err != nil {
		k.Fault(0, "this is not YAML: %v", err)
		return Guide{}
	}
	r := reader{k}
	var g Guide
	top := r.fields(doc.Content[0], "the file", "classes")
	for i, n := range r.list(top["classes"], "classes") {
		if i == mostClasses {
			r.Fault(n.Line, "more than %d classes are read by nobody", mostClasses)
			break
		}
		g.Classes = append(g.Classes, r.class(n, i+1))
	}
	if len(g.Classes) == 0 {
		k.Fault(0, "\"classes\" is missing: what the guide is about")
	}
	return g
}

// reader reads the file, and tells its faults.
type reader struct{ Known }

func (r reader) class(n *yaml.Node, number int) Class {
	f := r.fields(n, "a class", "name", "norms")
	c := Class{Names: r.names(f["name"], n.Line, "name", longestName)}
	for i, m := range r.list(f["norms"], "norms") {
		if i == mostNorms {
			r.Fault(m.Line, "more than %d norms of a class do not stand on one page", mostNorms)
			break
		}
		c.Norms = append(c.Norms, r.norm(m, fmt.Sprintf("%d.%d", number, i+1)))
	}
	if len(c.Norms) == 0 {
		r.Fault(n.Line, "\"norms\" is missing: a class needs one at least")
	}
	return c
}

func (r reader) norm(n *yaml.Node, number string) Norm {
	f := r.fields(n, "a norm", "name", "does", "residents", "kinds", "owner", "review")
	m := Norm{Number: number, Names: r.names(f["name"], n.Line, "name", longestName), Does: r.names(f["does"], n.Line, "does", longestSay), Owner: r.word(f["owner"], "owner", r.Agencies)}
	if f["residents"] != nil {
		m.Residents = r.names(f["residents"], n.Line, "residents", longestSay)
	}
	for _, k := range r.list(f["kinds"], "kinds") {
		if id := r.word(k, "kinds", r.Categories); id != "" {
			m.Kinds = append(m.Kinds, id)
		}
	}
	day, err := time.Parse(time.DateOnly, r.word(f["review"], "review", nil))
	if err != nil {
		r.Fault(n.Line, "\"review\" is missing, or no day: write when it is looked at anew, as 2027-06-30")
	}
	m.Review = day
	return m
}

// fields are the values of a mapping by their keys; what nobody knows is a fault.
func (r reader) fields(n *yaml.Node, what string, known ...string) map[string]*yaml.Node {
	all := map[string]*yaml.Node{}
	if n == nil || n.Kind != yaml.MappingNode {
		at := 0
		if n != nil {
			at = n.Line
		}
		r.Fault(at, "%s must be written as \"key: value\" lines", what)
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

// word is a single value; "" with a fault where it is none, or is not one of those
// that are known.
func (r reader) word(n *yaml.Node, what string, known []string) string {
	switch {
	case n == nil:
		return ""
	case n.Kind != yaml.ScalarNode || n.Value == "":
		r.Fault(n.Line, "%s must be a single value", what)
		return ""
	case known != nil && !slices.Contains(known, n.Value):
		r.Fault(n.Line, "there is no %q for %s%s", n.Value, what, r.Alike(n.Value, known))
		return ""
	}
	return n.Value
}

// names are words in every language.
func (r reader) names(n *yaml.Node, at int, what string, longest int) text.Names {
	names := text.Names{}
	if n == nil {
		r.Fault(at, "%q is missing", what)
		return names
	}
	f := r.fields(n, what, "zh", "en")
	for key, lang := range map[string]text.Lang{"zh": text.Chinese, "en": text.English} {
		say := r.word(f[key], what, nil)
		if say == "" {
			r.Fault(n.Line, "%s has no %q: it needs a Chinese (zh) and an English (en) form", what, key)
		}
		if c := utf8.RuneCountInString(say); c > longest {
			r.Fault(n.Line, "%s has %d characters; %d are the most", what, c, longest)
		}
		names[lang] = say
	}
	return names
}
