package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"gridbot/flows/fastjson"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// The shapes below are what we take of an update, and no more: an unknown
// field or union kind elsewhere in it can do no harm.

type update struct {
	ID       int64      `json:"update_id"`
	Message  *message   `json:"message"`
	Edited   *message   `json:"edited_message"`
	Press    *press     `json:"callback_query"`
	MyMember *membering `json:"my_chat_member"`
}

type user struct {
	ID    int64  `json:"id"`
	Bot   bool   `json:"is_bot"`
	First string `json:"first_name"`
	Last  string `json:"last_name"`
	Lang  string `json:"language_code"`

	Username string `json:"username"`
}

type chat struct {
	ID    int64  `json:"id"`
	Type  string `json:"type"`
	Title string `json:"title"`
}

type message struct {
	ID       int       `json:"message_id"`
	Thread   int       `json:"message_thread_id"`
	Topic    bool      `json:"is_topic_message"`
	From     *user     `json:"from"`
	AsChat   any       `json:"sender_chat"` // it speaks for a channel or a group, not for a person
	Chat     chat      `json:"chat"`
	Date     int64     `json:"date"`
	Text     string    `json:"text"`
	Caption  string    `json:"caption"`
	Entities []entity  `json:"entities"`
	Album    string    `json:"media_group_id"`
	Reply    *answered `json:"reply_to_message"`

	Photo    []file `json:"photo"`
	Video    *file  `json:"video"`
	Note     *file  `json:"video_note"`
	Voice    *file  `json:"voice"`
	Audio    *file  `json:"audio"`
	Document *file  `json:"document"`
	Location *struct {
		Lat float64 `json:"latitude"`
		Lon float64 `json:"longitude"`

		Wide float64 `json:"horizontal_accuracy"`
	} `json:"location"`
	Venue *struct {
		Title   string `json:"title"`
		Address string `json:"address"`
	} `json:"venue"`
	Contact *struct {
		User int64 `json:"user_id"`
	} `json:"contact"`

	MovedTo   int64           `json:"migrate_to_chat_id"`
	MovedFrom int64           `json:"migrate_from_chat_id"`
	Joined    []user          `json:"new_chat_members"`
	LeftBy    *user           `json:"left_chat_member"`
	Title     string          `json:"new_chat_title"`
	Pinned    json.RawMessage `json:"pinned_message"`
	Created   bool            `json:"group_chat_created"`
	Super     bool            `json:"supergroup_chat_created"`
	TopicMade json.RawMessage `json:"forum_topic_created"`

	TopicEdited json.RawMessage `json:"forum_topic_edited"`
	TopicClosed json.RawMessage `json:"forum_topic_closed"`
	TopicOpened json.RawMessage `json:"forum_topic_reopened"`
	PhotoNew    json.RawMessage `json:"new_chat_photo"`
	PhotoGone   bool            `json:"delete_chat_photo"`
	Timer       json.RawMessage `json:"message_auto_delete_timer_changed"`
	Background  json.RawMessage `json:"chat_background_set"`
	MayWrite    json.RawMessage `json:"write_access_allowed"`
	CallBegan   json.RawMessage `json:"video_chat_started"`
	CallEnded   json.RawMessage `json:"video_chat_ended"`
}

// answered is the message a message answers.
type answered struct {
	ID      int    `json:"message_id"`
	From    *user  `json:"from"`
	Text    string `json:"text"`
	Caption string `json:"caption"`
}

// quoted is the first line of a message of ours that is answered; of anybody
// else's, nothing.
func (a answered) quoted(me string) string {
	if a.From == nil || !a.From.Bot || me == "" || !strings.EqualFold(a.From.Username, me) {
		return ""
	}
	line, _, _ := strings.Cut(a.Text+a.Caption, "\n")
	return text.CleanLine(line, longestQuote)
}

// service reports whether the chat says this about itself.
func (m *message) service() bool {
	for _, v := range []json.RawMessage{m.Pinned, m.TopicMade, m.TopicEdited, m.TopicClosed, m.TopicOpened,
		m.PhotoNew, m.Timer, m.Background, m.MayWrite, m.CallBegan, m.CallEnded} {
		if v != nil && string(v) != "null" {
			return true
		}
	}
	return m.MovedFrom != 0 || m.Joined != nil || m.LeftBy != nil || m.Title != "" || m.Created || m.Super || m.PhotoGone
}

type entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
}

type file struct {
	ID     string `json:"file_id"`
	Unique string `json:"file_unique_id"`
}

type press struct {
	ID      string   `json:"id"`
	From    user     `json:"from"`
	Message *message `json:"message"`
	Data    string   `json:"data"`
}

type membering struct {
	Chat chat `json:"chat"`
	From user `json:"from"`
	New  struct {
		Status string `json:"status"`
	} `json:"new_chat_member"`
}

// Limits of what is taken over from a message, in characters.
const (
	longestText    = 4096
	longestPayload = 256 // of a command, but for words that are reported
	longestName    = 64
	longestQuote   = 200
)

