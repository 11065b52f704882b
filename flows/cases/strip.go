package cases

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// Who told of something may want to be forgotten, and what is over is not kept
// with people in it for ever. What a case counts as stands in the log of the
// district, which knows nobody who told of anything: taking people out of a case
// changes no figure.

// OverSince is since when nothing is done about the case any more; 0 while
// something is.
func (c Case) OverSince() int64 {
	switch {
	case c.Status.Type() == Open:
		return 0
	case c.Ended != 0:
		return c.Ended
	}
	return c.Entered
}

// outsiders are the parts of people who do not work here.
var outsiders = []Part{PartReporter, PartJoiner, PartAddressee, PartCaller}

// Outsider tells whether a part is that of somebody who does not work here: what
// is kept of them is theirs to have, and to have forgotten.
func (p Part) Outsider() bool { return slices.Contains(outsiders, p) }

// Outsiders are all the case knows of who told of it, or follows a notice of it.
func (c Case) Outsiders() map[int64]bool {
	all := map[int64]bool{}
	if c.By.ID != 0 {
		all[c.By.ID] = true
	}
	for _, j := range c.Joined {
		all[j.ID] = true
	}
	for _, n := range c.Notices {
		for _, id := range n.Followers {
			all[id] = true
		}
		for _, a := range n.Askers {
			all[a.ID] = true
		}
		for _, s := range n.Statements {
			all[s.By] = true
		}
	}
	for _, e := range c.Log {
		if e.By != 0 && e.Part.Outsider() {
			all[e.By] = true
		}
	}
	if p := c.Plea; p != nil && p.Part.Outsider() && p.By != 0 {
		all[p.By] = true
	}
	return all
}

// Named tells whether the case knows what somebody is called who told of it, or how
// to reach them.
func (c Case) Named() bool {
	return c.By.Name != "" && !c.By.Anonymous || c.Filed != nil && c.Filed.Caller != "" ||
		slices.ContainsFunc(c.Joined, func(j Joiner) bool { return j.Name != "" })
}

// wrote tells whether the words of the report are somebody's: they told of it, also
// where another one is asked by now.
func (c Case) wrote(id int64) bool {
	return c.By.ID == id || len(c.Log) > 0 && c.Log[0].Do == Report && c.Log[0].Part == PartReporter && c.Log[0].By == id
}

// Forget is the case without somebody who told of it or follows a notice of it.
// While it is open, its kind and its place stay, for it must be put right, and of
// danger the words, without names and numbers; whoever joined first is asked from
// now on, or else nobody. A notice that was served stays served. keeps says which answers tell
// nothing of a person.
func (c Case) Forget(id, at int64, keeps func(Fact) bool) Case {
	next := c.clone()
	if c.Status.Type() == Open {
		next.Forgotten = at
	}
	next.dropFiles(c.filesBy(id))
	if c.wrote(id) {
		next.forgetWords(keeps)
	}
	merged := map[int64]bool{} // when somebody was brought along by a merge, their words were, too
	for _, e := range c.Log {
		if e.By == id && e.Do == Join {
			merged[e.At] = true
		}
	}
	for i := range next.Log {
		switch e := &next.Log[i]; {
		case e.By == id && e.Part.Outsider():
			e.By, e.Note, e.Fix = 0, plain(e.Note), plainFix(e.Fix)
		case e.Do == Absorb && (merged[e.At] || c.wrote(id)):
			e.Note = text.Text{}
		case e.Fix != nil && c.wrote(id):
			fix := *e.Fix
			fix.Was = plain(fix.Was)
			e.Fix = &fix
		}
	}
	if p := next.Plea; p != nil && p.By == id && p.Part.Outsider() {
		next.Plea = nil
	}
	next.Cards = slices.DeleteFunc(next.Cards, func(k Card) bool { return k.Chat == id })
	for i := range next.Notices {
		n := &next.Notices[i]
		n.Followers = slices.DeleteFunc(n.Followers, func(f int64) bool { return f == id })
		n.Askers = slices.DeleteFunc(slices.Clone(n.Askers), func(a Asker) bool { return a.ID == id })
		n.forgetStatements(id)
	}
	next.Joined = slices.DeleteFunc(next.Joined, func(j Joiner) bool { return j.ID == id })
	if next.By.ID == id {
		next.leaveToHeir()
	}
	if len(next.Joined) == 0 {
		next.Joined = nil
	}
	return next
}

