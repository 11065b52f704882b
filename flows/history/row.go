package history

import (
	"cmp"
	"encoding/hex"
	"hash/fnv"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// What a case keeps of a row at most, in runes.
const (
	longestID     = 64
	longestPlace  = 200
	longestWhat   = 1000
	longestAgency = 80
)

// fill makes a case of the fields of a row, or says why there is none.
func (t *Table) fill(row *Row, fields []string) {
	said := t.number(fields)
	id := text.CleanLine(said, longestID+1)
	if id == "" || utf8.RuneCountInString(id) > longestID {
		row.refuse(NoID, said)
		return
	}
	t.read["id"] = said
	row.Case.From = &cases.Source{ID: strings.Clone(id), Print: t.print()}
	for name, said := range t.read {
		if t.m.nulls[folded(said)] {
			t.read[name] = ""
		}
	}
	if first, twice := t.seen[id]; twice {
		row.refuse(Twice, "line "+strconv.Itoa(first))
		return
	}
	t.seen[row.Case.From.ID] = row.Line
	if !t.opened(row) || !t.category(row) || !t.place(row) {
		return
	}
	t.closed(row)
	c := &row.Case
	c.What = t.words(row, "description", longestWhat)
	c.From.Agency = t.words(row, "agency", longestAgency)
	if t.has("agency") && c.From.Agency == "" {
		row.mark(NoAgency, "")
	}
	if c.What == "" { // their word for the kind says more than ours
		c.What = t.words(row, "category", longestWhat)
	}
}

// number is what a row is known by: what stands in its own columns for that, or
// else all of it. "" where one of the columns says nothing.
func (t *Table) number(fields []string) string {
	if len(t.ids) == 0 {
		h := fnv.New128a()
		for _, f := range fields {
			h.Write([]byte(strings.TrimSpace(f)))
			h.Write([]byte{0})
		}
		return "row-" + hex.EncodeToString(h.Sum(nil))
	}
	parts := make([]string, len(t.ids))
	for i, at := range t.ids {
		if parts[i] = strings.TrimSpace(fields[at]); t.m.nulls[folded(parts[i])] || parts[i] == "" {
			return ""
		}
	}
	return strings.Join(parts, "/")
}

// has reports whether the table has a column at all.
func (t *Table) has(column string) bool { return t.m.columns[column] != "" }

// print is the same for rows that say the same.
func (t *Table) print() string {
	h := fnv.New64a()
	for i, name := range columns {
		if i >= printed && !t.has(name) {
			continue
		}
		h.Write([]byte(t.read[name]))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// words is what a column says, cut where it is too long.
func (t *Table) words(row *Row, column string, longest int) string {
	said := text.Clean(t.read[column], longest)
	if utf8.RuneCountInString(t.read[column]) > longest && strings.HasSuffix(said, "…") {
		row.mark(Cut, column)
	}
	return strings.Clone(said)
}

// oldest is before any table there is: what is older stands for no date.
var oldest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

// moment reads a time in any of the layouts; which says how it was read.
func (t *Table) moment(s string) (at time.Time, which layout, ok bool) {
	if s == "" {
		return time.Time{}, layout{}, false
	}
	for _, l := range t.m.times {
		if at, day, ok := l.read(s, t.m.zone); ok {
			l.day = day
			return at, l, true
		}
	}
	if t.sheet != nil { // a cell that holds a date holds a number
		if at, day, ok := serial(s, t.sheet.Later, t.m.zone); ok && at.After(oldest) && at.Year() < 2200 {
			return at, layout{day: day}, true
		}
	}
	return time.Time{}, layout{}, false
}

// doubt marks a row whose day and month may be swapped: both ways stand in the table.
func (t *Table) doubt(row *Row, said string, at time.Time, l layout) {
	if other, ok := l.parse(l.twin, said, t.m.zone); l.mixed && ok && !other.Equal(at) {
		row.mark(DayMonth, said)
	}
}

func (t *Table) opened(row *Row) bool {
	said := t.read["opened"]
	at, l, ok := t.moment(said)
	switch {
	case said == "":
		row.refuse(NoOpened, "")
	case !ok:
		row.refuse(BadOpened, said)
	case at.After(t.now):
		row.refuse(Future, said)
	case at.Before(oldest):
		row.refuse(TooOld, said)
	default:
		if !l.zoned {
			at, _ = both(at)
		}
		row.Case.Opened = at.Unix()
		t.doubt(row, said, at, l)
	}
	return !row.Refused
}

func (t *Table) category(row *Row) bool {
	said := t.read["category"]
	ours, known := t.m.known.of(said)
	switch {
	case known && said != "":
	case t.m.otherwise != "":
		ours = t.m.otherwise
		row.mark(GuessCategory, said)
	case said == "":
		row.refuse(NoCategory, "")
	default:
		row.refuse(Unknown, said)
	}
	row.Case.Category = ours
	c, _ := t.d.Category(ours)
	row.Case.Danger = c.Danger
	return !row.Refused
}

// closed sets when the case was closed; it stays open otherwise.
func (t *Table) closed(row *Row) {
	said := t.read["closed"]
	at, l, ok := t.moment(said)
	if ok && at.Before(oldest) {
		said = "" // a stand-in for no date
	}
	closed := said != ""
	if t.has("status") {
		word := t.read["status"]
		switch is, known := t.m.closed.of(word); {
		case word == "":
			row.mark(NoStatus, "")
		case known:
			if is == "open" && said != "" {
				row.mark(OpenClosed, said)
			}
			closed = is == "closed"
		default:
			row.mark(BadStatus, word)
		}
	}
	if !closed {
		return
	}
	c := &row.Case
	c.Ended = c.Opened
	switch {
	case said == "":
		row.mark(NoClosed, "")
		return
	case !ok:
		row.mark(BadClosed, said)
		return
	case at.After(t.now):
		row.mark(FutureClosed, said)
		return
	}
	switch end := t.end(at, l, c.Opened); {
	case end < c.Opened:
		row.mark(Negative, said)
	default:
		c.Ended = end
		t.doubt(row, said, at, l)
	}
}

// end is when a case was closed that is said to be at a moment. A day without a time
// is over at its end; of two moments of the same time, it is the one behind the
// opening.
func (t *Table) end(at time.Time, l layout, opened int64) int64 {
	if l.day {
		y, m, d := at.Date()
		return min(time.Date(y, m, d, 23, 59, 59, 0, at.Location()).Unix(), t.now.Unix())
	}
	if l.zoned {
		return at.Unix()
	}
	first, second := both(at)
	if first.Unix() < opened {
		return second.Unix()
	}
	return first.Unix()
}

// place sets where it was, and the grid.
func (t *Table) place(row *Row) bool {
	c := &row.Case
	name := text.CleanLine(t.words(row, "place", longestPlace), longestPlace)
	c.Place.Name = text.Said(name)
	if name == "" {
		c.Place.Name = text.T("import.place.none")
	}
	if !t.point(row) {
		known := t.d.Places.Named(name, 2)
		switch {
		case len(known) == 1:
			c.Place.Point = &known[0].Point
		case name == "":
			row.mark(NoPlace, "")
		default:
			row.mark(UnknownPlace, "")
		}
	}
	if c.Place.Point == nil {
		return true
	}
	g, inside := t.d.GridAt(*c.Place.Point)
	switch {
	case inside:
		c.Grid = g.ID
	case t.m.outside:
		row.refuse(Elsewhere, "")
	default:
		row.mark(Outside, "")
	}
	return !row.Refused
}

// point reads the coordinates; false where there are none that can be.
func (t *Table) point(row *Row) bool {
	said := [2]string{t.read["lat"], t.read["lon"]}
	if one := cmp.Or(t.read["latlon"], t.read["lonlat"]); one != "" {
		said = t.pair(one)
	}
	if said[0] == "" && said[1] == "" {
		return false
	}
	lat, wrong := strconv.ParseFloat(said[0], 64)
	lon, wrong2 := strconv.ParseFloat(said[1], 64)
	at, swapped := grids.Point{Lat: lat, Lon: lon}, grids.Point{Lat: lon, Lon: lat}
	if t.m.gcj02 {
		at, swapped = grids.FromGCJ02(at), grids.FromGCJ02(swapped)
	}
	_, inside := t.d.GridAt(at)
	_, other := t.d.GridAt(swapped)
	switch {
	case cmp.Or(wrong, wrong2) != nil:
		row.mark(BadPoint, said[0]+" "+said[1])
		return false
	case !inside && other:
		row.mark(Swapped, said[0]+" "+said[1])
		at = swapped
	case !at.Valid() || at == (grids.Point{}):
		row.mark(BadPoint, said[0]+" "+said[1])
		return false
	}
	row.Case.Place.Point = &at
	return true
}

// pair is the latitude and the longitude of a column that holds both, with a comma,
// a semicolon or a blank between them, in brackets or not. POINT(…) is one of
// databases, and always names the longitude first.
func (t *Table) pair(s string) [2]string {
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，;；、 \t()（）[]", r) })
	lonFirst := t.has("lonlat")
	if len(words) > 0 && strings.EqualFold(words[0], "POINT") {
		words, lonFirst = words[1:], true
	}
	if len(words) != 2 {
		return [2]string{s, ""}
	}
	if lonFirst {
		return [2]string{words[1], words[0]}
	}
	return [2]string{words[0], words[1]}
}
