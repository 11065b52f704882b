package sandbox

import (
	"encoding/json"
	"strings"
)

// What the platform takes of one keyboard.
const (
	maxRow     = 12  // buttons beyond are dropped silently
	maxButtons = 300 // likewise
	maxData    = 64  // bytes of callback_data
)

// An InlineKeyboard is the rows of buttons under a message.
type InlineKeyboard struct {
	Rows [][]Button `json:"inline_keyboard"`
}

// A Button is an inline button after the platform has looked at it: one of
// its actions is left.
type Button struct {
	Text          string          `json:"text"`
	URL           string          `json:"url,omitempty"`
	Data          string          `json:"callback_data,omitempty"`
	Game          json.RawMessage `json:"callback_game,omitempty"`
	Pay           bool            `json:"pay,omitempty"`
	SwitchQuery   *string         `json:"switch_inline_query,omitempty"`
	SwitchChosen  json.RawMessage `json:"switch_inline_query_chosen_chat,omitempty"`
	SwitchCurrent *string         `json:"switch_inline_query_current_chat,omitempty"`
	LoginURL      json.RawMessage `json:"login_url,omitempty"`
	WebApp        json.RawMessage `json:"web_app,omitempty"`
	CopyText      json.RawMessage `json:"copy_text,omitempty"`
}

// A Markup is a reply keyboard, its removal, or a forced reply.
type Markup struct {
	Keyboard    [][]KeyButton `json:"keyboard,omitempty"`
	Persistent  bool          `json:"is_persistent,omitempty"`
	Resize      bool          `json:"resize_keyboard,omitempty"`
	OneTime     bool          `json:"one_time_keyboard,omitempty"`
	Placeholder string        `json:"input_field_placeholder,omitempty"`
	Selective   bool          `json:"selective,omitempty"`
	Remove      bool          `json:"remove_keyboard,omitempty"`
	ForceReply  bool          `json:"force_reply,omitempty"`
}

// A KeyButton is a button of a reply keyboard; without a request it types its text.
type KeyButton struct {
	Text            string          `json:"text"`
	RequestLocation bool            `json:"request_location,omitempty"`
	RequestContact  bool            `json:"request_contact,omitempty"`
	RequestPoll     json.RawMessage `json:"request_poll,omitempty"`
	RequestUsers    json.RawMessage `json:"request_users,omitempty"`
	RequestChat     json.RawMessage `json:"request_chat,omitempty"`
	WebApp          json.RawMessage `json:"web_app,omitempty"`
}

// UnmarshalJSON takes a plain string too: it is a button with that text.
func (b *KeyButton) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &b.Text)
	}
	type plain KeyButton
	return json.Unmarshal(raw, (*plain)(b))
}

