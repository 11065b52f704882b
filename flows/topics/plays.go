package topics

import (
	"slices"
	"strconv"

	"gridbot/flows/hotspots"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// mostFits is how many playbooks a topic is offered.
const mostFits = 2

// playButtons are the playbook that is used for a topic; or those that fit, for who
// leads; and, where what was agreed has held, to write one.
func playButtons(w *world.World, t hotspots.Topic) (rows [][]talk.Button) {
	id := strconv.Itoa(t.N)
	if p, u := w.Plays.Used(t.N); u != nil {
		return [][]talk.Button{talk.Row(show.MenuButton(text.T("topics.play.used", "n", p.N, "version", u.Version), "plays", strconv.Itoa(p.N), "at", id))}
	}
	if p := w.Plays.From(t.N); p != nil {
		return [][]talk.Button{talk.Row(show.MenuButton(text.T("topics.play.made", "n", p.N), "plays", strconv.Itoa(p.N)))}
	}
	if !leads(w, t.Grid) {
		return nil
	}
	if held := slices.ContainsFunc(t.Diary, func(e hotspots.Entry) bool { return e.Stage == hotspots.StageHeld }); held {
		return [][]talk.Button{talk.Row(show.MenuButton(text.T("topics.play.new"), "plays", "new", id))}
	}
	if !t.Open() {
		return nil
	}
	fits := w.Plays.Fits(t.Kind)
	for _, p := range fits[:min(len(fits), mostFits)] {
		rows = append(rows, talk.Row(show.MenuButton(text.T("topics.play.fits", "n", p.N, "version", p.Newest().Label()), "plays", strconv.Itoa(p.N), "use", id),
			show.MenuButton(text.T("topics.play.read", "n", p.N), "plays", strconv.Itoa(p.N))))
	}
	return rows
}
