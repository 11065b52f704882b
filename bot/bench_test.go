package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"gridbot/flows"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

// counterOn is a desk on a real Redis, for measuring.
func counterOn(b *testing.B) (*desk, *store.Store) {
	b.Helper()
	d := demo(b)
	s, err := store.Open(b.Context(), redistest.Real(b).Address, d.ID)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	if ours, err := s.TakeLease(b.Context(), "bench", time.Hour); err != nil || !ours {
		b.Fatal(ours, err)
	}
	catalog, err := flows.Catalog()
	if err != nil {
		b.Fatal(err)
	}
	silent := slog.New(slog.DiscardHandler)
	desk := &desk{
		district: d, records: s, bot: "grid_bot", now: func() time.Time { return noon }, log: silent,
		post: func([]world.Post) {}, reload: func() {}, answer: func(talk.Event, toast) {}, metrics: newMetrics(), pause: longer,
		outage: newOutage(nil, words{catalog: catalog}, d, time.Now, silent, 0),
	}
	if err := desk.load(b.Context()); err != nil {
		b.Fatal(err)
	}
	return desk, s
}

// takenIn puts updates in the inbox and returns their entries.
func takenIn(b *testing.B, s *store.Store, raws []world.Raw) []world.Entry {
	b.Helper()
	after, entries := "0", []world.Entry(nil)
	for len(raws) > 0 {
		n := min(500, len(raws))
		if _, err := s.Put(b.Context(), raws[:n], noon); err != nil {
			b.Fatal(err)
		}
		raws = raws[n:]
	}
	for {
		got, err := s.Inbox(b.Context(), after, time.Millisecond)
		if err != nil {
			b.Fatal(err)
		}
		if len(got) == 0 {
			return entries
		}
		entries, after = append(entries, got...), got[len(got)-1].ID
	}
}

// handled measures what the desk and the store do with updates that are in
// the inbox already, one after the other.
func handled(b *testing.B, d *desk, s *store.Store, raws []world.Raw) {
	b.Helper()
	entries := takenIn(b, s, raws)
	before := s.RoundTrips()
	b.ReportAllocs()
	b.ResetTimer()
	for _, e := range entries {
		if err := d.handles(context.Background(), e); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	b.ReportMetric(float64(s.RoundTrips()-before)/float64(len(entries)), "roundtrips/op")
}

func pressed(id, person int64, data string) world.Raw {
	return world.Raw{ID: id, Body: fmt.Appendf(nil, `{"update_id":%d,"callback_query":{"id":"%d","from":{"id":%d,"first_name":"陈","language_code":"zh"},"message":{"message_id":5,"date":1,"chat":{"id":%d,"type":"private"}},"data":%q}}`,
		id, id, person, person, data)}
}

func written(id, person int64, words string) world.Raw {
	say, _ := json.Marshal(words)
	return world.Raw{ID: id, Body: fmt.Appendf(nil, `{"update_id":%d,"message":{"message_id":5,"date":1,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"first_name":"陈","language_code":"zh"},"text":%s}}`,
		id, person, person, say)}
}

// BenchmarkUpdate is one step of a report: words that begin it, or go on.
func BenchmarkUpdate(b *testing.B) {
	d, s := counterOn(b)
	var raws []world.Raw
	for i := range int64(b.N) {
		raws = append(raws, written(i+1, 10_000+i%500, "崧涵庭3号楼垃圾堆了三天没人收"))
	}
	handled(b, d, s, raws)
}

// BenchmarkReport is a whole report, as the load program's residents file it: six updates.
func BenchmarkReport(b *testing.B) {
	d, s := counterOn(b)
	var raws []world.Raw
	for i := range int64(b.N) {
		who, id := 10_000+i%500, 6*i
		photo := fmt.Appendf(nil, `{"update_id":%d,"message":{"message_id":5,"date":1,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"first_name":"A","language_code":"en"},"photo":[{"file_id":"f%d","file_unique_id":"u%d"}]}}`, id+5, who, who, i, i)
		raws = append(raws, typed(id+1, who, "/report"), pressed(id+2, who, "d|report|what|c-rubbish"),
			written(id+3, who, fmt.Sprintf("behind the blue gate %d", i)), pressed(id+4, who, "d|report|where|g-yanchang"),
			world.Raw{ID: id + 5, Body: photo}, pressed(id+6, who, "d|report|preview|anonymous"))
	}
	handled(b, d, s, raws)
	if n, err := s.Number(b.Context()); err != nil || n != b.N+FirstNumber-1 {
		b.Fatalf("%d reports, and the last number is %d: %v", b.N, n, err)
	}
}

func typed(id, person int64, words string) world.Raw {
	return world.Raw{ID: id, Body: fmt.Appendf(nil, `{"update_id":%d,"message":{"message_id":5,"date":1,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"first_name":"A","language_code":"en"},"text":%q,"entities":[{"type":"bot_command","offset":0,"length":%d}]}}`,
		id, person, person, words, len(words))}
}

// BenchmarkCasePress is a press under a case: its card is shown anew.
func BenchmarkCasePress(b *testing.B) {
	d, s := counterOn(b)
	report := []world.Raw{written(1, chen, "崧涵庭3号楼垃圾堆了三天没人收")}
	report = append(report, pressed(2, chen, "d|report|preview|send"))
	for _, e := range takenIn(b, s, report) {
		if err := d.handles(context.Background(), e); err != nil {
			b.Fatal(err)
		}
	}
	if f, err := s.Read(b.Context(), 0, world.Need{Case: FirstNumber}); err != nil || f.Case == nil {
		b.Fatalf("there is no case: %+v, %v", f, err)
	}
	var raws []world.Raw
	for i := range int64(b.N) {
		raws = append(raws, pressed(100+i, chen, strings.Join([]string{"c", fmt.Sprint(FirstNumber), "look"}, "|")))
	}
	handled(b, d, s, raws)
}
