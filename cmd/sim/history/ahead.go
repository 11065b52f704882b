package history

import (
	"net"
	"sync"
)

// ahead is an end of a pipe that writes without waiting for who reads, as a socket
// does: Redis answers a long pipeline while it is still being asked.
type ahead struct {
	net.Conn
	mu      sync.Mutex
	waiting []byte
	working bool
	broken  error
}

// Write is that of net.Conn; what went wrong is said at the next one.
func (a *ahead) Write(b []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.broken != nil {
		return 0, a.broken
	}
	a.waiting = append(a.waiting, b...)
	if !a.working {
		a.working = true
		go a.work()
	}
	return len(b), nil
}

// work writes what waits, until nothing does.
func (a *ahead) work() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for len(a.waiting) > 0 && a.broken == nil {
		b := a.waiting
		a.waiting = nil
		a.mu.Unlock()
		_, err := a.Conn.Write(b)
		a.mu.Lock()
		a.broken = err
	}
	a.working = false
}
