package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// After-photos are found again by the file, and by four parts of what they look
// like: two looks that differ in three of 64 places share one of four parts.

// namesOf are the beginnings under which a photo is kept and found.
func namesOf(unique, look string) []string {
	var names []string
	if unique != "" {
		names = append(names, "f:"+unique+":")
	}
	for i := 0; i+4 <= len(look); i += 4 {
		names = append(names, strconv.Itoa(i/4)+":"+look[i:i+4]+":")
	}
	return names
}

// usedMember is an after-photo of a case as it is kept under a name.
func usedMember(name string, f cases.File, number int) string {
	return name + f.Unique + ":" + f.Look + ":" + strconv.Itoa(number)
}

// mostSame is how many photos of one name are read.
const mostSame = 20

// keepPhotos keeps the after-photos that a change added.
func (s *Store) keepPhotos(in *instructions, m world.Moved) {
	old := 0
	if m.Before != nil {
		old = len(m.Before.Files)
	}
	for _, f := range m.After.Files[min(old, len(m.After.Files)):] {
		if f.Phase != cases.PhaseAfter || f.Kind != "photo" {
			continue
		}
		for _, name := range namesOf(f.Unique, f.Look) {
			in.do("zadd", s.keys.used(), 0, usedMember(name, f, m.After.Number))
		}
	}
}

// samePhotos reads the after-photos that may be the same as some others, which
// are given as file:look, separated by commas.
func (s *Store) samePhotos(ctx context.Context, photos string) ([]world.Photo, error) {
	pipe := s.rdb.Pipeline()
	var got []*redis.StringSliceCmd
	for photo := range strings.SplitSeq(photos, ",") {
		unique, look, _ := strings.Cut(photo, ":")
		for _, name := range namesOf(unique, look) {
			got = append(got, pipe.ZRangeByLex(ctx, s.keys.used(), &redis.ZRangeBy{Min: "[" + name, Max: "[" + name + "\xff", Count: mostSame}))
		}
	}
	if len(got) == 0 {
		return nil, nil
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, fmt.Errorf("read the same photos: %w", err)
	}
	var same []world.Photo
	for _, cmd := range got {
		for _, member := range cmd.Val() {
			parts := strings.Split(member, ":")
			if len(parts) != 5 {
				continue // not one of ours
			}
			if number, err := strconv.Atoi(parts[4]); err == nil {
				same = append(same, world.Photo{Case: number, Unique: parts[2], Look: parts[3]})
			}
		}
	}
	return same, nil
}
