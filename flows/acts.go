package flows

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/text"
)

// An actRow is all that people see of one act: on whose card it stands as a
// button, what it asks before it counts, what is said when it is done, what the
// history says of it, and why others are told. What it changes, who may do it
// and who is told stands in the lifecycle.
type actRow struct {
	do     cases.Action
	label  text.Text    // of its button; empty: of its own making, or none
	front  []cases.View // on whose card it stands
	behind []cases.View // behind whose "more": what is needed seldom
	solves bool         // it answers a reminder: on a card that came as one it stands in front
	begins string       // the dialogue that asks for the rest
	chosen bool         // something is chosen on the card before it counts
	done   func(c cases.Case) text.Text
	did    text.Text
	why    whyText
}

// Through whose eyes a card shows a case, as the rows name it.
var (
	reporters = []cases.View{cases.ViewReporter}
	workers   = []cases.View{cases.ViewWorker}
	leads     = []cases.View{cases.ViewLead}
	officers  = []cases.View{cases.ViewOfficer}
	both      = []cases.View{cases.ViewWorker, cases.ViewLead}
	legs      = []cases.View{cases.ViewWorker, cases.ViewOfficer}
)

// actRows are all acts. Buttons stand on a card in this order.
var actRows = []actRow{
	{do: cases.Report, did: text.T("did.report"), why: whyReport},
	{do: cases.Import, did: text.T("did.import")},

	{do: cases.Confirm, label: text.T("button.confirm"), front: reporters, done: says("done.confirm"), did: text.T("did.confirm"), why: told("tell.confirm")},
	{do: cases.Still, label: text.T("button.still"), front: reporters, done: says("done.still"), did: text.T("did.still")},
	{do: cases.Reopen, label: text.T("button.reopen"), front: reporters, done: says("done.reopen"), did: text.T("did.reopen"), why: told("tell.reopen")},
	{do: cases.Add, label: text.T("button.add"), front: reporters, begins: "add", done: says("done.add"), did: text.T("did.add"), why: whyAdd},
	{do: cases.Withdraw, label: text.T("button.withdraw"), front: reporters, chosen: true, done: says("done.withdraw"), did: text.T("did.withdraw"), why: told("tell.withdraw")},
	{do: cases.Rate, chosen: true, done: says("done.rate"), did: text.T("did.rate")},

	{do: cases.Accede, label: text.T("button.accede"), front: both, done: says("done.accede"), did: text.T("did.accede"), why: whyGrid},
	{do: cases.Refuse, label: text.T("button.keep"), front: both, begins: "keep", done: says("done.keep"), did: text.T("did.keep"), why: toldByWhy("tell.keep")},
	{do: cases.Claim, label: text.T("button.claim"), front: workers, done: says("done.claim"), did: text.T("did.claim")},
	{do: cases.Fine, label: text.T("button.fine"), front: both, done: says("done.fine"), did: text.T("did.fine")},
	{do: cases.Relapse, label: text.T("button.relapse"), front: both, done: says("done.relapse"), did: text.T("did.relapse"), why: told("tell.relapse")},
	{do: cases.SetOut, label: text.T("button.setout"), front: workers, done: says("done.setout"), did: text.T("did.setout")},
	{do: cases.Arrive, label: text.T("button.arrive"), front: workers, begins: "arrive", did: text.T("did.arrive")},
	{do: cases.Handle, label: text.T("button.handle"), front: workers, done: says("done.handle"), did: text.T("did.handle")},
	{do: cases.Inspect, label: text.T("button.inspect"), front: workers, begins: "inspect", done: says("done.inspect"), did: text.T("did.inspect"), why: told("tell.inspect")},
	{do: cases.Clear, begins: "inspect", done: doneClear, did: text.T("did.clear"), why: toldBy("tell.clear")}, // what is found says which it was
	{do: cases.Submit, label: text.T("button.submit"), front: workers, begins: "submit", did: text.T("did.submit"), why: toldBy("tell.submit")},
	{do: cases.ReportIn, label: text.T("button.reportin"), front: officers, chosen: true, done: says("done.reportin")},
	{do: cases.Reach, label: text.T("button.reach"), front: officers, begins: "reach"},
	{do: cases.Serve, label: text.T("button.serve"), front: legs, begins: "serve", done: says("done.serve"), did: text.T("did.serve"), why: told("tell.serve")},
	{do: cases.Perform, label: text.T("button.perform"), front: officers, begins: "perform", done: says("done.perform")},
	{do: cases.Undo, front: officers, chosen: true, done: says("done.undo")},
	{do: cases.Finish, label: text.T("button.finish"), front: officers, begins: "finish", done: says("done.finish"), did: text.T("did.finish"), why: whyFinish},
	{do: cases.Whistle, label: text.T("button.whistle"), front: workers, behind: leads, begins: "whistle", done: says("done.whistle"), did: text.T("did.whistle"), why: toldBy("tell.whistle")},
	{do: cases.Dismiss, label: text.T("button.dismiss"), front: leads, begins: "dismiss", done: says("done.dismiss"), did: text.T("did.dismiss"), why: toldByWhy("tell.dismiss")},
	{do: cases.Grant, label: text.T("button.grant"), front: leads, done: says("done.grant"), did: text.T("did.grant"), why: told("tell.grant")},
	{do: cases.Deny, label: text.T("button.deny"), front: leads, begins: "deny", done: says("done.deny"), did: text.T("did.deny"), why: toldWhy("tell.deny")},
	{do: cases.Resume, label: text.T("button.resume"), front: both, done: says("done.resume"), did: text.T("did.resume"), why: told("tell.resume")},
	{do: cases.Note, label: text.T("button.note"), front: workers, begins: "note", done: says("done.note"), did: text.T("did.note")},
	{do: cases.Return, label: text.T("button.return"), front: workers, begins: "return", did: text.T("did.return"), why: toldByWhy("tell.return")},
	{do: cases.Pass, label: text.T("button.pass"), front: both, done: says("done.pass"), did: text.T("did.pass"), why: told("tell.pass")},
	{do: cases.SendBack, label: text.T("button.sendback"), front: both, begins: "sendback", did: text.T("did.sendback"), why: toldByWhy("tell.sendback")},
	{do: cases.Name, label: text.T("button.name"), front: leads, chosen: true, done: says("done.name"), did: text.T("did.name"), why: toldBy("tell.name")},
	{do: cases.Assign, label: text.T("button.assign"), front: leads, chosen: true, done: says("done.assign"), did: text.T("did.assign"), why: toldBy("tell.assign")},
	{do: cases.Route, label: text.T("button.route"), front: leads, chosen: true, done: says("done.route"), did: text.T("did.route"), why: told("tell.route")},
	{do: cases.Decline, label: text.T("button.decline"), front: leads, begins: "decline", did: text.T("did.decline"), why: toldWhy("tell.decline")},

	{do: cases.Prove, label: text.T("button.prove"), begins: "prove", done: says("done.prove"), did: text.T("did.prove"), why: whyProve},
	{do: cases.Pause, label: text.T("button.pause"), behind: leads, solves: true, begins: "pause", done: says("done.pause"), did: text.T("did.pause"), why: toldWhy("tell.pause")},
	{do: cases.Extend, label: text.T("button.extend"), behind: leads, begins: "extend", done: says("done.extend"), did: text.T("did.extend"), why: toldWhy("tell.extend")},
	{do: cases.Annul, label: text.T("button.annul"), behind: leads, begins: "annul", done: says("done.annul"), did: text.T("did.annul"), why: toldWhy("tell.annul")},
	{do: cases.Propose, label: text.T("button.propose"), behind: workers, begins: "propose", done: says("done.propose"), did: text.T("did.propose"), why: toldBy("tell.propose")},
	{do: cases.Promise, label: text.T("button.promise"), behind: both, solves: true, begins: "promise", done: says("done.promise"), did: text.T("did.promise")},
	{do: cases.Plead, label: text.T("button.plead"), behind: workers, solves: true, begins: "plead", done: says("done.plead"), did: text.T("did.plead"), why: told("tell.plead")},
	{do: cases.Handover, label: text.T("button.handover"), behind: workers, solves: true, chosen: true, done: says("done.assign"), did: text.T("did.handover"), why: toldBy("tell.assign")},
	{do: cases.Replace, label: text.T("button.replace"), behind: workers, begins: "replace", done: says("done.serve"), did: text.T("did.replace"), why: told("tell.serve")},
	{do: cases.Again, label: text.T("button.again"), front: workers, behind: leads, chosen: true, done: says("done.again"), did: text.T("did.again"), why: whyAgain},
	{do: cases.Agenda, label: text.T("button.agenda"), behind: leads, done: says("done.agenda"), did: text.T("did.agenda")},
	{do: cases.Settle, label: text.T("button.settle"), behind: leads, done: says("done.settle"), did: text.T("did.settle")},
	{do: cases.Topic, label: text.T("button.topic"), behind: leads, done: says("done.topic"), did: text.T("did.topic")},
	{do: cases.Cede, label: text.T("button.cede"), behind: leads, begins: "cede", done: says("done.cede"), did: text.T("did.cede"), why: toldByWhy("tell.cede")},
	{do: cases.Unask, label: text.T("button.unask"), behind: leads, done: says("done.unask"), did: text.T("did.unask"), why: toldBy("tell.unask")},
	{do: cases.Entrust, label: text.T("button.entrust"), behind: leads, chosen: true, done: says("done.entrust"), did: text.T("did.entrust"), why: whyGrid},
	{do: cases.Escalate, label: text.T("button.escalate"), behind: leads, begins: "escalate", done: says("done.escalate"), did: text.T("did.escalate"), why: toldByWhy("tell.escalate")},
	{do: cases.Spots, label: text.T("button.spots"), behind: leads, begins: "spots", done: says("done.spots"), did: text.T("did.spots")},
	{do: cases.TurnDown, label: text.T("button.turndown"), behind: officers, begins: "turndown", done: says("done.turndown"), did: text.T("did.turndown"), why: whyTurnDown},

	// On the page of the agencies.
	{do: cases.CallOff, label: text.T("button.calloff"), begins: "calloff", done: says("done.calloff"), did: text.T("did.calloff"), why: toldByWhy("tell.calloff")},
	{do: cases.Release, chosen: true, begins: "release", done: says("done.release"), did: text.T("did.release")},
	{do: cases.Swap, chosen: true, done: says("done.swap"), did: text.T("did.swap")},
	{do: cases.Insist, chosen: true, done: says("done.insist")},
	{do: cases.CallHead, chosen: true, done: says("done.callhead")},

	// What the clock does.
	{do: cases.Warn},
	{do: cases.Overdue, did: text.T("did.overdue")},
	{do: cases.Lapse, did: text.T("did.lapse")},
	{do: cases.Recheck, did: text.T("did.recheck"), why: told("tell.recheck")},
	{do: cases.Survey, did: text.T("did.survey"), why: told("tell.survey")},
	{do: cases.LegWarn},
	{do: cases.LegLate},
}

// rowOf is each act's row.
var rowOf = func() map[cases.Action]actRow {
	rows := make(map[cases.Action]actRow, len(actRows))
	for _, r := range actRows {
		rows[r.do] = r
	}
	return rows
}()

// stands lists the acts that stand in one of two places for a view.
func stands(as cases.View, place func(actRow) []cases.View) []cases.Action {
	var acts []cases.Action
	for _, r := range actRows {
		if slices.Contains(place(r), as) {
			acts = append(acts, r.do)
		}
	}
	return acts
}

func front(r actRow) []cases.View  { return r.front }
func behind(r actRow) []cases.View { return r.behind }

// doneText is what who did it reads, where the card itself does not show it.
func doneText(do cases.Action, c cases.Case) text.Text {
	if done := rowOf[do].done; done != nil {
		return done(c)
	}
	return text.Text{}
}

// says is one and the same text, whatever became of the case.
func says(id string) func(cases.Case) text.Text {
	said := text.Text{ID: id}
	return func(cases.Case) text.Text { return said }
}

func doneClear(c cases.Case) text.Text {
	if c.Legged() {
		return text.T("done.clear.joint")
	}
	return text.T("done.clear")
}
