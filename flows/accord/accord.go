// Package accord is what those concerned by a key topic agree on (共管方案): the options
// on the table, the straw vote of residents and merchants, the agreement in versions
// that are never changed, the duties it gives and whether they are kept, and who has
// which key. It knows no words on buttons, nobody's name but what a shop is called,
// and not where it is kept.
package accord

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// An Accord is the consultation about a key topic, and what came of it. It is known
// by the number of its topic.
type Accord struct {
	Topic    int          `json:"topic"`
	Rev      int          `json:"-"`
	Grid     string       `json:"grid"`
	Owner    int64        `json:"owner"` // the lead who runs it; 0: they are forgotten
	Begun    int64        `json:"begun"` // unix seconds, as all moments here
	Ended    int64        `json:"ended,omitempty"`
	Last     int          `json:"last,omitempty"`  // the highest number anything in it ever had
	Links    []Link       `json:"links,omitempty"` // by which people come without being of the staff
	Parties  []Party      `json:"parties,omitempty"`
	Out      []Out        `json:"out,omitempty"` // who was put out with their party
	Options  []Option     `json:"options,omitempty"`
	Comments []Comment    `json:"comments,omitempty"` // oldest first
	Rounds   []Round      `json:"rounds,omitempty"`
	Draft    []Term       `json:"draft,omitempty"`    // what the next version would say
	Versions []Version    `json:"versions,omitempty"` // never changed
	Accepted []Acceptance `json:"accepted,omitempty"`
	Refused  []Refusal    `json:"refused,omitempty"`
	Runs     int          `json:"runs,omitempty"` // the version in force; 0: none yet
	Duties   []Duty       `json:"duties,omitempty"`
	Keys     []Key        `json:"keys,omitempty"`
}

// House is whose voices are counted together.
type House string

// The houses. Whoever is in Others may speak, and take a duty, and has no voice.
const (
	Residents House = "residents"
	Merchants House = "merchants"
	Others    House = "others" // the property manager, the committee, the Party branch of the block
)

// Houses are those that vote.
var Houses = []House{Residents, Merchants}

// A Link lets people come in as a household, a shop or another party.
type Link struct {
	Token string `json:"token"`
	House House  `json:"house"`
	Until int64  `json:"until"`
}

// A Party is a household, a shop or another one concerned: one voice, whoever speaks for it.
type Party struct {
	ID     string   `json:"id"`
	House  House    `json:"house"`
	Name   string   `json:"name"`           // of the shop, or the number of the house; "": the household is forgotten
	Home   int      `json:"home,omitempty"` // of a household: by which number it stands in what is agreed on
	People []int64  `json:"people,omitempty"`
	Langs  []string `json:"langs,omitempty"` // in which they read, one for each
	Since  int64    `json:"since"`
	Left   int64    `json:"left,omitempty"` // it takes part no more
	// Doubted is when one of a household said that somebody who came in is none of it.
	Doubted int64 `json:"doubted,omitempty"`
}

// Stand is how a party stands in what is agreed on, which is never changed: a shop by its
// name, a household by a number, so that where it lives can be forgotten.
func (p Party) Stand() string {
	if p.House == Residents {
		return homeMark + strconv.Itoa(p.Home)
	}
	return p.Name
}

// homeMark begins how a household stands in what is agreed on.
const homeMark = "№ "

// HomeOf is the number of a household as it stands there; 0 for anybody else.
func HomeOf(stands string) int {
	of, ok := strings.CutPrefix(stands, homeMark)
	n, err := strconv.Atoi(of)
	if !ok || err != nil {
		return 0
	}
	return n
}

// An Option is one thing that could be done.
type Option struct {
	ID      string `json:"id"`
	Words   string `json:"words"`
	Cost    int64  `json:"cost,omitempty"` // cents; 0: nobody has said
	For     string `json:"for,omitempty"`
	Against string `json:"against,omitempty"`
	Changed int    `json:"changed,omitempty"` // how often
	Gone    int64  `json:"gone,omitempty"`    // when it was taken back
}

// A Comment is what a party says, or somebody of the staff.
type Comment struct {
	At    int64  `json:"at"`
	Party string `json:"party,omitempty"`
	By    int64  `json:"by,omitempty"`
	Words string `json:"words"` // "" of who is forgotten
}

