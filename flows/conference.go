package flows

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/text"
)

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

// running tells whether it is still to come, or under way: another one waits
// until it is over. It does not wait for signatures.
func (m *Conference) running() bool {
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
	Whom    []string    `json:"whom,omitempty"`  // agencies; "" is the grid itself
	Lead    string      `json:"lead,omitempty"`  // the grid that leads, where it is another one …
	Asked   bool        `json:"asked,omitempty"` // … and was asked, and has not answered
	Due     int64       `json:"due,omitempty"`
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
}

// A Countersign is a lead's signature under one version of the minutes.
type Countersign struct {
	Name string `json:"name,omitempty"`
	By   int64  `json:"by"`
	At   int64  `json:"at"`
	Hash string `json:"hash"`
}

const (
	mostItems     = 15
	mostTasks     = 40
	mostProposals = 8
	mostMembers   = 40
)

// clone copies what may be changed.
func (m Conference) clone() Conference {
	m.Items, m.Members, m.Tasks = slices.Clone(m.Items), slices.Clone(m.Members), slices.Clone(m.Tasks)
	m.Signed, m.Old = slices.Clone(m.Signed), slices.Clone(m.Old)
	return m
}

// member is somebody's place among the members; nil for a stranger.
func (m *Conference) member(id int64) *Member {
	for i := range m.Members {
		if m.Members[i].ID == id {
			return &m.Members[i]
		}
	}
	return nil
}

// empty tells whether nobody came and nothing was decided.
func (m *Conference) empty() bool {
	return !slices.ContainsFunc(m.Members, func(k Member) bool { return k.There != 0 }) &&
		!slices.ContainsFunc(m.Items, func(it AgendaItem) bool { return it.Outcome != "" })
}

// task is a task by its number; nil for none.
func (m *Conference) task(n int) *Task {
	for i := range m.Tasks {
		if m.Tasks[i].N == n {
			return &m.Tasks[i]
		}
	}
	return nil
}

// assign adds a task, with a number no other had.
func (m *Conference) assign(t Task) *Task {
	m.LastTask++
	t.N = m.LastTask
	m.Tasks = append(m.Tasks, t)
	return &m.Tasks[len(m.Tasks)-1]
}

