// Package meeting is what a conference is: its agenda, members, tasks and minutes. It
// knows neither people nor the district.
package meeting

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/text"
)

// Timer names the clock of a task among the timers of the grid.
func (t Task) Timer() string { return "task" + strconv.Itoa(t.N) }

// A Conference is where all who lead a grid, and the agencies, decide together
// what one of them cannot (党建联席会议). One is under way in a grid at a time.
type Conference struct {
	Grid     string        `json:"grid"`
	N        int           `json:"n"` // how many the grid has had, with this one
	Rev      int           `json:"-"`
	At       int64         `json:"at"`              // when it is held
	For      int64         `json:"for,omitempty"`   // of a regular one, when it was to be held
	Token    string        `json:"token,omitempty"` // on the code by which people say that they are there
	By       int64         `json:"by,omitempty"`    // who called it; 0: it is regular
	Stage    Stage         `json:"stage"`
	Items    []AgendaItem  `json:"items,omitempty"`
	Waiting  int           `json:"waiting,omitempty"` // what there was no room for: it comes on the next agenda
	late     []int         // the cases among these, while the agenda is made
	Members  []Member      `json:"members,omitempty"`
	Tasks    []Task        `json:"tasks,omitempty"`
	LastTask int           `json:"last_task,omitempty"` // the highest number a task ever had
	Version  int           `json:"version,omitempty"`   // of the minutes
	Hash     string        `json:"hash,omitempty"`      // of what they say
	Signed   []Countersign `json:"signed,omitempty"`
	Dated    int           `json:"dated,omitempty"` // how often its date went into the calendars of its members
	Draft    bool          `json:"draft,omitempty"` // something was decided since the version in hand
	Old      []Countersign `json:"old,omitempty"`   // of versions that were changed since
	// Names are what agencies ("a" and the id) and grids ("g" and the id) were
	// called when the version in hand was issued.
	Names map[string]text.Text `json:"names,omitempty"`
}

// Stage is how far a conference is.
type Stage string

const (
	StageCalled Stage = "called" // members are invited
	StageOpen   Stage = "open"   // it is being held
	StageOver   Stage = "over"   // the minutes wait to be countersigned
	StageSigned Stage = "signed" // by both leads
	StageOff    Stage = "off"    // it was called off, or nobody came
)

// Running tells whether it is still to come, or under way: another one waits
// until it is over. It does not wait for signatures.
func (m *Conference) Running() bool {
	return m != nil && (m.Stage == StageCalled || m.Stage == StageOpen)
}

// An AgendaItem is one thing to talk of: a case, or what a member proposed.
type AgendaItem struct {
	Case    int         `json:"case,omitempty"`
	Why     ItemWhy     `json:"why"`
	Title   text.Text   `json:"title"`
	By      int64       `json:"by,omitempty"`
	Outcome ItemOutcome `json:"outcome,omitempty"`
	Words   string      `json:"words,omitempty"` // the decision in a sentence, or why not now
	Whom    []string    `json:"whom,omitempty"`  // agencies; "" is the grid itself, Guest and an ID another
	Lead    string      `json:"lead,omitempty"`  // the grid that leads, where it is another one …
	Asked   bool        `json:"asked,omitempty"` // … and was asked, and has not answered
	Due     int64       `json:"due,omitempty"`
	Play    int         `json:"play,omitempty"` // a playbook to learn from
}

// ItemWhy is how something came on the agenda.
type ItemWhy string

const (
	WhyAgenda   ItemWhy = "agenda"   // a lead put the case there
	WhyTopic    ItemWhy = "topic"    // a lead proposed its place as a key topic
	WhyRed      ItemWhy = "red"      // it is on the red list
	WhyRelapse  ItemWhy = "relapse"  // it came back
	WhyProposal ItemWhy = "proposal" // a member proposed it
	WhyLeft     ItemWhy = "left"     // the last one left it undone
	WhyLearn    ItemWhy = "learn"    // a playbook, from which others learn
)

// ItemOutcome is what was decided.
type ItemOutcome string

const (
	OutcomeLegs ItemOutcome = "legs" // agencies are called in, each with a leg of the case
	OutcomeTask ItemOutcome = "task" // somebody has a task and a deadline
	OutcomeNot  ItemOutcome = "not"  // not now
)

// A Member is somebody who was invited.
type Member struct {
	ID     int64  `json:"id"`
	Name   string `json:"name,omitempty"`   // as it stands in the minutes
	Answer string `json:"answer,omitempty"` // come, sub, excused
	There  int64  `json:"there,omitempty"`
}

// A Task is what somebody has to do after a conference. Its clock climbs until
// it is done.
type Task struct {
	N     int         `json:"n"`    // never given twice in a grid: it stands on buttons
	Item  int         `json:"item"` // from 0; -1: none of this agenda
	Case  int         `json:"case,omitempty"`
	Whose string      `json:"whose"` // an agency; "" the grid itself
	What  string      `json:"what"`
	Clock cases.Clock `json:"clock,omitzero"`
	Due   int64       `json:"due"`
	Done  int64       `json:"done,omitempty"`
	By    int64       `json:"by,omitempty"`
	Who   int64       `json:"who,omitempty"` // who of the agency or the grid has it; 0: whoever speaks for it

	Plea *cases.Plea       `json:"plea,omitempty"` // waits for the word of who leads the conference
	Rest *cases.Standstill `json:"rest,omitempty"` // its clock stands still
}

