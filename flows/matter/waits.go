package matter

import (
	"cmp"
	"slices"
	"strconv"

	"gridbot/flows/request"
	"gridbot/flows/services"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Help is how an officer finds the steps of their department; empty where it has none in
// any service of the folder.
func Help(w *world.World) text.Text {
	has := w.Me.Role == world.Officer && slices.ContainsFunc(w.District.Services, func(s services.Service) bool {
		return slices.ContainsFunc(s.Steps, func(st services.Step) bool { return st.Agency == w.Me.Agency })
	})
	if !has {
		return text.Text{}
	}
	return text.T("matter.help")
}

// NeedWaits reads what waits for a department whose invitation somebody follows.
func NeedWaits(w *world.World, _ talk.Event, n *world.Need) {
	if in := w.Invite; in != nil && in.Role == world.Officer && n.Invite != "" && n.Services == "" {
		n.Services = "@" + in.Agency
	}
}

// mostWaits is how many steps are named to who joins.
const mostWaits = 8

// Waits names the steps that are with somebody's department and wait, those first that are
// due first; false for none.
func Waits(w *world.World) (talk.Prompt, bool) {
	type waiting struct {
		of   request.Request
		step request.Step
	}
	var all []waiting
	for _, r := range w.Serving.List {
		for _, s := range r.Steps {
			if r.Open() && s.Agency == w.Me.Agency && s.State == request.Runs && w.Me.Answers(r.Grid, "") {
				all = append(all, waiting{r, s})
			}
		}
	}
	if len(all) == 0 {
		return talk.Prompt{}, false
	}
	slices.SortStableFunc(all, func(a, b waiting) int { return cmp.Compare(a.step.Clock.Due, b.step.Clock.Due) })
	lines, bs := []text.Text{text.T("matter.waits", "n", len(all))}, []talk.Button(nil)
	for _, one := range all[:min(len(all), mostWaits)] {
		s := request.Label(one.of.N)
		line := text.T("matter.waits.line", "s", s, "service", Name(w, one.of), "name", Called(w, one.of), "step", Step(w, one.of, one.step.ID), "time", show.Dated(w, one.step.Clock.Due))
		if one.step.Clock.Due <= w.Now.Unix() {
			line = text.T("matter.waits.late", "s", s, "service", Name(w, one.of), "name", Called(w, one.of), "step", Step(w, one.of, one.step.ID), "time", show.Dated(w, one.step.Clock.Due))
		}
		lines = append(lines, line)
		if b := show.MenuButton(text.T("matter.open", "s", s), "shop", strconv.Itoa(one.of.N), "open"); !slices.ContainsFunc(bs, func(o talk.Button) bool { return o.Data == b.Data }) {
			bs = append(bs, b)
		}
	}
	if rest := len(all) - mostWaits; rest > 0 {
		lines = append(lines, text.T("matter.waits.more", "n", rest))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(bs...)}, true
}
