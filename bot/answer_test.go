package bot

import (
	"encoding/json"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

const tooOld = "Bad Request: query is too old and response timeout expired or query ID is invalid"

// pressed has Chen press a button; it returns what the press is called.
func (o *office) pressed(t *testing.T) (query string, answered <-chan sandbox.Answer) {
	t.Helper()
	answered, err := o.telegram.Tap(chen, chen, 1, "x")
	if err != nil {
		t.Fatal(err)
	}
	raws, err := o.api.getUpdates(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var last struct {
		Press struct {
			ID string `json:"id"`
		} `json:"callback_query"`
	}
	if err := json.Unmarshal(raws[len(raws)-1], &last); err != nil {
		t.Fatal(err)
	}
	return last.Press.ID, answered
}

func TestAnAnswerToAPressIsTriedWhileSomebodyWaits(t *testing.T) {
	o := newOffice(t)
	no := toast{say: text.Said("不行"), lang: text.Chinese, alert: true}
	for name, test := range map[string]struct {
		fault sandbox.Rule
		shown bool
		tries int
	}{
		"at once":              {sandbox.Rule{Method: "none"}, true, 1},
		"after three faults":   {sandbox.Rule{Code: 500, Times: 3}, true, 4},
		"after a short limit":  {sandbox.Rule{Code: 429, RetryAfter: 9}, true, 2},
		"not after a long one": {sandbox.Rule{Code: 429, RetryAfter: 16}, false, 1},
		"too old":              {sandbox.Rule{Code: 400, Description: tooOld, Times: 9}, false, 1},
		"never":                {sandbox.Rule{Code: 500, Times: 1000}, false, 8},
	} {
		t.Run(name, func(t *testing.T) {
			query, answered := o.pressed(t)
			o.waits = nil
			o.telegram.ClearFaults()
			before := o.telegram.Stats().Methods["answercallbackquery"]
			if test.fault.Method == "" {
				test.fault.Method = "answerCallbackQuery"
			}
			o.telegram.Fault(test.fault)
			if shown := o.answer(t.Context(), talk.Event{Query: query}, no); shown != test.shown {
				t.Errorf("shown: %v", shown)
			}
			if n := o.telegram.Stats().Methods["answercallbackquery"] - before; n != test.tries {
				t.Errorf("tried %d times, want %d", n, test.tries)
			}
			if limited := o.queue.next.After(time.Now()); limited != (test.fault.Code == 429) {
				t.Errorf("everything is held back: %v", limited)
			}
			o.queue.next = longAgo
			var all time.Duration
			for _, d := range o.waits {
				all += d
			}
			if all > answerFor {
				t.Errorf("waited %s, when nobody waits any more", all)
			}
			if test.shown {
				if a := <-answered; a.Text != "不行" || !a.Alert {
					t.Errorf("answered %+v", a)
				}
			}
		})
	}
}
