package rectify

import (
	"cmp"
	"crypto/subtle"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/measures"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// sendNotice sends the page to whoever asked, in a language; the others are a
// tap away.
func sendNotice(x *acts.Turn, c cases.Case, lang text.Lang) {
	n := c.Notice()
	if n == nil {
		x.ShowAlert(text.T("notice.none"))
		return
	}
	p := talk.Prompt{
		Say:  pageText(*n, world.NoticeLink(x.Bot, c.Number, n.Token)),
		Draw: &drawn.Drawing{Notice: sheet(x.World, c, *n), Lang: lang},
	}
	for _, l := range text.Langs {
		if l != lang {
			p.Rows = append(p.Rows, talk.Row(show.Acting(show.SheetTexts[l], c.Number, "pdf", string(l))))
		}
	}
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: p})
}

// sheet is the page of a notice. Before it is served, nothing stands there of how that was.
func sheet(w *world.World, c cases.Case, n cases.Notice) *drawn.Notice {
	s := &drawn.Notice{
		ID: n.ID, Advice: n.Advice, Office: text.Join(" · ", text.Named(w.District.Names), show.GridName(w, c.Grid)), To: n.To, Place: c.Place.Known(),
		Basis: n.Basis, Wording: n.Wording, Replaces: n.Replaces, Link: world.NoticeLink(w.Bot, c.Number, n.Token),
	}
	if n.At != 0 {
		s.Served, s.Proof = show.OnPaper(w, n.At), text.Join(" · ", show.ProofTexts[n.Proof], text.Said(n.Witness), text.Said(n.Post))
		s.Photo = proofOf(c, n)
	}
	for _, it := range n.Items {
		s.Items = append(s.Items, drawn.Item{What: it.What, Due: show.OnPaper(w, cmp.Or(it.Served, it.Due))})
	}
	return s
}

// follow is a notice that is scanned. Whom it is for follows it; who else has the
// paper asks, and sees nothing until who served it has said that it is for them. A
// link that is wrong, and one of a notice that is no longer in force, open nothing.
func follow(x *acts.Turn, number int, token string) {
	c := x.World.Case
	if c == nil || c.Number != number {
		x.Reply(talk.Prompt{Say: text.T("follow.none"), Rows: x.Menu()})
		return
	}
	var n *cases.Notice
	for i := range c.Notices { // a replaced notice leads to its successor
		if token != "" && subtle.ConstantTimeCompare([]byte(c.Notices[i].Token), []byte(token)) == 1 {
			n = &c.Notices[i]
		}
	}
	if is := c.Notice(); n != nil && is != nil && is.To != n.To { // but not somebody else's
		x.Reply(talk.Prompt{Say: measures.Of(*n, text.T("follow.over", "id", n.ID), text.T("follow.over.advice", "id", n.ID)), Rows: x.Menu()})
		return
	}
	switch {
	case n == nil:
		x.Reply(talk.Prompt{Say: text.T("follow.none"), Rows: x.Menu()})
		return
	case c.Notice() == nil:
		x.Reply(talk.Prompt{Say: measures.Of(*n, text.T("follow.over", "id", n.ID), text.T("follow.over.advice", "id", n.ID)), Rows: x.Menu()})
		return
	case c.Sees(x.Me.Part()) && world.ViewOf(*c, x.Me) != cases.ViewAddressee:
		x.ShowCase(*c, text.Text{}) // who knows the case already sees all of it
		return
	case c.Sees(x.Me.Part()):
		remember(x, *c)
		x.ShowCase(*c, text.T("follow.head"))
		return
	}
	asks(x, *c)
}

// proofOf is the photo that shows how a notice was served; nil where none does.
func proofOf(c cases.Case, n cases.Notice) *drawn.Photo {
	if n.Proof != cases.ProofSigned && n.Proof != cases.ProofPosted {
		return nil
	}
	var photo *drawn.Photo
	for _, f := range c.FilesOf(cases.PhaseNotice) {
		if f.Kind == cases.KindPhoto && f.At <= n.At { // the last one: those before it are of notices before it
			photo = &drawn.Photo{Kind: string(f.Kind), ID: f.ID}
		}
	}
	return photo
}
