package hearing

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Plain words do what they say, at every step: who asks for their reports is
// not telling of a hazard. Only whole messages count.

// A plainKind is what plain words ask for; "" for nothing of the kind.
type plainKind string

const (
	plainCases    plainKind = "cases"
	plainTasks    plainKind = "tasks"
	plainFile     plainKind = "file"
	plainHelp     plainKind = "help"
	plainMenu     plainKind = "menu"
	plainWithdraw plainKind = "withdraw"
	plainWhen     plainKind = "when"
	plainHuman    plainKind = "human"
	plainDelete   plainKind = "delete"
	plainThanks   plainKind = "thanks"
	plainAnger    plainKind = "anger"
)

// plainWords are how people ask, folded and without polite words around. A bare
// "help" is none of them: it may be a cry.
var plainWords = byWords(map[plainKind][]string{
	plainCases: {"我的报告", "我的上报", "我的事项", "我的案件", "进度", "查进度", "查询进度", "办理进度", "办到哪了", "办到哪一步了", "到哪一步了",
		"my reports", "my report", "my cases", "progress", "status", "check status", "case status"},
	plainFile:     {"登记", "代报", "代为上报", "我要登记", "我要代报", "file a case", "file it for somebody"},
	plainTasks:    {"我的任务", "任务", "待办", "my tasks", "tasks"},
	plainHelp:     {"帮助", "怎么用", "怎么使用", "如何使用", "使用说明", "你能做什么", "how does this work", "how do i use this", "how to use this", "what can you do"},
	plainMenu:     {"菜单", "主菜单", "menu", "main menu"},
	plainWithdraw: {"撤回", "撤销", "我要撤回", "撤回报告", "withdraw", "withdraw it", "withdraw my report"},
	plainWhen: {"什么时候来人", "什么时候来", "什么时候有人来", "什么时候修", "什么时候修好", "什么时候能修好", "什么时候能好", "多久能修好", "多久来人", "几时来人", "有人来吗", "什么时候处理", "怎么还没来人", "怎么还没人来",
		"when will it be fixed", "when will somebody come", "when will someone come", "when is somebody coming", "when is someone coming", "when will you come", "how long will it take", "any news", "any update"},
	plainHuman: {"找人工", "人工", "转人工", "人工客服", "我要人工", "找网格员", "我要找网格员", "我要找人", "网格员电话", "谁负责", "谁在负责",
		"human", "a human", "talk to a human", "i want to talk to a human", "talk to somebody", "talk to someone", "speak to a person", "who is in charge", "agent", "call me"},
	plainDelete: {"删除我的信息", "删除我的数据", "删除我的资料", "删除信息", "注销", "delete my data", "delete my information", "remove my data", "forget me"},
	plainThanks: {"谢谢", "谢谢师傅", "好的谢谢", "好谢谢", "谢谢您", "谢谢你", "谢谢你们", "谢谢大家", "多谢", "感谢", "非常感谢", "辛苦了", "师傅辛苦了", "谢谢辛苦了", "收到谢谢",
		"thanks", "thank you", "thx", "thanks a lot", "many thanks", "thank you very much", "thank you so much", "ok thanks", "okay thanks", "cheers"},
	plainAnger: {"太慢了", "你们太慢了", "这也太慢了", "没人管", "都没人管", "没有人管", "没人理", "不作为", "什么效率", "什么态度", "骗子", "一点用都没有", "没用的东西", "混蛋", "垃圾机器人",
		"useless", "this is useless", "you are useless", "nobody does anything", "nobody cares", "too slow", "so slow", "this is ridiculous", "what a joke", "liars"},
})

func byWords(kinds map[plainKind][]string) map[string]plainKind {
	all := map[string]plainKind{}
	for kind, words := range kinds {
		for _, w := range words {
			all[w] = kind
		}
	}
	return all
}

// plain is what words ask for.
func plain(words string) plainKind {
	said := fold(words)
	if kind, ok := plainWords[said]; ok {
		return kind
	}
	for _, polite := range []string{"请问", "请", "你好", "您好", "please ", "hello ", "hi "} {
		said = strings.TrimPrefix(said, polite)
	}
	for _, polite := range []string{"啊", "呀", "呢", "吧", "哦", "哈", "嘛", "啦", " please"} {
		said = strings.TrimSuffix(said, polite)
	}
	return plainWords[said]
}

// saysPlainly tells whether somebody asks for something in plain words. Thanks are no
// answer to anything that is asked, but to whether it is fixed; where a question is open
// that takes any words, anger is for it.
func saysPlainly(w *world.World, e talk.Event) bool {
	if e.Press != "" || e.Command != "" || e.Edited || e.Clock != nil || e.Chat.Group || e.Text == "" || len(e.Files) > 0 || e.Point != nil {
		return false
	}
	switch plain(e.Text) {
	case "":
		return false
	case plainTasks:
		return w.Me.Role != world.Resident
	case plainFile: // in a report it may be the word that sends it
		return w.Me.Role != world.Resident && w.Session.Dialogue != "report"
	case plainThanks:
		return w.Session.Dialogue != which.Name
	case plainAnger:
		return w.Session.Dialogue == ""
	}
	return true
}

