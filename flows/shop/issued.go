package shop

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// issue asks an officer for what their department has issued with a step.
func issue(x *acts.Turn, r request.Request, args []string) error {
	s, err := stepOf(x, &r, arg(args, 0))
	if err == nil && s.State != request.Done {
		err = request.ErrNotNow
	}
	if err != nil {
		return result(x, r, err)
	}
	return ask(x, r, request.Paper{ID: request.Issued + s.ID})
}

// issued sends what a department has issued to who asked, and keeps it with the papers.
func issued(x *acts.Turn, d giveData) error {
	was, step := x.Serving.Request, strings.TrimPrefix(d.Paper, request.Issued)
	if was == nil || was.N != d.N || partsOf(x.World, *was)&officer == 0 {
		x.Reply(talk.Prompt{Say: text.T("shop.none", "s", request.Label(d.N)), Rows: x.Menu()})
		return nil
	}
	r := was.Clone()
	_, err := stepOf(x, &r, step)
	if err == nil {
		err = r.Issue(step, d.Files, x.Now.Unix())
	}
	if err != nil {
		return result(x, r, err)
	}
	keep(x, was, r)
	name := paperName(x.World, r, d.Paper)
	say := talk.Prompt{Say: text.T("shop.tell.issued", "s", request.Label(r.N), "paper", name, "agency", show.AgencyName(x.World, x.Me.Agency))}
	if d.Words != "" {
		say.Say = text.Lines(say.Say, text.Said(d.Words))
	}
	for _, f := range r.Paper(d.Paper).Files {
		say.Files = append(say.Files, talk.File{Kind: f.Kind, ID: f.ID})
	}
	x.Write(applicantOf(x, r), world.ClassTask, say)
	p := card(x, r)
	p.Say = text.Join("\n\n", text.T("shop.issued", "paper", name), p.Say)
	x.Reply(p)
	return nil
}

// gave tells whether a department has issued a paper.
func gave(r request.Request, agency, paper string) bool {
	step, of := strings.CutPrefix(paper, request.Issued)
	s := r.Step(step)
	return of && s != nil && s.Agency == agency
}
