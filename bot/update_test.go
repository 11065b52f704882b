package bot

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

const (
	ana   = `"from":{"id":7,"is_bot":false,"first_name":"Ana","last_name":"Keller","language_code":"en"}`
	inAna = `"message_id":5,"date":1,"chat":{"id":7,"type":"private","first_name":"Ana"},` + ana
	inTop = `"message_id":5,"date":1,"chat":{"id":-1007,"type":"supergroup","title":"Team","is_forum":true},"message_thread_id":3,"is_topic_message":true,` + ana
	inOld = `"message_id":5,"date":1,"chat":{"id":-1007,"type":"supergroup","title":"Team"},"message_thread_id":2,` + ana
)

func said(in, rest string) string {
	return `{"update_id":1,"message":{` + in + `,` + rest + `}}`
}

// anaSaid is the event of a message of Ana's in private.
func anaSaid(change func(*talk.Event)) talk.Event {
	e := talk.Event{At: noon, From: talk.Sender{ID: 7, Name: "Ana Keller"}, Chat: talk.Chat{ID: 7}, Message: 5, Language: "en"}
	change(&e)
	return e
}

func inGroup(thread int, change func(*talk.Event)) talk.Event {
	return anaSaid(func(e *talk.Event) {
		e.Chat = talk.Chat{ID: -1007, Group: true, Title: "Team", Thread: thread}
		change(e)
	})
}

