package hearing

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Whom a notice is for can ask for more time, ask, and object. They say so in words, as
// a reply to the notice or by themselves: what fits is offered, the likeliest first.

// wishes are how people say what they want of a notice, folded.
var wishes = []struct {
	do    cases.Action
	words []string
}{
	{cases.Plead, []string{"多给", "再给", "宽限", "延期", "延长", "晚几天", "晚点改", "来不及", "缓几天", "缓一缓", "推迟", "more time", "extension", "extend", "need until", "more days", "few days", "a week more", "too short", "cannot finish", "cant finish"}},
	{cases.Object, []string{"不服", "异议", "不认", "申诉", "冤枉", "不是我", "没道理", "不同意", "不合理", "i object", "appeal", "disagree", "unfair", "not mine", "not agree", "dont agree", "not my"}},
	{cases.Question, []string{"通知书", "告知书", "怎么改", "怎么整改", "改成什么", "什么意思", "the notice", "what does", "how do i", "what should i"}},
}

// wish is what somebody wants of a notice; "" where their words say none of it.
func wish(words string) cases.Action {
	said := fold(words)
	for _, w := range wishes {
		if slices.ContainsFunc(w.words, func(s string) bool { return strings.Contains(said, s) }) {
			return w.do
		}
	}
	return ""
}

// noticeOf is the case of the notice somebody wants something of, out of the blue; nil
// for none.
func noticeOf(w *world.World, e talk.Event) *cases.Case {
	c := w.Case
	if w.Me.Notice == 0 || c == nil || c.Number != w.Me.Notice || len(e.Files) > 0 || wish(e.Text) == "" || world.ViewOf(*c, w.Me) != cases.ViewAddressee || len(wishOptions(w, *c, "")) == 0 {
		return nil
	}
	return c
}

// wishLetters stand before the number of the case on a button.
var wishLetters = map[cases.Action]string{cases.Plead: "t", cases.Question: "q", cases.Object: "o", cases.Prove: "p"}

// wishOptions are what the addressee of a notice can do now, what fits first.
func wishOptions(w *world.World, c cases.Case, first cases.Action) []option {
	var some []option
	for _, do := range []cases.Action{first, cases.Plead, cases.Question, cases.Object, cases.Prove} {
		press := wishLetters[do] + strconv.Itoa(c.Number)
		if do == "" || c.May(do, w.Me.Part()) != nil || slices.ContainsFunc(some, func(o option) bool { return o.Press == press }) {
			continue
		}
		label := show.ActOf[do].Label
		if do == cases.Plead { // they can ask for more time, not for a pause
			label = text.T("button.plead.theirs")
		}
		some = append(some, option{press, label})
	}
	return some
}

// asksWish offers what they may want.
func asksWish(x *acts.Turn, c cases.Case, s said) error {
	id := ""
	if n := c.Notice(); n != nil {
		id = n.ID
	}
	return asksWhich(x, s, text.T("heard.notice", "id", id), wishOptions(x.World, c, wish(s.Words))...)
}

// wished does what they picked; false where it was nothing of the kind.
func wished(x *acts.Turn, c cases.Case, d whichData) (bool, error) {
	x.World.Case = &c
	switch d.Picked[0] {
	case 't':
		return true, x.Lead(c, "plead", ask.OnCaseData{})
	case 'q':
		return true, x.Lead(c, "question", ask.OnCaseData{Words: d.Words}, "words")
	case 'o':
		return true, x.Lead(c, "object", ask.OnCaseData{Words: d.Words}, "words")
	case 'p':
		return true, x.Lead(c, "prove", ask.OnCaseData{Words: d.Words})
	}
	return false, nil
}
