package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/aside"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What cannot be read is put aside, with all it holds: from then on it is not there,
// and everything else goes on. What lies at the end of a way of its own (an update, a
// letter) goes there whole; a list that is only made of what it lists is made anew.

// errForm is what is wrong with what is of another type than the table of keys says.
var errForm = errors.New("of another type than it should be")

// heldFast never goes aside: who owns the district is not decided by guessing.
var heldFast = []string{"lease", "fence", "sealed", "reached", "stopped"}

// SetAside puts aside what a fault names. Handled says that something was put aside,
// by us or by somebody else just then: it is worth trying again. Errors:
// world.ErrFenced.
func (s *Store) SetAside(ctx context.Context, fault error, at time.Time) (items []aside.Item, handled bool, err error) {
	for _, d := range damages(fault) {
		all, err := s.located(ctx, d)
		if err != nil {
			return items, handled, err
		}
		if len(all) == 0 && d.among != nil { // somebody else was faster
			handled = handled || !slices.ContainsFunc(d.among, func(key string) bool {
				what, _ := s.keys.parts(key)
				return slices.Contains(heldFast, what)
			})
		}
		for _, d := range all {
			item, ok, err := s.putItem(ctx, d, at)
			if again := damages(err); len(again) > 0 && again[0].key == s.keys.aside() { // what is put aside goes there
				list, failed := s.located(ctx, again[0])
				if failed != nil || len(list) == 0 {
					return items, handled, errors.Join(err, failed)
				}
				if _, _, failed := s.putItem(ctx, list[0], at); failed != nil {
					return items, handled, failed
				}
				item, ok, err = s.putItem(ctx, d, at)
			}
			if err != nil {
				return items, handled, err
			}
			handled = true
			if ok {
				items = append(items, item)
			}
		}
	}
	return items, handled, nil
}

// damages are all that a fault tells of, each once.
func damages(fault error) []damaged {
	var all []damaged
	var walk func(error)
	walk = func(err error) {
		if d, ok := err.(damaged); ok {
			if !slices.ContainsFunc(all, func(o damaged) bool {
				return o.key == d.key && o.field == d.field && slices.Equal(o.among, d.among)
			}) {
				all = append(all, d)
			}
			return
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			walk(u.Unwrap())
		case interface{ Unwrap() []error }:
			for _, one := range u.Unwrap() {
				walk(one)
			}
		}
	}
	walk(fault)
	return all
}

// located finds out which keys a fault means.
func (s *Store) located(ctx context.Context, d damaged) ([]damaged, error) {
	if d.among == nil {
		return []damaged{d}, nil
	}
	pipe := s.rdb.Pipeline()
	forms := make([]*redis.StatusCmd, len(d.among))
	for i, key := range d.among {
		forms[i] = pipe.Type(ctx, key)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, fmt.Errorf("look what is damaged: %w", err)
	}
	var all []damaged
	for i, key := range d.among {
		what, _ := s.keys.parts(key)
		should := types[what]
		switch is := forms[i].Val(); {
		case should == "" || slices.Contains(heldFast, what) || is == "none":
		case is != should:
			all = append(all, damaged{error: errForm, key: key, among: []string{is}})
		case key != d.key:
		case d.field != "":
			v, err := s.rdb.HGet(ctx, key, d.field).Result()
			if err != nil {
				return nil, unlessGone(err)
			}
			all = append(all, damaged{error: errNumber, key: key, field: d.field, value: v})
		case should == "string":
			v, err := s.rdb.Get(ctx, key).Result()
			if err != nil {
				return nil, unlessGone(err)
			}
			all = append(all, damaged{error: errNumber, key: key, value: v})
		}
	}
	return all, nil
}

var errNumber = errors.New("no number")

// why says what is wrong, in words that hold nothing of what people wrote.
func why(err error) string {
	var syntax *json.SyntaxError
	var form *json.UnmarshalTypeError
	var number *strconv.NumError
	switch {
	case errors.As(err, &syntax):
		return "it is cut off or no JSON, at byte " + strconv.FormatInt(syntax.Offset, 10)
	case errors.As(err, &form):
		return "the field " + form.Field + " holds another kind of thing"
	case errors.As(err, &number):
		return "no number"
	case errors.Is(err, errForm), errors.Is(err, errNumber), errors.Is(err, errNoRevision):
		return err.Error()
	}
	return "it cannot be read"
}

