package sandbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"image"
	"image/jpeg"
	_ "image/png" // photos may be PNG
	"strings"
)

// What the platform takes and gives out.
const (
	maxDownload = 20 << 20
	maxUpload   = 50 << 20
	maxPhoto    = 10 << 20
	thumbSide   = 320
)

// file is one file of the platform. A thumbnail has no bytes of its own: it is
// drawn when somebody looks at it.
type file struct {
	id, unique    string
	kind          string // folder of its path: "photos", "videos" …
	name, mime    string
	bytes         []byte
	width, height int
	thumbOf       *file
}

func suffix(f *file) string {
	if i := strings.LastIndexByte(f.name, '.'); i > 0 && len(f.name)-i <= 6 {
		return f.name[i:]
	}
	return map[string]string{"photos": ".jpg", "videos": ".mp4", "voice": ".oga", "stickers": ".webp"}[f.kind]
}

// keep stores bytes under a new file_id. The unique ID is the same for the
// same bytes, as on the platform.
func (s *Server) keep(kind, name, mime string, content []byte) *file {
	sum := sha256.Sum256(content)
	unique := base64.RawURLEncoding.EncodeToString(sum[:11])
	f := &file{unique: "AQAD" + unique, kind: kind, name: name, mime: mime, bytes: content}
	f.id = s.newFileID(kind, unique)
	s.files[f.id] = f
	return f
}

func (s *Server) newFileID(kind, unique string) string {
	return fmt.Sprintf("AgAC%s%s-%d-%d", kind[:1], unique, s.bot.ID, len(s.files)+1)
}

// photo stores a picture and returns its sizes, from small to large.
func (s *Server) photo(content []byte) ([]PhotoSize, *refusal) {
	if len(content) == 0 {
		return nil, bad("file must be non-empty")
	}
	if len(content) > maxPhoto {
		return nil, bad(fmt.Sprintf("file of size %d bytes is too big for a photo; the maximum size is %d bytes", len(content), maxPhoto))
	}
	pic, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return nil, bad("IMAGE_PROCESS_FAILED")
	}
	w, h := pic.Width, pic.Height
	if w+h > 10_000 || w > 20*h || h > 20*w {
		return nil, bad("PHOTO_INVALID_DIMENSIONS")
	}
	full := s.keep("photos", "", "image/jpeg", content)
	full.width, full.height = w, h
	var sizes []PhotoSize
	if max(w, h) > thumbSide {
		small := &file{unique: full.unique + "s", kind: "photos", mime: "image/jpeg", thumbOf: full}
		small.width, small.height = max(1, w*thumbSide/max(w, h)), max(1, h*thumbSide/max(w, h))
		small.id = s.newFileID("photos", small.unique)
		s.files[small.id] = small
		sizes = append(sizes, size(small))
	}
	return append(sizes, size(full)), nil
}

func size(f *file) PhotoSize {
	return PhotoSize{f.id, f.unique, f.width, f.height, len(f.bytes)}
}

// content is the bytes of a file, drawn now where it is a thumbnail.
func (f *file) content() []byte {
	if f.thumbOf == nil {
		return f.bytes
	}
	from, _, err := image.Decode(bytes.NewReader(f.thumbOf.bytes))
	if err != nil {
		return f.thumbOf.bytes
	}
	small := image.NewRGBA(image.Rect(0, 0, f.width, f.height))
	b := from.Bounds()
	for y := range f.height {
		for x := range f.width {
			small.Set(x, y, from.At(b.Min.X+x*b.Dx()/f.width, b.Min.Y+y*b.Dy()/f.height))
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, nil); err != nil {
		return f.thumbOf.bytes
	}
	return out.Bytes()
}

func getFile(c *call) (any, *refusal) {
	if !c.has("file_id") {
		return nil, bad("file_id not specified")
	}
	f := c.s.files[c.text("file_id")]
	switch {
	case f == nil:
		return nil, bad("invalid file_id")
	case len(f.bytes) > maxDownload:
		return nil, bad("file is too big")
	}
	answer := map[string]any{"file_id": f.id, "file_unique_id": f.unique, "file_path": f.kind + "/" + f.id + suffix(f)}
	if n := len(f.bytes); n > 0 {
		answer["file_size"] = n
	}
	return answer, nil
}
