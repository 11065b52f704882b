package room

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// weekly is what the store reads for figures.
func (r *Room) weekly(span world.Span) *world.Weekly {
	w := &world.Weekly{Counts: r.Counts, Loads: map[int64]world.Load{}, Grids: map[string]world.Load{}}
	if span.Care != "" {
		r.countCare(span, &w.Care)
	}
	if span.Now == 0 {
		return w
	}
	load := func(fits func(cases.Case) bool) world.Load {
		open := r.all(func(c cases.Case) bool { return fits(c) && c.Status.Type() == cases.Open }, func(a, b cases.Case) int { return 0 })
		late := slices.DeleteFunc(slices.Clone(open), func(c cases.Case) bool { return c.Clock.Due == 0 || c.Clock.Due > span.Now })
		return world.Load{Open: len(open), Late: len(late)}
	}
	for grid := range strings.SplitSeq(span.Grids, ",") {
		here := func(c cases.Case) bool { return c.Grid == strings.TrimPrefix(grid, world.Unrouted) }
		w.Grids[grid] = load(here)
		w.Late = append(w.Late, r.all(func(c cases.Case) bool {
			return here(c) && c.Status.Type() == cases.Open && c.Clock.Due != 0 && c.Clock.Due <= span.Now
		}, func(a, b cases.Case) int { return cmp.Compare(a.Clock.Due, b.Clock.Due) })...)
	}
	for agency := range strings.SplitSeq(span.Forces, ",") {
		w.Legs = append(w.Legs, r.all(func(c cases.Case) bool {
			l := c.LegOf(agency)
			return l != nil && l.Late(r.Now)
		}, func(a, b cases.Case) int { return cmp.Compare(a.Number, b.Number) })...)
	}
	for id := range strings.SplitSeq(span.Holders, ",") {
		if holder, err := strconv.ParseInt(id, 10, 64); err == nil {
			w.Loads[holder] = load(func(c cases.Case) bool { return c.Assignee == holder })
		}
	}
	for _, n := range r.behind[span.Last+" "+span.Grid+" reported"] {
		w.New = append(w.New, *r.Case(n))
	}
	return w
}

// page is a page of the cases behind a figure.
func (r *Room) page(b world.Behind) (page []cases.Case, all int) {
	var numbers []int
	for week := range strings.SplitSeq(b.Weeks, ",") {
		for name := range strings.SplitSeq(b.Names, ",") {
			numbers = append(numbers, r.behind[week+" "+b.Grid+" "+name]...)
		}
	}
	slices.Reverse(numbers)
	for _, n := range numbers[min(b.From, len(numbers)):min(b.From+10, len(numbers))] {
		page = append(page, *r.Case(n))
	}
	return page, len(numbers)
}

// Asks is what somebody is shown for a command, or for the button with that
// label under the message that stands last.
func (r *Room) Asks(who int64, command string, payload ...string) *Message {
	r.T.Helper()
	r.Messages++
	e := talk.Event{ID: "e" + strconv.Itoa(r.Messages), From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Message: r.Messages,
		Command: command, Payload: strings.Join(payload, "")}
	if all := r.Chats[who]; len(all) > 0 {
		for _, b := range slices.Concat(all[len(all)-1].Rows...) {
			if b.Label == command {
				e.Command, e.Press, e.Message = "", b.Data, all[len(all)-1].ID
			}
		}
	}
	r.Happen(e)
	return r.Chats[who][len(r.Chats[who])-1]
}

// Labels are the buttons under a message.
func (m *Message) Labels() string {
	var rows []string
	for _, row := range m.Rows {
		for _, b := range row {
			rows = append(rows, "["+b.Label+"]")
		}
	}
	return strings.Join(rows, " ")
}