// raise moves an item before the one above it, with the tasks that are of it.
func (m *Conference) raise(n int) {
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

// fix fixes the text of the minutes by its hash. What was signed before the
// text changed is no signature under this one.
func (m *Conference) fix() {
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

// short is the hash as people compare it and buttons carry it.
func (m *Conference) short() string { return m.Hash[:min(len(m.Hash), 12)] }

// carry is what the next conference begins with: what the last one left
// undone, each task with the number people know it by, and chased on.
func (m *Conference) carry(last *Conference, w *World) {
	if last == nil {
		return
	}
	m.LastTask = last.LastTask
	for _, t := range last.Tasks {
		if t.Done != 0 {
			continue
		}
		if t.Item = -1; len(m.Items) < mostItems {
			t.Item = len(m.Items)
			m.Items = append(m.Items, AgendaItem{Why: WhyLeft, Case: t.Case,
				Title: text.T("conference.task.line", "whose", w.whose(t.Whose, last.Grid), "what", t.What, "time", w.dated(t.Due))})
		}
		if t.Clock.Strikes() == 0 { // the ladder was climbed to its end
			t.Clock = cases.Clock{Name: t.Clock.Name, Since: w.Now.Unix(), Due: max(m.At, t.Due)}
			w.climbTask(&t)
		}
		m.Tasks = append(m.Tasks, t)
	}
	if last.Stage == StageOver {
		var lack []text.Text
		for _, p := range w.signers(*last) {
			lack = append(lack, text.Said(p.Name))
		}
		m.add(AgendaItem{Why: WhyLeft, Title: text.T("conference.unsigned", "n", last.N, "names", text.Join(" · ", lack...))})
	}
	for i, it := range last.Items {
		chased := slices.ContainsFunc(last.Tasks, func(t Task) bool { return t.Item == i })
		// Cases come of themselves, while there is something to say of them.
		if it.Outcome == "" && !chased && it.Case == 0 && it.Title.ID != "conference.unsigned" {
			if last.Stage != StageOff { // what was called off left nothing undone
				it.Why = WhyLeft
			}
			m.add(it)
		}
		joint := it.Outcome == OutcomeLegs || it.Outcome == "" && it.Why == WhyLeft && !chased
		if joint && slices.ContainsFunc(w.List, func(c cases.Case) bool { return c.Number == it.Case && c.Grid == m.Grid && c.Legged() }) {
			m.add(AgendaItem{Why: WhyLeft, Case: it.Case, Title: it.Title})
		}
	}
}

// agencyIn is what an agency is called in the minutes; "" is the grid itself.
func (w *World) agencyIn(m Conference, id string) text.Text {
	if id == "" {
		return w.gridIn(m, m.Grid)
	}
	if name, fixed := m.Names["a"+id]; fixed {
		return name
	}
	return agencyName(w, id)
}

// gridIn is what a grid is called in the minutes.
func (w *World) gridIn(m Conference, id string) text.Text {
	if name, fixed := m.Names["g"+id]; fixed {
		return name
	}
	return gridName(w, id)
}

// namesIn is what stands in the minutes of agencies and grids.
func (w *World) namesIn(m Conference) map[string]text.Text {
	names := map[string]text.Text{"g" + m.Grid: gridName(w, m.Grid)}
	for _, it := range m.Items {
		for _, id := range it.Whom {
			if id != "" {
				names["a"+id] = agencyName(w, id)
			}
		}
		if it.Lead != "" {
			names["g"+it.Lead] = gridName(w, it.Lead)
		}
	}
	return names
}

// add puts something on the agenda; a case that is on it already stays there once.
func (m *Conference) add(it AgendaItem) {
	twice := it.Case != 0 && slices.ContainsFunc(m.Items, func(o AgendaItem) bool { return o.Case == it.Case })
	switch {
	case twice || it.Case != 0 && slices.Contains(m.late, it.Case):
	case len(m.Items) < mostItems:
		m.Items = append(m.Items, it)
	default:
		m.Waiting++
		m.late = append(m.late, it.Case)
	}
}

// agenda fills the agenda: what the last one left undone, the cases leads put
// there, the red list, and what came back.
func (m *Conference) agenda(last *Conference, w *World) {
	m.carry(last, w)
	for _, why := range []ItemWhy{WhyAgenda, WhyRed, WhyRelapse} {
		for _, c := range w.List {
			open := c.Status.Type() == cases.Open
			is := map[ItemWhy]bool{WhyAgenda: c.OnAgenda != 0 && c.Status.Type() != cases.Ended, WhyRed: c.Red && open, WhyRelapse: c.Round > 1 && open}
			if c.Grid == m.Grid && is[why] {
				said := why
				if why == WhyAgenda && c.Proposed {
					said = WhyTopic
				}
				m.add(w.caseItem(c, said))
			}
		}
	}
}

// whose is who has a task: an agency, or the grid itself.
func (w *World) whose(agency, grid string) text.Text {
	if agency == "" {
		return gridName(w, grid)
	}
	return agencyName(w, agency)
}

// membersOf are who is invited: both leads, the coordinator, and of each
// agency its head, or else who can be called.
func (w *World) membersOf(grid string) []Member {
	var ms []Member
	add := func(p Person) {
		if !slices.ContainsFunc(ms, func(m Member) bool { return m.ID == p.ID }) && len(ms) < mostMembers {
			ms = append(ms, Member{ID: p.ID})
		}
	}
	for _, p := range append(w.Staff.in(Lead, grid), w.Staff.in(Coordinator, "")...) {
		add(p)
	}
	for _, a := range w.District.Agencies {
		for i, p := range w.Staff.speakers(a.ID, grid) {
			if i == 0 || p.Head {
				add(p)
			}
		}
	}
	return ms
}

// nextRegular is when the grid's next regular conference is held, after now; on
// a day off, on the next working day. The weeks are counted on without regard
// to the year, so that a year of 53 makes no gap. Zero: not within half a year.
func (w *World) nextRegular() time.Time {
	rule := w.District.Conference
	first := w.District.Here(w.Now).AddDate(0, 0, -14) // it may have been put off until now
	for day := first; day.Before(first.AddDate(0, 6, 0)); day = day.AddDate(0, 0, 1) {
		if day.Weekday() != rule.Day || weekNumber(day)%rule.Every != 0 {
			continue
		}
		held := day
		for range 31 {
			if w.District.Calendar.Working(held) {
				break
			}
			held = held.AddDate(0, 0, 1)
		}
		at := time.Date(held.Year(), held.Month(), held.Day(), int(rule.At)/60, int(rule.At)%60, 0, 0, w.District.Zone)
		if at.After(w.Now) {
			return at
		}
	}
	return time.Time{}
}

// weekNumber counts the weeks since Monday, 5 January 1970.
func weekNumber(day time.Time) int {
	date := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	return int(date.Sub(time.Date(1970, 1, 5, 0, 0, 0, 0, time.UTC)) / (7 * oneDay))
}
