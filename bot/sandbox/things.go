package sandbox

import (
	"bytes"
	"fmt"
	"slices"
)

// A Thing is something a person sends that is not words. Kind is video,
// voice, sticker, document, contact, location, venue or forward; which of the
// other fields count depends on it.
type Thing struct {
	Kind     string
	Text     string // caption; of a forward its words; of a contact the name
	Lat, Lon float64
	Accuracy float64 // metres, 0 unknown
	Title    string
	Address  string
	Own      bool // a contact is the person's own
	Bytes    []byte
	FileName string
}

// Photo lets a person send one photo, or from 2 to 10 as an album: one message
// and one update each. Pictures are JPEG or PNG; none means the sample
// "kitchen". It returns the IDs of the messages.
func (s *Server) Photo(person int64, at Place, caption string, pictures ...[]byte) ([]int, error) {
	if len(pictures) == 0 {
		pictures = [][]byte{s.Sample("kitchen")}
	}
	if len(pictures) > 10 {
		return nil, fmt.Errorf("photo: an album has at most 10")
	}
	if caption, _ = trimmed(caption, nil); runes(caption) > maxCaption {
		return nil, fmt.Errorf("photo: a caption has at most %d characters", maxCaption)
	}
	s.mu.Lock()
	album := ""
	if len(pictures) > 1 {
		album = s.album()
	}
	messages := make([]*Message, len(pictures))
	for i, p := range pictures {
		sizes, why := s.photo(p)
		if why != nil {
			s.mu.Unlock()
			return nil, fmt.Errorf("photo: %w", why.asError())
		}
		messages[i] = &Message{Photo: sizes, MediaGroupID: album}
	}
	s.mu.Unlock()
	messages[0].Caption, messages[0].CaptionEntities = caption, detect(caption, nil)
	var ids []int
	for _, m := range messages {
		id, err := s.act(person, at, m)
		if err != nil {
			return ids, fmt.Errorf("photo: %w", err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// Location lets a person send a point in WGS-84 degrees.
func (s *Server) Location(person, chat int64, lat, lon float64) (int, error) {
	return s.Send(person, Place{Chat: chat}, Thing{Kind: "location", Lat: lat, Lon: lon})
}

// Venue lets a person send a named place.
func (s *Server) Venue(person, chat int64, title, address string, lat, lon float64) (int, error) {
	return s.Send(person, Place{Chat: chat}, Thing{Kind: "venue", Title: title, Address: address, Lat: lat, Lon: lon})
}

// Send lets a person send a Thing. It returns the ID of the message.
func (s *Server) Send(person int64, at Place, t Thing) (int, error) {
	m, err := s.thing(person, t)
	if err != nil {
		return 0, fmt.Errorf("send %s: %w", t.Kind, err)
	}
	return s.act(person, at, m)
}

func (s *Server) thing(person int64, t Thing) (*Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	who := s.people[person]
	if who == nil {
		return nil, fmt.Errorf("no person %d", person)
	}
	words, _ := trimmed(t.Text, nil)
	m := &Message{Caption: words, CaptionEntities: detect(words, nil)}
	seconds, side := 5, 480
	where := Location{t.Lat, t.Lon, t.Accuracy}
	switch t.Kind {
	case "photo":
		sizes, why := s.photo(t.Bytes)
		m.Photo = sizes
		return m, why.asError()
	case "video":
		m.Video = s.keep("videos", name(t, "video.mp4"), "video/mp4", content(t)).media()
		m.Video.Width, m.Video.Height, m.Video.Duration = &side, &side, &seconds
	case "voice":
		m.Voice = s.keep("voice", "", "audio/ogg", content(t)).media()
		m.Voice.Duration = &seconds
	case "document":
		m.Document = s.keep("documents", name(t, "document.pdf"), "application/pdf", content(t)).media()
	case "sticker":
		f := s.keep("stickers", "", "image/webp", content(t))
		m = &Message{Sticker: &Sticker{FileID: f.id, FileUniqueID: f.unique, Type: "regular", Width: 512, Height: 512, Emoji: "👍", FileSize: len(f.bytes)}}
	case "contact":
		m = &Message{Contact: &Contact{PhoneNumber: "+8613800000000", FirstName: orElse(t.Text, "Wang")}}
		if t.Own {
			m.Contact.FirstName, m.Contact.LastName, m.Contact.UserID = who.First, who.Last, who.ID
			m.Contact.PhoneNumber = fmt.Sprintf("+86139%08d", who.ID%100_000_000)
		}
	case "location":
		m = &Message{Location: &where}
	case "venue":
		m = &Message{Location: &where, Venue: &Venue{where, t.Title, t.Address}}
	case "forward":
		m = &Message{Text: orElse(t.Text, "…"), ForwardOrigin: &Origin{"user", s.unix() - 3600, s.otherThan(who)}}
		m.Entities = detect(m.Text, nil)
	default:
		return nil, fmt.Errorf("nobody can send that here")
	}
	if (t.Kind == "location" || t.Kind == "venue") && (t.Lat < -90 || t.Lat > 90 || t.Lon < -180 || t.Lon > 180) {
		return nil, fmt.Errorf("%v, %v is no point", t.Lat, t.Lon)
	}
	return m, nil
}

// otherThan is somebody else, for a forward to come from.
func (s *Server) otherThan(who *person) *User {
	i := slices.IndexFunc(s.cast, func(id int64) bool { return id != who.ID })
	if i < 0 {
		return &User{ID: 1, FirstName: "Somebody"}
	}
	return s.people[s.cast[i]].user()
}

func name(t Thing, missing string) string { return orElse(t.FileName, missing) }

func orElse(t, missing string) string {
	if t == "" {
		return missing
	}
	return t
}

// content is the bytes of a thing; where none were given a document of one line,
// or a few that no player would play.
func content(t Thing) []byte {
	switch {
	case len(t.Bytes) > 0:
		return t.Bytes
	case t.Kind == "document":
		return onePage("A document of the sandbox")
	}
	return []byte("a " + t.Kind + " of the sandbox")
}

// onePage is a PDF with one line on it, for whoever opens what a person sent.
func onePage(line string) []byte {
	ink := "BT /F 20 Tf 60 760 Td (" + line + ") Tj ET"
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	var at []int
	for i, object := range []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(ink), ink),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	} {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, table)
	return out.Bytes()
}
