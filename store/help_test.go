package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// onBoth runs a test on the real server and on the embedded one, each empty.
func onBoth(t *testing.T, test func(t *testing.T, address string)) {
	t.Run("real", func(t *testing.T) { test(t, redistest.Real(t).Address) })
	t.Run("embedded", func(t *testing.T) { test(t, redistest.Embedded(t)) })
}

// opened is a store that holds the lease.
func opened(t testing.TB, address string) *Store {
	t.Helper()
	s := standingBy(t, address)
	if ours, err := s.TakeLease(t.Context(), "test", time.Hour); err != nil || !ours {
		t.Fatalf("take the lease: %v, %v", ours, err)
	}
	return s
}

// standingBy is a store without the lease.
func standingBy(t testing.TB, address string) *Store {
	t.Helper()
	s, err := Open(t.Context(), address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// fresh puts updates into the inbox and counts those not seen before.
func (s *Store) fresh(ctx context.Context, updates []world.Raw, now time.Time) (n int, err error) {
	entries, err := s.Put(ctx, updates, now)
	for _, id := range entries {
		if id != "" {
			n++
		}
	}
	return n, err
}

// received puts one update in the inbox and returns its entry.
func (s *Store) received(t testing.TB, id int64) world.Op {
	t.Helper()
	ctx := context.Background()
	if n, err := s.fresh(ctx, []world.Raw{{ID: id, Body: fmt.Appendf(nil, `{"update_id":%d}`, id)}}, monday); err != nil || n != 1 {
		t.Fatalf("put update %d: %d fresh, %v", id, n, err)
	}
	last, err := s.rdb.XRevRangeN(ctx, s.keys.inbox(), "+", "-", 1).Result()
	if err != nil {
		t.Fatal(err)
	}
	return world.Op{Inbox: last[0].ID}
}

// mustCommit commits what must be written.
func (s *Store) mustCommit(t testing.TB, op world.Op, who int64, ch world.Change) world.Written {
	t.Helper()
	w, err := s.Commit(context.Background(), op, who, ch)
	if err != nil || w.Again {
		t.Fatalf("commit: %+v, %v", w, err)
	}
	return w
}

// kept is one key as Redis shows it.
type kept struct {
	kind, value string
	expires     string // "never", or how long from now, to the minute
}

// everything is the whole keyspace.
func (s *Store) everything(t testing.TB) map[string]kept {
	t.Helper()
	ctx := context.Background()
	names, err := s.rdb.Keys(ctx, "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]kept{}
	for _, name := range names {
		k := kept{kind: s.rdb.Type(ctx, name).Val(), expires: "never"}
		if ttl := s.rdb.PTTL(ctx, name).Val(); ttl >= 0 {
			k.expires = ttl.Round(time.Minute).String()
		}
		k.value, err = shown(ctx, s.rdb, k.kind, name)
		if err != nil {
			t.Fatalf("show %s: %v", name, err)
		}
		all[name] = k
	}
	return all
}

// shown is the value of a key in one line, without the IDs of streams.
func shown(ctx context.Context, rdb redis.UniversalClient, kind, name string) (string, error) {
	var parts []string
	switch kind {
	case "string":
		return rdb.Get(ctx, name).Result()
	case "list":
		all, err := rdb.LRange(ctx, name, 0, -1).Result()
		return strings.Join(all, " "), err
	case "set":
		members, err := rdb.SMembers(ctx, name).Result()
		slices.Sort(members)
		return strings.Join(members, " "), err
	case "zset":
		members, err := rdb.ZRangeWithScores(ctx, name, 0, -1).Result()
		for _, m := range members {
			parts = append(parts, fmt.Sprintf("%v@%.0f", m.Member, m.Score))
		}
		return strings.Join(parts, " "), err
	case "hash":
		fields, err := rdb.HGetAll(ctx, name).Result()
		for f, v := range fields {
			parts = append(parts, f+"="+v)
		}
		slices.Sort(parts)
		return strings.Join(parts, " "), err
	case "stream":
		entries, err := rdb.XRange(ctx, name, "-", "+").Result()
		for _, e := range entries {
			for f, v := range e.Values {
				parts = append(parts, fmt.Sprintf("%s=%v", f, v))
			}
		}
		return strings.Join(parts, " "), err
	}
	return "", fmt.Errorf("type %q", kind)
}

// changes are the keys that differ between two keyspaces, sorted.
func changes(before, after map[string]kept) []string {
	var differ []string
	for name, was := range before {
		if is := after[name]; is != was {
			differ = append(differ, fmt.Sprintf("%s\n\twas %v\n\tis  %v", name, was, is))
		}
	}
	for name, is := range after {
		if _, had := before[name]; !had {
			differ = append(differ, fmt.Sprintf("%s\n\tis new: %v", name, is))
		}
	}
	slices.SortFunc(differ, cmp.Compare[string])
	return differ
}

// same fails when the keyspace has changed.
func (s *Store) same(t testing.TB, before map[string]kept) {
	t.Helper()
	if differ := changes(before, s.everything(t)); len(differ) > 0 {
		t.Errorf("what was refused changed:\n%s", strings.Join(differ, "\n"))
	}
}

var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// reported is a new case of a resident.
func reported(number int, grid string, due int64) cases.Case {
	return cases.Case{
		Number: number, Category: "kitchen", Status: cases.Reported, Grid: grid, What: "液化气灶放在客厅",
		Opened: monday.Unix() + int64(number), Entered: monday.Unix(), By: cases.Reporter{ID: 7001},
		Clock: cases.Clock{Name: cases.ClockClaim, Due: due},
	}
}

// opens is a change that opens cases.
func opens(cs ...cases.Case) world.Change {
	var ch world.Change
	for _, c := range cs {
		ch.Cases = append(ch.Cases, world.Moved{After: c})
	}
	return ch
}

// moves is a change of one case, and the case as it is stored then.
func moves(before cases.Case, how func(*cases.Case)) (world.Change, cases.Case) {
	after := before
	how(&after)
	ch := world.Change{Cases: []world.Moved{{Before: &before, After: after}}}
	after.Rev = before.Rev + 1
	return ch, after
}

func letter(to int64, words string) world.Letter {
	return world.Letter{Class: world.ClassReply, To: talk.Chat{ID: to}, Lang: text.Chinese, Say: talk.Prompt{Say: text.Text{Words: words}}}
}
