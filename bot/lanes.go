package bot

import (
	"slices"
	"sync"
)

// lanes answer each person in order, while nobody waits for anybody else. A
// lane is named by a number (a person, a chat, or a case for the clock) and
// exists as long as something is in it.
type lanes struct {
	mu    sync.Mutex
	open  map[int64][]func()
	free  int            // so many more lanes may work at the same time
	line  []int64        // lanes that wait for that, as they came
	first map[int64]bool // lanes that go before others in it
	hands *hands
	empty *sync.Cond // of mu; told when the last lane goes away
}

func newLanes(abreast int, h *hands) *lanes {
	l := &lanes{hands: h, open: map[int64][]func(){}, first: map[int64]bool{}, free: abreast}
	l.empty = sync.NewCond(&l.mu)
	return l
}

// put queues work behind what is in the lane already. It does not wait. A lane that
// waits until it may work takes nobody's hands meanwhile.
func (l *lanes) put(lane int64, work func()) {
	l.mu.Lock()
	queue, running := l.open[lane]
	l.open[lane] = append(queue, work)
	begin := !running && l.free > 0
	switch {
	case begin:
		l.free--
	case !running:
		l.line = append(l.line, lane)
	}
	l.mu.Unlock()
	if begin {
		l.hands.do(func() { l.run(lane) })
	}
}

// run does what is in lanes, one thing of a lane at a time, until none waits any more.
func (l *lanes) run(lane int64) {
	for more := true; more; {
		l.mu.Lock()
		work := l.open[lane][0]
		l.mu.Unlock()
		work()
		lane, more = l.next(lane)
	}
}

// next ends one thing of a lane, and says which lane works now: one that is to go first,
// or who has waited longest. There is none where nobody waits.
func (l *lanes) next(lane int64) (next int64, more bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if queue := l.open[lane][1:]; len(queue) > 0 {
		l.open[lane] = queue
		l.line = append(l.line, lane)
	} else {
		delete(l.open, lane)
		delete(l.first, lane)
		if len(l.open) == 0 {
			l.empty.Broadcast()
		}
	}
	if len(l.line) == 0 {
		l.free++
		return 0, false
	}
	at := 0
	if len(l.first) > 0 {
		at = max(0, slices.IndexFunc(l.line, func(lane int64) bool { return l.first[lane] }))
	}
	next = l.line[at]
	if at == 0 {
		l.line = l.line[1:]
	} else {
		l.line = slices.Delete(l.line, at, at+1)
	}
	return next, true
}

// crowded reports whether somebody waits until others are done.
func (l *lanes) crowded() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.line) > 0
}

// hurry lets a lane go before others for as long as something is in it. Within it the
// order stays.
func (l *lanes) hurry(lane int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, open := l.open[lane]; open {
		l.first[lane] = true
	}
}

// idle reports whether nothing is in any lane.
func (l *lanes) idle() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.open) == 0
}

// wait returns when all lanes are empty. What is put meanwhile is waited for:
// the clock and the sender do not stop at the same moment as the inbox.
func (l *lanes) wait() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.open) > 0 {
		l.empty.Wait()
	}
}
