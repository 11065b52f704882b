package norms

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/district/guide"
	"gridbot/flows/drawn"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The guide is read by everybody: the staff all of it, residents their part. What
// stands on the buttons, and is written behind the command:
//
//	m|guide[|<class>, <class>.<norm>, pdf]    or words that are looked for

// mostFound is how many norms a search shows.
const mostFound = 10

// staff tells whether the person reads all of it.
func staff(w *world.World) bool { return slices.Contains(acts.EveryStaff, w.Me.Role) }

// needGuide: the playbooks, for what stands with a norm.
func needGuide(w *world.World, choice string, n *world.Need) {
	n.Plays = n.Plays || staff(w) && strings.Contains(choice, ".")
}

// guided answers /guide.
func guided(x *acts.Turn, choice string) error {
	g, choice := x.District.Guide, strings.TrimSpace(choice)
	if !g.On() {
		x.Reply(talk.Prompt{Say: text.T("guide.none"), Rows: x.Menu()})
		return nil
	}
	n, c := g.Norm(choice), g.Class(choice)
	switch {
	case choice == "":
		x.Reply(classes(x))
	case choice == "pdf":
		x.Beside(talk.Prompt{Say: text.T("guide.paper.here"), Draw: &drawn.Drawing{Guide: paper(x)}})
	case n != nil && (n.Theirs() || staff(x.World)):
		x.Reply(norm(x, *n))
	case c != nil && len(c.For(staff(x.World))) > 0:
		x.Reply(class(x, *c, choice))
	default:
		x.Reply(found(x, choice))
	}
	return nil
}

// classes is the first page.
func classes(x *acts.Turn) talk.Prompt {
	g := x.District.Guide
	p := talk.Prompt{}
	norms := 0
	for i, c := range g.Classes {
		in := len(c.For(staff(x.World)))
		if in == 0 {
			continue
		}
		norms += in
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("guide.class", "number", i+1, "name", text.Named(c.Names), "n", in), "guide", strconv.Itoa(i+1))))
	}
	p.Say = text.T("guide.head", "classes", len(p.Rows), "norms", norms)
	p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("guide.paper"), "guide", "pdf")))
	return p
}

// class is the norms of a class.
func class(x *acts.Turn, c guide.Class, number string) talk.Prompt {
	p := talk.Prompt{Say: text.T("guide.of", "number", number, "name", text.Named(c.Names))}
	for _, n := range c.For(staff(x.World)) {
		p.Rows = append(p.Rows, talk.Row(normButton(n)))
	}
	p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("guide.all"), "guide")))
	return p
}

func normButton(n guide.Norm) talk.Button {
	return show.MenuButton(text.T("guide.norm", "number", n.Number, "name", text.Named(n.Names)), "guide", n.Number)
}

// normLines are what a norm says to whoever asks.
func normLines(x *acts.Turn, n guide.Norm) []text.Text {
	var lines []text.Text
	if staff(x.World) {
		owner := text.T("guide.street")
		if n.Owner != "" {
			owner = show.AgencyName(x.World, n.Owner)
		}
		day := text.T("guide.review", "time", n.Review.Format("2006-01-02"))
		if n.Late(x.Now) {
			day = text.T("guide.review.late", "time", n.Review.Format("2006-01-02"))
		}
		lines = append(lines, text.Named(n.Does), text.T("guide.owner", "name", owner), day)
		if n.Theirs() {
			lines = append(lines, text.T("guide.residents", "words", text.Named(n.Residents)))
		}
		return lines
	}
	return append(lines, text.Named(n.Residents))
}

// norm is one norm, with its playbooks for the staff.
func norm(x *acts.Turn, n guide.Norm) talk.Prompt {
	p := talk.Prompt{Say: text.Lines(append([]text.Text{text.T("guide.norm", "number", n.Number, "name", text.Named(n.Names))}, normLines(x, n)...)...)}
	if b := x.World.Plays; b != nil && staff(x.World) {
		for _, one := range b.Going() {
			if slices.Contains(n.Kinds, one.Kind) {
				p.Rows = append(p.Rows, talk.Row(show.MenuButton(playName(x.World, one), "plays", strconv.Itoa(one.N))))
			}
		}
	}
	of, _, _ := strings.Cut(n.Number, ".")
	p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("guide.back"), "guide", of), show.MenuButton(text.T("guide.all"), "guide")))
	return p
}

// playName is a playbook with its number, kind and newest version; one that did no good is
// marked.
func playName(w *world.World, p playbooks.Playbook) text.Text {
	name := text.T("guide.play", "n", p.N, "kind", show.CategoryName(w, p.Kind), "version", p.Newest().Label())
	if p.Judged().Bad() {
		return text.T("guide.play.bad", "name", name)
	}
	return name
}

// found is what has the words in it.
func found(x *acts.Turn, words string) talk.Prompt {
	all := x.District.Guide.Find(words, staff(x.World))
	words = text.CleanLine(words, 40)
	if len(all) == 0 {
		p := classes(x)
		p.Say = text.T("guide.notfound", "words", words)
		return p
	}
	p := talk.Prompt{Say: text.T("guide.found", "words", words, "n", len(all))}
	for _, n := range all[:min(len(all), mostFound)] {
		p.Rows = append(p.Rows, talk.Row(normButton(n)))
	}
	p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("guide.all"), "guide")))
	return p
}

// paper is the guide, or the residents' part of it, as pages.
func paper(x *acts.Turn) *drawn.Guide {
	p := &drawn.Guide{Office: text.Named(x.District.Names), Printed: show.OnPaper(x.World, x.Now.Unix()), Residents: !staff(x.World)}
	for i, c := range x.District.Guide.Classes {
		norms := c.For(staff(x.World))
		if len(norms) == 0 {
			continue
		}
		class := drawn.Chapter{Title: text.T("guide.of", "number", i+1, "name", text.Named(c.Names))}
		for _, n := range norms {
			class.Parts = append(class.Parts, drawn.Item{What: text.T("guide.norm", "number", n.Number, "name", text.Named(n.Names)), Due: text.Lines(normLines(x, n)...)})
		}
		p.Chapters = append(p.Chapters, class)
	}
	return p
}
