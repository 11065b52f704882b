package show

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// cardButtons are what the holder of the card may do now, from the table of
// the lifecycle, and ways to look closer.
func cardButtons(w *world.World, c cases.Case, k cases.Card) [][]talk.Button {
	if k.As == cases.ViewGroup {
		return groupButtons(w, c, k)
	}
	if w.Outside(k, c) {
		return nil // it is theirs no more: every button would only say so
	}
	may := slices.DeleteFunc(c.Actions(w.Holder(k).Part()), func(do cases.Action) bool {
		return do == cases.Contest && w.Now.Unix() > c.Contest // it would only say that it is too late
	})
	ahead, rest := places(c, k.As)
	rows := talk.Pairs(actButtons(w, c, ahead, may)...)
	if slices.Contains(may, cases.Rate) && k.As == cases.ViewReporter {
		for r := 5; r >= 1; r-- {
			rows = append(rows, talk.Row(Acting(ratingTexts[r], c.Number, cases.Rate, strconv.Itoa(r))))
		}
	}
	more := slices.ContainsFunc(rest, func(do cases.Action) bool { return slices.Contains(may, do) }) || c.Notice() != nil && k.As != cases.ViewReporter && k.As != cases.ViewJoiner
	looks := lookButtons(w, c, k.As, more)
	gone := c.Status == cases.Withdrawn || c.Status == cases.Merged // nobody follows it any more
	if !gone && c.Slip(k.Chat) || !gone && k.As == cases.ViewLead && c.Filed != nil && c.Slip(c.Filed.By) {
		rows = append(rows, talk.Row(Acting(text.T("button.slip"), c.Number, "slip")))
	}
	if len(looks) > 0 && (c.Status.Type() == cases.Open || k.As == cases.ViewLead) {
		rows = append(rows, looks)
	}
	return rows
}

// groupButtons stand on the card of a work group: to take it, and to open it in
// private.
func groupButtons(w *world.World, c cases.Case, k cases.Card) [][]talk.Button {
	var row []talk.Button
	if world.OnOffer(c) && !w.Outside(k, c) {
		row = append(row, Acting(ActOf[cases.Claim].Label, c.Number, cases.Claim))
	}
	return [][]talk.Button{append(row, talk.Button{Label: text.T("button.open"), Start: "c" + strconv.Itoa(c.Number)})}
}

// places are the acts that stand on a card, and those that stand behind "more".
func places(c cases.Case, as cases.View) (ahead, rest []cases.Action) {
	ahead, rest = OnCard(as), BehindMore(as)
	if c.Proposal != nil && as == cases.ViewLead { // what was proposed is answered at once
		ahead = append([]cases.Action{cases.Whistle}, ahead...)
	}
	if c.Clock.Step == 0 {
		return ahead, rest
	}
	for _, do := range rest { // it was reminded of: what answers that is at hand
		if ActOf[do].Solves {
			ahead = append(ahead, do)
		}
	}
	return ahead, slices.DeleteFunc(rest, func(do cases.Action) bool { return ActOf[do].Solves })
}

// unasked: what is noted on the way there, or while it is checked, is said
// without a button; a button for it would only be in the way.
func unasked(c cases.Case) bool { return c.Status == cases.Claimed || c.Status == cases.Submitted }

// actButtons are those of the acts that may be done now.
func actButtons(w *world.World, c cases.Case, acts, may []cases.Action) []talk.Button {
	var bs []talk.Button
	for _, do := range acts {
		if !slices.Contains(may, do) || do == cases.Note && unasked(c) {
			continue
		}
		label := measures.Serving(w, c, do, ActOf[do].Label)
		switch {
		case do == cases.Assign && c.Assignee != 0:
			label = text.T("button.reassign")
		case do == cases.Confirm && c.Nothing:
			label = text.T("button.confirm.nothing")
		case do == cases.Reopen && c.Nothing:
			label = text.T("button.reopen.nothing")
		}
		bs = append(bs, Acting(label, c.Number, do))
	}
	return bs
}

// lookButtons are the ways to look closer.
func lookButtons(w *world.World, c cases.Case, as cases.View, more bool) []talk.Button {
	var looks []talk.Button
	if more {
		looks = append(looks, Acting(text.T("button.more"), c.Number, "more"))
	}
	if c.Legged() && as == cases.ViewLead {
		looks = append(looks, Acting(text.T("button.legs"), c.Number, "legs"))
	}
	if n := len(w.SeenFiles(c, as)); n > 0 {
		looks = append(looks, Acting(text.T("button.files", "n", n), c.Number, "files"))
	}
	if as == cases.ViewLead && c.Named() {
		looks = append(looks, Acting(text.T("button.who"), c.Number, "who"))
	}
	if c.Place.Point != nil && as != cases.ViewReporter && as != cases.ViewJoiner {
		looks = append(looks, Acting(text.T("button.map"), c.Number, "map"))
	}
	return looks
}

