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
func Serving(w *world.World, do cases.Action, otherwise text.Text) text.Text {
	if do == cases.Serve && w.District.Orders.Advice {
		return text.T("button.serve.advice")
	}
	return otherwise
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
