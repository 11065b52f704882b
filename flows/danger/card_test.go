package danger

import (
	"encoding/json"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world/worldtest"
)

// stored is a text as it is stored, to be looked into.
func stored(t *testing.T, said text.Text) string {
	t.Helper()
	b, err := json.Marshal(said)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Whoever goes there reads the number that fits what was told last, and the words; what
// was taken back, or decided, counts for nothing, and what was there before stays.
func TestWhatWasToldLastStandsFirst(t *testing.T) {
	w := worldtest.New(t)
	for _, c := range []struct {
		what  string
		log   []cases.Entry
		first string // to be called
		also  string
		words string // that stand first
	}{
		{"垃圾堆了三天", nil, "119", "", ""},
		{"垃圾堆了三天", []cases.Entry{{Do: cases.Add, Note: text.Said("闻到煤气味")}}, "962777", "", "闻到煤气味"},
		{"垃圾堆了三天", []cases.Entry{{Do: cases.Add, Note: text.Said("着火了")}, {Do: cases.Note, Note: text.Said("闻到煤气味")}, {Do: cases.Add, Note: text.Said("快来")}}, "962777", "119", "闻到煤气味"},
		{"垃圾堆了三天", []cases.Entry{{Do: cases.Add, Note: text.Said("闻到煤气味"), Back: 1}}, "119", "", ""},
		{"垃圾堆了三天", []cases.Entry{{Do: cases.Decline, Note: text.Said("闻到煤气味")}}, "119", "", ""},
		{"闻到煤气味", []cases.Entry{{Do: cases.Add, Note: text.Said("现在着火了")}}, "119", "962777", "现在着火了"},
		{"着火了", []cases.Entry{{Do: cases.Add, Note: text.Said("闻到煤气味")}}, "962777", "119", "闻到煤气味"},
		{"着火了", []cases.Entry{{Do: cases.Add, Note: text.Said("火很大，烧起来了")}}, "119", "", "火很大"},
	} {
		said, later := Text(w, cases.Case{Category: "rubbish", Danger: true, Status: cases.Claimed, What: c.what, Log: c.log}, cases.ViewWorker, text.Text{})
		b := stored(t, said)
		if !strings.Contains(b, `"phone":"`+c.first+`"`) || later != (c.words != "") || !strings.Contains(b, c.words) || strings.Contains(b, `"also":"`) != (c.also != "") || !strings.Contains(b, c.also) {
			t.Errorf("%q, %+v: %s, first %t, want %s and %s, %q", c.what, c.log, b, later, c.first, c.also, c.words)
		}
	}
}

// Who may read the words of who told of danger: said of every view, by hand. All others
// read of which kind it is; those outside whom to call, and of what they told nothing new.
func TestWhoReadsTheWordsOfDanger(t *testing.T) {
	const reporter, worker, addressee, joiner = 1, 2, 3, 4
	w := worldtest.New(t)
	of := func(do cases.Action, part cases.Part, by int64) cases.Case {
		c := cases.Case{Category: "rubbish", Danger: true, Status: cases.Rectifying, What: "垃圾堆了三天",
			Log: []cases.Entry{{Do: do, Part: part, By: by, Note: text.Said("502的王阿姨家着火了")}}}
		c.By.ID = reporter
		return c
	}
	added, noted, asked := of(cases.Add, cases.PartReporter, reporter), of(cases.Note, cases.PartAssignee, worker), of(cases.Question, cases.PartAddressee, addressee)
	for _, c := range []struct {
		of           cases.Case
		as           cases.View
		chat         int64
		words, kind  bool
		calls        bool
		site, nobody bool // who told: somebody there, or nothing is said of it
	}{
		{of: added, as: cases.ViewWorker, words: true, calls: true}, {of: noted, as: cases.ViewWorker, words: true, calls: true}, {of: asked, as: cases.ViewLead, words: true, calls: true},
		{of: added, as: cases.ViewGroup, words: true, calls: true}, {of: noted, as: cases.ViewGroup, kind: true, calls: true}, {of: asked, as: cases.ViewGroup, kind: true, calls: true},
		{of: added, as: cases.ViewOfficer, kind: true, calls: true}, {of: noted, as: cases.ViewAgency, kind: true, calls: true},
		{of: added, as: cases.ViewReporter, chat: reporter, calls: true}, {of: noted, as: cases.ViewReporter, chat: reporter, kind: true, calls: true, site: true},
		{of: asked, as: cases.ViewReporter, chat: reporter, kind: true, calls: true, site: true}, {of: added, as: cases.ViewJoiner, chat: joiner, kind: true, calls: true},
		{of: added, as: cases.ViewAddressee, chat: addressee, nobody: true}, {of: noted, as: cases.ViewAddressee, chat: addressee, kind: true, calls: true, site: true},
		{of: asked, as: cases.ViewAddressee, chat: addressee, calls: true},
	} {
		var said text.Text
		switch c.as {
		case cases.ViewWorker, cases.ViewLead, cases.ViewGroup:
			said, _ = Text(w, c.of, c.as, text.Text{})
		case cases.ViewOfficer, cases.ViewAgency:
			said = Agency(w, c.of, c.as)
		default:
			said = Outside(w, c.of, cases.Card{Chat: c.chat, As: c.as})
		}
		b := stored(t, said)
		if strings.Contains(b, "王阿姨") != c.words || strings.Contains(b, "danger.fire") != c.kind || strings.Contains(b, `"119"`) != c.calls || strings.Contains(b, "card.danger.site") != c.site || said.Empty() != c.nobody {
			t.Errorf("%s reads of %s: %s", c.as, c.of.Log[0].Do, b)
		}
	}
}

// Those outside do not read what happened to somebody, nor that there was danger once it
// is over; that many told of it is said.
func TestThoseOutsideReadNoMoreThanTheyNeed(t *testing.T) {
	w := worldtest.New(t)
	c := cases.Case{Category: "rubbish", Danger: true, Status: cases.Claimed, What: "垃圾堆了三天",
		Log: []cases.Entry{{Do: cases.Note, Part: cases.PartAssignee, By: 2, Note: text.Said("楼上有人要跳楼")}}}
	k := cases.Card{Chat: 1, As: cases.ViewReporter}
	if b := stored(t, Outside(w, c, k)); !strings.Contains(b, "danger.help") || strings.Contains(b, "suicide") {
		t.Errorf("the reporter reads %s", b)
	}
	c.Log = append(c.Log, cases.Entry{Do: cases.Submit})
	if said := Outside(w, c, k); !said.Empty() {
		t.Errorf("it is handed in, and the reporter reads %s", stored(t, said))
	}
	c.Log = []cases.Entry{{Do: cases.Crowd}}
	if b := stored(t, Outside(w, c, k)); !strings.Contains(b, "card.danger.crowd") {
		t.Errorf("many told of it, and the reporter reads %s", b)
	}
}

// Of long words the sentence that tells of danger is shown, wherever it stands, and it is
// among what is kept.
func TestTheSentenceOfDangerIsShownOfLongWords(t *testing.T) {
	w := worldtest.New(t)
	for _, c := range []struct{ words, want string }{
		{"着火了", "着火了"},
		{strings.Repeat("我住在这里很多年了，一直都很好。", 60) + "现在楼下着火了！" + strings.Repeat("请你们来看一看。", 60), "现在楼下着火了"},
		{strings.Repeat("a", 3900) + "着火了快来人", "着火了"},
		{strings.Repeat("The lamp is old and the paint is off. ", 40) + "There is a strong smell of gas in the kitchen. " + strings.Repeat("Nobody came. ", 20), "smell of gas"},
		{strings.Repeat("树叶很多。", 300), "树叶很多"},
	} {
		s, kept := Sentence(w, c.words, 120), Kept(w, c.words, 1000)
		if !strings.Contains(s, c.want) || len([]rune(s)) > 120 {
			t.Errorf("of %d letters %q is shown, want %q", len(c.words), s, c.want)
		}
		if !strings.Contains(kept, c.want) || len([]rune(kept)) > 1000 {
			t.Errorf("of %d letters %q is kept, without %q", len(c.words), kept, c.want)
		}
	}
}
