package sandbox

import (
	"mime"
	"net/http"
	"path"
	"strings"
)

// What files are served as. Media have one type by their folder; a document is
// told by the end of its name. Neither is what the sender called it: a page or
// a drawing with a script in it would otherwise run as part of our own.
var (
	mediaTypes    = map[string]string{"photos": "image/jpeg", "videos": "video/mp4", "voice": "audio/ogg", "stickers": "image/webp"}
	documentTypes = map[string]string{
		".pdf":  "application/pdf",
		".csv":  "text/csv; charset=utf-8",
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	}
)

// served is the content type of a file, and how a browser is to take it: shown
// where it is, or kept under the name it was sent with. Of the documents a PDF
// alone is shown: what it brings along runs in the viewer, apart from the page.
func (f *file) served() (kind, disposition string) {
	if f.kind != "documents" {
		return mediaTypes[f.kind], "inline"
	}
	kind, disposition = documentTypes[strings.ToLower(path.Ext(f.name))], "attachment"
	switch kind {
	case "":
		kind = "application/octet-stream"
	case documentTypes[".pdf"]:
		disposition = "inline"
	}
	if f.name == "" {
		return kind, disposition
	}
	return kind, mime.FormatMediaType(disposition, map[string]string{"filename": f.name})
}

// serveFile answers /file/bot<token>/<path>; rest begins with the token.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, rest string) {
	token, place, _ := strings.Cut(rest, "/")
	if token != s.o.Token {
		answer(w, nil, &refusal{code: 401, text: "Unauthorized"})
		return
	}
	_, id, _ := strings.Cut(place, "/")
	id, _, _ = strings.Cut(id, ".")
	if !s.sendFile(w, id) {
		answer(w, nil, &refusal{code: 404, text: "Not Found"})
	}
}

// sendFile writes the bytes of a file, and reports whether there is one.
func (s *Server) sendFile(w http.ResponseWriter, id string) bool {
	s.mu.Lock()
	f := s.files[id]
	s.mu.Unlock()
	if f == nil {
		return false
	}
	kind, disposition := f.served()
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", disposition)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(f.content())
	return true
}
