package playbooks

import (
	"slices"
	"time"
)

// A Task is what a grid has taken on in a learning exchange that another held. It is
// that grid's: its leads have it, or whom they give it to.
type Task struct {
	N       int    `json:"n"`                 // never given twice: it stands on buttons
	Host    string `json:"host"`              // the grid that held the conference …
	Meeting int    `json:"meeting"`           // … which of its conferences …
	Item    int    `json:"item,omitempty"`    // … and the item of its agenda
	Play    int    `json:"play"`              // the playbook they talked of
	Grid    string `json:"grid"`              // whose it is
	By      int64  `json:"by"`                // who wrote it down
	What    string `json:"what"`              //
	At      int64  `json:"at"`                // since when
	Due     int64  `json:"due"`               //
	Done    int64  `json:"done,omitempty"`    //
	DoneBy  int64  `json:"done_by,omitempty"` //

	Errand
}

// MostTasks is how many are kept; of more the oldest that are done go.
const MostTasks = 200

// Open tells whether it is to be done still.
func (t Task) Open() bool { return t.Done == 0 }

// Task is one by its number; nil for none.
func (b *Book) Task(n int) *Task {
	if b == nil {
		return nil
	}
	for i := range b.Tasks {
		if b.Tasks[i].N == n {
			return &b.Tasks[i]
		}
	}
	return nil
}

// Agree keeps what was agreed of an item of a conference, for each of the grids: what
// was agreed of it before and is not done is so no more, where it says something else.
func (b *Book) Agree(t Task, grids []string) {
	of := func(o Task) bool { return o.Host == t.Host && o.Meeting == t.Meeting && o.Item == t.Item && o.Open() }
	same := func(o Task) bool { return o.What == t.What && o.Due == t.Due && slices.Contains(grids, o.Grid) }
	b.Tasks = slices.DeleteFunc(slices.Clone(b.Tasks), func(o Task) bool { return of(o) && !same(o) })
	for _, grid := range grids {
		if slices.ContainsFunc(b.Tasks, func(o Task) bool { return of(o) && o.Grid == grid }) {
			continue // it stays as it is, with whoever has it
		}
		b.LastTask++
		t.N, t.Grid, t.Errand = b.LastTask, grid, Errand{}
		b.Tasks = append(b.Tasks, t)
	}
	for len(b.Tasks) > MostTasks {
		i := slices.IndexFunc(b.Tasks, func(o Task) bool { return !o.Open() })
		if i < 0 {
			return
		}
		b.Tasks = slices.Delete(b.Tasks, i, i+1)
	}
}

// Settle changes one task.
func (b *Book) Settle(n int, does func(t *Task)) {
	b.Tasks = slices.Clone(b.Tasks)
	if t := b.Task(n); t != nil {
		does(t)
	}
}

// Struck tells whether somebody hears of it now.
func (t Task) Struck(now time.Time) bool {
	at := t.Strikes()
	return at != 0 && at <= now.Unix()
}

// Strikes is when somebody hears of it next; 0: not any more.
func (t Task) Strikes() int64 {
	if !t.Open() {
		return 0
	}
	return t.strikes()
}