// updates are real ones, shortened: what is said and what it means to us.
var updates = []struct {
	name, raw string
	want      talk.Event
}{
	{"words", said(inAna, `"text":" 崧涵庭\u200b 有气灶 "`), anaSaid(func(e *talk.Event) { e.Text = "崧涵庭 有气灶" })},
	{"an answer", said(inAna, `"text":"是","reply_to_message":{"message_id":4,"date":1,"chat":{"id":7,"type":"private"},"poll":{"id":"1"}}`),
		anaSaid(func(e *talk.Event) { e.Text, e.Reply = "是", 4 })},
	{"an answer to a card of ours", said(inAna, `"text":"是","reply_to_message":{"message_id":4,"from":{"id":1,"is_bot":true,"username":"Grid_bot"},"text":"🔔 #1042 · 灯\nmore"}`),
		anaSaid(func(e *talk.Event) { e.Text, e.Reply, e.Quoted = "是", 4, "🔔 #1042 · 灯" })},
	{"an answer to another bot", said(inAna, `"text":"是","reply_to_message":{"message_id":4,"from":{"id":1,"is_bot":true,"username":"other_bot"},"text":"#1042"}`),
		anaSaid(func(e *talk.Event) { e.Text, e.Reply = "是", 4 })},
	{"an answer to somebody who calls themselves so", said(inAna, `"text":"是","reply_to_message":{"message_id":4,"from":{"id":8,"username":"grid_bot"},"caption":"#1042"}`),
		anaSaid(func(e *talk.Event) { e.Text, e.Reply = "是", 4 })},
	{"a command", said(inAna, `"text":"/Help","entities":[{"type":"bot_command","offset":0,"length":5}]`), anaSaid(func(e *talk.Event) { e.Command = "help" })},
	{"a link", said(inAna, `"text":"/start iabc_-9","entities":[{"type":"bot_command","offset":0,"length":6}]`),
		anaSaid(func(e *talk.Event) { e.Command, e.Payload = "start", "iabc_-9" })},
	{"a command with our name", said(inOld, `"text":"/start@Grid_Bot bgrid","entities":[{"type":"bot_command","offset":0,"length":15}]`),
		inGroup(0, func(e *talk.Event) { e.Command, e.Payload = "start", "bgrid" })},
	{"a command to another bot", said(inOld, `"text":"/start@other_bot bgrid","entities":[{"type":"bot_command","offset":0,"length":16}]`),
		inGroup(0, func(e *talk.Event) { e.Text = "/start@other_bot bgrid" })},
	{"a command behind words", said(inAna, `"text":"🔥🔥 /help","entities":[{"type":"bot_command","offset":5,"length":5}]`),
		anaSaid(func(e *talk.Event) { e.Text = "🔥🔥 /help" })},
	{"a command before an emoji", said(inAna, `"text":"/report 🔥灶","entities":[{"type":"bot_command","offset":0,"length":7},{"type":"bold","offset":8,"length":3}]`),
		anaSaid(func(e *talk.Event) { e.Command, e.Payload = "report", "🔥灶" })},
	{"a command longer than its message", said(inAna, `"text":"/a","entities":[{"type":"bot_command","offset":0,"length":99}]`), anaSaid(func(e *talk.Event) { e.Text = "/a" })},
	{"a slash that is no command", said(inAna, `"text":"/ 3号楼"`), anaSaid(func(e *talk.Event) { e.Text = "/ 3号楼" })},
	{"a photo of an album", said(inAna, `"media_group_id":"77","caption":"灶","photo":[{"file_id":"s","file_unique_id":"us","width":90,"height":90},{"file_id":"l","file_unique_id":"ul","width":900,"height":900}]`),
		anaSaid(func(e *talk.Event) {
			e.Text, e.Album, e.Files = "灶", "77", []talk.File{{Kind: "photo", ID: "l", Unique: "ul", Small: "l"}}
		})},
	{"a voice message", said(inAna, `"voice":{"file_id":"v","file_unique_id":"uv","duration":3}`),
		anaSaid(func(e *talk.Event) { e.Files = []talk.File{{Kind: "voice", ID: "v", Unique: "uv"}} })},
	{"a video note", said(inAna, `"video_note":{"file_id":"v","file_unique_id":"uv","length":3,"duration":3}`),
		anaSaid(func(e *talk.Event) { e.Files = []talk.File{{Kind: "note", ID: "v", Unique: "uv"}} })},
	{"an animation, which is a document too", said(inAna, `"animation":{"file_id":"a","file_unique_id":"ua"},"document":{"file_id":"d","file_unique_id":"ud","file_name":"x.gif"}`),
		anaSaid(func(e *talk.Event) { e.Files = []talk.File{{Kind: "document", ID: "d", Unique: "ud"}} })},
	{"a place", said(inAna, `"location":{"latitude":31.28,"longitude":121.45,"horizontal_accuracy":12.5}`),
		anaSaid(func(e *talk.Event) { e.Point, e.Wide = &grids.Point{Lat: 31.28, Lon: 121.45}, 13 })},
	{"a venue", said(inAna, `"venue":{"location":{"latitude":31.28,"longitude":121.45},"title":"崧涵庭","address":"延长路"},"location":{"latitude":31.28,"longitude":121.45}`),
		anaSaid(func(e *talk.Event) { e.Point, e.Venue = &grids.Point{Lat: 31.28, Lon: 121.45}, "崧涵庭" })},
	{"a venue without a title", said(inAna, `"venue":{"title":"","address":"延长路 1"},"location":{"latitude":31.28,"longitude":121.45}`),
		anaSaid(func(e *talk.Event) { e.Point, e.Venue = &grids.Point{Lat: 31.28, Lon: 121.45}, "延长路 1" })},
	{"a live location that moved", `{"update_id":1,"edited_message":{` + inAna + `,"edit_date":9,"location":{"latitude":31.28,"longitude":121.45,"live_period":900}}}`,
		anaSaid(func(e *talk.Event) {
			e.Point, e.Edited, e.Moving = &grids.Point{Lat: 31.28, Lon: 121.45}, true, true
		})},
	{"words that were changed", `{"update_id":1,"edited_message":{` + inAna + `,"edit_date":9,"text":"七楼"}}`, anaSaid(func(e *talk.Event) { e.Text, e.Edited = "七楼", true })},
	{"her own contact", said(inAna, `"contact":{"phone_number":"+1","first_name":"Ana","user_id":7}`), anaSaid(func(e *talk.Event) { e.Contact, e.Unheard = 7, "contact" })},
	{"somebody's contact", said(inAna, `"contact":{"phone_number":"+1","first_name":"Bo"}`), anaSaid(func(e *talk.Event) { e.Contact, e.Unheard = -1, "contact" })},
	{"a sticker", said(inAna, `"sticker":{"file_id":"x","type":"regular"}`), anaSaid(func(e *talk.Event) { e.Unheard = "other" })},
	{"kinds nobody knows yet", said(inAna, `"text":"好","forward_origin":{"type":"hologram"},"external_reply":{"origin":{"type":"x"}},"paid_media":{"paid_media":[{"type":"smell"}]},"chat_background":{"type":{"type":"x"}}`),
		anaSaid(func(e *talk.Event) { e.Text = "好" })},
	{"words in a topic", said(inTop, `"text":"/bind","entities":[{"type":"bot_command","offset":0,"length":5}],"reply_to_message":{"message_id":3,"forum_topic_created":{"name":"x"}}`),
		inGroup(3, func(e *talk.Event) { e.Command, e.Reply = "bind", 3 })},
	{"a thread of answers, which is no topic", said(inOld, `"text":"好"`), inGroup(0, func(e *talk.Event) { e.Text = "好" })},
	{"a name in Chinese", `{"update_id":1,"message":{"message_id":5,"chat":{"id":8,"type":"private"},"from":{"id":8,"first_name":"建国","last_name":"王"},"text":"好"}}`,
		talk.Event{At: noon, From: talk.Sender{ID: 8, Name: "王建国"}, Chat: talk.Chat{ID: 8}, Message: 5, Text: "好"}},
	{"a button", `{"update_id":1,"callback_query":{"id":"99",` + ana + `,"message":{"message_id":5,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":1,"is_bot":true},"text":"x"},"chat_instance":"1","data":"c|1001|claim"}}`,
		anaSaid(func(e *talk.Event) { e.Query, e.Press = "99", "c|1001|claim" })},
	{"a button under a message that is too old", `{"update_id":1,"callback_query":{"id":"99",` + ana + `,"message":{"message_id":5,"date":0,"chat":{"id":-1007,"type":"supergroup","title":"Team"}},"data":"m|help"}}`,
		inGroup(0, func(e *talk.Event) { e.Query, e.Press = "99", "m|help" })},
	{"a button without its message", `{"update_id":1,"callback_query":{"id":"99",` + ana + `,"inline_message_id":"x","data":"m|help"}}`,
		anaSaid(func(e *talk.Event) { e.Query, e.Press, e.Message = "99", "m|help", 0 })},
	{"a game's button", `{"update_id":1,"callback_query":{"id":"99",` + ana + `,"game_short_name":"x"}}`, anaSaid(func(e *talk.Event) { e.Query, e.Press, e.Message = "99", "?", 0 })},
	{"a button that holds too much", `{"update_id":1,"callback_query":{"id":"99",` + ana + `,"data":"` + strings.Repeat("灶", 22) + `"}}`,
		anaSaid(func(e *talk.Event) { e.Query, e.Press, e.Message = "99", "?", 0 })},
	{"she blocked us", member("private", 7, "kicked"), anaSaid(func(e *talk.Event) { e.Blocked, e.Message = true, 0 })},
	{"she let us back in", member("private", 7, "member"), anaSaid(func(e *talk.Event) { e.Unblock, e.Message = true, 0 })},
	{"we were added", member("supergroup", -1007, "administrator"), inGroup(0, func(e *talk.Event) { e.Joined, e.Message = true, 0 })},
	{"we were thrown out", member("supergroup", -1007, "left"), inGroup(0, func(e *talk.Event) { e.Left, e.Message = true, 0 })},
	{"the group became a supergroup", `{"update_id":1,"message":{"message_id":5,"date":1,"chat":{"id":-7,"type":"group","title":"Team"},` + ana + `,"migrate_to_chat_id":-1001234567890}}`,
		talk.Event{At: noon, Chat: talk.Chat{ID: -7, Group: true, Title: "Team"}, Message: 5, MovedTo: -1001234567890}},
}

