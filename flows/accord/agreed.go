package accord

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// A Version is one agreement. It is never changed: what is agreed anew is a new
// version, and its hash covers the one before.
type Version struct {
	N       int      `json:"n"`
	Topic   int      `json:"topic"`
	At      int64    `json:"at"`
	Option  string   `json:"option,omitempty"` // what was agreed on, in words
	Terms   []Term   `json:"terms"`
	Parties []string `json:"parties,omitempty"` // who took part, as they stand in it
	Before  string   `json:"before,omitempty"`  // the hash of the version before
	Hash    string   `json:"hash"`
}

// DraftMark tells drafts apart: a button that sends one sends no other.
func (a Accord) DraftMark() string {
	b, err := json.Marshal(a.Draft)
	if err != nil {
		return "" // of plain data it is none
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:4])
}

// A Term is one line of the agreement: who does what, how often, and how one sees it.
type Term struct {
	ID     string `json:"id"` // the same from version to version
	Kind   Kind   `json:"kind"`
	Words  string `json:"words"`
	Owner  string `json:"owner"` // PartyOwner, PersonOwner or AgencyOwner
	Rhythm Rhythm `json:"rhythm,omitzero"`
	Proof  Proof  `json:"proof,omitempty"`
	Cents  int64  `json:"cents,omitempty"` // of who pays
}

// Kind is what a term is about.
type Kind string

// The kinds.
const (
	Installs Kind = "install"
	Holds    Kind = "keys"
	Patrols  Kind = "patrol"
	Provides Kind = "provide"
	Pays     Kind = "pay"
)

// Kinds are all of them, in the order of the paper.
var Kinds = []Kind{Installs, Holds, Patrols, Provides, Pays}

// Proof is how a duty is shown to be done.
type Proof string

// The proofs.
const (
	Tapped Proof = ""      // saying so is enough
	Worded Proof = "words" // a line of what was done
	Photo  Proof = "photo"
)

// Owners are named by what they are and who.
func PartyOwner(party string) string { return "party:" + party }

// PersonOwner is somebody of the staff.
func PersonOwner(id int64) string { return "person:" + strconv.FormatInt(id, 10) }

// AgencyOwner is a department.
func AgencyOwner(agency string) string { return "agency:" + agency }

// OwnerOf reads an owner: one of the three is there, or none where it is damaged.
func OwnerOf(owner string) (party string, person int64, agency string) {
	kind, of, _ := strings.Cut(owner, ":")
	switch kind {
	case "party":
		party = of
	case "person":
		person, _ = strconv.ParseInt(of, 10, 64)
	case "agency":
		agency = of
	}
	return party, person, agency
}

// An Acceptance is a yes to one term of one version.
type Acceptance struct {
	Version int    `json:"version"`
	Term    string `json:"term"`
	Owner   string `json:"owner"`
	By      int64  `json:"by,omitempty"`
	At      int64  `json:"at"`
}

// A Refusal is a no, with why.
type Refusal struct {
	Version int    `json:"version"`
	Term    string `json:"term"`
	By      int64  `json:"by,omitempty"`
	At      int64  `json:"at"`
	Why     string `json:"why,omitempty"`
}

// Write adds a term to the draft, or puts the one of its ID in its place; the draft is
// what was agreed last until something in it changes. Errors: ErrOver, ErrUnknown, ErrFull.
func (a *Accord) Write(t Term) (string, error) {
	if !a.Open() {
		return "", ErrOver
	}
	a.drafted()
	if t.ID != "" {
		i := slices.IndexFunc(a.Draft, func(o Term) bool { return o.ID == t.ID })
		if i < 0 {
			return "", ErrUnknown
		}
		a.Draft[i] = t
		return t.ID, nil
	}
	if len(a.Draft) >= mostTerms {
		return "", ErrFull
	}
	t.ID = a.id("t")
	a.Draft = append(a.Draft, t)
	return t.ID, nil
}

// Drop takes a term out of the draft. Errors: ErrOver, ErrUnknown.
func (a *Accord) Drop(id string) error {
	if !a.Open() {
		return ErrOver
	}
	a.drafted()
	i := slices.IndexFunc(a.Draft, func(o Term) bool { return o.ID == id })
	if i < 0 {
		return ErrUnknown
	}
	a.Draft = slices.Delete(a.Draft, i, i+1)
	return nil
}

// drafted begins a draft with what was written down last.
func (a *Accord) drafted() {
	if v := a.Newest(); a.Draft == nil && v != nil {
		a.Draft = slices.Clone(v.Terms)
	}
}

// Newest is the last version, whether or not it is in force; nil for none.
func (a *Accord) Newest() *Version { return a.Version(len(a.Versions)) }

// Version is a version by its number; nil for none.
func (a *Accord) Version(n int) *Version {
	if n < 1 || n > len(a.Versions) {
		return nil
	}
	return &a.Versions[n-1]
}

