package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/fastjson"
	"gridbot/flows/grids"
	"gridbot/flows/world"
)

// longestList is how many cases of a list are read.
const longestList = 20

// Read reads what is needed for an event of a person; who 0 reads no person.
// Records come in one round trip. Lists come with them, and their cases in one
// more, in two when there is something near. Each of the other needs has round
// trips of its own.
func (s *Store) Read(ctx context.Context, who int64, need world.Need) (world.Reading, error) {
	var found world.Reading
	if err := s.readFigures(ctx, who, need, &found); err != nil {
		return found, err
	}
	var err error
	if need.Photos != "" {
		if found.Same, err = s.samePhotos(ctx, need.Photos); err != nil {
			return found, err
		}
	}
	if need.Invites {
		if found.Invites, err = s.readInvites(ctx); err != nil {
			return found, err
		}
	}
	if need.Standing != (world.Standing{}) {
		if found.Standing, err = s.readStanding(ctx, need.Standing); err != nil {
			return found, err
		}
	}
	if need.Listing != (world.Listing{}) {
		if found.List, found.Listed, err = s.listing(ctx, need.Listing); err != nil {
			return found, err
		}
	}
	if need.Alarms != (grids.Point{}) {
		if found.Alarms, err = s.aroundOf(ctx, need.Alarms); err != nil {
			return found, err
		}
	}
	if need.Traces {
		if found.Traces, err = s.tracesOf(ctx, who); err != nil {
			return found, err
		}
	}
	if need.Looks {
		if found.Looks, err = s.looks(ctx); err != nil {
			return found, err
		}
	}
	if err := s.readLanes(ctx, need, &found); err != nil {
		return found, err
	}
	wanted := s.records(who, need, &found)
	lists := s.lists(who, need)
	switch {
	case need.Gathered:
		err = s.readReminders(ctx, who, wanted, &found)
	case len(lists) > 0, need.Reply.ID != 0:
		err = s.readLists(ctx, wanted, lists, need, &found)
	case len(wanted.keys) > 0:
		err = s.readRecords(ctx, wanted)
	}
	return found, s.unseen(ctx, need, found, err)
}

// readLanes reads what is kept beside the cases.
func (s *Store) readLanes(ctx context.Context, need world.Need, found *world.Reading) error {
	if err := s.readCare(ctx, need, found); err != nil {
		return err
	}
	if err := s.readAccords(ctx, need, found); err != nil {
		return err
	}
	return s.readServices(ctx, need, found)
}

// unseen looks whether a case that was not found is something else, and, where a list of
// topics or playbooks is asked for, whether they are.
func (s *Store) unseen(ctx context.Context, need world.Need, found world.Reading, err error) error {
	var names []string
	if need.Case != 0 && found.Case == nil {
		names = append(names, s.keys.caseOf(need.Case))
	}
	if (need.Hot || need.Plays) && need.Topics && found.Topics == nil {
		names = append(names, s.keys.topics())
	}
	if need.Plays && found.Plays == nil {
		names = append(names, s.keys.playbooks())
	}
	if err != nil || len(names) == 0 {
		return err
	}
	return s.formed(ctx, names, make([]any, len(names)))
}

// formed looks at what is not there as what it should be: of another type, it is damaged.
func (s *Store) formed(ctx context.Context, names []string, values []any) error {
	var among []string
	for i, v := range values {
		if v == nil {
			among = append(among, names[i])
		}
	}
	if len(among) == 0 {
		return nil
	}
	wrong, err := s.located(ctx, damaged{error: errForm, among: among})
	if err != nil || len(wrong) == 0 {
		return err
	}
	return fmt.Errorf("read %d records: %w", len(wrong), damaged{error: errForm, among: among})
}

// readFigures reads what was counted, and what is behind it; and what somebody
// reported, where another list is read, too.
func (s *Store) readFigures(ctx context.Context, who int64, need world.Need, found *world.Reading) (err error) {
	if need.Told != "" {
		told, err := s.rdb.HGetAll(ctx, s.keys.told(need.Told)).Result()
		if err != nil {
			return fmt.Errorf("read what was told: %w", err)
		}
		found.Told = map[int64]int{}
		for id, n := range told {
			who, _ := strconv.ParseInt(id, 10, 64)
			found.Told[who], _ = strconv.Atoi(n)
		}
	}
	if need.Span != (world.Span{}) {
		if found.Weekly, err = s.Weekly(ctx, need.Span); err != nil {
			return err
		}
	}
	if need.Theirs {
		newest := s.rdb.ZUnion(ctx, redis.ZStore{Keys: s.mineKeys(who), Aggregate: "MAX"})
		if err := newest.Err(); err != nil {
			return fmt.Errorf("read what they reported: %w", err)
		}
		newestFirst(newest)
		if found.Theirs, err = s.listed(ctx, newest); err != nil {
			return err
		}
	}
	if need.Behind.Names != "" {
		if found.List, found.Weekly.Behind, err = s.behind(ctx, need.Behind); err != nil {
			return err
		}
	}
	if need.Forces != "" {
		found.Forces, err = s.forces(ctx, need.Forces)
	}
	return err
}

// records are values that are read together, each with what takes it.
type records struct {
	keys []string
	take []func(v string) error
}

func (r *records) add(key string, take func(string) error) {
	r.keys, r.take = append(r.keys, key), append(r.take, take)
}

// fill hands what was read to what takes it.
func (r *records) fill(values []any) error {
	return eachValue(r.keys, values, func(i int, v string) error { return r.take[i](v) })
}

