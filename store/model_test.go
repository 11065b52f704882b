package store

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// model is a district in plain memory: what the store must be found to hold.
type model struct {
	cases    map[int]cases.Case
	people   map[int64]world.Person
	sessions map[int64]string
	groups   map[string]int64
	invites  map[string]bool
	timers   map[string]int64 // what has struck is out
	letters  []string
	log      int
	number   int
	waiting  map[string]bool // inbox entries
}

func newModel() *model {
	return &model{cases: map[int]cases.Case{}, people: map[int64]world.Person{}, sessions: map[int64]string{},
		groups: map[string]int64{}, invites: map[string]bool{}, timers: map[string]int64{}, waiting: map[string]bool{}}
}

// commit is what a commit should do, in the simplest words.
func (m *model) commit(op world.Op, who int64, ch world.Change, owner bool) string {
	if !owner {
		return answerFenced
	}
	if m.usedUp(op) {
		return answerAgain
	}
	if m.stale(ch) {
		return answerStale
	}
	delete(m.waiting, op.Inbox)
	if op.Timer != nil {
		delete(m.timers, timer(op.Timer.Case, op.Timer.Name))
	}
	for _, p := range ch.People {
		p.Rev++
		m.people[p.ID] = p
	}
	for _, c := range ch.Cases {
		m.move(c.After)
	}
	if ch.Session != nil {
		m.sessions[who] = ch.Session.Dialogue
	}
	for _, key := range ch.Unbind {
		delete(m.groups, key)
	}
	if ch.Group != nil {
		m.groups[ch.Group.Grid] = ch.Group.Chat
	}
	if ch.Invite != nil {
		m.invites[ch.Invite.Token] = true
	}
	delete(m.invites, ch.Used)
	for _, l := range ch.Letters {
		m.letters = append(m.letters, l.Say.Say.Words)
	}
	m.log += len(ch.Log)
	return answerWritten
}

// move keeps a case as it is now, with its timer.
func (m *model) move(is cases.Case) {
	is.Rev = m.cases[is.Number].Rev + 1
	m.cases[is.Number] = is
	m.number = max(m.number, is.Number)
	for name := range m.timers {
		if strings.HasPrefix(name, fmt.Sprint(is.Number)+":") {
			delete(m.timers, name)
		}
	}
	if is.Clock.Due != 0 && !is.Clock.Rung {
		m.timers[timer(is.Number, string(is.Clock.Name))] = is.Clock.Due
	}
}

// usedUp tells an op that was committed before.
func (m *model) usedUp(op world.Op) bool {
	if k := op.Timer; k != nil {
		due, runs := m.timers[timer(k.Case, k.Name)]
		return !runs || due != k.Due.Unix()
	}
	return op.Inbox != "" && !m.waiting[op.Inbox]
}

// stale tells a change of what was read too long ago.
func (m *model) stale(ch world.Change) bool {
	for _, p := range ch.People {
		if m.people[p.ID].Rev != p.Rev {
			return true
		}
	}
	for _, c := range ch.Cases {
		read := 0
		if c.Before != nil {
			read = c.Before.Rev
		}
		if m.cases[c.After.Number].Rev != read {
			return true
		}
	}
	return ch.Used != "" && !m.invites[ch.Used]
}

// lists are the sorted sets the model expects: key, then members with scores.
func (m *model) lists(k keys) map[string][]string {
	all := map[string][]string{}
	add := func(key, member string, score int64) {
		all[key] = append(all[key], fmt.Sprintf("%s@%d", member, score))
	}
	for n, c := range m.cases {
		number, due := fmt.Sprint(n), c.Clock.Due
		if due == 0 {
			due = never
		}
		add(k.mine(c.By.ID), number, c.Opened)
		for id := range c.Outsiders() {
			add(k.traces(id), number, int64(n))
		}
		if since := c.OverSince(); since != 0 && c.Stripped == 0 {
			add(k.over(), overMember(c), since)
		}
		if c.Status.Type() == cases.Open {
			add(k.grid(c.Grid), number, due)
			if c.Assignee != 0 {
				add(k.held(c.Assignee), number, due)
			}
		}
	}
	for name, due := range m.timers {
		add(k.timers(), name, due)
	}
	for token := range m.invites {
		add(k.invited(), token, 0)
	}
	for key := range all {
		slices.Sort(all[key])
	}
	return all
}

// compare fails when the store holds anything else than the model.
func (m *model) compare(t *rapid.T, s *Store, all map[string]kept) {
	m.compareLists(t, s.keys, all)
	m.compareRecords(t, s.keys, all)
	m.compareTheRest(t, s.keys, all)
	m.compareStreams(t, s.keys, all)
}

