package world

import (
	"strings"
	"time"

	"gridbot/flows/figures"
	"gridbot/flows/listing"
)

// What a list is asked for, and what it is a page of.
type (
	Listing = listing.Listing
	Listed  = listing.Listed
	Stands  = listing.Stands
	Part    = listing.Part
)

// How a list may be narrowed.
const (
	StandsAny   = listing.StandsAny
	StandsOpen  = listing.StandsOpen
	StandsOver  = listing.StandsOver
	PartDay     = listing.PartDay
	PartLate    = listing.PartLate
	PartToday   = listing.PartToday
	PartLooks   = listing.PartLooks
	FacetGrid   = listing.FacetGrid
	FacetStreet = listing.FacetStreet
	FacetKind   = listing.FacetKind
	FacetWorker = listing.FacetWorker
	FacetForce  = listing.FacetForce
)

// Tag names a value on a button, and Tagged tells whether a tag names it.
func Tag(value string) string       { return listing.Tag(value) }
func Tagged(value, tag string) bool { return listing.Tagged(value, tag) }

// tonight is the end of the day, there.
func (w *World) tonight() int64 {
	here := w.District.Here(w.Now)
	return time.Date(here.Year(), here.Month(), here.Day()+1, 0, 0, 0, 0, here.Location()).Unix()
}

// Eyes are a listing of all that the person may see as one of the staff; of
// nothing, for a resident.
func (w *World) Eyes() Listing {
	l := Listing{Now: w.Now.Unix(), Tonight: w.tonight(), Barred: strings.Join(w.Me.Barred, ",")}
	switch w.Me.Role {
	case Worker:
		l.Grids, l.Who = strings.Join(w.Me.AllGrids(), ","), w.Me.ID
		l.Among = Unrouted + "," + l.Grids
	case Lead:
		l.Grids = strings.Join(append(w.Me.AllGrids(), w.Me.Acts...), ",") // theirs, and those of whom they stand in for
		l.Who, l.Leads, l.Among = w.Me.ID, true, w.GridsOf(figures.Everywhere)
	case Coordinator:
		l.Grids = w.GridsOf(figures.Everywhere)
		l.Among = l.Grids
	case Officer:
		l.Who, l.Agency, l.Share = w.Me.ID, w.Me.Agency, w.Me.share().String()
	}
	return l
}

// Tasks is what /tasks lists, from the beginning: it is asked for in words, too.
func (w *World) Tasks() Listing {
	l := w.Eyes()
	l.Mine, l.Stands, l.Most = true, StandsOpen, ListPage
	return l
}

// ListPage is how many cases of a list one message shows.
const ListPage = 8
