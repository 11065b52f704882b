package sandbox

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// fileKinds are the folders of the kinds of media.
var fileKinds = map[string]string{"photo": "photos", "video": "videos", "voice": "voice", "document": "documents"}

// attach puts the file a parameter names into a message: an upload of that
// name, an upload named by attach://, or a file_id the bot was given.
func (c *call) attach(m *Message, kind, name, value string, up *upload) *refusal {
	if ref, ok := strings.CutPrefix(value, "attach://"); ok {
		if up = c.files[ref]; up == nil {
			return bad("there is no " + kind + " in the request")
		}
		value = ""
	}
	if up != nil {
		if len(up.bytes) == 0 {
			return bad("file must be non-empty")
		}
		if len(up.bytes) > maxUpload {
			return &refusal{code: 413, text: "Request Entity Too Large"}
		}
		if kind == "photo" {
			sizes, why := c.s.photo(up.bytes)
			m.Photo = sizes
			return why
		}
		c.put(m, kind, c.s.keep(fileKinds[kind], up.name, up.mime, up.bytes))
		return nil
	}
	switch {
	case value == "":
		return bad("there is no " + kind + " in the request")
	case strings.HasPrefix(value, "http://") || strings.HasPrefix(value, "https://"):
		return bad("wrong file identifier/HTTP URL specified") // nothing is fetched from outside
	}
	f := c.s.files[value]
	if f == nil {
		return bad("wrong file identifier/HTTP URL specified")
	}
	if f.kind != fileKinds[kind] {
		return bad("can't use file of type " + typeName(f.kind) + " as " + strings.ToUpper(kind[:1]) + kind[1:])
	}
	if kind == "photo" {
		m.Photo = c.s.sizesOf(f)
		return nil
	}
	c.put(m, kind, f)
	return nil
}

func typeName(folder string) string {
	return map[string]string{"photos": "Photo", "videos": "Video", "voice": "VoiceNote", "documents": "Document", "stickers": "Sticker"}[folder]
}

// sizesOf is a photo again, from any of its sizes.
func (s *Server) sizesOf(f *file) []PhotoSize {
	if f.thumbOf != nil {
		return []PhotoSize{size(f), size(f.thumbOf)}
	}
	return []PhotoSize{size(f)}
}

// put sets the field of a message for a file that is no photo.
func (c *call) put(m *Message, kind string, f *file) {
	one := f.media()
	number := func(name string) *int { n := int(c.number(name, 0, 0, 1<<30)); return &n }
	switch kind {
	case "video":
		one.Width, one.Height, one.Duration = number("width"), number("height"), number("duration")
		m.Video = one
	case "voice":
		one.Duration, one.FileName = number("duration"), ""
		m.Voice = one
	case "document":
		m.Document = one
	}
}

func (f *file) media() *Media {
	return &Media{FileID: f.id, FileUniqueID: f.unique, FileName: f.name, MimeType: f.mime, FileSize: len(f.bytes)}
}

// sendMedia is sendPhoto and its like.
func (c *call) sendMedia(kind string) (any, *refusal) {
	to, m, why := c.outgoing()
	if why != nil {
		return nil, why
	}
	if why := c.caption(m); why != nil {
		return nil, why
	}
	if why := c.attach(m, kind, kind, c.text(kind), c.files[kind]); why != nil {
		return nil, why
	}
	return c.sent(to, m)
}

func sendPhoto(c *call) (any, *refusal)    { return c.sendMedia("photo") }
func sendVideo(c *call) (any, *refusal)    { return c.sendMedia("video") }
func sendVoice(c *call) (any, *refusal)    { return c.sendMedia("voice") }
func sendDocument(c *call) (any, *refusal) { return c.sendMedia("document") }

// inputMedia reads one InputMedia into a message.
func (c *call) inputMedia(raw json.RawMessage, m *Message) *refusal {
	const cant = "can't parse InputMedia: "
	var in struct {
		Type     string   `json:"type"`
		Media    string   `json:"media"`
		Caption  string   `json:"caption"`
		Mode     string   `json:"parse_mode"`
		Entities []Entity `json:"caption_entities"`
	}
	if json.Unmarshal(raw, &in) != nil {
		return bad(cant + "expected an Object")
	}
	in.Type = strings.ToLower(in.Type)
	if in.Type != "photo" && in.Type != "video" && in.Type != "document" {
		return bad(cant + "type \"" + in.Type + "\" is unsupported")
	}
	if in.Media == "" {
		return bad(cant + "media not found")
	}
	entities := ""
	if len(in.Entities) > 0 {
		made, err := json.Marshal(in.Entities)
		if err != nil {
			return bad("can't parse caption_entities")
		}
		entities = string(made)
	}
	text, made, why := c.formatted(in.Caption, in.Mode, entities, maxCaption)
	if why != nil {
		if strings.HasSuffix(why.text, "message is too long") {
			why = bad("message caption is too long")
		}
		return why
	}
	m.Caption, m.CaptionEntities = text, made
	return c.attach(m, in.Type, "media", in.Media, nil)
}

// sendMediaGroup sends an album of 2 to 10: all of it or nothing.
func sendMediaGroup(c *call) (any, *refusal) {
	if !c.has("media") {
		return nil, bad("can't parse media JSON object")
	}
	var raws []json.RawMessage
	if _, why := c.json("media", &raws, "can't parse media JSON object"); why != nil {
		return nil, bad("expected an Array of InputMedia")
	}
	to, head, why := c.outgoing()
	if why != nil {
		return nil, why
	}
	if n := len(raws); n == 0 {
		return nil, bad("there are no messages to send")
	} else if n == 1 {
		return nil, bad("too few messages to send as an album")
	} else if n > 10 {
		return nil, bad("too many messages to send as an album")
	}
	items := make([]*Message, len(raws))
	documents := 0
	for i, raw := range raws {
		m := *head
		if why := c.inputMedia(raw, &m); why != nil {
			why.text = strings.Replace(why.text, "can't parse InputMedia: ", fmt.Sprintf("failed to parse InputMedia #%d: ", i+1), 1)
			return nil, why
		}
		if m.Document != nil {
			documents++
		}
		items[i] = &m
	}
	if documents != 0 && documents != len(items) {
		return nil, bad("document can't be mixed with other media types")
	}
	album := c.s.album()
	c.reached(to)
	for i := range items {
		items[i].MediaGroupID = album
		items[i].ReplyMarkup, items[i].Markup = nil, nil
		c.s.add(to, items[i])
	}
	return items, nil
}

// album is a new media_group_id.
func (s *Server) album() string {
	s.albums++
	return strconv.FormatInt(s.albums, 10)
}

// jsonText decodes JSON that stands in a value rather than in a parameter.
func (c *call) jsonText(raw string, into any) (bool, *refusal) {
	if raw == "" || raw == "null" {
		return false, nil
	}
	if err := json.Unmarshal([]byte(raw), into); err != nil {
		return false, bad("can't parse entities JSON object")
	}
	return true, nil
}
