package store

import (
	"strconv"
	"strings"
	"time"

	"gridbot/flows/world"
)

// Of every chat we remember which case its last messages are about, ours and
// those of people that became part of a case: who answers one means that case.
const (
	mostSaid  = 300
	saidLasts = 120 * 24 * time.Hour
)

// saidMember is a message with what it is about, as it is kept.
func saidMember(message int, about world.Replied) string {
	member := joined(strconv.Itoa(message), strconv.Itoa(about.Case))
	if about.Asks != "" {
		member = joined(member, about.Asks)
	}
	return member
}

// repliedFrom reads what a message is about; nothing where nobody knows, or
// where it cannot be read: the message is then one like any other.
func repliedFrom(members []string) (about world.Replied) {
	if len(members) == 0 {
		return about
	}
	parts := strings.SplitN(members[0], ":", 3)
	if len(parts) < 2 {
		return about
	}
	about.Case, _ = strconv.Atoi(parts[1])
	if len(parts) == 3 {
		about.Asks = parts[2]
	}
	return about
}

// said keeps which messages of people became part of a case.
func (s *Store) said(in *instructions, all []world.Said) {
	for _, one := range all {
		all := s.saidKeys(one.Chat)
		key := all[len(all)-1]
		in.do("zadd", key, one.ID, saidMember(one.ID, world.Replied{Case: one.Case}))
		in.do("newest", key, mostSaid, saidLasts.Milliseconds())
	}
}
