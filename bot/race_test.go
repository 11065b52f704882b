package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"gridbot/bot/sandbox/stories"
	"gridbot/flows/cases"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// file lets Chen report a rubbish heap by the shortest way.
func (h *house) file() {
	h.t.Helper()
	if _, err := h.sandbox.Say(stories.Chen, stories.Chen, "崧涵庭3号楼垃圾堆了三天没人收"); err != nil {
		h.t.Fatal(err)
	}
	h.quiet()
	h.press(stories.Chen, stories.Chen, "d|report|preview|send")
}

// press presses a button under the newest message of the chat and waits until
// everything has happened that it causes.
func (h *house) press(who, chat int64, data string) (said string) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	all := h.sandbox.Messages(chat)
	a, err := h.sandbox.Press(ctx, who, chat, all[len(all)-1].MessageID, data)
	if err != nil {
		h.t.Errorf("press %q: %v", data, err)
	}
	h.quiet()
	return a.Text
}

func (h *house) caseOf(number int) *cases.Case {
	h.t.Helper()
	found, err := h.store.Read(h.t.Context(), 0, world.Need{Case: number})
	if err != nil {
		h.t.Fatal(err)
	}
	return found.Case
}

// Both workers and the group press at the same moment, again and again: one
// has the case, everybody else reads who.
func TestOnlyOneWorkerGetsTheCase(t *testing.T) {
	h := newHouse(t, redistest.Real(t).Address)
	h.staff()
	for number := 1001; number < 1009; number++ {
		h.file()
		var wg sync.WaitGroup
		said := make([]string, 4)
		for i, p := range []struct{ who, in int64 }{
			{stories.Wang, stories.Wang}, {stories.Li, stories.Li}, {stories.Wang, stories.Group}, {stories.Li, stories.Group},
		} {
			wg.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				all := h.sandbox.Messages(p.in)
				a, err := h.sandbox.Press(ctx, p.who, p.in, all[len(all)-1].MessageID, fmt.Sprintf("c|%d|claim", number))
				if err != nil {
					t.Errorf("case %d: %v", number, err)
				}
				said[i] = a.Text
			})
		}
		wg.Wait()
		h.quiet()
		won := 0
		for _, s := range said {
			if strings.Contains(s, "接单成功") || strings.HasPrefix(s, "It is yours. ") {
				won++
			}
		}
		c := h.caseOf(number)
		if won != 1 || c.Status != cases.Claimed || len(c.Handlers) != 1 || c.Handlers[0] != c.Assignee {
			t.Errorf("case %d: %d presses won, assignee %d, handlers %v; answers %q", number, won, c.Assignee, c.Handlers, said)
		}
	}
}

// A finger that trembles makes one case, and the receipt keeps its buttons.
func TestTwoTapsOnSendMakeOneCase(t *testing.T) {
	h := newHouse(t, redistest.Embedded(t))
	h.staff()
	h.file()
	before := h.sandbox.Messages(stories.Chen)
	if say := h.press(stories.Chen, stories.Chen, "d|report|preview|send"); say == "" {
		t.Error("the second tap was not answered")
	}
	after := h.sandbox.Messages(stories.Chen)
	last := after[len(after)-1]
	if len(after) != len(before) || last.ReplyMarkup == nil {
		t.Errorf("the receipt changed: %+v", last)
	}
	if h.caseOf(1002) != nil {
		t.Error("there is a second case")
	}
}
