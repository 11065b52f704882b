package cases

import (
	"slices"
	"strings"

	"gridbot/flows/text"
)

// Two reports of one thing are found out when both have gone their way: those who
// lead put one into the other, and who told of it follows the other from then on.
// It is not undone: what people were told by then could not be taken back.

// mergeable: nothing runs in it that somebody else was told to do, and who put it
// away before does not do so by this door.
var mergeable = guard{"while no agency is at work and no notice runs, unless their word on it was contested", func(c Case, p Person) bool {
	return !c.Bound() && !c.stands() && (!c.Disputed() || c.Dispute.By != p.ID)
}}

// Bound tells whether an agency is at work on the case, or a notice runs: it is
// brought to its end where it is.
func (c Case) Bound() bool {
	n := c.Notice()
	return c.Legged() || n != nil && len(n.Open()) > 0
}

// merge: it is the same thing as another case, and goes on there.
func merge(c *Case, a Act) error {
	if a.To == 0 || int(a.To) == c.Number {
		return ErrMissing
	}
	c.Into = int(a.To)
	c.settle(a.At)
	if p := c.Paused(); p != nil {
		p.To = a.At.Unix()
	}
	c.Ceding, c.Proposal, c.Plea, c.Kept, c.Near = nil, nil, nil, nil, nil
	return nil
}

// mostTaken is how many cases are put into one.
const mostTaken = 20

// Absorb is the case with everybody who told of another one that is the same thing;
// who they are besides is who's to say. Who has it before them as it is becomes
// nobody who only told of it: whoever does the work never says that it is done. With
// the act come the words and files that go along. Errors: ErrNotNow, ErrSame, ErrFull.
func (c Case) Absorb(from Case, a Act, who func(id int64) Person, times Times) (Case, []Tell, error) {
	told := from.Joined
	if from.By.ID != 0 {
		first := Joiner{ID: from.By.ID}
		if !from.By.Anonymous {
			first.Name = from.By.Name
		}
		told = append([]Joiner{first}, told...)
	}
	switch {
	case c.Number == from.Number || slices.Contains(c.Took, from.Number):
		return c, nil, ErrSame
	case !c.Joinable():
		return c, nil, ErrNotNow
	case len(c.Joined)+len(told) > mostJoiners || len(c.Took) >= mostTaken:
		return c, nil, ErrFull
	}
	next := c.clone()
	next.Took = append(next.Took, from.Number)
	for _, j := range told {
		if next.Sees(who(j.ID)) {
			continue
		}
		next.Joined = append(next.Joined, Joiner{ID: j.ID, Name: j.Name, At: a.At.Unix()})
		next.hold(Card{Chat: j.ID, As: ViewJoiner, Lang: from.langOf(j.ID)})
		next.Log = append(next.Log, Entry{At: a.At.Unix(), By: j.ID, Part: PartJoiner, Do: Join, To: c.Status})
	}
	if room := mostFiles - len(next.Files); len(a.Files) > room {
		a.Files = a.Files[:max(0, room)]
	}
	next.Files = append(next.Files, a.Files...)
	var tells []Tell
	if next.Assignee != 0 {
		tells = append(tells, TellAssignee)
	}
	if from.Danger && !next.Danger { // it does not get less for being told of twice
		tells = append(tells, next.alarm(Absorb, a, times)...)
	}
	next.Log = append(next.Log, Entry{At: a.At.Unix(), By: a.By.ID, Part: PartLead, Do: Absorb, To: next.Status, Note: a.Note, Files: filesOf(a.Files)})
	return next, tells, nil
}

// hold gives somebody a card of the case, where they have none.
func (c *Case) hold(k Card) {
	if !slices.ContainsFunc(c.Cards, func(had Card) bool { return had.Chat == k.Chat }) {
		c.Cards = append(c.Cards, k)
	}
}

// alarm makes the case one of danger by another way than an act of its own, and
// says who hears of it.
func (c *Case) alarm(do Action, a Act, times Times) []Tell {
	a.Times = times
	to := c.endanger(c.Status, a)
	c.enter(to, do, a.At, times)
	if c.Alarm != 0 {
		c.wind(c.clockIn(to), a.At, times)
	}
	c.keepUp(a.At, times)
	return c.dangerTells()
}

// Tellers is how many people have told of it: each once, however often they came
// and went, and also who only rang the office.
func (c Case) Tellers() int {
	told := map[int64]bool{c.By.ID: true} // nobody stands for who told the office
	for _, e := range c.Log {
		if e.By != 0 && (e.Do == Join || e.Do == Report && e.Part == PartReporter) {
			told[e.By] = true
		}
	}
	return len(told)
}

// Crowds tells whether so many have told of it that it is urgent now, as the folder
// says. Once: what a lead has found to be less is less.
func (c Case) Crowds(many int) bool {
	if many == 0 || c.Danger || !c.Joinable() || c.Tellers() < many {
		return false
	}
	_, before := c.Last(Crowd)
	return !before
}

// Crowded is the case one step more urgent, and who hears of that.
func (c Case) Crowded(a Act, times Times) (Case, []Tell) {
	next := c.clone()
	tells := next.alarm(Crowd, a, times)
	next.Log = append(next.Log, Entry{At: a.At.Unix(), Part: PartClock, Do: Crowd, To: next.Status})
	return next, tells
}

// UsualNear is within how many metres something is at the same place, where its
// category does not say.
const UsualNear = 50.0

// Beside tells whether two places are the same for people: within so many metres,
// or called the same.
func (p Place) Beside(o Place, metres float64) bool {
	if p.Point != nil && o.Point != nil && p.Point.Meters(*o.Point) <= metres {
		return true
	}
	for _, l := range text.Langs {
		if name := p.Name.Names[l]; name != "" && name == o.Name.Names[l] {
			return true
		}
	}
	return p.Name.Words != "" && strings.EqualFold(p.Name.Words, o.Name.Words)
}

// Away is how many metres apart two places are; 0 where only words are known.
func (p Place) Away(o Place) float64 {
	if p.Point == nil || o.Point == nil {
		return 0
	}
	return p.Point.Meters(*o.Point)
}
