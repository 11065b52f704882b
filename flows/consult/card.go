package consult

import (
	"gridbot/flows/pact"
	"slices"
	"strconv"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// card is where it stands, and what whoever looks can do.
func card(x *acts.Turn, a accord.Accord) talk.Prompt {
	w := x.World
	lines := []text.Text{text.T("accord.card", "a", accord.Label(a.Topic), "what", pact.Subject(w, a), "grid", show.GridName(w, a.Grid))}
	if !a.Open() {
		lines = append(lines, text.T("accord.card.ended", "time", show.Dated(w, a.Ended)))
	}
	n := map[accord.House]int{}
	for _, p := range a.Parties {
		if p.Left == 0 {
			n[p.House]++
		}
	}
	lines = append(lines, text.T("accord.card.parties", "residents", n[accord.Residents], "merchants", n[accord.Merchants], "others", n[accord.Others]))
	if p := a.Of(w.Me.ID); p != nil {
		lines = append(lines, text.T("accord.card.you", "house", pact.Houses[p.House], "name", pact.Known(*p)))
	}
	lines = append(lines, votingLines(w, &a)...)
	if r := a.Counted(); r != nil {
		lines = append(lines, pact.Results(*r)...)
	}
	if v := a.Newest(); v != nil {
		switch asked := len(a.Asked()); {
		case !a.Open():
		case a.Runs == v.N && asked == 0:
			lines = append(lines, text.T("accord.card.runs", "n", v.N))
		default:
			lines = append(lines, text.T("accord.card.asked", "n", v.N, "left", asked, "of", len(v.Terms)))
		}
	}
	kept, late, missed := 0, 0, 0
	for _, d := range a.Duties {
		kept, late, missed = kept+d.Kept, late+d.Late, missed+d.Missed
	}
	if len(a.Duties) > 0 {
		lines = append(lines, text.T("accord.card.duties", "kept", kept, "late", late, "missed", missed))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: cardButtons(x, a)}
}

// votingLines are what is being voted on, and what whoever looks has said; never what
// others have.
func votingLines(w *world.World, a *accord.Accord) []text.Text {
	r := a.Voting()
	if r == nil {
		return nil
	}
	lines := []text.Text{text.T("accord.card.round", "n", r.N, "time", show.Dated(w, r.Until), "quorum", pact.Quorum(r.Quorum))}
	p := a.Of(w.Me.ID)
	switch {
	case p == nil || !slices.Contains(accord.Houses, p.House):
	case r.Votes[p.ID] == "":
		lines = append(lines, text.T("accord.card.silent"))
	case a.Voted(w.Me.ID) == "":
		lines = append(lines, text.T("accord.card.other"))
	default:
		lines = append(lines, text.T("accord.card.said", "option", pact.Choice(*r, a.Voted(w.Me.ID))))
	}
	if p != nil && slices.Contains(accord.Houses, p.House) {
		lines = append(lines, seenThrough(a, p.House))
	}
	return lines
}

// fewVoices: with fewer voices in a house its count tells what one of them said.
const fewVoices = 3

// seenThrough says, before anybody votes, that the count of a house will tell what its
// few voices said; empty where there are enough.
func seenThrough(a *accord.Accord, h accord.House) text.Text {
	n := 0
	for _, p := range a.Parties {
		if p.House == h && p.Left == 0 {
			n++
		}
	}
	if n >= fewVoices {
		return text.Text{}
	}
	return text.T("accord.voices.few", "house", pact.Houses[h], "n", n)
}

// cardButtons are what whoever looks can do: first what is theirs.
func cardButtons(x *acts.Turn, a accord.Accord) [][]talk.Button {
	w := x.World
	var own []talk.Button
	if r, p := a.Voting(), a.Of(w.Me.ID); r != nil && p != nil && slices.Contains(accord.Houses, p.House) && a.MayVote(w.Me.ID) {
		own = append(own, voteButtons(a, *r)...)
	}
	if v := a.Newest(); v != nil {
		for _, t := range a.Asked() {
			if pact.Speaks(w, a, t.Owner) {
				own = append(own, askedButtons(a, *v, t)...)
			}
		}
	}
	for _, d := range a.Duties {
		if t := a.InForce(d.Term); d.Over == 0 && t != nil && pact.Speaks(w, a, t.Owner) {
			own = append(own, doneButton(a, *t, 0))
		}
	}
	rows := talk.Column(own...)
	more := []talk.Button{button(text.T("accord.button.table"), a, "table"), button(text.T("accord.button.notes", "n", len(a.Comments)), a, "notes")}
	if len(a.Versions) > 0 {
		more = append(more, button(text.T("accord.button.paper"), a, "paper"))
	}
	if len(a.Keys) > 0 {
		more = append(more, button(text.T("accord.button.keys"), a, "keys"))
	}
	if len(ownDuties(w, a)) > 0 {
		more = append(more, button(text.T("accord.button.dates"), a, "dates"))
	}
	if a.Open() && partsOf(w, a)&lead != 0 {
		more = append(more, button(text.T("accord.button.run"), a, "run"))
	}
	more = append(more, topicButton(w, a)...)
	return append(rows, talk.Pairs(more...)...)
}

// table is what could be done: what it costs, and what is for and against it.
func table(x *acts.Turn, a accord.Accord, _ []string) error {
	var lines []text.Text
	for i, o := range a.Options {
		lines = append(lines, pact.Option(i+1, o)...)
	}
	if len(lines) == 0 {
		lines = append(lines, text.T("accord.table.none"))
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{button(text.T("talk.back"), a, "open")}}})
	return nil
}

