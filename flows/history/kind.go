// Package history reads the case table of another system: row by row, what is
// a case of ours, and what is wrong with the row. It knows no storage, no chat
// and no clock.
package history

// A Kind is one way in which a row is wrong.
type Kind struct {
	Name    string // as it stands in the list of faults; scripts may know it
	Refused bool   // the row is no case; otherwise it is one, with this mark
	Say     string // what is wrong, and what becomes of it
}

// What can be wrong with a row.
var (
	// Without these nobody can say what the case is, or it would be there twice.
	Broken     = Kind{"broken", true, "the row cannot be read as CSV"}
	Fields     = Kind{"fields", true, "the row has more or fewer fields than the first line"}
	NoID       = Kind{"no-id", true, "no number of its own: brought in again, it would be there twice"}
	Twice      = Kind{"twice", true, "the number stood in an earlier row; that one counts"}
	NoOpened   = Kind{"no-opened", true, "no opening time"}
	BadOpened  = Kind{"bad-opened", true, "the opening time cannot be read"}
	Future     = Kind{"future", true, "opened in the future"}
	TooOld     = Kind{"too-old", true, "opened before 1990: a stand-in for no date"}
	NoCategory = Kind{"no-category", true, "no category, and the mapping names none for such rows"}
	Unknown    = Kind{"unknown-category", true, "the mapping does not know the category, and names none for such rows"}
	Elsewhere  = Kind{"elsewhere", true, "outside every grid, and the mapping refuses such rows"}

	// It is closed, but when cannot be told: it counts as closed when it was
	// opened, so that what is reported and what is closed still add up.
	Negative     = Kind{"negative", false, "closed before it was opened: counts as closed when it was opened"}
	NoClosed     = Kind{"no-closed", false, "closed, but without a closing time: counts as closed when it was opened"}
	BadClosed    = Kind{"bad-closed", false, "the closing time cannot be read: counts as closed when it was opened"}
	FutureClosed = Kind{"future-closed", false, "closed in the future: counts as closed when it was opened"}

	OpenClosed    = Kind{"open-closed", false, "open, but with a closing time: it is open"}
	BadStatus     = Kind{"unknown-status", false, "the mapping does not know the status: closed if there is a closing time"}
	NoStatus      = Kind{"no-status", false, "no status: closed if there is a closing time"}
	GuessCategory = Kind{"default-category", false, "no category the mapping knows: the one for such rows"}
	NoPlace       = Kind{"no-place", false, "neither a place nor coordinates: no grid"}
	UnknownPlace  = Kind{"unknown-place", false, "a place the district does not know, and no coordinates: no grid"}
	BadPoint      = Kind{"bad-point", false, "impossible coordinates: they are left out"}
	Swapped       = Kind{"swapped", false, "latitude and longitude are swapped: put right"}
	Outside       = Kind{"outside", false, "outside every grid: no grid"}
	NoAgency      = Kind{"no-agency", false, "no agency"}
	Cut           = Kind{"cut", false, "words too long: cut"}
	BadText       = Kind{"bad-text", false, "characters that cannot be read: left out"}
	Stray         = Kind{"stray-quote", false, "a quote that opens or closes nothing: taken for a character"}
	DayMonth      = Kind{"day-month", false, "day and month may be swapped: the table has both ways, and this can be read in both"}
)

// Kinds are all there are, the refused first.
var Kinds = []Kind{
	Broken, Fields, NoID, Twice, NoOpened, BadOpened, Future, TooOld, NoCategory, Unknown, Elsewhere,
	Negative, NoClosed, BadClosed, FutureClosed, OpenClosed, BadStatus, NoStatus, GuessCategory,
	NoPlace, UnknownPlace, BadPoint, Swapped, Outside, NoAgency, Cut, BadText, Stray, DayMonth,
}

// A Fault is what is wrong with one row.
type Fault struct {
	Line  int
	ID    string // its number in the other system, if it has one
	Kind  Kind
	Value string // what stood there, where that helps: never words of people, never places
}
