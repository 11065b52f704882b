package topics

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/frequent"
	"gridbot/flows/hotspots"
	"gridbot/flows/patrol"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A key topic has a number; its card is for the staff of its grid, and whoever leads
// it takes it from stage to stage. What stands on the buttons:
//
//	m|topics[|<number>[|<press>[|<argument>]]]    press: go, next, take, note, plan, count, profile, cases

// now is the topics as this change leaves them.
func now(x *acts.Turn) *world.Topics {
	if x.Change.Topics != nil {
		return x.Change.Topics
	}
	return x.World.Topics
}

// change keeps what is done to the topics.
func change(x *acts.Turn, does func(ts *world.Topics)) {
	ts := now(x).Clone()
	does(&ts)
	x.Change.Topics = &ts
}

// begin makes a key topic of a spot; its cases that are open show it from now on.
func begin(x *acts.Turn, h hotspots.Hot, d hotspots.Decision) {
	if t := now(x).Same(h.Grid, h.Spot); t != nil {
		d.Do, d.N = hotspots.Topical, t.N // made by hand meanwhile: it does not wait for a word any more
		decide(x, d)
		x.ShowToast(text.T("topics.twice", "n", t.N))
		x.Reply(topicCard(x, *t))
		return
	}
	var t hotspots.Topic
	change(x, func(ts *world.Topics) {
		of := hotspots.Topic{Grid: h.Grid, Spot: h.Spot, Owner: x.Me.ID, Cases: slices.Clone(h.Cases), Why: h.Why, Voices: h.Voices, Days: h.Days}
		if begun, ok := ts.Begin(of, x.Now); ok {
			t = *begun
		}
	})
	if t.N == 0 {
		x.Change.Topics = nil
		x.ShowAlert(text.T("topics.full", "n", hotspots.MostTopics))
		return
	}
	for _, c := range x.Rounds {
		if c.Status.Type() == cases.Open && c.KeyTopic == 0 {
			x.Pending(c).KeyTopic = t.N
		}
	}
	d.Do, d.N = hotspots.Topical, t.N
	decide(x, d)
	x.ShowToast(deedText(d))
	x.Reply(topicCard(x, t))
}

// needTopics: the topics; and for a profile, or a list, the cases of one.
func needTopics(w *world.World, choice string, n *world.Need) {
	n.Topics, n.Plays = true, true
	number, press, arg := cut(choice)
	n.Hot = press == "go" && strings.HasPrefix(arg, string(hotspots.StageClosed))
	if press == "costs" || press == "agreed" {
		n.Accord = number
	}
	reads := press == "profile" || press == "cases" || press == "" && w.Me.Role == world.Officer // who sees some of them
	if t := w.Topics.Topic(number); t != nil && reads && sees(w, *t) {
		n.Rounds = listed(t.Cases, mostProfiled)
	}
}

// cut reads the choice of /topics.
func cut(choice string) (number int, press, arg string) {
	p := append(strings.SplitN(strings.TrimSpace(choice), "|", 3), "", "")
	number, _ = strconv.Atoi(strings.TrimPrefix(p[0], "#"))
	return number, p[1], p[2]
}

// sees tells whether a topic is for somebody of the staff: of their grid, or of what
// they answer for.
func sees(w *world.World, t hotspots.Topic) bool {
	switch w.Me.Role {
	case world.Coordinator:
		return true
	case world.Officer:
		return w.Me.Answers(t.Grid, t.Kind)
	case world.Lead, world.Worker:
		return w.Me.Grid == t.Grid
	}
	return false
}

// topics answers /topics.
func topics(x *acts.Turn, choice string) error {
	number, press, arg := cut(choice)
	t := now(x).Topic(number)
	switch {
	case strings.TrimSpace(choice) == "":
		x.Reply(topicList(x))
		return nil
	case t == nil || !sees(x.World, *t):
		x.Reply(talk.Prompt{Say: text.T("topics.none.such"), Rows: topicList(x).Rows})
		return nil
	case press == "profile":
		profiled(x, *t)
		return nil
	case press == "cases":
		x.Beside(caseList(x, *t))
		return nil
	case press == "":
		x.Reply(topicCard(x, *t))
		return nil
	case slices.Contains(patrol.Presses, press):
		return patrol.Pressed(x, *t, press, arg)
	case slices.Contains(costPresses, press):
		return cost(x, *t, press, arg)
	case slices.Contains(cleanPresses, press):
		return cleaning(x, *t, press, arg)
	case press == "count" && t.Open() && patrol.Counts(x.World, *t):
		return patrol.Counted(x, *t, arg)
	case !leads(x.World, t.Grid):
		x.ShowAlert(text.T("topics.lead"))
		return nil
	case !t.Open():
		x.ShowToast(text.T("topics.over"))
		x.Reply(topicCard(x, *t))
		return nil
	}
	return worked(x, *t, press, arg)
}

