// Package hearing is whose words they are: a reply to a card, an answer nobody
// pressed, a photo out of the blue. It finds the case they are about, and asks
// where it is not clear. What becomes of a case by them is the lifecycle's affair.
package hearing

import (
	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Subject is whose words they are.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "hearing",
		Words: Words,
		First: []acts.Hearing{{Is: answersCase, Need: needAnswered, Does: answered}},
	}
}

// needAnswered: the case that is meant.
func needAnswered(w *world.World, e talk.Event, n *world.Need) { n.Case = meant(w, e) }
