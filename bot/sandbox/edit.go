package sandbox

import (
	"encoding/json"
	"reflect"
	"strings"
)

// editable finds the message of an edit and checks that the bot may edit it:
// its own, not sent with a reply keyboard, not forwarded, no service message.
func (c *call) editable() (*chat, *Message, *refusal) {
	if !c.has("chat_id") && c.has("inline_message_id") {
		return nil, nil, bad("MESSAGE_ID_INVALID") // nothing here is sent inline
	}
	in, why := c.chat()
	if why != nil {
		return nil, nil, why
	}
	m := in.messages[c.messageID("message_id")]
	if m == nil {
		return nil, nil, bad("message to edit not found")
	}
	if !m.Out || m.Markup != nil || m.ForwardOrigin != nil || m.service() {
		return nil, nil, bad("message can't be edited")
	}
	return in, m, nil
}

// edited puts the new content in the place of the old one. An edit without a
// keyboard takes the keyboard away.
func (c *call) edited(in *chat, old, now *Message) (any, *refusal) {
	keys, reply, why := c.markup(in.Type == "private")
	if why != nil {
		return nil, why
	}
	if reply != nil {
		return nil, bad("inline keyboard expected")
	}
	now.ReplyMarkup = keys
	if now.Text == old.Text && sameEntities(now.Entities, old.Entities) && now.Caption == old.Caption &&
		sameEntities(now.CaptionEntities, old.CaptionEntities) && sameFile(now, old) && reflect.DeepEqual(now.ReplyMarkup, old.ReplyMarkup) {
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	now.EditDate = c.s.unix()
	c.reached(in)
	c.s.replace(in, now)
	return now, nil
}

func sameEntities(a, b []Entity) bool { return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b) }

// sameFile compares the files of two messages by their unique IDs.
func sameFile(a, b *Message) bool { return a.media() == b.media() && uniqueID(a) == uniqueID(b) }

func uniqueID(m *Message) string {
	for _, f := range []*Media{m.Video, m.Voice, m.Document} {
		if f != nil {
			return f.FileUniqueID
		}
	}
	if n := len(m.Photo); n > 0 {
		return m.Photo[n-1].FileUniqueID
	}
	return ""
}

// replace puts the edited form of a message into its chat.
func (s *Server) replace(in *chat, m *Message) {
	in.messages[m.MessageID] = m
	s.emit(Event{Kind: "edit", Chat: in.ID, Message: m})
}

func editMessageText(c *call) (any, *refusal) {
	if !c.has("text") {
		return nil, bad("message text is empty")
	}
	text, entities, why := c.formatted(c.text("text"), c.text("parse_mode"), c.text("entities"), maxText)
	if why != nil {
		if strings.HasSuffix(why.text, "message is too long") {
			why = bad("MESSAGE_TOO_LONG") // so for edits
		}
		return nil, why
	}
	if text == "" {
		return nil, bad("text must be non-empty")
	}
	in, old, why := c.editable()
	if why != nil {
		return nil, why
	}
	if old.Text == "" {
		return nil, bad("there is no text in the message to edit")
	}
	now := *old
	now.Text, now.Entities = text, entities
	return c.edited(in, old, &now)
}

func editMessageCaption(c *call) (any, *refusal) {
	in, old, why := c.editable()
	if why != nil {
		return nil, why
	}
	if old.media() == "" {
		return nil, bad("there is no caption in the message to edit")
	}
	now := *old
	if why := c.caption(&now); why != nil {
		return nil, why
	}
	return c.edited(in, old, &now)
}

func editMessageReplyMarkup(c *call) (any, *refusal) {
	in, old, why := c.editable()
	if why != nil {
		return nil, why
	}
	now := *old
	return c.edited(in, old, &now)
}

func editMessageMedia(c *call) (any, *refusal) {
	var raw json.RawMessage
	if ok, why := c.json("media", &raw, "can't parse input media JSON object"); why != nil {
		return nil, why
	} else if !ok {
		return nil, bad("can't parse InputMedia: expected an Object")
	}
	in, old, why := c.editable()
	if why != nil {
		return nil, why
	}
	if old.media() == "" && old.Text == "" {
		return nil, bad("message can't be edited")
	}
	now := *old
	now.Text, now.Entities, now.Caption, now.CaptionEntities = "", nil, "", nil
	now.Photo, now.Video, now.Voice, now.Document = nil, nil, nil, nil
	if why := c.inputMedia(raw, &now); why != nil {
		return nil, why
	}
	return c.edited(in, old, &now)
}

// day is how old a message may be, in seconds, for a bot to delete it, twice over.
const day = 24 * 60 * 60

// deletable says why a message cannot be deleted by the bot, or nil.
func (c *call) deletable(in *chat, m *Message) *refusal {
	switch {
	case c.s.unix()-m.Date > 2*day:
		return bad("message can't be deleted for everyone")
	case !m.Out && in.Type != "private" && in.bot != "administrator":
		return bad("message can't be deleted")
	}
	return nil
}

func (s *Server) remove(in *chat, id int) {
	delete(in.messages, id)
	s.emit(Event{Kind: "delete", Chat: in.ID, MessageID: id})
}

func deleteMessage(c *call) (any, *refusal) {
	if !c.has("chat_id") {
		return nil, bad("chat identifier is not specified")
	}
	id := c.messageID("message_id")
	if id == 0 {
		return nil, bad("message identifier is not specified")
	}
	in, why := c.chat()
	if why != nil {
		return nil, why
	}
	m := in.messages[id]
	if m == nil {
		return nil, bad("message to delete not found")
	}
	if why := c.deletable(in, m); why != nil {
		return nil, why
	}
	c.s.remove(in, id)
	return true, nil
}

func deleteMessages(c *call) (any, *refusal) {
	var ids []int
	if ok, why := c.json("message_ids", &ids, "can't parse message_ids JSON object"); why != nil {
		return nil, why
	} else if !ok || len(ids) == 0 {
		return nil, bad("message identifiers are not specified")
	}
	if len(ids) > 100 {
		return nil, bad("too many message identifiers specified")
	}
	in, why := c.chat()
	if why != nil {
		return nil, why
	}
	for _, id := range ids { // those that are not there are passed over
		if m := in.messages[id]; m != nil && c.deletable(in, m) == nil {
			c.s.remove(in, id)
		}
	}
	return true, nil
}