// worked is what a lead does with a topic by a button.
func worked(x *acts.Turn, t hotspots.Topic, press, arg string) error {
	switch press {
	case "again":
		patrol.Back(x, t, arg)
		return nil
	case "point":
		return patrol.Name(x, t, arg)
	case "place":
		patrol.Place(x, t, arg)
		return nil
	case "unpoint":
		patrol.TakeAway(x, t, arg)
		return nil
	case "note", "plan":
		return ask(x, words{N: t.N, What: press})
	case "go":
		to, sure, _ := strings.Cut(arg, "|")
		if end := hotspots.StageClosed; to == string(end) && sure != "yes" && slices.Contains(t.Goes(), end) {
			x.Reply(ends(t.N, text.T("topics.close.sure", "n", t.N, "what", called(x.World, t)), "go", to, "yes"))
			return nil
		}
		goes(x, t, hotspots.Stage(to))
	case "next":
		if days, err := strconv.Atoi(arg); err == nil && days > 0 && days <= 90 {
			at := x.District.Here(x.Now).AddDate(0, 0, days)
			change(x, func(ts *world.Topics) { ts.Topic(t.N).Next, ts.Topic(t.N).Own = at.Unix(), 0 })
		}
	case "take":
		if t.Owner != x.Me.ID {
			change(x, func(ts *world.Topics) { ts.Topic(t.N).Owner = x.Me.ID })
			tellOwner(x, t)
		}
	}
	x.Reply(topicCard(x, *now(x).Topic(t.N)))
	return nil
}

// ends asks whether somebody is sure of what has no way back.
func ends(n int, say text.Text, press ...string) talk.Prompt {
	yes := show.MenuButton(text.T("topics.close.yes"), "topics", append([]string{strconv.Itoa(n)}, press...)...)
	return talk.Prompt{Say: say, Rows: [][]talk.Button{{yes, show.MenuButton(text.T("talk.back"), "topics", strconv.Itoa(n))}}}
}

// goes takes the topic to another stage; where somebody else did, that is said.
func goes(x *acts.Turn, t hotspots.Topic, to hotspots.Stage) {
	if !slices.Contains(t.Goes(), to) {
		x.ShowToast(text.T("topics.moved", "stage", stageTexts[t.Stage]))
		return
	}
	change(x, func(ts *world.Topics) { ts.Topic(t.N).Go(to, x.Me.ID, x.Now) })
	x.ShowToast(stageTexts[to])
	if to == hotspots.StageClosed && board(x) != nil {
		b := board(x).Closed(t.Grid, t.Spot, x.Me.ID, x.Now)
		x.Change.Hot = &b
	}
}

// tellOwner tells who answered for a topic that somebody else does now.
func tellOwner(x *acts.Turn, t hotspots.Topic) {
	if p, works := x.Staff.People[t.Owner]; works {
		x.Write(p, world.ClassTask, talk.Prompt{Say: text.T("topics.taken", "name", x.Me.Name, "n", t.N, "what", called(x.World, t)),
			Rows: [][]talk.Button{talk.Row(openTopic(t.N))}})
	}
}

func openTopic(n int) talk.Button {
	return show.MenuButton(text.T("topics.open", "n", n), "topics", strconv.Itoa(n))
}

// stageTexts are how far a topic is.
var stageTexts = map[hotspots.Stage]text.Text{
	hotspots.StageFound: text.T("topics.stage.found"), hotspots.StageLooked: text.T("topics.stage.looked"), hotspots.StageOptions: text.T("topics.stage.options"),
	hotspots.StageAgreed: text.T("topics.stage.agreed"), hotspots.StageRunning: text.T("topics.stage.running"), hotspots.StageHeld: text.T("topics.stage.held"),
	hotspots.StageClosed: text.T("topics.stage.closed"), hotspots.StageBack: text.T("topics.stage.back"),
}

// How much of a topic stands on its card, and of a list.
const (
	mostTopics = 20
	mostLines  = 5
	mostOfIt   = 4
)

// topicList is the topics somebody sees, the open ones first, those that are due
// before the others.
func topicList(x *acts.Turn) talk.Prompt {
	var seen []hotspots.Topic
	if ts := now(x); ts != nil {
		for _, t := range ts.All {
			if sees(x.World, t) && t.Open() {
				seen = append(seen, t)
			}
		}
	}
	if len(seen) == 0 {
		return talk.Prompt{Say: text.T("topics.none"), Rows: append(newTopic(x.World), x.Menu()...)}
	}
	slices.SortStableFunc(seen, func(a, b hotspots.Topic) int { return int(dueFirst(a) - dueFirst(b)) })
	lines := []text.Text{text.T("topics.head", "n", len(seen))}
	p := talk.Prompt{}
	for _, t := range seen[:min(len(seen), mostTopics)] {
		line := text.T("topics.line", "n", t.N, "what", called(x.World, t), "stage", stageTexts[t.Stage])
		if t.Late(x.Now) {
			line = text.T("topics.line.late", "line", line)
		}
		lines = append(lines, line)
		p.Rows = append(p.Rows, talk.Row(show.MenuButton(text.T("topics.pick", "n", t.N, "where", frequent.Where(x.World, t.Spot)), "topics", strconv.Itoa(t.N))))
	}
	p.Rows = append(p.Rows, newTopic(x.World)...)
	p.Say = text.Lines(lines...)
	return p
}

