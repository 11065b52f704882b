package shop

import (
	"errors"
	"slices"
	"strconv"

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
	lines := []text.Text{text.T("shop.times", "s", request.Label(r.N), "who", partyNames(x.World, r, comes))}
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
		line := text.T("shop.times.line", "time", show.Dated(x.World, at), "n", yes, "of", len(v.Parties(&r)))
		if no := partyNames(x.World, r, func(p string) bool { return slices.Contains(v.Not[p], at) }); !no.Empty() {
			line = text.T("shop.times.not", "line", line, "who", no)
		}
		lines = append(lines, text.Join(" ", line, markedBy(x, v, me, at)))
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
	return talk.Prompt{Say: text.Lines(lines...), Rows: append(talk.Pairs(bs...), talk.Row(button(text.T("shop.button.others"), r, "others"), button(text.T("talk.back"), r, "open")))}
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

// others offers other times, once somebody is sure: none suits, or nobody came. What the
// others have marked is said before, and stays.
func others(x *acts.Turn, r request.Request, args []string) error {
	me := partyOf(x.World, r)
	if me == "" {
		return result(x, r, request.ErrNotNow)
	}
	round, _ := strconv.Atoi(arg(args, 0))
	if round == 0 {
		x.Reply(othersPrompt(x, r, me))
		return nil
	}
	switch err := r.Others(me, round, x.District.Calendar, x.Now.Unix()); {
	case errors.Is(err, request.ErrRound) && r.Visit.At == 0:
		x.ShowToast(text.T("shop.others.already"))
	case err != nil || r.Visit.At != 0:
		return result(x, r, err)
	default:
		keep(x, x.Serving.Request, r)
	}
	x.Reply(timesPrompt(x, r))
	return nil
}

// othersPrompt asks whether somebody is sure, and says when it suits the others.
func othersPrompt(x *acts.Turn, r request.Request, me string) talk.Prompt {
	v, lines, back := r.Visit, []text.Text{text.T("shop.others.sure", "s", request.Label(r.N))}, "times"
	if v.At != 0 {
		back = "open"
		lines[0] = text.T("shop.others.move", "s", request.Label(r.N), "time", show.Dated(x.World, v.At))
	}
	for _, at := range v.Times {
		if can := partyNames(x.World, r, func(p string) bool { return p != me && slices.Contains(v.Can[p], at) }); !can.Empty() && at > x.Now.Unix() && at != v.At {
			lines = append(lines, text.T("shop.others.can", "time", show.Dated(x.World, at), "who", can))
		}
	}
	if len(lines) > 1 {
		lines = append(lines, text.T("shop.others.stays"))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{button(text.T("shop.button.others.yes"), r, "others", strconv.Itoa(v.Round))}, {button(text.T("talk.back"), r, back)}}}
}

func seen(x *acts.Turn, r request.Request, _ []string) error {
	return result(x, r, r.Look(x.District.Calendar, x.Now.Unix()))
}

// comes tells of those who come to a visit whether they are a department.
func comes(party string) bool { return party != request.Applicant }

// partyNames are those of who comes to a visit that are meant.
func partyNames(w *world.World, r request.Request, meant func(string) bool) text.Text {
	var names []text.Text
	for _, p := range r.Visit.Parties(&r) {
		switch {
		case !meant(p):
		case comes(p):
			names = append(names, show.AgencyName(w, p))
		default:
			names = append(names, whoGives(w, r))
		}
	}
	return text.Join(" · ", names...)
}
