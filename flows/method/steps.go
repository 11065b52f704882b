package method

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gridbot/flows/answer"
	"gridbot/flows/calendar"
	"gridbot/flows/district"
	"gridbot/flows/playbooks"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A step is a line, as people write it: who, a colon, what, and at its end in how many
// days: （7天）, in 3 days, 3个工作日. A number that stands inside the words stays there.

const (
	longestLine = 80 // letters of a step
	MostInPart  = 6  // steps
)

// longestDays is how many days a step may take.
const longestDays = 365

var (
	daysForm = regexp.MustCompile(`(?i)(?:[（(]\s*|[\s，,、]\s*)(?:约|大约|in |within |about )?\s*(?:\d+\s*[-~～到至]\s*)?` +
		`([-−－负]?\s*(?:\d+|[零一二两三四五六七八九十百]+|(?:a|one|two|three|four|five|six|seven|eight|nine|ten)\s))\s*个?` +
		`(工作日|working days?|work ?days?|business days?|天|日|days?|周|星期|礼拜|weeks?|个月|months?)\s*(?:之内|以内|内|左右)?\s*[）)]?\s*[。.]?$`)
	// lasting stands before a number that is no day by which something is done.
	lasting    = regexp.MustCompile(`(?i)(?:每|每隔|隔|满|第|every|each|per|for|after|last|next|other)$`)
	bulletForm = regexp.MustCompile(`^(?:[-·•*]|\d{1,2}[.、)）])\s*`)
)

// days reads in how many days a step is done, which stands at its end; ok is false where
// what stands there is none.
func days(s *playbooks.Step) (wrong string, ok bool) {
	m := daysForm.FindStringSubmatchIndex(s.What)
	if m == nil || lasting.MatchString(strings.TrimSpace(s.What[:m[0]])) {
		return "", true
	}
	n, _, err := answer.Number(strings.TrimSpace(s.What[m[2]:m[3]]))
	unit := strings.ToLower(s.What[m[4]:m[5]])
	switch {
	case strings.Contains(unit, "月") || strings.HasPrefix(unit, "month"):
		n *= 30
	case strings.HasPrefix(unit, "week") || strings.ContainsAny(unit, "周期拜"):
		n *= 7
	}
	if err != nil || n < 1 || n > longestDays {
		return strings.Trim(s.What[m[0]:], " ，,、（()）"), false
	}
	s.Days, s.Work = n, strings.Contains(unit, "工作") || strings.Contains(unit, "work") || strings.HasPrefix(unit, "business")
	s.What = strings.TrimRight(s.What[:m[0]], " ，,、")
	return "", true
}

// Closing is the end of the working day so many working days from now.
func Closing(w *world.World) func(days int) int64 {
	return func(days int) int64 {
		return w.Closing(w.District.Calendar.Add(w.Now, calendar.Span{Work: days})).Unix()
	}
}

// read reads steps, one a line or parted by semicolons; wrong are days that are none.
func read(w *world.World, part playbooks.Part, words string) (all []playbooks.Step, wrong string) {
	for _, line := range strings.FieldsFunc(words, func(r rune) bool { return r == '\n' || r == '；' || r == ';' }) {
		s := playbooks.Step{Part: part, What: bulletForm.ReplaceAllString(strings.TrimSpace(line), "")}
		if wrong, ok := days(&s); !ok {
			return nil, wrong
		}
		if at := strings.IndexAny(s.What, "：:"); at > 0 && utf8.RuneCountInString(s.What[:at]) <= 20 {
			_, size := utf8.DecodeRuneInString(s.What[at:])
			s.Who, s.What = strings.TrimSpace(s.What[:at]), strings.TrimSpace(s.What[at+size:])
			s.Agency = agencyOf(w.District, s.Who)
		}
		if s.What != "" {
			all = append(all, s)
		}
	}
	return all, ""
}

// calledSo is how people call what sort of body an agency is.
var calledSo = map[string][]string{
	"centre": {"城运", "城运中心"}, "enforcement": {"城管", "城管队", "综合执法", "综合执法队", "执法队", "执法中队", "chengguan", "enforcement"},
	"police": {"公安", "民警", "警察", "police"}, "fire": {"消防", "消防队", "fire brigade", "firefighters"}, "market": {"市场监管", "市监", "市监所", "工商"},
	"gas": {"燃气", "煤气", "煤气公司", "gas"}, "water": {"水务", "排水"}, "property": {"物业"}, "sanitation": {"环卫", "环卫所"}, "housing": {"房管", "房办"},
}

// agencyOf is the agency that is meant, by its name or as people call it; "" where none
// is, or it may be several: then it stays words.
func agencyOf(d *district.District, who string) string {
	var so []string
	for _, a := range d.Agencies {
		switch {
		case strings.EqualFold(who, a.Names[text.Chinese]), strings.EqualFold(who, a.Names[text.English]):
			return a.ID
		case !a.Care && slices.Contains(calledSo[a.Kind], strings.ToLower(who)):
			so = append(so, a.ID)
		}
	}
	if i := slices.IndexFunc(so, func(id string) bool { a, _ := d.Agency(id); return id == a.Kind }); i >= 0 {
		return so[i] // of two that are called so, the one that is nothing else
	}
	if len(so) == 1 {
		return so[0]
	}
	return ""
}

// HearSteps takes the steps of a part.
func HearSteps(w *world.World, part playbooks.Part, e talk.Event) ([]playbooks.Step, talk.Answer) {
	steps, wrong := read(w, part, text.Clean(e.Text, MostInPart*longestLine*2))
	switch {
	case wrong != "":
		return nil, talk.Sorry("play.steps.days", "words", wrong, "n", longestDays)
	case len(steps) == 0:
		return nil, talk.Sorry("play.steps.sorry")
	case len(steps) > MostInPart:
		return nil, talk.Sorry("play.steps.many", "n", MostInPart)
	case slices.ContainsFunc(steps, func(s playbooks.Step) bool { return utf8.RuneCountInString(s.What) > longestLine }):
		return nil, talk.Sorry("play.steps.long", "n", longestLine)
	}
	for _, s := range steps {
		if a, ok := Checked(s.What); !ok {
			return nil, a
		}
	}
	return steps, talk.OK()
}

// Checked refuses words with a blank nobody can fill.
func Checked(words string) (a talk.Answer, ok bool) {
	if blank := playbooks.Unknown(words); blank != "" {
		return talk.Sorry("play.blanks.sorry", "blank", blank), false
	}
	return talk.OK(), true
}
