package rights

import (
	"slices"
	"strings"

	"gridbot/flows/request"
	"gridbot/flows/services"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// requestData is what is kept of something somebody does in one go: what they answered,
// gave, and were told is wrong with it.
func requestData(w *world.World, r request.Request, at func(int64) text.Text) []text.Text {
	i := slices.IndexFunc(w.District.Services, func(s services.Service) bool { return s.ID == r.Service })
	s, name := services.Service{}, text.Said(r.Service)
	if i >= 0 {
		s = w.District.Services[i]
		name = text.Named(s.Names)
	}
	lines := []text.Text{text.Said(""), text.T("mydata.request", "s", request.Label(r.N), "service", name, "time", at(r.Begun))}
	for _, a := range s.Asks {
		if v, given := r.Answers[a.ID]; given {
			lines = append(lines, text.T("mydata.request.answer", "question", text.Named(a.Names), "answer", v))
		}
	}
	for _, p := range r.Papers {
		called := text.Said(p.ID)
		if known, ok := s.Paper(p.ID); ok {
			called = text.Named(known.Names)
		}
		if step, issued := strings.CutPrefix(p.ID, request.Issued); issued {
			if of, ok := s.Step(step); ok {
				called = text.Named(of.Names)
			}
		}
		if p.At != 0 {
			lines = append(lines, text.T("mydata.request.paper", "paper", called, "time", at(p.At), "words", p.Words))
		}
		for _, f := range p.Files {
			lines = append(lines, text.T("mydata.file", "kind", f.Kind, "time", at(p.At), "id", f.ID))
		}
		for _, wrong := range p.Wrong {
			lines = append(lines, text.T("mydata.request.wrong", "paper", called, "why", wrong.Why))
		}
	}
	return lines
}
