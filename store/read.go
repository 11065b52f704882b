package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
)

// longestList is how many cases of a list are read.
const longestList = 20

// Read reads in one round trip what is needed for an event of a person; lists
// take one more. Who 0 reads no person.
func (s *Store) Read(ctx context.Context, who int64, need flows.Need) (flows.Found, error) {
	var found flows.Found
	names := make([]string, 0, 4)
	var take []func(string) error
	add := func(key string, f func(string) error) { names, take = append(names, key), append(take, f) }
	if who != 0 {
		add(s.keys.person(who), func(v string) (err error) { found.Me, err = person(v); return err })
		add(s.keys.flood(who), func(v string) error { return json.Unmarshal([]byte(v), &found.Flood) })
		add(s.keys.session(who), func(v string) error { return json.Unmarshal([]byte(v), &found.Session) })
	}
	if need.Case != 0 {
		add(s.keys.caseOf(need.Case), func(v string) error {
			c, err := caseFrom(v)
			found.Case = &c
			return err
		})
	}
	if need.Meeting != "" {
		add(s.keys.conference(need.Meeting), func(v string) error {
			var m flows.Conference
			rev, err := record(v, &m)
			m.Rev = rev
			found.Meeting = &m
			return err
		})
	}
	if need.Invite != "" {
		add(s.keys.invite(need.Invite), func(v string) error { return json.Unmarshal([]byte(v), &found.Invite) })
	}
	if need.Told != "" {
		told, err := s.rdb.HGetAll(ctx, s.keys.told(need.Told)).Result()
		if err != nil {
			return found, fmt.Errorf("read what was told: %w", err)
		}
		found.Told = map[int64]int{}
		for id, n := range told {
			who, _ := strconv.ParseInt(id, 10, 64)
			found.Told[who], _ = strconv.Atoi(n)
		}
	}
	if need.Span != (flows.Span{}) {
		var err error
		if found.Weekly, err = s.Weekly(ctx, need.Span); err != nil {
			return found, err
		}
	}
	if need.Behind.Names != "" {
		var err error
		if found.List, found.Weekly.Behind, err = s.behind(ctx, need.Behind); err != nil {
			return found, err
		}
	}
	if need.Forces != "" {
		var err error
		if found.Forces, err = s.forces(ctx, need.Forces); err != nil {
			return found, err
		}
	}
	if need.Photos != "" {
		var err error
		if found.Used, err = s.alike(ctx, need.Photos); err != nil {
			return found, err
		}
	}
	if need.Gathered {
		return found, s.gathered(ctx, who, names, take, &found)
	}
	lists := s.lists(who, need)
	if len(lists) == 0 {
		if len(names) == 0 {
			return found, nil
		}
		args := make([]any, 0, 1+len(names))
		args = append(args, "mget")
		for _, n := range names {
			args = append(args, n)
		}
		cmd := redis.NewSliceCmd(ctx, args...)
		if err := s.ask(ctx, cmd); err != nil {
			return found, fmt.Errorf("read %d records: %w", len(names), err)
		}
		return found, fill(names, cmd.Val(), take)
	}
	pipe := s.rdb.Pipeline()
	var got *redis.SliceCmd
	if len(names) > 0 {
		got = pipe.MGet(ctx, names...)
	}
	var numbers []*redis.StringSliceCmd
	for _, list := range lists {
		numbers = append(numbers, list(pipe))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return found, fmt.Errorf("read lists: %w", err)
	}
	if got != nil {
		if err := fill(names, got.Val(), take); err != nil {
			return found, err
		}
	}
	var err error
	if need.Near != (flows.Nearby{}) {
		last := len(numbers) - 1
		if found.Near, err = s.list(ctx, numbers[last:]); err != nil {
			return found, err
		}
		numbers = numbers[:last]
	}
	found.List, err = s.list(ctx, numbers)
	return found, err
}

// lists are the commands for the lists that are needed.
func (s *Store) lists(who int64, need flows.Need) []func(redis.Pipeliner) *redis.StringSliceCmd {
	ctx := context.Background()
	var lists []func(redis.Pipeliner) *redis.StringSliceCmd
	if need.Mine {
		lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd {
			return p.ZRevRange(ctx, s.keys.mine(who), 0, longestList-1)
		})
	}
	if need.Held {
		lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd {
			return p.ZRange(ctx, s.keys.held(who), 0, longestList-1)
		})
	}
	if need.HeldBy != 0 {
		lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd {
			return p.ZRange(ctx, s.keys.held(need.HeldBy), 0, longestList-1)
		})
	}
	if need.Agenda != "" {
		lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd {
			return p.ZRange(ctx, s.keys.agenda(need.Agenda), 0, longestList-1)
		})
	}
	if need.Agency != "" {
		lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd {
			return p.ZRange(ctx, s.keys.legs(need.Agency), 0, longestList-1)
		})
	}
	if need.Grid != "" {
		for grid := range strings.SplitSeq(need.Grid, ",") {
			lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd {
				return p.ZRange(ctx, s.keys.grid(grid), 0, longestList-1)
			})
		}
	}
	if need.Around != (grids.Point{}) {
		for _, cell := range cellsAround(need.Around) {
			lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd {
				return p.ZRevRange(ctx, s.keys.around(cell), 0, longestList-1)
			})
		}
	}
	if n := need.Near; n != (flows.Nearby{}) { // the last one
		lists = append(lists, func(p redis.Pipeliner) *redis.StringSliceCmd {
			return p.GeoSearch(ctx, s.keys.closed(n.Category), &redis.GeoSearchQuery{
				Longitude: n.Point.Lon, Latitude: n.Point.Lat, Radius: n.Metres, RadiusUnit: "m", Sort: "ASC", Count: longestList,
			})
		})
	}
	return lists
}

