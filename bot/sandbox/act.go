package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// A Place is where in a chat a person says something.
type Place struct {
	Chat    int64
	Thread  int // topic of a forum, 0 for none
	ReplyTo int // message ID, 0 for none
}

// Say lets a person write words in a chat, or tap a button of a reply keyboard
// that types its text. It returns the ID of the message. The error says that
// there is no such person or chat, or that the words are no message.
func (s *Server) Say(person, chat int64, words string) (int, error) {
	return s.SayAt(person, Place{Chat: chat}, words)
}

// SayAt is Say in a topic or as a reply.
func (s *Server) SayAt(person int64, at Place, words string) (int, error) {
	words, _ = trimmed(words, nil)
	if strings.TrimSpace(words) == "" {
		return 0, fmt.Errorf("say: nothing to say")
	}
	if runes(words) > maxText {
		return 0, fmt.Errorf("say: a message has at most %d characters", maxText)
	}
	return s.act(person, at, &Message{Text: words, Entities: detect(words, nil)})
}

// act puts a person's message into a chat and tells the bot where the
// platform would.
func (s *Server) act(who int64, at Place, m *Message) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.speaker(who, at.Chat)
	if err != nil {
		return 0, err
	}
	if at.Thread != 0 && c.IsForum {
		m.ThreadID = at.Thread
	}
	if at.ReplyTo != 0 {
		if m.ReplyTo = quoted(c.messages[at.ReplyTo]); m.ReplyTo == nil {
			return 0, fmt.Errorf("reply: no message %d in chat %d", at.ReplyTo, at.Chat)
		}
		if m.ThreadID == 0 {
			m.ThreadID = m.ReplyTo.ThreadID
		}
	}
	m.From = s.people[who].user()
	s.add(c, m)
	s.usedOnce(c, who, m)
	s.tell(c, m)
	return m.MessageID, nil
}

// speaker finds the chat a person wants to talk in. Writing to the bot again
// ends a block, as the client asks for it.
func (s *Server) speaker(who, in int64) (*chat, error) {
	p, c := s.people[who], s.chats[in]
	switch {
	case p == nil:
		return nil, fmt.Errorf("no person %d", who)
	case c == nil:
		return nil, fmt.Errorf("no chat %d", in)
	case c.Type == "private" && in != who:
		return nil, fmt.Errorf("chat %d is not a chat of person %d", in, who)
	case c.Type != "private" && !slices.Contains(c.members, who):
		return nil, fmt.Errorf("person %d is not in group %d", who, in)
	case c.movedTo != 0:
		return nil, fmt.Errorf("group %d has become %d", in, c.movedTo)
	}
	if c.Type == "private" {
		if p.blocked {
			s.block(p, false)
		}
		p.known = true
	}
	return c, nil
}

// tell makes the update of a new message where the bot gets to see it.
func (s *Server) tell(c *chat, m *Message) {
	if s.sees(c, m) {
		s.enqueue(&Update{Message: m}, c.ID)
	}
}

// sees is privacy mode: in a group a bot sees what is meant for it, replies to
// it and what happens to the group; an administrator sees all. A command that
// names no bot reaches it, since no other bot is here.
func (s *Server) sees(c *chat, m *Message) bool {
	switch {
	case c.Type == "private":
		return true
	case c.bot == "left" || c.bot == "kicked":
		return false
	case c.bot == "administrator" || m.service():
		return true
	case m.ReplyTo != nil && m.ReplyTo.Out:
		return true
	}
	name, command := commandOf(m.Text)
	return command && (name == "" || equalFold(name, s.bot.Username))
}

// commandOf reports whether words begin with a command, and the bot it names.
func commandOf(words string) (bot string, command bool) {
	if !strings.HasPrefix(words, "/") || len(words) < 2 || !wordRune(rune(words[1])) {
		return "", false
	}
	first, _, _ := strings.Cut(strings.ReplaceAll(words, "\n", " "), " ")
	_, bot, _ = strings.Cut(first, "@")
	return bot, true
}

func equalFold(a, b string) bool { return strings.EqualFold(a, b) }

// usedOnce hides a one-time keyboard of which a button was used.
func (s *Server) usedOnce(c *chat, who int64, m *Message) {
	k := c.keyboard[who]
	if k == nil || !k.OneTime {
		return
	}
	for _, row := range k.Keyboard {
		for _, b := range row {
			if b.RequestLocation && m.Location != nil || b.RequestContact && m.Contact != nil || b.Text == m.Text && m.Text != "" {
				s.hideKeyboard(c, who)
				return
			}
		}
	}
}

// Edit lets a person change the words, or the caption, of a message of theirs.
func (s *Server) Edit(person, chat int64, messageID int, words string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.speaker(person, chat)
	if err != nil {
		return err
	}
	old := c.messages[messageID]
	if old == nil || old.From == nil || old.From.ID != person || old.Out {
		return fmt.Errorf("edit: message %d is not one of person %d", messageID, person)
	}
	words, _ = trimmed(words, nil)
	now := *old
	switch {
	case old.Text != "" && strings.TrimSpace(words) != "":
		now.Text, now.Entities = words, detect(words, nil)
	case old.media() != "":
		now.Caption, now.CaptionEntities = words, detect(words, nil)
	default:
		return fmt.Errorf("edit: message %d has no words", messageID)
	}
	now.EditDate = s.unix()
	s.replace(c, &now)
	if s.sees(c, &now) {
		s.enqueue(&Update{EditedMessage: &now}, c.ID)
	}
	return nil
}

// Start follows a deep link in private: the client sends "/start payload".
func (s *Server) Start(person int64, payload string) (int, error) {
	if err := checkPayload(payload); err != nil {
		return 0, err
	}
	return s.Say(person, person, strings.TrimSpace("/start "+payload))
}

// StartGroup follows a startgroup link: the bot is added to the group if it is
// not in it, and "/start@bot payload" is sent there.
func (s *Server) StartGroup(person, group int64, payload string) (int, error) {
	if err := checkPayload(payload); err != nil {
		return 0, err
	}
	s.mu.Lock()
	c := s.chats[group]
	out := c != nil && (c.bot == "left" || c.bot == "kicked")
	s.mu.Unlock()
	if out {
		if err := s.Invite(group, person, "member"); err != nil {
			return 0, err
		}
	}
	return s.Say(person, group, strings.TrimSpace("/start@"+s.bot.Username+" "+payload))
}

// checkPayload refuses what the platform does not pass on in a deep link.
func checkPayload(payload string) error {
	if len(payload) > 64 || strings.ContainsFunc(payload, func(r rune) bool { return !wordRune(r) && r != '-' }) {
		return fmt.Errorf("start: a payload is at most 64 of A-Z, a-z, 0-9, _ and -")
	}
	return nil
}
