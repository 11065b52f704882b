package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/district"
	"gridbot/flows/history"
	"gridbot/flows/world"
	"gridbot/store"
)

const (
	lookedUp   = 512 // rows whose numbers are asked for in one go
	perCommit  = 64  // cases in one commit: none of them is there without the others
	onTheirWay = 4   // commits that are not answered yet
)

// changed is a row that is known, and says something else than when it was
// brought in: the case has a life of its own here.
var changed = history.Kind{Name: "changed", Refused: true,
	Say: "known already, and the row has changed since: the case here stays as it is"}

// bringing is a table on its way in.
type bringing struct {
	table    *theirs
	district *district.District
	store    *store.Store // nil: nothing is written
	now      time.Time    // the clocks of what is open run from then
	out      io.Writer
	faults   *faultList
	number   int // the highest that was given

	known, refused, marked int
	strikes                int64 // when the first clock strikes
	rows, closed, open     atomic.Int64
}

// all brings in every row.
func (b *bringing) all(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	end := b.progress(ctx)
	defer end()
	work := make(chan world.Change)
	var hands sync.WaitGroup
	for range onTheirWay {
		hands.Go(func() {
			for ch := range work {
				if err := b.commit(ctx, ch); err != nil {
					stop(err)
				}
			}
		})
	}
	err := b.each(ctx, func(rows []history.Row) error {
		fresh, err := b.fresh(ctx, rows)
		if err != nil {
			return err
		}
		for len(fresh) > 0 {
			n := min(len(fresh), perCommit)
			select {
			case work <- b.bring(fresh[:n]):
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			fresh = fresh[n:]
		}
		return nil
	})
	close(work)
	hands.Wait()
	if cause := context.Cause(ctx); err == nil && cause != nil {
		err = cause
	}
	return err
}

// each reads the table and hands on its good rows, many at a time.
func (b *bringing) each(ctx context.Context, hand func([]history.Row) error) error {
	var good []history.Row
	for ctx.Err() == nil {
		row, err := b.table.Next()
		if errors.Is(err, io.EOF) {
			return hand(good)
		}
		if err != nil {
			return errors.Join(hand(good), err)
		}
		b.rows.Add(1)
		for _, f := range row.Faults {
			if err := b.faults.add(f); err != nil {
				return fmt.Errorf("list the faults: %w", err)
			}
		}
		switch {
		case row.Refused:
			b.refused++
			continue
		case len(row.Faults) > 0:
			b.marked++
		}
		if good = append(good, row); len(good) < lookedUp {
			continue
		}
		if err := hand(good); err != nil {
			return err
		}
		good = nil
	}
	return context.Cause(ctx)
}

// fresh leaves out the rows that were brought in before.
func (b *bringing) fresh(ctx context.Context, rows []history.Row) ([]history.Row, error) {
	if b.store == nil {
		return rows, nil
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.Case.From.ID
	}
	known, err := b.store.Imported(ctx, ids)
	if err != nil {
		return nil, err
	}
	fresh := rows[:0]
	for i, r := range rows {
		if known[i].Number == 0 {
			fresh = append(fresh, r)
			continue
		}
		b.known++
		if known[i].Print == r.Case.From.Print {
			continue
		}
		if err := b.faults.add(history.Fault{Line: r.Line, ID: r.Case.From.ID, Kind: changed, Value: fmt.Sprintf("#%d", known[i].Number)}); err != nil {
			return nil, fmt.Errorf("list the faults: %w", err)
		}
	}
	return fresh, nil
}

// bring makes cases of rows, each with the next number.
func (b *bringing) bring(rows []history.Row) world.Change {
	ch := acts.Bring(&world.World{District: b.district, Now: b.now, Number: func() int {
		b.number++
		return b.number
	}}, rows)
	for _, m := range ch.Cases {
		if at := m.After.Clock.Strikes(); at != 0 && (b.strikes == 0 || at < b.strikes) {
			b.strikes = at
		}
	}
	return ch
}

// commit writes cases, all or none, and counts them.
func (b *bringing) commit(ctx context.Context, ch world.Change) error {
	if b.store != nil {
		if err := ctx.Err(); err != nil {
			return nil // it is over; why is known
		}
		if _, err := b.store.Commit(ctx, world.Op{}, 0, ch); err != nil {
			return err
		}
	}
	for _, m := range ch.Cases {
		if m.After.Ended != 0 {
			b.closed.Add(1)
		} else {
			b.open.Add(1)
		}
	}
	return nil
}

// progress says how far it is: on a terminal in one line that changes,
// elsewhere every ten seconds. It ends with what it returns.
func (b *bringing) progress(ctx context.Context) (end func()) {
	every, before, after := 10*time.Second, "", "\n"
	if f, ok := b.out.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			every, before, after = 200*time.Millisecond, "\r", ""
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		for tick := time.Tick(every); ; {
			select {
			case <-ctx.Done():
				if before != "" {
					fmt.Fprint(b.out, "\r", strings.Repeat(" ", 60), "\r")
				}
				return
			case <-tick:
				n := b.rows.Load()
				fmt.Fprintf(b.out, "%s%d rows, %d %%, %.0f a second %s", before, n, 100*b.table.read.n.Load()/max(b.table.size, 1), float64(n)/time.Since(b.now).Seconds(), after)
			}
		}
	}()
	return func() {
		cancel()
		<-over
	}
}

// counted counts what is read of a file.
type counted struct {
	r io.Reader
	n atomic.Int64
}

// Read reads on.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}
