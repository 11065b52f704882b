package sandbox

import (
	"slices"
)

// A Person is somebody who can talk to the bot.
type Person struct {
	ID       int64
	First    string
	Last     string
	Username string
	Lang     string // what User.language_code says: "zh-hans", "en"
}

// A Group is a chat of several people. An ID below -1 000 000 000 000, or
// topics, make it a supergroup.
type Group struct {
	ID      int64
	Title   string
	Forum   bool
	Members []int64
	With    string         // what the bot is in it: "" (not in it), "member" or "administrator"
	Topics  map[int]string // names of the topics of a forum, by message_thread_id
}

// person is a Person with what the platform remembers of them.
type person struct {
	Person
	blocked bool // has blocked the bot
	gone    bool // has deleted the account
	known   bool // has written to the bot at least once, so that it may write back
}

func (p *person) user() *User {
	return &User{ID: p.ID, FirstName: p.First, LastName: p.Last, Username: p.Username, LanguageCode: p.Lang}
}

// chat is one chat with its newest messages. Messages are never changed, only
// replaced.
type chat struct {
	Chat
	members  []int64
	bot      string // "member", "administrator", "left", "kicked"
	mute     bool   // the bot may not write there
	movedTo  int64  // the supergroup this group became
	messages map[int]*Message
	order    []int // message IDs, oldest first; deleted ones stay until trimmed
	lastID   int   // of a supergroup, which counts its own messages
	topics   map[int]string
	keyboard map[int64]*Markup // reply keyboard shown to each person
	typing   int64             // unix seconds until which "typing…" is shown
}

// AddPerson makes a person and their private chat with the bot. Adding the
// same ID again changes the names and keeps the chat.
func (s *Server) AddPerson(p Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	shown := Chat{ID: p.ID, Type: "private", FirstName: p.First, LastName: p.Last, Username: p.Username}
	if old, ok := s.people[p.ID]; ok {
		old.Person = p
		s.chats[p.ID].Chat = shown
		return
	}
	s.people[p.ID] = &person{Person: p}
	s.cast = append(s.cast, p.ID)
	s.chats[p.ID] = &chat{Chat: shown, bot: "member", messages: map[int]*Message{}, keyboard: map[int64]*Markup{}}
}

// AddGroup makes a group.
func (s *Server) AddGroup(g Group) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addGroup(g)
}

func (s *Server) addGroup(g Group) *chat {
	kind := "group"
	if g.Forum || g.ID <= -1_000_000_000_000 {
		kind = "supergroup"
	}
	with := g.With
	if with == "" {
		with = "left"
	}
	c := &chat{
		Chat:     Chat{ID: g.ID, Type: kind, Title: g.Title, IsForum: g.Forum},
		members:  slices.Clone(g.Members),
		bot:      with,
		messages: map[int]*Message{},
		topics:   g.Topics,
		keyboard: map[int64]*Markup{},
	}
	if _, ok := s.chats[g.ID]; !ok {
		s.groups = append(s.groups, g.ID)
	}
	s.chats[g.ID] = c
	return c
}

// nextID is the ID of the next message in c.
func (s *Server) nextID(c *chat) int {
	if c.Type == "supergroup" {
		c.lastID++
		return c.lastID
	}
	s.sharedID++
	return s.sharedID
}

// add puts a new message into c, tells the page, and returns it. It sets ID,
// chat and date.
func (s *Server) add(c *chat, m *Message) *Message {
	m.MessageID = s.nextID(c)
	m.Chat = c.Chat
	if m.Date == 0 {
		m.Date = s.unix()
	}
	if m.ThreadID != 0 && c.IsForum {
		m.IsTopicMessage = true
	}
	c.messages[m.MessageID] = m
	c.order = append(c.order, m.MessageID)
	if len(c.order) >= 2*s.o.KeepMessages { // trimmed in halves, so that a message costs O(1)
		cut := len(c.order) - s.o.KeepMessages
		for _, id := range c.order[:cut] {
			delete(c.messages, id)
		}
		c.order = slices.Clone(c.order[cut:])
	}
	s.emit(Event{Kind: "message", Chat: c.ID, Message: m})
	return m
}

// Messages returns the messages of a chat, oldest first; none for a chat that
// does not exist.
func (s *Server) Messages(id int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[id]
	if c == nil {
		return nil
	}
	var all []Message
	for _, m := range s.newest(c) {
		all = append(all, *m)
	}
	return all
}

// newest are the messages of a chat that are kept, oldest first.
func (s *Server) newest(c *chat) []*Message {
	var all []*Message
	for _, id := range c.order {
		if m := c.messages[id]; m != nil {
			all = append(all, m)
		}
	}
	return all[max(0, len(all)-s.o.KeepMessages):]
}

// Keyboard returns the reply keyboard a person is shown in a chat, or nil.
func (s *Server) Keyboard(chat, person int64) *Markup {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.chats[chat]; c != nil {
		return c.keyboard[person]
	}
	return nil
}
