package flows

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// rectifySubject is the rectification notice: served, followed by its
// addressee, inspected again.
func rectifySubject() subject {
	return subject{
		name: "rectify",
		dialogues: []dialogue{
			withPage(plain(serving)), withPage(entering(replacing, againNotice)), shows(plain(inspecting)), plain(annulling), proved(plain(proving)),
		},
		looks: []look{{name: "pdf", does: (*change).lookNotice}},
		links: []link{{
			is:   func(payload string) bool { number, _ := payloadNotice(payload); return number != 0 },
			need: func(payload string, n *Need) { n.Case, _ = payloadNotice(payload) },
			does: func(x *change, payload string) error {
				number, token := payloadNotice(payload)
				x.follow(number, token)
				return nil
			},
		}},
		hears: []hearing{{
			is:   func(w *World, e talk.Event) bool { return w.Me.mayProve(e, w.District) },
			need: func(w *World, _ talk.Event, n *Need) { n.Case = w.Me.Notice },
			does: func(x *change) error {
				if x.addressee() {
					return x.askMine()
				}
				return x.run("report", "")
			},
		}},
	}
}

// withPage is a dialogue that ends in a notice: its page follows at once.
func withPage(d dialogue) dialogue {
	d.done = func(x *change, decided talk.Decision) error {
		counted, err := x.acted(decided)
		if counted {
			x.sendNotice(*x.pending(*x.World.Case), x.District.Langs[0])
		}
		return err
	}
	return d
}

// proved is the dialogue of a photo that may show something else.
func proved(d dialogue) dialogue {
	d.done = func(x *change, decided talk.Decision) error {
		if other, ok := decided.(somethingElse); ok {
			for i := range other.files {
				other.files[i].Phase = cases.PhaseReport
			}
			return x.startDialogue("report", struct {
				Files []cases.File `json:"files"`
			}{other.files})
		}
		_, err := x.acted(decided)
		return err
	}
	return d
}

// lookNotice sends the page of a notice to who works on the case, or whose
// agency served it.
func (x *change) lookNotice(c cases.Case, choice string) error {
	if view := ViewOf(c, x.Me); view != cases.ViewWorker && view != cases.ViewLead && !x.served(c) {
		x.refuse(c, "", cases.ErrNotYours)
		return nil
	}
	lang := text.Lang(choice)
	if !slices.Contains(text.Langs, lang) {
		lang = x.District.Langs[0]
	}
	x.sendNotice(c, lang)
	return nil
}
