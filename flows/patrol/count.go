package patrol

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is told of is not all there is: who is on the round ticks how many there are
// now, and the profile knows at which hours there are most.

// ticks are the numbers that can be ticked.
var ticks = []int{0, 1, 2, 3, 5, 8, 12, 20}

// countsAgain is how soon the same person counts once more: a second tick is a slip.
const countsAgain = 10 * time.Minute

// Counts tells whether the person may say how many there are: who works in the grid.
func Counts(w *world.World, t hotspots.Topic) bool {
	return leads(w, t.Grid) || w.Me.Role == world.Worker && w.Me.Grid == t.Grid
}

// Counted asks how many there are now, and keeps it.
func Counted(x *acts.Turn, t hotspots.Topic, arg string) {
	n, err := strconv.Atoi(arg)
	if err != nil || !slices.Contains(ticks, n) {
		var bs []talk.Button
		for _, n := range ticks {
			bs = append(bs, show.MenuButton(text.T("topics.tick", "n", n), "topics", strconv.Itoa(t.N), "count", strconv.Itoa(n)))
		}
		x.Beside(talk.Prompt{Say: text.T("topics.count.ask", "what", frequent.Name(x.World, t.Spot)), Rows: show.InFours(bs)})
		return
	}
	if slices.ContainsFunc(t.Counts, func(c hotspots.Count) bool {
		return c.By == x.Me.ID && x.Now.Unix()-c.At < int64(countsAgain/time.Second)
	}) {
		x.ShowToast(text.T("topics.count.again", "n", int(countsAgain/time.Minute)))
		return
	}
	change(x, func(ts *world.Topics) { ts.Topic(t.N).Tick(hotspots.Count{At: x.Now.Unix(), By: x.Me.ID, N: n}) })
	x.Reply(talk.Prompt{Say: text.T("topics.counted", "n", n, "what", frequent.Name(x.World, t.Spot), "time", show.Dated(x.World, x.Now.Unix()))})
}

// fewestCounts is how many there must be to say when there are most.
const fewestCounts = 3

// CountText says at which hours there are most, by what was counted; nothing where
// that is too little.
func CountText(w *world.World, all []hotspots.Count) text.Text {
	var n, sum [hotspots.DayParts]int
	for _, c := range all {
		part := w.District.Here(time.Unix(c.At, 0)).Hour() / hotspots.PartHours
		n[part]++
		sum[part] += c.N
	}
	at := -1
	for i := range n {
		if n[i] > 0 && (at < 0 || sum[i]*n[at] > sum[at]*n[i]) {
			at = i
		}
	}
	if len(all) < fewestCounts || sum[max(at, 0)] == 0 {
		return text.Text{}
	}
	mean := strconv.FormatFloat(float64(sum[at])/float64(n[at]), 'f', 1, 64)
	return text.T("profile.counts", "n", len(all), "from", at*hotspots.PartHours, "to", (at+1)*hotspots.PartHours, "mean", mean)
}
