package store

import (
	"fmt"
	"strconv"
	"sync/atomic"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// aLife is what becomes of an ordinary case, and how many are told of each step.
var aLife = []struct {
	to    cases.Status
	clock cases.ClockName
	told  int
}{
	{cases.Reported, cases.ClockClaim, 2}, {cases.Claimed, cases.ClockArrive, 2}, {cases.OnSite, cases.ClockHandle, 1},
	{cases.Submitted, cases.ClockVerify, 1}, {cases.Closed, "", 2},
}

// lives lets one case live from its report to its end: each step is taken in, read,
// committed, and told.
func (s *Store) lives(b *testing.B, n int) {
	ctx := b.Context()
	who := 100_000 + int64(n%5000)
	c := placed(n)
	c.By.ID = who
	for i, step := range aLife {
		id := int64(n)*10 + int64(i)
		entries, err := s.Put(ctx, []world.Raw{{ID: id, Body: fmt.Appendf(nil, `{"update_id":%d}`, id)}}, monday)
		if err != nil || len(entries) != 1 {
			b.Errorf("put %d: %d, %v", id, len(entries), err)
			return
		}
		var ch world.Change
		if i == 0 {
			_, err = s.Read(ctx, who, world.Need{Mine: true})
			ch = opens(c)
			c.Rev++
		} else {
			_, err = s.Read(ctx, who, world.Need{Case: n})
			ch, c = moves(c, func(c *cases.Case) {
				c.Status, c.Clock = step.to, cases.Clock{Name: step.clock}
				if step.clock != "" {
					c.Clock.Due = monday.Unix() + int64(3600*(i+1)+n%3600)
				}
			})
		}
		if err != nil {
			b.Error(err)
			return
		}
		for range step.told {
			l := letter(who, "#"+strconv.Itoa(n)+"："+string(step.to))
			ch.Letters = append(ch.Letters, l)
		}
		w, err := s.Commit(ctx, world.Op{Inbox: entries[0]}, who, ch)
		if err != nil || w.Again {
			b.Errorf("%d at %s: %v, %v", n, step.to, w, err)
			return
		}
		for j, l := range ch.Letters {
			if err := s.Sent(ctx, world.Post{ID: w.Letters[j], Letter: l}, 10*n+j); err != nil {
				b.Error(err)
				return
			}
		}
	}
}

// BenchmarkLives is how long the whole life of a case takes the store, on a real Redis that
// writes each commit down (appendfsync everysec), where no case lies and where a million do,
// one in a hundred of them open.
func BenchmarkLives(b *testing.B) {
	for _, lie := range []int{0, 1_000_000} {
		b.Run(strconv.Itoa(lie), func(b *testing.B) {
			s := opened(b, redistest.Real(b, "--appendfsync", "everysec", "--auto-aof-rewrite-percentage", "0").Address)
			for first := 0; first < lie; first += 1000 {
				var cs []cases.Case
				for n := first; n < first+1000; n++ {
					c := placed(1001 + n)
					c.By.ID = 100_000 + int64(n%50_000)
					if n%100 != 0 {
						c.Status, c.Clock = cases.Closed, cases.Clock{}
					}
					cs = append(cs, c)
				}
				if _, err := s.Commit(b.Context(), world.Op{}, 7001, opens(cs...)); err != nil {
					b.Fatal(err)
				}
			}
			var next atomic.Int64
			next.Store(2_000_000)
			b.SetParallelism(16)
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					s.lives(b, int(next.Add(1)))
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "lives/s")
		})
	}
}
