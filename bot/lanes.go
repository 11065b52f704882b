package bot

import "sync"

// lanes answer each person in order, while nobody waits for anybody else. A
// lane is named by a number (a person, a chat, or a case for the clock) and
// exists as long as something is in it.
type lanes struct {
	mu    sync.Mutex
	open  map[int64][]func()
	slots chan struct{} // how many lanes work at the same time
	hands *hands
	empty *sync.Cond // of mu; told when the last lane goes away
}

func newLanes(abreast int, h *hands) *lanes {
	l := &lanes{hands: h, open: map[int64][]func(){}, slots: make(chan struct{}, abreast)}
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
			if len(l.open) == 0 {
				l.empty.Broadcast()
			}
			l.mu.Unlock()
			return
		}
		work := queue[0]
		l.open[lane] = queue[1:]
		l.mu.Unlock()
		l.slots <- struct{}{}
		work()
		<-l.slots
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
