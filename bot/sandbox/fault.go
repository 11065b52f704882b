package sandbox

import "maps"

// A Rule makes calls fail that would have gone well. An empty Method and a
// zero Chat mean any; Times 0 means once.
type Rule struct {
	Method      string `json:"method"`
	Chat        int64  `json:"chat"`
	Times       int    `json:"times"`
	Code        int    `json:"code"` // 0 with Cut or SlowMS: the call itself goes well
	Description string `json:"description"`
	RetryAfter  int    `json:"retry_after"` // seconds
	Cut         bool   `json:"cut"`         // carry the call out, then cut the connection without an answer
	SlowMS      int    `json:"slow_ms"`     // wait that long first
}

// Stats are counts of calls by method, in lower case, and of answers by code.
type Stats struct {
	Methods map[string]int `json:"methods"`
	Codes   map[int]int    `json:"codes"`
}

// Fault adds a rule. Of several that fit a call the oldest is used up first.
func (s *Server) Fault(r Rule) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Times = max(r.Times, 1)
	s.faults = append(s.faults, &r)
}

// ClearFaults takes all rules away.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// Stats returns what has been counted so far.
func (s *Server) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Stats{maps.Clone(s.stats.Methods), maps.Clone(s.stats.Codes)}
}

func (s *Server) count(method string, code int) {
	s.mu.Lock()
	s.stats.Methods[method]++
	s.stats.Codes[code]++
	s.mu.Unlock()
	s.o.Log.Debug("call", "method", method, "code", code)
}

// take uses up one rule of the wanted sort that fits the call, or none.
func (s *Server) take(c *call, wanted func(*Rule) bool) *Rule {
	for i, r := range s.faults {
		if r.fits(c) && wanted(r) {
			if r.Times--; r.Times == 0 {
				s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
			}
			return r
		}
	}
	return nil
}

func (r *Rule) fits(c *call) bool {
	return (r.Method == "" || equalFold(r.Method, c.method)) &&
		(r.Chat == 0 || r.Chat == c.number("chat_id", 0, -1<<62, 1<<62) || r.Chat == c.scopeChat())
}

// fault is the refusal a rule asks for. The caller holds the lock.
func (s *Server) fault(c *call) *refusal {
	r := s.take(c, func(r *Rule) bool { return r.Code != 0 })
	if r == nil {
		return nil
	}
	why := &refusal{code: r.Code, text: r.Description}
	switch {
	case r.Code == 429:
		why = tooFast(max(r.RetryAfter, 1))
	case why.text != "":
	case r.Code == 403:
		why.text = "Forbidden: bot was blocked by the user"
	case r.Code == 400:
		why.text = "Bad Request: chat not found"
	case r.Code == 409:
		why.text = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
	default:
		why.text = "Internal Server Error"
	}
	return why
}

// injected is fault for methods that run without the lock.
func (s *Server) injected(c *call) *refusal {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fault(c)
}
