package chase

import (
	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// year warns of a year whose days off nobody has named, from December before it
// on: deadlines in it would count plain weekends.
func year(x *acts.Turn) {
	here := x.District.Here(x.Now)
	for _, year := range []int{here.Year(), here.AddDate(0, 1, 0).Year()} { // from December on, the next one too
		if !x.District.Calendar.Known(year) {
			x.Letters = append(x.Letters, world.Letter{Class: world.ClassReminder, To: x.Private(), Lang: x.Me.Lang,
				Say: talk.Prompt{Say: text.T("year.missing", "year", year)}})
			return
		}
	}
}
