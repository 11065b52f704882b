package report

import (
	"bytes"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/danger"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is how somebody tells us of a hazard, and follows what becomes
// of it.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "report",
		Words: Words,
		Commands: []acts.Command{
			{Name: "report", Line: text.T("command.report"), Place: 13, Does: reportCommand},
			{Name: "file", Line: text.T("command.file"), Place: 12, May: acts.EveryStaff, Sorry: acts.SorryMenu(text.T("file.staff")), Does: fileCommand},
			{Name: "cases", Line: text.T("command.cases"), Place: 14, Need: acts.NeedMine, Does: func(x *acts.Turn, _ string) error { listCases(x); return nil }},
		},
		Dialogues: []acts.Dialogue{
			{Spoken: reporting, Name: reporting.Name, Free: true, Waits: true, Dropped: text.T("report.dropped"), Again: unsent, Need: needNear, Done: reported},
			placing(),
			{Spoken: detailing, Name: detailing.Name, Begin: func(w *world.World) (talk.Session, error) { return detailing.Begin(anyDetail(*w.Case, w)) }, Leaves: noDetail, Done: detailed},
		},
		Links: []acts.Link{
			posterLink(),
			{
				Is:   func(payload string) bool { return payload == "report" },
				Does: func(x *acts.Turn, _ string) error { return reportCommand(x, "") },
			},
			{
				Is:   func(payload string) bool { return payload == "danger" }, // from a group
				Does: func(x *acts.Turn, _ string) error { return reportCommand(x, "danger") },
			},
		},
		Clocks: []acts.Clock{{Is: func(k talk.Clock) bool { return k.Name == world.ClockDraft }, Does: func(x *acts.Turn, _ talk.Clock) error { return draft(x) }}},
		First: []acts.Hearing{
			{Is: changesWhat, Does: (*acts.Turn).GoOn},
			{Is: saysDanger, Need: needRaised, Does: raise},
			{Is: urges, Need: func(w *world.World, _ talk.Event, n *world.Need) { n.Case = w.Session.About }, Does: keepShown},
			{Is: shownOfDanger, Need: func(w *world.World, _ talk.Event, n *world.Need) { n.Case = w.Session.About }, Does: keepShown},
		},
		Hears: []acts.Hearing{{
			Is:   func(_ *world.World, e talk.Event) bool { return e.Given() },
			Need: func(w *world.World, e talk.Event, n *world.Need) { needAround(w, talk.Session{}, e, n) },
			Does: begin,
		}},
		Last: func(x *acts.Turn) error {
			if err := overheard(x); err != nil {
				return err
			}
			windDraft(x)
			return nil
		},
	}
}

// needNear: what is sent is compared with what was closed around there.
func needNear(w *world.World, s talk.Session, e talk.Event, n *world.Need) {
	if _, step, _ := talk.Pressed(e.Press); step == "preview" || e.Press == "" && sendWords[ask.PlainWords(e.Text)] != "" {
		n.Near, n.Theirs = nearDraft(w), true
		if bytes.Contains(s.Data, []byte(`"fixed":true`)) { // its after-photo may have been one of another case
			n.Photos = ask.EvidenceOf(w, s, e)
		}
	}
	needAround(w, s, e, n)
}

// reported opens the case a report has ended in.
func reported(x *acts.Turn, decided talk.Decision) error {
	if r, ok := decided.(joinCase); ok {
		return joined(x, r.report)
	}
	if r, ok := decided.(openCase); ok {
		if r.fixing() && r.typed(x) != nil {
			return putRight(x, r.report)
		}
		if say := ask.Withheld(x.World, r.Category); !r.Warned && !say.Empty() {
			x.Reply(talk.Prompt{Say: say, Rows: x.Menu()})
			x.KeepSession(unsent(x.World.Session)) // it is theirs to send later
			return nil
		}
		if !r.Warned {
			if c := open(x, r.report); c.Number != 0 {
				return askDetails(x, c, r.Pin)
			}
			return nil
		}
		x.Alarmed = true
		c := r.newCase(x)
		x.Reply(danger.Emergency(x.World, danger.Of(x.World, r.Category), x.HasIt(c, text.T("report.danger.opened"))))
		if opened(x, r.report, c).Number == 0 {
			return nil
		}
		return askPlace(x, nil)
	}
	return acts.ErrNoDialogue
}

// placing is the question where danger is, and what is asked after it.
func placing() acts.Dialogue {
	d := acts.Plain(locating)
	d.Done = located
	return d
}
