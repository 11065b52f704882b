package sandbox

import (
	"errors"
	"strings"
)

// outgoing prepares a message of the bot: chat, topic, reply and keyboard, in
// the order in which the server checks them.
func (c *call) outgoing() (*chat, *Message, *refusal) {
	to, why := c.chat()
	if why != nil {
		return nil, nil, why
	}
	if to.mute {
		return nil, nil, bad("not enough rights to send text messages to the chat")
	}
	m := &Message{From: c.s.bot, Out: true, Protected: c.yes("protect_content")}
	if m.ThreadID, why = c.thread(to); why != nil {
		return nil, nil, why
	}
	if m.ReplyTo, why = c.replyTo(to); why != nil {
		return nil, nil, why
	}
	if m.ReplyTo != nil && m.ThreadID == 0 {
		m.ThreadID = m.ReplyTo.ThreadID
	}
	if m.ReplyMarkup, m.Markup, why = c.markup(to.Type == "private"); why != nil {
		return nil, nil, why
	}
	return to, m, nil
}

// thread is the topic a message goes to. Only a forum has topics.
func (c *call) thread(to *chat) (int, *refusal) {
	id := c.messageID("message_thread_id")
	if id == 0 || !to.IsForum {
		return 0, nil
	}
	if _, ok := to.topics[id]; !ok { // the General topic, 1, must not be named either
		return 0, bad("message thread not found")
	}
	return id, nil
}

// replyTo is the message a reply refers to, without its own reply.
func (c *call) replyTo(to *chat) (*Message, *refusal) {
	var p struct {
		MessageID int  `json:"message_id"`
		Anyway    bool `json:"allow_sending_without_reply"`
	}
	if ok, why := c.json("reply_parameters", &p, "can't parse reply parameters JSON object"); why != nil {
		return nil, why
	} else if !ok {
		p.MessageID = c.messageID("reply_to_message_id")
		p.Anyway = c.yes("allow_sending_without_reply")
	}
	if p.MessageID == 0 {
		return nil, nil
	}
	m := to.messages[p.MessageID]
	if m == nil && !p.Anyway {
		return nil, bad("message to be replied not found")
	}
	return quoted(m), nil
}

// quoted is a message as it stands within a reply to it.
func quoted(m *Message) *Message {
	if m == nil || m.ReplyTo == nil {
		return m
	}
	q := *m
	q.ReplyTo = nil
	return &q
}

// sent puts a message of the bot into its chat and shows its keyboard.
func (c *call) sent(to *chat, m *Message) (any, *refusal) {
	c.reached(to)
	m = c.s.add(to, m)
	c.s.showKeyboard(to, m.Markup, m.ReplyTo)
	return m, nil
}

func sendMessage(c *call) (any, *refusal) {
	if !c.has("text") {
		return nil, bad("message text is empty")
	}
	text, entities, why := c.formatted(c.text("text"), c.text("parse_mode"), c.text("entities"), maxText)
	if why != nil {
		return nil, why
	}
	if text == "" {
		return nil, bad("text must be non-empty")
	}
	to, m, why := c.outgoing()
	if why != nil {
		return nil, why
	}
	m.Text, m.Entities = text, entities
	return c.sent(to, m)
}

// caption reads the words of a photo, a video, a document.
func (c *call) caption(m *Message) *refusal {
	text, entities, why := c.formatted(c.text("caption"), c.text("parse_mode"), c.text("caption_entities"), maxCaption)
	if why != nil {
		if strings.HasSuffix(why.text, "message is too long") {
			why = bad("message caption is too long")
		}
		return why
	}
	m.Caption, m.CaptionEntities = text, entities
	return nil
}

func sendLocation(c *call) (any, *refusal) {
	where, why := c.location()
	if why != nil {
		return nil, why
	}
	to, m, why := c.outgoing()
	if why != nil {
		return nil, why
	}
	m.Location = where
	return c.sent(to, m)
}

func (c *call) location() (*Location, *refusal) {
	lat, why := c.degrees("latitude", 90)
	if why != nil {
		return nil, why
	}
	lon, why := c.degrees("longitude", 180)
	if why != nil {
		return nil, why
	}
	return &Location{lat, lon, c.metres("horizontal_accuracy", 1500)}, nil
}

