package flows

import (
	"gridbot/flows/acts"
	"gridbot/flows/world"
)

// hush lets new tasks that are not dangerous come without a sound in the quiet hours. Who
// is at work at night finds them; who sleeps is told in the morning, by the clock that ran
// out meanwhile. Whoever has just done something is awake.
func hush(x *acts.Turn) {
	if _, quiet := x.Postponed(); !quiet {
		return
	}
	for _, m := range x.Cases {
		if m.After.Danger || !world.OnOffer(m.After) {
			continue
		}
		for i := range x.Letters {
			if l := &x.Letters[i]; l.Card == m.After.Number && l.Fresh && l.To.ID != x.Me.ID {
				l.Hush = true
			}
		}
	}
}
