package sandbox

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"strconv"
	"time"
)

//go:embed page
var pageFiles embed.FS

// pressWait is how long the page waits for the answer of a pressed button.
const pressWait = 15 * time.Second

// control is the API of the page, and the page itself.
func (s *Server) control() http.Handler {
	mux := http.NewServeMux()
	page, err := fs.Sub(pageFiles, "page")
	if err != nil {
		panic(err)
	}
	mux.Handle("GET /page/", http.StripPrefix("/page/", http.FileServerFS(page)))
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, page, "index.html")
	})
	mux.HandleFunc("GET /sandbox/stage", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, 200, s.stage()) })
	mux.HandleFunc("GET /sandbox/chats/{chat}", s.showChat)
	mux.HandleFunc("GET /sandbox/events", s.streamEvents)
	mux.HandleFunc("GET /sandbox/file/{id}", func(w http.ResponseWriter, r *http.Request) {
		if !s.sendFile(w, r.PathValue("id")) {
			sorry(w, 404, errors.New("no such file"))
		}
	})
	mux.HandleFunc("GET /sandbox/sample/{id}", func(w http.ResponseWriter, r *http.Request) {
		picture := s.Sample(r.PathValue("id"))
		if picture == nil {
			sorry(w, 404, errors.New("no such sample"))
			return
		}
		w.Header().Set("Content-Type", http.DetectContentType(picture))
		_, _ = w.Write(picture)
	})
	mux.HandleFunc("GET /sandbox/stats", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, 200, s.Stats()) })
	mux.HandleFunc("POST /sandbox/say", asked(s.askSay))
	mux.HandleFunc("POST /sandbox/send", asked(s.askSend))
	mux.HandleFunc("POST /sandbox/edit", asked(s.askEdit))
	mux.HandleFunc("POST /sandbox/press", asked(s.askPress))
	mux.HandleFunc("POST /sandbox/start", asked(s.askStart))
	mux.HandleFunc("POST /sandbox/lang", asked(s.askLanguage))
	mux.HandleFunc("POST /sandbox/block", asked(s.askBlock))
	mux.HandleFunc("POST /sandbox/group", asked(s.askGroup))
	mux.HandleFunc("POST /sandbox/clock", asked(s.askClock))
	mux.HandleFunc("POST /sandbox/story", asked(s.askStory))
	mux.HandleFunc("POST /sandbox/fault", asked(s.askFault))
	mux.HandleFunc("DELETE /sandbox/fault", func(w http.ResponseWriter, _ *http.Request) {
		s.ClearFaults()
		writeJSON(w, 200, struct{}{})
	})
	mux.HandleFunc("POST /sandbox/photo", s.askPhoto)
	return mux
}

func writeJSON(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v)
}

func sorry(w http.ResponseWriter, code int, err error) {
	writeJSON(w, code, map[string]string{"error": err.Error()})
}

// asked makes a handler of something that takes a JSON body and gives one.
func asked[Q any](do func(context.Context, Q) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var q Q
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err == nil {
			err = json.Unmarshal(body, &q)
		}
		if err != nil {
			sorry(w, 400, fmt.Errorf("read the request: %w", err))
			return
		}
		a, err := do(r.Context(), q)
		switch {
		case errors.Is(err, ErrNoAnswer):
			sorry(w, 504, err)
		case err != nil:
			sorry(w, 400, err)
		default:
			writeJSON(w, 200, a)
		}
	}
}

type sayQuery struct {
	Person  int64  `json:"person"`
	Chat    int64  `json:"chat"`
	Text    string `json:"text"`
	ReplyTo int    `json:"reply_to"`
	Thread  int    `json:"thread"`
}

func (s *Server) askSay(_ context.Context, q sayQuery) (any, error) {
	id, err := s.SayAt(q.Person, Place{q.Chat, q.Thread, q.ReplyTo}, q.Text)
	return map[string]int{"message_id": id}, err
}

type sendQuery struct {
	Person   int64   `json:"person"`
	Chat     int64   `json:"chat"`
	Kind     string  `json:"kind"`
	Lat      float64 `json:"lat"`
	Lon      float64 `json:"lon"`
	Accuracy float64 `json:"accuracy"`
	Title    string  `json:"title"`
	Address  string  `json:"address"`
	Text     string  `json:"text"`
	Own      bool    `json:"own"`
	Thread   int     `json:"thread"`
}

