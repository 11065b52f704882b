package correct

import (
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What was taken for danger turns out to be of a harmless kind: one more tap says
// whether it is urgent still. Only those who lead may say so.

// calms tells whether the new kind is no danger, while the case is one.
func (d draft) calms(w *world.World) bool {
	c, known := w.District.Category(d.Category)
	return d.Of == cases.OfCategory && known && !c.Danger && w.Case != nil && w.Case.Danger && leads(w)
}

func askCalm(w *world.World, d draft) talk.Prompt {
	return talk.Prompt{Say: text.T("correct.calm.kind", "category", show.CategoryName(w, d.Category)), Rows: [][]talk.Button{
		{show.Pick(text.T("correct.calm.yes"), "calm")}, {show.Pick(text.T("correct.calm.no"), "urgent")},
	}}
}

func hearCalm(_ *world.World, d *draft, e talk.Event) talk.Answer {
	if e.Press == "" {
		e.Press = calmWords[ask.PlainWords(e.Text)]
	}
	if e.Press != "calm" && e.Press != "urgent" {
		return talk.Sorry("correct.choose")
	}
	d.Calm = e.Press == "calm"
	return talk.OK()
}

// calmWords are what people write instead of pressing a button.
var calmWords = map[string]string{
	"不紧急": "calm", "不急": "calm", "不再紧急": "calm", "not urgent": "calm", "紧急": "urgent", "仍然紧急": "urgent", "urgent": "urgent", "still urgent": "urgent",
}