// remade are the lists that are made of what they list: they lose nothing.
var remade = []string{"staff", "mine", "traces", "held", "grid", "agenda", "legs", "timers", "around", "closed", "over", "lines", "standing", "number", "carenumber", "cares", "caring", "servicenumber", "services", "accords"}

// comes are the keys that say how far the district has come.
var comes = []string{"number", "carenumber", "servicenumber", "log", "seen"}

// putItem puts one thing aside; false when it is not there any more, or was put aside
// before.
func (s *Store) putItem(ctx context.Context, d damaged, at time.Time) (aside.Item, bool, error) {
	what, of := s.keys.parts(d.key)
	item := aside.Item{What: what, Of: of, Why: why(d.error), At: at.Unix()}
	whole := d.field == ""
	if !whole {
		item.Of, item.Was = strings.TrimPrefix(of+":"+d.field, ":"), d.value
	}
	item.Name = strings.TrimSuffix(joined(what, item.Of), ":") + "@" + strconv.FormatInt(item.At, 10)
	in := s.begin(world.Op{})
	if whole && slices.Contains(comes, what) {
		in.do("count", s.keys.reached(), "aside", 1, 0) // what it said of how far the district is, it says no more
	}
	switch stream := types[what] == "stream"; {
	case whole && d.among != nil:
		item.Form = d.among[0]
		item.Redo = slices.Contains(remade, what)
		in.do("form", d.key, item.Form)
		in.do("move", d.key, in.index(s.keys.damaged(item.Name)))
	case whole:
		item.Redo = slices.Contains(remade, what)
		in.do("same", d.key, d.value)
		in.do("move", d.key, in.index(s.keys.damaged(item.Name)))
	case stream && (what == "log" || what == "looked"): // it stays where it is: what happened has its order
		item.Lies, item.Was = true, ""
		item.Name = joined(what, item.Of)
		known, err := s.rdb.HExists(ctx, s.keys.aside(), item.Name).Result()
		if err != nil || known {
			return item, false, err
		}
	case stream:
		in.do("xdel", d.key, d.field)
	case what == "timers":
		item.Due, _ = strconv.ParseInt(d.value, 10, 64)
		item.What, item.Of, item.Was = "timer", d.field, ""
		item.Name = joined(item.What, item.Of) + "@" + strconv.FormatInt(item.At, 10)
		in.do("scored", d.key, d.value, d.field)
		in.do("zrem", d.key, d.field)
	default:
		in.do("hsame", d.key, d.field, d.value)
		in.do("hdel", d.key, d.field)
	}
	if what == "aside" && whole {
		if _, _, err := s.carryOut(ctx, in); err != nil {
			return item, false, unlessStale(err)
		}
		in = s.begin(world.Op{})
	}
	in.do("hset", s.keys.aside(), item.Name, in.closed(s.keys.aside(), item))
	if _, _, err := s.carryOut(ctx, in); err != nil {
		return item, false, unlessStale(err)
	}
	return item, true, nil
}

// unlessStale: somebody else was faster.
func unlessStale(err error) error {
	if errors.Is(err, world.ErrStale) {
		return nil
	}
	return fmt.Errorf("put aside: %w", err)
}

// SetTimerAside puts aside a timer whose striking always fails; it can be wound again.
func (s *Store) SetTimerAside(ctx context.Context, k talk.Clock, at time.Time) (aside.Item, error) {
	item := aside.Item{What: "timer", Of: timerOf(k), Why: "what is due fails each time", At: at.Unix(), Due: k.Due.Unix()}
	item.Name = joined(item.What, item.Of) + "@" + strconv.FormatInt(item.At, 10)
	in := s.begin(world.Op{Timer: &k})
	in.do("hset", s.keys.aside(), item.Name, in.closed(s.keys.aside(), item))
	if _, _, err := s.carryOut(ctx, in); err != nil {
		return item, fmt.Errorf("put a timer aside: %w", err)
	}
	return item, nil
}

