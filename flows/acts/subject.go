package acts

import (
	"io/fs"
	"slices"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// groupLang is the language of the work group, or of the district.
func (x *Turn) groupLang() text.Lang {
	if g, ok := x.Bound(x.Event.Chat.ID); ok {
		return g.Lang
	}
	if x.Me.Role != world.Resident {
		return x.Me.Lang
	}
	return x.District.Langs[0]
}

// A Subject is one subject of the flows, with all it brings along. What an
// event must have read stands beside what it does: there is no second place
// that knows.
type Subject struct {
	Name      string
	Words     fs.FS // what is said of it, in every language
	Commands  []Command
	Group     []Command // in a work group
	Dialogues []Dialogue
	Presses   []Press
	Looks     []Look
	Links     []Link
	Clocks    []Clock
	Heeds     []Heed
	// Rings says who is still told of what somebody did to a case; nil: whom the
	// lifecycle names.
	Rings func(x *Turn, before, after *cases.Case, tells []cases.Tell, a cases.Act) []cases.Tell
	// Before asks for what must be read before anybody can say who hears it.
	Before func(w *world.World, e talk.Event, n *world.Need)
	First  []Hearing           // heard before everything else
	Hears  []Hearing           // heard where no dialogue is open, and nothing else was meant
	Last   func(x *Turn) error // when all else is decided
	Apart  *Apart
}

// A Command is what people type, or press in the menu.
type Command struct {
	Name  string
	Line  text.Text    // in the menu beside the input line
	Place int          // in it, the lowest first; 0: in no menu
	In    []world.Role // whose menu it stands in; nil: of everybody who may
	May   []world.Role // nil: everybody
	Sorry func(x *Turn) talk.Prompt
	Need  func(w *world.World, choice string, n *world.Need)
	Does  func(x *Turn, choice string) error
	// Heard is the choice that words mean which were written right after the page of
	// another choice; false for none. nil: its pages have buttons alone.
	Heard func(w *world.World, page, words string) (choice string, ok bool)
}

// Allows tells whether somebody of a role may use the command.
func (c Command) Allows(role world.Role) bool { return c.May == nil || slices.Contains(c.May, role) }

// Shown tells whether the command stands in the menu of a role.
func (c Command) Shown(role world.Role) bool {
	return c.Place != 0 && c.Allows(role) && (c.In == nil || slices.Contains(c.In, role))
}

// A Dialogue is how a dialogue begins, what it must have read, and how what was
// decided in it is carried out.
type Dialogue struct {
	Spoken
	Name    string
	Begin   func(w *world.World) (talk.Session, error)              // about the case at hand; nil where nothing begins it so
	Free    bool                                                    // it is about no case
	Shown   bool                                                    // its photos are evidence that the work is done
	Skips   func(c cases.Case) bool                                 // nothing is asked, the act is done at once; nil: never
	Past    func(c cases.Case) bool                                 // what it asks does not matter any more; nil: while its act can be done
	Leaves  func(w *world.World, s talk.Session, e talk.Event) bool // it is no answer, and is heard as if nothing were asked; nil: never
	Counts  func(w *world.World, s talk.Session) bool               // the question that is open asks for a number; nil: none does
	Waits   bool                                                    // it goes on after what interrupts it
	Dropped text.Text                                               // said when it is left after something was told; empty: the usual words
	Again   func(s talk.Session) talk.Session                       // as it is taken up again; nil: as it is
	Need    func(w *world.World, s talk.Session, e talk.Event, n *world.Need)
	Done    func(x *Turn, decided talk.Decision) error // nil: it is an act on the case
}

// A Press is an act that is pressed on a card and asks for more there, or has
// something follow. Ready says that it counts now.
type Press struct {
	Do   cases.Action
	Fill func(x *Turn, c cases.Case, a *cases.Act, choice string) (ready bool, err error)
	Then func(x *Turn, c cases.Case) error
	Need func(w *world.World, n *world.Need)
}

// A Look is a button under a case that changes nothing of it.
type Look struct {
	Name  string
	Whole bool // it shows more than the addressee of a notice may see
	Does  func(x *Turn, c cases.Case, choice string) error
}

// A Link is what stands behind "?start=" of a link to the bot.
type Link struct {
	Is   func(payload string) bool
	Need func(payload string, n *world.Need)
	Does func(x *Turn, payload string) error
}

// A Clock is a deadline that has run out, or a job for one person.
type Clock struct {
	Is   func(k talk.Clock) bool
	Need func(w *world.World, k talk.Clock, n *world.Need)
	Does func(x *Turn, k talk.Clock) error
}

// A Heed is what a subject does about an act on a case, whosever act it is.
type Heed struct {
	Acts []cases.Action
	Need func(w *world.World, n *world.Need) // the case is read
	Does func(x *Turn, do cases.Action, before, after cases.Case)
}

// A Hearing is something that happened which no button and no command stands for.
type Hearing struct {
	Is   func(w *world.World, e talk.Event) bool
	Need func(w *world.World, e talk.Event, n *world.Need)
	Does func(x *Turn) error
}

// SorryMenu refuses a command, and shows what the person can do.
func SorryMenu(say text.Text) func(*Turn) talk.Prompt {
	return func(x *Turn) talk.Prompt { return talk.Prompt{Say: say, Rows: x.Menu()} }
}

// SorryOnly refuses a command.
func SorryOnly(say text.Text) func(*Turn) talk.Prompt {
	return func(*Turn) talk.Prompt { return talk.Prompt{Say: say} }
}

// Who a command is for.
var (
	EveryStaff = []world.Role{world.Worker, world.Lead, world.Coordinator, world.Officer}
	OnShift    = []world.Role{world.Worker, world.Officer}
	WhoLead    = []world.Role{world.Lead, world.Coordinator}
)

// A Book is what all subjects brought along.
type Book struct {
	Subjects  []Subject
	Commands  map[string]Command
	Group     map[string]Command
	Dialogues map[string]Dialogue
	Presses   map[cases.Action]Press
	Looks     map[string]Look
}

// NewBook binds the subjects together. Of what is heard without a button, the
// first subject that knows it has it.
func NewBook(subjects ...Subject) *Book {
	b := &Book{Subjects: subjects, Commands: map[string]Command{}, Group: map[string]Command{}, Dialogues: map[string]Dialogue{},
		Presses: map[cases.Action]Press{}, Looks: map[string]Look{}}
	for _, s := range subjects {
		for _, c := range s.Commands {
			b.Commands[c.Name] = c
		}
		for _, c := range s.Group {
			b.Group[c.Name] = c
		}
		for _, d := range s.Dialogues {
			b.Dialogues[d.Name] = d
		}
		for _, p := range s.Presses {
			b.Presses[p.Do] = p
		}
		for _, l := range s.Looks {
			b.Looks[l.Name] = l
		}
	}
	return b
}

// Struck tells the clock of a name.
func Struck(name string) func(talk.Clock) bool {
	return func(k talk.Clock) bool { return k.Name == name }
}

// NeedMine: what the person reported.
func NeedMine(_ *world.World, _ string, n *world.Need) { n.Mine = true }

// Shows is a dialogue whose photos are evidence that the work is done: they are
// compared with those of other cases.
func Shows(d Dialogue) Dialogue {
	d.Shown = true
	d.Need = func(w *world.World, s talk.Session, e talk.Event, n *world.Need) { n.Photos = ask.EvidenceOf(w, s, e) }
	return d
}
