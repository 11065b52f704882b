package method

import (
	"math"
	"slices"
	"strconv"

	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Seen is what was read of how playbooks go.
func Seen(w *world.World) playbooks.Seen {
	return playbooks.Seen{Book: w.Plays, Topics: w.Topics, Cases: w.Rounds, Now: w.Now.Unix()}
}

// Told tells whether the cases were read that show how it goes: after something was
// written they are not.
func Told(w *world.World, p playbooks.Playbook) bool {
	return w.Topics != nil && (len(w.Rounds) > 0 || !slices.ContainsFunc(Seen(w).Going(p), func(t hotspots.Topic) bool { return len(t.Cases) > 0 }))
}

// Evidence says how a version went: as it was known when it was written, which stays as
// it is, and apart from it what has come since.
func Evidence(w *world.World, p playbooks.Playbook, v playbooks.Version) (lines []text.Text) {
	if v.Proof != nil {
		lines = append(append(lines, text.T("plays.proof", "time", show.Dated(w, v.Proof.At))), Judged(v.Proof.Own, v.Proof.Nothing)...)
	}
	if !Told(w, p) {
		if w.Topics == nil && v.Proof == nil {
			lines = append(lines, Verdicts[playbooks.Few])
		}
		return lines
	}
	e, nothing := Seen(w).Since(p, v)
	switch {
	case e.Topics > 0 || e.Ones.Closed > 0:
		lines = append(append(lines, text.T("plays.since", "time", show.Dated(w, w.Now.Unix()))), Judged(e, nothing)...)
	case v.Proof == nil:
		lines = append(lines, Verdicts[playbooks.Few])
	}
	return lines
}

// Judged is how something went, in numbers, what it is held against, and what can be
// said of it.
func Judged(e, nothing playbooks.Evidence) (lines []text.Text) {
	verdict := Verdicts[e.Verdict(nothing)]
	if e.Early() {
		return append(ones(e), text.T("plays.early", "days", playbooks.Soonest, "n", e.Before.Cases, "m", e.After.Cases, "since", int(e.After.Days)))
	}
	if e.Topics == 0 {
		return append(ones(e), verdict)
	}
	lines = counted(e)
	if r := nothing.Ratio(); r.Known() && e.Ratio().Known() {
		lines = append(lines, text.T("plays.idle", "topics", nothing.Topics, "before", number(nothing.Before.AMonth()), "after", number(nothing.After.AMonth()),
			"n", nothing.Before.Cases, "m", nothing.After.Cases))
	}
	lines = append(append(lines, ones(e)...), verdict)
	if e.Verdict(nothing) == playbooks.Worse && e.WorseThan(nothing) {
		lines = append(lines, Verdicts[playbooks.Nothing])
	}
	return lines
}

// counted is how topics went, in numbers.
func counted(e playbooks.Evidence) []text.Text {
	lines := []text.Text{text.T("plays.counted", "topics", e.Topics, "before", number(e.Before.AMonth()), "after", number(e.After.AMonth()),
		"n", e.Before.Cases, "m", e.After.Cases, "months", months(e.Before), "since", months(e.After))}
	if r := e.Ratio(); r.Known() {
		lines = append(lines, text.T("plays.ratio", "mid", number(r.Mid), "low", number(r.Low), "high", number(r.High)))
	}
	if e.Before.Closed+e.After.Closed > 0 {
		lines = append(lines, text.T("plays.relapses", "before", backOf(e.Before), "after", backOf(e.After)))
	}
	return lines
}

// backOf is how much of what was closed came back, and between what that lies.
func backOf(s playbooks.Span) text.Text {
	if s.Closed == 0 {
		return text.T("plays.relapses.none")
	}
	i := playbooks.Share(s.Back, s.Closed)
	percent := func(f float64) int { return int(math.Round(f * 100)) }
	return text.T("plays.relapses.of", "back", s.Back, "of", s.Closed, "low", percent(i.Low), "high", percent(i.High))
}

// ones is what became of the single cases it was used for.
func ones(e playbooks.Evidence) []text.Text {
	if e.Ones.Closed == 0 {
		return nil
	}
	return []text.Text{text.T("plays.ones", "n", e.Ones.Closed, "back", e.Ones.Back)}
}

// OfVersions is how the other versions went since they were written; where one did
// harm, it says so.
func OfVersions(w *world.World, p playbooks.Playbook, shown playbooks.Version) (lines []text.Text) {
	for _, v := range p.Versions {
		e, nothing := p.Of(v.Label()), p.Against(v.Label())
		if Told(w, p) {
			e, nothing = Seen(w).Since(p, v)
		}
		if v.Label() == shown.Label() || e.Topics+e.Ones.Closed == 0 {
			continue
		}
		line := text.T("plays.since.few", "version", v.Label(), "topics", e.Topics, "cases", e.Ones.Closed, "n", playbooks.Fewest)
		if e.Early() {
			line = text.T("plays.since.early", "version", v.Label(), "topics", e.Topics, "days", playbooks.Soonest)
		} else if r := e.Ratio(); r.Known() {
			line = text.T("plays.since.version", "version", v.Label(), "topics", e.Topics, "before", number(e.Before.AMonth()), "after", number(e.After.AMonth()),
				"low", number(r.Low), "high", number(r.High))
		}
		lines = append(lines, line)
		if verdict := e.Verdict(nothing); verdict.Bad() {
			lines = append(lines, Verdicts[verdict])
		}
	}
	return lines
}

// Warned says of a playbook that is about to be used, or is, that it did no good.
func Warned(p playbooks.Playbook) []text.Text {
	if v := p.Judged(); v.Bad() {
		return []text.Text{text.T("plays.warned", "verdict", Verdicts[v])}
	}
	return nil
}

// months is how many months of thirty days a span has.
func months(s playbooks.Span) string { return strconv.FormatFloat(s.Days/30, 'f', 1, 64) }

// number is a number as people read it.
func number(f float64) string {
	switch {
	case math.IsNaN(f):
		return "–"
	case math.IsInf(f, 1):
		return "∞"
	case f < 0.005:
		return "0"
	case f < 1:
		return strconv.FormatFloat(f, 'f', 2, 64)
	case f < 10:
		return strconv.FormatFloat(f, 'f', 1, 64)
	}
	return strconv.FormatFloat(f, 'f', 0, 64)
}

// Verdicts say how it went: never that anything is solved.
var Verdicts = map[playbooks.Verdict]text.Text{
	playbooks.Few: text.T("plays.few", "n", playbooks.Fewest), playbooks.Better: text.T("plays.better"), playbooks.Same: text.T("plays.same"),
	playbooks.Worse: text.T("plays.worse"), playbooks.Nothing: text.T("plays.nothing"),
}
