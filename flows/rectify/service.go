package rectify

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A notice is on paper before it is served: what is signed, posted or sent is that page.
// Then it is said how it reached its addressee, and what shows that.

var noticePhoto = talk.Step[*world.World, noticeData]{
	Name: "photo",
	When: func(w *world.World, _ noticeData) bool {
		return w.Case != nil && len(w.Case.FilesOf(cases.PhaseSite)) == 0
	},
	Ask: func(w *world.World, _ noticeData) talk.Prompt {
		if why := state(w); !why.Empty() {
			return talk.Prompt{Say: text.T("notice.photo.why", "why", why)}
		}
		return talk.Prompt{Say: text.T("notice.photo"), Rows: [][]talk.Button{{show.Pick(text.T("talk.skip"), "skip")}}}
	},
	Hear: func(w *world.World, d *noticeData, e talk.Event) talk.Answer {
		why := state(w)
		switch {
		case e.Press == "skip" && why.Empty():
			return talk.OK()
		case !e.Shows() && !why.Empty():
			return talk.Sorry("notice.photo.must")
		case !e.Shows():
			return talk.Sorry("notice.photo.sorry")
		}
		d.Files = append(d.Files, ask.Evidence(e, cases.PhaseSite)...)
		return talk.OK()
	},
}

// noticePaper shows the notice before it is served, on paper or on the phone.
var noticePaper = talk.Step[*world.World, noticeData]{
	Name: "paper",
	Ask: func(w *world.World, d noticeData) talk.Prompt {
		return talk.Prompt{Say: text.Lines(append(d.lines(w), d.unwritten())...), Rows: [][]talk.Button{
			{show.Pick(text.T("notice.paper.print"), "print")}, {show.Pick(text.T("notice.paper.shown"), "shown")}}}
	},
	Hear: func(w *world.World, d *noticeData, e talk.Event) talk.Answer {
		switch e.Press {
		case "print":
			if d.Token == "" {
				d.Token = w.Token()
			}
			return talk.Redo("paper").After(d.draft(w))
		case "shown":
			return talk.OK()
		}
		return talk.Sorry("notice.paper.sorry")
	},
}

// lines are what the notice says, as it is checked.
func (d noticeData) lines(w *world.World) []text.Text {
	t := d.template(w)
	lines := []text.Text{previewText(w), text.T("notice.addressee", "to", d.To), t.basis, t.wording}
	for i, it := range d.Items {
		lines = append(lines, text.T("item.due", "n", i+1, "what", it.What, "time", text.On(w.District.Here(time.Unix(it.Due, 0)))))
	}
	return lines
}

// draft is the page, before anybody has it: who serves it and when is written by hand.
func (d noticeData) draft(w *world.World) talk.Prompt {
	if w.Case == nil {
		return talk.Prompt{Say: text.T("notice.none")}
	}
	n := *d.notice(w)
	n.ID = strconv.Itoa(w.Case.Number) + "-" + strconv.Itoa(len(w.Case.Notices)+1)
	if old := w.Case.Notice(); old != nil {
		n.Replaces = old.ID
	}
	return talk.Prompt{Say: text.T("notice.paper.page", "id", n.ID), Draw: &drawn.Drawing{Notice: sheet(w, *w.Case, n), Lang: w.District.Langs[0]}}
}

var noticeProof = talk.Step[*world.World, noticeData]{
	Name: "proof",
	Ask: func(*world.World, noticeData) talk.Prompt {
		pick := func(p cases.Proof) talk.Button { return show.Pick(show.ProofTexts[p], string(p)) }
		return talk.Prompt{Say: text.T("notice.proof"), Rows: [][]talk.Button{
			{pick(cases.ProofSigned)},
			{pick(cases.ProofWitness), pick(cases.ProofRefused)},
			{pick(cases.ProofPosted), pick(cases.ProofMail)},
		}}
	},
	Hear: func(_ *world.World, d *noticeData, e talk.Event) talk.Answer {
		if e.Shows() { // the signed paper itself
			d.Proof = cases.ProofSigned
			d.Files = append(d.Files, ask.Evidence(e, cases.PhaseNotice)...)
			return talk.OK().And("signed")
		}
		proof := cases.Proof(e.Press)
		if e.Press == "" {
			proof = proofSaid(e.Text)
		}
		if _, ok := show.ProofTexts[proof]; !ok {
			return talk.Sorry("notice.proof.sorry")
		}
		d.Proof = proof
		return talk.OK().Unasked("signed", "witness", "post")
	},
}

