package show

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/measures"
	"gridbot/flows/text"
)

// An Act is all that people see of one act: on whose card it stands as a
// button, what it asks before it counts, what is said when it is done, what the
// history says of it, and why others are told. What it changes, who may do it
// and who is told stands in the lifecycle.
type Act struct {
	Do     cases.Action
	Label  text.Text    // of its button; empty: of its own making, or none
	Front  []cases.View // on whose card it stands
	Behind []cases.View // behind whose "more": what is needed seldom
	Solves bool         // it answers a reminder: on a card that came as one it stands in front
	Begins string       // the dialogue that asks for the rest
	Chosen bool         // something is chosen on the card before it counts
	Done   func(c cases.Case) text.Text
	Did    text.Text
	Why    whyText
}

// Through whose eyes a card shows a case, as the rows name it.
var (
	reporters = []cases.View{cases.ViewReporter}
	joiners   = []cases.View{cases.ViewJoiner}
	tellers   = []cases.View{cases.ViewReporter, cases.ViewJoiner}
	workers   = []cases.View{cases.ViewWorker}
	leads     = []cases.View{cases.ViewLead}
	officers  = []cases.View{cases.ViewOfficer}
	typists   = []cases.View{cases.ViewReporter, cases.ViewWorker, cases.ViewLead} // who told of it, also for somebody
	both      = []cases.View{cases.ViewWorker, cases.ViewLead}
	legs      = []cases.View{cases.ViewWorker, cases.ViewOfficer}
)

