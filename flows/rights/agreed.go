package rights

import (
	"slices"

	"gridbot/flows/accord"
	"gridbot/flows/bills"
	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/personal"
	"gridbot/flows/sight"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// agreedData is what is kept of somebody in what is agreed on, and of the shares they pay.
func agreedData(w *world.World, k world.Kept, at func(int64) text.Text) (lines []text.Text) {
	for _, a := range k.Accords {
		lines = append(lines, accordData(a, k.Me.ID, at)...)
	}
	if k.Closed {
		lines = append(lines, text.T("mydata.accord.shut"))
	}
	if k.Topics == nil {
		return lines
	}
	for _, t := range k.Topics.All {
		for _, b := range t.Bills {
			for _, i := range b.Of(k.Me.ID) {
				s := b.Shares[i]
				lines = append(lines, text.T("mydata.share", "what", b.What, "place", frequent.Name(w, t.Spot), "name", s.Name, "yuan", bills.Yuan(s.Cents), "time", at(b.Due)))
				if s.Paid != 0 {
					lines = append(lines, text.T("mydata.share.paid", "time", at(s.Paid)))
				}
			}
		}
	}
	if k.Topics.Sealed != nil {
		lines = append(lines, text.T("mydata.share.shut"))
	}
	return lines
}

// accordData is what one agreement keeps of somebody: for whom they speak, what they
// voted while that is kept, said, agreed to and did. What others said is not theirs.
func accordData(a accord.Accord, id int64, at func(int64) text.Text) []text.Text {
	lines := []text.Text{text.Said(""), text.T("mydata.accord", "a", accord.Label(a.Topic), "time", at(a.Begun))}
	if a.Owner == id {
		lines = append(lines, text.T("mydata.accord.owner"))
	}
	for _, p := range a.Parties {
		if !slices.Contains(p.People, id) {
			continue
		}
		lines = append(lines, text.T("mydata.accord.party", "name", p.Name, "time", at(p.Since)))
		if r := a.Voting(); r != nil && r.Votes[p.ID] != "" {
			lines = append(lines, text.T("mydata.accord.vote", "n", r.N, "choice", choiceText(*r, r.Votes[p.ID])))
		}
	}
	for _, c := range a.Comments {
		if c.By == id {
			lines = append(lines, text.T("mydata.accord.said", "time", at(c.At), "words", c.Words))
		}
	}
	for _, x := range a.Accepted {
		if t := a.Version(x.Version).Term(x.Term); t != nil && x.By == id {
			lines = append(lines, text.T("mydata.accord.yes", "time", at(x.At), "words", others(t.Words)), payData(t))
		}
	}
	for _, x := range a.Refused {
		if t := a.Version(x.Version).Term(x.Term); t != nil && x.By == id {
			lines = append(lines, text.T("mydata.accord.no", "time", at(x.At), "words", others(t.Words)), payData(t), said("mydata.accord.why", x.Why))
		}
	}
	return append(lines, doneData(a, id, at)...)
}

// choiceText is what a vote was for.
func choiceText(r accord.Round, option string) text.Text {
	for _, c := range r.Options {
		if c.ID == option {
			return text.Said(others(c.Words))
		}
	}
	return text.T("mydata.accord.none")
}

// others are words that somebody else wrote, as everybody who takes part reads them.
func others(words string) string { return personal.Mask(words, sight.Residents...) }

// payData is who pays how much by a line of what was agreed.
func payData(t *accord.Term) text.Text {
	if t.Cents <= 0 {
		return text.Text{}
	}
	return text.T("mydata.accord.pays", "yuan", bills.Yuan(t.Cents))
}

// doneData is what somebody did of what was agreed.
func doneData(a accord.Accord, id int64, at func(int64) text.Text) (lines []text.Text) {
	for _, d := range a.Duties {
		for _, x := range d.Done {
			if x.By != id {
				continue
			}
			if t := a.InForce(d.Term); t != nil {
				lines = append(lines, text.T("mydata.accord.did", "time", at(x.At), "words", others(t.Words)))
			}
			lines = append(lines, said("mydata.accord.wrote", x.Words), said("mydata.accord.file", x.File))
		}
	}
	return lines
}

// workedData is where somebody who works here, or did, stands in key topics and
// playbooks, and what they wrote there.
func workedData(w *world.World, k world.Kept, at func(int64) text.Text) (lines []text.Text) {
	for _, n := range k.Topics.Stands(k.Me.ID) {
		t := k.Topics.Topic(n)
		lines = append(lines, text.T("mydata.topic", "n", n, "what", frequent.Name(w, t.Spot), "time", at(t.Opened)))
		for _, e := range t.Diary {
			if e.By == k.Me.ID && e.Words != "" {
				lines = append(lines, text.T("mydata.topic.wrote", "time", at(e.At), "words", e.Words))
			}
		}
		if n := counts(*t, k.Me.ID); n > 0 {
			lines = append(lines, text.T("mydata.topic.counts", "n", n))
		}
	}
	for _, n := range k.Plays.Stands(k.Me.ID) {
		lines = append(lines, text.T("mydata.play", "n", n))
	}
	return lines
}

// counts is how often somebody counted there.
func counts(t hotspots.Topic, id int64) (n int) {
	for _, c := range t.Counts {
		if c.By == id {
			n++
		}
	}
	return n
}