// Lay lays the draft before those who are in it: it becomes a version, and what they
// said yes to in the version before is still said where it reads the same. Errors:
// ErrOver, ErrNotNow with nothing in it, ErrTwice where it says what the last says, ErrFull.
func (a *Accord) Lay(option string, at int64) error {
	was := a.Newest()
	switch {
	case !a.Open():
		return ErrOver
	case len(a.Draft) == 0:
		return ErrNotNow
	case was != nil && slices.Equal(was.Terms, a.Draft) && was.Option == option:
		return ErrTwice
	case len(a.Versions) >= MostVersions:
		return ErrFull
	}
	v := Version{N: len(a.Versions) + 1, Topic: a.Topic, At: at, Option: option, Terms: slices.Clone(a.Draft)}
	for _, p := range a.Parties {
		if p.Left == 0 {
			v.Parties = append(v.Parties, p.Stand())
		}
	}
	if was != nil {
		v.Before = was.Hash
	}
	v.Hash = v.sum()
	for _, t := range v.Terms {
		if was != nil && slices.Contains(was.Terms, t) && a.Yes(was.N, t.ID) {
			a.Accepted = append(a.Accepted, Acceptance{Version: v.N, Term: t.ID, Owner: t.Owner, At: at})
		}
	}
	a.Versions, a.Draft = append(a.Versions, v), nil
	return nil
}

// sum is the hash of a version: of all that it says.
func (v Version) sum() string {
	v.Hash = ""
	b, err := json.Marshal(v)
	if err != nil { // there is nothing in it that JSON does not know
		return ""
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Genuine tells whether the versions are as they were written, each after the one before.
func (a Accord) Genuine() bool {
	before := ""
	for i, v := range a.Versions {
		if v.N != i+1 || v.Before != before || v.Hash != v.sum() {
			return false
		}
		before = v.Hash
	}
	return true
}

// Term is a term of the version; nil for none.
func (v *Version) Term(id string) *Term {
	if v == nil {
		return nil
	}
	for i := range v.Terms {
		if v.Terms[i].ID == id {
			return &v.Terms[i]
		}
	}
	return nil
}

// Yes tells whether a term of a version was accepted.
func (a Accord) Yes(version int, term string) bool {
	return slices.ContainsFunc(a.Accepted, func(x Acceptance) bool { return x.Version == version && x.Term == term })
}

// Asked are the terms of the newest version that nobody has said yes to.
func (a *Accord) Asked() []Term {
	v := a.Newest()
	if v == nil || !a.Open() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(v.Terms), func(t Term) bool { return a.Yes(v.N, t.ID) })
}

// Accept says yes to a term of the newest version. With the last yes the version comes
// into force. Whoever calls knows that the person may speak for its owner. Errors:
// ErrOver, ErrNotNow for a version that is not the newest, ErrUnknown, ErrTwice.
func (a *Accord) Accept(version int, term string, by int64, c Workdays, at int64) error {
	v := a.Newest()
	switch {
	case !a.Open():
		return ErrOver
	case v == nil || v.N != version:
		return ErrNotNow
	case v.Term(term) == nil:
		return ErrUnknown
	case a.Yes(version, term):
		return ErrTwice
	}
	a.Accepted = append(a.Accepted, Acceptance{Version: version, Term: term, Owner: v.Term(term).Owner, By: by, At: at})
	if len(a.Asked()) == 0 {
		a.run(*v, c, at)
	}
	return nil
}

// Refuse says no to a term of the newest version, and why: it stays open until the lead
// lays another one. Errors: ErrOver, ErrNotNow, ErrUnknown.
func (a *Accord) Refuse(version int, term, why string, by, at int64) error {
	v := a.Newest()
	switch {
	case !a.Open():
		return ErrOver
	case v == nil || v.N != version || a.Yes(version, term):
		return ErrNotNow
	case v.Term(term) == nil:
		return ErrUnknown
	}
	a.Refused = append(a.Refused, Refusal{Version: version, Term: term, By: by, At: at, Why: why})
	return nil
}

// run brings a version into force: a duty that reads as before goes on as it was, one
// that is no more ends, and others begin.
func (a *Accord) run(v Version, c Workdays, at int64) {
	was := a.Version(a.Runs)
	if a.Runs == v.N { // somebody said yes anew to what is in force
		return
	}
	a.Runs = v.N
	for i := range a.Duties {
		d := &a.Duties[i]
		t, old := v.Term(d.Term), was.Term(d.Term)
		if d.Over == 0 && (t == nil || old == nil || *t != *old) {
			d.end(at)
		}
	}
	for _, t := range v.Terms {
		if old := was.Term(t.ID); t.Rhythm.Set() && (old == nil || t != *old) { // else it goes on, or was done once
			a.begin(t, c, at)
		}
	}
}
