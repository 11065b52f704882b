package shop

import (
	"errors"
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/matter"
	"gridbot/flows/request"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// part is what somebody is to a request.
type part int

const (
	applicant part = 1 << iota
	officer        // of a department that has or had a step
	helper         // the grid's worker who accompanies it
	worker         // of its grid
	lead           // of its grid, or of all
)

// partsOf are what somebody is to a request.
func partsOf(w *world.World, r request.Request) part {
	var is part
	if r.By == w.Me.ID {
		is |= applicant
	}
	if r.Sent == 0 && r.Wanted == 0 && r.Helper == 0 {
		return is // a draft is nobody's business yet
	}
	switch me := w.Me; {
	case me.Role == world.Officer && slices.Contains(r.Agencies(), me.Agency):
		is |= officer
	case me.Role == world.Worker && (r.Grid == "" || me.Belongs(r.Grid)):
		if is |= worker; r.Helper == me.ID {
			is |= helper
		}
	case me.Role == world.Coordinator || me.Acting || me.Role == world.Lead && (r.Grid == "" || me.Grid == r.Grid || slices.Contains(me.Acts, r.Grid)):
		is |= lead
	}
	return is
}

// presses are what stands on buttons about one request, who may press it, and what it
// does.
var presses = map[string]struct {
	by   part
	does func(x *acts.Turn, r request.Request, args []string) error
}{
	"give": {applicant | helper, give}, "send": {applicant, send}, "drop": {applicant, drop}, "again": {applicant, func(x *acts.Turn, r request.Request, _ []string) error { return again(x, r) }},
	"done": {officer, done}, "issue": {officer, issue}, "back": {officer, back}, "no": {officer, refuse}, "waive": {officer, waive}, "papers": {applicant | officer | helper, papers},
	"times": {applicant | officer, times}, "can": {applicant | officer, can}, "others": {applicant | officer, others}, "seen": {officer | helper, seen},
	"help": {worker | applicant, help}, "site": {helper, site}, "hand": {applicant, hand},
}

// shop answers /shop, and what was pressed of it.
func shop(x *acts.Turn, choice string) error {
	first, rest, _ := strings.Cut(choice, "|")
	number := matter.Number(first)
	switch {
	case len(x.District.Services) == 0:
		x.Reply(talk.Prompt{Say: text.T("shop.off"), Rows: x.Menu()})
	case number != 0 && strings.HasPrefix(rest, "take|") && !x.Serving.Shut:
		return take(x, number, strings.TrimPrefix(rest, "take|"))
	case number != 0:
		return one(x, number, rest)
	case first == "new":
		service, anew := strings.CutSuffix(rest, "|anew")
		if say, bs := left(x, service); bs != nil && !anew {
			x.Reply(talk.Prompt{Say: say, Rows: talk.Column(bs...)})
		} else if !tooMany(x) {
			return begin(x, service)
		}
	case first == "on":
		return goOn(x)
	case first == "figures":
		figures(x, rest)
	default:
		home(x)
	}
	return nil
}

// one is about one request. Who has no business with it is answered as if there were
// none.
func one(x *acts.Turn, number int, rest string) error {
	r := x.Serving.Request
	if x.Serving.Shut {
		x.Reply(talk.Prompt{Say: text.T("shop.shut", "s", request.Label(number))})
		return nil
	}
	if r == nil || r.N != number || partsOf(x.World, *r) == 0 {
		x.Reply(talk.Prompt{Say: text.T("shop.none", "s", request.Label(number)), Rows: x.Menu()})
		return nil
	}
	args := strings.Split(rest, "|")
	p, known := presses[args[0]]
	switch {
	case !known:
		x.Reply(card(x, *r))
	case p.by&partsOf(x.World, *r) == 0:
		x.ShowAlert(text.T("shop.notyours"))
		x.Reply(card(x, *r))
	default:
		return p.does(x, r.Clone(), args[1:])
	}
	return nil
}

// sorryTexts say why something cannot be done.
var sorryTexts = map[error]text.Text{
	request.ErrOver: text.T("shop.over"), request.ErrNotNow: text.T("shop.notnow"), request.ErrUnknown: text.T("shop.notnow"),
	request.ErrEmpty: text.T("shop.empty"), request.ErrUnseen: text.T("shop.unseen"), request.ErrRound: text.T("shop.others.already"),
}

// result shows what became of an act: the card anew, or why it cannot be.
func result(x *acts.Turn, r request.Request, err error) error {
	if err != nil {
		for known, say := range sorryTexts {
			if errors.Is(err, known) {
				x.ShowAlert(say)
				x.Reply(card(x, *now(x)))
				return nil
			}
		}
		return err
	}
	keep(x, x.Serving.Request, r)
	x.Reply(card(x, r))
	return nil
}

func arg(args []string, i int) string {
	if i < len(args) {
		return args[i]
	}
	return ""
}

func send(x *acts.Turn, r request.Request, _ []string) error {
	takeSent(x, &r)
	return result(x, r, r.Send(x.District.Calendar, x.Now.Unix()))
}

// drop takes it back, once somebody is sure.
func drop(x *acts.Turn, r request.Request, args []string) error {
	if arg(args, 0) != "yes" && r.Open() {
		x.Reply(talk.Prompt{Say: text.T("shop.drop.sure", "s", request.Label(r.N)), Rows: [][]talk.Button{
			{button(text.T("shop.button.drop.yes"), r, "drop", "yes"), button(text.T("talk.back"), r, "open")}}})
		return nil
	}
	return result(x, r, r.Withdraw(x.District.Calendar, x.Now.Unix()))
}

// help: the grid's worker accompanies it from now on, or not any more. Who asked can ask
// for one, and go on without.
func help(x *acts.Turn, r request.Request, _ []string) error {
	applies := r.By == x.Me.ID
	switch {
	case !r.Open():
		return result(x, r, request.ErrOver)
	case applies && r.Helper != 0, !applies && r.Helper == x.Me.ID:
		r.Helper = 0
	case applies && r.Wanted != 0:
		x.ShowAlert(text.T("shop.wanted"))
		x.Reply(card(x, r))
		return nil
	case applies:
		r.Wanted = x.Now.Unix()
	case r.Helper != 0:
		x.ShowAlert(text.T("shop.helped", "name", show.Called(x.World, r.Helper)))
		x.Reply(card(x, r))
		return nil
	default:
		r.Helper, r.Wanted = x.Me.ID, 0
	}
	return result(x, r, nil)
}

// home is all somebody has to do with requests, and what can be begun.
func home(x *acts.Turn) {
	lines := []text.Text{text.T("shop.home")}
	var bs []talk.Button
	for _, r := range x.Serving.List {
		if is := partsOf(x.World, r); is == 0 || !r.Open() && is&applicant == 0 {
			continue
		}
		lines = append(lines, text.T("shop.home.line", "s", request.Label(r.N), "service", matter.Name(x.World, r), "name", matter.Called(x.World, r), "stand", stand(x.World, r)))
		if bs = append(bs, button(text.T("shop.button.the", "s", request.Label(r.N)), r, "open")); len(bs) == 8 {
			break
		}
	}
	if len(bs) == 0 {
		lines = append(lines, text.T("shop.home.none"))
	}
	if x.Serving.Shut {
		lines = append(lines, text.T("shop.home.shut"))
	}
	rows := talk.Pairs(bs...)
	if say, bs := left(x, ""); bs != nil {
		lines, rows = append(lines, say), append(rows, talk.Column(bs...)...)
	}
	var begins []talk.Button
	for _, s := range x.District.Services {
		begins = append(begins, show.MenuButton(text.T("shop.button.new", "service", text.Named(s.Names)), "shop", "new", s.ID))
	}
	rows = append(rows, talk.Pairs(begins...)...)
	if x.Me.Role == world.Lead || x.Me.Role == world.Coordinator {
		rows = append(rows, talk.Row(show.MenuButton(text.T("shop.button.figures"), "shop", "figures")))
	}
	x.Reply(talk.Prompt{Say: text.Lines(lines...), Rows: rows})
}

// timeArg is a moment on a button: minutes since 1970, in base 36.
func timeArg(s string) int64 { return world.From36(s) * 60 }

func argOf(at int64) string { return world.ID36(at / 60) }
