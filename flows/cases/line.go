package cases

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// A Line is a case as far as lists and searches must know it: little enough that
// all of a district can be looked through. Who reported is not in it.
type Line struct {
	Number   int
	Category string
	Danger   bool
	Status   Status
	Grid     string
	Watchers []string // grids whose leads see it besides, while it is open
	Opened   int64
	Clock    ClockName
	Due      int64
	Assignee int64
	Verifier int64
	Legs     []LegLine // the last one of each agency that may still look
	Back     bool      // it came back

	Point  *grids.Point
	Street string
	Seen   string // by these words whoever sees it finds it, folded
	Told   string // and by these whoever reads what was reported
}

// A LegLine is an agency's share of a case, in a list.
type LegLine struct {
	Agency  string
	Open    bool
	Due     int64
	Officer int64 // who reported in
}

// Line is the case as lists know it.
func (c Case) Line() Line {
	seen, told := c.Words()
	l := Line{
		Number: c.Number, Category: c.Category, Danger: c.Danger, Status: c.Status, Grid: c.Grid, Opened: c.Opened,
		Clock: c.Clock.Name, Due: c.Clock.Due, Assignee: c.Assignee, Verifier: c.Verifier, Back: c.Round > 1,
		Point: c.Place.Point, Street: c.Place.Street(), Seen: folded(seen), Told: folded(told),
	}
	if c.Ceding != nil {
		l.Watchers = append(l.Watchers, c.Ceding.To)
	}
	for _, g := range c.Former {
		if !slices.Contains(l.Watchers, g) {
			l.Watchers = append(l.Watchers, g)
		}
	}
	for _, leg := range c.Legs {
		last := c.LegOf(leg.Agency)
		if last.N == leg.N && (leg.Open() || leg.Status == LegFinished) {
			l.Legs = append(l.Legs, LegLine{leg.Agency, leg.Open(), leg.Clock.Due, leg.Officer})
		}
	}
	return l
}

// Words are the words by which a case is found: seen by everybody who may see it
// at all, and told by those who read what was reported. Who reported is in
// neither. What else a case is known by (a number somewhere else, a plate) is
// added here, and nowhere else.
func (c Case) Words() (seen, told []string) {
	place := func(p Place) {
		seen = append(seen, p.Name.Words, p.More)
		for _, l := range text.Langs {
			seen = append(seen, p.Name.Names[l])
		}
	}
	place(c.Place)
	for _, s := range c.Spots {
		place(s.Place)
	}
	for _, f := range c.Facts {
		if f.Value != "yes" && f.Value != "no" && f.Value != "unsure" {
			seen = append(seen, f.Value)
		}
	}
	told = append(told, c.What)
	if c.From != nil {
		told = append(told, c.From.ID)
	}
	if c.Filed != nil {
		seen = append(seen, c.Filed.Ref)
	}
	for _, n := range c.Notices {
		told = append(told, n.ID, n.To)
	}
	for _, l := range c.Legs {
		told = append(told, l.Ref)
	}
	for _, e := range c.Log {
		if e.Do == Add && e.Back == 0 {
			told = append(told, e.Note.Words)
		}
	}
	return seen, told
}

// folded are words as they are compared, apart from each other.
func folded(words []string) string {
	var all []string
	for _, w := range words {
		if f := grids.Hear(w).String(); f != "" && !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return strings.Join(all, " ")
}

// Named tells whether a folded word is among those of the line: its number, the
// words of its place, and, where told, what was reported. The empty word is in none.
func (l Line) Named(word string, told bool) bool {
	if word == "" {
		return false
	}
	return word[0] <= '9' && word == strconv.Itoa(l.Number) || strings.Contains(l.Seen, word) || told && strings.Contains(l.Told, word)
}

// Everywhere tells whether the case concerns every grid, as of a Case.
func (l Line) Everywhere() bool {
	return l.Grid == "" && l.Danger && slices.Contains(offered, l.Status)
}

// Leg is the share of an agency; nil when it has none to look at.
func (l Line) Leg(agency string) *LegLine {
	for i := range l.Legs {
		if l.Legs[i].Agency == agency && agency != "" {
			return &l.Legs[i]
		}
	}
	return nil
}

// Street is the road of a place, as far as its words say it: 灵石路 of 灵石路658弄.
// Where they name none, it is the place itself, if that is one everybody knows.
func (p Place) Street() string {
	zh := p.Name.Names[text.Chinese]
	for _, said := range []string{p.Name.Words, zh, p.More} {
		if road := road(said); road != "" {
			return road
		}
	}
	if zh != "" {
		return zh
	}
	return p.Name.Names[text.English]
}

// What roads end in, and what stands before one in a sentence.
const (
	roadEnds   = "路街弄巷"
	notInRoads = "在的到是和与从旁往近靠沿对边门口楼有这那去"
)

// longestRoad is how many characters the name of a road has at most.
const longestRoad = 6

// road is the first road that words name.
func road(words string) string {
	rs := []rune(words)
	begin := 0
	for i, r := range rs {
		switch {
		case !unicode.Is(unicode.Han, r) || strings.ContainsRune(notInRoads, r):
			begin = i + 1
		case strings.ContainsRune(roadEnds, r) || r == '道' && i > 0 && rs[i-1] == '大':
			name := string(rs[begin : i+1])
			if n := i + 1 - begin; n > 2 && n <= longestRoad && !strings.HasSuffix(name, "马路") { // any road
				return name
			}
			begin = i + 1
		}
	}
	return roadInEnglish(words)
}

// roadInEnglish is the first road that English words name: Lingshi Road of "near 658 Lingshi Road".
func roadInEnglish(words string) string {
	fields := strings.FieldsFunc(words, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '.' })
	for i, f := range fields {
		switch strings.ToLower(f) {
		case "road", "rd", "street", "lane", "avenue":
		default:
			continue
		}
		begin := i
		for begin > 0 && i-begin < 3 && unicode.IsUpper([]rune(fields[begin-1])[0]) {
			begin--
		}
		if begin < i {
			return strings.Join(fields[begin:i], " ") + " " + f
		}
	}
	return ""
}
