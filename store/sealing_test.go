package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store/redistest"
	"gridbot/store/seal"
)

func districtKeys(t testing.TB) *seal.Keys {
	t.Helper()
	k, err := seal.New(monday)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// keyed is a store with keys, which owns the district; it hears of what could not
// be opened.
func keyed(t testing.TB, address string, k *seal.Keys) *Store {
	t.Helper()
	s, err := Open(t.Context(), address, "daning", WithKeys(k))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.SeizeLease(t.Context(), "keyed", time.Hour); err != nil {
		t.Fatal(err)
	}
	return s
}

// A resident, one who joins, and one who joins and leaves, all without a name;
// what they write, where it is and what they show.
const (
	reporter, joiner, leaver = 700_123_001, 700_123_002, 700_123_003
	draftWords               = "602的陈伯摔倒起不来"
	draftPlace               = "崧涵庭7号602"
	draftFile                = "AgACAgUAAxkBAAI-photo"
)

// secretCase is a case of theirs.
func secretCase() cases.Case {
	c := placed(1001)
	c.By = cases.Reporter{ID: reporter, Anonymous: true, Lang: "zh-CN"}
	c.Joined = []cases.Joiner{{ID: joiner, At: 5}, {ID: 7055, Name: "张三", At: 6}}
	c.Log = []cases.Entry{
		{At: 1, By: reporter, Part: cases.PartReporter, Do: cases.Report, To: cases.Reported},
		{At: 2, By: leaver, Part: cases.PartJoiner, Do: cases.Join, To: cases.Reported},
		{At: 3, By: 7011, Part: cases.PartWorker, Do: cases.Claim, To: cases.Claimed},
	}
	c.Cards = []cases.Card{{Chat: reporter, As: cases.ViewReporter, Lang: "zh-CN"}, {Chat: joiner, As: cases.ViewJoiner, Lang: "zh-CN"},
		{Chat: -7101, As: cases.ViewGroup, Lang: "zh-CN"}}
	return c
}

// secretLife is what happens until such a case is there, and goes on.
func secretLife(t *testing.T, s *Store) cases.Case {
	t.Helper()
	ctx := t.Context()
	put := func(id int64, words string) world.Op {
		body := fmt.Appendf(nil, `{"update_id":%d,"message":{"from":{"id":%d},"text":%q}}`, id, reporter, words)
		entries, err := s.Put(ctx, []world.Raw{{ID: id, Body: body}}, monday)
		if err != nil || len(entries) != 1 {
			t.Fatalf("%v, %v", entries, err)
		}
		return world.Op{Inbox: entries[0]}
	}
	s.mustCommit(t, put(1, draftWords), reporter, world.Change{
		Session: &talk.Session{Dialogue: "report", Data: fmt.Appendf(nil, `{"what":%q,"place":%q,"file":%q}`, draftWords, draftPlace, draftFile)},
		People:  []world.Person{{ID: reporter, Name: "陈阿姨", Lang: "zh-CN"}},
		Letters: []world.Letter{letter(reporter, "在哪里？"+draftWords)},
	})
	c := secretCase()
	ch := opens(c)
	card := letter(reporter, "卡片")
	card.Card = c.Number
	ch.Letters = []world.Letter{card, letter(reporter, draftWords)}
	ch.Said = []world.Said{{Message: world.Message{Chat: reporter, ID: 17}, Case: c.Number}}
	ch.People = []world.Person{{ID: reporter, Rev: 1, Name: "陈阿姨", Album: &world.Album{ID: "a1", Case: c.Number}, Sought: []string{draftPlace}}}
	ch.Log = []world.Logged{{At: 9, Case: c.Number, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter, By: reporter, Category: "kitchen", Week: "2026-W48"}}
	w := s.mustCommit(t, put(2, draftWords), reporter, ch)
	if err := s.Sent(ctx, world.Post{ID: w.Letters[0], Letter: card}, 42); err != nil {
		t.Fatal(err)
	}
	if err := s.PutAside(ctx, world.Entry{ID: put(3, draftWords).Inbox, Body: []byte(draftWords)}, "not an update"); err != nil {
		t.Fatal(err)
	}
	put(4, draftWords) // waits
	s.mustCommit(t, world.Op{}, joiner, world.Change{Session: &talk.Session{Dialogue: "report", Data: fmt.Appendf(nil, "%q", draftPlace)}})
	c.Rev = 1
	return c
}

// mayTell are the keys that say no more than that somebody uses the bot.
func mayTell(key string) bool {
	for _, p := range []string{"{daning}:person:", "{daning}:session:", "{daning}:flood:"} {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return false
}

func TestNothingInRedisTellsWhoReportedAnonymously(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := keyed(t, address, districtKeys(t))
		secretLife(t, s)
		all := s.everything(t)
		if len(all) < 15 {
			t.Fatalf("only %d keys: the life is too short", len(all))
		}
		ids := []string{id10(reporter), id10(joiner), id10(leaver)}
		for name, k := range all {
			for _, word := range []string{draftWords, draftPlace, draftFile, "陈伯", `\u9648\u4f2f`} {
				if strings.Contains(name+k.value, word) {
					t.Errorf("%s holds %q: %s", name, word, k.value)
				}
			}
			for _, id := range ids {
				if strings.Contains(name+k.value, id) && !mayTell(name) {
					t.Errorf("%s holds %s: %s", name, id, k.value)
				}
			}
		}
		if person := all["{daning}:person:"+id10(reporter)].value; strings.Contains(person, "1001") {
			t.Errorf("the person tells which case is theirs: %s", person)
		}
	})
}

