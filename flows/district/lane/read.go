package lane

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/text"
)

// Known is what the other files of the folder say, and where faults are told.
type Known struct {
	Categories, Agencies, Dangers []string
	Fault                         func(line int, format string, arguments ...any)
	Alike                         func(name string, known []string) string // asks whether another is meant
}

// What is at risk, and the parts of what is known, as the file calls them.
var (
	risks = []string{"life", "high", "ordinary"}
	parts = []string{"who", "what", "plan"}
)

// soonest is by when somebody must have been waited for, where a life is at risk.
const soonest = 30 * time.Minute

const (
	longestName = 40  // runes: it stands on a button
	longestSay  = 120 // runes: it stands in a line
)

// Read reads care.yaml, after the agencies and the categories.
func Read(b []byte, k Known) Lane {
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(b)).Decode(&doc); errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		k.Fault(0, "the file is empty")
		return Lane{}
	} else if err != nil {
		k.Fault(0, "this is not YAML: %v", err)
		return Lane{}
	}
	r := reader{Known: k}
	top := r.fields(doc.Content[0], "the file", "categories", "dangers", "respond", "roles", "kinds", "projects")
	var l Lane
	seen := map[string]bool{}
	for _, n := range r.list(top["roles"], "roles") {
		l.Roles = append(l.Roles, r.role(n, seen))
	}
	roles := ids(l.Roles, func(r Role) string { return r.ID })
	seen = map[string]bool{}
	for _, n := range r.list(top["kinds"], "kinds") {
		l.Kinds = append(l.Kinds, r.kind(n, seen, roles))
	}
	kinds := ids(l.Kinds, func(k Kind) string { return k.ID })
	seen = map[string]bool{}
	for _, n := range r.list(top["projects"], "projects") {
		l.Projects = append(l.Projects, r.project(n, seen, kinds))
	}
	if len(l.Roles) == 0 || len(l.Kinds) == 0 {
		k.Fault(0, "a district with care cases needs \"roles\" and \"kinds\"")
	}
	l.Categories = r.several(top["categories"], "categories", k.Categories)
	l.Dangers = r.dangers(top["dangers"], kinds)
	l.Respond = r.respond(top["respond"])
	return l
}

func ids[T any](all []T, id func(T) string) []string {
	var known []string
	for _, one := range all {
		known = append(known, id(one))
	}
	return known
}

// reader reads the file, and tells its faults.
type reader struct{ Known }

// fields are the values of a mapping by their keys; what nobody knows is a fault.
func (r reader) fields(n *yaml.Node, what string, known ...string) map[string]*yaml.Node {
	all := map[string]*yaml.Node{}
	if n == nil || n.Kind != yaml.MappingNode {
		r.Fault(line(n), "%s must be written as \"key: value\" lines", what)
		return all
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch _, twice := all[key.Value]; {
		case len(known) > 0 && !slices.Contains(known, key.Value):
			r.Fault(key.Line, "nobody knows %q here%s", key.Value, r.Alike(key.Value, known))
		case twice:
			r.Fault(key.Line, "%q stands here twice; keep one", key.Value)
		default:
			all[key.Value] = value
		}
	}
	return all
}

func line(n *yaml.Node) int {
	if n == nil {
		return 0
	}
	return n.Line
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

func (r reader) several(n *yaml.Node, what string, known []string) []string {
	var all []string
	for _, item := range r.list(n, what) {
		if w := r.word(item, what, known); w != "" {
			all = append(all, w)
		}
	}
	return all
}

var idForm = regexp.MustCompile(`^[a-z0-9-]{1,16}$`)

func (r reader) id(f map[string]*yaml.Node, n *yaml.Node, seen map[string]bool) string {
	id := r.word(f["id"], "id", nil)
	switch {
	case !idForm.MatchString(id):
		r.Fault(n.Line, "it needs an \"id\" of 1 to 16 of a-z, 0-9 and \"-\": it stands on buttons")
	case seen[id]:
		r.Fault(n.Line, "the id %q is taken; choose another", id)
	}
	seen[id] = true
	return id
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

func (r reader) role(n *yaml.Node, seen map[string]bool) Role {
	f := r.fields(n, "a role", "id", "name", "agency", "staff", "sees")
	role := Role{ID: r.id(f, n, seen), Names: r.names(f["name"], n.Line, "name", longestName),
		Agency: r.word(f["agency"], "agency", r.Agencies), Sees: r.several(f["sees"], "sees", parts)}
	role.Worker = r.word(f["staff"], "staff", []string{"worker"}) != ""
	return role
}

func (r reader) kind(n *yaml.Node, seen map[string]bool, roles []string) Kind {
	f := r.fields(n, "a kind", "id", "name", "words", "call")
	k := Kind{ID: r.id(f, n, seen), Names: r.names(f["name"], n.Line, "name", longestName), Words: r.several(f["words"], "words", nil)}
	if k.Call = r.several(f["call"], "call", roles); len(k.Call) == 0 {
		r.Fault(n.Line, "\"call\" is missing: the roles that are called at once")
	}
	return k
}

func (r reader) project(n *yaml.Node, seen map[string]bool, kinds []string) Project {
	f := r.fields(n, "a project", "id", "name", "for", "whom", "offers", "ask")
	return Project{ID: r.id(f, n, seen), Names: r.names(f["name"], n.Line, "name", longestName), For: r.several(f["for"], "for", kinds),
		Whom: r.names(f["whom"], n.Line, "whom", longestSay), Offers: r.names(f["offers"], n.Line, "offers", longestSay), Ask: r.names(f["ask"], n.Line, "ask", longestSay)}
}

func (r reader) dangers(n *yaml.Node, kinds []string) map[string]string {
	all := map[string]string{}
	if n == nil {
		return all
	}
	for danger, kind := range r.fields(n, "dangers", r.Dangers...) {
		all[danger] = r.word(kind, "dangers", kinds)
	}
	return all
}

func (r reader) respond(n *yaml.Node) map[string]time.Duration {
	all := map[string]time.Duration{}
	if n == nil {
		return all
	}
	for risk, v := range r.fields(n, "respond", risks...) {
		d, err := time.ParseDuration(r.word(v, "respond", nil))
		switch {
		case err != nil || d < time.Minute:
			r.Fault(v.Line, "write how long as 30m or 4h")
		case risk == "life" && d > soonest:
			r.Fault(v.Line, "where a life is at risk nobody waits longer than 30m")
		default:
			all[risk] = d
		}
	}
	return all
}
