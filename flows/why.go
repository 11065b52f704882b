package flows

import (
	"gridbot/flows/cases"
	"gridbot/flows/text"
)

// why is the line that says why somebody is told.
func (x *change) why(c cases.Case, a cases.Act) text.Text {
	by := x.Staff.name(a.By.ID)
	switch a.Do {
	case cases.Report:
		if c.Grid == "" {
			return text.T("tell.unrouted")
		}
		return text.T("tell.danger")
	case cases.Serve, cases.Replace:
		return text.T("tell.serve")
	case cases.Inspect:
		return text.T("tell.inspect")
	case cases.Clear:
		return text.T("tell.clear", "name", by)
	case cases.Annul:
		return text.T("tell.annul", "reason", a.Note)
	case cases.Prove:
		what := text.Text{}
		if n := c.Notice(); n != nil && a.Item >= 0 && a.Item < len(n.Items) {
			what = text.T("item.label", "n", a.Item+1, "what", n.Items[a.Item].What)
		}
		return text.Lines(text.T("tell.prove"), what, a.Note, filesText(len(a.Files)))
	case cases.Plead:
		return text.T("tell.plead")
	case cases.Grant:
		return text.T("tell.grant")
	case cases.Extend:
		return text.T("tell.extend", "reason", a.Note)
	case cases.Deny:
		return text.T("tell.deny", "reason", a.Note)
	case cases.Pause:
		return text.T("tell.pause", "reason", a.Note)
	case cases.Resume:
		return text.T("tell.resume")
	case cases.Handover:
		return text.T("tell.assign", "name", by)
	case cases.Recheck:
		return text.T("tell.recheck")
	case cases.Relapse:
		return text.T("tell.relapse")
	case cases.Again:
		return text.T("tell.again", "round", c.Round)
	case cases.Survey:
		return text.T("tell.survey")
	case cases.Assign:
		return text.T("tell.assign", "name", by)
	case cases.Name:
		return text.T("tell.name", "name", by)
	case cases.Return:
		return text.T("tell.return", "name", by, "reason", a.Note)
	case cases.Decline:
		return text.T("tell.decline", "reason", a.Note)
	case cases.Withdraw:
		return text.T("tell.withdraw")
	case cases.Add:
		return text.Lines(text.T("tell.add"), a.Note, filesText(len(a.Files)))
	case cases.Submit:
		return text.T("tell.submit", "name", by)
	case cases.SendBack:
		return text.T("tell.sendback", "name", by, "reason", a.Note)
	case cases.Pass:
		return text.T("tell.pass")
	case cases.Confirm:
		return text.T("tell.confirm")
	case cases.Reopen:
		return text.T("tell.reopen")
	case cases.Route:
		return text.T("tell.route")
	case cases.Cede:
		return text.T("tell.cede", "name", by, "reason", a.Note)
	case cases.Accede, cases.Entrust:
		return text.T("tell.accede", "name", by, "grid", gridName(x.World, c.Grid))
	case cases.Unask:
		return text.T("tell.unask", "name", by)
	case cases.Refuse:
		return text.T("tell.keep", "name", by, "reason", a.Note)
	case cases.Escalate:
		return text.T("tell.escalate", "name", by, "reason", a.Note)
	case cases.Propose:
		return text.T("tell.propose", "name", by)
	case cases.Dismiss:
		return text.T("tell.dismiss", "name", by, "reason", a.Note)
	case cases.Whistle:
		return text.T("tell.whistle", "name", by)
	case cases.CallOff:
		return text.T("tell.calloff", "name", by, "reason", a.Note)
	case cases.TurnDown:
		l := c.Leg(c.Log[len(c.Log)-1].Leg)
		return text.T("tell.turndown", "agency", agencyName(x.World, l.Agency), "reason", a.Note)
	case cases.Finish:
		l := c.Leg(c.Log[len(c.Log)-1].Leg)
		if !c.Legged() {
			return text.T("tell.finish.all", "agency", agencyName(x.World, l.Agency), "words", text.CleanLine(l.Result, 200))
		}
		return text.T("tell.finish", "agency", agencyName(x.World, l.Agency), "words", text.CleanLine(l.Result, 200))
	}
	return text.Text{}
}
