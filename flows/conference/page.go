package conference

import (
	"strconv"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// agendaText is the agenda in short, a line or two for each item: what it is
// about, and what was decided. A case is a summary: no more of it is read here.
func agendaText(w *world.World, m world.Conference) text.Text {
	if len(m.Items) == 0 {
		return text.T("conference.empty")
	}
	waiting := text.Text{}
	if m.Waiting > 0 {
		waiting = text.T("conference.waiting", "n", m.Waiting)
	}
	return text.Lines(text.T("conference.agenda", "n", len(m.Items)), itemsText(w, m, 0, len(m.Items), longestLine), waiting)
}

// itemsText are some items; of each so many letters of what people wrote, 0 is all.
func itemsText(w *world.World, m world.Conference, from, to, longest int) text.Text {
	var lines []text.Text
	for i, it := range m.Items[from:to] {
		if longest > 0 {
			it.Title.Words, it.Words = text.Clean(it.Title.Words, longest), text.Clean(it.Words, longest)
		}
		lines = append(lines, text.T("conference.item", "n", from+i+1, "why", whyTexts[it.Why], "title", it.Title), outcomeText(w, m, it))
	}
	return text.Lines(lines...)
}

var whyTexts = map[world.ItemWhy]text.Text{
	world.WhyAgenda: text.T("conference.why.agenda"), world.WhyTopic: text.T("conference.why.topic"), world.WhyRed: text.T("conference.why.red"), world.WhyRelapse: text.T("conference.why.relapse"),
	world.WhyProposal: text.T("conference.why.proposal"), world.WhyLeft: text.T("conference.why.left"),
}

// outcomeText is what was decided of an item.
func outcomeText(w *world.World, m world.Conference, it world.AgendaItem) text.Text {
	var whom []text.Text
	for _, id := range it.Whom {
		whom = append(whom, agencyIn(w, m, id))
	}
	who := text.Join(" · ", whom...)
	led := text.Text{}
	if it.Lead != "" {
		led = text.T("conference.led", "grid", gridIn(w, m, it.Lead))
		if it.Asked {
			led = text.T("conference.led.asked", "grid", gridIn(w, m, it.Lead))
		}
	}
	switch it.Outcome {
	case world.OutcomeLegs:
		return text.Lines(text.T("conference.legs", "whom", who, "words", it.Words, "time", show.Dated(w, it.Due)), led)
	case world.OutcomeTask:
		return text.Lines(text.T("conference.task", "whom", who, "words", it.Words, "time", show.Dated(w, it.Due)), led)
	case world.OutcomeNot:
		return text.T("conference.not", "words", it.Words)
	}
	return text.Text{}
}

// conferencePage is the conference at one look, with what the person can do.
func conferencePage(x *acts.Turn, grid string) talk.Prompt {
	m := meetingNow(x)
	button := func(label text.Text, what ...string) talk.Button {
		return show.AboutMeeting(label, grid, m, what...)
	}
	if m == nil {
		p := talk.Prompt{Say: text.T("conference.none", "grid", show.GridName(x.World, grid), "time", regularText(x.World))}
		if chairs(x.World, grid) {
			p.Rows = [][]talk.Button{{button(text.T("conference.call"), "call")}}
		}
		return p
	}
	lines := []text.Text{text.T("conference.head", "grid", show.GridName(x.World, grid), "n", m.N, "time", show.Dated(x.World, m.At), "stage", stageTexts[m.Stage]), agendaText(x.World, *m), membersText(x.World, *m), tasksText(x.World, *m)}
	var rows [][]talk.Button
	me := m.Member(x.Me.ID)
	switch {
	case m.Stage == world.StageCalled && me != nil && me.Answer == "":
		rows = append(rows, answerButtons(x.World, x.Me, *m))
	case m.Stage == world.StageCalled && me != nil && me.Answer != "come": // who let it be can still come
		rows = append(rows, talk.Row(button(text.T("conference.come"), "come")))
	case m.Stage == world.StageCalled && me != nil: // and who said yes can still not
		rows = append(rows, talk.Row(button(text.T("conference.excused"), "excused")))
	case m.Stage == world.StageOpen && (me != nil && me.There == 0 || me == nil && chairs(x.World, grid)):
		rows = append(rows, talk.Row(button(text.T("conference.there"), "there")))
	}
	var items []talk.Button
	for i, it := range m.Items {
		n := strconv.Itoa(i)
		switch {
		case !chairs(x.World, grid):
		case m.Stage == world.StageCalled && i > 0:
			items = append(items, button(text.T("conference.up", "n", i+1), "up", m.Mark(i)))
		case m.Stage == world.StageOpen || m.Stage == world.StageOver:
			label := text.T("conference.decide", "n", i+1)
			if it.Outcome != "" {
				label = text.T("conference.decided", "n", i+1)
			}
			items = append(items, button(label, "item", n))
		}
	}
	for i := 0; i < len(items); i += 4 {
		rows = append(rows, items[i:min(i+4, len(items))])
	}
	if m.Stage == world.StageCalled {
		var drops []talk.Button
		for i, it := range m.Items {
			if it.Case == 0 && it.Title.ID != "conference.unsigned" && (chairs(x.World, grid) || it.By == x.Me.ID) {
				drops = append(drops, button(text.T("conference.drop", "n", i+1), "drop", m.Mark(i)))
			}
		}
		for i := 0; i < len(drops); i += 4 {
			rows = append(rows, drops[i:min(i+4, len(drops))])
		}
	}
	var tasks []talk.Button
	for _, t := range m.Tasks {
		if t.Done == 0 && mayFinish(x.World, t, grid) && len(tasks) < world.MostItems {
			tasks = append(tasks, button(text.T("conference.task.done", "n", t.N), "done", strconv.Itoa(t.N)))
		}
	}
	rows = append(rows, talk.Pairs(tasks...)...)
	var last []talk.Button
	if me != nil && (m.Stage == world.StageCalled || m.Stage == world.StageOpen) {
		last = append(last, button(text.T("conference.suggest"), "suggest"))
	}
	if chairs(x.World, grid) {
		switch m.Stage {
		case world.StageCalled:
			last = append(last, button(text.T("conference.begin"), "begin"))
			rows = append(rows, talk.Row(button(text.T("conference.move"), "move"), button(text.T("conference.callsoff"), "off")))
		case world.StageOpen:
			last = append(last, button(text.T("conference.code"), "code"), button(text.T("conference.end"), "end"))
		}
		if !m.Running() {
			last = append(last, button(text.T("conference.call"), "call"))
		}
	}
	if m.Stage == world.StageOver && m.Draft && chairs(x.World, grid) {
		rows = append(rows, talk.Row(button(text.T("conference.issue"), "issue")))
	}
	if m.Stage == world.StageOver && !m.Draft && maySign(x.World, *m, x.Me.ID) {
		rows = append(rows, talk.Row(button(text.T("conference.sign"), "sign", m.Short())))
	}
	if m.Hash != "" {
		last = append(last, button(text.T("conference.minutes"), "minutes"))
	}
	if m.Stage == world.StageCalled || m.Stage == world.StageOpen { // others answer meanwhile
		last = append(last, show.MenuButton(text.T("conference.refresh"), "conference", grid))
	}
	rows = append(rows, talk.Pairs(last...)...)
	return talk.Prompt{Say: text.Lines(lines...), Rows: rows}
}

var stageTexts = map[world.Stage]text.Text{
	world.StageCalled: text.T("conference.stage.called"), world.StageOpen: text.T("conference.stage.open"),
	world.StageOver: text.T("conference.stage.over"), world.StageSigned: text.T("conference.stage.signed"), world.StageOff: text.T("conference.stage.off"),
}

func regularText(w *world.World) text.Text {
	at := nextRegular(w)
	if at.IsZero() {
		return text.T("conference.regular.none")
	}
	return text.On(at)
}

// membersText is who comes, and who is there; when it is over, who was not.
func membersText(w *world.World, m world.Conference) text.Text {
	over := m.Stage == world.StageOver || m.Stage == world.StageSigned
	var lists [4][]text.Text
	for _, k := range m.Members {
		name := show.Called(w, k.ID)
		if k.Name != "" {
			name = text.Said(k.Name)
		}
		switch {
		case k.There != 0:
			lists[0] = append(lists[0], name)
		case over && k.Answer != "excused" && k.Answer != "sub":
			lists[3] = append(lists[3], name)
		case k.Answer == "come":
			lists[1] = append(lists[1], name)
		case k.Answer != "":
			lists[2] = append(lists[2], name)
		}
	}
	var lines []text.Text
	names := func(i int) text.Text { return text.Join(" · ", lists[i]...) }
	for i, line := range []text.Text{
		text.T("conference.there.list", "names", names(0)), text.T("conference.come.list", "names", names(1)),
		text.T("conference.excused.list", "names", names(2)), text.T("conference.missed.list", "names", names(3)),
	} {
		if len(lists[i]) > 0 {
			lines = append(lines, line)
		}
	}
	return text.Lines(lines...)
}