// Forgets is a case that is over, and in which more was left of somebody who wanted to
// be forgotten than they wanted, for as long as it was open: that goes now.
func (c Case) Forgets(keeps func(Fact) bool) Case {
	next := c.clone()
	next.Forgotten = 0
	next.forgetWords(keeps)
	return next
}

// leaveToHeir: the reporter is nobody any more. While it is open, who joined first
// is asked instead.
func (c *Case) leaveToHeir() {
	c.By = Reporter{Anonymous: true}
	if c.Filed != nil {
		filed := *c.Filed
		filed.Caller, filed.Token = "", ""
		c.Filed = &filed
	}
	if next := c.heir(); next != nil && c.Status.Type() == Open {
		heir := *next
		c.By = Reporter{ID: heir.ID, Name: heir.Name, Anonymous: heir.Name == "", Lang: c.langOf(heir.ID)}
		c.Joined = slices.DeleteFunc(c.Joined, func(j Joiner) bool { return j.ID == heir.ID })
		return
	}
	c.Asking, c.Contest = Clock{}, 0
}

// forgetWords takes out what the reporter said, as far as it is not needed to put
// the thing right.
func (c *Case) forgetWords(keeps func(Fact) bool) {
	open := c.Status.Type() == Open
	if open && c.Danger {
		c.What = unnamed(c.What, c.By.Name)
	} else {
		c.What = ""
	}
	c.Facts = factsThat(c.Facts, keeps)
	if !open {
		c.coarse()
	}
}

// Strip is a case that is over without anybody who does not work here, and without
// anything somebody wrote or sent: its kind, its grid, when what happened, the notices
// that were served and what the agencies did. keeps says which answers tell
// nothing of a person.
func (c Case) Strip(at int64, keeps func(Fact) bool) Case {
	next := c.clone()
	next.Stripped = at
	next.By = Reporter{Anonymous: true}
	next.What, next.Better, next.Scan = "", "", ""
	next.Facts = factsThat(c.Facts, keeps)
	next.coarse()
	next.Joined, next.Files, next.Cards, next.Spots = nil, nil, nil, nil
	next.Asking, next.Contest = Clock{}, 0
	next.Plea, next.Ceding, next.Proposal = nil, nil, nil
	if c.Filed != nil {
		filed := *c.Filed
		filed.Caller, filed.Token = "", ""
		next.Filed = &filed
	}
	for i := range next.Log {
		e := &next.Log[i]
		if e.Part.Outsider() {
			e.By = 0
		}
		e.Note, e.Files, e.Fix = plain(e.Note), nil, plainFix(e.Fix)
	}
	for i := range next.Notices {
		n := &next.Notices[i]
		n.forgetStatements(0)
		n.To, n.Witness, n.Token, n.Followers, n.Askers = "", "", "", nil, nil
		for k := range n.Items {
			n.Items[k].After, n.Items[k].Why = nil, plain(n.Items[k].Why)
		}
	}
	for i := range next.Postings {
		next.Postings[i].Words = plain(next.Postings[i].Words)
	}
	for i := range next.Pauses {
		next.Pauses[i].Why = plain(next.Pauses[i].Why)
	}
	for i := range next.Legs {
		l := &next.Legs[i]
		l.Ask, l.Why, l.Where, l.Result, l.Files, l.Turned = plain(l.Ask), plain(l.Why), "", "", nil, nil
		for k := range l.Deeds {
			if lifted := l.Deeds[k].Lifted; lifted != nil {
				l.Deeds[k].Lifted = &Lifting{By: lifted.By, At: lifted.At, Why: plain(lifted.Why)}
			}
		}
	}
	return next
}

