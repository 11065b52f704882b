package bot

import (
	"container/list"
	"sync"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// memory keeps the people who talked lately, and how far they have come, so
// that an answer in a dialogue costs no read. Only the owner of the district
// has one, and the fencing number guards every commit made from it: what it
// remembers is what it wrote itself. What it is unsure of, it forgets.
type memory struct {
	mu     sync.Mutex
	people map[int64]*list.Element // of *remembered
	recent *list.List              // the longest silent last
}

type remembered struct {
	me      world.Person
	session talk.Session
	flood   world.Flood
}

// mostRemembered is how many people are remembered: about 1 KB each.
const mostRemembered = 20_000

func newMemory() *memory { return &memory{people: map[int64]*list.Element{}, recent: list.New()} }

// recall is who somebody is and where they stand, if that is remembered.
func (m *memory) recall(id int64) (remembered, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	at, ok := m.people[id]
	if !ok {
		return remembered{}, false
	}
	m.recent.MoveToFront(at)
	return *at.Value.(*remembered), true
}

// learn remembers what was read of a person.
func (m *memory) learn(r remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if at, ok := m.people[r.me.ID]; ok {
		if old := at.Value.(*remembered); old.me.Rev > r.me.Rev {
			return // written by another lane since it was read
		}
		at.Value = &r
		return
	}
	m.people[r.me.ID] = m.recent.PushFront(&r)
	for m.recent.Len() > mostRemembered {
		last := m.recent.Back()
		m.recent.Remove(last)
		delete(m.people, last.Value.(*remembered).me.ID)
	}
}

// wrote remembers what was committed for an event of a person.
func (m *memory) wrote(id int64, ch world.Change) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if at, ok := m.people[id]; ok && ch.Session != nil {
		at.Value.(*remembered).session = *ch.Session
	}
	if at, ok := m.people[id]; ok && ch.Flood != nil {
		at.Value.(*remembered).flood = *ch.Flood
	}
	for _, p := range ch.People {
		p.Rev++
		if at, ok := m.people[p.ID]; ok && at.Value.(*remembered).me.Rev < p.Rev {
			at.Value.(*remembered).me = p
		}
	}
}

// pour remembers how much somebody has said, also when it is not worth a write.
func (m *memory) pour(id int64, f world.Flood) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if at, ok := m.people[id]; ok {
		at.Value.(*remembered).flood = f
	}
}

// forget is for what was perhaps written, and for what was not as remembered.
func (m *memory) forget(id int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if at, ok := m.people[id]; ok {
		m.recent.Remove(at)
		delete(m.people, id)
	}
}