// list reads the cases of lists of numbers, in their order.
func (s *Store) list(ctx context.Context, numbers []*redis.StringSliceCmd) ([]cases.Case, error) {
	var names []string
	for _, cmd := range numbers {
		for _, n := range cmd.Val() {
			names = append(names, s.keys.of("case:"+n))
		}
	}
	if len(names) == 0 {
		return nil, nil
	}
	values, err := s.rdb.MGet(ctx, names...).Result()
	if err != nil {
		return nil, fmt.Errorf("read listed cases: %w", err)
	}
	var list []cases.Case
	for i, v := range values {
		if v == nil {
			continue
		}
		c, err := caseFrom(v.(string))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", names[i], damaged{err})
		}
		list = append(list, c)
	}
	return list, nil
}

func fill(names []string, values []any, take []func(string) error) error {
	for i, v := range values {
		if v == nil {
			continue
		}
		if err := take[i](v.(string)); err != nil {
			return fmt.Errorf("read %s: %w", names[i], damaged{err})
		}
	}
	return nil
}

// damaged marks a record that is there and cannot be read: whoever asks again
// gets the same answer. The desk asks for it by its method.
type damaged struct{ error }

// Damaged tells this error from those that pass.
func (damaged) Damaged() bool { return true }

func (d damaged) Unwrap() error { return d.error }

// A record is its revision, a space, and its JSON.

func record(v string, into any) (rev int, err error) {
	head, body, ok := strings.Cut(v, " ")
	if rev, err = strconv.Atoi(head); !ok || err != nil {
		return 0, errors.New("record without a revision")
	}
	return rev, json.Unmarshal([]byte(body), into)
}

func written(rev int, v any) (string, error) {
	var b bytes.Buffer
	b.WriteString(strconv.Itoa(rev))
	b.WriteByte(' ')
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

func person(v string) (*flows.Person, error) {
	var p flows.Person
	rev, err := record(v, &p)
	p.Rev = rev
	return &p, err
}

func caseFrom(v string) (cases.Case, error) {
	var c cases.Case
	rev, err := record(v, &c)
	c.Rev = rev
	return c, err
}

// Staff reads everybody with a role and the work groups.
func (s *Store) Staff(ctx context.Context) (flows.Staff, error) {
	staff := flows.Staff{People: map[int64]flows.Person{}, Groups: map[string]flows.Group{}}
	pipe := s.rdb.Pipeline()
	members := pipe.SMembers(ctx, s.keys.staff())
	groups := pipe.HGetAll(ctx, s.keys.groups())
	if _, err := pipe.Exec(ctx); err != nil {
		return staff, fmt.Errorf("read staff: %w", err)
	}
	for grid, v := range groups.Val() {
		var g flows.Group
		if err := json.Unmarshal([]byte(v), &g); err != nil {
			return staff, fmt.Errorf("read group of %s: %w", grid, err)
		}
		staff.Groups[grid] = g
	}
	var names []string
	for _, id := range members.Val() {
		names = append(names, s.keys.of("person:"+id))
	}
	if len(names) == 0 {
		return staff, nil
	}
	values, err := s.rdb.MGet(ctx, names...).Result()
	if err != nil {
		return staff, fmt.Errorf("read staff: %w", err)
	}
	for i, v := range values {
		if v == nil {
			continue
		}
		p, err := person(v.(string))
		if err != nil {
			return staff, fmt.Errorf("read %s: %w", names[i], err)
		}
		staff.People[p.ID] = *p
	}
	return staff, nil
}

// Number is the highest case number given so far; 0 for none.
func (s *Store) Number(ctx context.Context) (int, error) {
	n, err := s.rdb.Get(ctx, s.keys.number()).Int()
	if errors.Is(err, redis.Nil) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read case number: %w", err)
	}
	return n, nil
}

// Due are the timers that have run out by now, the oldest first, at most n.
func (s *Store) Due(ctx context.Context, now time.Time, n int) ([]talk.Clock, error) {
	members, err := s.rdb.ZRangeByScoreWithScores(ctx, s.keys.timers(), &redis.ZRangeBy{
		Min: "-inf", Max: strconv.FormatInt(now.Unix(), 10), Count: int64(n),
	}).Result()
	if err != nil {
		return nil, fmt.Errorf("read timers: %w", err)
	}
	var due []talk.Clock
	for _, m := range members {
		number, name, _ := strings.Cut(m.Member.(string), ":")
		k := talk.Clock{Name: name, Due: time.Unix(int64(m.Score), 0)}
		if grid, ok := strings.CutPrefix(number, "g"); ok {
			k.Grid = grid
			due = append(due, k)
			continue
		}
		id, person := strings.CutPrefix(number, "p")
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			continue // not one of ours: it must not hold up the others
		}
		if k.Person = n; !person {
			k.Case, k.Person = int(n), 0
		}
		due = append(due, k)
	}
	return due, nil
}

// timer names a timer of a case in its set.
func timer(number int, name string) string { return strconv.Itoa(number) + ":" + name }

// timerOf names a timer in its set: of a case by its number, of a person by
// the ID behind a p.
func timerOf(k talk.Clock) string {
	if k.Grid != "" {
		return "g" + k.Grid + ":" + k.Name
	}
	if k.Person != 0 {
		return "p" + id10(k.Person) + ":" + k.Name
	}
	return timer(k.Case, k.Name)
}