// decode turns one update into an event. It is the only decoder. ok is false
// for an update that is nobody's business: another bot, a service message, a
// kind we did not ask for.
func decode(raw []byte, me string, now time.Time) (e talk.Event, ok bool, err error) {
	var u update
	if err := fastjson.Unmarshal(raw, &u); err != nil {
		return e, false, fmt.Errorf("decode update: %w", err)
	}
	e.At = now
	switch {
	case u.Message != nil:
		ok = fromMessage(&e, u.Message, me)
	case u.Edited != nil:
		e.Edited = true
		ok = fromMessage(&e, u.Edited, me)
		e.Moving = e.Point != nil // only a live location changes its place
	case u.Press != nil:
		ok = fromPress(&e, u.Press)
	case u.MyMember != nil:
		ok = fromMember(&e, u.MyMember)
	}
	return e, ok, nil
}

func nameOf(u user) talk.Sender {
	name := text.CleanLine(strings.TrimSpace(u.First+" "+u.Last), longestName)
	if han(u.First) && han(u.Last) {
		name = text.CleanLine(u.Last+u.First, longestName) // 王 + 建国, as the name is said
	}
	return talk.Sender{ID: u.ID, Name: name}
}

// han tells whether a name is written in Chinese characters.
func han(s string) bool {
	for _, r := range s {
		if r < 0x4e00 || r > 0x9fff {
			return false
		}
	}
	return s != ""
}

func where(c chat, m *message) talk.Chat {
	at := talk.Chat{ID: c.ID, Group: c.Type != "private", Title: text.CleanLine(c.Title, longestName)}
	if m != nil && m.Topic {
		at.Thread = m.Thread
	}
	return at
}

func fromMessage(e *talk.Event, m *message, me string) bool {
	e.Chat, e.Message, e.Album = where(m.Chat, m), m.ID, m.Album
	if m.MovedTo != 0 {
		e.MovedTo = m.MovedTo
		return true
	}
	if m.From == nil || m.From.Bot || m.AsChat != nil || m.Chat.Type == "channel" {
		return false
	}
	e.From, e.Language = nameOf(*m.From), m.From.Lang
	if m.Reply != nil {
		e.Reply, e.Quoted = m.Reply.ID, m.Reply.quoted(me)
	}
	if m.service() {
		return false
	}
	e.Text = text.Clean(m.Text+m.Caption, longestText)
	e.Command, e.Payload = command(m, me)
	if e.Command != "" {
		e.Text = ""
	}
	switch f := m.file(); {
	case f.Kind != "":
		e.Files = []talk.File{f}
	case m.Location != nil:
		p := grids.Point{Lat: m.Location.Lat, Lon: m.Location.Lon}
		e.Point, e.Wide = &p, int(m.Location.Wide+0.5)
		if m.Venue != nil {
			e.Venue = text.CleanLine(m.Venue.Title, longestName)
			if e.Venue == "" {
				e.Venue = text.CleanLine(m.Venue.Address, longestName)
			}
		}
	case m.Contact != nil:
		e.Contact, e.Unheard = -1, "contact"
		if m.Contact.User != 0 {
			e.Contact = m.Contact.User
		}
	case e.Text == "" && e.Command == "":
		e.Unheard = "other" // sticker, poll, dice, game …
	}
	return true
}

// file is what was sent with a message; zero when nothing was.
func (m *message) file() talk.File {
	if n := len(m.Photo); n > 0 { // the last size is the largest
		return talk.File{Kind: "photo", ID: m.Photo[n-1].ID, Unique: m.Photo[n-1].Unique, Small: m.Photo[min(1, n-1)].ID}
	}
	for _, f := range []struct {
		kind string
		sent *file
	}{{"video", m.Video}, {"note", m.Note}, {"voice", m.Voice}, {"audio", m.Audio}, {"document", m.Document}} {
		if f.sent != nil {
			return talk.File{Kind: f.kind, ID: f.sent.ID, Unique: f.sent.Unique}
		}
	}
	return talk.File{}
}

// command finds a command at the very start of a message, meant for us. The
// offsets of entities count UTF-16 units.
func command(m *message, me string) (name, payload string) {
	for _, en := range m.Entities {
		if en.Type != "bot_command" || en.Offset != 0 {
			continue
		}
		units := utf16.Encode([]rune(m.Text))
		if en.Length < 2 || en.Length > len(units) {
			return "", ""
		}
		name, to, addressed := strings.Cut(string(utf16.Decode(units[1:en.Length])), "@")
		if addressed && !strings.EqualFold(to, me) {
			return "", ""
		}
		name, longest := strings.ToLower(name), longestPayload
		if name == "report" {
			longest = longestText // what is reported
		}
		return name, text.CleanLine(string(utf16.Decode(units[en.Length:])), longest)
	}
	return "", ""
}

func fromPress(e *talk.Event, p *press) bool {
	if p.From.Bot {
		return false
	}
	e.From, e.Language = nameOf(p.From), p.From.Lang
	e.Query, e.Press = p.ID, p.Data
	if e.Press == "" || len(e.Press) > 64 {
		e.Press = "?" // a game's button, or a forged one: stale to everybody
	}
	e.Chat = talk.Chat{ID: p.From.ID}
	if p.Message != nil { // old messages come without their content, but with these
		e.Chat, e.Message = where(p.Message.Chat, p.Message), p.Message.ID
	}
	return true
}

func fromMember(e *talk.Event, m *membering) bool {
	e.From, e.Language, e.Chat = nameOf(m.From), m.From.Lang, where(m.Chat, nil)
	gone := m.New.Status == "kicked" || m.New.Status == "left"
	switch {
	case !e.Chat.Group && gone:
		e.Blocked = true
	case !e.Chat.Group:
		e.Unblock = true
	case gone:
		e.Left = true
	default:
		e.Joined = true
	}
	return true
}
