package topics

import (
	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/hotspots"
	"gridbot/flows/world"
)

// A topic's stage follows what is agreed on about it: what could be done is on the table
// once people are asked, it is agreed when everybody has said yes, and it runs when a
// duty was done for the first time. It goes only forward, and whoever leads can set it.
func follows(x *acts.Turn) {
	for _, m := range x.Agreed {
		t, to := now(x).Topic(m.After.Topic), stageOf(m)
		if t == nil || to == "" {
			continue
		}
		by := x.Me.ID
		if x.Me.Role == world.Resident { // who of the parties was the last to say yes is no matter of the diary
			by = 0
		}
		ts := now(x).Clone()
		if ts.Topic(t.N).Follow(to, by, x.Now) {
			x.Change.Topics = &ts
		}
	}
}

// stageOf is the stage to which a change of what is agreed on leads; "" for none.
func stageOf(m world.Agreed) hotspots.Stage {
	switch {
	case m.Before == nil:
		return hotspots.StageOptions
	case done(m.After) > done(*m.Before):
		return hotspots.StageRunning
	case m.Before.Runs != m.After.Runs:
		return hotspots.StageAgreed
	}
	return ""
}

// done is how often a duty of it was done.
func done(a accord.Accord) (n int) {
	for _, d := range a.Duties {
		n += d.Kept + d.Late
	}
	return n
}
