package often_test

import (
	"strings"
	"testing"

	"gridbot/flows"
	"gridbot/flows/accord"
	"gridbot/flows/often"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world/worldtest"
)

// Nobody reads five fields of cron: how often is said, with its hour, in both languages.
func TestHowOftenIsSaidInWords(t *testing.T) {
	w, words := worldtest.New(t), catalog(t)
	for _, c := range []struct{ cron, zh, en string }{
		{"0 18 * * 5", "每周五 18:00", "Fridays 18:00"},
		{"0 18 * * 1", "每周一 18:00", "Mondays 18:00"},
		{"30 8 * * 1,3", "每周一、三 8:30", "Mondays, Wednesdays 8:30"},
		{"0 8,20 * * *", "每天 8:00、20:00", "every day at 8:00, 20:00"},
		{"0 18 * * 0,6", "每周六、日 18:00", "Saturdays, Sundays 18:00"},
		{"0 9 * * 0-6", "每天 9:00", "every day at 9:00"},
		{"0 18 1 * *", "每月1日 18:00", "every month on day 1 at 18:00"},
		{"0 18 1,15 * *", "每月1日、15日 18:00", "every month on day 1, day 15 at 18:00"},
		{"0 9 */2 * *", "按约定的时间（下次 11月25日（周三）09:00）", "at the time agreed on (next: Wed 25 Nov, 09:00)"},
		{"0 9 1 6 *", "按约定的时间（下次 2027年6月1日（周二）09:00）", ""},
		{"0 9 13 * 5", "按约定的时间（下次 11月27日（周五）09:00）", ""},
	} {
		said := often.Text(w, accord.Rhythm{Cron: c.cron})
		for l, want := range map[text.Lang]string{text.Chinese: c.zh, text.English: c.en} {
			got, err := words.Say(l, said)
			if err != nil || want != "" && got != want && !strings.Contains(want, "2027") || strings.Contains(got, "*") {
				t.Errorf("%s is %q in %s, want %q (%v)", c.cron, got, l, want, err)
			}
		}
	}
	if got, _ := words.Say(text.English, often.Text(w, accord.Rhythm{Work: 1})); got != "every working day" {
		t.Errorf("each working day is %q", got)
	}
}

// What is heard of words is what is read back.
func TestWhatIsHeardIsReadBack(t *testing.T) {
	w, words := worldtest.New(t), catalog(t)
	for said, want := range map[string]string{"每周五晚上": "每周五 18:00", "每周五晚上七点": "每周五 19:00", "every Friday at 8 pm": "每周五 20:00", "每月1号": "每月1日 18:00", "0 20 * * *": "每天 20:00"} {
		r, ok := often.Heard(w, talk.Event{Text: said})
		if got, _ := words.Say(text.Chinese, often.Text(w, r)); !ok || got != want {
			t.Errorf("%q is heard as %q, %t; want %q", said, got, ok, want)
		}
	}
	for _, said := range []string{"", "有空的时候", "每周八", "* * * * *", "99 99 * * *"} {
		if r, ok := often.Heard(w, talk.Event{Text: said}); ok {
			t.Errorf("%q is heard as %+v", said, r)
		}
	}
}

func catalog(t *testing.T) *text.Catalog {
	t.Helper()
	words, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	return words
}
