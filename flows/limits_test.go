package flows_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"gridbot/flows/cases"
	"strings"
	"unicode"
	"unicode/utf8"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What Telegram takes at most: characters, and bytes for what is on a button.
const (
	mostWords   = 4096
	mostCaption = 1024
	mostToast   = 200
	mostLabel   = 64
	mostData    = 64
	mostButtons = 100
)

// fits puts a change into words in every language and holds it against what
// Telegram takes; letters are those of the change, each as it is written. The
// same letter, to whomever, is the same in whatever change it comes: it is put
// into words once, and what was found wrong with it is said of every change.
func (s *scene) fits(ch world.Change, letters [][]byte) {
	s.b = written(s.b[:0], ch.Toast)
	s.judge(s.b, func() []string {
		var wrong []string
		for _, lang := range text.Langs {
			s.words(&wrong, lang, ch.Toast, mostToast)
		}
		return wrong
	})
	for i, l := range ch.Letters {
		s.judge(letters[i], func() []string { return s.letter(l) })
	}
}

// judge says what is wrong with something, as it is written.
func (s *scene) judge(as []byte, find func() []string) {
	key := sha256.Sum256(as)
	wrong, known := s.judged[key]
	if !known {
		wrong = find()
		s.judged[key] = wrong
	}
	for _, w := range wrong {
		s.t.Errorf("%s", w)
	}
}

// letter is what is wrong with a letter.
func (s *scene) letter(l world.Letter) (wrong []string) {
	for _, lang := range text.Langs {
		most := mostWords
		if len(l.Say.Files) > 0 {
			most = mostCaption
		}
		words := s.words(&wrong, lang, l.Say.Say, most)
		if words == "" && !l.Strip && l.Say.Spot == nil {
			wrong = append(wrong, "a letter without words: "+plain(s.t, l))
		}
		if l.Say.Spot != nil && (s.words(&wrong, lang, l.Say.Spot.Name, mostWords) == "" || s.words(&wrong, lang, l.Say.Spot.Where, mostWords) == "") {
			wrong = append(wrong, "a venue without a name: "+plain(s.t, l))
		}
		s.buttons(&wrong, lang, l.Say.Rows)
	}
	return wrong
}

func (s *scene) buttons(wrong *[]string, lang text.Lang, rows [][]talk.Button) {
	n := 0
	for _, row := range rows {
		for _, b := range row {
			n++
			label := s.words(wrong, lang, b.Label, mostLabel)
			if label == "" || strings.ContainsAny(label, "\n\r") {
				*wrong = append(*wrong, fmt.Sprintf("a label of nothing, or of two lines: %q on %+v", label, b))
			}
			if len(b.Data) > mostData || len(b.Start) > mostData || len(b.Group) > mostData || b.Press != "" {
				*wrong = append(*wrong, fmt.Sprintf("a button Telegram would not take: %+v", b))
			}
		}
	}
	if n > mostButtons {
		*wrong = append(*wrong, fmt.Sprintf("%d buttons under one message", n))
	}
}

// words renders a text; nothing hidden may be left in it.
func (s *scene) words(wrong *[]string, lang text.Lang, t text.Text, most int) string {
	if t.Empty() {
		return ""
	}
	said, err := s.catalog.Say(lang, t)
	if err != nil {
		*wrong = append(*wrong, err.Error())
	}
	if n := utf8.RuneCountInString(said); n > most {
		*wrong = append(*wrong, fmt.Sprintf("%d characters, of at most %d: %.60s", n, most, said))
	}
	if i := strings.IndexFunc(said, func(r rune) bool {
		return unicode.Is(unicode.Cf, r) && r != '\u200d' || unicode.IsControl(r) && r != '\n' && r != '\t'
	}); i >= 0 || !utf8.ValidString(said) {
		*wrong = append(*wrong, fmt.Sprintf("a hidden character is shown to others: %q", said))
	}
	if strings.TrimFunc(said, invisible) == "" {
		*wrong = append(*wrong, fmt.Sprintf("nothing can be seen of %q", said))
	}
	return said
}

