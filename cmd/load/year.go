package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strconv"
	"testing/fstest"
	"time"

	"gridbot/bot"
	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/figures"
	"gridbot/flows/grids"
	"gridbot/flows/text"
	"gridbot/flows/week"
	"gridbot/flows/world"
	"gridbot/store"
)

// manyGrids is how many grids a large district has here: ten by ten.
const manyGrids = 100

// year puts so many cases of a year into Redis, in a district of a hundred
// grids, and prints what a digest of the last week costs.
func year(redis string, n int) error {
	ctx := context.Background()
	d, err := large()
	if err != nil {
		return err
	}
	st, err := owned(ctx, redis, d.ID)
	if err != nil {
		return err
	}
	defer st.Close()
	now := time.Now()
	began := time.Now()
	for from := 0; from < n; from += 50 {
		var ch world.Change
		for i := from; i < min(from+50, n); i++ {
			lived(&ch, d, i, now.Add(-time.Duration(float64(i)/float64(n)*364*24)*time.Hour), now)
		}
		// A reply that was lost had it written already: it is asked for twice.
		if _, err := st.Commit(ctx, world.Op{}, 0, ch); err != nil && !errors.Is(err, world.ErrStale) {
			return err
		}
	}
	fmt.Printf("%d cases of a year in %d grids: %.0f cases/s with their log and counters\n", n, manyGrids, float64(n)/time.Since(began).Seconds())
	catalog, err := flows.Catalog()
	if err != nil {
		return err
	}
	for _, grid := range []string{"g042", figures.Everywhere} {
		if err := digests(ctx, st, d, catalog, grid, now); err != nil {
			return err
		}
	}
	return st.DropLease(ctx)
}

// digests measures the digest of a grid, from the figures to the picture.
func digests(ctx context.Context, st *store.Store, d *district.District, catalog *text.Catalog, grid string, now time.Time) error {
	const times = 20
	var reads, all []time.Duration
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for range times {
		began, read := time.Now(), time.Duration(0)
		w := &world.World{District: d, Now: now, Staff: world.Staff{}}
		picture, words, err := week.DigestOf(w, "this", grid, func(s world.Span) (*world.Weekly, error) {
			w, err := st.Weekly(ctx, s)
			read = time.Since(began)
			return w, err
		})
		if err != nil {
			return err
		}
		if _, _, err := bot.RenderDigest(d, catalog, text.Chinese, picture, words); err != nil {
			return err
		}
		reads, all = append(reads, read), append(all, time.Since(began))
	}
	runtime.ReadMemStats(&after)
	slices.Sort(reads)
	slices.Sort(all)
	fmt.Printf("digest of %s: %s, of that reading %s; %.1f MB allocated\n", grid, all[times/2].Round(time.Millisecond),
		reads[times/2].Round(100*time.Microsecond), float64(after.TotalAlloc-before.TotalAlloc)/times/1e6)
	return nil
}

// lived is the i-th case of the year and its life: most were closed, the newest
// are open, some of them late.
func lived(ch *world.Change, d *district.District, i int, at, now time.Time) {
	c := ordinary(i)
	c.Category = d.Categories[i%len(d.Categories)].ID
	cell := i * 7919 % manyGrids
	c.Grid = gridID(cell)
	c.Place.Point = &grids.Point{Lat: 31.2 + float64(cell/10)/100 + 0.005, Lon: 121.4 + float64(cell%10)/100 + float64(i%90)/10000}
	c.Cards = nil
	year, week := d.Here(at).ISOWeek()
	line := world.Logged{At: at.Unix(), Case: c.Number, Do: cases.Report, To: cases.Reported, Grid: c.Grid, Category: c.Category, Week: fmt.Sprintf("%d-W%02d", year, week)}
	took := int64(60 + i*6007%20000)
	claimed := line
	claimed.Do, claimed.Answered, claimed.Waited, claimed.Clock, claimed.Kept = cases.Claim, &took, &took, cases.ClockClaim, took < 1800
	ch.Log = append(ch.Log, line, claimed)
	end := at.Add(72 * time.Hour)
	c = cases.Start(c, at, cases.Deadline(func(cases.Case, cases.ClockName, time.Time) time.Time { return end }))
	if end.Before(now) && i%500 != 0 {
		handed, closed := line, line
		handed.Do, handed.Handed, handed.Owes, handed.Owed, handed.Clock, handed.Kept = cases.Submit, true, true, line.Week, cases.ClockHandle, i%9 != 0
		closed.Do, closed.Outcome = cases.Confirm, cases.Confirmed
		ch.Log = append(ch.Log, handed, closed)
		c.Status, c.Outcome, c.Ended, c.Clock = cases.Closed, cases.Confirmed, end.Unix(), cases.Clock{}
	}
	ch.Cases = append(ch.Cases, world.Moved{After: c})
}

func gridID(i int) string { return fmt.Sprintf("g%03d", i) }

// large is the demo's district with a hundred grids in the place of its own.
func large() (*district.District, error) {
	files := fstest.MapFS{}
	demo := district.Demo()
	names, err := fs.Glob(demo, "*.*")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		b, err := fs.ReadFile(demo, name)
		if err != nil {
			return nil, err
		}
		files[name] = &fstest.MapFile{Data: b}
	}
	type object map[string]any
	var squares []object
	for i := range manyGrids {
		lat, lon := 31.2+float64(i/10)/100, 121.4+float64(i%10)/100
		ring := [][2]float64{{lon, lat}, {lon + 0.01, lat}, {lon + 0.01, lat + 0.01}, {lon, lat + 0.01}, {lon, lat}}
		squares = append(squares, object{"type": "Feature",
			"properties": object{"id": gridID(i), "name": object{"zh": "网格" + strconv.Itoa(i), "en": "Grid " + strconv.Itoa(i)}},
			"geometry":   object{"type": "Polygon", "coordinates": [][][2]float64{ring}}})
	}
	b, err := json.Marshal(object{"type": "FeatureCollection", "features": squares})
	if err != nil {
		return nil, err
	}
	files["grids.geojson"] = &fstest.MapFile{Data: b}
	return district.Load(files)
}
