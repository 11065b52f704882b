package danger

import (
	"slices"
	"time"
	"unicode/utf8"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A told is danger as somebody told of it; by whom, where it was told after the report.
type told struct {
	district.Danger
	words string
	by    *cases.Entry // nil: it was reported so
	at    int          // its place in the log
}

// last is the danger that was told last of a case: rubbish that smells of gas is no
// fire, and gas that burns is one.
func last(w *world.World, c cases.Case) (told, bool) {
	for i, e := range slices.Backward(c.Log) {
		if !e.Do.Observes() || e.Back != 0 || e.Note.Words == "" {
			continue
		}
		if d, ok := w.District.Danger(e.Note.Words); ok && d.Kind != district.Help { // a cry says of no kind
			return told{d, e.Note.Words, &c.Log[i], i}, true
		}
	}
	d, ok := w.District.Danger(c.What)
	return told{Danger: d, words: c.What, at: -1}, ok
}

// rings tells whether whoever goes there is to know of danger.
func rings(c cases.Case) bool {
	return c.Danger && c.Status.Type() == cases.Open && (!c.HandedIn() || c.Alarm != 0)
}

// Text is on the card of whoever goes there: what was told last, whom to call, and what
// not to do; and whether there is more to it than what was reported: that stands first.
// What the head of the card says already is left out.
func Text(w *world.World, c cases.Case, as cases.View, head text.Text) (said text.Text, later bool) {
	if !rings(c) {
		return text.Text{}, false
	}
	category, _ := w.District.Category(c.Category)
	now, heard := last(w, c)
	_, many := c.Last(cases.Crowd)
	d, advice, before := Of(w, c.Category), category, ""
	switch of, _ := w.District.Category(now.Category); {
	case heard && now.by != nil:
		before = earlier(w, c, now)
		d = now.Danger
		if len(of.Advice) > 0 {
			advice = of
		}
	case heard:
		d = now.Danger
		if len(advice.Advice) == 0 {
			advice = of
		}
	case many && !category.Danger:
		return text.Text{}, false // urgent by their number alone: nobody is to be called for it
	}
	number, _ := calls(w, d.Call)
	call := text.T("card.danger", "phone", number.Phone, "who", text.Named(number.Names))
	if before != "" {
		also, _ := calls(w, []string{before})
		call = text.T("card.danger.also", "phone", number.Phone, "who", text.Named(number.Names), "also", also.Phone, "whose", text.Named(also.Names))
	}
	words := now.line(w, as)
	if !heard || now.by != nil && Says(head, now.by.Note) {
		words = text.Text{}
	}
	return text.Lines(words, call, text.Named(firstLine(advice.Advice))), heard && (now.by != nil || !words.Empty())
}

// earlier is whom to call for what was told before that, where it is somebody else; ""
// for nobody.
func earlier(w *world.World, c cases.Case, now told) string {
	for _, e := range slices.Backward(c.Log[:now.at]) {
		if !e.Do.Observes() || e.Back != 0 || e.Note.Words == "" {
			continue
		}
		if d, ok := w.District.Danger(e.Note.Words); ok && d.Kind != district.Help && d.Call[0] != now.Call[0] {
			return d.Call[0]
		}
	}
	if d, ok := w.District.Danger(c.What); ok && d.Call[0] != now.Call[0] {
		return d.Call[0]
	}
	if d := Of(w, c.Category); len(d.Call) > 0 && d.Call[0] != now.Call[0] {
		if category, _ := w.District.Category(c.Category); category.Danger {
			return d.Call[0]
		}
	}
	return ""
}

// mostTold is how many characters a card shows of what was told.
const mostTold = 120

// line says what was told last, as far as who reads a view may read it: in their words
// who goes there and who leads; a group those of the reporter alone, an agency none.
func (t told) line(w *world.World, as cases.View) text.Text {
	words := text.CleanLine(Sentence(w, t.words, mostTold), mostTold)
	switch {
	case t.by == nil && utf8.RuneCountInString(t.words) <= mostTold: // it stands below
		return text.Text{}
	case t.by == nil:
		return text.T("card.danger.words", "words", words)
	}
	at := text.On(w.District.Here(time.Unix(t.by.At, 0)))
	if as == cases.ViewWorker || as == cases.ViewLead || as == cases.ViewGroup && t.by.Do == cases.Add {
		return text.T("card.danger.told", "time", at, "words", words)
	}
	return text.T("card.danger.kind", "time", at, "what", kindTexts[t.Kind])
}

// Shown is the place in the log of what a card shows of danger; -1 for none.
func Shown(w *world.World, c cases.Case) int {
	if !rings(c) {
		return -1
	}
	now, _ := last(w, c)
	return now.at
}

// Agency is on the card of an agency: of which danger was told since, and whom to call.
func Agency(w *world.World, c cases.Case, as cases.View) text.Text {
	now, heard := last(w, c)
	if !rings(c) || !heard || now.by == nil {
		return text.Text{}
	}
	number, _ := calls(w, now.Call)
	return text.Lines(now.line(w, as), text.T("card.danger", "phone", number.Phone, "who", text.Named(number.Names)))
}

// Outside is on the card of who reported, who told of the same and who was served a
// notice: why it is urgent now, in words of ours, and whom to call; of what they told
// themselves, whom to call alone. Who was served a notice reads nothing of what those
// told who reported.
func Outside(w *world.World, c cases.Case, k cases.Card) text.Text {
	if !rings(c) {
		return text.Text{}
	}
	now, heard := last(w, c)
	_, many := c.Last(cases.Crowd)
	served := k.As == cases.ViewAddressee
	switch {
	case heard && now.by != nil && served && slices.Contains(outside, now.by.Part) && now.by.By != k.Chat:
		return text.Text{}
	case heard && now.by != nil:
	case many && !served:
		return text.T("card.danger.crowd")
	default:
		return text.Text{}
	}
	number, _ := calls(w, now.Call)
	why := text.Text{}
	switch what := kindTexts[plain(now.Kind)]; {
	case now.by.By == k.Chat:
	case slices.Contains(onSite, now.by.Part):
		why = text.T("card.danger.site", "what", what)
	default:
		why = text.T("card.danger.other", "what", what)
	}
	return text.Lines(why, text.T("card.danger.call", "phone", number.Phone, "who", text.Named(number.Names)))
}

// onSite are the parts of who is there and sees it; outside those who reported it.
var (
	onSite  = []cases.Part{cases.PartAssignee, cases.PartWorker, cases.PartOfficer, cases.PartAddressee}
	outside = []cases.Part{cases.PartReporter, cases.PartJoiner, cases.PartFiler, cases.PartCaller}
)

// plain is a kind as those outside read it: what happened to somebody is that somebody's
// affair.
func plain(kind string) string {
	if slices.Contains([]string{district.Fire, district.Gas, district.Power, district.Collapse, district.Water, district.Trapped}, kind) {
		return kind
	}
	return district.Help
}

// kindTexts say of what kind danger is.
var kindTexts = map[string]text.Text{
	district.Fire: text.T("danger.fire"), district.Gas: text.T("danger.gas"), district.Power: text.T("danger.power"),
	district.Collapse: text.T("danger.collapse"), district.Water: text.T("danger.water"), district.Medical: text.T("danger.medical"),
	district.Violence: text.T("danger.violence"), district.Suicide: text.T("danger.suicide"), district.Missing: text.T("danger.missing"),
	district.Trapped: text.T("danger.trapped"), district.Help: text.T("danger.help"),
}

// Says tells whether words stand in a text already.
func Says(t, words text.Text) bool {
	return words.Words != "" && (t.Words == words.Words || slices.ContainsFunc(t.List, func(line text.Text) bool { return Says(line, words) }))
}
