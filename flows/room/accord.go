package room

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/accord"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Accord reads what is agreed on about a topic as it is kept; nil for none.
func (r *Room) Accord(topic int) *accord.Accord {
	b, ok := r.accords[topic]
	if !ok {
		return nil
	}
	a := Thaw[accord.Accord](r.T, b)
	a.Rev = 1
	return &a
}

func (r *Room) keepAccords(all []world.Agreed) {
	if r.accords == nil {
		r.accords = map[int][]byte{}
	}
	for _, m := range all {
		if m.Before == nil && r.Accord(m.After.Topic) != nil {
			r.T.Fatalf("accord %d is begun twice", m.After.Topic)
		}
		r.accords[m.After.Topic] = Freeze(r.T, m.After)
	}
}

// agreeing is what the store reads of accords.
func (r *Room) agreeing(n world.Need) world.Agreeing {
	found := world.Agreeing{}
	if n.Accord != 0 {
		found.Accord = r.Accord(n.Accord)
	}
	if n.Accords == "" {
		return found
	}
	for _, topic := range slices.Backward(slices.Sorted(maps.Keys(r.accords))) {
		a := r.Accord(topic)
		var in []string
		for _, id := range a.Named() {
			in = append(in, "p"+strconv.FormatInt(id, 10))
		}
		if a.Open() {
			in = append(in, a.Grid)
		}
		for whose := range strings.SplitSeq(n.Accords, ",") {
			if slices.Contains(in, whose) {
				found.List = append(found.List, *a)
				break
			}
		}
	}
	return found
}

// accordStrikes lets one clock of an accord strike that has to by now.
func (r *Room) accordStrikes() bool {
	for _, topic := range slices.Sorted(maps.Keys(r.accords)) {
		timers := r.Accord(topic).Timers()
		for _, name := range slices.Sorted(maps.Keys(timers)) {
			at := timers[name]
			if at > r.Now.Unix() {
				continue
			}
			r.Happen(talk.Event{ID: "clock", Clock: &talk.Clock{Accord: topic, Name: name, Due: time.Unix(at, 0)}})
			if r.Accord(topic).Timers()[name] == at {
				r.T.Fatalf("the clock %s of accord %d strikes for ever", name, topic)
			}
			return true
		}
	}
	return false
}
