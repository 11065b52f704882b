package consult

import (
	"gridbot/flows/pact"
	"slices"
	"strconv"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/aloud"
	"gridbot/flows/bills"
	"gridbot/flows/often"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// termData is a line of the draft that somebody writes.
type termData struct {
	N      int           `json:"n"`
	Kind   accord.Kind   `json:"kind"`
	Words  string        `json:"words,omitempty"`
	Owner  string        `json:"owner,omitempty"`
	Rhythm accord.Rhythm `json:"rhythm,omitzero"`
	Proof  accord.Proof  `json:"proof,omitempty"`
	Cents  int64         `json:"cents,omitempty"`
	aloud.Mark
}

func (d termData) topic() int { return d.N }

// candidates are who can have a duty: the parties, who works in the grid, the agencies.
func candidates(w *world.World) (bs []talk.Button) {
	a := w.Agreeing.Accord
	if a == nil {
		return nil
	}
	add := func(owner string) {
		if len(bs) < 60 {
			label := pact.Owner(w, *a, owner)
			if p, _, _ := accord.OwnerOf(owner); a.Party(p) != nil {
				label = pact.Known(*a.Party(p)) // who leads knows who lives where
			}
			bs = append(bs, show.Pick(label, owner))
		}
	}
	for _, p := range a.Parties {
		if p.Left == 0 && p.House != accord.Residents {
			add(accord.PartyOwner(p.ID))
		}
	}
	for _, p := range append(w.Staff.In(world.Worker, a.Grid), w.Staff.In(world.Lead, a.Grid)...) {
		add(accord.PersonOwner(p.ID))
	}
	for _, g := range w.District.Agencies {
		if len(w.Staff.Officers(g.ID)) > 0 {
			add(accord.AgencyOwner(g.ID))
		}
	}
	for _, p := range a.Parties {
		if p.Left == 0 && p.House == accord.Residents {
			add(accord.PartyOwner(p.ID))
		}
	}
	return bs
}

// termLook: a line is shown whole before it is laid before anybody; danger in it at once.
var termLook = aloud.Look[termData]{Mark: func(d *termData) *aloud.Mark { return &d.Mark }, Words: func(d *termData) []*string { return []*string{&d.Words} }}

// writingTerm asks for a line of the draft.
var writingTerm = talk.Dialogue[*world.World, termData]{
	Name: "accordterm",
	Steps: []talk.Step[*world.World, termData]{{
		Name: "words",
		Ask: func(_ *world.World, d termData) talk.Prompt {
			return talk.Prompt{Say: text.T("accordterm.words", "kind", pact.Kinds[d.Kind], "n", longestOption)}
		},
		Hear: func(w *world.World, d *termData, e talk.Event) (a talk.Answer) {
			d.Words, a = aloud.Heard(e, longestOption)
			return d.Hold(w, d.Words, a)
		},
	}, aloud.Sure(termLook), {
		Name: "owner",
		When: func(_ *world.World, d termData) bool { return !d.Now },
		Ask: func(w *world.World, _ termData) talk.Prompt {
			return talk.Prompt{Say: text.T("accordterm.owner"), Rows: talk.Pairs(candidates(w)...)}
		},
		Hear: func(w *world.World, d *termData, e talk.Event) talk.Answer {
			if !slices.ContainsFunc(candidates(w), func(b talk.Button) bool { return b.Press == e.Press && e.Press != "" }) {
				return talk.Sorry("accord.tap")
			}
			d.Owner = e.Press
			return talk.OK()
		},
	}, {
		Name: "amount",
		When: func(_ *world.World, d termData) bool { return d.Kind == accord.Pays && !d.Now },
		Ask:  func(*world.World, termData) talk.Prompt { return talk.Prompt{Say: text.T("accordterm.amount")} },
		Hear: func(_ *world.World, d *termData, e talk.Event) talk.Answer {
			n, err := bills.ParseYuan(e.Text)
			if err != nil {
				return talk.Sorry("accord.cost.sorry")
			}
			d.Cents = n
			return talk.OK()
		},
	}, {
		Name: "rhythm",
		When: func(_ *world.World, d termData) bool { return !d.Now },
		Ask: func(*world.World, termData) talk.Prompt {
			return talk.Prompt{Say: text.T("accordterm.rhythm"), Rows: talk.Pairs(often.Buttons()...)}
		},
		Hear: func(w *world.World, d *termData, e talk.Event) talk.Answer {
			r, ok := often.Heard(w, e)
			if !ok {
				return talk.Sorry("accord.rhythm.sorry")
			}
			if d.Rhythm = r; e.Press != "" {
				return talk.OK()
			}
			return talk.OK().After(talk.Prompt{Say: text.T("accordterm.heard", "rhythm", often.Text(w, r))})
		},
	}, {
		Name: "proof",
		When: func(_ *world.World, d termData) bool { return d.Rhythm.Set() },
		Ask: func(*world.World, termData) talk.Prompt {
			return talk.Prompt{Say: text.T("accordterm.proof"), Rows: talk.Pairs(show.Pick(text.T("accord.proof.tap"), "tap"), show.Pick(text.T("accord.proof.words"), "words"), show.Pick(text.T("accord.proof.photo"), "photo"))}
		},
		Hear: func(_ *world.World, d *termData, e talk.Event) talk.Answer {
			proofs := map[string]accord.Proof{"tap": accord.Tapped, "words": accord.Worded, "photo": accord.Photo}
			p, ok := proofs[e.Press]
			if !ok {
				return talk.Sorry("accord.tap")
			}
			d.Proof = p
			return talk.OK()
		},
	}},
	Finish: func(_ *world.World, d termData) talk.Decision { return d },
}

// terms is the draft, for who leads: kinds to add, lines to drop, and to lay it before them.
func terms(x *acts.Turn, a accord.Accord, _ []string) error {
	draft := a.Draft
	if v := a.Newest(); draft == nil && v != nil {
		draft = v.Terms
	}
	lines := []text.Text{text.T("accord.terms", "n", len(draft))}
	var bs []talk.Button
	for i, t := range draft {
		lines = append(lines, text.T("accord.numbered", "n", i+1, "line", pact.Line(x.World, a, t)))
		bs = append(bs, button(text.T("accord.button.drop", "n", i+1), a, "drop", t.ID), button(text.T("accord.button.hand", "n", i+1), a, "hand", t.ID))
	}
	var kinds []talk.Button
	for _, k := range accord.Kinds {
		kinds = append(kinds, button(text.T("accord.button.kind", "kind", pact.Kinds[k]), a, "term", string(k)))
	}
	rows := append(talk.Pairs(bs...), talk.Pairs(kinds...)...)
	if len(a.Draft) > 0 {
		rows = append(rows, talk.Row(button(text.T("accord.button.lay"), a, "lay")))
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: append(rows, talk.Row(button(text.T("talk.back"), a, "run")))})
	return nil
}

