package services

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/calendar"
	"gridbot/flows/text"
)

// fields are the values of a mapping by their keys; what nobody knows is a fault.
func (r *reader) fields(n *yaml.Node, what string, known ...string) map[string]*yaml.Node {
	all := map[string]*yaml.Node{}
	if n.Kind != yaml.MappingNode {
		r.fault(n.Line, "%s must be written as \"key: value\" lines", what)
		return all
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch _, twice := all[key.Value]; {
		case !slices.Contains(known, key.Value):
			r.fault(key.Line, "nobody knows %q here%s", key.Value, r.Alike(key.Value, known))
		case twice:
			r.fault(key.Line, "%q stands here twice; keep one", key.Value)
		default:
			all[key.Value] = value
		}
	}
	return all
}

func (r *reader) list(n *yaml.Node, what string) []*yaml.Node {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.fault(n.Line, "%s must be a list: lines beginning with \"- \", or [a, b]", what)
		return nil
	}
	return n.Content
}

// word is a single value; "" with a fault where it is none, or is not one of those
// that are known.
func (r *reader) word(n *yaml.Node, what string, known []string) string {
	switch {
	case n == nil:
		return ""
	case n.Kind != yaml.ScalarNode || n.Value == "":
		r.fault(n.Line, "%s must be a single value", what)
		return ""
	case known != nil && !slices.Contains(known, n.Value):
		r.fault(n.Line, "there is no %q for %s%s", n.Value, what, r.Alike(n.Value, known))
		return ""
	}
	return n.Value
}

func (r *reader) several(n *yaml.Node, what string) []string {
	var all []string
	for _, item := range r.list(n, what) {
		if w := r.word(item, what, nil); w != "" {
			all = append(all, w)
		}
	}
	return all
}

func (r *reader) number(n *yaml.Node, what string, none int) int {
	s := r.word(n, what, nil)
	if s == "" {
		return none
	}
	v, err := strconv.Atoi(s)
	if err != nil || v < 0 || v > 1e6 {
		r.fault(n.Line, "%s is a number", what)
		return none
	}
	return v
}

func (r *reader) span(n *yaml.Node, what string) calendar.Span {
	s := r.word(n, what, nil)
	if s == "" {
		return calendar.Span{}
	}
	span, err := calendar.ParseSpan(s)
	if err != nil || span.Work > 250 || span.Plain.Hours()+span.Hours.Hours() > 250*8 {
		r.fault(n.Line, "%s is so many working days, such as 3wd, or office hours, such as 2h", what)
	}
	return span
}

func (r *reader) id(f map[string]*yaml.Node, n *yaml.Node, seen map[string]bool) string {
	id := r.word(f["id"], "id", nil)
	switch {
	case !idForm.MatchString(id):
		r.fault(n.Line, "it needs an \"id\" of 1 to 16 of a-z, 0-9 and \"-\": it stands on buttons")
	case seen[id]:
		r.fault(n.Line, "the id %q is taken; choose another", id)
	}
	seen[id] = true
	return id
}

// names are words in every language.
func (r *reader) names(n *yaml.Node, at int, what string, longest int) text.Names {
	names := text.Names{}
	if n == nil {
		r.fault(at, "%q is missing", what)
		return names
	}
	f := r.fields(n, what, "zh", "en")
	for _, l := range []struct {
		key  string
		lang text.Lang
	}{{"zh", text.Chinese}, {"en", text.English}} {
		say := r.word(f[l.key], what, nil)
		if say == "" {
			r.fault(n.Line, "%s has no %q: it needs a Chinese (zh) and an English (en) form", what, l.key)
		}
		if c := utf8.RuneCountInString(say); c > longest {
			r.fault(n.Line, "%s has %d characters; %d are the most", what, c, longest)
		}
		names[l.lang] = say
	}
	return names
}
