package hearing

import (
	"regexp"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Whoever has a case says how far they are in their own words: on my way, arrived, done.
// The step that says so is offered at once. It is they who take it: nothing of a case
// moves by words alone.

// A stage is how far somebody is, as they say it.
type stage int

const (
	noStage stage = iota
	going
	there
	done
	taking
)

// stepsOf are the steps that say so, of whoever has a case and of an agency. Who is done
// and has never said that they are there is there first.
var stepsOf = map[stage][]cases.Action{
	going: {cases.SetOut, cases.ReportIn},
	there: {cases.Arrive, cases.Reach},
	done:  {cases.Submit, cases.Finish, cases.Arrive, cases.Reach},

	taking: {cases.Claim}, // of what nobody has
}

// stepLetters stand before the number of the case on a button.
var stepLetters = map[cases.Action]string{cases.SetOut: "g", cases.ReportIn: "i", cases.Arrive: "a", cases.Reach: "r", cases.Submit: "s", cases.Finish: "f", cases.Claim: "k"}

// stages are how people say it, folded: all that a clause says.
var stages = map[stage]*regexp.Regexp{
	going: regexp.MustCompile(`^(?:收到)?(?:我们?|这就|现在|马上|立刻|立即|已经?|正)*(?:马上(?:就)?到|马上(?:就)?[来去]|就到|快到|在路上|出发|过来|过去|赶过来|赶过去|赶来|赶去|在赶来|在赶去)(?:的路上)?了?$` +
		`|^(?:im |i am |we are |were )?(?:on (?:my|the|our) way|coming|setting out|leaving now|heading there|heading over)(?: now)?$`),
	there: regexp.MustCompile(`^(?:我们?|人|师傅|队伍|车|已经?|刚刚?|现在|都|全部?)*(?:到达?|抵达|赶到|到位|在)(?:了)?(?:现场|场|地方|位置|位|楼下|门口|小区)?(?:了|啦|喽)?$` +
		`|^(?:im |i am |we are |were |i have |ive |we have |weve |just |already |now )*(?:arrived|here|there|on site|on the spot|at the (?:place|site|spot|scene)|reached(?: the (?:place|site|spot))?)(?: at| now| already)?$`),
	done: regexp.MustCompile(`^.{0,12}(?:修好|搞定|弄好|弄完|搞好|办好|办完|办结|处理好|处理完|处理完毕|处置好|处置完|处置完成|做好|做完|干完|换好|装好|清好|清完|清理好|清理完|清理干净|清运完|拆完|拆好|疏通好|补好|恢复|解决|完成|完工|收工|结束|灯亮|亮|通水|通电)(?:了|啦|喽|完毕)?$|^好了$` +
		`|^(?:\w+ ){0,4}(?:done|fixed|finished|completed|repaired|resolved|solved|replaced|cleared|cleaned up|all set|working again)(?: now| already| it)?$`),
	taking: regexp.MustCompile(`^(?:收到|好的?|行)?(?:我们?)?[来去]?接(?:单|了|下)?(?:了|吧)?$|^(?:收到|好的?|行)?我们?[来去](?:一?下|看看|处理|办)?(?:了|吧)?$` +
		`|^(?:ok )?(?:i |ill |i will |we |we will )?(?:take|claim|got)(?: it| this| this one| that| that one)?$|^(?:ok )?(?:ill|i will) go$`),
}

// notYet are words by which a clause says that it is not so, or not so yet.
var notYet = regexp.MustCompile(`没|不|未|还|又|吗|能|要|会|请|马上修|马上弄|马上办|明天|后天|尽快|争取|等|将|待|准备|下午|下周|晚上|今晚|改天|周[一二三四五六日]|星期|谁|怎么|什么|如何` +
	`|\b(?:not|nt|isnt|wasnt|arent|cant|cannot|wont|never|nothing|nobody|no|hasnt|havent|didnt|dont|when|will|to be|need|needs|if|almost|nearly|half|who|why|how|should|must|get)\b`)

// inWords is the number of a case among other words.
var inWords = regexp.MustCompile(`(?:#|＃|\bcase )? ?\b([1-9][0-9]{3,8})\b ?(?:号(?:案|件)?)?`)

// stageOf is how far words say somebody is: the last clause that says so counts.
func stageOf(words string) stage {
	said := noStage
	if asksBack(words) {
		return said
	}
	for _, clause := range strings.FieldsFunc(inWords.ReplaceAllString(words, " "), func(r rune) bool { return strings.ContainsRune("，,。.！!；;、\n~～", r) }) {
		folded := strings.TrimSuffix(fold(clause), " at")
		if folded == "在" || notYet.MatchString(folded) {
			continue
		}
		for _, s := range []stage{going, there, done, taking} {
			if stages[s].MatchString(folded) {
				said = s
			}
		}
	}
	return said
}

// stepNow is the step of a case that words say; "" where they say none, or where it is
// none that can be taken now.
func stepNow(w *world.World, c cases.Case, words string) cases.Action {
	said := stageOf(words)
	if said != taking && c.Assignee != w.Me.ID && w.MyLeg(c) == 0 {
		return ""
	}
	for _, do := range stepsOf[said] {
		if c.May(do, w.Me.Part()) == nil {
			return do
		}
	}
	return ""
}

// named is the case whose number stands in words, of those somebody has; nil for none.
func named(held []cases.Case, words string) *cases.Case {
	for _, found := range inWords.FindAllStringSubmatch(words, -1) {
		for _, c := range held {
			if strconv.Itoa(c.Number) == found[1] {
				return &c
			}
		}
	}
	return nil
}

// steps are the cases in which the step can be taken that words say, of those nobody has or
// else of those they have: of several, those that need no step before it.
func steps(w *world.World, words string) []cases.Case {
	if stageOf(words) == taking {
		return offered(w)
	}
	var now, first []cases.Case
	for _, c := range heldBy(w) {
		switch do := stepNow(w, c, words); {
		case do == "":
		case stageOf(words) == done && (do == cases.Arrive || do == cases.Reach):
			first = append(first, c)
		default:
			now = append(now, c)
		}
	}
	if len(now) == 0 {
		return first
	}
	return now
}

// offered are the cases that nobody has, and that they may take.
func offered(w *world.World) []cases.Case {
	return whose(w, func(c cases.Case) bool { return world.OnOffer(c) && c.May(cases.Claim, w.Me.Part()) == nil })
}

// saysStep tells whether one of the staff says how far they are while a report of theirs is
// open: whoever has typed a word too many is not asked of which kind it is, and where.
func saysStep(w *world.World, e talk.Event) bool {
	return w.Session.Dialogue == "report" && (w.Me.Role == world.Worker || w.Me.Role == world.Officer) && len(e.Files) == 0 && outOfTheBlue(w, e) && stageOf(e.Text) != noStage
}

func needStep(w *world.World, e talk.Event, n *world.Need) {
	n.Held, n.Agency = true, w.Me.Agency
	if stageOf(e.Text) == taking {
		n.Grid = strings.Join(w.Me.AllGrids(), ",")
	}
}

// saidStep offers the steps, and keeps the report; where there is none to be taken, the words
// are an answer to what is asked.
func saidStep(x *acts.Turn) error {
	some := steps(x.World, x.Event.Text)
	if len(some) == 0 {
		return x.GoOn()
	}
	return asksWhich(x, saidNow(x.Event), whichStep(x.World, some), stepOptions(x.World, some, x.Event.Text)...)
}

// stepOptions are the steps of several cases, each a button that leads to it.
func stepOptions(w *world.World, all []cases.Case, words string) []option {
	var some []option
	for _, c := range all[:min(len(all), mostOptions)] {
		do := stepNow(w, c, words)
		some = append(some, option{stepLetters[do] + strconv.Itoa(c.Number), text.T("heard.step", "do", show.ActOf[do].Label, "number", c.Number)})
	}
	return some
}

// whichStep asks in which of several cases it is.
func whichStep(w *world.World, all []cases.Case) text.Text {
	lines := []text.Text{text.T("heard.step.which")}
	for _, c := range all[:min(len(all), mostOptions)] {
		lines = append(lines, show.Line(w, c, world.ViewOf(c, w.Me)))
	}
	return text.Lines(lines...)
}

// stepped takes the step that was picked, with what was said of it on the case; false
// where it was nothing of the kind.
func stepped(x *acts.Turn, c cases.Case, d whichData) (bool, error) {
	for do, letter := range stepLetters {
		if letter != d.Picked[:1] {
			continue
		}
		if c.May(cases.Note, x.Me.Part()) == nil {
			does(x, c, d.said, d.act(cases.Note, phaseOf(x, c)))
		}
		now := x.Latest(c)
		x.World.Case = &now
		err := x.PressCase(c.Number, string(do), "")
		if said := x.Change.Toast; x.Event.Query == "" && !said.Empty() { // they wrote its number, and no button shows it
			x.ShowCase(x.Latest(c), said)
		}
		return true, err
	}
	return false, nil
}
