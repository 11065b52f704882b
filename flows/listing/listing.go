// Package listing says which of the cases somebody may see a list shows, and in what
// order, by their lines alone.
package listing

import (
	"encoding/base64"
	"hash/fnv"
	"iter"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
)

// A list shows a page of the cases somebody may see, and says truly how many
// there are. So all that may be meant are looked at, as lines; of a page alone
// the cases themselves are read.

// A Listing asks for a page of cases, danger first and then by deadline.
type Listing struct {
	// Whose eyes it is for: the cases of these grids, separated by commas;
	// those the person has or is to check; those with a leg of the agency.
	Grids  string
	Leads  bool // and those their grid is asked to take, or gave away
	Who    int64
	Agency string
	Share  string // of whom of the agency, a cases.Share
	Among  string // what is open is looked for in these grids
	Barred string // kinds they have no part in, but in danger; separated by commas

	Holds int64  // only what this person has, or has reported in for
	Here  string // only what people have who are none of these, by their IDs, separated by commas

	Mine   bool   // only what they have, can take, or have a leg of
	Stands Stands // only what is open, or only what is over
	Part   Part   // only what cannot wait longer than today

	// Of one of these alone, as they stand on buttons.
	Grid, Street, Kind, Worker, Force string

	Words string // each of them is in it, folded and separated by spaces
	Kinds string // or it is of these categories, for each of the words: "lamp,post|rubbish"

	Now     int64 // unix seconds
	Tonight int64 // the end of the day, there

	From, Most int    // so many are passed over, and so many shown
	Facet      string // of which it is told what there is: a name of Facets
	Whole      bool   // all numbers and all points, as a file or a map need them
}

// Stands is whether something is still to be done.
type Stands string

const (
	StandsAny  Stands = ""
	StandsOpen Stands = "open"
	StandsOver Stands = "over"
)

// Part is one of the parts of what cannot wait longer than today.
type Part string

const (
	PartDay   Part = "day" // any of them
	PartLate  Part = "late"
	PartToday Part = "today"
	PartLooks Part = "looks" // to be looked at again
)

// Facets are by what a list can be narrowed.
const (
	FacetGrid   = "grid"
	FacetStreet = "street"
	FacetKind   = "kind"
	FacetWorker = "worker"
	FacetForce  = "force"
)

// Listed is what a list is a page of.
type Listed struct {
	All   int          // how many there are
	From  int          // so many come before the page: never beyond the last one
	Late  int          // how many of all are late
	Parts map[Part]int // how many of each part there would be, where a part is asked for

	Choices map[string]int // of the facet: what there is of it, and how often
	Street  string         // which one was asked for, in words

	// What is due from the one and before the other has its place on the page, where
	// something else is shown among the cases.
	Since, Until int64

	Numbers []int // all of them, in order, where the whole is asked for
	Points  []PointOf
}

// A PointOf is where a case of a list is.
type PointOf struct {
	At   grids.Point
	Late bool
	Back bool
}

// Tag is how a value of a facet stands on a button: short, and the same as long
// as the value is. A digest of three bytes, in four letters.
func Tag(value string) string {
	if value == "" {
		return ""
	}
	h := fnv.New32a()
	h.Write([]byte(value))
	n := h.Sum32()
	n ^= n >> 24
	return base64.RawURLEncoding.EncodeToString([]byte{byte(n >> 16), byte(n >> 8), byte(n)})
}

// Tagged tells whether a value is the one that stands on a button, as far as its
// tag stands there.
func Tagged(value, tag string) bool { return tag != "" && strings.HasPrefix(Tag(value), tag) }

// sees tells whether the eyes it is for may see the case.
func (l Listing) sees(c *cases.Line) bool {
	all := l.Who == 0 && l.Grids != ""
	switch {
	case all: // the coordinator
		return true
	case l.Agency != "":
		return c.Leg(l.Agency) != nil
	case l.Grids == "":
		return false
	}
	return l.in(c.Grid) || c.Everywhere() || c.Assignee == l.Who || c.Verifier == l.Who ||
		l.Leads && c.Status.Type() == cases.Open && slices.ContainsFunc(c.Watchers, l.in)
}