// What Redis writes to its disk, and so every backup, holds none of the words.
func TestNoWordsOfADraftReachTheDisk(t *testing.T) {
	redis := redistest.Real(t)
	secretLife(t, keyed(t, redis.Address, districtKeys(t)))
	seen := 0
	err := filepath.WalkDir(redis.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		seen += len(b)
		for _, word := range []string{draftWords, draftPlace, draftFile} {
			if bytes.Contains(b, []byte(word)) {
				t.Errorf("%s holds %q", path, word)
			}
		}
		return err
	})
	if err != nil || seen < 1000 {
		t.Fatalf("%d bytes, %v", seen, err)
	}
}

func TestWithKeysEverythingComesBackAsItWas(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := keyed(t, address, districtKeys(t))
		want := secretLife(t, s)
		found, err := s.Read(t.Context(), reporter, world.Need{Case: 1001, Mine: true, Reply: world.Message{Chat: reporter, ID: 17}})
		if err != nil {
			t.Fatal(err)
		}
		is, _ := written(found.Case.Rev, found.Case)
		if was, _ := written(1, want); is != was {
			t.Errorf("the case\n is %s\nwas %s", is, was)
		}
		if len(found.List) != 1 || found.List[0].By.ID != reporter {
			t.Errorf("my reports: %+v", found.List)
		}
		if found.Replied.Case != 1001 || s.about(t, reporter, 42).Case != 1001 {
			t.Errorf("what they wrote is about %+v, our card about %+v", found.Replied, s.about(t, reporter, 42))
		}
		if !strings.Contains(string(found.Session.Data), draftPlace) || found.Me.Album == nil || found.Me.Album.Case != 1001 || len(found.Me.Sought) != 1 {
			t.Errorf("the session %s, the person %+v", found.Session.Data, found.Me)
		}
		if id, err := s.Card(t.Context(), 1001, reporter); err != nil || id != 42 {
			t.Errorf("their card is message %d, %v", id, err)
		}
		if entries, err := s.Inbox(t.Context(), "0", -1); err != nil || len(entries) != 1 || !strings.Contains(string(entries[0].Body), draftWords) {
			t.Errorf("the inbox: %s, %v", entries, err)
		}
		posts, err := s.Outbox(t.Context(), "-", 10)
		if err != nil || len(posts) != 2 || posts[1].Letter.Say.Say.Words != draftWords {
			t.Errorf("the outbox: %+v, %v", posts, err)
		}
		if letters, err := s.Letters(t.Context(), []string{posts[0].ID}); err != nil || letters[0].To.ID != reporter {
			t.Errorf("a letter: %+v, %v", letters, err)
		}
		var numbers []int
		err = s.EachCase(t.Context(), time.Unix(0, 0), monday.Add(time.Hour), func(c cases.Case) error {
			numbers = append(numbers, c.Number)
			if c.By.ID != reporter {
				t.Errorf("read one by one, it is of %d", c.By.ID)
			}
			return nil
		})
		if err != nil || !slices.Equal(numbers, []int{1001}) {
			t.Errorf("one by one: %v, %v", numbers, err)
		}
	})
}

