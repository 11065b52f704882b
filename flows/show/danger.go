package show

import (
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Emergency is what somebody in danger must read before any question.
func Emergency(w *world.World, c district.Category, then text.Text) talk.Prompt {
	var numbers []text.Text
	list := func(phone string) {
		for _, n := range w.District.Emergency {
			if n.Phone == phone || phone == "" {
				numbers = append(numbers, text.T("report.danger.number", "phone", n.Phone, "who", text.Named(n.Names)))
			}
		}
	}
	for _, phone := range c.Call { // whom to call first stands first
		list(phone)
	}
	if len(c.Call) == 0 {
		list("")
	}
	return talk.Prompt{Say: text.Lines(
		text.T("report.danger"),
		text.Lines(numbers...),
		text.Named(c.Advice),
		then,
	)}
}
