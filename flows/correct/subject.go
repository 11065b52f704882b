// Package correct is putting right what a case says of itself, and doubting it:
// another kind, another place, a second matter in it, nothing found, a decline the
// reporter does not agree to. Whose clocks follow from where is the folder's to say.
package correct

import (
	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/danger"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is a case that is put right, or doubted.
func Subject() acts.Subject {
	put := acts.Entering(correcting, begun)
	put.Done = corrected
	pieces := acts.Plain(splitting)
	pieces.Done = splitOff
	twin := acts.Plain(merging)
	twin.Need, twin.Done = needTwin, merged
	return acts.Subject{
		Name:  "correct",
		Words: Words,
		Dialogues: []acts.Dialogue{
			put, pieces, twin, acts.Shows(acts.Plain(findingNothing)), acts.Plain(contesting), acts.Plain(upholding),
		},
		Looks:   []acts.Look{{Name: "write", Whole: true, Does: write}},
		Presses: []acts.Press{{Do: cases.Merge, Need: needTwins}},
		Heeds: []acts.Heed{{Acts: []cases.Action{cases.Correct}, Does: func(x *acts.Turn, _ cases.Action, before, after cases.Case) {
			if after.Danger && !before.Danger {
				warn(x, after)
			}
		}}},
	}
}

// warn tells who reported it whom to call, and what not to do: they may be
// standing next to it.
func warn(x *acts.Turn, c cases.Case) {
	x.Write(world.Person{ID: c.By.ID, Lang: c.By.Lang}, world.ClassDanger, danger.Emergency(x.World, danger.Of(x.World, c.Category), text.T("correct.danger.theirs", "number", c.Number)))
}

// corrected carries out what was put right; who was slower than somebody else sees
// what it is now.
func corrected(x *acts.Turn, decided talk.Decision) error {
	a, ok := decided.(cases.Act)
	if c := x.World.Case; ok && c != nil && c.Corrections() != a.Known && c.May(a.Do, x.Me.Part()) == nil {
		x.Reply(talk.Prompt{Say: text.T("correct.overtaken"), Keys: talk.KeysRemove})
		x.ShowCase(*c, text.Text{})
		return nil
	}
	_, err := x.Acted(decided)
	return err
}

// splitOff carries out a split: the second matter is a case of its own, on offer.
func splitOff(x *acts.Turn, decided talk.Decision) error {
	a, ok := decided.(cases.Act)
	if !ok || x.World.Case.May(cases.Split, x.Me.Part()) != nil {
		_, err := x.Acted(decided)
		return err
	}
	a.To = int64(x.Number())
	counted, err := x.Acted(a)
	if !counted || err != nil {
		return err
	}
	a.By, a.At = x.Me.Part(), x.Now
	piece := x.Latest(*x.World.Case).Piece(a, x)
	tells := []cases.Tell{cases.TellWorkers, cases.TellReporter}
	if piece.Danger {
		tells = append(tells, cases.TellLeads)
	}
	x.Moved(nil, piece, tells, a)
	return nil
}