// Acts are all acts. Buttons stand on a card in this order.
var Acts = []Act{
	{Do: cases.Report, Did: text.T("did.report"), Why: whyReport},
	{Do: cases.Import, Did: text.T("did.import")},

	{Do: cases.Confirm, Label: text.T("button.confirm"), Front: reporters, Done: says("done.confirm"), Did: text.T("did.confirm"), Why: told("tell.confirm")},
	{Do: cases.Still, Label: text.T("button.still"), Front: reporters, Done: says("done.still"), Did: text.T("did.still")},
	{Do: cases.Agree, Label: text.T("button.agree"), Front: joiners, Done: says("done.agree"), Did: text.T("did.agree")},
	{Do: cases.Reopen, Label: text.T("button.reopen"), Front: tellers, Done: says("done.reopen"), Did: text.T("did.reopen"), Why: whyReopen},
	{Do: cases.Add, Label: text.T("button.add"), Front: tellers, Begins: "add", Done: says("done.add"), Did: text.T("did.add"), Why: whyAdd},
	{Do: cases.Locate, Label: text.T("button.locate"), Front: typists, Begins: "locate", Done: says("done.locate"), Did: text.T("did.locate"), Why: whyLocate},
	{Do: cases.Own, Done: says("done.own"), Did: text.T("did.own")},                 // by a link
	{Do: cases.Detail, Begins: "detail", Done: says("done.detail"), Why: whyDetail}, // it is asked when the report has gone
	{Do: cases.Sign, Label: text.T("button.sign"), Front: reporters, Done: says("done.sign"), Did: text.T("did.sign")},
	{Do: cases.TakeBack, Label: text.T("button.takeback"), Done: says("done.takeback"), Did: text.T("did.takeback")}, // it stands under what was added
	{Do: cases.Contest, Label: text.T("button.contest"), Front: reporters, Begins: "contest", Done: says("done.contest"), Did: text.T("did.contest"), Why: whyContest},
	{Do: cases.Withdraw, Label: text.T("button.withdraw"), Front: reporters, Behind: both, Chosen: true, Done: says("done.withdraw"), Did: text.T("did.withdraw"), Why: told("tell.withdraw")},
	{Do: cases.Over, Label: text.T("button.withdraw"), Front: reporters, Chosen: true, Done: says("done.over"), Did: text.T("did.over"), Why: toldWhy("tell.over.danger")},
	{Do: cases.Join, Did: text.T("did.join")},
	{Do: cases.Absorb, Did: text.T("did.absorb"), Why: whyAbsorb},
	{Do: cases.Unroute, Did: text.T("did.unroute"), Why: told("tell.unrouted")},
	{Do: cases.Crowd, Did: text.T("did.crowd"), Why: whyCrowd},
	{Do: cases.Leave, Label: text.T("button.leave"), Front: tellers, Done: says("done.leave"), Did: text.T("did.leave"), Why: told("tell.leave")},
	{Do: cases.Rate, Chosen: true, Done: says("done.rate"), Did: text.T("did.rate")},

	{Do: cases.Accede, Label: text.T("button.accede"), Front: both, Done: says("done.accede"), Did: text.T("did.accede"), Why: whyGrid},
	{Do: cases.Refuse, Label: text.T("button.keep"), Front: both, Begins: "keep", Done: says("done.keep"), Did: text.T("did.keep"), Why: toldByWhy("tell.keep")},
	{Do: cases.Reinstate, Label: text.T("button.reinstate"), Front: leads, Done: says("done.reinstate"), Did: text.T("did.reinstate"), Why: whyReinstate},
	{Do: cases.Uphold, Label: text.T("button.uphold"), Front: leads, Begins: "uphold", Done: says("done.uphold"), Did: text.T("did.uphold"), Why: toldWhy("tell.uphold")},
	{Do: cases.Heed, Label: text.T("button.heed"), Front: both, Done: says("done.heed"), Did: text.T("did.heed")},
	{Do: cases.Claim, Label: text.T("button.claim"), Front: workers, Done: says("done.claim"), Did: text.T("did.claim")},
	{Do: cases.Fine, Label: text.T("button.fine"), Front: both, Done: says("done.fine"), Did: text.T("did.fine")},
	{Do: cases.Relapse, Label: text.T("button.relapse"), Front: both, Done: says("done.relapse"), Did: text.T("did.relapse"), Why: told("tell.relapse")},
	{Do: cases.SetOut, Label: text.T("button.setout"), Front: workers, Done: says("done.setout"), Did: text.T("did.setout")},
	{Do: cases.Arrive, Label: text.T("button.arrive"), Front: workers, Begins: "arrive", Did: text.T("did.arrive")},
	{Do: cases.Handle, Label: text.T("button.handle"), Front: workers, Done: says("done.handle"), Did: text.T("did.handle")},
	{Do: cases.Inspect, Label: text.T("button.inspect"), Front: workers, Begins: "inspect", Done: says("done.inspect"), Did: text.T("did.inspect"), Why: measures.Inspected},
	{Do: cases.Clear, Begins: "inspect", Done: doneClear, Did: text.T("did.clear"), Why: toldBy("tell.clear")}, // what is found says which it was
	{Do: cases.Submit, Label: text.T("button.submit"), Front: workers, Begins: "submit", Did: text.T("did.submit"), Why: toldBy("tell.submit")},
	{Do: cases.ReportIn, Label: text.T("button.reportin"), Front: officers, Chosen: true, Done: says("done.reportin")},
	{Do: cases.Receive, Label: text.T("button.receive"), Front: officers, Begins: "receive", Done: says("done.receive"), Did: text.T("did.receive"), Why: measures.Given},
	{Do: cases.Rule, Label: text.T("button.rule"), Front: officers, Begins: "rule", Done: says("done.rule"), Did: text.T("did.rule"), Why: measures.Given},
	{Do: cases.Docket, Label: text.T("button.docket"), Front: officers, Begins: "docket", Done: says("done.docket"), Did: text.T("did.docket"), Why: measures.Given},
	{Do: cases.Reach, Label: text.T("button.reach"), Front: officers, Begins: "reach"},
	{Do: cases.Serve, Label: text.T("button.serve"), Front: legs, Begins: "serve", Done: says("done.serve"), Did: text.T("did.serve"), Why: measures.Served},
	{Do: cases.Perform, Label: text.T("button.perform"), Front: officers, Begins: "perform", Done: says("done.perform"), Why: measures.Why},
	{Do: cases.Undo, Front: officers, Chosen: true, Begins: "undo", Done: says("done.undo"), Why: measures.Why},
	{Do: cases.Finish, Label: text.T("button.finish"), Front: officers, Begins: "finish", Done: says("done.finish"), Did: text.T("did.finish"), Why: whyFinish},
	{Do: cases.Whistle, Label: text.T("button.whistle"), Front: workers, Behind: leads, Begins: "whistle", Done: says("done.whistle"), Did: text.T("did.whistle"), Why: toldBy("tell.whistle")},
	{Do: cases.Dismiss, Label: text.T("button.dismiss"), Front: leads, Begins: "dismiss", Done: says("done.dismiss"), Did: text.T("did.dismiss"), Why: toldByWhy("tell.dismiss")},
	{Do: cases.Ack, Label: text.T("button.ack"), Front: legs, Done: says("done.ack"), Did: text.T("did.ack"), Why: toldBy("tell.ack")},
	{Do: cases.Grant, Label: text.T("button.grant"), Front: leads, Done: says("done.grant"), Did: text.T("did.grant"), Why: told("tell.grant")},
	{Do: cases.Deny, Label: text.T("button.deny"), Front: leads, Begins: "deny", Done: says("done.deny"), Did: text.T("did.deny"), Why: toldWhy("tell.deny")},
	{Do: cases.LegGrant, Label: text.T("button.leggrant"), Front: leads, Chosen: true, Done: says("done.grant"), Did: text.T("did.grant")},
	{Do: cases.LegDeny, Label: text.T("button.legdeny"), Front: leads, Chosen: true, Begins: "legdeny", Done: says("done.deny"), Did: text.T("did.deny")},
	{Do: cases.LegPause, Label: text.T("button.legpause"), Behind: leads, Chosen: true, Begins: "legpause", Done: says("done.pause"), Did: text.T("did.pause"), Why: measures.Rests},
	{Do: cases.LegResume, Label: text.T("button.resume"), Front: officers, Chosen: true, Done: says("done.resume"), Did: text.T("did.resume")},
	{Do: cases.Resume, Label: text.T("button.resume"), Front: both, Done: says("done.resume"), Did: text.T("did.resume"), Why: told("tell.resume")},
	{Do: cases.Note, Label: text.T("button.note"), Front: workers, Begins: "note", Done: says("done.note"), Did: text.T("did.note"), Why: whyNote},
	{Do: cases.Return, Label: text.T("button.return"), Front: workers, Begins: "return", Did: text.T("did.return"), Why: toldByWhy("tell.return")},
	{Do: cases.Pass, Label: text.T("button.pass"), Front: both, Done: donePass, Did: text.T("did.pass"), Why: whyPass},
	{Do: cases.SendBack, Label: text.T("button.sendback"), Front: both, Begins: "sendback", Did: text.T("did.sendback"), Why: toldByWhy("tell.sendback")},
	{Do: cases.Name, Label: text.T("button.name"), Front: leads, Chosen: true, Done: says("done.name"), Did: text.T("did.name"), Why: toldBy("tell.name")},
	{Do: cases.Assign, Label: text.T("button.assign"), Front: leads, Chosen: true, Done: says("done.assign"), Did: text.T("did.assign"), Why: toldBy("tell.assign")},
	{Do: cases.Route, Label: text.T("button.route"), Front: leads, Chosen: true, Done: says("done.route"), Did: text.T("did.route"), Why: told("tell.route")},
	{Do: cases.Decline, Label: text.T("button.decline"), Front: leads, Begins: "decline", Did: text.T("did.decline"), Why: toldWhy("tell.decline")},

	{Do: cases.Correct, Label: text.T("button.correct"), Behind: both, Begins: "correct", Done: says("done.correct"), Did: text.T("did.correct"), Why: whyCorrect},
	{Do: cases.Resite, Begins: "correct", Done: says("done.resite"), Did: text.T("did.resite"), Why: whyResite}, // what is put right says which it was
	{Do: cases.Split, Label: text.T("button.split"), Behind: leads, Begins: "split", Done: says("done.split"), Did: text.T("did.split"), Why: whySplit},
	{Do: cases.Merge, Label: text.T("button.merge"), Behind: leads, Begins: "merge", Done: says("done.merge"), Did: text.T("did.merge"), Why: whyMerge},
	{Do: cases.Absent, Label: text.T("button.notfound"), Behind: workers, Begins: "notfound", Done: says("done.notfound"), Did: text.T("did.notfound"), Why: toldBy("tell.notfound")},
	{Do: cases.Prove, Label: text.T("button.prove"), Begins: "prove", Done: says("done.prove"), Did: text.T("did.prove"), Why: whyProve},
	{Do: cases.Question, Label: text.T("button.question"), Begins: "question", Done: says("done.question"), Did: text.T("did.question"), Why: measures.Stated},
	{Do: cases.Object, Label: text.T("button.object"), Begins: "object", Done: says("done.object"), Did: text.T("did.object"), Why: measures.Stated},
	{Do: cases.Answer, Label: text.T("button.answer"), Front: []cases.View{cases.ViewWorker, cases.ViewLead, cases.ViewOfficer}, Begins: "answer", Done: says("done.answer"), Did: text.T("did.answer"), Why: measures.Stated},
	{Do: cases.Admit, Label: text.T("button.admit"), Front: []cases.View{cases.ViewWorker, cases.ViewLead, cases.ViewOfficer}, Chosen: true, Done: measures.Either(text.T("done.admit"), text.T("done.admit.advice")), Did: text.T("did.admit"), Why: measures.Admitted},
	{Do: cases.Rebuff, Label: text.T("button.rebuff"), Chosen: true, Done: says("done.rebuff"), Did: text.T("did.rebuff")}, // it stands beside admitting
	{Do: cases.Oust, Label: text.T("button.oust"), Behind: leads, Chosen: true, Done: measures.Either(text.T("done.oust"), text.T("done.oust.advice")), Did: text.T("did.oust")},
	{Do: cases.Pause, Label: text.T("button.pause"), Behind: leads, Solves: true, Begins: "pause", Done: says("done.pause"), Did: text.T("did.pause"), Why: toldWhy("tell.pause")},
	{Do: cases.Extend, Label: text.T("button.extend"), Behind: leads, Begins: "extend", Done: says("done.extend"), Did: text.T("did.extend"), Why: toldWhy("tell.extend")},
	{Do: cases.Annul, Label: text.T("button.annul"), Behind: leads, Begins: "annul", Done: measures.Either(text.T("done.annul"), text.T("done.annul.advice")), Did: text.T("did.annul"), Why: measures.Withdrawn},
	{Do: cases.Propose, Label: text.T("button.propose"), Behind: workers, Begins: "propose", Done: says("done.propose"), Did: text.T("did.propose"), Why: toldBy("tell.propose")},
	{Do: cases.Promise, Label: text.T("button.promise"), Behind: []cases.View{cases.ViewWorker, cases.ViewLead, cases.ViewOfficer}, Solves: true, Begins: "promise", Done: says("done.promise"), Did: text.T("did.promise")},
	{Do: cases.Arrange, Label: text.T("button.arrange"), Behind: workers, Begins: "arrange", Done: says("done.arrange"), Did: text.T("did.arrange"), Why: whyArrange},
	{Do: cases.Unarrange, Label: text.T("button.unarrange"), Behind: workers, Done: says("done.unarrange"), Did: text.T("did.unarrange"), Why: whyUnarrange},
	{Do: cases.Plead, Label: text.T("button.plead"), Behind: legs, Solves: true, Begins: "plead", Done: says("done.plead"), Did: text.T("did.plead"), Why: measures.Pleaded},
	{Do: cases.Handover, Label: text.T("button.handover"), Behind: workers, Solves: true, Chosen: true, Done: says("done.assign"), Did: text.T("did.handover"), Why: toldBy("tell.assign")},
	{Do: cases.LegHand, Label: text.T("button.handover"), Behind: officers, Solves: true, Chosen: true, Done: says("done.leghand"), Did: text.T("did.handover"), Why: measures.HandedOn},
	{Do: cases.Replace, Label: text.T("button.replace"), Behind: workers, Begins: "replace", Done: says("done.serve"), Did: text.T("did.replace"), Why: measures.Served},
	{Do: cases.Again, Label: text.T("button.again"), Front: workers, Behind: leads, Chosen: true, Done: says("done.again"), Did: text.T("did.again"), Why: whyAgain},
	{Do: cases.Post, Label: text.T("button.post"), Behind: leads, Begins: "post", Done: says("done.post"), Did: text.T("did.post"), Why: toldByWhy("tell.post")},
	{Do: cases.Reply, Label: text.T("button.reply"), Behind: leads, Begins: "reply", Done: says("done.reply"), Did: text.T("did.reply"), Why: toldWhy("tell.reply")},
	{Do: cases.Agenda, Label: text.T("button.agenda"), Behind: leads, Done: says("done.agenda"), Did: text.T("did.agenda")},
	{Do: cases.Settle, Label: text.T("button.settle"), Behind: leads, Done: says("done.settle"), Did: text.T("did.settle")},
	{Do: cases.Topic, Label: text.T("button.topic"), Behind: leads, Done: says("done.topic"), Did: text.T("did.topic")},
	{Do: cases.Cede, Label: text.T("button.cede"), Behind: leads, Begins: "cede", Done: says("done.cede"), Did: text.T("did.cede"), Why: toldByWhy("tell.cede")},
	{Do: cases.Unask, Label: text.T("button.unask"), Behind: leads, Done: says("done.unask"), Did: text.T("did.unask"), Why: toldBy("tell.unask")},
	{Do: cases.Entrust, Label: text.T("button.entrust"), Behind: leads, Chosen: true, Done: says("done.entrust"), Did: text.T("did.entrust"), Why: whyGrid},
	{Do: cases.Escalate, Label: text.T("button.escalate"), Behind: leads, Begins: "escalate", Done: says("done.escalate"), Did: text.T("did.escalate"), Why: toldByWhy("tell.escalate")},
	{Do: cases.Spots, Label: text.T("button.spots"), Behind: leads, Begins: "spots", Done: says("done.spots"), Did: text.T("did.spots")},
	{Do: cases.TurnDown, Label: text.T("button.turndown"), Behind: officers, Begins: "turndown", Done: says("done.turndown"), Did: text.T("did.turndown"), Why: whyTurnDown},

	// On the page of the agencies.
	{Do: cases.CallOff, Label: text.T("button.calloff"), Begins: "calloff", Done: says("done.calloff"), Did: text.T("did.calloff"), Why: toldByWhy("tell.calloff")},
	{Do: cases.Release, Chosen: true, Begins: "release", Done: says("done.release"), Did: text.T("did.release")},
	{Do: cases.Swap, Chosen: true, Done: says("done.swap"), Did: text.T("did.swap")},
	{Do: cases.Insist, Chosen: true, Done: says("done.insist")},
	{Do: cases.Lift, Chosen: true, Begins: "lift", Done: says("done.lift"), Did: text.T("did.lift"), Why: toldByWhy("tell.lift")},
	{Do: cases.CallHead, Chosen: true, Done: says("done.callhead")},

	// What the clock does.
	{Do: cases.Warn, Why: whyLate},
	{Do: cases.Urge, Did: text.T("did.urge"), Why: whyUrged},
	{Do: cases.Overdue, Did: text.T("did.overdue"), Why: whyLate},
	{Do: cases.Lapse, Did: text.T("did.lapse")},
	{Do: cases.Recheck, Did: text.T("did.recheck"), Why: told("tell.recheck")},
	{Do: cases.Succeed, Did: text.T("did.succeed")},
	{Do: cases.Survey, Did: text.T("did.survey"), Why: told("tell.survey")},
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

// OnCard lists the acts that stand on the card of a view.
func OnCard(as cases.View) []cases.Action {
	return stand(as, func(r Act) []cases.View { return r.Front })
}

// BehindMore lists the acts that stand behind "more" for a view.
func BehindMore(as cases.View) []cases.Action {
	return stand(as, func(r Act) []cases.View { return r.Behind })
}

func stand(as cases.View, place func(Act) []cases.View) []cases.Action {
	var acts []cases.Action
	for _, r := range Acts {
		if slices.Contains(place(r), as) {
			acts = append(acts, r.Do)
		}
	}
	return acts
}

// DoneText is what who did it reads, where the card itself does not show it.
func DoneText(do cases.Action, c cases.Case) text.Text {
	if done := ActOf[do].Done; done != nil {
		return done(c)
	}
	return text.Text{}
}

// says is one and the same text, whatever became of the case.
func says(id string) func(cases.Case) text.Text {
	said := text.Text{ID: id}
	return func(cases.Case) text.Text { return said }
}

func donePass(c cases.Case) text.Text {
	if c.Outcome == cases.Checked {
		return text.T("done.pass.checked")
	}
	return text.T("done.pass")
}

func doneClear(c cases.Case) text.Text {
	if c.Legged() {
		return text.T("done.clear.joint")
	}
	return text.T("done.clear")
}

// LeadsTo are the acts a dialogue about a case leads to.
func LeadsTo(dialogue string) []cases.Action { return leadsTo[dialogue] }

var leadsTo = byDialogue(Acts)

func byDialogue(all []Act) map[string][]cases.Action {
	acts := map[string][]cases.Action{}
	for _, r := range all {
		if r.Begins != "" {
			acts[r.Begins] = append(acts[r.Begins], r.Do)
		}
	}
	return acts
}
