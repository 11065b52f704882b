package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// Which messages hold a photo of a care case is kept under a name of the chat that
// nobody can make without the keys, so that they can be taken away.

// CareShown keeps that messages of a private chat hold photos of a care case.
func (s *Store) CareShown(ctx context.Context, number int, chat int64, messages []int) error {
	if err := s.rdb.SAdd(ctx, s.keys.careShown(s.hidden("careshown", chat)), shownMembers(number, messages)...).Err(); err != nil {
		return fmt.Errorf("keep what shows care case %d: %w", number, err)
	}
	return nil
}

// CareShows are the messages of a private chat that hold photos of a care case.
func (s *Store) CareShows(ctx context.Context, number int, chat int64) ([]int, error) {
	members, err := s.rdb.SMembers(ctx, s.keys.careShown(s.hidden("careshown", chat))).Result()
	if err != nil {
		return nil, fmt.Errorf("read what shows care case %d: %w", number, err)
	}
	var all []int
	for _, m := range members {
		of, message, _ := strings.Cut(m, ":")
		if id, err := strconv.Atoi(message); err == nil && of == strconv.Itoa(number) {
			all = append(all, id)
		}
	}
	return all, nil
}

// CareHidden keeps that messages hold no photo any more.
func (s *Store) CareHidden(ctx context.Context, number int, chat int64, messages []int) error {
	if err := s.rdb.SRem(ctx, s.keys.careShown(s.hidden("careshown", chat)), shownMembers(number, messages)...).Err(); err != nil {
		return fmt.Errorf("keep what shows care case %d: %w", number, err)
	}
	return nil
}

func shownMembers(number int, messages []int) []any {
	all := make([]any, len(messages))
	for i, id := range messages {
		all[i] = joined(strconv.Itoa(number), strconv.Itoa(id))
	}
	return all
}