func sendVenue(c *call) (any, *refusal) {
	where, why := c.location()
	if why != nil {
		return nil, why
	}
	for _, name := range []string{"title", "address"} {
		if !c.has(name) {
			return nil, bad("VENUE_" + strings.ToUpper(name) + "_EMPTY")
		}
	}
	to, m, why := c.outgoing()
	if why != nil {
		return nil, why
	}
	m.Venue = &Venue{*where, c.text("title"), c.text("address")}
	m.Location = where
	return c.sent(to, m)
}

func sendContact(c *call) (any, *refusal) {
	for _, name := range []string{"phone_number", "first_name"} {
		if !c.has(name) {
			return nil, bad("parameter \"" + name + "\" is required")
		}
	}
	to, m, why := c.outgoing()
	if why != nil {
		return nil, why
	}
	m.Contact = &Contact{PhoneNumber: c.text("phone_number"), FirstName: c.text("first_name"), LastName: c.text("last_name"), VCard: c.text("vcard")}
	return c.sent(to, m)
}

// chatActions are what a bot may be seen doing.
var chatActions = map[string]bool{
	"cancel": true, "typing": true, "record_video": true, "upload_video": true, "record_audio": true,
	"record_voice": true, "upload_audio": true, "upload_voice": true, "upload_photo": true, "upload_document": true,
	"choose_sticker": true, "find_location": true, "pick_up_location": true, "record_video_note": true, "upload_video_note": true,
}

func sendChatAction(c *call) (any, *refusal) {
	action := strings.ToLower(c.text("action"))
	if !chatActions[action] {
		return nil, bad("wrong parameter action in request")
	}
	to, why := c.chat()
	if why != nil {
		return nil, why
	}
	to.typing = c.s.unix() + 5
	c.s.emit(Event{Kind: "typing", Chat: to.ID, Action: action})
	return true, nil
}

// source finds the message a forward or a copy starts from.
func (c *call) source(doing string) (*Message, *refusal) {
	from, why := c.chatNamed("from_chat_id", false)
	if why != nil {
		return nil, why
	}
	m := from.messages[c.messageID("message_id")]
	if m == nil {
		return nil, bad("message to " + doing + " not found")
	}
	if m.service() {
		return nil, bad("message can't be " + map[string]string{"forward": "forwarded", "copy": "copied"}[doing])
	}
	return m, nil
}

func forwardMessage(c *call) (any, *refusal) {
	from, why := c.source("forward")
	if why != nil {
		return nil, why
	}
	to, m, why := c.outgoing()
	if why != nil {
		return nil, why
	}
	again := copied(from)
	again.From, again.Out, again.ThreadID = m.From, true, m.ThreadID
	again.ReplyMarkup = from.ReplyMarkup
	again.ForwardOrigin = &Origin{"user", from.Date, from.From}
	return c.sent(to, again)
}

func copyMessage(c *call) (any, *refusal) {
	from, why := c.source("copy")
	if why != nil {
		return nil, why
	}
	to, m, why := c.outgoing()
	if why != nil {
		return nil, why
	}
	again := copied(from)
	again.From, again.Out, again.ThreadID, again.ReplyTo = m.From, true, m.ThreadID, m.ReplyTo
	again.ReplyMarkup, again.Markup = m.ReplyMarkup, m.Markup
	if _, ok := c.args["caption"]; ok && from.media() != "" {
		if why := c.caption(again); why != nil {
			return nil, why
		}
	}
	done, why := c.sent(to, again)
	if why != nil {
		return nil, why
	}
	return map[string]int{"message_id": done.(*Message).MessageID}, nil
}

// copied is the content of a message without where and when it was said.
func copied(m *Message) *Message {
	return &Message{
		Text: m.Text, Entities: m.Entities, Caption: m.Caption, CaptionEntities: m.CaptionEntities,
		Photo: m.Photo, Video: m.Video, Voice: m.Voice, Document: m.Document, Sticker: m.Sticker,
		Contact: m.Contact, Location: m.Location, Venue: m.Venue,
	}
}

// asError makes a refusal an error of the Go API.
func (r *refusal) asError() error {
	if r == nil {
		return nil
	}
	return errors.New(r.text)
}
