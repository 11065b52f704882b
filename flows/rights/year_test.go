package rights_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/figures"
	"gridbot/flows/rights"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A neighbour of the simulated year, with what is found nowhere else.
type neighbour struct {
	id                int64
	name, phone, flat string
	number            int
	open, wants       bool
}

func (n neighbour) secrets() []string { return []string{n.name, n.phone, n.flat} }

// kept is everything a room has kept.
func kept(r *room.Room) string {
	var b strings.Builder
	for _, records := range []map[int64][]byte{r.People, r.Sessions} {
		for _, id := range slices.Sorted(maps.Keys(records)) {
			fmt.Fprintf(&b, "%d %s\n", id, records[id])
		}
	}
	for _, n := range slices.Sorted(maps.Keys(r.Cases)) {
		fmt.Fprintf(&b, "%s\n", r.Cases[n])
	}
	return b.String()
}

func (n neighbour) event(e talk.Event) talk.Event {
	e.ID, e.Language, e.Message = "1", "zh-hans", 1
	e.From, e.Chat = talk.Sender{ID: n.id, Name: n.name}, talk.Chat{ID: n.id}
	return e
}

// digest is what the coordinator reads of a week.
func digest(t *testing.T, r *room.Room, week string) string {
	t.Helper()
	ch := r.Happen(talk.Event{ID: "1", From: talk.Sender{ID: room.Sun, Name: "孙悦"}, Chat: talk.Chat{ID: room.Sun}, Press: "m|digest|" + week, Message: 1})
	if len(ch.Letters) == 0 {
		t.Fatal("there is no digest")
	}
	return string(room.Freeze(t, ch.Letters))
}

// A year goes by: every ten days somebody tells of something, with their name, telephone
// and flat. What is over knows nobody after half a year, whoever wanted to be forgotten is gone at
// once, what is open stays, and no figure of any week changes.
func TestAYearOfRetentionAndForgetting(t *testing.T) {
	r := room.New(t)
	days := r.District.Retention
	var all []*neighbour
	for day := 0; day < 400; day += 5 {
		r.Now = room.Monday.AddDate(0, 0, day)
		if day%10 == 0 && day < 365 {
			n := &neighbour{id: int64(70_000 + day), name: fmt.Sprintf("邻居甲%d乙", day), phone: fmt.Sprintf("1390000%04d", day), flat: fmt.Sprintf("北侧%d室找我", 1000+day),
				open: day%40 == 10, wants: day%30 == 20}
			tells(t, r, n)
			all = append(all, n)
		}
		said := ""
		if day%50 == 45 {
			said = digest(t, r, "last")
		}
		before, counts := kept(r), string(room.Freeze(t, r.Counts))
		r.Night(r.Idle(r.Now.AddDate(0, 0, -days).Unix())...)
		if got := string(room.Freeze(t, r.Counts)); got != counts {
			t.Fatalf("day %d: the night has changed a figure:\n%s\n%s", day, counts, got)
		}
		if said != "" && digest(t, r, "last") != said {
			t.Fatalf("day %d: the digest of the week is another after the night", day)
		}
		if after := kept(r); day < days && after != before && !strings.Contains(before, `"forgotten"`) {
			t.Fatalf("day %d: something is gone already", day)
		}
	}
	for _, n := range all {
		gone := n.wants || !n.open
		ended := n.number != 0 && r.Case(n.number).OverSince() != 0
		if age := int(r.Now.Sub(time.Unix(r.Case(n.number).Opened, 0)).Hours() / 24); !n.wants && ended && age < days+5 {
			gone = false
		}
		for _, secret := range n.secrets() {
			if is := strings.Contains(kept(r), secret); is == gone && !(n.wants && n.open && secret == n.flat) {
				t.Errorf("#%d, open %t, wanted to be forgotten %t: %q is kept: %t", n.number, n.open, n.wants, secret, is)
			}
		}
		if c := r.Case(n.number); c.Category != "lamp" || c.Grid != "yanchang" || len(c.Log) == 0 {
			t.Errorf("#%d is no case any more: %+v", n.number, c)
		}
		if _, known := r.People[n.id]; known == gone {
			t.Errorf("#%d: the person is known: %t", n.number, known)
		}
	}
	if r.Counts["2026-W48"][figures.Everywhere]["lamp|"+figures.Reported] != 1 {
		t.Errorf("the first week counts %v", r.Counts["2026-W48"][figures.Everywhere])
	}
}

// tells lets a neighbour tell of a lamp, which is put right at once or stays.
func tells(t *testing.T, r *room.Room, n *neighbour) {
	t.Helper()
	r.Happen(n.event(talk.Event{Text: "崧涵庭路灯不亮，打" + n.phone}))
	for _, press := range []string{"d|report|same|other", "d|report|preview|send"} { // another one that is open is shown first
		for _, m := range r.Happen(n.event(talk.Event{Press: press})).Cases {
			n.number = m.After.Number
		}
	}
	if n.number == 0 {
		t.Fatalf("nothing was told by %s", n.name)
	}
	r.Happen(n.event(talk.Event{Press: "m|cancel"}))
	c := r.Case(n.number)
	c.Place.Name, c.Place.More = text.Said(n.flat), n.flat
	if !n.open {
		c.Status, c.Ended, c.Outcome, c.Clock = cases.Closed, r.Now.Unix(), cases.Confirmed, cases.Clock{}
	}
	r.Cases[n.number] = room.Freeze(t, c)
	data := strings.Builder{}
	for _, line := range rights.Data(&world.World{District: r.District, Now: r.Now}, r.Kept(n.id)) {
		data.WriteString(r.Say(text.Chinese, line, 4000) + "\n")
	}
	for _, secret := range n.secrets() {
		if !strings.Contains(data.String(), secret) {
			t.Fatalf("%q is kept and not told: %s", secret, data.String())
		}
	}
	if n.wants {
		r.Happen(n.event(talk.Event{Press: fmt.Sprintf("m|forget|yes|%d", r.Now.Unix())}))
		r.Happen(n.event(talk.Event{Press: fmt.Sprintf("m|forget|yes|%d", r.Now.Unix())})) // a double tap leaves no record
		if _, known := r.People[n.id]; known {
			t.Fatalf("whoever pressed twice is known again")
		}
	}
}