// NumberOf is the number of a conference; 0 for none. It stands on every button:
// those of an earlier one mean other items and other tasks.
func NumberOf(m *world.Conference) int {
	if m == nil {
		return 0
	}
	return m.N
}

// AboutMeeting is a button about a conference.
func AboutMeeting(label text.Text, grid string, m *world.Conference, what ...string) talk.Button {
	return MenuButton(label, "conference", append([]string{grid, strconv.Itoa(NumberOf(m))}, what...)...)
}

// Acting builds what stands on a button that acts on a case.
func Acting(label text.Text, number int, do cases.Action, choice ...string) talk.Button {
	data := "c|" + strconv.Itoa(number) + "|" + string(do)
	for _, c := range choice {
		data += "|" + c
	}
	return talk.Button{Label: label, Data: data}
}

// MenuButton is a button that stands for a command.
func MenuButton(label text.Text, command string, choice ...string) talk.Button {
	return talk.Button{Label: label, Data: strings.Join(append([]string{"m", command}, choice...), "|")}
}

// LongestOnLabel is how much of a name stands on a button among other words.
const LongestOnLabel = 40

// InFours puts buttons with a number on them into rows.
func InFours(bs []talk.Button) (rows [][]talk.Button) {
	for row := range slices.Chunk(bs, 4) {
		rows = append(rows, row)
	}
	return rows
}

// Pick is a button that answers the question it stands under.
func Pick(label text.Text, press string) talk.Button { return talk.Button{Label: label, Press: press} }

func DutyButton(w *world.World) talk.Button {
	if w.Me.Duty {
		return MenuButton(text.T("menu.duty.off"), "duty", "off")
	}
	return MenuButton(text.T("menu.duty.on"), "duty", "on")
}

// Menu is what a person can do.
func Menu(w *world.World) [][]talk.Button {
	first := talk.Row(MenuButton(text.T("menu.report"), "report"))
	if w.Me.Role != world.Resident {
		first = append(first, MenuButton(text.T("menu.file"), "file"))
	}
	rows := [][]talk.Button{
		first,
		{MenuButton(text.T("menu.cases"), "cases"), MenuButton(text.T("menu.language"), "language")},
	}
	if w.Me.Role == world.Resident && w.Me.Notice != 0 {
		rows = append([][]talk.Button{{Acting(text.T("menu.notice"), w.Me.Notice, "open")}}, rows...)
	}
	switch w.Me.Role {
	case world.Worker:
		return append([][]talk.Button{
			{MenuButton(text.T("menu.tasks"), "tasks"), MenuButton(text.T("menu.overdue"), "overdue")}, {DutyButton(w)},
		}, rows...)
	case world.Officer:
		return append([][]talk.Button{{MenuButton(text.T("menu.legs"), "tasks"), MenuButton(text.T("menu.overdue"), "overdue")},
			{MenuButton(text.T("menu.conference"), "conference"), DutyButton(w)}}, rows...)
	case world.Lead, world.Coordinator:
		return append([][]talk.Button{
			{MenuButton(text.T("menu.open"), "tasks"), MenuButton(text.T("menu.staff"), "staff")},
			{MenuButton(text.T("menu.overdue"), "overdue"), MenuButton(text.T("menu.digest"), "digest")},
			{MenuButton(text.T("menu.stats"), "stats"), MenuButton(text.T("menu.conference"), "conference")},
			{MenuButton(text.T("menu.hot"), "hot"), MenuButton(text.T("menu.topics"), "topics")},
			{MenuButton(text.T("menu.roster"), "roster"), MenuButton(text.T("menu.invite"), "invite")},
		}, rows...)
	}
	return rows
}

// helpTexts tell what only some can do, by role.
var helpTexts = map[world.Role]text.Text{
	world.Worker: text.T("help.worker"), world.Lead: text.T("help.lead"), world.Coordinator: text.T("help.coordinator"), world.Officer: text.T("help.officer"),
}

// Help says in a few lines what the person can do, by role.
func Help(w *world.World) text.Text {
	return text.Join("\n\n", text.T("help.resident"), helpTexts[w.Me.Role])
}
