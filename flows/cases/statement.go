package cases

import (
	"slices"

	"gridbot/flows/text"
)

// Whom a notice was served on (被通知人) can ask who served it, and object (陈述申辩).
// What they write is for whoever answers for the notice: never for who reported.

// A Statement is something the addressee wrote about a notice, and its answer.
type Statement struct {
	N        int           `json:"n"` // from 1, of the notice
	Kind     StatementKind `json:"kind"`
	By       int64         `json:"by"`
	At       int64         `json:"at"`
	Words    text.Text     `json:"words,omitzero"`
	Answered int64         `json:"answered,omitempty"`
	Answer   text.Text     `json:"answer,omitzero"`
	Upheld   bool          `json:"upheld,omitempty"` // of an objection: they are right
}

// StatementKind is what they wrote for.
type StatementKind string

const (
	StateQuestion  StatementKind = "question"
	StateObjection StatementKind = "objection"
)

// mostStatements are how many a notice takes: it is no place to talk for ever.
const mostStatements = 20

// Waits tells whether nobody has answered.
func (s Statement) Waits() bool { return s.Answered == 0 }

// Unanswered are the statements that wait, the oldest first.
func (n Notice) Unanswered() []Statement {
	return slices.DeleteFunc(slices.Clone(n.Statements), func(s Statement) bool { return !s.Waits() })
}

// state: the addressee asks, or objects.
func state(kind StatementKind) func(*Case, Act) error {
	return func(c *Case, a Act) error {
		n := c.Notice()
		switch {
		case n == nil || a.Note.Words == "":
			return ErrMissing
		case len(n.Statements) >= mostStatements || len(c.Files)+len(a.Files) > mostFiles:
			return ErrFull
		}
		n.Statements = append(n.Statements, Statement{N: len(n.Statements) + 1, Kind: kind, By: a.By.ID, At: a.At.Unix(), Words: a.Note})
		c.Files = append(c.Files, a.Files...)
		return nil
	}
}

// answer: whoever answers for the notice says what is so.
func answer(c *Case, a Act) error {
	n := c.Notice()
	i := -1
	if n != nil {
		i = slices.IndexFunc(n.Statements, func(s Statement) bool { return s.N == a.Item })
	}
	switch {
	case i < 0 || a.Note.Words == "":
		return ErrMissing
	case !n.Statements[i].Waits():
		return ErrCalled
	}
	s := &n.Statements[i]
	s.Answered, s.Answer, s.Upheld = a.At.Unix(), a.Note, a.Upheld && s.Kind == StateObjection
	return nil
}

// Guards of what the addressee writes.
var (
	noObjection = given("while no objection of theirs waits for an answer", func(c Case) bool {
		n := c.Notice()
		return n != nil && !slices.ContainsFunc(n.Unanswered(), func(s Statement) bool { return s.Kind == StateObjection })
	})
	stated = guard{"while something the addressee wrote waits for an answer; an officer, of the notice they served", func(c Case, p Person) bool {
		n := c.Notice()
		if n == nil || len(n.Unanswered()) == 0 {
			return false
		}
		return n.By == p.ID || !slices.Contains(c.Parts(p), PartOfficer)
	}}
)

// forgetStatements takes out what somebody wrote; of everybody where id is 0.
func (n *Notice) forgetStatements(id int64) {
	n.Statements = slices.DeleteFunc(slices.Clone(n.Statements), func(s Statement) bool { return id == 0 || s.By == id })
	if len(n.Statements) == 0 {
		n.Statements = nil
	}
}