func (s *Server) askSend(_ context.Context, q sendQuery) (any, error) {
	id, err := s.Send(q.Person, Place{Chat: q.Chat, Thread: q.Thread}, Thing{
		Kind: q.Kind, Text: q.Text, Lat: q.Lat, Lon: q.Lon, Accuracy: q.Accuracy, Title: q.Title, Address: q.Address, Own: q.Own,
	})
	return map[string]int{"message_id": id}, err
}

type messageQuery struct {
	Person    int64  `json:"person"`
	Chat      int64  `json:"chat"`
	MessageID int    `json:"message_id"`
	Text      string `json:"text"`
	Data      string `json:"data"`
}

func (s *Server) askEdit(_ context.Context, q messageQuery) (any, error) {
	return struct{}{}, s.Edit(q.Person, q.Chat, q.MessageID, q.Text)
}

func (s *Server) askPress(ctx context.Context, q messageQuery) (any, error) {
	ctx, cancel := context.WithTimeout(ctx, pressWait)
	defer cancel()
	a, err := s.Press(ctx, q.Person, q.Chat, q.MessageID, q.Data)
	return a, err
}

func (s *Server) askStart(_ context.Context, q struct {
	Person  int64  `json:"person"`
	Payload string `json:"payload"`
	Group   int64  `json:"group"`
}) (any, error) {
	start := func() (int, error) { return s.Start(q.Person, q.Payload) }
	if q.Group != 0 {
		start = func() (int, error) { return s.StartGroup(q.Person, q.Group, q.Payload) }
	}
	id, err := start()
	return map[string]int{"message_id": id}, err
}

func (s *Server) askLanguage(_ context.Context, q struct {
	Person int64  `json:"person"`
	Lang   string `json:"lang"`
}) (any, error) {
	return struct{}{}, s.Language(q.Person, userLanguage(q.Lang))
}

func (s *Server) askBlock(_ context.Context, q struct {
	Person  int64 `json:"person"`
	Blocked bool  `json:"blocked"`
}) (any, error) {
	return struct{}{}, s.Block(q.Person, q.Blocked)
}

func (s *Server) askGroup(_ context.Context, q struct {
	Group  int64  `json:"group"`
	Person int64  `json:"person"`
	Do     string `json:"do"`
}) (any, error) {
	by := q.Person
	if by == 0 {
		by = s.firstOf(q.Group)
	}
	switch q.Do {
	case "kick":
		return struct{}{}, s.Kick(q.Group, by)
	case "add":
		return struct{}{}, s.Invite(q.Group, by, "member")
	case "promote":
		return struct{}{}, s.Invite(q.Group, by, "administrator")
	case "migrate":
		id, err := s.Migrate(q.Group)
		return map[string]int64{"group": id}, err
	}
	return nil, fmt.Errorf("a group can be told: kick, add, promote, migrate; not %q", q.Do)
}

// firstOf is the first member of a group.
func (s *Server) firstOf(group int64) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.chats[group]; c != nil && len(c.members) > 0 {
		return c.members[0]
	}
	return 0
}

func (s *Server) askClock(ctx context.Context, q struct {
	Move string `json:"move"`
}) (any, error) {
	if s.o.Stage.Move == nil {
		return nil, errors.New("this clock cannot be moved")
	}
	if err := s.o.Stage.Move(ctx, q.Move); err != nil {
		return nil, err
	}
	return map[string]int64{"now": s.ClockMoved()}, nil
}

// ClockMoved tells the viewers what time it is now, in unix milliseconds, and
// returns it. Whoever moves Options.Now by other ways than the page calls it.
func (s *Server) ClockMoved() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.o.Now().UnixMilli()
	s.emit(Event{Kind: "clock", Now: now})
	return now
}

func (s *Server) askFault(_ context.Context, r Rule) (any, error) {
	if r.Code == 0 && !r.Cut && r.SlowMS == 0 {
		return nil, errors.New("a fault needs a code, cut or slow_ms")
	}
	if r.Code != 0 && (r.Cut || r.SlowMS != 0) {
		return nil, errors.New("a fault has a code or concerns the connection, not both")
	}
	s.Fault(r)
	return struct{}{}, nil
}

// chatID reads a chat from a path.
func chatID(words string) (int64, error) {
	id, err := strconv.ParseInt(words, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no chat", words)
	}
	return id, nil
}