// markup reads reply_markup. An inline keyboard without buttons is none,
// which on an edit removes the one that is there.
func (c *call) markup(private bool) (*InlineKeyboard, *Markup, *refusal) {
	raw := c.args["reply_markup"]
	if raw == "" || raw == "null" {
		return nil, nil, nil
	}
	if !json.Valid([]byte(raw)) {
		return nil, nil, bad("can't parse reply keyboard markup JSON object")
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal([]byte(raw), &fields) != nil {
		return nil, nil, bad("object expected as reply markup")
	}
	if keys := fields["keyboard"]; given(keys) {
		return c.replyKeyboard(raw, keys, private)
	}
	if rows := fields["inline_keyboard"]; given(rows) {
		return inlineKeyboard(rows)
	}
	var m Markup
	if err := json.Unmarshal([]byte(raw), &m); err != nil {
		return nil, nil, bad("can't parse reply keyboard markup JSON object")
	}
	if m.Remove || m.ForceReply {
		return nil, &m, nil
	}
	return nil, nil, nil
}

func given(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

func (c *call) replyKeyboard(raw string, keys json.RawMessage, private bool) (*InlineKeyboard, *Markup, *refusal) {
	var rows []json.RawMessage
	if json.Unmarshal(keys, &rows) != nil {
		return nil, nil, bad(`field "keyboard" must be of type Array`)
	}
	for _, row := range rows {
		var buttons []json.RawMessage
		if json.Unmarshal(row, &buttons) != nil {
			return nil, nil, bad(`field "keyboard" must be an Array of Arrays`)
		}
		for _, b := range buttons {
			if why := keyButtonFault(b, private); why != "" {
				return nil, nil, bad(why)
			}
		}
	}
	var m Markup
	if err := json.Unmarshal([]byte(raw), &m); err != nil {
		return nil, nil, bad("can't parse reply keyboard markup JSON object")
	}
	m.Keyboard = trimRows(m.Keyboard)
	if len(m.Keyboard) == 0 {
		return nil, nil, nil
	}
	return nil, &m, nil
}

// keyButtonFault says what is wrong with a button of a reply keyboard, or "".
func keyButtonFault(raw json.RawMessage, private bool) string {
	var b KeyButton
	var fields map[string]json.RawMessage
	if raw[0] != '"' && json.Unmarshal(raw, &fields) != nil {
		return "can't parse keyboard button: KeyboardButton must be a String or an Object"
	}
	if raw[0] != '"' && fields["text"] == nil {
		return `can't parse keyboard button: Can't find field "text"`
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		return `can't parse keyboard button: Field "text" must be of type String`
	}
	switch {
	case strings.TrimSpace(b.Text) == "":
		return "keyboard button text must be non-empty"
	case b.RequestLocation && !private:
		return "location can be requested in private chats only"
	case b.RequestContact && !private:
		return "phone number can be requested in private chats only"
	}
	return ""
}

func inlineKeyboard(raw json.RawMessage) (*InlineKeyboard, *Markup, *refusal) {
	var rows []json.RawMessage
	if json.Unmarshal(raw, &rows) != nil {
		return nil, nil, bad(`field "inline_keyboard" must be of type Array`)
	}
	k := &InlineKeyboard{}
	for _, row := range rows {
		var raws []json.RawMessage
		if json.Unmarshal(row, &raws) != nil {
			return nil, nil, bad(`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`)
		}
		var buttons []Button
		for _, one := range raws {
			b, why := inlineButton(one)
			if why != "" {
				return nil, nil, bad(why)
			}
			buttons = append(buttons, b)
		}
		k.Rows = append(k.Rows, buttons)
	}
	k.Rows = trimRows(k.Rows)
	if len(k.Rows) == 0 {
		return nil, nil, nil
	}
	return k, nil, nil
}

// inlineButton keeps of a button's actions the one the server takes: it does
// not demand exactly one, and there are clients that send an empty copy_text
// with every button.
func inlineButton(raw json.RawMessage) (Button, string) {
	const cant = "can't parse inline keyboard button: "
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return Button{}, cant + "InlineKeyboardButton must be an Object"
	}
	if fields["text"] == nil {
		return Button{}, cant + `Can't find field "text"`
	}
	var full Button
	if err := json.Unmarshal(raw, &full); err != nil {
		return Button{}, cant + `Field "text" must be of type String`
	}
	b := Button{Text: full.Text}
	switch {
	case strings.TrimSpace(full.Text) == "":
		return b, "inline keyboard button text must be non-empty"
	case full.URL != "":
		if !plausibleURL(full.URL) {
			return b, "inline keyboard button URL '" + full.URL + "' is invalid: Wrong HTTP URL"
		}
		b.URL = full.URL
	case full.Data != "":
		if len(full.Data) > maxData {
			return b, "BUTTON_DATA_INVALID"
		}
		b.Data = full.Data
	case fields["callback_game"] != nil:
		b.Game = full.Game
	case fields["pay"] != nil:
		b.Pay = true
	case fields["switch_inline_query"] != nil:
		b.SwitchQuery = full.SwitchQuery
	case fields["switch_inline_query_chosen_chat"] != nil:
		b.SwitchChosen = full.SwitchChosen
	case fields["switch_inline_query_current_chat"] != nil:
		b.SwitchCurrent = full.SwitchCurrent
	case fields["login_url"] != nil:
		b.LoginURL = full.LoginURL
	case fields["web_app"] != nil:
		b.WebApp = full.WebApp
	case fields["copy_text"] != nil:
		var copied struct{ Text string }
		if json.Unmarshal(full.CopyText, &copied) != nil || copied.Text == "" || runes(copied.Text) > 256 {
			return b, "BUTTON_COPY_TEXT_INVALID"
		}
		b.CopyText = full.CopyText
	default:
		return b, cant + "Text buttons are unallowed in the inline keyboard"
	}
	return b, ""
}

// plausibleURL takes what the platform takes on a button: http, https, tg and
// ton links with a host.
func plausibleURL(u string) bool {
	lower := strings.ToLower(u)
	for _, scheme := range []string{"http://", "https://", "tg://", "ton://"} {
		if rest, ok := strings.CutPrefix(lower, scheme); ok {
			return rest != "" && !strings.ContainsAny(rest, " \n\t")
		}
	}
	return strings.Contains(lower, ".") && !strings.ContainsAny(lower, " \n\t:")
}

// trimRows drops empty rows and what is beyond the size of a keyboard.
func trimRows[B any](rows [][]B) [][]B {
	var kept [][]B
	all := 0
	for _, row := range rows {
		row = row[:min(len(row), maxRow, maxButtons-all)]
		if len(row) > 0 {
			kept = append(kept, row)
		}
		all += len(row)
	}
	return kept
}

// showKeyboard gives the people of a chat the reply keyboard a message brought,
// or takes it away.
func (s *Server) showKeyboard(c *chat, m *Markup, to *Message) {
	if m == nil || m.ForceReply {
		return
	}
	people := c.members
	if c.Type == "private" {
		people = []int64{c.ID}
	} else if m.Selective && to != nil && to.From != nil {
		people = []int64{to.From.ID}
	}
	for _, p := range people {
		if m.Remove {
			s.hideKeyboard(c, p)
			continue
		}
		c.keyboard[p] = m
		s.emit(Event{Kind: "keyboard", Chat: c.ID, Person: p, Keyboard: m})
	}
}

func (s *Server) hideKeyboard(c *chat, p int64) {
	if c.keyboard[p] != nil {
		delete(c.keyboard, p)
		s.emit(Event{Kind: "keyboard", Chat: c.ID, Person: p})
	}
}