// mostNotes is how many comments are shown, the newest.
const mostNotes = 15

// notes are what was said, and by which party; of the staff their name.
func notes(x *acts.Turn, a accord.Accord, _ []string) error {
	lines := []text.Text{text.T("accord.notes", "n", len(a.Comments))}
	for _, c := range a.Comments[max(0, len(a.Comments)-mostNotes):] {
		who := text.T("accord.somebody")
		if p := a.Party(c.Party); p != nil {
			who = pact.Houses[p.House] // who of a house said it is for themselves to tell
		} else if c.By != 0 {
			who = show.Called(x.World, c.By)
		}
		lines = append(lines, text.T("accord.note", "who", who, "words", orGone(c.Words)))
	}
	rows := [][]talk.Button{{button(text.T("accord.button.say"), a, "say"), button(text.T("talk.back"), a, "open")}}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: rows})
	return nil
}

// orGone is what somebody wrote, or that it went with them when they were forgotten.
func orGone(words string) text.Text {
	if words == "" {
		return text.T("accord.gone.words")
	}
	return text.Said(words)
}

// manage is what who leads can do.
func manage(_ *acts.Turn, a accord.Accord) talk.Prompt {
	round := button(text.T("accord.button.round"), a, "round")
	if r := a.Voting(); r != nil {
		round = button(text.T("accord.button.close"), a, "close", strconv.Itoa(r.N))
	}
	bs := []talk.Button{
		button(text.T("accord.button.link.residents"), a, "link", string(accord.Residents)), button(text.T("accord.button.link.merchants"), a, "link", string(accord.Merchants)),
		button(text.T("accord.button.link.others"), a, "link", string(accord.Others)), button(text.T("accord.button.option"), a, "option"),
		button(text.T("accord.button.options"), a, "change"), round,
		button(text.T("accord.button.terms"), a, "terms"), button(text.T("accord.button.parties"), a, "parties"),
		button(text.T("accord.button.key"), a, "key"), button(text.T("accord.button.end"), a, "end"),
	}
	return talk.Prompt{Say: text.Lines(text.T("accord.manage", "a", accord.Label(a.Topic)), ahead(a)), Rows: append(talk.Pairs(bs...), talk.Row(button(text.T("talk.back"), a, "open")))}
}

func run(x *acts.Turn, a accord.Accord, _ []string) error {
	x.Reply(manage(x, a))
	return nil
}