// How much there may be of it.
const (
	mostOptions  = 6
	mostComments = 200
	mostSaid     = 5 // comments of one party
	mostParties  = 300
	MostSpeak    = 4 // people of one party
	mostTerms    = 30
	mostKeys     = 40
	mostDone     = 20
	MostVersions = 50
)

// New begins a consultation.
func New(topic int, grid string, owner, at int64) Accord {
	return Accord{Topic: topic, Grid: grid, Owner: owner, Begun: at}
}

// Label is how people say and write it: A12.
func Label(topic int) string { return "A" + strconv.Itoa(topic) }

// Clone copies what may be changed. What is never changed is shared.
func (a Accord) Clone() Accord {
	a.Links, a.Parties, a.Options, a.Comments, a.Rounds = slices.Clone(a.Links), slices.Clone(a.Parties), slices.Clone(a.Options), slices.Clone(a.Comments), slices.Clone(a.Rounds)
	for i := range a.Parties {
		a.Parties[i].People, a.Parties[i].Langs = slices.Clone(a.Parties[i].People), slices.Clone(a.Parties[i].Langs)
	}
	for i := range a.Rounds {
		a.Rounds[i].Votes, a.Rounds[i].By = maps.Clone(a.Rounds[i].Votes), maps.Clone(a.Rounds[i].By)
	}
	a.Out = slices.Clone(a.Out)
	a.Draft, a.Versions, a.Accepted, a.Refused = slices.Clone(a.Draft), slices.Clone(a.Versions), slices.Clone(a.Accepted), slices.Clone(a.Refused)
	a.Duties, a.Keys = slices.Clone(a.Duties), slices.Clone(a.Keys)
	for i := range a.Duties {
		a.Duties[i].Done = slices.Clone(a.Duties[i].Done)
	}
	for i := range a.Keys {
		a.Keys[i].Hands = slices.Clone(a.Keys[i].Hands)
	}
	return a
}

// Open tells whether it has not ended.
func (a Accord) Open() bool { return a.Ended == 0 }

// id is a name nothing in it ever had.
func (a *Accord) id(kind string) string {
	a.Last++
	return kind + strconv.Itoa(a.Last)
}

// End ends it: nobody votes any more, and no duty reminds.
func (a *Accord) End(at int64) error {
	if !a.Open() {
		return ErrOver
	}
	if r := a.Voting(); r != nil {
		r.Closed, r.Void, r.Votes = at, true, nil
	}
	for i := range a.Duties {
		a.Duties[i].end(at)
	}
	a.Ended, a.Links = at, nil
	return nil
}

// Timers are when each clock of it strikes next: that of the open round, and exactly
// one of every duty that is not over.
func (a Accord) Timers() map[string]int64 {
	all := map[string]int64{}
	if !a.Open() {
		return all
	}
	if r := a.Voting(); r != nil {
		all[ClockVote] = r.Next
	}
	for _, d := range a.Duties {
		if d.Over == 0 {
			all[ClockDuty+d.Term] = d.Next
		}
	}
	return all
}

// Names of the clocks, as they stand among the timers.
const (
	ClockVote = "vote"
	ClockDuty = "duty-" // and the ID of its term
)

// People are all who speak for a party of it, each once.
func (a Accord) People() []int64 {
	var all []int64
	for _, p := range a.Parties {
		for _, id := range p.People {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// Named are all whose number stands somewhere in it, each once: who speaks, who
// runs it, and who said, accepted or did something.
func (a Accord) Named() []int64 {
	all := a.People()
	add := func(id int64) {
		if id != 0 && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	add(a.Owner)
	for _, o := range a.Out {
		add(o.Person)
	}
	for _, c := range a.Comments {
		add(c.By)
	}
	for _, x := range a.Accepted {
		add(x.By)
	}
	for _, x := range a.Refused {
		add(x.By)
	}
	for _, d := range a.Duties {
		for _, x := range d.Done {
			add(x.By)
		}
	}
	return all
}

// Party is a party by its ID; nil for none.
func (a *Accord) Party(id string) *Party {
	for i := range a.Parties {
		if a.Parties[i].ID == id {
			return &a.Parties[i]
		}
	}
	return nil
}

// Of is the party somebody speaks for; nil for none.
func (a *Accord) Of(person int64) *Party {
	for i := range a.Parties {
		if p := &a.Parties[i]; p.Left == 0 && slices.Contains(p.People, person) {
			return p
		}
	}
	return nil
}
