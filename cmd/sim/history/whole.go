package history

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/personal"
	"gridbot/flows/show"
	"gridbot/flows/sight"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// drained tells whether nothing waits.
func (h *history) drained() bool {
	in, out, err := h.raw.Waiting(context.Background())
	return err == nil && in == 0 && out == 0 && len(h.waitingUpdates()) == 0
}

func (h *history) waitingUpdates() (ids []int64) {
	for id := int64(1001); id <= h.peer.next; id++ {
		if !h.handled[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// everyDay looks at what takes longer to look at.
func (h *history) everyDay() {
	if day := h.now.In(h.stage.District.Zone).YearDay(); day != h.day {
		h.day = day
		if h.plants(plantCounters) {
			h.miscounts()
		}
		h.counts()
	}
}

func (h *history) counts() {
	kept, err := h.raw.Counts(context.Background())
	again, err2 := h.raw.Recount(context.Background())
	if err != nil || err2 != nil || !reflect.DeepEqual(kept, again) {
		h.wrong("counters equal the log", "%v, counted again %v, %v %v", kept, again, err, err2)
	}
}

// whole looks at everything, when the faults have stopped and nothing waits.
func (h *history) whole() {
	if h.told.Wrong != "" {
		return
	}
	in, out, _ := h.raw.Waiting(context.Background())
	if in != 0 || out != 0 {
		h.wrong("drains", "%d updates and %d letters wait for ever", in, out)
	}
	if ids := h.waitingUpdates(); len(ids) > 0 {
		h.wrong("nothing acknowledged is forgotten", "updates %v were never handled", ids)
	}
	if in == 0 && out == 0 && len(h.pending) > 0 {
		h.wrong("every letter is sent", "%v are gone, and nobody has sent them", slices.Sorted(maps.Keys(h.pending)))
	}
	h.counts()
	h.timers()
	for _, n := range h.numbers() {
		h.stored(n)
	}
}

// timers holds that the clock of every case is set.
func (h *history) timers() {
	due, err := h.raw.Due(context.Background(), h.now.Add(1000*24*time.Hour), 10_000)
	if err != nil {
		h.wrong("reads", "%v", err)
	}
	set := map[int]bool{}
	for _, k := range due {
		set[k.Case] = true
	}
	for _, n := range h.numbers() {
		if c := h.cases[n]; c.Status.Type() == cases.Open && !c.Clock.Rung && !set[n] {
			h.wrong("every open case has a clock", "nothing will ever strike for #%d, %s, %+v", n, c.Status, c.Clock)
		}
	}
}

// stored holds a case in the store against what was committed, and its cards against
// what they should show.
func (h *history) stored(n int) {
	found, err := h.raw.Read(context.Background(), 0, world.Need{Case: n})
	if err != nil || found.Case == nil {
		h.wrong("nothing acknowledged is forgotten", "#%d is not in the store: %v", n, err)
		return
	}
	is := *found.Case
	staff, err := h.raw.Staff(context.Background())
	if err != nil {
		h.wrong("reads", "%v", err)
		return
	}
	w := &world.World{District: h.stage.District, Bot: botName, Now: h.stage.District.Here(h.now), Staff: staff}
	for _, k := range is.Cards {
		h.card(w, is, k)
	}
}

// tells reports whether a card says how a case stands: in a language, as its holder may
// have chosen another since, and without the flats of others.
func (h *history) tells(shown string, status text.Text, as cases.View) bool {
	for _, lang := range text.Langs {
		said, err := h.stage.Catalog.Say(lang, status)
		if err != nil {
			return true
		}
		if as == cases.ViewGroup { // how many agencies are not done yet stands on the board beside it
			said, _, _ = strings.Cut(said, "，")
		}
		if strings.Contains(shown, said) || strings.Contains(shown, personal.Mask(said, sight.Residents...)) {
			return true
		}
	}
	return false
}

// card holds what a chat shows of a case against what it should show: all but the line
// that says why it came.
func (h *history) card(w *world.World, c cases.Case, k cases.Card) {
	r := h.peer.room(k.Chat)
	id, err := h.raw.Card(context.Background(), c.Number, k.Chat)
	if err != nil || r.blocked || h.gone[k.Chat] || id <= 0 {
		return
	}
	m := r.find(id)
	if m == nil {
		h.wrong("the card shown is the card computed", "%s has no card of #%d, where [%d] should be", h.called(k.Chat), c.Number, id)
		return
	}
	l, ok := h.owed[place(k.Chat, c.Number)]
	if ok {
		for _, line := range strings.Split(h.words(l), "\n") {
			if !strings.Contains(m.text, strings.TrimSpace(line)) && !strings.HasSuffix(m.text, "…") {
				h.wrong("the card shown is the card computed", "%s is not shown of #%d in [%d]: %s", h.called(k.Chat), c.Number, id, line)
				return
			}
		}
	}
	// Who does not work on it reads that it is taken, and no more until that changes; who
	// told of it, too, reads of whoever told first.
	closely := k.As == cases.ViewReporter && k.Chat == c.By.ID || k.As == cases.ViewGroup || k.As == cases.ViewWorker && k.Chat == c.Assignee
	if closely && strings.Contains(m.text, "▶️") && !strings.Contains(m.text, "🔒") && !h.tells(m.text, show.StatusText(w, c, k.As), k.As) {
		h.wrong("the card shown is the card computed", "#%d is %s and [%d] of %s as %s does not say so but %s", c.Number, c.Status, id, h.called(k.Chat), k.As, m.text)
	}
}
