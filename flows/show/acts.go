package show

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/text"
)

// An Act is all that people see of one act: on whose card it stands as a
// button, what it asks before it counts, what is said when it is done, what the
// history says of it, and why others are told. What it changes, who may do it
// and who is told stands in the lifecycle.
type Act struct {
	Do     cases.Action
	Label  text.Text    // of its button; empty: of its own making, or none
	front  []cases.View // on whose card it stands
	behind []cases.View // behind whose "more": what is needed seldom
	solves bool         // it answers a reminder: on a card that came as one it stands in front
	Begins string       // the dialogue that asks for the rest
	chosen bool         // something is chosen on the card before it counts
	done   func(c cases.Case) text.Text
	Did    text.Text
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

// Acts are all acts. Buttons stand on a card in this order.
var Acts = []Act{
	{Do: cases.Report, Did: text.T("did.report"), why: whyReport},
	{Do: cases.Import, Did: text.T("did.import")},

	{Do: cases.Confirm, Label: text.T("button.confirm"), front: reporters, done: says("done.confirm"), Did: text.T("did.confirm"), why: told("tell.confirm")},
	{Do: cases.Still, Label: text.T("button.still"), front: reporters, done: says("done.still"), Did: text.T("did.still")},
	{Do: cases.Reopen, Label: text.T("button.reopen"), front: reporters, done: says("done.reopen"), Did: text.T("did.reopen"), why: told("tell.reopen")},
	{Do: cases.Add, Label: text.T("button.add"), front: reporters, Begins: "add", done: says("done.add"), Did: text.T("did.add"), why: whyAdd},
	{Do: cases.Withdraw, Label: text.T("button.withdraw"), front: reporters, chosen: true, done: says("done.withdraw"), Did: text.T("did.withdraw"), why: told("tell.withdraw")},
	{Do: cases.Rate, chosen: true, done: says("done.rate"), Did: text.T("did.rate")},

	{Do: cases.Accede, Label: text.T("button.accede"), front: both, done: says("done.accede"), Did: text.T("did.accede"), why: whyGrid},
	{Do: cases.Refuse, Label: text.T("button.keep"), front: both, Begins: "keep", done: says("done.keep"), Did: text.T("did.keep"), why: toldByWhy("tell.keep")},
	{Do: cases.Claim, Label: text.T("button.claim"), front: workers, done: says("done.claim"), Did: text.T("did.claim")},
	{Do: cases.Fine, Label: text.T("button.fine"), front: both, done: says("done.fine"), Did: text.T("did.fine")},
	{Do: cases.Relapse, Label: text.T("button.relapse"), front: both, done: says("done.relapse"), Did: text.T("did.relapse"), why: told("tell.relapse")},
	{Do: cases.SetOut, Label: text.T("button.setout"), front: workers, done: says("done.setout"), Did: text.T("did.setout")},
	{Do: cases.Arrive, Label: text.T("button.arrive"), front: workers, Begins: "arrive", Did: text.T("did.arrive")},
	{Do: cases.Handle, Label: text.T("button.handle"), front: workers, done: says("done.handle"), Did: text.T("did.handle")},
	{Do: cases.Inspect, Label: text.T("button.inspect"), front: workers, Begins: "inspect", done: says("done.inspect"), Did: text.T("did.inspect"), why: told("tell.inspect")},
	{Do: cases.Clear, Begins: "inspect", done: doneClear, Did: text.T("did.clear"), why: toldBy("tell.clear")}, // what is found says which it was
	{Do: cases.Submit, Label: text.T("button.submit"), front: workers, Begins: "submit", Did: text.T("did.submit"), why: toldBy("tell.submit")},
	{Do: cases.ReportIn, Label: text.T("button.reportin"), front: officers, chosen: true, done: says("done.reportin")},
	{Do: cases.Reach, Label: text.T("button.reach"), front: officers, Begins: "reach"},
	{Do: cases.Serve, Label: text.T("button.serve"), front: legs, Begins: "serve", done: says("done.serve"), Did: text.T("did.serve"), why: told("tell.serve")},
	{Do: cases.Perform, Label: text.T("button.perform"), front: officers, Begins: "perform", done: says("done.perform")},
	{Do: cases.Undo, front: officers, chosen: true, done: says("done.undo")},
	{Do: cases.Finish, Label: text.T("button.finish"), front: officers, Begins: "finish", done: says("done.finish"), Did: text.T("did.finish"), why: whyFinish},
	{Do: cases.Whistle, Label: text.T("button.whistle"), front: workers, behind: leads, Begins: "whistle", done: says("done.whistle"), Did: text.T("did.whistle"), why: toldBy("tell.whistle")},
	{Do: cases.Dismiss, Label: text.T("button.dismiss"), front: leads, Begins: "dismiss", done: says("done.dismiss"), Did: text.T("did.dismiss"), why: toldByWhy("tell.dismiss")},
	{Do: cases.Grant, Label: text.T("button.grant"), front: leads, done: says("done.grant"), Did: text.T("did.grant"), why: told("tell.grant")},
	{Do: cases.Deny, Label: text.T("button.deny"), front: leads, Begins: "deny", done: says("done.deny"), Did: text.T("did.deny"), why: toldWhy("tell.deny")},
	{Do: cases.Resume, Label: text.T("button.resume"), front: both, done: says("done.resume"), Did: text.T("did.resume"), why: told("tell.resume")},
	{Do: cases.Note, Label: text.T("button.note"), front: workers, Begins: "note", done: says("done.note"), Did: text.T("did.note")},
	{Do: cases.Return, Label: text.T("button.return"), front: workers, Begins: "return", Did: text.T("did.return"), why: toldByWhy("tell.return")},
	{Do: cases.Pass, Label: text.T("button.pass"), front: both, done: says("done.pass"), Did: text.T("did.pass"), why: told("tell.pass")},
	{Do: cases.SendBack, Label: text.T("button.sendback"), front: both, Begins: "sendback", Did: text.T("did.sendback"), why: toldByWhy("tell.sendback")},
	{Do: cases.Name, Label: text.T("button.name"), front: leads, chosen: true, done: says("done.name"), Did: text.T("did.name"), why: toldBy("tell.name")},
	{Do: cases.Assign, Label: text.T("button.assign"), front: leads, chosen: true, done: says("done.assign"), Did: text.T("did.assign"), why: toldBy("tell.assign")},
	{Do: cases.Route, Label: text.T("button.route"), front: leads, chosen: true, done: says("done.route"), Did: text.T("did.route"), why: told("tell.route")},
	{Do: cases.Decline, Label: text.T("button.decline"), front: leads, Begins: "decline", Did: text.T("did.decline"), why: toldWhy("tell.decline")},

	{Do: cases.Prove, Label: text.T("button.prove"), Begins: "prove", done: says("done.prove"), Did: text.T("did.prove"), why: whyProve},
	{Do: cases.Pause, Label: text.T("button.pause"), behind: leads, solves: true, Begins: "pause", done: says("done.pause"), Did: text.T("did.pause"), why: toldWhy("tell.pause")},
	{Do: cases.Extend, Label: text.T("button.extend"), behind: leads, Begins: "extend", done: says("done.extend"), Did: text.T("did.extend"), why: toldWhy("tell.extend")},
	{Do: cases.Annul, Label: text.T("button.annul"), behind: leads, Begins: "annul", done: says("done.annul"), Did: text.T("did.annul"), why: toldWhy("tell.annul")},
	{Do: cases.Propose, Label: text.T("button.propose"), behind: workers, Begins: "propose", done: says("done.propose"), Did: text.T("did.propose"), why: toldBy("tell.propose")},
	{Do: cases.Promise, Label: text.T("button.promise"), behind: both, solves: true, Begins: "promise", done: says("done.promise"), Did: text.T("did.promise")},
	{Do: cases.Plead, Label: text.T("button.plead"), behind: workers, solves: true, Begins: "plead", done: says("done.plead"), Did: text.T("did.plead"), why: told("tell.plead")},
	{Do: cases.Handover, Label: text.T("button.handover"), behind: workers, solves: true, chosen: true, done: says("done.assign"), Did: text.T("did.handover"), why: toldBy("tell.assign")},
	{Do: cases.Replace, Label: text.T("button.replace"), behind: workers, Begins: "replace", done: says("done.serve"), Did: text.T("did.replace"), why: told("tell.serve")},
	{Do: cases.Again, Label: text.T("button.again"), front: workers, behind: leads, chosen: true, done: says("done.again"), Did: text.T("did.again"), why: whyAgain},
	{Do: cases.Agenda, Label: text.T("button.agenda"), behind: leads, done: says("done.agenda"), Did: text.T("did.agenda")},
	{Do: cases.Settle, Label: text.T("button.settle"), behind: leads, done: says("done.settle"), Did: text.T("did.settle")},
	{Do: cases.Topic, Label: text.T("button.topic"), behind: leads, done: says("done.topic"), Did: text.T("did.topic")},
	{Do: cases.Cede, Label: text.T("button.cede"), behind: leads, Begins: "cede", done: says("done.cede"), Did: text.T("did.cede"), why: toldByWhy("tell.cede")},
	{Do: cases.Unask, Label: text.T("button.unask"), behind: leads, done: says("done.unask"), Did: text.T("did.unask"), why: toldBy("tell.unask")},
	{Do: cases.Entrust, Label: text.T("button.entrust"), behind: leads, chosen: true, done: says("done.entrust"), Did: text.T("did.entrust"), why: whyGrid},
	{Do: cases.Escalate, Label: text.T("button.escalate"), behind: leads, Begins: "escalate", done: says("done.escalate"), Did: text.T("did.escalate"), why: toldByWhy("tell.escalate")},
	{Do: cases.Spots, Label: text.T("button.spots"), behind: leads, Begins: "spots", done: says("done.spots"), Did: text.T("did.spots")},
	{Do: cases.TurnDown, Label: text.T("button.turndown"), behind: officers, Begins: "turndown", done: says("done.turndown"), Did: text.T("did.turndown"), why: whyTurnDown},

	// On the page of the agencies.
	{Do: cases.CallOff, Label: text.T("button.calloff"), Begins: "calloff", done: says("done.calloff"), Did: text.T("did.calloff"), why: toldByWhy("tell.calloff")},
	{Do: cases.Release, chosen: true, Begins: "release", done: says("done.release"), Did: text.T("did.release")},
	{Do: cases.Swap, chosen: true, done: says("done.swap"), Did: text.T("did.swap")},
	{Do: cases.Insist, chosen: true, done: says("done.insist")},
	{Do: cases.CallHead, chosen: true, done: says("done.callhead")},

	// What the clock does.
	{Do: cases.Warn},
	{Do: cases.Overdue, Did: text.T("did.overdue")},
	{Do: cases.Lapse, Did: text.T("did.lapse")},
	{Do: cases.Recheck, Did: text.T("did.recheck"), why: told("tell.recheck")},
	{Do: cases.Survey, Did: text.T("did.survey"), why: told("tell.survey")},
	{Do: cases.LegWarn},
	{Do: cases.LegLate},
}

// ActOf is each act's row.
var ActOf = func() map[cases.Action]Act {
	rows := make(map[cases.Action]Act, len(Acts))
	for _, r := range Acts {
		rows[r.Do] = r
	}
	return rows
}()

// Stands lists the acts that stand in one of two places for a view.
func Stands(as cases.View, place func(Act) []cases.View) []cases.Action {
	var acts []cases.Action
	for _, r := range Acts {
		if slices.Contains(place(r), as) {
			acts = append(acts, r.Do)
		}
	}
	return acts
}

func front(r Act) []cases.View { return r.front }

func Behind(r Act) []cases.View { return r.behind }

// DoneText is what who did it reads, where the card itself does not show it.
func DoneText(do cases.Action, c cases.Case) text.Text {
	if done := ActOf[do].done; done != nil {
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

// LeadsTo are the acts a dialogue about a case leads to.
func LeadsTo(dialogue string) []cases.Action {
	var acts []cases.Action
	for _, r := range Acts {
		if dialogue != "" && r.Begins == dialogue {
			acts = append(acts, r.Do)
		}
	}
	return acts
}
