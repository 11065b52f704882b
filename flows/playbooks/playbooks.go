// Package playbooks is what helped once and is done again (工作法): its steps in
// the three parts of the programme (疏—管—防), for what it is meant, who wrote
// it, where it was used, and how that went. A version is never changed: who does
// it better writes the next. It knows no chat, no storage, no names and no clock.
package playbooks

import (
	"fmt"
	"slices"
	"time"
)

// A Book is all playbooks of a district.
type Book struct {
	Rev  int        `json:"-"`
	Last int        `json:"last,omitempty"` // the highest number one ever had
	All  []Playbook `json:"all,omitempty"`
	Wait int64      `json:"wait,omitempty"` // until then nobody is disturbed: what is due is told then

	Tasks    []Task `json:"tasks,omitempty"` // of learning exchanges, oldest first
	LastTask int    `json:"last_task,omitempty"`
}

// A Playbook is one, with all its versions, oldest first.
type Playbook struct {
	N        int       `json:"n"`
	Kind     string    `json:"kind,omitempty"` // a category; "": any
	Topic    int       `json:"topic"`          // the key topic it was made from
	Versions []Version `json:"versions"`
	Uses     []Use     `json:"uses,omitempty"` // oldest first
	Back     *Back     `json:"back,omitempty"` // it was taken back: nobody begins to use it any more

	Account // of the topic it was made from
}

// A Version is what one says, from then on and for ever.
type Version struct {
	Major    int    `json:"major"`
	Minor    int    `json:"minor,omitempty"`
	At       int64  `json:"at"`
	By       int64  `json:"by"`
	Grid     string `json:"grid"`          // of whoever wrote it
	Why      string `json:"why,omitempty"` // what is another, and why; of the first: nothing
	When     string `json:"when"`          // on what condition it fits
	Steps    []Step `json:"steps"`
	Plan     string `json:"plan,omitempty"`   // what those read who report there
	Notice   string `json:"notice,omitempty"` // what is put up or handed out
	Cost     string `json:"cost,omitempty"`
	Pitfalls string `json:"pitfalls,omitempty"`
	Proof    *Proof `json:"proof,omitempty"` // how it had gone when it was written; older releases kept none
}

// A Part is one of the three of the programme.
type Part string

// The parts, in their order.
const (
	Clear Part = "clear" // 疏: give what is needed a way
	Run   Part = "run"   // 管: see to it together, with rules
	Guard Part = "guard" // 防: so that it does not come back
)

// Parts are the three, in their order.
var Parts = []Part{Clear, Run, Guard}

// A Step is who does what, by when.
type Step struct {
	Part   Part   `json:"part"`
	Who    string `json:"who,omitempty"`    // as it was written: the property manager, shops, the committee
	Agency string `json:"agency,omitempty"` // an agency of the district, where that is meant
	What   string `json:"what"`
	Days   int    `json:"days,omitempty"` // after it was begun; 0: no date
	Work   bool   `json:"work,omitempty"` // they are working days
}

// A Use is that a grid does what a version says, for one key topic, or for one case.
type Use struct {
	Topic   int     `json:"topic,omitempty"`
	Case    int     `json:"case,omitempty"` // instead of a topic
	Grid    string  `json:"grid"`
	By      int64   `json:"by"`
	At      int64   `json:"at"`
	Version string  `json:"version"`
	Doing   []Doing `json:"doing"`

	Account
}

// Of is what it is used for: the number of a topic, or, below zero, of a case.
func (u Use) Of() int {
	if u.Case != 0 {
		return -u.Case
	}
	return u.Topic
}

// Doing is a step as it is done there: what differs from the version is kept.
type Doing struct {
	Step
	Due   int64 `json:"due,omitempty"`
	Done  int64 `json:"done,omitempty"`
	Not   int64 `json:"not,omitempty"` // it is left out here, since then
	Added bool  `json:"added,omitempty"`
	Told  int   `json:"told,omitempty"` // how often whoever answers for the use heard that it is due

	Errand // where somebody else has it
}

const (
	MostBooks = 100 // of a district
	MostSteps = 20  // of a version
	mostUses  = 200 // of a playbook: of more the oldest go
)

// Label is how a version is called: 2.0.
func (v Version) Label() string { return fmt.Sprintf("%d.%d", v.Major, v.Minor) }

// In are the steps of a part.
func (v Version) In(p Part) []Step {
	return slices.DeleteFunc(slices.Clone(v.Steps), func(s Step) bool { return s.Part != p })
}

// Newest is what it says now.
func (p Playbook) Newest() Version { return p.Versions[len(p.Versions)-1] }

// Version is one by its label.
func (p Playbook) Version(label string) (Version, bool) {
	for _, v := range p.Versions {
		if v.Label() == label {
			return v, true
		}
	}
	return Version{}, false
}

// An Author is who wrote a version, and for which grid.
type Author struct {
	By   int64
	Grid string
}

// Authors are all who wrote a version, each once, the first first.
func (p Playbook) Authors() []Author {
	var all []Author
	for _, v := range p.Versions {
		if a := (Author{v.By, v.Grid}); !slices.Contains(all, a) {
			all = append(all, a)
		}
	}
	return all
}

// Grids are the grids of the authors, each once.
func (p Playbook) Grids() []string {
	var all []string
	for _, v := range p.Versions {
		if !slices.Contains(all, v.Grid) {
			all = append(all, v.Grid)
		}
	}
	return all
}

// Playbook is one by its number; nil for none.
func (b *Book) Playbook(n int) *Playbook {
	if b == nil {
		return nil
	}
	for i := range b.All {
		if b.All[i].N == n {
			return &b.All[i]
		}
	}
	return nil
}

