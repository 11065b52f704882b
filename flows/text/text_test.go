package text_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gridbot/flows/text"
)

// examples are a room of texts as others bring them along: in English, but for
// Chinese.
func examples() text.Room {
	files := fstest.MapFS{}
	for _, l := range text.Langs {
		files["words/"+string(l)+".json"] = &fstest.MapFile{Data: []byte(`{"talk.skip": "Skip", "card.what": "What: {{.words}}",
			"card.files": {"one": "📷 {{.n}} photo or recording", "other": "📷 {{.n}} photos or recordings"}}`)}
	}
	files["words/zh-CN.json"].Data = []byte(`{"talk.skip": "跳过", "card.what": "情况：{{.words}}", "card.files": "📷 照片、录音 {{.n}} 份"}`)
	return text.Room{Name: "examples", Words: files}
}

func load(t testing.TB) *text.Catalog {
	t.Helper()
	c, err := text.Load(text.Room{Name: "text", Words: text.Words}, examples())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What is wrong with words is found at the start, and where they stand is said.
func TestWordsThatDoNotFitTogetherAreRefused(t *testing.T) {
	room := func(name, id string, langs ...text.Lang) text.Room {
		files := fstest.MapFS{}
		for _, l := range langs {
			files["words/"+string(l)+".json"] = &fstest.MapFile{Data: []byte(`{"` + id + `": "words"}`)}
		}
		return text.Room{Name: name, Words: files}
	}
	one := room("one", "a", text.Langs...)
	for what, c := range map[string]struct {
		other text.Room
		says  []string
	}{
		"an ID in two rooms":          {room("two", "a", text.Langs...), []string{"one/words/", "two/words/", "a stands"}},
		"the same room a second time": {one, []string{"one/words/"}},
		"a room without a language":   {room("two", "b", text.Langs[1:]...), []string{"two", "none in zh-CN"}},
		"a language that is not ours": {room("two", "b", append([]text.Lang{"tlh"}, text.Langs...)...), []string{"two/words/tlh.json"}},
		"a file that is no JSON":      {room("two", `b"`, text.Langs...), []string{"two/words/"}},
		"a room with an empty folder": {room("two", "b"), []string{"two", "none in"}},
		"a room that brings no words": {text.Room{Name: "two"}, []string{"two"}},
	} {
		_, err := text.Load(one, c.other)
		if err == nil {
			t.Errorf("%s was taken", what)
			continue
		}
		for _, s := range c.says {
			if !strings.Contains(err.Error(), s) {
				t.Errorf("%s is refused without naming %q: %v", what, s, err)
			}
		}
	}
	if _, err := text.Load(one, room("two", "b", text.Langs...)); err != nil {
		t.Errorf("what fits together is refused: %v", err)
	}
}

func TestATextSurvivesJSON(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 5, 0, 0, time.FixedZone("", 8*3600))
	for name, in := range map[string]text.Text{
		"empty":        {},
		"an ID":        text.T("talk.skip"),
		"blanks":       text.T("card.place", "place", "延长中路 “9” {{.x}}", "grid", "<b>", "n", 3),
		"words":        text.Said("two\nlines \"quoted\" \u2028 {{.name}}"),
		"names":        text.Named(text.Names{text.Chinese: "灵石路", text.English: "Lingshi Road"}),
		"a moment":     text.At(at, at.Add(-time.Hour)),
		"a list":       text.Join(" · ", text.T("talk.yes"), text.Said("x"), text.Text{}),
		"nested":       text.T("next", "what", text.T("next.claim"), "time", text.At(at, at)),
		"deeply":       text.Lines(text.T("card.place", "place", text.T("card.place.more", "place", text.Named(text.Names{text.English: "P"}), "more", "m"), "grid", text.Said("g")), text.Lines(text.Said("y"), text.Said("z"))),
		"a zero":       text.T("card.files", "n", 0),
		"a negative":   text.T("card.files", "n", -7),
		"empty string": text.T("card.what", "words", ""),
	} {
		b, err := json.Marshal(in)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var out text.Text
		if err := json.Unmarshal(b, &out); err != nil {
			t.Fatalf("%s: %s: %v", name, b, err)
		}
		if !reflect.DeepEqual(in, out) {
			t.Errorf("%s came back as\n%#v, not\n%#v", name, out, in)
		}
	}
}

func TestATextThatIsDamagedIsRefused(t *testing.T) {
	for _, raw := range []string{`{"id":5}`, `{"blank":{"n":true}}`, `{"blank":{"n":1.5}}`, `{"blank":{"t":{"id":5}}}`, `{"blank":{"l":[1]}}`, `[]`} {
		var out text.Text
		if err := json.Unmarshal([]byte(raw), &out); err == nil {
			t.Errorf("%s was read as %#v", raw, out)
		}
	}
}

func TestABlankThatNoTextCanHoldIsAMistakeAtOnce(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a float was taken")
		}
	}()
	text.T("card.files", "n", 1.5)
}

