package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"time"
)

// showChat is everything a viewer of a chat sees now.
func (s *Server) showChat(w http.ResponseWriter, r *http.Request) {
	id, err := chatID(r.PathValue("chat"))
	if err != nil {
		sorry(w, 400, err)
		return
	}
	s.mu.Lock()
	c := s.chats[id]
	if c == nil {
		s.mu.Unlock()
		sorry(w, 404, errors.New("no such chat"))
		return
	}
	messages := []shown{}
	for _, m := range s.newest(c) {
		messages = append(messages, shown{m, m.Out})
	}
	keyboards := map[string]*Markup{}
	for p, k := range c.keyboard {
		keyboards[itoa(p)] = k
	}
	reply := map[string]any{
		"messages": messages, "keyboard": keyboards, "typing": c.typing > s.unix(), "seq": s.events.seq,
		"commands": map[string][]Command{"zh-CN": s.menuOf(c, id, "zh"), "en": s.menuOf(c, id, "en")},
	}
	s.mu.Unlock()
	writeJSON(w, 200, reply)
}

// streamEvents sends events as they happen until the viewer goes. A comment
// every 20 s keeps proxies from closing the line.
func (s *Server) streamEvents(w http.ResponseWriter, r *http.Request) {
	after, err := strconv.Atoi(r.URL.Query().Get("after"))
	if err != nil {
		after = s.Seq()
	}
	if last, err := strconv.Atoi(r.Header.Get("Last-Event-ID")); err == nil {
		after = last
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	line := http.NewResponseController(w)
	if _, err := io.WriteString(w, ": here\n\n"); err != nil || line.Flush() != nil {
		return
	}
	beat := time.NewTicker(20 * time.Second)
	defer beat.Stop()
	for {
		events, wait := s.Watch(after)
		for _, e := range events {
			body, err := json.Marshal(e)
			if err != nil {
				s.o.Log.Error("encode event", "err", err)
				continue
			}
			if _, err := fmt.Fprintf(w, "id: %d\ndata: %s\n\n", e.Seq, body); err != nil {
				return
			}
			after = e.Seq
		}
		if len(events) > 0 {
			if line.Flush() != nil {
				return
			}
			continue
		}
		select {
		case <-wait:
		case <-beat.C:
			if _, err := io.WriteString(w, ": still here\n\n"); err != nil || line.Flush() != nil {
				return
			}
		case <-r.Context().Done():
			return
		case <-s.ctx.Done():
			return
		}
	}
}

// askPhoto sends the samples and files of a form, as one photo or an album.
func (s *Server) askPhoto(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseMultipartForm(maxBody); err != nil {
		sorry(w, 400, fmt.Errorf("read the form: %w", err))
		return
	}
	form := r.MultipartForm
	number := func(name string) int64 {
		n, _ := strconv.ParseInt(r.FormValue(name), 10, 64)
		return n
	}
	var pictures [][]byte
	for _, id := range form.Value["sample"] {
		picture := s.Sample(id)
		if picture == nil {
			sorry(w, 400, fmt.Errorf("no sample %q", id))
			return
		}
		pictures = append(pictures, picture)
	}
	for _, f := range form.File["file"] {
		picture, err := readPart(f)
		if err != nil {
			sorry(w, 400, err)
			return
		}
		pictures = append(pictures, picture)
	}
	if len(pictures) == 0 {
		sorry(w, 400, errors.New("no picture came"))
		return
	}
	at := Place{Chat: number("chat"), Thread: int(number("thread")), ReplyTo: int(number("reply_to"))}
	ids, err := s.Photo(number("person"), at, r.FormValue("caption"), pictures...)
	if err != nil {
		sorry(w, 400, err)
		return
	}
	writeJSON(w, 200, map[string][]int{"message_ids": ids})
}

func readPart(h *multipart.FileHeader) ([]byte, error) {
	f, err := h.Open()
	if err != nil {
		return nil, fmt.Errorf("read the picture: %w", err)
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(f)
}