// proofs are how people say how a notice was served, the refusal first: in it stands
// what was not done.
var proofs = []struct {
	proof cases.Proof
	said  []string
}{
	{cases.ProofRefused, []string{"拒", "不签", "不肯签", "没签", "不收", "不愿签", "refus", "would not sign", "wouldnt sign", "did not sign", "didnt sign", "not sign", "wont sign"}},
	{cases.ProofMail, []string{"邮寄", "寄", "快递", "挂号", "ems", "by post", "by mail", "mailed", "parcel"}},
	{cases.ProofPosted, []string{"张贴", "贴", "posted", "pasted", "on the door"}},
	{cases.ProofWitness, []string{"见证", "在场", "witness"}},
	{cases.ProofSigned, []string{"签", "signed"}},
}

// proofSaid is how a notice was served, as words say it; "" where they do not, or ask.
func proofSaid(words string) cases.Proof {
	said := strings.ReplaceAll(strings.ToLower(words), "'", "")
	if strings.ContainsAny(words, "?？") || strings.HasSuffix(said, "吗") {
		return ""
	}
	for _, p := range proofs {
		if slices.ContainsFunc(p.said, func(w string) bool { return strings.Contains(said, w) }) {
			return p.proof
		}
	}
	return ""
}

var noticeSigned = talk.Step[*world.World, noticeData]{
	Name: "signed",
	When: func(_ *world.World, d noticeData) bool {
		return d.Proof == cases.ProofSigned || d.Proof == cases.ProofPosted
	},
	Ask: func(_ *world.World, d noticeData) talk.Prompt {
		if d.Proof == cases.ProofPosted {
			return talk.Prompt{Say: text.T("notice.posted")}
		}
		return talk.Prompt{Say: text.T("notice.signed")}
	},
	Hear: func(_ *world.World, d *noticeData, e talk.Event) talk.Answer {
		switch {
		case e.Shows():
			d.Files = append(d.Files, ask.Evidence(e, cases.PhaseNotice)...)
			return talk.OK()
		case d.Proof == cases.ProofPosted:
			return talk.Sorry("notice.posted.sorry")
		}
		return talk.Sorry("notice.signed.sorry")
	},
}

var noticeWitness = talk.Step[*world.World, noticeData]{
	Name: "witness",
	When: func(_ *world.World, d noticeData) bool {
		return d.Proof == cases.ProofWitness || d.Proof == cases.ProofRefused
	},
	Ask: func(_ *world.World, d noticeData) talk.Prompt {
		say := text.T("notice.witness")
		if d.Proof == cases.ProofRefused {
			say = text.T("notice.refused")
		}
		return talk.Prompt{Say: say}
	},
	Hear: func(_ *world.World, d *noticeData, e talk.Event) talk.Answer {
		if d.Witness = text.CleanLine(e.Text, 60); d.Witness == "" {
			return talk.Sorry("notice.witness.sorry")
		}
		return talk.OK()
	},
}

// fewestOfPost is how many digits the number of a parcel has at least.
const fewestOfPost = 6

var noticePost = talk.Step[*world.World, noticeData]{
	Name: "post",
	When: func(_ *world.World, d noticeData) bool { return d.Proof == cases.ProofMail },
	Ask:  func(*world.World, noticeData) talk.Prompt { return talk.Prompt{Say: text.T("notice.post")} },
	Hear: func(_ *world.World, d *noticeData, e talk.Event) talk.Answer {
		number, digits := text.CleanLine(e.Text, 40), 0
		for _, r := range number {
			if r >= '0' && r <= '9' {
				digits++
			}
		}
		if digits < fewestOfPost {
			return talk.Sorry("notice.post.sorry")
		}
		d.Post = number
		return talk.OK()
	},
}

var noticePreview = talk.Step[*world.World, noticeData]{
	Name:  "preview",
	Aside: true,
	Ask: func(w *world.World, d noticeData) talk.Prompt {
		lines := append(d.lines(w), show.ProofTexts[d.Proof], show.Said("notice.witnessed", d.shownBy()), d.unwritten())
		return talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{{show.Pick(text.T("notice.serve"), "serve")}}}
	},
	Hear: func(_ *world.World, _ *noticeData, e talk.Event) talk.Answer {
		if e.Press != "serve" {
			return talk.Sorry("notice.preview.sorry")
		}
		return talk.OK()
	},
}

// shownBy is who or what shows how it was served; "" where a photo does.
func (d noticeData) shownBy() string {
	switch d.Proof {
	case cases.ProofMail:
		return d.Post
	case cases.ProofWitness, cases.ProofRefused:
		return d.Witness
	}
	return ""
}
