package cases

import (
	"slices"

	"gridbot/flows/text"
)

// The same thing is told of twice. Who is the second joins the first report
// instead of making another case: they hear of its steps, may add what is theirs,
// are asked at the end, and may leave. What the others said is not theirs to read.

// A Joiner is somebody who told of the same thing. Only leads read who it is.
type Joiner struct {
	ID    int64  `json:"id"`
	Name  string `json:"name,omitempty"` // "" of who told of it anonymously
	At    int64  `json:"at"`
	Fixed bool   `json:"fixed,omitempty"` // they said so, of the work handed in last
}

// mostJoiners is how many may join one case: a card more for each at every step.
const mostJoiners = 200

// joiner is somebody who has joined; nil for others.
func (c Case) joiner(id int64) *Joiner {
	if i := slices.IndexFunc(c.Joined, func(j Joiner) bool { return j.ID == id }); i >= 0 {
		return &c.Joined[i]
	}
	return nil
}

// HasJoined tells whether somebody who is not the reporter has joined.
func (c Case) HasJoined(id int64) bool { return id != c.By.ID && c.joiner(id) != nil }

// Joinable tells whether somebody may still join it. What is there still when the
// work was checked was not put right: that is another report.
func (c Case) Joinable() bool { return c.Past == "" && c.Status.Type() == Open && c.Status != Verified }

// asksSomebody tells whether anybody who told of it can say whether it is fixed.
func (c Case) asksSomebody() bool { return c.By.ID != 0 || c.heir() != nil }

// langOf is what somebody who told of it reads; "" when that is not known.
func (c Case) langOf(id int64) text.Lang {
	for _, k := range c.Cards {
		if k.Chat == id {
			return k.Lang
		}
	}
	if id == c.By.ID {
		return c.By.Lang
	}
	return ""
}

// Join is the case with somebody more who told of it. It begins their part, and
// is asked where they told of it, nowhere else: a number is no way in. Errors:
// ErrNotNow, ErrSame, ErrFull.
func (c Case) Join(a Act) (Case, error) {
	switch {
	case !c.Joinable():
		return c, ErrNotNow
	case len(c.Parts(a.By)) > 0 || a.By.ID == 0:
		return c, ErrSame
	case len(c.Joined) >= mostJoiners:
		return c, ErrFull
	}
	next := c.clone()
	next.Joined = append(next.Joined, Joiner{ID: a.By.ID, Name: a.By.Name, At: a.At.Unix()})
	next.Files = append(next.Files, a.Files...)
	next.Log = append(next.Log, Entry{At: a.At.Unix(), By: a.By.ID, Part: PartJoiner, Do: Join, To: c.Status, Note: a.Note, Files: filesOf(a.Files)})
	return next, nil
}

// leave: they want to hear no more of it.
func leave(c *Case, a Act) error {
	c.Joined = slices.DeleteFunc(c.Joined, func(j Joiner) bool { return j.ID == a.By.ID })
	if len(c.Joined) == 0 {
		c.Joined = nil
	}
	return nil
}

// handOn: the reporter wants to hear no more of it, and who joined first is the
// reporter from now on. The hazard is still there.
func handOn(c *Case, a Act) error {
	next := *c.heir()
	c.By = Reporter{ID: next.ID, Name: next.Name, Anonymous: next.Name == "", Lang: c.langOf(next.ID)}
	return leave(c, Act{By: Person{ID: next.ID}})
}

// heir is who would be the reporter if the reporter left: who joined first and did
// none of the work. Nil when there is nobody.
func (c Case) heir() *Joiner {
	i := slices.IndexFunc(c.Joined, func(j Joiner) bool { return !slices.Contains(c.Handlers, j.ID) })
	if i < 0 {
		return nil
	}
	return &c.Joined[i]
}

// agree: it is fixed for them, too. The last word is the reporter's.
func agree(c *Case, a Act) error {
	c.joiner(a.By.ID).Fixed = true
	return nil
}

// agreed tells whether somebody who joined has said that it is fixed.
func (c Case) agreed() bool {
	return slices.ContainsFunc(c.Joined, func(j Joiner) bool { return j.Fixed })
}

// unanswered: what they said was of work that was not done after all.
func (c *Case) unanswered() {
	for i := range c.Joined {
		c.Joined[i].Fixed = false
	}
}