func (m *model) compareLists(t *rapid.T, k keys, all map[string]kept) {
	lists := m.lists(k)
	for name, is := range all {
		if is.kind == "zset" && name != k.seen() {
			got := strings.Fields(is.value)
			slices.Sort(got)
			if !slices.Equal(got, lists[name]) {
				t.Fatalf("%s holds %q, want %q", name, got, lists[name])
			}
			delete(lists, name)
		}
	}
	if len(lists) != 0 {
		t.Fatalf("missing lists: %q", lists)
	}
}

func (m *model) compareRecords(t *rapid.T, k keys, all map[string]kept) {
	want := map[string]string{}
	for n, c := range m.cases {
		want[k.caseOf(n)], _ = written(c.Rev, c)
	}
	for id, p := range m.people {
		want[k.person(id)], _ = written(p.Rev, p)
	}
	if m.number > 0 {
		want[k.number()] = fmt.Sprint(m.number)
	}
	for name, value := range want {
		if all[name].value != value {
			t.Fatalf("%s is %q, want %q", name, all[name].value, value)
		}
	}
	var staff []string
	for id, p := range m.people {
		if p.Role != world.Resident {
			staff = append(staff, fmt.Sprint(id))
		}
	}
	slices.Sort(staff)
	if got := all[k.staff()].value; got != strings.Join(staff, " ") {
		t.Fatalf("staff %q, want %q", got, staff)
	}
}

// compareTheRest compares sessions, groups and invitations.
func (m *model) compareTheRest(t *rapid.T, k keys, all map[string]kept) {
	for who, dialogue := range m.sessions {
		if _, open := all[k.session(who)]; open != (dialogue != "") || !strings.Contains(all[k.session(who)].value, dialogue) {
			t.Fatalf("session of %d: %q, want %q", who, all[k.session(who)].value, dialogue)
		}
	}
	if got := strings.Count(all[k.groups()].value, `"chat"`); got != len(m.groups) {
		t.Fatalf("groups %q, want %v", all[k.groups()].value, m.groups)
	}
	for token, made := range m.invites {
		if _, is := all[k.invite(token)]; is != made {
			t.Fatalf("invitation %s: %v", token, is)
		}
	}
}

func (m *model) compareStreams(t *rapid.T, k keys, all map[string]kept) {
	at := 0
	for _, words := range m.letters { // in their order, and no other
		i := strings.Index(all[k.outbox()].value[at:], `"words":"`+words+`"`)
		if i < 0 {
			t.Fatalf("letter %q is missing behind %d", words, at)
		}
		at += i + 1
	}
	if got := strings.Count(all[k.outbox()].value, "l={"); got != len(m.letters) {
		t.Fatalf("%d letters, want %d", got, len(m.letters))
	}
	if got := strings.Count(all[k.log()].value, "e={"); got != m.log {
		t.Fatalf("%d lines of the log, want %d", got, m.log)
	}
}

// drawn is a change somebody could commit; now and then on what was read too
// long ago.
func (m *model) drawn(t *rapid.T, nth int) world.Change {
	var ch world.Change
	behind := func() int { return rapid.SampledFrom([]int{0, 0, 0, 0, 0, 0, 0, 1}).Draw(t, "behind") }
	grid := rapid.SampledFrom([]string{"", "yanchang", "lingshi"})
	clock := rapid.Custom(func(t *rapid.T) cases.Clock {
		return rapid.SampledFrom([]cases.Clock{{}, {Name: cases.ClockClaim, Due: 100}, {Name: cases.ClockClaim, Due: 100, Rung: true},
			{Name: cases.ClockClaim, Due: 200}, {Name: cases.ClockArrive, Due: 100}, {Name: cases.ClockHandle}}).Draw(t, "clock")
	})
	if rapid.Bool().Draw(t, "opens") {
		number := 1001 + len(m.cases) - behind()
		c := reported(max(number, 1001), grid.Draw(t, "grid"), 0)
		c.Clock, c.By.ID = clock.Draw(t, "clock"), rapid.SampledFrom([]int64{7001, 7002}).Draw(t, "reporter")
		ch.Cases = append(ch.Cases, world.Moved{After: c})
	} else if len(m.cases) > 0 {
		before := m.cases[rapid.SampledFrom(slices.Sorted(maps.Keys(m.cases))).Draw(t, "case")]
		after := before
		after.Status = rapid.SampledFrom([]cases.Status{cases.Reported, cases.Claimed, cases.Closed, cases.Declined}).Draw(t, "status")
		after.Assignee = rapid.SampledFrom([]int64{0, 7011, 7012}).Draw(t, "assignee")
		after.Grid, after.Clock = grid.Draw(t, "grid"), clock.Draw(t, "clock")
		before.Rev = max(before.Rev-behind(), 1)
		ch.Cases = append(ch.Cases, world.Moved{Before: &before, After: after})
	}
	if rapid.Bool().Draw(t, "person") {
		p := m.people[rapid.SampledFrom([]int64{7001, 7011}).Draw(t, "who")]
		if p.ID == 0 {
			p.ID = 7011
			p.Rev = m.people[7011].Rev
		}
		p.Role = rapid.SampledFrom([]world.Role{world.Resident, world.Worker}).Draw(t, "role")
		p.Rev = max(p.Rev-behind(), 0)
		ch.People = append(ch.People, p)
	}
	switch rapid.IntRange(0, 5).Draw(t, "besides") {
	case 0:
		ch.Session = &talk.Session{Dialogue: rapid.SampledFrom([]string{"", "report", "reason"}).Draw(t, "dialogue")}
	case 1:
		ch.Group = &world.Group{Grid: "yanchang", Chat: -7101}
	case 2:
		ch.Unbind = []string{"yanchang"}
	case 3:
		ch.Invite = &world.Invite{Token: fmt.Sprint("t", nth)}
	case 4:
		if len(m.invites) > 0 {
			ch.Used = rapid.SampledFrom(slices.Sorted(maps.Keys(m.invites))).Draw(t, "token")
		}
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "letters") {
		ch.Letters = append(ch.Letters, letter(7001, fmt.Sprintf("%d.%d", nth, i)))
		ch.Log = append(ch.Log, world.Logged{Case: nth})
	}
	return ch
}

