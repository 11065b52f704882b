package sandbox

import "encoding/json"

// keepEvents is how many events a late reader can still catch up on.
const keepEvents = 10_000

// An Event is something a viewer of a chat would see happen. Which fields are
// set depends on Kind: message, edit, delete, keyboard, answer, typing,
// commands, clock, story, person, reset.
type Event struct {
	Seq       int      `json:"seq"`
	Kind      string   `json:"kind"`
	Chat      int64    `json:"chat,omitempty"`
	Message   *Message `json:"-"`
	MessageID int      `json:"message_id,omitempty"`
	Person    any      `json:"person,omitempty"` // an ID, or for kind person the person
	Keyboard  *Markup  `json:"-"`
	Text      string   `json:"text,omitempty"`
	Alert     bool     `json:"alert,omitempty"`
	URL       string   `json:"url,omitempty"`
	Action    string   `json:"action,omitempty"`
	Now       int64    `json:"now,omitempty"` // unix ms
	State     string   `json:"state,omitempty"`
	Line      int      `json:"line,omitempty"`
	Total     int      `json:"total,omitempty"`
	Say       string   `json:"say,omitempty"`
	Error     string   `json:"error,omitempty"`
}

// shown is a message as the page gets it.
type shown struct {
	*Message
	Out bool `json:"out,omitempty"`
}

// MarshalJSON adds what the page needs of a message, and the keyboard, null
// when it was removed.
func (e Event) MarshalJSON() ([]byte, error) {
	type plain Event
	switch {
	case e.Message != nil:
		return json.Marshal(struct {
			plain
			Message shown `json:"message"`
		}{plain(e), shown{e.Message, e.Message.Out}})
	case e.Kind == "keyboard":
		return json.Marshal(struct {
			plain
			Keyboard *Markup `json:"keyboard"`
		}{plain(e), e.Keyboard})
	case e.Kind == "answer":
		return json.Marshal(struct {
			plain
			Text  string `json:"text"`
			Alert bool   `json:"alert"`
			URL   string `json:"url"`
		}{plain(e), e.Text, e.Alert, e.URL})
	}
	return json.Marshal(plain(e))
}

// eventLog keeps the newest events and a channel that closes at the next one.
type eventLog struct {
	seq  int
	kept []Event
	wait chan struct{}
}

// emit adds an event. The caller holds the lock.
func (s *Server) emit(e Event) {
	l := &s.events
	l.seq++
	e.Seq = l.seq
	if len(l.kept) >= 2*keepEvents {
		l.kept = append(l.kept[:0:0], l.kept[len(l.kept)-keepEvents:]...)
	}
	l.kept = append(l.kept, e)
	close(l.wait)
	l.wait = make(chan struct{})
}

// Watch returns the events after a sequence number, and a channel that closes
// when there are more. Where some of them are forgotten already, the only one
// returned is of kind reset: look at the chats again.
func (s *Server) Watch(after int) (events []Event, wait <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := &s.events
	first := l.seq - len(l.kept) + 1
	switch {
	case after > l.seq || after+1 < first:
		return []Event{{Seq: l.seq, Kind: "reset"}}, l.wait
	case after < l.seq:
		events = append(events, l.kept[after+1-first:]...)
	}
	return events, l.wait
}

// Seq is the number of the newest event.
func (s *Server) Seq() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.events.seq
}
