package sandbox_test

import (
	"testing"

	"gridbot/bot/sandbox"
)

// A press is answered once. The second answer is refused, and the platform
// goes on: it must not wait for somebody to read it.
func TestAPressIsAnsweredOnce(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	message := must(t)(s.Say(ana, ana, "hello"))
	if _, err := s.Tap(ana, ana, message, "x"); err != nil {
		t.Fatal(err)
	}
	query := ""
	for _, u := range updates(t, s, url, "{}") {
		if u.Callback != nil {
			query = u.Callback.ID
		}
	}
	if r := call(t, s, url, "answerCallbackQuery", fields{"callback_query_id": query, "text": "first"}); !r.OK {
		t.Fatalf("the first answer: %+v", r)
	}
	for range 3 {
		if r := call(t, s, url, "answerCallbackQuery", fields{"callback_query_id": query, "text": "again"}); r.OK {
			t.Errorf("a further answer was taken: %+v", r)
		}
	}
}
