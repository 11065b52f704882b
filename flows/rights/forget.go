package rights

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What somebody wants forgotten goes at once: there is no day on which it could be
// taken back, for until then it would have to be kept.

// sureFor is how long the button that says yes means what it stood under.
const sureFor = time.Hour

// forget answers /forget: it says what goes and what stays, asks once, and does it
// when the button under that is pressed: yes|<when it was asked>.
func forget(x *acts.Turn, choice string) error {
	if x.Me.Role != world.Resident {
		x.Reply(talk.Prompt{Say: text.T("forget.staff"), Rows: x.Menu()})
		return nil
	}
	answer, at, _ := strings.Cut(choice, "|")
	asked, err := strconv.ParseInt(at, 10, 64)
	sure := x.Event.Press != "" && answer == "yes" && err == nil && asked <= x.Now.Unix() && x.Now.Unix()-asked < int64(sureFor/time.Second)
	switch {
	case sure && x.Me.Rev == 0 && x.Traces.All == 0 && !toldOfCare(x.World):
		x.ShowToast(text.T("forget.gone")) // pressed twice
	case sure:
		forgotten(x)
	default:
		ask(x)
	}
	return nil
}

// ask says of everything that is kept what becomes of it.
func ask(x *acts.Turn) {
	open, danger, over, notices := 0, 0, 0, 0
	for _, c := range x.Traces.Cases {
		switch {
		case !c.Outsiders()[x.Me.ID]: // they typed it when they worked here
		case c.Followed(x.Me.ID) && c.By.ID != x.Me.ID:
			notices++
		case c.Status.Type() != cases.Open:
			over++
		case c.Danger:
			danger++
		default:
			open++
		}
	}
	lines := []text.Text{text.T("forget.ask"), text.T("forget.you")}
	count := func(n int, say text.Text) {
		if n > 0 {
			lines = append(lines, say)
		}
	}
	more := x.Traces.All - len(x.Traces.Cases)
	count(over, text.T("forget.over", "n", over))
	count(open, text.T("forget.open", "n", open))
	count(danger, text.T("forget.danger", "n", danger))
	count(notices, text.T("forget.notices", "n", notices))
	count(more, text.T("forget.more", "n", more))
	lines = append(lines, caresText(x.World)...)
	if x.World.Session.Dialogue != "" {
		lines = append(lines, text.T("forget.draft"))
	}
	if x.Me.Left != 0 {
		lines = append(lines, text.T("forget.left", "days", daysText(x.World)))
	}
	lines = append(lines, text.T("forget.telegram"), text.T("forget.once"))
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: [][]talk.Button{
		{show.MenuButton(text.T("forget.yes"), "forget", "yes", strconv.FormatInt(x.Now.Unix(), 10))}, {show.MenuButton(text.T("forget.mydata"), "mydata")},
	}})
}

// forgotten takes the person out of everything. What they were writing is gone, too.
func forgotten(x *acts.Turn) {
	takeOut(x, x.Now.Unix())
	if outOfCare(x, x.Now.Unix()) || x.Traces.All > len(x.Traces.Cases) {
		x.Rest = x.Now.Unix()
	}
	gone := world.Person{ID: x.Me.ID, Rev: x.Me.Rev}
	if x.Me.Left != 0 {
		gone.Name, gone.Left, gone.Lang = x.Me.Name, x.Me.Left, x.Me.Lang
	}
	x.Forget, x.Heard = &gone, 0
	x.People = slices.DeleteFunc(x.People, func(p world.Person) bool { return p.ID == x.Me.ID })
	x.KeepSession(talk.Session{})
	none := int64(0)
	x.Draft = &none
	x.Reply(talk.Prompt{Say: text.T("forget.done")})
}

// takeOut takes the person out of the cases that were read, as far as they were
// opened by a moment. Whoever has one of them reads it as it is now.
func takeOut(x *acts.Turn, until int64) (left int) {
	for _, c := range x.Traces.Cases {
		if !c.Outsiders()[x.Me.ID] || c.Opened > until {
			continue
		}
		left++
		after := x.Pending(c)
		*after = c.Forget(x.Me.ID, x.Now.Unix(), keeps(x.World, c))
		for _, k := range after.Cards {
			l := x.CardLetter(*after, k, text.Text{}, false)
			l.Class = world.ClassBulk
			x.Letters = append(x.Letters, l)
		}
	}
	return left
}

// rest goes on with what did not fit into one commit. What the person has told since
// is another matter.
func rest(x *acts.Turn, k talk.Clock) error {
	if x.Me.Role != world.Resident {
		return nil
	}
	left, cares := takeOut(x, k.Due.Unix()), outOfCare(x, k.Due.Unix())
	if cares || left > 0 && x.Traces.All > len(x.Traces.Cases) {
		x.Rest = k.Due.Unix()
	}
	return nil
}

// keeps tells of an answer of a case whether it is one of those that are offered: in
// somebody's own words may be who they are.
func keeps(w *world.World, c cases.Case) func(cases.Fact) bool {
	kind, _ := w.District.Category(c.Category)
	return func(f cases.Fact) bool {
		return slices.ContainsFunc(kind.Asks, func(a district.Ask) bool {
			if a.ID != f.Ask {
				return false
			}
			return a.Kind == district.KindYesNo || slices.ContainsFunc(a.Choices, func(o district.Choice) bool { return o.ID == f.Value })
		})
	}
}
