package bot

import (
	"sync"
)

// lanes answer each person in order, while nobody waits for anybody else. A
// lane is named by a number (a person, or a case for the clock) and exists as
// long as something is in it.
type lanes struct {
	mu    sync.Mutex
	open  map[int64][]func()
	slots chan struct{} // how many lanes work at the same time
	wg    sync.WaitGroup
}

func newLanes(abreast int) *lanes {
	return &lanes{open: map[int64][]func(){}, slots: make(chan struct{}, abreast)}
}

// put queues work behind what is in the lane already. It does not wait.
func (l *lanes) put(lane int64, work func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queue, running := l.open[lane]
	l.open[lane] = append(queue, work)
	if !running {
		l.wg.Add(1)
		go l.run(lane)
	}
}

func (l *lanes) run(lane int64) {
	defer l.wg.Done()
	for {
		l.mu.Lock()
		queue := l.open[lane]
		if len(queue) == 0 {
			delete(l.open, lane)
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

// wait returns when all lanes are empty. Nothing may be put meanwhile.
func (l *lanes) wait() { l.wg.Wait() }
