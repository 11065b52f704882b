package rectify

import (
	"slices"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Subject is the rectification notice: served, followed by its
// addressee, inspected again.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "rectify",
		Words: Words,
		Dialogues: []acts.Dialogue{
			withPage(acts.Plain(serving)), withPage(acts.Entering(replacing, againNotice)), acts.Shows(acts.Plain(inspecting)), acts.Plain(annulling), proved(acts.Plain(proving)),
			acts.Plain(asking), acts.Plain(objecting), acts.Entering(answering, toAnswer),
		},
		Presses: []acts.Press{
			{Do: cases.Admit, Fill: fillAsker, Then: answered(cases.Admit)}, {Do: cases.Rebuff, Fill: fillAsker, Then: answered(cases.Rebuff)},
			{Do: cases.Oust, Fill: fillFollower, Then: answered(cases.Oust)},
		},
		Heeds: []acts.Heed{{Acts: []cases.Action{cases.Rebuff, cases.Oust}, Does: turnedAway}},
		Looks: []acts.Look{{Name: "pdf", Does: lookNotice}},
		Links: []acts.Link{{
			Is:   func(payload string) bool { number, _ := world.PayloadNotice(payload); return number != 0 },
			Need: func(payload string, n *world.Need) { n.Case, _ = world.PayloadNotice(payload) },
			Does: func(x *acts.Turn, payload string) error {
				number, token := world.PayloadNotice(payload)
				follow(x, number, token)
				return nil
			},
		}},
		Hears: []acts.Hearing{{
			Is:   func(w *world.World, e talk.Event) bool { return mayProve(w.Me, e, w.District) },
			Need: func(w *world.World, _ talk.Event, n *world.Need) { n.Case = w.Me.Notice },
			Does: func(x *acts.Turn) error {
				if followsNotice(x.World) {
					return askMine(x)
				}
				return x.Run("report", "")
			},
		}},
	}
}

// withPage is a dialogue that ends in a notice: its page follows at once.
func withPage(d acts.Dialogue) acts.Dialogue {
	d.Done = func(x *acts.Turn, decided talk.Decision) error {
		counted, err := x.Acted(decided)
		if counted {
			sendNotice(x, *x.Pending(*x.World.Case), x.District.Langs[0])
		}
		return err
	}
	return d
}

// proved is the dialogue of a photo that may show something else.
func proved(d acts.Dialogue) acts.Dialogue {
	d.Done = func(x *acts.Turn, decided talk.Decision) error {
		if other, ok := decided.(somethingElse); ok {
			for i := range other.files {
				other.files[i].Phase = cases.PhaseReport
			}
			return x.StartDialogue("report", struct {
				Files []cases.File `json:"files"`
			}{other.files})
		}
		_, err := x.Acted(decided)
		return err
	}
	return d
}

// lookNotice sends the page of a notice to who works on the case, or whose
// agency served it.
func lookNotice(x *acts.Turn, c cases.Case, choice string) error {
	if view := world.ViewOf(c, x.Me); view != cases.ViewWorker && view != cases.ViewLead && !served(x.World, c) {
		x.Refuse(c, "", cases.ErrNotYours)
		return nil
	}
	lang := text.Lang(choice)
	if !slices.Contains(text.Langs, lang) {
		lang = x.District.Langs[0]
	}
	sendNotice(x, c, lang)
	return nil
}