// term asks for a new line.
func term(x *acts.Turn, a accord.Accord, args []string) error {
	k := accord.Kind(arg(args, 0))
	if !slices.Contains(accord.Kinds, k) || !a.Open() {
		return sorry(x, accord.ErrUnknown, card(x, a))
	}
	return acts.Enter(x, writingTerm, termData{N: a.Topic, Kind: k})
}

// wrote keeps a new line of the draft.
func wrote(x *acts.Turn, d termData) error {
	if heard, err := aloud.Happens(x, d.Mark, d.Words); heard {
		return err
	}
	a := now(x).Clone()
	if _, err := a.Write(accord.Term{Kind: d.Kind, Words: d.Words, Owner: d.Owner, Rhythm: d.Rhythm, Proof: d.Proof, Cents: d.Cents}); err != nil {
		return sorry(x, err, manage(x, *now(x)))
	}
	keep(x, a)
	return terms(x, a, nil)
}

func drop(x *acts.Turn, a accord.Accord, args []string) error {
	if err := a.Drop(arg(args, 0)); err != nil {
		return sorry(x, err, manage(x, *now(x)))
	}
	keep(x, a)
	return terms(x, a, nil)
}

// agreedOn is what the last round came to, in words; "" where there was none.
func agreedOn(a accord.Accord) string {
	if r := a.Counted(); r != nil {
		if verdict, want := r.Verdict(); verdict == accord.Want {
			for _, c := range r.Options {
				if c.ID == want {
					return c.Words
				}
			}
		}
	}
	if v := a.Newest(); v != nil { // a later round that came to nothing takes nothing back
		return v.Option
	}
	return ""
}

