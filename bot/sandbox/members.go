package sandbox

import (
	"fmt"
	"slices"
)

// membership tells the bot, by my_chat_member, that its place in a chat has changed.
func (s *Server) membership(c *chat, by *User, old, now string) {
	s.enqueue(&Update{MyChatMember: &ChatMemberUpdated{
		Chat: c.Chat, From: by, Date: s.unix(), Old: member(s.bot, old), New: member(s.bot, now),
	}}, c.ID)
}

// member is a ChatMember with the fields its status demands.
func member(u *User, status string) ChatMember {
	m := ChatMember{User: u, Status: status}
	switch status {
	case "kicked":
		m.UntilDate = new(int64)
	case "administrator":
		m.Rights = &Rights{CanManageChat: true, CanDeleteMessages: true, CanManageVideoChats: true, CanRestrictMembers: true, CanChangeInfo: true, CanInviteUsers: true}
	}
	return m
}

// Block lets a person block the bot or take it back.
func (s *Server) Block(person int64, blocked bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.people[person]
	if p == nil {
		return fmt.Errorf("block: no person %d", person)
	}
	s.block(p, blocked)
	return nil
}

func (s *Server) block(p *person, blocked bool) {
	if p.blocked == blocked {
		return
	}
	p.blocked = blocked
	old, now := "member", "kicked"
	if !blocked {
		old, now = now, old
	}
	s.membership(s.chats[p.ID], p.user(), old, now)
	s.emit(Event{Kind: "person", Person: s.actor(p.ID)})
}

// Delete lets a person delete their account: sends answer 403 from then on.
func (s *Server) Delete(person int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.people[person]; p != nil {
		p.gone = true
	}
}

// Language changes what User.language_code says of a person from now on.
func (s *Server) Language(person int64, lang string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.people[person]
	if p == nil {
		return fmt.Errorf("language: no person %d", person)
	}
	p.Lang = lang
	s.emit(Event{Kind: "person", Person: s.actor(person)})
	return nil
}

// Invite lets a person add the bot to a group, as "member" or "administrator",
// or change which of them it is.
func (s *Server) Invite(group, by int64, as string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, p := s.chats[group], s.people[by]
	if c == nil || c.Type == "private" || p == nil {
		return fmt.Errorf("invite: no group %d or person %d", group, by)
	}
	old := c.bot
	if old == as {
		return nil
	}
	c.bot = as
	s.membership(c, p.user(), old, as)
	if old == "left" || old == "kicked" {
		s.tell(c, s.add(c, &Message{From: p.user(), NewChatMembers: []User{*s.bot}}))
	}
	return nil
}

// Kick lets a person throw the bot out of a group.
func (s *Server) Kick(group, by int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[group]
	if c == nil || c.Type == "private" {
		return fmt.Errorf("kick: no group %d", group)
	}
	if c.bot == "kicked" || c.bot == "left" {
		return nil
	}
	user := &User{ID: by, FirstName: "Somebody"}
	if p := s.people[by]; p != nil {
		user = p.user()
	}
	old := c.bot
	s.add(c, &Message{From: user, LeftChatMember: s.bot})
	c.bot = "kicked"
	s.membership(c, user, old, "kicked")
	return nil
}

// Mute takes the right to write from the bot in a group, or gives it back.
func (s *Server) Mute(group int64, mute bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[group]
	if c == nil || c.Type == "private" {
		return fmt.Errorf("mute: no group %d", group)
	}
	c.mute = mute
	return nil
}

// Join lets a person enter a group.
func (s *Server) Join(group, person int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, p := s.chats[group], s.people[person]
	if c == nil || c.Type == "private" || p == nil {
		return fmt.Errorf("join: no group %d or person %d", group, person)
	}
	if slices.Contains(c.members, person) {
		return nil
	}
	c.members = append(c.members, person)
	s.tell(c, s.add(c, &Message{From: p.user(), NewChatMembers: []User{*p.user()}}))
	return nil
}

// Leave lets a person go from a group.
func (s *Server) Leave(group, person int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, p := s.chats[group], s.people[person]
	if c == nil || p == nil || !slices.Contains(c.members, person) {
		return fmt.Errorf("leave: person %d is not in group %d", person, group)
	}
	c.members = slices.DeleteFunc(c.members, func(id int64) bool { return id == person })
	s.tell(c, s.add(c, &Message{From: p.user(), LeftChatMember: p.user()}))
	return nil
}

// Migrate makes a group a supergroup and returns its new ID. From then on the
// old one answers 400 with migrate_to_chat_id.
func (s *Server) Migrate(group int64) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[group]
	if c == nil || c.Type != "group" || c.movedTo != 0 {
		return 0, fmt.Errorf("migrate: %d is no basic group", group)
	}
	id := -1_000_000_000_000 + group
	by := &User{ID: 1, FirstName: "Somebody"}
	if len(c.members) > 0 && s.people[c.members[0]] != nil {
		by = s.people[c.members[0]].user()
	}
	s.tell(c, s.add(c, &Message{From: by, MigrateTo: id}))
	c.movedTo = id
	s.groups = slices.DeleteFunc(s.groups, func(g int64) bool { return g == group })
	next := s.addGroup(Group{ID: id, Title: c.Title, Members: c.members, With: c.bot})
	s.tell(next, s.add(next, &Message{From: by, MigrateFrom: group}))
	return id, nil
}
