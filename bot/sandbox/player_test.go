package sandbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gridbot/bot/sandbox"
	"gridbot/flows/talk/chatfile"
)

// echo is a small bot on raw JSON: it acknowledges an update after it is done
// with it, so Drained says when it is idle.
func echo(t *testing.T, s *sandbox.Server, url string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	t.Cleanup(func() { cancel(); s.Close(); <-done })
	go func() {
		defer close(done)
		offset := 0
		for ctx.Err() == nil {
			r := call(t, s, url, "getUpdates", fields{"offset": offset, "timeout": 50})
			var list []update
			if json.Unmarshal(r.Result, &list) != nil {
				return
			}
			for _, u := range list {
				echoOne(t, s, url, u)
				offset = u.ID + 1
			}
		}
	}()
}

func echoOne(t *testing.T, s *sandbox.Server, url string, u update) {
	say := func(p fields) { call(t, s, url, "sendMessage", p) }
	if q := u.Callback; q != nil {
		m, _ := q.Message.(map[string]any)
		id := m["chat"].(map[string]any)["id"]
		if q.Data == "silent" {
			return
		}
		call(t, s, url, "answerCallbackQuery", fields{"callback_query_id": q.ID, "text": "Got " + q.Data, "show_alert": q.Data == "forged"})
		if q.Data == "gone" {
			call(t, s, url, "deleteMessage", fields{"chat_id": id, "message_id": m["message_id"]})
			return
		}
		call(t, s, url, "editMessageText", fields{"chat_id": id, "message_id": m["message_id"], "text": "Pressed " + q.Data})
		say(fields{"chat_id": ana, "text": "Ana is told of " + q.Data})
		return
	}
	if u.Message == nil {
		return
	}
	m := u.Message
	chat := m.Chat.ID
	switch {
	case m.Photo != nil:
		say(fields{"chat_id": chat, "text": "A photo, " + m.Caption, "reply_markup": fields{"remove_keyboard": true}})
	case m.Venue != nil:
		say(fields{"chat_id": chat, "text": fmt.Sprint(m.Venue.Title, " at ", m.Venue.Address, m.Location.Latitude)})
	case strings.Contains(m.Text, "keys"):
		say(fields{"chat_id": chat, "text": "Choose", "reply_markup": fields{"keyboard": []any{[]any{"One", "Two"}}}})
	case m.Text == "when":
		say(fields{"chat_id": chat, "text": "When", "reply_markup": fields{"inline_keyboard": []any{
			[]any{fields{"text": "▫️ Mon", "callback_data": "mon"}, fields{"text": "▫️ Tue", "callback_data": "tue"}}}}})
	case strings.HasPrefix(m.Text, "/link"):
		say(fields{"chat_id": chat, "text": "https://t.me/grid_bot?start=join_7 and https://t.me/grid_bot?startgroup=bind_9"})
	default:
		say(fields{"chat_id": chat, "text": "You said:\n" + m.Text, "reply_markup": fields{"inline_keyboard": []any{
			[]any{fields{"text": "Yes", "callback_data": "yes"}, fields{"text": "No, gone", "callback_data": "gone"}, fields{"text": "Silent", "callback_data": "silent"}}}}})
	}
}

const played = `# What everybody is shown stands under the line that caused it.

Ana: hello
     you
Bot → Ana: You said:
     hello
     you
     [Yes] [No, gone] [Silent]
Ana: [Silent]
Bot ! Ana: (no answer)
Ana: [No]
Bot ! Ana: Got gone
Bot ✗ Ana: You said:
Li: hi
Bot → Li: You said:
     hi
     [Yes] [No, gone] [Silent]
Li: [Yes]
Bot → Ana: Ana is told of yes
Bot ! Li: Got yes
Bot ✎ Li: Pressed yes
Li: (forge forged)
Bot → Ana: Ana is told of forged
Bot ! Li: (alert) Got forged
Bot ✎ Li: Pressed forged

-- the bot says nothing --
Ana: keys
Bot → Ana: Choose
     {One} {Two}
Ana: [Two]
Bot → Ana: You said:
     Two
     [Yes] [No, gone] [Silent]
Ana: when
Bot → Ana: When
     [▫️ Mon] [▫️ Tue]
Ana: [▫️…]
Bot ! Ana: Got mon
Bot ✎ Ana: Pressed mon
Bot → Ana: Ana is told of mon
Ana: (photo drain) oh
Bot → Ana: A photo, oh
     <remove keyboard>
Ana: (venue Elm 12 | Elm Street 31.5,121)
Bot → Ana: Elm 12 at Elm Street31.5
Ana: /link
Bot → Ana: https://t.me/grid_bot?start=join_7 and https://t.me/grid_bot?startgroup=bind_9
Li: (follow)
Bot → Li: You said:
     /start join_7
     [Yes] [No, gone] [Silent]
Li@team: (follow)
Bot → @team: You said:
     /start@grid_bot bind_9
     [Yes] [No, gone] [Silent]
Li@team: just chatter
Ana@team: [Yes]
Bot → Ana: Ana is told of yes
Bot ! Ana@team: Got yes
Bot ✎ @team: Pressed yes
`

func stagePlayer(t *testing.T) *sandbox.Player {
	t.Helper()
	s, url := box(t, sandbox.Options{Username: "grid_bot"})
	echo(t, s, url)
	return &sandbox.Player{
		Server: s, Cast: []sandbox.Part{{Name: "team", Chat: team}, {Name: "Ana", Chat: ana}, {Name: "Li", Chat: li}},
		Settle: s.Drained,
		Direct: func(_ context.Context, words string) error {
			if words != "the bot says nothing" {
				return errors.New("cannot do that")
			}
			return nil
		},
	}
}

func TestAPlayedTranscriptIsTheSameEveryTime(t *testing.T) {
	var silent strings.Builder // only the people's side is written by hand
	script, err := chatfile.Parse(played)
	if err != nil {
		t.Fatal(err)
	}
	silent.WriteString(script.Rewrite(func(int, chatfile.Line) []string { return nil }))
	for name, text := range map[string]string{"as written": played, "from the people's side": silent.String()} {
		script, err := chatfile.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := stagePlayer(t).Play(t.Context(), script)
		if err != nil || got != played {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

func TestALineThatCannotBePlayedIsNamed(t *testing.T) {
	for text, want := range map[string]string{
		"Bo: hi":                              `line 1, Bo: hi: "Bo" is not in the cast`,
		"Ana: hi\nAna: [Maybe]":               "line 2, Ana: [Maybe]: nobody was shown a button [Maybe] there",
		"Ana: hi\nLi: [Yes]":                  "line 2, Li: [Yes]: nobody was shown a button [Yes] there",
		"Ana: when\nAna: [▫️]":                "line 2, Ana: [▫️]: several buttons begin with [▫️]: ▫️ Mon, ▫️ Tue",
		"Ana: (follow)":                       "line 1, Ana: (follow): nobody was shown a start link of the bot",
		"Ana: (edit x)":                       "line 1, Ana: (edit x): Ana has said nothing here to edit",
		"Ana: (photo moon)":                   `line 1, Ana: (photo moon): no picture is called "moon"`,
		"-- the moon falls --":                "line 1, -- the moon falls --: cannot do that",
		"Ana: keys\nAna: hi\nAna: [T]\nLi: [": "",
	} {
		script, err := chatfile.Parse(text)
		if want == "" {
			if err == nil {
				t.Errorf("%q was read", text)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := stagePlayer(t).Play(t.Context(), script); err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}