// lay lays the draft before those in it; who is asked is told what. A version is never
// changed, so it is shown first as it will stand, and what in it tells of people can be
// covered. A button of a draft that was changed meanwhile shows it again.
func lay(x *acts.Turn, a accord.Accord, args []string) error {
	switch {
	case len(a.Draft) == 0 || !a.Open():
	case arg(args, 0) == "mask":
		for i := range a.Draft {
			a.Draft[i].Words = aloud.Covered(x.World, a.Draft[i].Words)
		}
		keep(x, a)
		x.Reply(layPage(x, a))
		return nil
	case arg(args, 0) != "yes" || arg(args, 1) != a.DraftMark():
		x.Reply(layPage(x, a))
		return nil
	}
	if err := a.Lay(agreedOn(a), x.Now.Unix()); err != nil {
		return sorry(x, err, manage(x, *now(x)))
	}
	keep(x, a)
	askOwners(x, a)
	return paper(x, a, nil)
}

// layPage is the draft as it will be sent.
func layPage(x *acts.Turn, a accord.Accord) talk.Prompt {
	lines, words := []text.Text{text.T("accord.lay.look")}, []string{}
	if option := agreedOn(a); option != "" {
		lines = append(lines, text.T("accord.paper.option", "words", option))
	}
	for i, t := range a.Draft {
		lines, words = append(lines, text.T("accord.numbered", "n", i+1, "line", pact.Line(x.World, a, t))), append(words, t.Words)
	}
	rows := [][]talk.Button{{button(text.T("accord.button.lay"), a, "lay", "yes", a.DraftMark())}}
	telling, mask := aloud.Telling(x.World, words...)
	if mask {
		rows = append(rows, talk.Row(button(text.T("aloud.mask"), a, "lay", "mask")))
	}
	return talk.Prompt{Say: text.Lines(append(lines, telling)...), Rows: append(rows, talk.Row(button(text.T("talk.back"), a, "terms")))}
}

// askOwners asks each owner for their yes to what is theirs.
func askOwners(x *acts.Turn, a accord.Accord) {
	v := a.Newest()
	var done []string
	for _, t := range a.Asked() {
		if slices.Contains(done, t.Owner) {
			continue
		}
		done = append(done, t.Owner)
		lines := []text.Text{text.T("accord.tell.asked", "what", pact.Subject(x.World, a), "n", v.N)}
		var bs []talk.Button
		for _, o := range a.Asked() {
			if o.Owner == t.Owner {
				lines = append(lines, pact.Line(x.World, a, o))
				bs = append(bs, askedButtons(a, *v, o)...)
			}
		}
		people := peopleOf(x, a, t.Owner)
		if len(people) == 0 {
			tell(x, world.ClassTask, leadsOf(x, a), door(a, text.T("accord.tell.nobody", "who", pact.Owner(x.World, a, t.Owner), "words", t.Words)))
			continue
		}
		tell(x, world.ClassTask, people, door(a, text.Lines(lines...), bs...))
	}
}