// Aside is what was put aside, besides updates, the oldest first.
func (s *Store) Aside(ctx context.Context) ([]aside.Item, error) {
	fields, err := s.rdb.HGetAll(ctx, s.keys.aside()).Result()
	if err != nil {
		return nil, fmt.Errorf("read what was put aside: %w", err)
	}
	var all []aside.Item
	for name, v := range fields {
		all = append(all, s.itemFrom(name, v))
	}
	slices.SortFunc(all, func(a, b aside.Item) int {
		if a.At != b.At {
			return int(a.At - b.At)
		}
		return strings.Compare(a.Name, b.Name)
	})
	return all, nil
}

// itemFrom reads one item. What is said of it may itself be damaged, or sealed with
// other keys: it is listed all the same.
func (s *Store) itemFrom(name, v string) aside.Item {
	item := aside.Item{}
	plain, err := s.sealing.open(s.keys.aside(), v)
	if err == nil {
		err = json.Unmarshal([]byte(plain), &item)
	}
	item.Name = name
	if err != nil {
		of, at, _ := strings.Cut(name, "@")
		item = aside.Item{Name: name, Why: "what is said of it cannot be read", Told: true}
		item.What, item.Of, _ = strings.Cut(of, ":")
		item.At, _ = strconv.ParseInt(at, 10, 64)
	}
	return item
}

// TellAside writes letters about items, and that they were told of, in one go. Errors:
// world.ErrFenced.
func (s *Store) TellAside(ctx context.Context, items []aside.Item, letters []world.Letter) (world.Written, error) {
	in := s.begin(world.Op{})
	for _, l := range letters {
		in.appendClosed(s.keys.outbox(), fieldLetter, l)
	}
	for _, item := range items {
		item.Told = true
		in.do("hset", s.keys.aside(), item.Name, in.closed(s.keys.aside(), item))
	}
	ids, _, err := s.carryOut(ctx, in)
	if err != nil {
		return world.Written{}, fmt.Errorf("tell of what was put aside: %w", err)
	}
	return world.Written{Letters: ids}, nil
}

// Anew writes a person anew whose record was put aside, as this process knew them.
func (s *Store) Anew(ctx context.Context, p world.Person) error {
	in := s.begin(world.Op{})
	v, err := written(p.Rev+1, s.discreet(in, p))
	if err != nil {
		return fmt.Errorf("write person: %w", err)
	}
	in.do("rev", s.keys.person(p.ID), 0)
	in.do("set", s.keys.person(p.ID), v, 0)
	in.do("sadd", s.keys.staff(), p.ID)
	if _, _, err := s.carryOut(ctx, in); err != nil {
		return fmt.Errorf("write person: %w", err)
	}
	return nil
}

// Noticed is what was found damaged while something was read that went on without it;
// it is asked once.
func (s *Store) Noticed() error {
	s.noticing.Lock()
	defer s.noticing.Unlock()
	all := s.noticed
	s.noticed = nil
	return errors.Join(all...)
}

// mostNoticed is how much is remembered of what was damaged: the rest is met again.
const mostNoticed = 200

func (s *Store) notice(d damaged) {
	s.noticing.Lock()
	defer s.noticing.Unlock()
	if len(s.noticed) < mostNoticed {
		s.noticed = append(s.noticed, d)
	}
}

// passing are the kinds that tell of one person for a while: they go like the updates
// that could not be handled. A case, or who works here, waits for somebody to look.
var passing = []string{"session", "flood", "outbox", "inbox", "invite", "seen"}

// expireAside throws away what was put aside of one person before a moment.
func (s *Store) expireAside(ctx context.Context, before time.Time) error {
	items, err := s.Aside(ctx)
	if err != nil {
		return err
	}
	for _, item := range items {
		if item.At < before.Unix() && slices.Contains(passing, item.What) {
			if err := s.Discard(ctx, item.Name); err != nil {
				return fmt.Errorf("throw away what was put aside: %w", err)
			}
		}
	}
	return nil
}
