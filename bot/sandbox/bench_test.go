package sandbox_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"gridbot/bot/sandbox"
)

// BenchmarkUpdateAndReply is what a bot costs the sandbox: a person speaks,
// the bot fetches (a hundred at a time) and sends one message.
func BenchmarkUpdateAndReply(b *testing.B) {
	s := sandbox.New(sandbox.Options{})
	const people = 1000
	for i := range people {
		s.AddPerson(sandbox.Person{ID: int64(i + 1), First: "P"})
	}
	h := s.Handler()
	do := func(method, body string) string {
		r := httptest.NewRequest(http.MethodPost, "/bot"+s.Token()+"/"+method, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Body.String()
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		who := int64(i%people + 1)
		if _, err := s.Say(who, who, "There is a stove in our living room"); err != nil {
			b.Fatal(err)
		}
		if i%100 == 99 {
			got := do("getUpdates", `{}`)
			at := strings.LastIndex(got, `"update_id":`) + len(`"update_id":`)
			var last int64
			_, _ = fmt.Sscan(got[at:at+strings.IndexByte(got[at:], ',')], &last)
			do("getUpdates", fmt.Sprintf(`{"offset":%d}`, last+1))
		}
		do("sendMessage", fmt.Sprintf(`{"chat_id":%d,"text":"Where is it?","reply_markup":{"inline_keyboard":[[{"text":"Here","callback_data":"d|report|where|here"}]]}}`, who))
	}
}
