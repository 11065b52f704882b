// Package district is everything in which one sub-district differs from
// another: its grids, its categories and what they ask, its agencies, places,
// clocks and working days, read from a folder. It does not know its people,
// nor its cases, nor where the folder is kept.
package district

import (
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/district/guide"
	"gridbot/flows/district/lane"
	"gridbot/flows/district/orders"
	"gridbot/flows/district/posters"
	"gridbot/flows/duty"
	"gridbot/flows/grids"
	"gridbot/flows/services"
	"gridbot/flows/text"
)

// A District is one sub-district (街道/镇), as read by Load. It does not change
// afterwards, and is safe for use by several goroutines.
type District struct {
	ID           string
	Names        text.Names
	Zone         *time.Location
	Langs        []text.Lang // the first is spoken to those whose language we do not know
	Quiet        calendar.Quiet
	Calendar     *calendar.Calendar
	Emergency    []Number
	Clocks       Clocks // every one is set
	DangerClocks Clocks // for categories of danger; what is not set is as in Clocks
	Map          *grids.Map
	Places       *grids.Places
	Groups       []Group    // as in the file
	Categories   []Category // as in the file
	Agencies     []Agency   // as in the file
	Warnings     []Fault    // what is odd, but can be worked with

	Reminders  Reminders
	Conference Regular
	Passes     Passes
	Raise      int  // when so many have told of it, it is urgent; 0: never; a category may say otherwise
	Retention  int  // how many days after the end people stay in what is over; a category may say otherwise
	FromStart  bool // what was put right has its clocks from where they began; a category may say otherwise
	Duty       Duty
	Rotas      map[string][]duty.Line // plans of duty by name: of a grid, or of @ and an agency
	Care       lane.Lane              // care cases; none where the folder says nothing
	Orders     orders.Orders          // rectification and enforcement
	Services   []services.Service     // what is done in one go, such as opening a shop
	Guide      guide.Guide            // how things are done, by class and norm
	Baseline   Baseline               // what the response time was before
	Digest     string                 // when the week's digest comes: five fields of cron, in the zone

	ladder, dangerLadder []Rung
	legLadder            []Rung
	legs, dangerLegs     LegClocks
	far                  float64 // metres
	sense                sense
	posters              posters.Table
}

// A Number is a telephone that is answered in an emergency.
type Number struct {
	Phone string
	Names text.Names
	For   []string // the kinds of danger it is called for before others
}

// Clocks is how long each part of a case may take.
type Clocks struct {
	Claim  calendar.Span // from the report until a worker has it
	Arrive calendar.Span // from the claim until somebody is there
	Handle calendar.Span // from then until it is handed over for verification
	Verify calendar.Span // from then until it is verified
	Answer calendar.Span // from then until the reporter has said whether it is fixed
	// Rectify is the length of the next round after a re-inspection was not
	// passed. It may be left out: 3wd.
	Rectify calendar.Span
}

// or is c with what is not set taken from others.
func (c Clocks) or(others Clocks) Clocks {
	own, other := c.all(), others.all()
	for i, span := range own {
		if span.IsZero() {
			*span = *other[i]
		}
	}
	return c
}

func (c *Clocks) all() [6]*calendar.Span {
	return [6]*calendar.Span{&c.Claim, &c.Arrive, &c.Handle, &c.Verify, &c.Answer, &c.Rectify}
}

// A Group is the first level of the categories.
type Group struct {
	ID    string
	Names text.Names
}

// A Category is a class of hazard.
type Category struct {
	ID          string
	Group       string // the ID of a Group
	Names       text.Names
	Keywords    map[text.Lang][]string // what residents say when they mean it
	DangerWords map[text.Lang][]string // what makes even a mere mention dangerous
	Often       bool                   // among what is reported most: one press in a report
	Danger      bool                   // numbers first, and the case is urgent
	Advice      text.Names             // what to do at once; may be empty
	Call        []string               // phones of District.Emergency to be shown first
	Clocks      Clocks                 // only what differs; ask ClocksOf
	Agencies    []string               // IDs of those usually called in
	Asks        []Ask                  // what else the reporter is asked, in order
	Watch       []calendar.Span        // when the grid looks again after closing, in order; plain days
	Near        float64                // metres within which a report of the kind may be a relapse
	After       After                  // what is shown at the end
	Raise       int                    // when so many have told of it, it is urgent; 0: never
	Public      bool                   // what is told of lies open to all: its photo is shown to who tells of the same
	Retention   int                    // how many days after the end people stay in it
	Private     bool                   // it is about somebody at home: a work group reads its number and kind, and nothing else
	FromStart   bool                   // put right to it, a case has its clocks from where they began
	Notice      Template               // what a rectification notice says; empty where the general words do
}

// An Ask is a question of a category.
type Ask struct {
	ID       string
	Names    text.Names // the question
	Kind     string     // one of the Kind constants
	Optional bool
	Choices  []Choice // of KindChoice only
}

// The kinds of answers.
const (
	KindChoice = "choice"
	KindText   = "text"
	KindNumber = "number"
	KindYesNo  = "yesno"
)

// A Choice is one answer of a KindChoice question.
type Choice struct {
	ID    string
	Names text.Names
}

// Category is the category of an ID.
func (d *District) Category(id string) (Category, bool) {
	for _, c := range d.Categories {
		if c.ID == id {
			return c, true
		}
	}
	return Category{}, false
}

// Agency is the agency of an ID.
func (d *District) Agency(id string) (Agency, bool) {
	for _, a := range d.Agencies {
		if a.ID == id {
			return a, true
		}
	}
	return Agency{}, false
}

// Group is the group of an ID.
func (d *District) Group(id string) (Group, bool) {
	for _, g := range d.Groups {
		if g.ID == id {
			return g, true
		}
	}
	return Group{}, false
}

// InGroup is the categories of a group, as in the file.
func (d *District) InGroup(group string) []Category {
	var in []Category
	for _, c := range d.Categories {
		if c.Group == group {
			in = append(in, c)
		}
	}
	return in
}

// ClocksOf is the clocks of a category, all of them set: its own, those of
// danger if it is one, and the district's.
func (d *District) ClocksOf(c Category) Clocks {
	clocks := c.Clocks
	if c.Danger {
		clocks = clocks.or(d.DangerClocks)
	}
	return clocks.or(d.Clocks).or(Clocks{Rectify: calendar.Span{Work: 3}})
}

// GridAt is the grid a point belongs to; see grids.Map.At.
func (d *District) GridAt(p grids.Point) (grids.Grid, bool) { return d.Map.At(p) }

// Here is t as the clocks of the district show it.
func (d *District) Here(t time.Time) time.Time { return t.In(d.Zone) }
