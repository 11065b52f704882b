package rectify

import (
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/district/orders"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who may order something the folder says: a worker of the grid may have no power to,
// and advises (整改告知书); an officer of an agency that serves notices orders, and an
// order names the rule it rests on.

// advises tells whether what the person serves is advice.
func advises(w *world.World) bool { return w.District.Orders.Advice && w.Me.Role != world.Officer }

// ordered tells whether an order is in force that the person has no power to replace.
func ordered(w *world.World) bool {
	n := ask.Notice(w)
	return n != nil && !n.Advice && advises(w)
}

// longestRule is how many characters of a basis fit the page.
const longestRule = 100

// noticeBasis asks which act and article an order rests on, where the folder names none.
var noticeBasis = talk.Step[*world.World, noticeData]{
	Name: "basis",
	When: func(w *world.World, _ noticeData) bool {
		return w.Case != nil && w.District.Orders.Advice && !advises(w) && !founded(w)
	},
	Ask: func(*world.World, noticeData) talk.Prompt { return talk.Prompt{Say: text.T("notice.rule")} },
	Hear: func(_ *world.World, d *noticeData, e talk.Event) talk.Answer {
		if d.Basis = text.CleanLine(e.Text, longestRule); !orders.Founds(d.Basis) {
			d.Basis = ""
			return talk.Sorry("notice.rule.sorry")
		}
		return talk.OK()
	},
}

// founded tells whether the folder says which rule notices of the category rest on.
func founded(w *world.World) bool {
	c, _ := w.District.Category(w.Case.Category)
	return len(c.Notice.Basis) > 0
}

// previewText is what stands over a paper before it is served.
func previewText(w *world.World) text.Text {
	if advises(w) {
		return text.T("advice.preview")
	}
	return text.T("notice.preview")
}

// pageText is what comes with the page of a notice.
func pageText(n cases.Notice, link string) text.Text {
	if n.Advice {
		return text.T("advice.sheet", "id", n.ID, "link", link)
	}
	return text.T("notice.sheet", "id", n.ID, "link", link)
}
