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
func (t *Table) fill(row *Row) {
	id := text.CleanLine(t.read["id"], longestID+1)
	if id == "" || utf8.RuneCountInString(id) > longestID {
		row.refuse(NoID, t.read["id"])
		return
	}
	row.Case.From = &cases.Source{ID: strings.Clone(id), Print: t.print()}
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

// has reports whether the table has a column at all.
func (t *Table) has(column string) bool { return t.m.columns[column] != "" }

// print is the same for rows that say the same.
func (t *Table) print() string {
	h := fnv.New64a()
	for _, name := range columns {
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

// moment reads a time in any of the layouts.
func (t *Table) moment(s string) (time.Time, bool) {
	for _, layout := range t.m.times {
		if at, err := time.ParseInLocation(layout, s, t.m.zone); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

func (t *Table) opened(row *Row) bool {
	said := t.read["opened"]
	at, ok := t.moment(said)
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
		row.Case.Opened = at.Unix()
	}
	return !row.Refused
}

func (t *Table) category(row *Row) bool {
	said := t.read["category"]
	ours, known := t.m.known[folded(said)]
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
	closed := said != ""
	if t.has("status") {
		word := t.read["status"]
		switch is, known := t.m.closed[folded(word)]; {
		case known:
			if !is && said != "" {
				row.mark(OpenClosed, said)
			}
			closed = is
		case word == "":
			row.mark(NoStatus, "")
		default:
			row.mark(BadStatus, word)
		}
	}
	if !closed {
		return
	}
	c := &row.Case
	c.Ended = c.Opened
	at, ok := t.moment(said)
	switch {
	case said == "":
		row.mark(NoClosed, "")
	case !ok:
		row.mark(BadClosed, said)
	case at.After(t.now):
		row.mark(FutureClosed, said)
	case at.Unix() < c.Opened:
		row.mark(Negative, said)
	default:
		c.Ended = at.Unix()
	}
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
