package consult

import (
	"gridbot/flows/pact"
	"slices"
	"strconv"
	"time"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/aloud"
	"gridbot/flows/bills"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// optionData is an option that is put on the table, or changed.
type optionData struct {
	N       int    `json:"n"`
	ID      string `json:"id,omitempty"` // "": a new one
	Words   string `json:"words,omitempty"`
	Cost    int64  `json:"cost,omitempty"`
	For     string `json:"for,omitempty"`
	Against string `json:"against,omitempty"`
	aloud.Mark
}

func (d optionData) topic() int { return d.N }

const (
	longestOption = 60
	longestSaid   = 200
)

var skip = show.Pick(text.T("accord.skip"), "skip")

// optionLook: all parties read an option, so who writes it does first.
var optionLook = aloud.Look[optionData]{
	Mark:  func(d *optionData) *aloud.Mark { return &d.Mark },
	Words: func(d *optionData) []*string { return []*string{&d.Words, &d.For, &d.Against} },
	Shown: func(w *world.World, d optionData) text.Text {
		return text.Lines(pact.Option(d.number(w), d.option())...)
	},
	Sends: text.T("accordoption.go"),
}

func (d optionData) option() accord.Option {
	return accord.Option{Words: d.Words, Cost: d.Cost, For: d.For, Against: d.Against}
}

// number is the one it has on the table, or will have.
func (d optionData) number(w *world.World) int {
	a := w.Agreeing.Accord
	if a == nil {
		return 1
	}
	if i := slices.IndexFunc(a.Options, func(o accord.Option) bool { return o.ID == d.ID }); i >= 0 {
		return i + 1
	}
	return len(a.Options) + 1
}

func goesOn(_ *world.World, d optionData) bool { return !d.Now }

// proposing asks for an option: what, what it costs, and what is for and against it.
var proposing = talk.Dialogue[*world.World, optionData]{
	Name: "accordoption",
	Steps: []talk.Step[*world.World, optionData]{{
		Name: "words",
		Ask: func(_ *world.World, d optionData) talk.Prompt {
			if d.ID != "" {
				return talk.Prompt{Say: text.T("accordoption.change", "words", d.Words)}
			}
			return talk.Prompt{Say: text.T("accordoption.words", "n", longestOption)}
		},
		Hear: func(w *world.World, d *optionData, e talk.Event) (a talk.Answer) {
			words, a := aloud.Heard(e, longestOption)
			if words != "" {
				d.Words = words
			}
			return d.Hold(w, words, a)
		},
	}, aloud.Sure(optionLook), {
		Name: "cost",
		When: goesOn,
		Ask: func(*world.World, optionData) talk.Prompt {
			return talk.Prompt{Say: text.T("accordoption.cost"), Rows: [][]talk.Button{{skip}}}
		},
		Hear: func(_ *world.World, d *optionData, e talk.Event) talk.Answer {
			n, err := bills.ParseYuan(e.Text)
			if err != nil && e.Press != "skip" {
				return talk.Sorry("accord.cost.sorry")
			}
			d.Cost = n
			return talk.OK()
		},
	}, {
		Name: "for",
		When: goesOn,
		Ask: func(*world.World, optionData) talk.Prompt {
			return talk.Prompt{Say: text.T("accordoption.for"), Rows: [][]talk.Button{{skip}}}
		},
		Hear: func(w *world.World, d *optionData, e talk.Event) (a talk.Answer) {
			if d.For = ""; e.Press == "skip" {
				return talk.OK()
			}
			d.For, a = aloud.Heard(e, longestSaid)
			return d.Hold(w, d.For, a)
		},
	}, {
		Name: "against",
		When: goesOn,
		Ask: func(*world.World, optionData) talk.Prompt {
			return talk.Prompt{Say: text.T("accordoption.against"), Rows: [][]talk.Button{{skip}}}
		},
		Hear: func(w *world.World, d *optionData, e talk.Event) (a talk.Answer) {
			if d.Against = ""; e.Press == "skip" {
				return talk.OK()
			}
			d.Against, a = aloud.Heard(e, longestSaid)
			return d.Hold(w, d.Against, a)
		},
	}, aloud.Page(optionLook)},
	Finish: func(_ *world.World, d optionData) talk.Decision { return d },
}

// option asks for a new option.
func option(x *acts.Turn, a accord.Accord, _ []string) error {
	if a.Voting() != nil || !a.Open() {
		return sorry(x, accord.ErrNotNow, card(x, a))
	}
	return acts.Enter(x, proposing, optionData{N: a.Topic})
}

// change asks which option is to be changed, or taken back, and how.
func change(x *acts.Turn, a accord.Accord, args []string) error {
	if o := a.Option(arg(args, 0)); o != nil && o.Gone == 0 {
		return acts.Enter(x, proposing, optionData{N: a.Topic, ID: o.ID, Words: o.Words})
	}
	var bs []talk.Button
	for _, o := range a.Table() {
		bs = append(bs, button(text.T("accord.button.change", "words", text.CleanLine(o.Words, 40)), a, "change", o.ID), button(text.T("accord.button.gone", "words", text.CleanLine(o.Words, 40)), a, "gone", o.ID))
	}
	say := text.T("accord.change")
	if a.Voting() != nil {
		say = text.Lines(say, text.T("accord.change.round"))
	}
	x.Reply(talk.Prompt{Say: say, Rows: append(talk.Pairs(bs...), talk.Row(button(text.T("talk.back"), a, "run")))})
	return nil
}

// proposed puts an option on the table, or in the place of what it was.
func proposed(x *acts.Turn, d optionData) error {
	if heard, err := aloud.Happens(x, d.Mark, d.Words, d.For, d.Against); heard {
		return err
	}
	a, o := now(x).Clone(), d.option()
	was := a.Clone()
	var err error
	if d.ID == "" {
		_, err = a.Propose(o)
	} else {
		err = a.Change(d.ID, o, x.Now.Unix())
	}
	if err != nil {
		return sorry(x, err, manage(x, was))
	}
	keep(x, a)
	anew(x, was, a, text.T("accord.tell.changed", "words", d.Words))
	x.Reply(manage(x, a))
	return nil
}

// withdraw takes an option back.
func withdraw(x *acts.Turn, a accord.Accord, args []string) error {
	was := a.Clone()
	if err := a.Withdraw(arg(args, 0), x.Now.Unix()); err != nil {
		return sorry(x, err, card(x, was))
	}
	keep(x, a)
	anew(x, was, a, text.T("accord.tell.gone", "words", a.Option(arg(args, 0)).Words))
	x.Reply(manage(x, a))
	return nil
}

// anew asks those who vote anew where a round began again, and says that it is over
// where nothing is left to vote on.
func anew(x *acts.Turn, was, a accord.Accord, why text.Text) {
	before, r := was.Voting(), a.Voting()
	switch {
	case before == nil:
	case r == nil:
		for _, p := range a.Parties {
			tell(x, world.ClassTask, speakers(x, p), door(a, text.Lines(why, text.T("accord.tell.void", "n", before.N))))
		}
	case r.N != before.N:
		asks(x, a, a.Silent(), text.Lines(why, text.T("accord.tell.anew", "n", r.N, "time", show.Dated(x.World, r.Until))))
	}
}

// asks asks parties for their voice.
func asks(x *acts.Turn, a accord.Accord, parties []accord.Party, say text.Text) {
	for _, p := range parties {
		tell(x, world.ClassTask, speakers(x, p), door(a, text.Lines(say, seenThrough(&a, p.House)), voteButtons(a, *a.Voting())...))
	}
}

// voteButtons are what can be said in a round, and which round it is.
func voteButtons(a accord.Accord, r accord.Round) (bs []talk.Button) {
	n := strconv.Itoa(r.N)
	for _, c := range r.Options {
		bs = append(bs, button(text.T("accord.button.vote", "words", text.CleanLine(c.Words, 30)), a, "vote", n, c.ID))
	}
	return append(bs, button(text.T("accord.button.none"), a, "vote", n, accord.None))
}

// roundDays are for how long people can vote.
var roundDays = []int{3, 7, 14}

// round opens a round: for how long, and how many must answer, is asked first.
func round(x *acts.Turn, a accord.Accord, args []string) error {
	days, err := strconv.Atoi(arg(args, 0))
	quorum, wrong := strconv.Atoi(arg(args, 1))
	if wrong != nil || !slices.Contains(accord.Quorums, quorum) {
		quorum = accord.Half
	}
	if err != nil || days < 1 || days > 60 {
		x.Reply(roundPage(a, quorum))
		return nil
	}
	until := x.District.Here(x.Now).AddDate(0, 0, days)
	until = time.Date(until.Year(), until.Month(), until.Day(), 18, 0, 0, 0, until.Location())
	was := a.Clone()
	if err := a.OpenRound(quorum, x.Now.Unix(), until.Unix()); err != nil {
		return sorry(x, err, card(x, was))
	}
	keep(x, a)
	r := a.Voting()
	asks(x, a, a.Silent(), text.T("accord.tell.round", "what", pact.Subject(x.World, a), "n", r.N, "time", show.Dated(x.World, r.Until)))
	x.Reply(card(x, a))
	return nil
}

// roundPage asks for how long people can vote, and how many of each house must.
func roundPage(a accord.Accord, quorum int) talk.Prompt {
	var days, others []talk.Button
	for _, n := range roundDays {
		days = append(days, button(text.T("accord.button.days", "n", n), a, "round", strconv.Itoa(n), strconv.Itoa(quorum)))
	}
	for _, n := range accord.Quorums {
		if n != quorum {
			others = append(others, button(pact.Quorums[n], a, "round", "0", strconv.Itoa(n)))
		}
	}
	return talk.Prompt{Say: text.Lines(text.T("accord.round"), text.T("accord.round.quorum", "quorum", pact.Quorums[quorum])),
		Rows: append(append(talk.Pairs(days...), others), talk.Row(button(text.T("talk.back"), a, "run")))}
}

// closing asks why a round is closed before its time.
func closing(x *acts.Turn, a accord.Accord, args []string) error {
	r := a.Voting()
	if r == nil || !a.Open() || strconv.Itoa(r.N) != arg(args, 0) || x.Now.Unix() >= r.Until {
		return sorry(x, accord.ErrNotNow, card(x, a))
	}
	return acts.Enter(x, saying, writeData{N: a.Topic, Do: "close", Version: r.N})
}

// vote is the voice of a household or a shop.
func vote(x *acts.Turn, a accord.Accord, args []string) error {
	n, _ := strconv.Atoi(arg(args, 0))
	if err := a.Vote(x.Me.ID, n, arg(args, 1), x.Now.Unix()); err != nil {
		return sorry(x, err, card(x, *now(x)))
	}
	keep(x, a)
	x.ShowToast(text.T("accord.voted", "option", pact.Choice(*a.Voting(), arg(args, 1))))
	x.Reply(card(x, a))
	return nil
}

// voting: the clock of a round has struck. Who was silent is reminded once; then it is
// counted, and everybody reads both counts.
func voting(x *acts.Turn, a accord.Accord) {
	r := a.Voting()
	if x.Now.Unix() < r.Until {
		silent := a.Silent()
		r.Reminded()
		keep(x, a)
		asks(x, a, silent, text.T("accord.tell.silent", "what", pact.Subject(x.World, a), "time", show.Dated(x.World, r.Until)))
		return
	}
	if a.Close(x.Now.Unix()) != nil {
		return
	}
	counted(x, a)
}

// counted keeps a round that is closed; everybody reads both counts.
func counted(x *acts.Turn, a accord.Accord) {
	keep(x, a)
	say := text.Lines(append([]text.Text{text.T("accord.tell.counted", "what", pact.Subject(x.World, a))}, pact.Results(*a.Counted())...)...)
	for _, p := range a.Parties {
		if p.Left == 0 {
			tell(x, world.ClassTask, speakers(x, p), door(a, say))
		}
	}
	tell(x, world.ClassTask, leadsOf(x, a), door(a, text.Lines(say, pact.Advice(*a.Counted()))))
}