func member(kind string, chat int, status string) string {
	title := ""
	if kind != "private" {
		title = `,"title":"Team"`
	}
	return fmt.Sprintf(`{"update_id":1,"my_chat_member":{"chat":{"id":%d,"type":%q%s},%s,"date":1,"old_chat_member":{"status":"x"},"new_chat_member":{"user":{"id":1,"is_bot":true},"status":%q,"until_date":0}}}`,
		chat, kind, title, ana, status)
}

func TestAnUpdateBecomesAnEvent(t *testing.T) {
	for _, u := range updates {
		got, ok, err := decode([]byte(u.raw), "grid_bot", noon)
		if err != nil || !ok {
			t.Errorf("%s: ok %v, %v", u.name, ok, err)
		} else if !reflect.DeepEqual(got, u.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", u.name, got, u.want)
		}
	}
}

// nobodys are updates that are nobody's business.
var nobodys = map[string]string{
	"another bot":             `{"update_id":1,"message":{"message_id":5,"chat":{"id":-1007,"type":"group"},"from":{"id":9,"is_bot":true,"first_name":"B"},"text":"/start"}}`,
	"another bot's press":     `{"update_id":1,"callback_query":{"id":"9","from":{"id":9,"is_bot":true},"data":"m|help"}}`,
	"a post of a channel":     `{"update_id":1,"channel_post":{"message_id":5,"chat":{"id":-1009,"type":"channel"},"text":"/start"}}`,
	"a message in a channel":  `{"update_id":1,"message":{"message_id":5,"chat":{"id":-1009,"type":"channel"},` + ana + `,"text":"/start"}}`,
	"a channel in its group":  said(inOld, `"sender_chat":{"id":-1009,"type":"channel"},"is_automatic_forward":true,"text":"/help"`),
	"an anonymous lead":       `{"update_id":1,"message":{"message_id":5,"chat":{"id":-1007,"type":"supergroup"},"sender_chat":{"id":-1007},"from":{"id":1087968824,"is_bot":true},"text":"/bind"}}`,
	"nobody's message":        `{"update_id":1,"message":{"message_id":5,"chat":{"id":-1007,"type":"supergroup"},"text":"x"}}`,
	"somebody joined":         said(inOld, `"new_chat_members":[{"id":8,"first_name":"B"}]`),
	"somebody left":           said(inOld, `"left_chat_member":{"id":8,"first_name":"B"}`),
	"a new title":             said(inOld, `"new_chat_title":"T"`),
	"a new photo":             said(inOld, `"new_chat_photo":[{"file_id":"x"}]`),
	"a pinned message":        said(inAna, `"pinned_message":{"message_id":4,"date":0,"chat":{"id":7,"type":"private"}}`),
	"a new topic":             said(inTop, `"forum_topic_created":{"name":"x"}`),
	"a closed topic":          said(inTop, `"forum_topic_closed":{}`),
	"a timer for messages":    said(inAna, `"message_auto_delete_timer_changed":{"message_auto_delete_time":60}`),
	"leave to write":          said(inAna, `"write_access_allowed":{"from_request":true}`),
	"a new background":        said(inAna, `"chat_background_set":{"type":{"type":"x"}}`),
	"the group was made":      said(inOld, `"group_chat_created":true`),
	"it was a group before":   said(inOld, `"migrate_from_chat_id":-7`),
	"a kind nobody asked for": `{"update_id":1,"message_reaction":{"chat":{"id":7},"new_reaction":[{"type":"smell"}]}}`,
	"a kind nobody knows":     `{"update_id":1,"hologram":{}}`,
	"nothing at all":          `{"update_id":1}`,
	"null":                    `null`,
}