func TestListsFollowWhoTellsOfItAndHow(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := keyed(t, address, districtKeys(t))
		c := secretLife(t, s)
		mine := func(who int64) int {
			t.Helper()
			found, err := s.Read(t.Context(), who, world.Need{Mine: true})
			if err != nil {
				t.Fatal(err)
			}
			return len(found.List)
		}
		if mine(reporter) != 1 || mine(joiner) != 1 || mine(7055) != 1 || mine(leaver) != 0 {
			t.Fatalf("%d, %d, %d, %d", mine(reporter), mine(joiner), mine(7055), mine(leaver))
		}
		ch, c := moves(c, func(c *cases.Case) { c.Joined = c.Joined[1:] }) // who joined leaves
		s.mustCommit(t, world.Op{}, joiner, ch)
		ch, _ = moves(c, func(c *cases.Case) { // the reporter leaves, and who has a name takes over
			c.By, c.Joined = cases.Reporter{ID: 7055, Name: "张三"}, nil
		})
		s.mustCommit(t, world.Op{}, reporter, ch)
		if mine(reporter) != 0 || mine(joiner) != 0 || mine(7055) != 1 {
			t.Errorf("after leaving: %d, %d, %d", mine(reporter), mine(joiner), mine(7055))
		}
		for name, k := range s.everything(t) {
			if strings.HasPrefix(name, "{daning}:case:") && (strings.Contains(k.value, id10(reporter)) || strings.Contains(k.value, id10(joiner))) {
				t.Errorf("who left is told by %s: %s", name, k.value)
			}
		}
	})
}

// A district that gets keys goes on with what it has.
func TestWhatWasWrittenBeforeThereWereKeysIsRead(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		want := secretLife(t, opened(t, address))
		s := keyed(t, address, districtKeys(t))
		found, err := s.Read(t.Context(), reporter, world.Need{Case: 1001, Mine: true, Reply: world.Message{Chat: reporter, ID: 17}})
		if err != nil || found.Case.By.ID != reporter || len(found.List) != 1 || found.Replied.Case != 1001 || found.Session.Dialogue != "report" || found.Me.Album == nil {
			t.Fatalf("%+v, %v", found, err)
		}
		if entries, err := s.Inbox(t.Context(), "0", -1); err != nil || len(entries) != 1 || !strings.Contains(string(entries[0].Body), draftWords) {
			t.Errorf("the inbox: %s, %v", entries, err)
		}
		if posts, err := s.Outbox(t.Context(), "-", 10); err != nil || len(posts) != 2 || posts[0].Letter.To.ID != reporter {
			t.Errorf("the outbox: %+v, %v", posts, err)
		}
		// The card moves on, and is then found under its new name alone.
		card := letter(reporter, "卡片")
		card.Card = 1001
		w := s.mustCommit(t, world.Op{}, reporter, world.Change{Letters: []world.Letter{card}})
		if err := s.Sent(t.Context(), world.Post{ID: w.Letters[0], Letter: card}, 0); err != nil {
			t.Fatal(err)
		}
		if id, err := s.Card(t.Context(), 1001, reporter); err != nil || id != 0 {
			t.Errorf("the card that is gone is message %d, %v", id, err)
		}
		ch, _ := moves(want, func(c *cases.Case) { c.Joined = nil })
		s.mustCommit(t, world.Op{}, joiner, ch)
		if found, err := s.Read(t.Context(), joiner, world.Need{Mine: true}); err != nil || len(found.List) != 0 {
			t.Errorf("who left still finds %d, %v", len(found.List), err)
		}
	})
}

// Somebody who can write to Redis changes, cuts, swaps.
func TestWhatWasTamperedWithIsToldAndStopsNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		k := districtKeys(t)
		secretLife(t, keyed(t, address, k))
		var told []string
		s, err := Open(t.Context(), address, "daning", WithKeys(k), WithUnopened(func(about string, err error) {
			if !errors.Is(err, world.ErrSealed) {
				t.Errorf("%s: %v", about, err)
			}
			told = append(told, about)
		}))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		ctx, mine, theirs := t.Context(), s.keys.session(reporter), s.keys.session(joiner)
		whole := s.rdb.Get(ctx, mine).Val()
		changed := []byte(whole)
		changed[len(changed)-1] ^= 1
		for what, v := range map[string]string{"changed": string(changed), "cut": whole[:len(whole)/2], "nothing but the mark": "seal1:", "another's": s.rdb.Get(ctx, theirs).Val()} {
			told = nil
			s.sealing.told = nil
			s.rdb.Set(ctx, mine, v, 0)
			found, err := s.Read(ctx, reporter, world.Need{})
			if err != nil || found.Session.Dialogue != "" || found.Me == nil || !slices.Equal(told, []string{mine}) {
				t.Errorf("%s: %+v, %v, told of %v", what, found.Session, err, told)
			}
		}
		// The contact of one case under another.
		record := s.rdb.Get(ctx, s.keys.caseOf(1001)).Val()
		s.rdb.Set(ctx, s.keys.caseOf(1002), strings.Replace(record, `"n":1001`, `"n":1002`, 1), 0)
		told = nil
		found, err := s.Read(ctx, reporter, world.Need{Case: 1002})
		if err != nil || !alias(found.Case.By.ID) || len(found.Case.Sealed) != 1 || !slices.Equal(told, []string{s.keys.caseOf(1002)}) {
			t.Errorf("moved: %+v, %v, told of %v", found.Case, err, told)
		}
		// An update and a letter.
		s.rdb.XAdd(ctx, redisX(s.keys.inbox(), fieldUpdate, "seal1:nonsense"))
		s.rdb.XAdd(ctx, redisX(s.keys.outbox(), fieldLetter, "seal1:nonsense"))
		entries, err := s.Inbox(ctx, "0", -1)
		if err != nil || len(entries) != 2 || string(entries[1].Body) != "seal1:nonsense" {
			t.Errorf("the inbox: %s, %v", entries, err)
		}
		posts, err := s.Outbox(ctx, "-", 10)
		if err != nil || len(posts) != 3 || posts[2].Letter.To.ID != 0 || !posts[2].Shut || posts[0].Shut {
			t.Errorf("the outbox: %+v, %v", posts, err)
		}
	})
}