func needPlain(w *world.World, e talk.Event, n *world.Need) {
	switch plain(e.Text) {
	case plainTasks:
		n.Listing = w.Tasks()
		return
	case plainDelete:
		n.Traces = true
		if w.Seals && w.District.Care.On() {
			n.Cares = world.CaresOf(w.Me.ID)
		}
	}
	n.Mine = true
}

// saidPlainly does what plain words ask for, and asks again what is open.
func saidPlainly(x *acts.Turn) error {
	if takesBackDraft(x.World, x.Event.Text) {
		return x.Cancel()
	}
	err := doPlainly(x, plain(x.Event.Text), mine(x.World))
	if err != nil {
		return err
	}
	if plain(x.Event.Text) == plainThanks && x.World.Session.Dialogue == "detail" { // who thanks has said all they want to
		x.EndSession()
		return x.Resume()
	}
	return again(x)
}

func doPlainly(x *acts.Turn, kind plainKind, own []cases.Case) error {
	switch kind {
	case plainCases, plainTasks, plainHelp, plainFile:
		return x.Run(string(kind), "")
	case plainMenu:
		return x.Run("start", "")
	case plainWithdraw:
		return withdraw(x, own)
	case plainWhen:
		return showOpen(x, own, text.T("heard.when"), text.T("heard.when.none"))
	case plainHuman:
		return showOpen(x, own, text.T("heard.human"), text.T("heard.human.none"))
	case plainAnger:
		return showOpen(x, own, text.T("heard.anger"), text.T("heard.anger.none"))
	case plainDelete:
		return x.Run("forget", "")
	case plainThanks:
		return thanked(x, own)
	}
	return nil
}

// mine are the cases the person reported, newest first, of those that were read.
func mine(w *world.World) []cases.Case {
	return whose(w, func(c cases.Case) bool { return c.By.ID == w.Me.ID || c.HasJoined(w.Me.ID) })
}

func whose(w *world.World, is func(cases.Case) bool) []cases.Case {
	var all []cases.Case
	seen := map[int]bool{}
	for _, c := range w.List {
		if is(c) && !seen[c.Number] && c.Sees(w.Me.Part()) {
			seen[c.Number] = true
			all = append(all, c)
		}
	}
	return all
}

func open(all []cases.Case) []cases.Case {
	var some []cases.Case
	for _, c := range all {
		if c.Status.Type() == cases.Open {
			some = append(some, c)
		}
	}
	return some
}

// showOpen shows the one case that is open, with who has it and by when, or
// which there are.
func showOpen(x *acts.Turn, own []cases.Case, head, none text.Text) error {
	switch now := open(own); len(now) {
	case 0:
		x.Reply(talk.Prompt{Say: none, Rows: x.Menu()})
	case 1:
		x.ShowCase(now[0], head)
	default:
		x.Reply(listed(x, now, head, "open"))
	}
	return nil
}

// listed is several cases under a question, a button for each.
func listed(x *acts.Turn, all []cases.Case, head text.Text, do cases.Action) talk.Prompt {
	p := talk.Prompt{Say: head}
	for _, c := range all {
		p.Rows = append(p.Rows, talk.Row(show.Acting(show.Line(x.World, c, world.ViewOf(c, x.Me)), c.Number, do)))
	}
	return p
}

// takesBackDraft tells whether words take back the report that is being written,
// of which something was said already: it is nearer than any that was sent.
func takesBackDraft(w *world.World, words string) bool {
	return plain(words) == plainWithdraw && w.Session.Dialogue == "report" && len(w.Session.Answered) > 0
}

// withdraw asks whether the one case is meant that can be withdrawn, or which.
// While something is asked about one of them, that one is meant.
func withdraw(x *acts.Turn, own []cases.Case) error {
	var may []cases.Case
	for _, c := range own {
		if takesBack(x.World, c) != "" {
			may = append(may, c)
		}
	}
	if at := slices.IndexFunc(may, func(c cases.Case) bool { return c.Number == x.World.Session.About }); at >= 0 {
		may = may[at : at+1]
	}
	switch len(may) {
	case 0:
		x.Reply(talk.Prompt{Say: text.T("heard.withdraw.none"), Rows: x.Menu()})
		return nil
	case 1:
		x.World.Case = &may[0]
		return x.PressCase(may[0].Number, string(takesBack(x.World, may[0])), "")
	}
	p := talk.Prompt{Say: text.T("heard.withdraw.which")}
	for _, c := range may {
		p.Rows = append(p.Rows, listed(x, []cases.Case{c}, p.Say, takesBack(x.World, c)).Rows...)
	}
	x.Reply(p)
	return nil
}

// takesBack is how somebody takes back what they told of: of danger they say that it is
// over; "" where they cannot.
func takesBack(w *world.World, c cases.Case) cases.Action {
	for _, do := range []cases.Action{cases.Withdraw, cases.Over} {
		if c.May(do, w.Me.Part()) == nil {
			return do
		}
	}
	return ""
}

// thanked: thanks are no report. Who was asked whether it is fixed is asked again.
func thanked(x *acts.Turn, own []cases.Case) error {
	for _, c := range own {
		if c.May(cases.Confirm, x.Me.Part()) == nil {
			x.ShowCase(c, text.T("heard.thanks"))
			return nil
		}
	}
	x.Reply(talk.Prompt{Say: text.T("heard.thanks")})
	return nil
}