// newTopic is where a lead makes one by hand.
func newTopic(w *world.World) [][]talk.Button {
	if w.Me.Role != world.Coordinator && w.Me.Role != world.Lead {
		return nil
	}
	return [][]talk.Button{{show.MenuButton(text.T("topics.new"), "declare")}}
}

// called is what a topic is called: by the name it was given, too.
func called(w *world.World, t hotspots.Topic) text.Text {
	if t.Name == "" {
		return frequent.Name(w, t.Spot)
	}
	return text.T("topics.called", "name", t.Name, "what", frequent.Name(w, t.Spot))
}

// dueFirst orders topics: what has a next date by it, in days, then all others.
func dueFirst(t hotspots.Topic) int64 {
	if t.Next == 0 {
		return 1 << 30
	}
	return t.Next / int64(world.OneDay/time.Second)
}

// topicCard is a topic as the staff see it.
func topicCard(x *acts.Turn, t hotspots.Topic) talk.Prompt {
	w := x.World
	lines := []text.Text{
		text.T("topics.title", "n", t.N, "what", called(w, t), "grid", show.GridName(w, t.Grid)),
		text.T("topics.stage", "stage", stageTexts[t.Stage], "time", show.Dated(w, t.Since)),
		text.T("topics.owner", "name", show.Called(w, t.Owner)),
	}
	switch {
	case t.Late(x.Now):
		lines = append(lines, text.T("topics.next.late", "time", show.Dated(w, t.Next)))
	case t.Open() && t.Next != 0:
		lines = append(lines, text.T("topics.next", "time", show.Dated(w, t.Next)))
	}
	if t.Plan != "" {
		lines = append(lines, text.T("topics.plan", "words", t.Plan))
	}
	lines = append(lines, text.T("topics.cases", "n", len(t.Cases)))
	if len(t.Counts) > 0 {
		lines = append(lines, text.T("topics.counts", "n", len(t.Counts)))
	}
	for _, e := range t.Diary[max(0, len(t.Diary)-mostLines):] {
		lines = append(lines, diaryLine(w, e))
	}
	return talk.Prompt{Say: text.Lines(lines...), Rows: topicButtons(w, t)}
}

// diaryLine is one line of the diary: a step, a case that came in, or words.
func diaryLine(w *world.World, e hotspots.Entry) text.Text {
	what := text.Said(e.Words)
	switch {
	case e.Stage != "":
		if what = stageTexts[e.Stage]; e.By == 0 {
			return text.T("topics.diary.itself", "time", show.Dated(w, e.At), "what", what)
		}
	case e.Case != 0:
		return text.T("topics.diary.case", "time", show.Dated(w, e.At), "number", e.Case)
	}
	return text.T("topics.diary", "time", show.Dated(w, e.At), "name", show.Called(w, e.By), "what", what)
}

// topicButtons are what can be done with a topic: to look at its cases and at what
// it is like is for all who see it.
func topicButtons(w *world.World, t hotspots.Topic) (rows [][]talk.Button) {
	id := strconv.Itoa(t.N)
	if t.Open() && leads(w, t.Grid) {
		var go_ []talk.Button
		for _, to := range t.Goes() {
			go_ = append(go_, show.MenuButton(text.T("topics.go", "stage", stageTexts[to]), "topics", id, "go", string(to)))
		}
		rows = append(talk.Pairs(go_...), talk.Row(show.MenuButton(text.T("topics.note"), "topics", id, "note"), show.MenuButton(text.T("topics.planned"), "topics", id, "plan")))
		rows = append(rows, nextDays(id))
		if t.Owner != w.Me.ID {
			rows = append(rows, talk.Row(show.MenuButton(text.T("topics.take"), "topics", id, "take")))
		}
	}
	if t.Open() && patrol.Counts(w, t) {
		rows = append(rows, talk.Row(show.MenuButton(text.T("topics.count"), "topics", id, "count")))
	}
	rows = append(rows, talk.Pairs(openButtons(w, t)...)...)
	if patrol.Standing(t)+len(t.Upkeep) > 0 || t.Open() && leads(w, t.Grid) {
		row := talk.Row(show.MenuButton(text.T("topics.points", "n", patrol.Standing(t)), "topics", id, "points"), show.MenuButton(text.T("topics.clean", "n", len(t.Upkeep)), "topics", id, "clean"))
		if accounts(w, t) {
			row = append(row, show.MenuButton(text.T("topics.costs", "n", len(t.Bills)), "topics", id, "costs"))
		}
		rows = append(rows, row)
	}
	if leads(w, t.Grid) {
		rows = append(rows, talk.Row(show.MenuButton(text.T("topics.accord"), "accord", id)))
	}
	rows = append(rows, playButtons(w, t)...)
	return append(rows, talk.Row(show.MenuButton(text.T("topics.profile"), "topics", id, "profile"), show.MenuButton(text.T("topics.all"), "topics")))
}
