package measures

import (
	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is served has one name everywhere: an order (责令整改通知书), or where a worker
// of the grid serves it and the folder says so, advice (整改告知书).

// Serving is what stands on the button of an act for a worker: of serving, which paper
// it will be.
func Serving(w *world.World, c cases.Case, do cases.Action, otherwise text.Text) text.Text {
	if do == cases.Serve && w.District.Orders.Advice {
		return text.T("button.serve.advice")
	}
	return Named(c, do, otherwise)
}

// ofAdvice is what stands on the button of an act with a paper that is advice.
var ofAdvice = map[cases.Action]text.Text{
	cases.Admit: text.T("button.admit.advice"), cases.Annul: text.T("button.annul.advice"), cases.Replace: text.T("button.replace.advice"),
}

// Named is what stands on the button of an act with what was served: which paper it is.
func Named(c cases.Case, do cases.Action, otherwise text.Text) text.Text {
	if said, ok := ofAdvice[do]; ok && advised(c) {
		return said
	}
	return otherwise
}

// didAdvice is what stands in the history of an act with a paper that was advice.
var didAdvice = map[cases.Action]text.Text{
	cases.Serve: text.T("did.serve.advice"), cases.Replace: text.T("did.replace.advice"), cases.Annul: text.T("did.annul.advice"),
	cases.Admit: text.T("did.admit.advice"), cases.Oust: text.T("did.oust.advice"),
}

// Did is what stands in the history of an act: with which paper, by what was served at
// that time.
func Did(c cases.Case, e cases.Entry, otherwise text.Text) text.Text {
	said, ok := didAdvice[e.Do]
	for i := len(c.Notices) - 1; ok && i >= 0; i-- {
		if n := c.Notices[i]; n.At <= e.At {
			if n.Advice {
				return said
			}
			break
		}
	}
	return otherwise
}

// advised tells whether what was served last, be it in force or not, is advice.
func advised(c cases.Case) bool {
	return len(c.Notices) > 0 && c.Notices[len(c.Notices)-1].Advice
}

// Either says of an act what is said of an order, or where what was served last is
// advice, what is said of that.
func Either(order, advice text.Text) func(cases.Case) text.Text {
	return func(c cases.Case) text.Text {
		if advised(c) {
			return advice
		}
		return order
	}
}

// Of says of a paper what is said of an order, or of advice.
func Of(n cases.Notice, order, advice text.Text) text.Text {
	if n.Advice {
		return advice
	}
	return order
}

// Revoked is what whom it was for reads of a paper that is in force no more.
func Revoked(n cases.Notice) text.Text {
	return Of(n, text.T("follow.annulled"), text.T("follow.annulled.advice"))
}

// Admitted is why somebody is told that a paper is for them.
func Admitted(_ *world.World, c cases.Case, _ cases.Act) text.Text {
	return Either(text.T("tell.admit"), text.T("tell.admit.advice"))(c)
}

// Withdrawn is why somebody is told that a paper was taken back.
func Withdrawn(_ *world.World, c cases.Case, a cases.Act) text.Text {
	return Either(text.T("tell.annul", "reason", a.Note), text.T("tell.annul.advice", "reason", a.Note))(c)
}

// InForce is the status of a case that is put right by what was served; of any other,
// what is said otherwise.
func InForce(c cases.Case, otherwise text.Text) text.Text {
	if c.Status != cases.Rectifying {
		return otherwise
	}
	if n := c.Notice(); n != nil && n.Advice {
		return text.T("status.rectifying.advice")
	}
	return text.T("status.rectifying")
}

// Served is why somebody is told that something was served.
func Served(_ *world.World, c cases.Case, _ cases.Act) text.Text {
	if n := c.Notice(); n != nil && n.Advice {
		return text.T("tell.serve.advice")
	}
	return text.T("tell.serve")
}