func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me, unicode.Variation_Selector)
}

// secret sees that nobody reads who reported but leads of the grid and the
// coordinator, and of an anonymous report nobody. (A figure of the staff who
// reported is named as staff; the reporter's name is the resident's then.)
func (s *scene) secret(ch world.Change, letters [][]byte) {
	if s.kase == nil {
		return
	}
	by := s.kase.By
	grids := []string{s.kase.Grid} // who had it may see it go
	words := tellers
	if by.ID == figureID && s.me.Role == world.Resident {
		words = figureWords
	}
	for _, m := range ch.Cases {
		grids = append(grids, m.After.Grid)
		if last := m.After.Log[len(m.After.Log)-1]; last.Do == cases.Sign {
			by.Anonymous = false // by their own will
		}
	}
	for i, l := range ch.Letters {
		if l.To.ID == by.ID {
			continue
		}
		p := s.staff[l.To.ID]
		knows := p.Role == world.Coordinator || p.Role == world.Lead && slices.Contains(grids, p.Grid)
		if knows && !by.Anonymous {
			continue
		}
		for _, w := range words {
			if bytes.Contains(letters[i], w) {
				s.t.Errorf("%s %s was told who reported, anonymously: %t:\n%s", p.Role, p.Name, by.Anonymous, plain(s.t, l))
			}
		}
	}
}

// What nobody reads who may not know who reported.
var (
	tellers     = [][]byte{[]byte(tellerName), []byte(strconv.Itoa(tellerID))}
	figureWords = [][]byte{[]byte(figureName), []byte(strconv.Itoa(figureID))}
)

// letters are the letters of a change, each written to nobody in particular.
func (s *scene) letters(ch world.Change) [][]byte {
	s.l, s.bounds = s.l[:0], s.bounds[:0]
	for _, l := range ch.Letters {
		l.To = talk.Chat{}
		s.l = written(s.l, l)
		s.bounds = append(s.bounds, len(s.l))
	}
	all, from := make([][]byte, len(s.bounds)), 0
	for i, to := range s.bounds {
		all[i], from = s.l[from:to], to
	}
	return all
}

// hostile is what somebody may be called or write to do harm to others, as it
// comes from the edge: cleaned, and cut to length.
var hostile = []string{
	"<b>粗</b>&amp;*_`[x](tg://user?id=1)`_", "\u202egnirts\u2066\u200f", "\u200b\u200d\ufeff\u2060\ufe0f", "王\n建\r\n国\u2028\u2029", "\u0301\u0301\u0301",
	strings.Repeat("🕳️", 2048), strings.Repeat("👨‍👩‍👧‍👦", 600), strings.Repeat("字", 4096), "{{.name}} %s %!d {{range}}", "\x00\x1b[31m\xff\xfe", "\u3164\u2800",
	strings.Repeat("a\n", 2048), "@everyone /start https://t.me/x?start=c1", strings.Repeat("é", 4000),
}

// Whatever people are called and write, everything that is shown of it to
// others is whole, visible, and within Telegram's limits, in every language.
func TestHostileWordsComeOutHarmless(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for n, words := range hostile {
		most := worstOf(words)
		for k, st := range statuses {
			for _, f := range figures {
				if cannotBe(f, st.status, st.held) || strings.Contains(f.name, "-") {
					continue
				}
				for _, r := range policy {
					if !f.within(r.who) || !slices.Contains(strings.Fields(r.when), string(st.status)) {
						continue
					}
					s.set(f, st.status, st.clock, st.held, false)
					s.t = named{t, fmt.Sprintf("%.20q: %s, %s, %s", words, f.name, st.status, r.do)}
					s.worst(most)
					for _, e := range attempt(r.do, figure{}) {
						if e.Text != "" {
							e.Text = most.said
						}
						s.keep(s.happens(e))
					}
				}
				s.t = named{t, fmt.Sprintf("%.20q: %s, %s", words, f.name, st.status)}
				for i, e := range append(ways, talk.Event{Command: "staff"}, talk.Event{Command: "staff", Payload: "out|" + strconv.Itoa(holderID)},
					talk.Event{Text: most.long}, talk.Event{Command: "report"}, talk.Event{Blocked: true}) {
					if (i+n+k)%2 != 0 { // the words take turns: each is said everywhere, not all in every status
						continue
					}
					s.set(f, st.status, st.clock, st.held, false)
					s.worst(most)
					s.happens(e)
				}
			}
		}
	}
}