func TestAMomentIsSaidAsPeopleSayIt(t *testing.T) {
	c := load(t)
	zone := time.FixedZone("", 8*3600)
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, zone) // a Monday
	for _, tc := range []struct {
		at     time.Time
		zh, en string
	}{
		{now.Add(10 * time.Minute), "今天 09:10", "today 09:10"},
		{time.Date(2026, 11, 23, 23, 59, 0, 0, zone), "今天 23:59", "today 23:59"},
		{time.Date(2026, 11, 23, 0, 0, 0, 0, zone), "今天 00:00", "today 00:00"},
		{time.Date(2026, 11, 24, 0, 0, 0, 0, zone), "明天 00:00", "tomorrow 00:00"},
		{time.Date(2026, 11, 22, 23, 59, 0, 0, zone), "昨天 23:59", "yesterday 23:59"},
		{time.Date(2026, 11, 26, 9, 10, 0, 0, zone), "11月26日（周四）09:10", "Thu 26 Nov, 09:10"},
		{time.Date(2026, 11, 21, 9, 0, 0, 0, zone), "11月21日（周六）09:00", "Sat 21 Nov, 09:00"},
		{time.Date(2027, 1, 3, 7, 5, 0, 0, zone), "1月3日（周日）07:05", "Sun 3 Jan, 07:05"},
		{time.Date(2026, 11, 23, 16, 30, 0, 0, time.UTC), "今天 16:30", "today 16:30"},
	} {
		at := now
		if tc.at.Location() == time.UTC {
			at = now.UTC() // the zone is that of the moment
		}
		for lang, want := range map[text.Lang]string{text.Chinese: tc.zh, text.English: tc.en} {
			if got, err := c.Say(lang, text.At(tc.at, at)); got != want || err != nil {
				t.Errorf("%v is %q in %s, not %q (%v)", tc.at, got, lang, want, err)
			}
		}
	}
}

// Days and months are put together from their names, so they are all said.
func TestEveryMomentOfAYearCanBeSaid(t *testing.T) {
	c := load(t)
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	for day := range 366 {
		at := now.AddDate(0, 0, day-1)
		for _, l := range text.Langs {
			got, err := c.Say(l, text.At(at, now))
			if err != nil || strings.Contains(got, "when.") || strings.Contains(got, "no value") || !strings.Contains(got, "12:00") {
				t.Errorf("%v in %s: %q, %v", at, l, got, err)
			}
		}
	}
}

func TestTheDayIsThatOfTheDistrictNotOfTheMachine(t *testing.T) {
	c := load(t)
	shanghai := time.FixedZone("", 8*3600)
	now := time.Date(2026, 11, 23, 23, 0, 0, 0, shanghai) // 15:00 in Greenwich
	got, err := c.Say(text.English, text.At(time.Date(2026, 11, 24, 1, 0, 0, 0, shanghai), now))
	if got != "tomorrow 01:00" || err != nil {
		t.Errorf("said %q (%v)", got, err)
	}
}

func TestOneThingIsNotSaidAsMany(t *testing.T) {
	c := load(t)
	for n, want := range map[int]string{0: "📷 0 photos or recordings", 1: "📷 1 photo or recording", 2: "📷 2 photos or recordings", 11: "📷 11 photos or recordings"} {
		if got, err := c.Say(text.English, text.T("card.files", "n", n)); got != want || err != nil {
			t.Errorf("%d: %q, not %q (%v)", n, got, want, err)
		}
	}
	for _, n := range []int{1, 2} {
		if got, err := c.Say(text.Chinese, text.T("card.files", "n", n)); !strings.Contains(got, "份") || err != nil {
			t.Errorf("%d: %q (%v)", n, got, err)
		}
	}
}

func TestALengthOfTimeIsRoundedToWhatMatters(t *testing.T) {
	c := load(t)
	for d, want := range map[time.Duration]string{
		time.Second: "1 minute", 5 * time.Minute: "5 minutes", time.Hour: "1 hour", 47 * time.Hour: "47 hours", 72 * time.Hour: "3 days",
	} {
		if got, _ := c.Say(text.English, text.Lasting(d)); got != want {
			t.Errorf("%v is %q, not %q", d, got, want)
		}
	}
}

func TestWhatIsMissingIsSaidAsItsIDAndReported(t *testing.T) {
	c := load(t)
	if got, err := c.Say(text.Chinese, text.T("no.such.words")); got != "no.such.words" || err == nil {
		t.Errorf("%q, %v", got, err)
	}
	if got, _ := c.Say("tlh", text.T("talk.skip")); got != "跳过" {
		t.Errorf("a language nobody has became %q", got)
	}
}

func TestWordsOfAPersonAreNeverATemplate(t *testing.T) {
	c := load(t)
	words := `{{.name}} {{template "x"}} {{`
	for _, in := range []text.Text{text.Said(words), text.T("card.what", "words", words), text.T("card.what", "words", text.Said(words))} {
		if got, err := c.Say(text.English, in); !strings.Contains(got, words) || err != nil {
			t.Errorf("%q (%v)", got, err)
		}
	}
}

func TestEmptyPartsLeaveNoEmptyLines(t *testing.T) {
	c := load(t)
	got, _ := c.Say(text.English, text.Lines(text.Text{}, text.Said("a"), text.Lines(), text.Said("b"), text.Named(nil)))
	if got != "a\nb" {
		t.Errorf("%q", got)
	}
	if !text.Lines().Empty() || text.Said("a").Empty() || !(text.Text{}).Empty() {
		t.Error("Empty is wrong")
	}
}

func TestALanguageIsFoundByItsTag(t *testing.T) {
	for tag, want := range map[string]text.Lang{
		"zh": text.Chinese, "zh-CN": text.Chinese, "zh-hans": text.Chinese, "zh-TW": text.Chinese, "ZH_cn": text.Chinese,
		"en": text.English, "en-GB": text.English, "": "", "de": "", "english": "", "zhx": "",
	} {
		if got := text.Match(tag); got != want {
			t.Errorf("%q is %q, not %q", tag, got, want)
		}
	}
}

func TestANameMissingInALanguageIsSaidInAnother(t *testing.T) {
	n := text.Names{text.English: "Lingshi Road"}
	if n.In(text.Chinese) != "Lingshi Road" || (text.Names{}).In(text.English) != "" {
		t.Error("no name where there is one, or one where there is none")
	}
}