func askedButtons(a accord.Accord, v accord.Version, t accord.Term) []talk.Button {
	n, name := strconv.Itoa(v.N), text.CleanLine(t.Words, 20)
	return []talk.Button{button(text.T("accord.button.yes", "words", name), a, "yes", n, t.ID), button(text.T("accord.button.no", "words", name), a, "no", n, t.ID)}
}

// asked finds what somebody says yes or no to; nil where it is not theirs.
func asked(x *acts.Turn, a accord.Accord, args []string) (int, *accord.Term) {
	n, _ := strconv.Atoi(arg(args, 0))
	t := a.Newest().Term(arg(args, 1))
	if t == nil || !pact.Speaks(x.World, a, t.Owner) {
		return n, nil
	}
	return n, t
}

// accept: somebody says yes to what is theirs. With the last yes it is in force.
func accept(x *acts.Turn, a accord.Accord, args []string) error {
	n, t := asked(x, a, args)
	if t == nil {
		return sorry(x, accord.ErrVoice, card(x, a))
	}
	runs := a.Runs
	if err := a.Accept(n, t.ID, x.Me.ID, x.District.Calendar, x.Now.Unix()); err != nil {
		return sorry(x, err, card(x, *now(x)))
	}
	keep(x, a)
	x.ShowToast(text.T("accord.accepted"))
	if a.Runs != runs {
		people := leadsOf(x, a)
		for _, owner := range owners(a) {
			people = append(people, peopleOf(x, a, owner)...)
		}
		tell(x, world.ClassTask, people, door(a, text.T("accord.tell.runs", "what", pact.Subject(x.World, a), "n", a.Runs)))
	}
	x.Reply(card(x, a))
	return nil
}

// refuse asks why not.
func refuse(x *acts.Turn, a accord.Accord, args []string) error {
	n, t := asked(x, a, args)
	if t == nil {
		return sorry(x, accord.ErrVoice, card(x, a))
	}
	return acts.Enter(x, saying, writeData{N: a.Topic, Do: "no", ID: t.ID, Version: n})
}

// refused keeps a no; who leads is told why.
func refused(x *acts.Turn, a accord.Accord, d writeData) error {
	_, t := asked(x, a, []string{strconv.Itoa(d.Version), d.ID})
	err := accord.ErrVoice
	if t != nil {
		err = a.Refuse(d.Version, d.ID, d.Words, x.Me.ID, x.Now.Unix())
	}
	if err != nil {
		return sorry(x, err, card(x, *now(x)))
	}
	keep(x, a)
	tell(x, world.ClassTask, leadsOf(x, a), door(a, text.T("accord.tell.refused", "who", pact.Owner(x.World, a, t.Owner), "words", t.Words, "why", d.Words), button(text.T("accord.button.terms"), a, "terms")))
	x.Reply(card(x, a))
	return nil
}

// hand asks to whom a duty goes; until they say yes, who has it has it.
func hand(x *acts.Turn, a accord.Accord, args []string) error {
	t := a.Newest().Term(arg(args, 0))
	to := arg(args, 1)
	all := candidates(x.World)
	switch {
	case t == nil:
		return sorry(x, accord.ErrUnknown, manage(x, a))
	case !slices.ContainsFunc(all, func(b talk.Button) bool { return b.Press == to }):
		var bs []talk.Button
		for _, b := range all {
			bs = append(bs, button(b.Label, a, "hand", t.ID, b.Press))
		}
		x.Reply(talk.Prompt{Say: text.T("accord.hand", "words", t.Words), Rows: append(talk.Pairs(bs...), talk.Row(button(text.T("talk.back"), a, "terms")))})
		return nil
	}
	if err := a.HandOver(t.ID, to, x.Now.Unix()); err != nil {
		return sorry(x, err, manage(x, *now(x)))
	}
	keep(x, a)
	askOwners(x, a)
	x.Reply(card(x, a))
	return nil
}