// worst is what somebody is called and writes, as the edge cleans and cuts it:
// a name, an addition, a place, and a message.
type worst struct{ name, long, more, said string }

func worstOf(words string) worst {
	long := text.Clean(words, 1000)
	return worst{text.CleanLine(words, 64), long, text.CleanLine(long, 100), text.Clean(words, 4096)}
}

// worst fills everything people can fill with the same words.
func (s *scene) worst(w worst) {
	name, long := w.name, w.long
	for id, p := range s.staff {
		p.Name = name
		if name == "" { // the bot gives who has no name a number
			p.Name = "#1"
		}
		p.Duty = p.Duty && id != helperID // a button says so, beside the name
		s.staff[id] = p
	}
	s.me.Name = name
	if p, ok := s.staff[s.me.ID]; ok {
		s.me.Name = p.Name
	}
	c := s.kase
	c.What, c.Place.More = long, w.more
	if c.Place.Name = text.Said(w.more); c.Place.Name.Empty() {
		c.Place.Name = text.Said("崧涵庭")
	}
	c.By.Name = name
	for _, do := range []cases.Action{cases.Add, cases.Add, cases.Add, cases.Add, cases.Decline, cases.Return, cases.SendBack} {
		c.Log = append(c.Log, cases.Entry{At: c.Opened, By: holderID, Part: cases.PartAssignee, Do: do, To: c.Status,
			Note: text.Said(long)})
	}
	for range 40 {
		c.Files = append(c.Files, cases.File{Kind: "photo", ID: "f", Phase: cases.PhaseAfter})
	}
}

// Somebody who never stops adding does not make a record without end.
func TestACaseTakesOnlySoMuch(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, who := range []struct {
		figure string
		do     string
		status cases.Status
	}{{"reporter", "add", cases.Handling}, {"assignee", "note", cases.Handling}} {
		f := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == who.figure })]
		s.set(f, who.status, cases.ClockHandle, true, false)
		refused := false
		for range 45 {
			for _, e := range attempt(who.do, figure{}) {
				if e.Text != "" {
					e.Text = strings.Repeat("水", 4096)
				}
				ch := s.happens(e)
				refused = refused || strings.Contains(plain(t, ch), "refuse.full")
				s.keep(ch)
			}
			e := talk.Event{Files: []talk.File{{Kind: "photo", ID: "f"}}, Album: "1"}
			s.keep(s.happens(talk.Event{Press: "c|4711|" + who.do}))
			for range 12 {
				s.keep(s.happens(e))
			}
			s.session = talk.Session{}
		}
		if n := len(plain(t, s.kase)); n > 200_000 || len(s.kase.Files) > 120 || !refused {
			t.Errorf("%s: the record has %d bytes, %d entries and %d files; refused: %t", who.figure, n, len(s.kase.Log), len(s.kase.Files), refused)
		}
	}
}

// A lead who becomes a worker of the same grid keeps the card, and reads on it
// what a worker may.
func TestALeadNoMoreDoesNotReadWhoReported(t *testing.T) {
	s := newScene(t)
	s.t = named{t, "the former lead"}
	s.set(figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "assignee" })], cases.OnSite, cases.ClockHandle, true, false)
	boss := s.staff[bossID]
	boss.Role, boss.Duty = world.Worker, true
	s.staff[bossID] = boss
	told := false
	for _, e := range attempt("return", figure{}) {
		ch := s.happens(e) // looks for the name in every letter
		for _, l := range ch.Letters {
			told = told || l.To.ID == bossID
		}
		s.keep(ch)
	}
	if !told {
		t.Error("the card is not drawn at all: the test shows nothing")
	}
}