// records are those an event needs.
func (s *Store) records(who int64, need world.Need, found *world.Reading) *records {
	var all records
	if who != 0 {
		all.add(s.keys.person(who), func(v string) (err error) { found.Me, err = s.personFrom(s.keys.person(who), v); return err })
		all.add(s.keys.flood(who), func(v string) error { return fastjson.Unmarshal([]byte(v), &found.Flood) })
		all.add(s.keys.session(who), func(v string) error { return s.sessionFrom(s.keys.session(who), v, &found.Session) })
	}
	if need.Person != 0 {
		all.add(s.keys.person(need.Person), func(v string) (err error) {
			found.Person, err = s.personFrom(s.keys.person(need.Person), v)
			return err
		})
	}
	if need.Case != 0 {
		all.add(s.keys.caseOf(need.Case), func(v string) error {
			c, err := s.caseFrom(s.keys.caseOf(need.Case), v)
			found.Case = &c
			return err
		})
	}
	if need.Other != 0 {
		all.add(s.keys.caseOf(need.Other), func(v string) error {
			c, err := s.caseFrom(s.keys.caseOf(need.Other), v)
			found.Other = &c
			return err
		})
	}
	for number := range strings.SplitSeq(need.Rounds, ",") {
		if n, err := strconv.Atoi(number); err == nil {
			all.add(s.keys.caseOf(n), func(v string) error {
				c, err := s.caseFrom(s.keys.caseOf(n), v)
				found.Rounds = append(found.Rounds, c)
				return err
			})
		}
	}
	s.meetings(need, &all, found)
	s.frequent(need, &all, found)
	if need.Invite != "" {
		all.add(s.keys.invite(need.Invite), func(v string) error { return fastjson.Unmarshal([]byte(v), &found.Invite) })
	}
	return &all
}

// readRecords reads records alone, together with what others ask.
func (s *Store) readRecords(ctx context.Context, wanted *records) error {
	args := make([]any, 0, 1+len(wanted.keys))
	args = append(args, "mget")
	for _, key := range wanted.keys {
		args = append(args, key)
	}
	cmd := redis.NewSliceCmd(ctx, args...)
	if err := s.ask(ctx, cmd); err != nil {
		return fmt.Errorf("read %d records: %w", len(wanted.keys), err)
	}
	return wanted.fill(cmd.Val())
}

// A list asks for the numbers of its cases.
type list func(redis.Pipeliner) *redis.StringSliceCmd

// readLists reads records, what an answered message is about, and the cases of
// lists; where something near is needed, the last list is what was closed there.
func (s *Store) readLists(ctx context.Context, wanted *records, lists []list, need world.Need, found *world.Reading) error {
	pipe := s.rdb.Pipeline()
	var got *redis.SliceCmd
	if len(wanted.keys) > 0 {
		got = pipe.MGet(ctx, wanted.keys...)
	}
	var numbers []*redis.StringSliceCmd
	for _, ask := range lists {
		numbers = append(numbers, ask(pipe))
	}
	var about []*redis.StringSliceCmd
	if need.Reply.ID != 0 {
		id := strconv.Itoa(need.Reply.ID)
		for _, key := range s.saidKeys(need.Reply.Chat) {
			about = append(about, pipe.ZRangeByScore(ctx, key, &redis.ZRangeBy{Min: id, Max: id, Count: 1}))
		}
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("read lists: %w", err)
	}
	if got != nil {
		if err := wanted.fill(got.Val()); err != nil {
			return err
		}
	}
	var err error
	for _, got := range about { // the one that is written last counts
		if members := got.Val(); len(members) > 0 {
			found.Replied = repliedFrom(members)
		}
	}
	if need.Mine {
		newestFirst(numbers[0])
	}
	if need.Near != (world.Nearby{}) {
		last := len(numbers) - 1
		if found.Near, err = s.listed(ctx, numbers[last:]...); err != nil {
			return err
		}
		numbers = numbers[:last]
	}
	listed, err := s.listed(ctx, numbers...)
	if found.List == nil {
		found.List = listed
	} else {
		found.List = append(found.List, listed...)
	}
	return err
}

// newestFirst turns a union, which Redis gives whole and the oldest first.
func newestFirst(cmd *redis.StringSliceCmd) {
	all := cmd.Val()
	slices.Reverse(all)
	cmd.SetVal(all[:min(len(all), longestList)])
}

// lists are those an event needs; what was closed nearby is the last one.
func (s *Store) lists(who int64, need world.Need) []list {
	ctx := context.Background()
	var lists []list
	first := func(key string) {
		lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd { return p.ZRange(ctx, key, 0, longestList-1) })
	}
	newest := func(key string) {
		lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd { return p.ZRevRange(ctx, key, 0, longestList-1) })
	}
	if need.Mine { // the first list
		lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd {
			return p.ZUnion(ctx, redis.ZStore{Keys: s.mineKeys(who), Aggregate: "MAX"})
		})
	}
	if need.Held {
		first(s.keys.held(who))
	}
	if need.HeldBy != 0 {
		first(s.keys.held(need.HeldBy))
	}
	if need.Agenda != "" {
		first(s.keys.agenda(need.Agenda))
	}
	if need.Agency != "" {
		first(s.keys.legs(need.Agency))
	}
	if need.Grid != "" {
		for grid := range strings.SplitSeq(need.Grid, ",") {
			first(s.keys.grid(grid))
		}
	}
	if need.Around != (grids.Point{}) {
		for _, cell := range cellsAround(need.Around) {
			newest(s.keys.around(cell))
		}
	}
	if n := need.Near; n != (world.Nearby{}) {
		lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd {
			return p.GeoSearch(ctx, s.keys.closed(n.Category), &redis.GeoSearchQuery{
				Longitude: n.Point.Lon, Latitude: n.Point.Lat, Radius: n.Metres, RadiusUnit: "m", Sort: "ASC", Count: longestList,
			})
		})
	}
	return lists
}
