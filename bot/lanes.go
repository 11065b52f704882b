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
	line  []waiter       // lanes that wait for that, as they came
	first map[int64]bool // lanes that go before others in it
	hands *hands
	empty *sync.Cond // of mu; told when the last lane goes away
}

// waiter is a lane that waits until it may work.
type waiter struct {
	lane int64
	turn chan struct{}
}

func newLanes(abreast int, h *hands) *lanes {
	l := &lanes{hands: h, open: map[int64][]func(){}, first: map[int64]bool{}, free: abreast}
	l.empty = sync.NewCond(&l.mu)
	return l
}

// put queues work behind what is in the lane already. It does not wait.
func (l *lanes) put(lane int64, work func()) {
	l.mu.Lock()
	queue, running := l.open[lane]
	l.open[lane] = append(queue, work)
	l.mu.Unlock()
	if !running {
		l.hands.do(func() { l.run(lane) })
	}
}

func (l *lanes) run(lane int64) {
	for {
		l.mu.Lock()
		queue := l.open[lane]
		if len(queue) == 0 {
			delete(l.open, lane)
			delete(l.first, lane)
			if len(l.open) == 0 {
				l.empty.Broadcast()
			}
			l.mu.Unlock()
			return
		}
		work := queue[0]
		l.open[lane] = queue[1:]
		l.mu.Unlock()
		l.enter(lane)
		work()
		l.leave()
	}
}

// enter waits until one more lane may work.
func (l *lanes) enter(lane int64) {
	l.mu.Lock()
	if l.free > 0 {
		l.free--
		l.mu.Unlock()
		return
	}
	w := waiter{lane, make(chan struct{})}
	l.line = append(l.line, w)
	l.mu.Unlock()
	<-w.turn
}

// leave lets the next one work: one that is to go first, or who has waited longest.
func (l *lanes) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.line) == 0 {
		l.free++
		return
	}
	next := 0
	if len(l.first) > 0 {
		next = max(0, slices.IndexFunc(l.line, func(w waiter) bool { return l.first[w.lane] }))
	}
	w := l.line[next]
	if next == 0 {
		l.line = l.line[1:]
	} else {
		l.line = slices.Delete(l.line, next, next+1)
	}
	close(w.turn)
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