func TestWhatIsNobodysBusinessIsIgnored(t *testing.T) {
	for name, raw := range nobodys {
		if e, ok, err := decode([]byte(raw), "grid_bot", noon); ok || err != nil {
			t.Errorf("%s: ok %v, %v: %+v", name, ok, err, e)
		}
	}
}

var broken = []string{``, `x`, `[]`, `"x"`, `{"message":[]}`, `{"message":{"chat":{"id":"7"}}}`, `{"update_id":1,"message":{"text":5}}`,
	`{"callback_query":{"from":{"id":1e99}}}`}

func TestWhatIsNoUpdateIsAnError(t *testing.T) {
	for _, raw := range broken {
		if _, ok, err := decode([]byte(raw), "grid_bot", noon); err == nil || ok {
			t.Errorf("%s: ok %v, %v", raw, ok, err)
		}
	}
}

// testDesk can do nothing but understand.
func testDesk() *desk {
	return &desk{bot: "grid_bot", district: &district.District{Zone: time.UTC}, now: func() time.Time { return noon },
		log: slog.New(slog.DiscardHandler)}
}

func TestAnUpdateIsInTheLaneOfItsPerson(t *testing.T) {
	for _, u := range updates {
		if got, want := testDesk().understand(world.Entry{Body: []byte(u.raw)}).lane(), u.want.From.ID; want != 0 && got != want {
			t.Errorf("%s is in lane %d, not %d", u.name, got, want)
		}
	}
	for _, raw := range broken {
		testDesk().understand(world.Entry{Body: []byte(raw)}).lane() // any lane will do
	}
}

func FuzzDecode(f *testing.F) {
	for _, u := range updates {
		f.Add([]byte(u.raw))
	}
	for _, raw := range nobodys {
		f.Add([]byte(raw))
	}
	for _, raw := range broken {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		testDesk().understand(world.Entry{Body: raw}).lane()
		e, ok, err := decode(raw, "grid_bot", noon)
		if err != nil || !ok {
			return
		}
		for what, s := range map[string]string{"text": e.Text, "name": e.From.Name, "command": e.Command, "payload": e.Payload, "venue": e.Venue, "title": e.Chat.Title} {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\u202e") {
				t.Errorf("%s %q", what, s)
			}
		}
		if utf8.RuneCountInString(e.Text) > longestText || utf8.RuneCountInString(e.From.Name) > longestName || len(e.Press) > 64 {
			t.Errorf("too long: %d, %d, %d", len(e.Text), len(e.From.Name), len(e.Press))
		}
		if strings.ContainsAny(e.Payload+e.Venue+e.From.Name, "\n\r") {
			t.Errorf("more than a line: %q %q %q", e.Payload, e.Venue, e.From.Name)
		}
		if _, err := json.Marshal(e); err != nil {
			t.Error(err)
		}
	})
}
