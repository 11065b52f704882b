// Package lane is what a district says of its care cases: which reports open one,
// who is called into a team, and what is offered to a household. It knows no case
// and nobody's name.
package lane

import (
	"slices"
	"strings"
	"time"

	"gridbot/flows/text"
)

// A Lane is what stands in care.yaml. The zero Lane is none: reports of every
// category are ordinary ones.
type Lane struct {
	Categories []string                 // reports of these open a care case
	Dangers    map[string]string        // kinds of danger of which one opens whatever the category -> the kind of it
	Respond    map[string]time.Duration // how long a call waits for somebody, by what is at risk
	Roles      []Role                   // as in the file
	Kinds      []Kind                   // as in the file; never empty where there is a lane
	Projects   []Project                // as in the file
}

// A Role is in what somebody is called into a team.
type Role struct {
	ID     string
	Names  text.Names
	Agency string   // its officers can be called; "": none of them by their office
	Worker bool     // the grid's workers can be called
	Sees   []string // parts of what is known: who, what, plan
}

// A Kind is what a household is at risk of.
type Kind struct {
	ID    string
	Names text.Names
	Words []string // that tell of it, in any language
	Call  []string // the roles that are called at once, when it is opened
}

// A Project is something that is offered to households.
type Project struct {
	ID     string
	Names  text.Names // what
	For    []string   // kinds; none: all
	Whom   text.Names // for whom
	Offers text.Names // who offers it
	Ask    text.Names // how to ask for it
}

// On tells whether the district has care cases.
func (l Lane) On() bool { return len(l.Kinds) > 0 }

// Role is the role of an ID.
func (l Lane) Role(id string) (Role, bool) {
	return find(l.Roles, func(r Role) bool { return r.ID == id })
}

// Kind is the kind of an ID.
func (l Lane) Kind(id string) (Kind, bool) {
	return find(l.Kinds, func(k Kind) bool { return k.ID == id })
}

// Project is the project of an ID.
func (l Lane) Project(id string) (Project, bool) {
	return find(l.Projects, func(p Project) bool { return p.ID == id })
}

func find[T any](all []T, is func(T) bool) (T, bool) {
	if i := slices.IndexFunc(all, is); i >= 0 {
		return all[i], true
	}
	var none T
	return none, false
}

// Fit are the projects for a kind, in the order of the file.
func (l Lane) Fit(kind string) []Project {
	return slices.DeleteFunc(slices.Clone(l.Projects), func(p Project) bool { return len(p.For) > 0 && !slices.Contains(p.For, kind) })
}

// Hear is the kind that words tell of: the one whose word stands in them, or else
// the first of the file.
func (l Lane) Hear(words string) string {
	words = strings.ToLower(words)
	for _, k := range l.Kinds {
		if slices.ContainsFunc(k.Words, func(w string) bool { return strings.Contains(words, strings.ToLower(w)) }) {
			return k.ID
		}
	}
	return l.Kinds[0].ID
}
