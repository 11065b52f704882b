package flows

import (
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// A subject is one subject of the flows, with all it brings along. What an
// event must have read stands beside what it does: there is no second place
// that knows.
type subject struct {
	name      string
	commands  []command
	group     []command // in a work group
	dialogues []dialogue
	presses   []press
	looks     []look
	links     []link
	clocks    []clock
	heeds     []heed
	first     []hearing // heard before everything else
	hears     []hearing // heard where no dialogue is open, and nothing else was meant
	last      func(x *change)
}

// A command is what people type, or press in the menu.
type command struct {
	name  string
	may   []Role // nil: everybody
	sorry func(x *change) talk.Prompt
	need  func(w *World, choice string, n *Need)
	does  func(x *change, choice string) error
}

// A dialogue is how a dialogue begins, what it must have read, and how what was
// decided in it is carried out.
type dialogue struct {
	spoken
	name  string
	begin func(w *World) (talk.Session, error) // about the case at hand; nil where nothing begins it so
	free  bool                                 // it is about no case
	shown bool                                 // its photos are evidence that the work is done
	waits bool                                 // it goes on after what interrupts it
	again func(s talk.Session) talk.Session    // as it is taken up again; nil: as it is
	need  func(w *World, s talk.Session, e talk.Event, n *Need)
	done  func(x *change, decided talk.Decision) error // nil: it is an act on the case
}

// A press is an act that is pressed on a card and asks for more there, or has
// something follow. Ready says that it counts now.
type press struct {
	do   cases.Action
	fill func(x *change, c cases.Case, a *cases.Act, choice string) (ready bool, err error)
	then func(x *change, c cases.Case)
	need func(w *World, n *Need)
}

// A look is a button under a case that changes nothing of it.
type look struct {
	name  string
	whole bool // it shows more than the addressee of a notice may see
	does  func(x *change, c cases.Case, choice string) error
}

// A link is what stands behind "?start=" of a link to the bot.
type link struct {
	is   func(payload string) bool
	need func(payload string, n *Need)
	does func(x *change, payload string) error
}

// A clock is a deadline that has run out, or a job for one person.
type clock struct {
	is   func(k talk.Clock) bool
	need func(w *World, k talk.Clock, n *Need)
	does func(x *change, k talk.Clock) error
}

// A heed is what a subject does about an act on a case, whosever act it is.
type heed struct {
	acts []cases.Action
	need func(w *World, n *Need) // the case is read
	does func(x *change, do cases.Action, before, after cases.Case)
}

// A hearing is something that happened which no button and no command stands for.
type hearing struct {
	is   func(w *World, e talk.Event) bool
	need func(w *World, e talk.Event, n *Need)
	does func(x *change) error
}

// sorryMenu refuses a command, and shows what the person can do.
func sorryMenu(say text.Text) func(*change) talk.Prompt {
	return func(x *change) talk.Prompt { return talk.Prompt{Say: say, Rows: x.menu()} }
}

// sorryOnly refuses a command.
func sorryOnly(say text.Text) func(*change) talk.Prompt {
	return func(*change) talk.Prompt { return talk.Prompt{Say: say} }
}

// Who a command is for.
var (
	everyStaff = []Role{Worker, Lead, Coordinator, Officer}
	onShift    = []Role{Worker, Officer}
	whoLead    = []Role{Lead, Coordinator}
)

// A book is what all subjects brought along.
type book struct {
	subjects  []subject
	commands  map[string]command
	group     map[string]command
	dialogues map[string]dialogue
	presses   map[cases.Action]press
	looks     map[string]look
}

// newBook binds the subjects together. Of what is heard without a button, the
// first subject that knows it has it.
func newBook(subjects ...subject) *book {
	b := &book{subjects: subjects, commands: map[string]command{}, group: map[string]command{}, dialogues: map[string]dialogue{},
		presses: map[cases.Action]press{}, looks: map[string]look{}}
	for _, s := range subjects {
		for _, c := range s.commands {
			b.commands[c.name] = c
		}
		for _, c := range s.group {
			b.group[c.name] = c
		}
		for _, d := range s.dialogues {
			b.dialogues[d.name] = d
		}
		for _, p := range s.presses {
			b.presses[p.do] = p
		}
		for _, l := range s.looks {
			b.looks[l.name] = l
		}
	}
	return b
}

// leadsTo are the acts a dialogue about a case leads to.
func leadsTo(dialogue string) []cases.Action {
	var acts []cases.Action
	for _, r := range actRows {
		if dialogue != "" && r.begins == dialogue {
			acts = append(acts, r.do)
		}
	}
	return acts
}

// struck tells the clock of a name.
func struck(name string) func(talk.Clock) bool {
	return func(k talk.Clock) bool { return k.Name == name }
}

// needMine: what the person reported.
func needMine(_ *World, _ string, n *Need) { n.Mine = true }
