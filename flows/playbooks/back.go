package playbooks

import (
	"slices"
	"time"
)

// A Back is that a grid took a playbook back which it wrote, or wrote in. What is under
// way by it goes on; its words are read no more.
type Back struct {
	At   int64  `json:"at"`
	Grid string `json:"grid"`
}

// TakeBack takes it back; false where it was already.
func (p *Playbook) TakeBack(grid string, now time.Time) bool {
	if p.Back != nil {
		return false
	}
	p.Back = &Back{At: now.Unix(), Grid: grid}
	return true
}

// Going are the playbooks that were not taken back.
func (b *Book) Going() []Playbook {
	if b == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(b.All), func(p Playbook) bool { return p.Back != nil })
}

// Working sets by when the steps of a use in working days are done, from one on: which
// days those are is not known here.
func (p *Playbook) Working(of, first int, due func(days int) int64) {
	for i, d := range p.Use(of).Doing {
		if i >= first && d.Work && d.Days > 0 {
			p.change(of, i, func(d *Doing) { d.Due = due(d.Days) })
		}
	}
}
