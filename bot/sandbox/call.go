package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxBody is the most bytes one call may carry: a file of 50 MB and some room.
const maxBody = 52 << 20

// A call is one request of a method with its parameters, whichever way they
// came: query, JSON, urlencoded, multipart.
type call struct {
	s      *Server
	method string // in lower case: names are matched without regard to case
	args   map[string]string
	files  map[string]*upload
	done   <-chan struct{} // closes when the client has gone
}

// An upload is a file that came with a call.
type upload struct {
	name, mime string
	bytes      []byte
}

// A refusal is an error answer as the Bot API gives it.
type refusal struct {
	code    int
	text    string
	retry   int   // seconds, with code 429
	migrate int64 // the new chat, where a group has become a supergroup
}

// bad makes the refusal of a call that can never succeed, as the server words it.
func bad(text string) *refusal { return &refusal{code: 400, text: "Bad Request: " + text} }

// forbidden makes the refusal of a call the bot has no right to.
func forbidden(text string) *refusal { return &refusal{code: 403, text: "Forbidden: " + text} }

// tooFast makes the refusal of a call beyond a limit.
func tooFast(seconds int) *refusal {
	return &refusal{code: 429, text: "Too Many Requests: retry after " + strconv.Itoa(seconds), retry: seconds}
}

// serveMethod answers /bot<token>/<method>; rest begins with the token.
func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request, rest string) {
	token, method, found := strings.Cut(rest, "/")
	if !found {
		answer(w, nil, &refusal{code: 404, text: "Not Found"})
		return
	}
	if token != s.o.Token {
		answer(w, nil, &refusal{code: 401, text: "Unauthorized"})
		return
	}
	c := &call{s: s, method: strings.ToLower(method), args: map[string]string{}, files: map[string]*upload{}, done: r.Context().Done()}
	if why := c.read(w, r); why != nil {
		answer(w, nil, why)
		return
	}
	cut := s.slowOrCut(c)
	result, why := c.run()
	code := 200
	if why != nil {
		code = why.code
	}
	s.count(c.method, code)
	if cut {
		hangUp(w)
		return
	}
	answer(w, result, why)
}

// run carries the method out, faults and flood limits first.
func (c *call) run() (any, *refusal) {
	m, ok := c.s.methods[c.method]
	if !ok {
		return nil, &refusal{code: 404, text: "Not Found"}
	}
	if m.free != nil {
		if why := c.s.injected(c); why != nil {
			return nil, why
		}
		return m.free(c)
	}
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if why := c.s.fault(c); why != nil {
		return nil, why
	}
	if why := c.s.flood.refuse(c, m); why != nil {
		return nil, why
	}
	return m.do(c)
}

// answer writes a result or a refusal in the envelope of the Bot API.
func answer(w http.ResponseWriter, result any, why *refusal) {
	w.Header().Set("Content-Type", "application/json")
	if why != nil {
		envelope := map[string]any{"ok": false, "error_code": why.code, "description": why.text}
		if why.retry > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(why.retry))
			envelope["parameters"] = map[string]any{"retry_after": why.retry}
		}
		if why.migrate != 0 {
			envelope["parameters"] = map[string]any{"migrate_to_chat_id": why.migrate}
		}
		w.WriteHeader(why.code)
		_ = json.NewEncoder(w).Encode(envelope)
		return
	}
	body, err := json.Marshal(result)
	if err != nil {
		w.WriteHeader(500)
		_, _ = io.WriteString(w, `{"ok":false,"error_code":500,"description":"Internal Server Error"}`)
		return
	}
	out := make([]byte, 0, len(body)+24)
	out = append(out, `{"ok":true,"result":`...)
	out = append(out, body...)
	_, _ = w.Write(append(out, '}'))
}

// hangUp breaks the connection off without an answer.
func hangUp(w http.ResponseWriter) {
	if h, ok := w.(http.Hijacker); ok {
		if conn, _, err := h.Hijack(); err == nil {
			_ = conn.Close()
			return
		}
	}
	panic(http.ErrAbortHandler)
}

// read takes the parameters from the query, then from the body; the first of
// a name wins.
func (c *call) read(w http.ResponseWriter, r *http.Request) *refusal {
	for name, values := range r.URL.Query() {
		c.set(name, values[0])
	}
	if r.Body == nil || r.Method == http.MethodGet {
		return nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return &refusal{code: 413, text: "Request Entity Too Large"}
	}
	if err != nil {
		return bad("can't read the request")
	}
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		return c.readJSON(body)
	case "application/x-www-form-urlencoded":
		return c.readForm(string(body))
	case "multipart/form-data":
		return c.readMultipart(body, params["boundary"])
	}
	return nil
}

func (c *call) set(name, value string) {
	if _, taken := c.args[name]; !taken {
		c.args[name] = value
	}
}

// readJSON takes the fields of an object: strings as they are, anything else
// as JSON, which is what the same parameter would be in a form.
func (c *call) readJSON(body []byte) *refusal {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return bad("can't parse JSON object: " + err.Error())
	}
	for name, raw := range fields {
		var words string
		switch {
		case string(raw) == "null":
		case raw[0] == '"' && json.Unmarshal(raw, &words) == nil:
			c.set(name, words)
		default:
			c.set(name, string(raw))
		}
	}
	return nil
}

// readMultipart takes fields and files. A body without any part is what
// go-telegram/bot sends for a method without parameters.
func (c *call) readMultipart(body []byte, boundary string) *refusal {
	if len(body) == 0 {
		return nil
	}
	form := multipart.NewReader(bytes.NewReader(body), boundary)
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return bad("can't parse multipart form")
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return bad("can't parse multipart form")
		}
		if part.FileName() != "" {
			c.files[part.FormName()] = &upload{part.FileName(), part.Header.Get("Content-Type"), content}
			continue
		}
		c.set(part.FormName(), string(content))
	}
}

// slowOrCut applies the faults that concern the connection: it waits where a
// slow answer was asked for, and reports whether to cut the line at the end.
func (s *Server) slowOrCut(c *call) bool {
	s.mu.Lock()
	rule := s.take(c, func(r *Rule) bool { return r.Code == 0 })
	s.mu.Unlock()
	if rule == nil {
		return false
	}
	if rule.SlowMS > 0 {
		t := time.NewTimer(time.Duration(rule.SlowMS) * time.Millisecond)
		defer t.Stop()
		select {
		case <-t.C:
		case <-c.done:
		case <-s.ctx.Done():
		}
	}
	return rule.Cut
}