// in tells whether a grid is one of those it is for.
func (l Listing) in(grid string) bool {
	if grid == "" {
		return false
	}
	for g := range strings.SplitSeq(l.Grids, ",") {
		if g == grid {
			return true
		}
	}
	return false
}

// due is when the case is due for whom it is listed: of an officer, their leg. Those
// who lead chase the agencies, too: for them it is what is due first.
func (l Listing) due(c *cases.Line) (due int64, climbs bool) {
	if leg := c.Leg(l.Agency); leg != nil {
		return leg.Due, leg.Open
	}
	due, climbs = c.Due, c.Clock.Climbs()
	if !l.Leads && l.Who != 0 {
		return due, climbs
	}
	for _, leg := range c.Legs {
		if late := leg.Open && leg.Due != 0 && leg.Due <= l.Now; late && (!climbs || due == 0 || leg.Due < due) {
			due, climbs = leg.Due, true
		}
	}
	return due, climbs
}

// late tells whether somebody who must act is late.
func (l Listing) late(c *cases.Line) bool {
	due, climbs := l.due(c)
	return climbs && due != 0 && l.Now >= due
}

// part is which part of the day the case belongs to; "" when it can wait.
func (l Listing) part(c *cases.Line) Part {
	due, climbs := l.due(c)
	switch {
	case !climbs || due == 0 || due > l.Tonight:
		return ""
	case l.Now >= due:
		return PartLate
	case l.Agency == "" && (c.Status == cases.Rectifying || c.Status == cases.Watch):
		return PartLooks
	}
	return PartToday
}

// open tells whether there is still something to do for whom it is listed.
func (l Listing) open(c *cases.Line) bool {
	if leg := c.Leg(l.Agency); leg != nil {
		return leg.Open
	}
	return c.Status.Type() == cases.Open || l.Part != "" && c.Status == cases.Watch
}

// mine tells whether it is for the person to do: what they have, are to check,
// or could take.
func (l Listing) mine(c *cases.Line) bool {
	return l.Agency != "" || l.Who == 0 || l.Leads || c.Assignee == l.Who || c.Verifier == l.Who ||
		c.Status == cases.Reported || c.Status == cases.Returned || c.Status == cases.Watch
}

// A sieve is a listing that is held against many cases.
type sieve struct {
	Listing
	words []string
	kinds [][]string // for each of the words
	share cases.Share
	here  []string
}

func (l Listing) sieve() *sieve {
	s := &sieve{Listing: l, words: strings.Fields(l.Words), share: cases.ParseShare(l.Share)}
	if l.Here != "" {
		s.here = strings.Split(l.Here, ",")
	}
	for kinds := range strings.SplitSeq(l.Kinds, "|") {
		s.kinds = append(s.kinds, strings.Split(kinds, ","))
	}
	return s
}

// Fits tells whether a case is in the list, whatever its part of the day.
func (l Listing) Fits(c cases.Line) bool { return l.sieve().fits(&c) }

func (s *sieve) fits(c *cases.Line) bool {
	switch {
	case s.bars(c), !s.sees(c), s.Agency != "" && c.Leg(s.Agency).Officer != s.Who && !s.share.HasLine(c), !s.held(c), s.Mine && !s.mine(c), s.Stands != StandsAny && s.open(c) != (s.Stands == StandsOpen):
		return false
	case s.Grid != "" && !Tagged(c.Grid, s.Grid), s.Street != "" && !Tagged(c.Street, s.Street), s.Kind != "" && !Tagged(c.Category, s.Kind),
		s.Worker != "" && !Tagged(worker(c), s.Worker):
		return false
	case s.Force != "" && !slices.ContainsFunc(c.Legs, func(leg cases.LegLine) bool { return Tagged(leg.Agency, s.Force) }):
		return false
	}
	return s.says(c)
}