// op is what a commit uses up: mostly a new update, now and then a timer or
// what was used up before.
func (m *model) op(t *rapid.T, s *Store, nth int, used []world.Op) world.Op {
	kind := rapid.IntRange(0, 9).Draw(t, "op")
	switch {
	case kind == 0 && len(used) > 0:
		return rapid.SampledFrom(used).Draw(t, "used")
	case kind < 4 && len(m.timers) > 0:
		name := rapid.SampledFrom(slices.Sorted(maps.Keys(m.timers))).Draw(t, "timer")
		k := &talk.Clock{Due: time.Unix(m.timers[name], 0)}
		if _, err := fmt.Sscanf(strings.Replace(name, ":", " ", 1), "%d %s", &k.Case, &k.Name); err != nil {
			t.Fatal(err)
		}
		return world.Op{Timer: k}
	}
	id, err := s.rdb.XAdd(t.Context(), xadd(s.keys.inbox(), "u", fmt.Sprint(nth))).Result()
	if err != nil {
		t.Fatal(err)
	}
	m.waiting[id] = true
	return world.Op{Inbox: id}
}

// outcome is what became of a commit, in the word of its script.
func outcome(w world.Written, err error) (string, error) {
	switch {
	case errors.Is(err, world.ErrStale):
		return answerStale, nil
	case errors.Is(err, world.ErrFenced):
		return answerFenced, nil
	case w.Again:
		return answerAgain, err
	}
	return answerWritten, err
}

func TestStateTimersOutboxAndFiguresChangeTogetherOrNotAtAll(t *testing.T) {
	test := func(t *testing.T, address string) {
		s := opened(t, address)
		lease, outcomes := s.lease, map[string]int{}
		rapid.Check(t, func(rt *rapid.T) {
			ctx := t.Context()
			s.rdb.FlushDB(ctx)
			s.known = known{}
			s.rdb.Set(ctx, s.keys.lease(), lease, 0)
			m, used := newModel(), []world.Op(nil)
			for nth := range rapid.IntRange(1, 25).Draw(rt, "commits") {
				ch, op := m.drawn(rt, nth), m.op(rt, s, nth, used)
				owner := rapid.IntRange(0, 19).Draw(rt, "owner") != 0
				s.lease = lease
				if !owner {
					s.lease = "0:somebody who lost it"
				}
				before := s.everything(t)
				w, err := s.Commit(ctx, op, 7001, ch)
				got, err := outcome(w, err)
				if err != nil || got == answerWritten && len(w.Letters) != len(ch.Letters) {
					rt.Fatalf("%d IDs for %d letters, %v", len(w.Letters), len(ch.Letters), err)
				}
				if want := m.commit(op, 7001, ch, owner); got != want {
					rt.Fatalf("commit %d is %s, want %s", nth, got, want)
				}
				outcomes[got]++
				after := s.everything(t)
				if differ := changes(before, after); got != answerWritten && len(differ) > 0 {
					rt.Fatalf("what was %s changed:\n%s", got, strings.Join(differ, "\n"))
				}
				if got == answerWritten {
					used = append(used, op)
				}
				m.compare(rt, s, after)
			}
		})
		if len(outcomes) < 4 {
			t.Errorf("outcomes %v: the test does not reach all four", outcomes)
		}
	}
	t.Run("real", func(t *testing.T) { test(t, redistest.Real(t, "--appendfsync", "no").Address) })
	t.Run("embedded", func(t *testing.T) { test(t, redistest.Embedded(t)) })
}
