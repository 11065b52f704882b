package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/strays"
	"gridbot/flows/world"
)

// frequents moves what is frequent, the key topics and the playbooks.
func (w *moving) frequents(ctx context.Context) error {
	var found world.Reading
	var all records
	w.frequent(world.Need{Hot: true, Topics: true, Plays: true}, &all, &found)
	if err := w.undamaged(w.readRecords(ctx, &all)); err != nil {
		return err
	}
	in, any := w.begin(world.Op{}), false
	if found.Hot != nil {
		if b, changed := w.Move.Board(*found.Hot); changed {
			in.put(w.keys.hotspots(), b.Rev, b)
			any = true
		}
	}
	if found.Topics != nil {
		if ts, changed := w.Topics(*found.Topics); changed {
			w.keepTopics(in, ts)
			any = true
		}
	}
	if found.Plays != nil {
		if b, changed := w.Book(*found.Plays); changed {
			in.put(w.keys.playbooks(), b.Rev, b)
			any = true
		}
	}
	if !any {
		return nil
	}
	return w.commit(ctx, in)
}

// accords moves what is agreed on about topics. What was agreed keeps the name of an
// agency it had: versions are never changed.
func (w *moving) accords(ctx context.Context) error {
	if w.Kind != strays.Grid {
		return nil
	}
	var topics []int
	err := w.eachKey(ctx, func(name, kind string) error {
		what, of := w.keys.parts(name)
		if n, err := strconv.Atoi(of); what == "accord" && kind == "string" && err == nil {
			topics = append(topics, n)
		}
		return nil
	})
	if err != nil {
		return err
	}
	shut := 0
	for _, n := range topics {
		var found world.Reading
		a, err := w.accord(ctx, n, &found)
		if err = w.undamaged(err); err != nil {
			return err
		}
		if found.Agreeing.Shut {
			shut++
		}
		if a == nil {
			continue
		}
		after, changed := w.Accord(*a)
		if !changed {
			continue
		}
		left, err := w.rdb.PTTL(ctx, w.keys.accord(n)).Result()
		if err != nil {
			return fmt.Errorf("ask how long accord %d is kept: %w", n, err)
		}
		in := w.begin(world.Op{})
		w.agreed(in, world.Agreed{Before: a, After: after, Lasts: max(left, 0).Round(time.Millisecond)})
		if err := w.commit(ctx, in); err != nil {
			return err
		}
	}
	if shut > 0 {
		w.did.Left = append(w.did.Left, fmt.Sprintf("what is agreed on about %d topics cannot be opened here, and stays as it is: GRIDBOT_KEYS", shut))
	}
	return nil
}

// services moves the requests, and how long their steps took. One that cannot be opened
// here keeps the old name.
func (w *moving) services(ctx context.Context) error {
	last, err := w.highest(ctx, w.keys.serviceNumber())
	if err = w.undamaged(err); err != nil {
		return err
	}
	shut := 0
	for n := 1; n <= last; n++ {
		var found world.Reading
		r, err := w.service(ctx, n, &found)
		if err = w.undamaged(err); err != nil {
			return err
		}
		if found.Serving.Shut {
			shut++
		}
		if r == nil {
			continue
		}
		after, changed := w.Request(*r)
		if !changed {
			continue
		}
		left, err := w.rdb.PTTL(ctx, w.keys.service(n)).Result()
		if err != nil {
			return fmt.Errorf("ask how long request %d is kept: %w", n, err)
		}
		in := w.begin(world.Op{})
		w.served(in, world.Served{Before: r, After: after, Lasts: max(left, 0).Round(time.Millisecond)})
		if err := w.commit(ctx, in); err != nil {
			return err
		}
	}
	if shut > 0 {
		w.did.Left = append(w.did.Left, fmt.Sprintf("%d requests cannot be opened here, and stay as they are: GRIDBOT_KEYS", shut))
	}
	err = w.eachKey(ctx, func(name, _ string) error {
		if what, _ := w.keys.parts(name); what != "servedin" {
			return nil
		}
		return w.rename(ctx, name, func(f string) string {
			parts := strings.Split(f, "|")
			switch {
			case len(parts) != 5:
			case w.Kind == strays.Agency && parts[3] == w.Old:
				parts[3] = w.New
			case w.Kind == strays.Grid && parts[0] == w.Old:
				parts[0] = w.New
			}
			return strings.Join(parts, "|")
		})
	})
	if err != nil || w.Kind != strays.Agency {
		return err
	}
	return w.rename(ctx, w.keys.served(), func(f string) string {
		parts := strings.Split(f, "|")
		if len(parts) == 4 && parts[2] == w.Old {
			parts[2] = w.New
		}
		return strings.Join(parts, "|")
	})
}
