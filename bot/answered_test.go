package bot_test

import (
	"slices"
	"strings"
	"testing"

	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
	"gridbot/store/redistest"
)

// A press that did not count and whose answer Telegram does not take any more: why,
// stands in the private chat, once. What counted shows itself, and needs no words.
func TestARefusalThatCouldNotBeShownIsWritten(t *testing.T) {
	h := newHouse(t, redistest.Real(t).Address)
	h.staff()
	tap := func(data string) []string {
		t.Helper()
		before := len(h.sandbox.Messages(stories.Chen))
		h.sandbox.Fault(sandbox.Rule{Method: "answerCallbackQuery", Code: 400,
			Description: "Bad Request: query is too old and response timeout expired or query ID is invalid"})
		if _, err := h.sandbox.Tap(stories.Chen, stories.Chen, 1, data); err != nil {
			t.Fatal(err)
		}
		h.quiet()
		var said []string
		for _, m := range h.sandbox.Messages(stories.Chen)[before:] {
			said = append(said, m.Text)
		}
		return said
	}
	if _, err := h.sandbox.Start(stories.Chen, ""); err != nil {
		t.Fatal(err)
	}
	h.quiet()
	if said := tap("c|4711|claim"); len(said) != 1 || !strings.Contains(said[0], "找不到") {
		t.Errorf("whoever presses for a case that does not exist reads %q", said)
	}
	if said := tap("m|report"); slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, "找不到") }) || len(said) != 1 {
		t.Errorf("whoever begins a report reads %q", said)
	}
}
