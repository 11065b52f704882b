// Package hearing is whose words they are: a reply to a card, an answer nobody
// pressed, a photo out of the blue. It finds the case they are about, and asks
// where it is not clear. What becomes of a case by them is the lifecycle's affair.
package hearing

import (
	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Subject is whose words they are.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "hearing",
		Words: Words,
		Dialogues: []acts.Dialogue{
			{Spoken: which, Name: which.Name, Free: true, Need: needWhich, Done: picked},
			{Spoken: left, Name: left.Name, Free: true, Past: func(c cases.Case) bool { return c.May(cases.Add, cases.Person{ID: c.By.ID}) != nil }, Done: leftOver},
		},
		Presses: []acts.Press{{Do: cases.Reopen, Then: asksLeft}},
		Looks:   []acts.Look{{Name: "else", Whole: true, Does: ofElseAfterAll}},
		Before:  before,
		First: []acts.Hearing{
			{Is: answersCase, Need: needAnswered, Does: answered},
			{Is: answersElsewhere, Need: needElsewhere, Does: saidElsewhere},
			{Is: changesSaid, Need: needAnswered, Does: changed},
			{Is: opensCase, Need: needNumber, Does: openedCase},
			{Is: saysStep, Need: needStep, Does: saidStep},
			{Is: saysPlainly, Need: needPlain, Does: saidPlainly},
		},
		Hears: []acts.Hearing{{Is: func(w *world.World, e talk.Event) bool { return !senseOf(w, e).none() }, Does: outside}},
		Last:  inGroup,
	}
}

// needAnswered: the case that is meant.
func needAnswered(w *world.World, e talk.Event, n *world.Need) { n.Case = meant(w, e) }

// needElsewhere: the case whose place is asked for.
func needElsewhere(w *world.World, _ talk.Event, n *world.Need) {
	n.Case, n.Mine = w.Session.About, true
}
