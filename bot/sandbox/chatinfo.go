package sandbox

import (
	"slices"
	"strconv"
	"strings"
)

func getChat(c *call) (any, *refusal) {
	in, why := c.chatNamed("chat_id", false)
	if why != nil {
		return nil, why
	}
	type full struct {
		Chat
		AccentColor   int             `json:"accent_color_id"`
		MaxReactions  int             `json:"max_reaction_count"`
		AcceptedGifts map[string]bool `json:"accepted_gift_types"`
		Permissions   map[string]bool `json:"permissions,omitempty"`
	}
	f := full{Chat: in.Chat, MaxReactions: 11, AcceptedGifts: map[string]bool{
		"unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false, "gifts_from_channels": false}}
	if in.Type != "private" {
		f.Permissions = map[string]bool{"can_send_messages": true, "can_send_photos": true, "can_invite_users": true}
	}
	return f, nil
}

// memberOf is what a user is in a chat. The first of a group's members owns it.
func (c *call) memberOf(in *chat, id int64) (ChatMember, bool) {
	p := c.s.people[id]
	switch {
	case id == c.s.bot.ID:
		return member(c.s.bot, in.bot), true
	case p == nil:
		return ChatMember{}, false
	case in.Type == "private":
		return member(p.user(), "member"), id == in.ID
	case len(in.members) > 0 && in.members[0] == id:
		return member(p.user(), "creator"), true
	case slices.Contains(in.members, id):
		return member(p.user(), "member"), true
	}
	return member(p.user(), "left"), true
}

func getChatMember(c *call) (any, *refusal) {
	id := c.number("user_id", 0, 0, 1<<53)
	if id == 0 {
		return nil, bad("invalid user_id specified")
	}
	in, why := c.chatNamed("chat_id", false)
	if why != nil {
		return nil, why
	}
	m, ok := c.memberOf(in, id)
	if !ok {
		return nil, bad("member not found")
	}
	if m.Status == "creator" {
		return struct {
			ChatMember
			IsAnonymous bool `json:"is_anonymous"`
		}{m, false}, nil
	}
	return m, nil
}

func getChatMemberCount(c *call) (any, *refusal) {
	in, why := c.chatNamed("chat_id", false)
	if why != nil {
		return nil, why
	}
	if in.Type == "private" {
		return 2, nil
	}
	return len(in.members) + 1, nil
}

func getChatAdministrators(c *call) (any, *refusal) {
	in, why := c.chatNamed("chat_id", false)
	if why != nil {
		return nil, why
	}
	if in.Type == "private" {
		return nil, bad("there are no administrators in the private chat")
	}
	admins := []any{}
	if len(in.members) > 0 && c.s.people[in.members[0]] != nil {
		admins = append(admins, map[string]any{"user": c.s.people[in.members[0]].user(), "status": "creator", "is_anonymous": false})
	}
	if in.bot == "administrator" && c.yes("return_bots") {
		admins = append(admins, member(c.s.bot, in.bot))
	}
	return admins, nil
}

func leaveChat(c *call) (any, *refusal) {
	in, why := c.chat()
	if why != nil {
		return nil, why
	}
	if in.Type == "private" {
		return nil, bad("chat member status can't be changed in private chats")
	}
	old := in.bot
	c.s.add(in, &Message{From: c.s.bot, LeftChatMember: c.s.bot})
	in.bot = "left"
	c.s.membership(in, c.s.bot, old, "left")
	return true, nil
}

func setMessageReaction(c *call) (any, *refusal) {
	var reactions []struct {
		Type string `json:"type"`
	}
	if _, why := c.json("reaction", &reactions, "can't parse reaction types JSON object"); why != nil {
		return nil, why
	}
	in, why := c.chat()
	if why != nil {
		return nil, why
	}
	if in.messages[c.messageID("message_id")] == nil {
		return nil, bad("message to react not found")
	}
	if len(reactions) > 1 {
		return nil, bad("REACTIONS_TOO_MANY")
	}
	return true, nil
}

func pinChatMessage(c *call) (any, *refusal) {
	in, why := c.chat()
	if why != nil {
		return nil, why
	}
	m := in.messages[c.messageID("message_id")]
	if m == nil {
		return nil, bad("message to pin not found")
	}
	if why := c.mayPin(in); why != nil {
		return nil, why
	}
	c.s.add(in, &Message{From: c.s.bot, Out: true, ThreadID: m.ThreadID, PinnedMessage: quoted(m)})
	return true, nil
}

func (c *call) mayPin(in *chat) *refusal {
	if in.Type != "private" && in.bot != "administrator" {
		return bad("not enough rights to manage pinned messages in the chat")
	}
	return nil
}

func unpinChatMessage(c *call) (any, *refusal) {
	in, why := c.chat()
	if why != nil {
		return nil, why
	}
	if id := c.messageID("message_id"); id != 0 && in.messages[id] == nil {
		return nil, bad("message to unpin not found")
	}
	if why := c.mayPin(in); why != nil {
		return nil, why
	}
	return true, nil
}

func unpinAllChatMessages(c *call) (any, *refusal) {
	in, why := c.chat()
	if why != nil {
		return nil, why
	}
	if why := c.mayPin(in); why != nil {
		return nil, why
	}
	return true, nil
}

// textKey names one of the bot's texts in one language.
type textKey struct{ name, lang string }

// setBotText makes setMyName, setMyDescription and setMyShortDescription.
func setBotText(name string, most int) func(*call) (any, *refusal) {
	return func(c *call) (any, *refusal) {
		if runes(c.text(name)) > most {
			return nil, bad("BOT_" + strings.ToUpper(name) + "_TOO_LONG")
		}
		lang, why := c.language()
		if why != nil {
			return nil, why
		}
		c.s.texts[textKey{name, lang}] = c.text(name)
		return true, nil
	}
}

// getBotText reads them back; a language that has none shows the default.
func getBotText(name string) func(*call) (any, *refusal) {
	return func(c *call) (any, *refusal) {
		lang, why := c.language()
		if why != nil {
			return nil, why
		}
		text := orElse(c.s.texts[textKey{name, lang}], c.s.texts[textKey{name, ""}])
		if name == "name" {
			text = orElse(text, c.s.bot.FirstName)
		}
		return map[string]string{name: text}, nil
	}
}

// language is a two-letter code, or none.
func (c *call) language() (string, *refusal) {
	lang := c.text("language_code")
	if lang != "" && (len(lang) != 2 || strings.Trim(lang, "abcdefghijklmnopqrstuvwxyz") != "") {
		return "", bad("invalid language code specified")
	}
	return lang, nil
}

func setChatMenuButton(c *call) (any, *refusal) {
	var b struct {
		Type string `json:"type"`
	}
	if _, why := c.json("menu_button", &b, "can't parse menu button JSON object"); why != nil {
		return nil, why
	}
	switch b.Type {
	case "", "default", "commands", "web_app":
	default:
		return nil, bad("can't parse menu button: MenuButton has unsupported type")
	}
	c.s.menu[c.number("chat_id", 0, 0, 1<<53)] = orElse(c.text("menu_button"), `{"type":"default"}`)
	return true, nil
}

func getChatMenuButton(c *call) (any, *refusal) {
	id := c.number("chat_id", 0, 0, 1<<53)
	raw := orElse(c.s.menu[id], orElse(c.s.menu[0], `{"type":"commands"}`))
	return rawJSON(raw), nil
}

// rawJSON is JSON that is passed on as it came.
type rawJSON string

// MarshalJSON returns the text itself.
func (r rawJSON) MarshalJSON() ([]byte, error) { return []byte(r), nil }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
