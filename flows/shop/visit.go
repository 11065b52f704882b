package shop

import (
	"errors"
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// partyOf is as whom somebody marks when a visit suits them; "" for who does not come.
func partyOf(w *world.World, r request.Request) string {
	switch v := r.Visit; {
	case v == nil:
	case r.By == w.Me.ID:
		return request.Applicant
	case w.Me.Role == world.Officer && slices.Contains(v.Parties(&r), w.Me.Agency):
		return w.Me.Agency
	}
	return ""
}

// times shows when the visit could be: what suits whom, and the buttons to mark it.
func times(x *acts.Turn, r request.Request, _ []string) error {
	v, me := r.Visit, partyOf(x.World, r)
	if v == nil || me == "" || v.At != 0 {
		return result(x, r, request.ErrNotNow)
	}
	x.Reply(timesPrompt(x, r))
	return nil
}

func timesPrompt(x *acts.Turn, r request.Request) talk.Prompt {
	v, me := r.Visit, partyOf(x.World, r)
	lines := []text.Text{text.T("shop.times", "s", request.Label(r.N), "who", partyNames(x.World, r))}
	var bs []talk.Button
	for _, at := range v.Times {
		if at <= x.Now.Unix() {
			continue
		}
		yes := 0
		for _, p := range v.Parties(&r) {
			if slices.Contains(v.Can[p], at) {
				yes++
			}
		}
		lines = append(lines, text.Join(" ", text.T("shop.times.line", "time", show.Dated(x.World, at), "n", yes, "of", len(v.Parties(&r))), markedBy(x, v, me, at)))
		mark := text.T("shop.mark.free")
		if slices.Contains(v.Can[me], at) {
			mark = text.T("shop.mark.suits")
		}
		bs = append(bs, button(text.Join(" ", mark, show.Dated(x.World, at)), r, "can", argOf(at)))
	}
	switch {
	case len(bs) == 0:
		lines = append(lines, text.T("shop.times.over"))
	case v.Torn(&r):
		lines = append(lines, text.T("shop.times.torn"))
	}
	bs = append(bs, button(text.T("shop.button.others"), r, "others"), button(text.T("talk.back"), r, "open"))
	return talk.Prompt{Say: text.Lines(lines...), Rows: talk.Pairs(bs...)}
}

// markedBy is who of somebody's department marked a time; empty where that is nobody.
func markedBy(x *acts.Turn, v *request.Visit, me string, at int64) text.Text {
	by := v.Marker(me, at)
	if by == 0 {
		return text.Text{}
	}
	return text.T("shop.times.by", "name", show.Called(x.World, by))
}

// can marks a time, or takes the mark back; one of a colleague once one is sure. The first one that suits all is agreed on, and all are told.
func can(x *acts.Turn, r request.Request, args []string) error {
	me, at := partyOf(x.World, r), timeArg(arg(args, 0))
	err := r.Mark(me, x.Me.ID, at, x.Now.Unix(), arg(args, 1) == "drop")
	if errors.Is(err, request.ErrTheirs) {
		x.Reply(talk.Prompt{Say: text.T("shop.times.theirs", "name", show.Called(x.World, r.Visit.Marker(me, at)), "time", show.Dated(x.World, at)), Rows: [][]talk.Button{
			{button(text.T("shop.button.unmark"), r, "can", argOf(at), "drop")}, {button(text.T("talk.back"), r, "times")}}})
		return nil
	}
	if err != nil {
		return result(x, r, err)
	}
	if r.Visit.At != 0 {
		return result(x, r, nil)
	}
	keep(x, x.Serving.Request, r)
	x.Reply(timesPrompt(x, r))
	return nil
}

// others offers later times: none suits, or nobody came.
func others(x *acts.Turn, r request.Request, _ []string) error {
	if partyOf(x.World, r) == "" {
		return result(x, r, request.ErrNotNow)
	}
	if err := r.Others(x.District.Calendar, x.Now.Unix()); err != nil {
		return result(x, r, err)
	}
	keep(x, x.Serving.Request, r)
	x.Reply(timesPrompt(x, r))
	return nil
}

func seen(x *acts.Turn, r request.Request, _ []string) error {
	return result(x, r, r.Look(x.District.Calendar, x.Now.Unix()))
}

// partyNames are who comes to a visit, besides who asked.
func partyNames(w *world.World, r request.Request) text.Text {
	var names []text.Text
	for _, p := range r.Visit.Parties(&r) {
		if p != request.Applicant {
			names = append(names, show.AgencyName(w, p))
		}
	}
	return text.Join(" · ", names...)
}
