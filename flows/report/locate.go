package report

import (
	"gridbot/flows/acts"
	"gridbot/flows/answer"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// locating asks where a danger is that was told of already.
var locating = talk.Dialogue[*world.World, report]{
	Name: "locate",
	Steps: []talk.Step[*world.World, report]{{
		Name: "where",
		Ask: func(w *world.World, r report) talk.Prompt {
			if len(r.Near) > 0 {
				return askWhere(w, r)
			}
			return talk.Prompt{Say: text.T("report.where.danger"), Keys: talk.KeysAsk}
		},
		Hear: hearWhereNow,
	}},
	Finish: func(_ *world.World, r report) talk.Decision {
		place := r.Place
		return cases.Act{Do: cases.Locate, Place: &place, Grid: r.Grid}
	},
}

// located keeps where it is, and asks on.
func located(x *acts.Turn, decided talk.Decision) error {
	done, err := x.Acted(decided)
	if err != nil || !done {
		return err
	}
	return askDetails(x, x.Latest(*x.World.Case), false)
}

// hearWhereNow takes whatever says where: nobody in danger is turned away.
func hearWhereNow(w *world.World, r *report, e talk.Event) talk.Answer {
	if e.Point != nil {
		return r.pinDanger(w, e)
	}
	switch {
	case e.Press == "none" && r.Place.Name.Empty():
		r.Near = nil
		return talk.Redo("where")
	case e.Press == "none":
		r.Near = nil
		return talk.OK()
	case e.Press != "":
		return r.pressPlace(w, e.Press)
	case e.Text == "":
		return talk.Sorry("report.where.danger.sorry")
	}
	words, asked := text.CleanLine(e.Text, 100), len(r.Near) > 0
	r.forgetPlace()
	exact, near := w.District.Places.Find(words, 3)
	switch {
	case len(exact) == 1:
		r.settle(exact[0])
		r.Place.More = w.District.Places.Beyond(words, exact[0].ID)
		return placed(*r)
	case len(exact)+len(near) > 0 && !asked:
		r.Place.Name = text.Said(words)
		for _, p := range append(exact, near...) {
			r.Near = append(r.Near, p.ID)
		}
		return talk.Redo("where")
	}
	r.Place.Name = text.Said(words)
	return placed(*r)
}

// pinDanger keeps a pin wherever it is, and how sure the phone was.
func (r *report) pinDanger(w *world.World, e talk.Event) talk.Answer {
	if _, inside := w.District.GridAt(*e.Point); inside {
		a := r.hearPoint(w, e)
		r.Place.Wide = e.Wide
		return a
	}
	r.forgetPlace()
	r.Place.Point, r.Place.Wide = e.Point, e.Wide
	r.Place.Name = text.T("report.where.beyond")
	if e.Venue != "" {
		r.Place.Name = text.Said(text.CleanLine(e.Venue, 60))
	}
	return placed(*r)
}

// urges tells whether words at the question where the danger is say nothing of it: who is
// frightened answers with anything. It is kept on the case, and where it is is asked again.
func urges(w *world.World, e talk.Event) bool {
	if w.Session.Dialogue != locating.Name || e.Text == "" || e.Chat.Group || e.Press != "" || e.Command != "" || e.Edited || e.Clock != nil {
		return false
	}
	if exact, near := w.District.Places.Find(e.Text, 1); len(exact)+len(near) > 0 {
		return false
	}
	return answer.NoPlace(e.Text)
}
