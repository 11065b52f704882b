package plays

import (
	"math"
	"slices"
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// went are the topics that show how a playbook goes, and are not over: of those that
// are it is kept how it went.
func went(w *world.World, p playbooks.Playbook) []hotspots.Topic {
	var all []hotspots.Topic
	for _, n := range p.Until() {
		if u := p.Use(n); u != nil && u.Over() || n == p.Topic && p.Over() {
			continue
		}
		if t := w.Topics.Topic(n); t != nil {
			all = append(all, *t)
		}
	}
	return all
}

// idle are the topics of its kind for which nothing was begun: it is held against them.
func idle(w *world.World, p playbooks.Playbook) []hotspots.Topic {
	var all []hotspots.Topic
	for _, t := range w.Topics.All {
		if _, u := w.Plays.Used(t.N); u == nil && t.N != p.Topic && playbooks.Turn(t) == 0 && (p.Kind == "" || p.Kind == t.Kind) {
			all = append(all, t)
		}
	}
	return all
}

// since is when a playbook was begun for a topic: used there, or agreed there first.
func since(p playbooks.Playbook, t hotspots.Topic) int64 {
	if u := p.Use(t.N); u != nil {
		return u.At
	}
	return playbooks.Turn(t)
}

// evidence says how it went, with how many that rests on.
func evidence(x *acts.Turn, p playbooks.Playbook) []text.Text {
	w := x.World
	if w.Topics == nil {
		return []text.Text{verdictTexts[playbooks.Few]}
	}
	var e, nothing playbooks.Evidence
	if len(x.Rounds) == 0 && slices.ContainsFunc(went(w, p), func(t hotspots.Topic) bool { return len(t.Cases) > 0 }) {
		return nil // they were not read: after something was written
	}
	for _, v := range p.Versions {
		e = e.Plus(p.Of(v.Label()))
	}
	for _, t := range went(w, p) {
		e = e.Plus(playbooks.Told(t, x.Rounds, since(p, t), x.Now.Unix()))
	}
	for _, t := range idle(w, p) {
		nothing = nothing.Plus(playbooks.Told(t, x.Rounds, t.Opened, x.Now.Unix()))
	}
	if e.Topics == 0 {
		return append(ones(e), verdictTexts[playbooks.Few])
	}
	return append(append(said(e), ones(e)...), verdictTexts[e.Verdict(nothing)])
}

// said is how topics went, in numbers.
func said(e playbooks.Evidence) []text.Text {
	lines := []text.Text{text.T("plays.evidence", "topics", e.Topics, "before", number(e.Before.AMonth()), "after", number(e.After.AMonth()),
		"n", e.Before.Cases, "m", e.After.Cases)}
	if r := e.Ratio(); r.Known() {
		lines = append(lines, text.T("plays.ratio", "mid", number(r.Mid), "low", number(r.Low), "high", number(r.High)))
	}
	if e.Before.Closed+e.After.Closed > 0 {
		lines = append(lines, text.T("plays.relapse", "before", e.Before.Back, "of", e.Before.Closed, "after", e.After.Back, "ofafter", e.After.Closed))
	}
	return lines
}

// ones is what became of the single cases it was used for.
func ones(e playbooks.Evidence) []text.Text {
	if e.Ones.Closed == 0 {
		return nil
	}
	return []text.Text{text.T("plays.ones", "n", e.Ones.Closed, "back", e.Ones.Back)}
}

// ofVersions is how each version went, by what is over, where there are several.
func ofVersions(p playbooks.Playbook) (lines []text.Text) {
	if len(p.Versions) < 2 {
		return nil
	}
	for _, v := range p.Versions {
		e := p.Of(v.Label())
		if e.Topics+e.Ones.Closed == 0 {
			continue
		}
		line := text.T("plays.version.few", "version", v.Label(), "topics", e.Topics, "cases", e.Ones.Closed, "n", playbooks.Fewest)
		if r := e.Ratio(); r.Known() {
			line = text.T("plays.version", "version", v.Label(), "topics", e.Topics, "before", number(e.Before.AMonth()), "after", number(e.After.AMonth()),
				"low", number(r.Low), "high", number(r.High))
		}
		lines = append(lines, line)
	}
	return lines
}

// number is a number as people read it.
func number(f float64) string {
	switch {
	case math.IsNaN(f):
		return "–"
	case math.IsInf(f, 1):
		return "∞"
	case f == 0:
		return "0"
	case f < 1:
		return strconv.FormatFloat(f, 'f', 2, 64)
	case f < 10:
		return strconv.FormatFloat(f, 'f', 1, 64)
	}
	return strconv.FormatFloat(f, 'f', 0, 64)
}

// verdictTexts say how it went: never that anything is solved.
var verdictTexts = map[playbooks.Verdict]text.Text{
	playbooks.Few: text.T("plays.few", "n", playbooks.Fewest), playbooks.Better: text.T("plays.better"), playbooks.Same: text.T("plays.same"),
	playbooks.Worse: text.T("plays.worse"), playbooks.Nothing: text.T("plays.nothing"),
}