// Clone copies what may be changed.
func (b *Book) Clone() Book {
	if b == nil {
		return Book{}
	}
	c := *b
	c.All = slices.Clone(b.All)
	return c
}

// From is the playbook that was made from a topic; nil for none, and where it was taken
// back: then another can be written.
func (b *Book) From(topic int) *Playbook {
	if b == nil {
		return nil
	}
	for i := range b.All {
		if b.All[i].Topic == topic && b.All[i].Back == nil {
			return &b.All[i]
		}
	}
	return nil
}

// Fits are the playbooks for a kind, those for that kind alone before those for any.
func (b *Book) Fits(kind string) []Playbook {
	var own, any []Playbook
	if b == nil {
		return nil
	}
	for _, p := range b.Going() {
		switch p.Kind {
		case "":
			any = append(any, p)
		case kind:
			own = append(own, p)
		}
	}
	return append(own, any...)
}

// Used is the playbook that is used for a topic, or below zero for a case, and that
// use; nil for none.
func (b *Book) Used(of int) (*Playbook, *Use) {
	if b == nil || of == 0 {
		return nil, nil
	}
	for i := range b.All {
		if u := b.All[i].Use(of); u != nil {
			return &b.All[i], u
		}
	}
	return nil, nil
}

// Use is the use for a topic, or below zero for a case; nil for none.
func (p *Playbook) Use(of int) *Use {
	for i := range p.Uses {
		if p.Uses[i].Of() == of {
			return &p.Uses[i]
		}
	}
	return nil
}

// Begin makes a playbook, at 1.0; nil where there are too many.
func (b *Book) Begin(kind string, topic int, v Version) *Playbook {
	if len(b.All) >= MostBooks {
		return nil
	}
	b.Last++
	v.Major, v.Minor, v.Why = 1, 0, ""
	b.All = append(b.All, Playbook{N: b.Last, Kind: kind, Topic: topic, Versions: []Version{v}, Account: Account{Look: v.At}})
	return &b.All[len(b.All)-1]
}

// Improve adds a version. A grid that has not written in it yet makes the next
// whole number, the others a part of one. False where base is not the newest any
// more: somebody else was quicker, and what they wrote is not written over.
func (p *Playbook) Improve(base string, v Version) bool {
	newest := p.Newest()
	if newest.Label() != base {
		return false
	}
	v.Major, v.Minor = newest.Major, newest.Minor+1
	if !slices.Contains(p.Grids(), v.Grid) {
		v.Major, v.Minor = newest.Major+1, 0
	}
	p.Versions = append(slices.Clone(p.Versions), v)
	return true
}

// Take begins to use the newest version for a topic, or below zero for a case, each
// step with its day. False where it is used there already.
func (p *Playbook) Take(of int, grid string, by int64, now time.Time) bool {
	if of == 0 || p.Use(of) != nil {
		return false
	}
	v := p.Newest()
	u := Use{Topic: max(of, 0), Case: max(-of, 0), Grid: grid, By: by, At: now.Unix(), Version: v.Label(), Account: Account{Look: now.Unix() + looks}}
	for _, s := range v.Steps {
		d := Doing{Step: s}
		if s.Days > 0 {
			d.Due = now.AddDate(0, 0, s.Days).Unix()
		}
		u.Doing = append(u.Doing, d)
	}
	p.Uses = append(slices.Clone(p.Uses), u)
	p.Uses = p.Uses[max(0, len(p.Uses)-mostUses):]
	return true
}

// change changes a step of a use; false where there is no such step.
func (p *Playbook) change(of, step int, does func(d *Doing)) bool {
	u := p.Use(of)
	if u == nil || step < 0 || step >= len(u.Doing) {
		return false
	}
	p.Uses = slices.Clone(p.Uses)
	u = p.Use(of)
	u.Doing = slices.Clone(u.Doing)
	does(&u.Doing[step])
	return true
}

// Tick says that a step is done, or, again, that it is not.
func (p *Playbook) Tick(of, step int, now time.Time) bool {
	return p.change(of, step, func(d *Doing) {
		if d.Not = 0; d.Done == 0 {
			d.Done = now.Unix()
		} else {
			d.Done = 0
		}
	})
}

// Leave says that a step is left out there, or, again, that it is not.
func (p *Playbook) Leave(of, step int, now time.Time) bool {
	return p.change(of, step, func(d *Doing) {
		if d.Done = 0; d.Not == 0 {
			d.Not = now.Unix()
		} else {
			d.Not = 0
		}
	})
}

// Add adds a step of one's own to a use; false where there are too many.
func (p *Playbook) Add(of int, s Step, now time.Time) bool {
	u := p.Use(of)
	if u == nil || len(u.Doing) >= MostSteps {
		return false
	}
	p.Uses = slices.Clone(p.Uses)
	u = p.Use(of)
	d := Doing{Step: s, Added: true}
	if s.Days > 0 {
		d.Due = now.AddDate(0, 0, s.Days).Unix()
	}
	u.Doing = append(slices.Clone(u.Doing), d)
	return true
}

// Next is when the next step of a use is due; 0: none is.
func (u Use) Next() int64 {
	next := int64(0)
	for _, d := range u.Doing {
		if d.Done == 0 && d.Not == 0 && d.Due != 0 && (next == 0 || d.Due < next) {
			next = d.Due
		}
	}
	return next
}

// Differs counts what a use does otherwise than its version: left out, and added.
func (u Use) Differs() (left, added int) {
	for _, d := range u.Doing {
		switch {
		case d.Not != 0:
			left++
		case d.Added:
			added++
		}
	}
	return left, added
}
