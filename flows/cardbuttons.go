package flows

import (
	"slices"
	"strconv"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// shown says which acts stand on the card of each view, and in which order.
var shown = map[cases.View][]cases.Action{
	cases.ViewReporter: {cases.Confirm, cases.Still, cases.Reopen, cases.Add, cases.Withdraw},
	cases.ViewWorker: {cases.Accede, cases.Refuse, cases.Claim, cases.Fine, cases.Relapse, cases.SetOut, cases.Arrive, cases.Handle, cases.Inspect, cases.Submit, cases.Serve, cases.Whistle,
		cases.Resume, cases.Note, cases.Return, cases.Pass, cases.SendBack, cases.Again},
	cases.ViewOfficer: {cases.ReportIn, cases.Reach, cases.Serve, cases.Perform, cases.Undo, cases.Finish},
	cases.ViewLead: {cases.Fine, cases.Relapse, cases.Accede, cases.Refuse, cases.Dismiss, cases.Grant, cases.Deny, cases.Pass, cases.SendBack, cases.Name, cases.Resume, cases.Assign,
		cases.Route, cases.Decline},
}

// further says which acts stand behind "more": what is needed seldom.
var further = map[cases.View][]cases.Action{
	cases.ViewWorker:  {cases.Propose, cases.Promise, cases.Plead, cases.Handover, cases.Replace},
	cases.ViewOfficer: {cases.TurnDown},
	cases.ViewLead:    {cases.Whistle, cases.Pause, cases.Extend, cases.Annul, cases.Promise, cases.Again, cases.Agenda, cases.Settle, cases.Topic, cases.Cede, cases.Unask, cases.Entrust, cases.Escalate, cases.Spots},
}

// buttonTexts are the labels of the acts.
var buttonTexts = map[cases.Action]text.Text{
	cases.Claim: text.T("button.claim"), cases.SetOut: text.T("button.setout"), cases.Arrive: text.T("button.arrive"),
	cases.Handle: text.T("button.handle"), cases.Submit: text.T("button.submit"), cases.Note: text.T("button.note"),
	cases.Return: text.T("button.return"), cases.Pass: text.T("button.pass"), cases.SendBack: text.T("button.sendback"),
	cases.Name: text.T("button.name"), cases.Assign: text.T("button.assign"), cases.Route: text.T("button.route"),
	cases.Decline: text.T("button.decline"), cases.Confirm: text.T("button.confirm"), cases.Reopen: text.T("button.reopen"),
	cases.Add: text.T("button.add"), cases.Withdraw: text.T("button.withdraw"),
	cases.Serve: text.T("button.serve"), cases.Replace: text.T("button.replace"), cases.Annul: text.T("button.annul"),
	cases.Inspect: text.T("button.inspect"), cases.Prove: text.T("button.prove"), cases.Plead: text.T("button.plead"),
	cases.Grant: text.T("button.grant"), cases.Deny: text.T("button.deny"), cases.Pause: text.T("button.pause"),
	cases.Resume: text.T("button.resume"), cases.Promise: text.T("button.promise"), cases.Handover: text.T("button.handover"),
	cases.Fine: text.T("button.fine"), cases.Relapse: text.T("button.relapse"), cases.Again: text.T("button.again"),
	cases.Still: text.T("button.still"), cases.Extend: text.T("button.extend"),
	cases.Agenda: text.T("button.agenda"), cases.Topic: text.T("button.topic"),
	cases.Cede: text.T("button.cede"), cases.Accede: text.T("button.accede"), cases.Refuse: text.T("button.keep"), cases.Unask: text.T("button.unask"),
	cases.Settle: text.T("button.settle"), cases.Entrust: text.T("button.entrust"), cases.Escalate: text.T("button.escalate"), cases.Spots: text.T("button.spots"),
	cases.Propose: text.T("button.propose"), cases.Whistle: text.T("button.whistle"), cases.Dismiss: text.T("button.dismiss"),
	cases.CallOff: text.T("button.calloff"), cases.ReportIn: text.T("button.reportin"), cases.Reach: text.T("button.reach"),
	cases.TurnDown: text.T("button.turndown"), cases.Finish: text.T("button.finish"), cases.Perform: text.T("button.perform"),
}

// cardButtons are what the holder of the card may do now, from the table of
// the lifecycle, and ways to look closer.
func (x *change) cardButtons(c cases.Case, k cases.Card) [][]talk.Button {
	if k.As == cases.ViewGroup {
		var row []talk.Button
		if onOffer(c) && !x.outside(k, c) {
			row = append(row, acting(buttonTexts[cases.Claim], c.Number, cases.Claim))
		}
		return [][]talk.Button{append(row, talk.Button{Label: text.T("button.open"), Start: "c" + strconv.Itoa(c.Number)})}
	}
	if x.outside(k, c) {
		return nil // it is theirs no more: every button would only say so
	}
	may := c.Actions(x.holder(k).part())
	var acts, looks []talk.Button
	front, behind := shown[k.As], further[k.As]
	if c.Proposal != nil && k.As == cases.ViewLead { // what was proposed is answered at once
		front = append([]cases.Action{cases.Whistle}, front...)
	}
	if c.Clock.Step > 0 { // it was reminded of: what answers that is at hand
		behind = slices.DeleteFunc(slices.Clone(behind), func(do cases.Action) bool { return slices.Contains(solving, do) })
		front = append(slices.Clone(front), slices.DeleteFunc(slices.Clone(further[k.As]), func(do cases.Action) bool { return slices.Contains(behind, do) })...)
	}
	for _, do := range front {
		if !slices.Contains(may, do) {
			continue
		}
		label := buttonTexts[do]
		if do == cases.Assign && c.Assignee != 0 {
			label = text.T("button.reassign")
		}
		acts = append(acts, acting(label, c.Number, do))
	}
	rows := talk.Pairs(acts...)
	if slices.Contains(may, cases.Rate) && k.As == cases.ViewReporter {
		for r := 5; r >= 1; r-- {
			rows = append(rows, talk.Row(acting(ratingTexts[r], c.Number, cases.Rate, strconv.Itoa(r))))
		}
	}
	if slices.ContainsFunc(behind, func(do cases.Action) bool { return slices.Contains(may, do) }) || c.Notice() != nil && k.As != cases.ViewReporter {
		looks = append(looks, acting(text.T("button.more"), c.Number, "more"))
	}
	if c.Legged() && k.As == cases.ViewLead {
		looks = append(looks, acting(text.T("button.legs"), c.Number, "legs"))
	}
	if n := len(c.FilesOf(phasesOf(k.As)...)); n > 0 {
		looks = append(looks, acting(text.T("button.files", "n", n), c.Number, "files"))
	}
	if c.Place.Point != nil && k.As != cases.ViewReporter {
		looks = append(looks, acting(text.T("button.map"), c.Number, "map"))
	}
	if len(looks) > 0 && (c.Status.Type() == cases.Open || k.As == cases.ViewLead) {
		rows = append(rows, looks)
	}
	return rows
}
