package consult

import (
	"errors"
	"gridbot/flows/pact"
	"strconv"
	"strings"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/frequent"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What stands on the buttons:
//
//	m|accord[|<topic>[|<press>[|<argument>…]]]

// presses are what can be pressed, by whom, and what it does.
var presses = map[string]struct {
	by   part
	does func(x *acts.Turn, a accord.Accord, args []string) error
}{
	"table": {staff | party, table}, "notes": {staff | party, notes}, "paper": {staff | party, paper}, "pdf": {staff | party, pdf}, "keys": {staff | party, keys},
	"vote": {party, vote}, "say": {staff | party, say}, "yes": {staff | party, accept}, "no": {staff | party, refuse}, "done": {staff | party, done},
	"take": {staff | party, take}, "dates": {staff | party, dates}, "stranger": {party, doubt}, "back": {staff | party, giveBack},
	"run": {lead, run}, "option": {lead, option}, "change": {lead, change}, "gone": {lead, withdraw}, "round": {lead, round}, "close": {lead, closing}, "link": {lead, link},
	"parties": {lead, parties}, "hands": {lead, hands}, "admit": {lead, admit}, "left": {lead, left}, "terms": {lead, terms}, "term": {lead, term}, "drop": {lead, drop},
	"lay": {lead, lay}, "hand": {lead, hand}, "key": {lead, addKey}, "lost": {lead, lose}, "end": {lead, end},
}

// answer answers /accord, and what was pressed of it.
func answer(x *acts.Turn, choice string) error {
	first, rest, _ := strings.Cut(choice, "|")
	topic := numberOf(first)
	args := strings.Split(rest, "|")
	a := x.Agreeing.Accord
	switch {
	case x.Event.Chat.Group:
		x.Reply(talk.Prompt{Say: text.T("accord.private")})
	case topic == 0:
		home(x)
	case x.Agreeing.Shut:
		x.Reply(talk.Prompt{Say: text.T("accord.shut", "a", accord.Label(topic))})
	case a == nil || a.Topic != topic:
		begin(x, topic, args[0])
	case partsOf(x.World, *a) == 0:
		x.Reply(talk.Prompt{Say: text.T("accord.none", "a", accord.Label(topic)), Rows: x.Menu()})
	default:
		return press(x, *a, args)
	}
	return nil
}

func press(x *acts.Turn, a accord.Accord, args []string) error {
	p, known := presses[args[0]]
	switch {
	case !known:
		x.Reply(card(x, a))
	case p.by&partsOf(x.World, a) == 0:
		x.ShowAlert(text.T("accord.notyours"))
		x.Reply(card(x, a))
	default:
		return p.does(x, a.Clone(), args[1:])
	}
	return nil
}

// begin begins a consultation about a topic that is open, by who leads there.
func begin(x *acts.Turn, topic int, how string) {
	t := x.World.Topics.Topic(topic)
	switch {
	case t == nil || !leads(x.World, t.Grid):
		x.Reply(talk.Prompt{Say: text.T("accord.none", "a", accord.Label(topic)), Rows: x.Menu()})
	case !t.Open():
		x.Reply(talk.Prompt{Say: text.T("accord.closed")})
	case how != "begin":
		x.Reply(talk.Prompt{Say: text.T("accord.begin", "a", accord.Label(topic), "what", frequent.Name(x.World, t.Spot)),
			Rows: [][]talk.Button{{show.MenuButton(text.T("accord.button.begin"), "accord", strconv.Itoa(topic), "begin")}, {toTopic(topic)}}})
	default:
		a := accord.New(topic, t.Grid, x.Me.ID, x.Now.Unix())
		keep(x, a)
		x.Reply(manage(x, a))
	}
}

// home is all somebody has to do with.
func home(x *acts.Turn) {
	lines := []text.Text{text.T("accord.home")}
	var bs []talk.Button
	for _, a := range x.Agreeing.List {
		if partsOf(x.World, a) != 0 && len(bs) < 12 {
			lines = append(lines, text.T("accord.line", "a", accord.Label(a.Topic), "what", pact.Subject(x.World, a)))
			bs = append(bs, button(text.T("accord.line", "a", accord.Label(a.Topic), "what", frequent.Topic(x.World, a.Topic, a.Grid)), a, "open"))
		}
	}
	if len(bs) == 0 {
		x.Reply(nothing(x))
		return
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: talk.Column(bs...)})
}

// sorryTexts say why something cannot be done.
var sorryTexts = map[error]text.Text{
	accord.ErrOver: text.T("accord.over"), accord.ErrNotNow: text.T("accord.notnow"), accord.ErrUnknown: text.T("accord.unknown"), accord.ErrFull: text.T("accord.full"),
	accord.ErrPast: text.T("accord.past"), accord.ErrTwice: text.T("accord.twice"), accord.ErrVoice: text.T("accord.voice"), accord.ErrTaken: text.T("accord.taken"), accord.ErrOther: text.T("accord.card.other"),
}

// sorry shows why something cannot be done; what is none of ours goes up.
func sorry(x *acts.Turn, err error, then talk.Prompt) error {
	for known, say := range sorryTexts {
		if errors.Is(err, known) {
			x.ShowAlert(say)
			if x.Event.Press == "" {
				then.Say = text.Lines(say, then.Say)
			}
			x.Reply(then)
			return nil
		}
	}
	return err
}

func arg(args []string, i int) string {
	if i < len(args) {
		return args[i]
	}
	return ""
}

// end ends it, once somebody is sure.
func end(x *acts.Turn, a accord.Accord, args []string) error {
	if arg(args, 0) != "yes" {
		x.Reply(talk.Prompt{Say: text.T("accord.end.sure"), Rows: [][]talk.Button{{button(text.T("accord.button.end"), a, "end", "yes"), button(text.T("talk.back"), a, "run")}}})
		return nil
	}
	was := a.Clone()
	if err := a.End(x.Now.Unix()); err != nil {
		return sorry(x, err, card(x, was))
	}
	keep(x, a)
	for _, p := range a.Parties {
		if p.Left == 0 {
			tell(x, world.ClassTask, speakers(x, p), door(a, text.T("accord.tell.end", "a", accord.Label(a.Topic), "what", pact.Subject(x.World, a))))
		}
	}
	x.Reply(card(x, a))
	return nil
}