// A Countersign is a lead's signature under one version of the minutes.
type Countersign struct {
	Name string `json:"name,omitempty"`
	By   int64  `json:"by"`
	At   int64  `json:"at"`
	Hash string `json:"hash"`
}

const (
	MostItems     = 15
	MostTasks     = 40
	MostProposals = 8
	MostMembers   = 40
)

// Guest begins the name of a grid among those an item is for, where others are agencies:
// it came to learn.
const Guest = "g:"

// Clone copies what may be changed.
func (m Conference) Clone() Conference {
	m.Items, m.Members, m.Tasks = slices.Clone(m.Items), slices.Clone(m.Members), slices.Clone(m.Tasks)
	m.Signed, m.Old = slices.Clone(m.Signed), slices.Clone(m.Old)
	return m
}

// Member is somebody's place among the members; nil for a stranger.
func (m *Conference) Member(id int64) *Member {
	for i := range m.Members {
		if m.Members[i].ID == id {
			return &m.Members[i]
		}
	}
	return nil
}

// Empty tells whether nobody came and nothing was decided.
func (m *Conference) Empty() bool {
	return !slices.ContainsFunc(m.Members, func(k Member) bool { return k.There != 0 }) &&
		!slices.ContainsFunc(m.Items, func(it AgendaItem) bool { return it.Outcome != "" })
}

// Task is a task by its number; nil for none.
func (m *Conference) Task(n int) *Task {
	for i := range m.Tasks {
		if m.Tasks[i].N == n {
			return &m.Tasks[i]
		}
	}
	return nil
}

// Assign adds a task, with a number no other had.
func (m *Conference) Assign(t Task) *Task {
	m.LastTask++
	t.N = m.LastTask
	m.Tasks = append(m.Tasks, t)
	return &m.Tasks[len(m.Tasks)-1]
}

// Raise moves an item before the one above it, with the tasks that are of it.
func (m *Conference) Raise(n int) {
	m.Items[n-1], m.Items[n] = m.Items[n], m.Items[n-1]
	for i := range m.Tasks {
		switch m.Tasks[i].Item {
		case n:
			m.Tasks[i].Item = n - 1
		case n - 1:
			m.Tasks[i].Item = n
		}
	}
}

// Fix fixes the text of the minutes by its hash. What was signed before the
// text changed is no signature under this one.
func (m *Conference) Fix() {
	said, err := json.Marshal(struct {
		Grid    string
		N       int
		At      int64
		Items   []AgendaItem
		Members []Member
		Names   map[string]text.Text
	}{m.Grid, m.N, m.At, m.Items, m.Members, m.Names})
	if err != nil {
		return // texts always can be kept
	}
	sum := sha256.Sum256(said)
	hash := hex.EncodeToString(sum[:])
	if hash == m.Hash {
		return
	}
	m.Hash, m.Version = hash, m.Version+1
	m.Old, m.Signed = append(m.Old, m.Signed...), nil
}

// Short is the hash as people compare it and buttons carry it.
func (m *Conference) Short() string { return m.Hash[:min(len(m.Hash), 12)] }

// Add puts something on the agenda; a case that is on it already stays there once.
func (m *Conference) Add(it AgendaItem) {
	twice := it.Case != 0 && slices.ContainsFunc(m.Items, func(o AgendaItem) bool { return o.Case == it.Case })
	switch {
	case twice || it.Case != 0 && slices.Contains(m.late, it.Case):
	case len(m.Items) < MostItems:
		m.Items = append(m.Items, it)
	default:
		m.Waiting++
		m.late = append(m.late, it.Case)
	}
}

// Drop takes an item off the agenda. A task that was of it is chased on.
func (m *Conference) Drop(n int) {
	m.Items = append(m.Items[:n:n], m.Items[n+1:]...)
	for i, t := range m.Tasks {
		switch {
		case t.Item == n:
			m.Tasks[i].Item = -1
		case t.Item > n:
			m.Tasks[i].Item--
		}
	}
}

// Mark names an item on a button: its place, and what it is, so that a button
// pressed after others moved things means no other item.
func (m *Conference) Mark(n int) string {
	h := fnv.New32a()
	h.Write([]byte(m.Items[n].Title.ID + m.Items[n].Title.Words + strconv.Itoa(m.Items[n].Case)))
	return strconv.Itoa(n) + "-" + strconv.FormatUint(uint64(h.Sum32()&0xffff), 36)
}

// Marked is the item a button names; -1 where another one stands there now.
func (m *Conference) Marked(arg string) int {
	first, _, exact := strings.Cut(arg, "-")
	n, err := strconv.Atoi(first)
	if err != nil || n < 0 || n >= len(m.Items) || exact && m.Mark(n) != arg {
		return -1
	}
	return n
}

// None of a grid's conferences waits or is held: the next one can be called.
var NoneRuns = []Stage{"", StageOver, StageSigned, StageOff}

// Decided is what was decided of an item, to know it again.
func (it AgendaItem) Decided() string {
	if it.Outcome == "" {
		return ""
	}
	return strings.Join([]string{string(it.Outcome), strings.Join(it.Whom, ","), it.Lead, strconv.FormatInt(it.Due, 36), it.Words}, "|")
}