// coarse leaves of a place that only somebody's words name about where it is: the
// number of a flat, and a pin in somebody's home, say who lives there.
func (c *Case) coarse() {
	c.Place.More = ""
	if c.Place.Name.Words == "" {
		return
	}
	c.Place.Name = text.Text{}
	if p := c.Place.Point; p != nil {
		c.Place.Point = &grids.Point{Lat: math.Round(p.Lat*500) / 500, Lon: math.Round(p.Lon*500) / 500}
		c.Place.Wide = max(c.Place.Wide, coarseness)
	}
}

// coarseness is by how many metres a rounded point may be off.
const coarseness = 150

// filesBy are the IDs of what somebody sent, and of what came along with their words
// where two cases were put together.
func (c Case) filesBy(id int64) []string {
	var theirs, others []string
	for _, e := range c.Log {
		if e.By == id && e.Part.Outsider() {
			theirs = append(theirs, e.Files...)
		} else {
			others = append(others, e.Files...)
		}
	}
	for _, f := range c.Files {
		if f.Phase == PhaseReport && c.wrote(id) && !slices.Contains(others, f.ID) {
			theirs = append(theirs, f.ID)
		}
	}
	for i, e := range c.Log {
		if e.Do == Absorb && (c.wrote(id) || slices.ContainsFunc(c.Log[:i], func(j Entry) bool { return j.Do == Join && j.By == id && j.At == e.At })) {
			theirs = append(theirs, e.Files...)
		}
	}
	return theirs
}

// dropFiles takes files out of the case, and out of its history.
func (c *Case) dropFiles(ids []string) {
	gone := func(id string) bool { return slices.Contains(ids, id) }
	c.Files = slices.DeleteFunc(c.Files, func(f File) bool { return gone(f.ID) })
	if len(c.Files) == 0 {
		c.Files = nil
	}
	for i := range c.Log {
		c.Log[i].Files = slices.DeleteFunc(slices.Clone(c.Log[i].Files), gone)
		if len(c.Log[i].Files) == 0 {
			c.Log[i].Files = nil
		}
	}
}

func factsThat(facts []Fact, keeps func(Fact) bool) []Fact {
	var kept []Fact
	for _, f := range facts {
		if keeps(f) {
			kept = append(kept, f)
		}
	}
	return kept
}

// plain is a text as long as nobody's words are in it.
func plain(t text.Text) text.Text {
	if wordy(t) {
		return text.Text{}
	}
	return t
}

func wordy(t text.Text) bool {
	if t.Words != "" || slices.ContainsFunc(t.List, wordy) {
		return true
	}
	for _, v := range t.Blank {
		switch v := v.(type) {
		case string:
			return true
		case text.Text:
			if wordy(v) {
				return true
			}
		}
	}
	return false
}

func plainFix(fix *Correction) *Correction {
	if fix == nil {
		return nil
	}
	own := *fix
	own.Was, own.Now = plain(own.Was), plain(own.Now)
	return &own
}

// shortestNumber is how many digits in a row may be somebody's number.
const shortestNumber = 5

// unnamed are words without a name and without what may be somebody's number:
// what is dangerous is still in them.
func unnamed(words, name string) string {
	if name != "" {
		words = strings.ReplaceAll(words, name, "…")
	}
	var b strings.Builder
	var run []rune
	digits := 0
	end := func() {
		if digits >= shortestNumber {
			run = []rune("…")
		}
		b.WriteString(string(run))
		run, digits = run[:0], 0
	}
	for _, r := range words {
		switch {
		case unicode.IsDigit(r):
			digits++
			run = append(run, r)
		case digits > 0 && (r == '-' || r == ' '):
			run = append(run, r)
		default:
			end()
			b.WriteRune(r)
		}
	}
	end()
	return b.String()
}
