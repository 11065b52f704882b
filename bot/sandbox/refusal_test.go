package sandbox_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox"
)

type fields = map[string]any

func TestRefusalsAreWordedAsThePlatformWordsThem(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	send := func(p fields) int {
		t.Helper()
		p["chat_id"] = ana
		r := call(t, s, url, "sendMessage", p)
		var m sandbox.Message
		if !r.OK || json.Unmarshal(r.Result, &m) != nil {
			t.Fatalf("%+v", r)
		}
		return m.MessageID
	}
	plain := send(fields{"text": "Hello"})
	keyed := send(fields{"text": "Keys", "reply_markup": fields{"keyboard": []any{[]any{"A"}}}})
	said := must(t)(s.Say(ana, ana, "mine"))
	button := func(b any) fields {
		return fields{"chat_id": ana, "text": "x", "reply_markup": fields{"inline_keyboard": []any{[]any{b}}}}
	}
	for _, c := range []struct {
		method string
		params fields
		want   string
	}{
		{"sendMessage", fields{"text": "x"}, "Bad Request: chat_id is empty"},
		{"sendMessage", fields{"chat_id": 5, "text": "x"}, "Bad Request: chat not found"},
		{"sendMessage", fields{"chat_id": li, "text": "x"}, "Bad Request: chat not found"}, // has not written yet
		{"sendMessage", fields{"chat_id": ana}, "Bad Request: message text is empty"},
		{"sendMessage", fields{"chat_id": ana, "text": " \n "}, "Bad Request: text must be non-empty"},
		{"sendMessage", fields{"chat_id": ana, "text": strings.Repeat("格", 4097)}, "Bad Request: message is too long"},
		{"sendMessage", fields{"chat_id": ana, "text": "<b>x", "parse_mode": "HTML"}, `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{"sendMessage", fields{"chat_id": ana, "text": "a<c>x", "parse_mode": "html"}, `Bad Request: can't parse entities: Unsupported start tag "c" at byte offset 1`},
		{"sendMessage", fields{"chat_id": ana, "text": "1.", "parse_mode": "MarkdownV2"}, `Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\'`},
		{"sendMessage", fields{"chat_id": ana, "text": "*x", "parse_mode": "MarkdownV2"}, `Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 0`},
		{"sendMessage", fields{"chat_id": ana, "text": "x", "parse_mode": "TeX"}, "Bad Request: unsupported parse_mode"},
		{"sendMessage", fields{"chat_id": ana, "text": "x", "reply_parameters": fields{"message_id": 999}}, "Bad Request: message to be replied not found"},
		{"sendMessage", fields{"chat_id": ana, "text": "x", "reply_markup": "{"}, "Bad Request: can't parse reply keyboard markup JSON object"},
		{"sendMessage", fields{"chat_id": ana, "text": "x", "reply_markup": "[]"}, "Bad Request: object expected as reply markup"},
		{"sendMessage", button(fields{"text": "x"}), "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"sendMessage", button(fields{"callback_data": "x"}), `Bad Request: can't parse inline keyboard button: Can't find field "text"`},
		{"sendMessage", button(fields{"text": "x", "callback_data": strings.Repeat("格", 22)}), "Bad Request: BUTTON_DATA_INVALID"},
		{"sendMessage", button("x"), "Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object"},
		{"sendMessage", fields{"chat_id": team, "text": "x", "reply_markup": fields{"keyboard": []any{[]any{fields{"text": "x", "request_location": true}}}}}, "Bad Request: location can be requested in private chats only"},
		{"sendPhoto", fields{"chat_id": ana}, "Bad Request: there is no photo in the request"},
		{"sendPhoto", fields{"chat_id": ana, "photo": "nonsense"}, "Bad Request: wrong file identifier/HTTP URL specified"},
		{"sendPhoto", fields{"chat_id": ana, "photo": "x", "caption": strings.Repeat("x", 1025)}, "Bad Request: message caption is too long"},
		{"sendMediaGroup", fields{"chat_id": ana, "media": "x"}, "Bad Request: expected an Array of InputMedia"},
		{"sendLocation", fields{"chat_id": ana, "longitude": 1}, "Bad Request: latitude is empty"},
		{"sendChatAction", fields{"chat_id": ana, "action": "dancing"}, "Bad Request: wrong parameter action in request"},
		{"editMessageText", fields{"chat_id": ana, "message_id": plain, "text": "Hello"}, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"},
		{"editMessageText", fields{"chat_id": ana, "message_id": 999, "text": "x"}, "Bad Request: message to edit not found"},
		{"editMessageText", fields{"chat_id": ana, "message_id": said, "text": "x"}, "Bad Request: message can't be edited"},
		{"editMessageText", fields{"chat_id": ana, "message_id": keyed, "text": "x"}, "Bad Request: message can't be edited"},
		{"editMessageText", fields{"chat_id": ana, "message_id": plain, "text": strings.Repeat("x", 4097)}, "Bad Request: MESSAGE_TOO_LONG"},
		{"editMessageCaption", fields{"chat_id": ana, "message_id": plain, "caption": "x"}, "Bad Request: there is no caption in the message to edit"},
		{"deleteMessage", fields{"chat_id": ana, "message_id": 999}, "Bad Request: message to delete not found"},
		{"deleteMessage", fields{"chat_id": team}, "Bad Request: message identifier is not specified"},
		{"deleteMessages", fields{"chat_id": ana}, "Bad Request: message identifiers are not specified"},
		{"answerCallbackQuery", fields{"callback_query_id": "7"}, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"getFile", fields{}, "Bad Request: file_id not specified"},
		{"getFile", fields{"file_id": "x"}, "Bad Request: invalid file_id"},
		{"setMyCommands", fields{"commands": []any{fields{"command": "Bad Name", "description": "x"}}}, "Bad Request: BOT_COMMAND_INVALID"},
		{"setMyCommands", fields{"scope": fields{"type": "moon"}}, "Bad Request: can't parse BotCommandScope: Unsupported type specified"},
		{"setMyCommands", fields{"scope": fields{"type": "chat_administrators", "chat_id": ana}}, "Bad Request: can't use specified scope in private chats"},
		{"setMyCommands", fields{"scope": fields{"type": "chat", "chat_id": 4}}, "Bad Request: chat not found"},
		{"deleteMyCommands", fields{"language_code": "e1"}, "Bad Request: invalid language code specified"},
		{"setWebhook", fields{"url": "https://"}, "Bad Request: invalid webhook URL specified"},
		{"setWebhook", fields{"url": "https://x.example"}, "Bad Request: invalid webhook URL specified: the sandbox delivers to this machine only"},
		{"setWebhook", fields{"url": "http://192.168.1.1/"}, "Bad Request: invalid webhook URL specified: the sandbox delivers to this machine only"},
		{"setWebhook", fields{"url": "http://127.0.0.1.example/"}, "Bad Request: invalid webhook URL specified: the sandbox delivers to this machine only"},
		{"setWebhook", fields{"url": "http://localhost/", "secret_token": "a b"}, "Bad Request: secret token contains unallowed characters"},
		{"forwardMessage", fields{"chat_id": ana, "from_chat_id": ana, "message_id": 999}, "Bad Request: message to forward not found"},
		{"getChatAdministrators", fields{"chat_id": ana}, "Bad Request: there are no administrators in the private chat"},
	} {
		if r := call(t, s, url, c.method, c.params); r.Code != 400 || r.Description != c.want {
			t.Errorf("%s %v:\n got %d %s\nwant %s", c.method, c.params, r.Code, r.Description, c.want)
		}
	}
	if r := call(t, s, url, "makeCoffee", nil); r.Code != 404 || r.Description != "Not Found" {
		t.Errorf("an unknown method: %+v", r)
	}
	if r := post(t, url+"/bot4200000000:wrong/getMe", "", nil); r.Code != 401 || r.Description != "Unauthorized" {
		t.Errorf("a wrong token: %+v", r)
	}
	if n := s.Stats(); n.Codes[400] == 0 || n.Methods["sendmessage"] == 0 {
		t.Errorf("stats %+v", n)
	}
}

func TestOneOfAButtonsActionsCounts(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	r := call(t, s, url, "sendMessage", fields{"chat_id": ana, "text": "x", "reply_markup": fields{"inline_keyboard": []any{[]any{
		fields{"text": "u", "url": "https://example.org", "callback_data": "d"},
		fields{"text": "d", "callback_data": "d", "copy_text": fields{"text": ""}},
		fields{"text": "c", "copy_text": fields{"text": "copied"}},
	}, []any{}}}})
	var m struct {
		ReplyMarkup json.RawMessage `json:"reply_markup"`
	}
	want := `{"inline_keyboard":[[{"text":"u","url":"https://example.org"},{"text":"d","callback_data":"d"},{"text":"c","copy_text":{"text":"copied"}}]]}`
	if err := json.Unmarshal(r.Result, &m); err != nil || string(m.ReplyMarkup) != want {
		t.Errorf("%+v: %s", r, m.ReplyMarkup)
	}
}

func TestAnEditWithoutAKeyboardTakesItAway(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	keys := fields{"inline_keyboard": []any{[]any{fields{"text": "d", "callback_data": "d"}}}}
	send := func() int {
		var m sandbox.Message
		_ = json.Unmarshal(call(t, s, url, "sendMessage", fields{"chat_id": ana, "text": "x", "reply_markup": keys}).Result, &m)
		return m.MessageID
	}
	for name, p := range map[string]fields{"no keyboard": {}, "an empty one": {"reply_markup": fields{"inline_keyboard": []any{}}}} {
		id := send()
		p["chat_id"], p["message_id"] = ana, id
		r := call(t, s, url, "editMessageReplyMarkup", p)
		var m sandbox.Message
		if err := json.Unmarshal(r.Result, &m); err != nil || m.ReplyMarkup != nil || m.Text != "x" || m.EditDate == 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestAPressIsAnsweredOnceAndInTime(t *testing.T) {
	now := time.Now()
	s, url := start(t, sandbox.Options{Now: func() time.Time { return now }})
	press := func() string {
		if _, err := s.Tap(ana, ana, 12345, "x"); err != nil {
			t.Fatal(err)
		}
		got := updates(t, s, url, `{"offset":-1}`)
		if m, _ := got[0].Callback.Message.(map[string]any); m["date"] != 0.0 {
			t.Errorf("a message nobody has is not inaccessible: %v", m)
		}
		return got[0].Callback.ID
	}
	id := press()
	if r := call(t, s, url, "answerCallbackQuery", fields{"callback_query_id": id}); !r.OK || string(r.Result) != "true" {
		t.Errorf("%+v", r)
	}
	if r := call(t, s, url, "answerCallbackQuery", fields{"callback_query_id": id}); r.Code != 400 {
		t.Errorf("the second answer: %+v", r)
	}
	id = press()
	now = now.Add(16 * time.Second)
	if r := call(t, s, url, "answerCallbackQuery", fields{"callback_query_id": id}); r.Code != 400 {
		t.Errorf("the late answer: %+v", r)
	}
}

func TestABlockedBotAndADeletedAccountAreForbidden(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	if err := s.Block(ana, true); err != nil {
		t.Fatal(err)
	}
	got := updates(t, s, url, `{}`)
	if len(got) != 1 || got[0].Member.New.Status != "kicked" || got[0].Member.Old.Status != "member" {
		t.Errorf("my_chat_member: %+v", got)
	}
	hello := fields{"chat_id": ana, "text": "x"}
	if r := call(t, s, url, "sendMessage", hello); r.Code != 403 || r.Description != "Forbidden: bot was blocked by the user" {
		t.Errorf("%+v", r)
	}
	must(t)(s.Say(ana, ana, "back")) // the client asks to unblock first
	if r := call(t, s, url, "sendMessage", hello); !r.OK {
		t.Errorf("%+v", r)
	}
	s.Delete(ana)
	if r := call(t, s, url, "sendMessage", hello); r.Code != 403 || r.Description != "Forbidden: user is deactivated" {
		t.Errorf("%+v", r)
	}
}
