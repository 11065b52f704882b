package flows

import (
	"fmt"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// mostAgain is how often what was read for a question may ask for more.
const mostAgain = 2

// Again decides an event once more whose Change puts a question again: what that asks
// of is read now. An error of reading comes back as it is.
func Again(w *world.World, e talk.Event, ch world.Change, read func(world.Need) (world.Found, error)) (world.Change, error) {
	if ch.Again == nil {
		return ch, nil
	}
	own := *w
	own.Again = &world.Found{}
	var last world.Need
	for range mostAgain {
		asks := own
		asks.Session, asks.Found = *ch.Again, *own.Again
		need := acts.NeedAgain(theBook, &asks, *ch.Again)
		if need == last {
			break
		}
		found, err := read(need)
		if err != nil {
			return ch, err
		}
		last, own.Again = need, &found
	}
	ch, err := Decide(&own, e)
	if err != nil {
		return ch, fmt.Errorf("again: %w", err)
	}
	return ch, nil
}