// Without the keys, or with others, the case is worked on, its contact stays sealed,
// and is there again when the keys are.
func TestACaseGoesOnWithoutItsKeys(t *testing.T) {
	others := districtKeys(t)
	for name, without := range map[string]*seal.Keys{"none": nil, "others": others} {
		t.Run(name, func(t *testing.T) {
			k, address := districtKeys(t), redistest.Embedded(t)
			want := secretLife(t, keyed(t, address, k))
			s := keyed(t, address, without)
			if without == nil && !errors.Is(s.KeysFault(), world.ErrNoKeys) || without != nil && !errors.Is(s.KeysFault(), world.ErrSealed) || s.Keyed() {
				t.Errorf("said: %v; keyed: %v", s.KeysFault(), s.Keyed())
			}
			if _, err := s.Seal("a", nil); !errors.Is(err, world.ErrNoKeys) {
				t.Errorf("sealed: %v", err)
			}
			found, err := s.Read(t.Context(), reporter, world.Need{Case: 1001, Mine: true})
			if err != nil || !alias(found.Case.By.ID) || found.Case.What == "" || len(found.List) != 0 || found.Session.Dialogue != "" {
				t.Fatalf("%+v, %v", found, err)
			}
			before := *found.Case
			ch, _ := moves(before, func(c *cases.Case) { c.Status, c.Assignee = cases.Claimed, 7011 })
			s.mustCommit(t, world.Op{}, 7011, ch)
			for key := range s.everything(t) {
				if strings.HasPrefix(key, "{daning}:mine:-") {
					t.Errorf("somebody nobody is has a list: %s", key)
				}
			}
			back := keyed(t, address, k)
			found, err = back.Read(t.Context(), reporter, world.Need{Case: 1001, Mine: true})
			if err != nil || found.Case.By != want.By || found.Case.Assignee != 7011 || len(found.Case.Sealed) != 0 || len(found.List) != 1 || back.KeysFault() != nil {
				t.Errorf("with its keys again: %+v, %v", found, err)
			}
		})
	}
}

func TestADistrictIsSealedWithOneSetOfKeys(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		if s := standingBy(t, address); s.KeysFault() != nil || s.Keyed() {
			t.Errorf("a district without keys: %v, %v", s.KeysFault(), s.Keyed())
		}
		k := districtKeys(t)
		if s := keyed(t, address, k); s.KeysFault() != nil || !s.Keyed() {
			t.Errorf("its first keys: %v, %v", s.KeysFault(), s.Keyed())
		}
		if s := keyed(t, address, districtKeys(t)); !errors.Is(s.KeysFault(), world.ErrSealed) {
			t.Errorf("other keys: %v", s.KeysFault())
		}
		if _, err := k.Add(monday); err != nil {
			t.Fatal(err)
		}
		if s := keyed(t, address, k); s.KeysFault() != nil {
			t.Errorf("with a new one added: %v", s.KeysFault())
		}
	})
}

func redisX(stream, field, value string) *redis.XAddArgs {
	return &redis.XAddArgs{Stream: stream, Values: []any{field, value}}
}

// BenchmarkSession is how long it takes until the session of somebody is written and
// read, on a server of this machine.
func BenchmarkSession(b *testing.B) {
	in := talk.Session{Dialogue: "report", Answered: []string{"what", "place"}, Data: []byte(`{"what":"` + strings.Repeat("灶", 300) + `"}`)}
	for name, k := range map[string]*seal.Keys{"plain": nil, "sealed": districtKeys(b)} {
		b.Run(name, func(b *testing.B) {
			s := keyed(b, redistest.Real(b).Address, k)
			for n := int64(1); b.Loop(); n++ {
				s.mustCommit(b, s.received(b, n), reporter, world.Change{Session: &in, Letters: []world.Letter{letter(reporter, "在哪里？")}})
				if _, err := s.Read(b.Context(), reporter, world.Need{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