// says tells whether every word is in the case. To an agency nothing is told of
// what was reported: not even by a word that would find it.
func (s *sieve) says(c *cases.Line) bool {
	for i, word := range s.words {
		called := i < len(s.kinds) && slices.Contains(s.kinds[i], c.Category)
		if !called && !c.Named(word, s.Agency == "") {
			return false
		}
	}
	return true
}

// worker is who has a case, as a facet; "" for nobody.
func worker(c *cases.Line) string {
	if c.Assignee == 0 {
		return ""
	}
	return strconv.FormatInt(c.Assignee, 10)
}

// values are what a case has of a facet.
func values(c *cases.Line, facet string) []string {
	switch facet {
	case FacetGrid:
		return []string{c.Grid}
	case FacetStreet:
		return []string{c.Street}
	case FacetKind:
		return []string{c.Category}
	case FacetWorker:
		return []string{worker(c)}
	case FacetForce:
		var all []string
		for _, leg := range c.Legs {
			all = append(all, leg.Agency)
		}
		return all
	}
	return nil
}

// Of are the numbers of the page, and what it is a page of, out of all lines that
// may be meant; a line may come twice.
func (l Listing) Of(lines iter.Seq[cases.Line]) (Listed, []int) {
	found := Listed{Parts: map[Part]int{}, Choices: map[string]int{}, From: l.From}
	var fits []ranked
	seen := map[int]bool{}
	s := l.sieve()
	for line := range lines {
		c := &line
		if seen[c.Number] || !s.fits(c) {
			continue
		}
		seen[c.Number] = true
		part := l.part(c)
		if part != "" {
			found.Parts[part]++
		}
		if l.Part != "" && part != l.Part && (part == "" || l.Part != PartDay) {
			continue
		}
		found.take(l, c)
		fits = append(fits, l.rank(c))
	}
	slices.SortFunc(fits, ranked.compare)
	found.All = len(fits)
	if l.Most > 0 && found.From >= len(fits) { // what was there is done by now
		found.From = max(0, (len(fits)-1)/l.Most*l.Most)
	}
	for _, r := range fits {
		if l.Whole {
			found.Numbers = append(found.Numbers, r.number)
		}
	}
	found.Since, found.Until = between(fits, found.From, found.From+l.Most)
	var page []int
	for _, r := range fits[min(found.From, len(fits)):min(found.From+l.Most, len(fits))] {
		page = append(page, r.number)
	}
	return found, page
}

// take counts a case that is in the list.
func (f *Listed) take(l Listing, c *cases.Line) {
	late := l.late(c)
	if late {
		f.Late++
	}
	if l.Street != "" {
		f.Street = c.Street
	}
	if l.Facet != "" {
		for _, v := range values(c, l.Facet) {
			if v != "" {
				f.Choices[v]++
			}
		}
	}
	if l.Whole && c.Point != nil {
		f.Points = append(f.Points, PointOf{*c.Point, late, c.Back})
	}
}

// held tells whether those have the case who are asked for: in a leg, who reported
// in for it.
func (s *sieve) held(c *cases.Line) bool {
	if s.Holds != 0 {
		return c.Assignee == s.Holds || c.Verifier == s.Holds && c.Status == cases.Submitted || slices.ContainsFunc(c.Legs, func(l cases.LegLine) bool { return l.Open && l.Officer == s.Holds })
	}
	if s.Here == "" {
		return true
	}
	gone := func(id int64) bool { return id != 0 && !slices.Contains(s.here, strconv.FormatInt(id, 10)) }
	return gone(c.Assignee) || c.Status == cases.Submitted && gone(c.Verifier) || slices.ContainsFunc(c.Legs, func(l cases.LegLine) bool { return l.Open && gone(l.Officer) })
}

// bars tells whether the eyes a list is for have no part in a case: what they have
// already is theirs.
func (l Listing) bars(c *cases.Line) bool {
	return l.Barred != "" && !c.Danger && (l.Who == 0 || c.Assignee != l.Who && c.Verifier != l.Who) && slices.Contains(strings.Split(l.Barred, ","), c.Category)
}
