package conference

import (
	"gridbot/flows/errands"
	"gridbot/flows/show"
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
	return text.Lines(text.T("conference.agenda", "n", len(m.Items)), itemsText(w, m, 0, len(m.Items), errands.LongestLine), waiting)
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
	world.WhyProposal: text.T("conference.why.proposal"), world.WhyLeft: text.T("conference.why.left"), world.WhyLearn: text.T("conference.why.learn"),
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

var stageTexts = map[world.Stage]text.Text{
	world.StageCalled: text.T("conference.stage.called"), world.StageOpen: text.T("conference.stage.open"),
	world.StageOver: text.T("conference.stage.over"), world.StageSigned: text.T("conference.stage.signed"), world.StageOff: text.T("conference.stage.off"),
}

// regularText is when the next regular conference is.
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
