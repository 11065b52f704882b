package room

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"
	"time"

	"gridbot/flows/district"
	"gridbot/flows/request"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// offer puts a service that lies beside the transcripts into the folder of the demo, and
// reads the folder anew.
func (p *player) offer(name string) error {
	demo, folder := district.Demo(), fstest.MapFS{}
	err := fs.WalkDir(demo, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(demo, path)
		folder[path] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		return fmt.Errorf("read the demo's folder: %w", err)
	}
	file := "services/" + name + ".yaml"
	b, err := os.ReadFile(filepath.Join(cmp.Or(p.folder, "testdata"), file))
	if err != nil {
		return err
	}
	folder[file] = &fstest.MapFile{Data: b}
	p.District, err = district.Load(folder)
	return err
}

// Service reads a request as it is kept; nil for none.
func (r *Room) Service(n int) *request.Request {
	b, ok := r.services[n]
	if !ok {
		return nil
	}
	q := Thaw[request.Request](r.T, b)
	q.Rev = 1
	return &q
}

func (r *Room) keepService(m *world.Served) {
	if m == nil {
		return
	}
	if r.services == nil {
		r.services, r.served, r.servedIn = map[int][]byte{}, map[string]int{}, map[string]map[string]int{}
	}
	before := request.Request{}
	if m.Before != nil {
		before = *m.Before
	} else if r.Service(m.After.N) != nil {
		r.T.Fatalf("request %d is begun twice", m.After.N)
	}
	r.services[m.After.N] = Freeze(r.T, m.After)
	for _, field := range request.Tallied(before, m.After) {
		r.served[field]++
	}
	if r.servedIn[m.Week] == nil {
		r.servedIn[m.Week] = map[string]int{}
	}
	for _, field := range request.Placed(request.Tallied(before, m.After), cmp.Or(m.After.Grid, world.Unrouted)) {
		r.servedIn[m.Week][field]++
	}
}

// serving is what the store reads of requests.
func (r *Room) serving(n world.Need) world.Serving {
	found := world.Serving{}
	if n.Service != 0 {
		found.Request = r.Service(n.Service)
	}
	if n.Served {
		found.Figures = maps.Clone(r.served)
	}
	for week := range strings.SplitSeq(n.ServedIn, ",") {
		found.Weeks = found.Weeks.Plus(r.servedIn[week])
	}
	if n.Services == "" {
		return found
	}
	found.Listed = true
	for _, at := range slices.Backward(slices.Sorted(maps.Keys(r.services))) {
		q := r.Service(at)
		found.Last = max(found.Last, at)
		people, agencies := q.Lists()
		var in []string
		for _, id := range people {
			in = append(in, "p"+strconv.FormatInt(id, 10))
		}
		for _, id := range agencies {
			in = append(in, "@"+id)
		}
		if q.Grids() {
			in = append(in, cmp.Or(q.Grid, world.Unrouted))
		}
		for whose := range strings.SplitSeq(n.Services, ",") {
			if slices.Contains(in, whose) {
				found.List = append(found.List, *q)
				break
			}
		}
	}
	return found
}

// serviceStrikes lets one clock of a request strike that has to by now.
func (r *Room) serviceStrikes() bool {
	for _, n := range slices.Sorted(maps.Keys(r.services)) {
		timers := r.Service(n).Timers()
		for _, name := range slices.Sorted(maps.Keys(timers)) {
			at := timers[name]
			if at > r.Now.Unix() {
				continue
			}
			r.Happen(talk.Event{ID: "clock", Clock: &talk.Clock{Service: n, Name: name, Due: time.Unix(at, 0)}})
			if r.Service(n).Timers()[name] == at {
				r.T.Fatalf("the clock %s of request %d strikes for ever", name, n)
			}
			return true
		}
	}
	return false
}
