package accord

import "slices"

// An Out is somebody who was put out with their party. The link lets them in again only
// once who leads has said so: it hangs where everybody reads it.
type Out struct {
	Person int64  `json:"person"`
	Lang   string `json:"lang,omitempty"`
	Party  string `json:"party"`
	At     int64  `json:"at"`
	Asked  bool   `json:"asked,omitempty"` // who leads has heard that they would like to come back
}

// mostOut is how many of those who were put out are kept, the newest.
const mostOut = 60

// putOut takes all out who speak for a party.
func (a *Accord) putOut(p *Party, at int64) {
	for i, person := range p.People {
		o := Out{Person: person, Party: p.ID, At: at}
		if i < len(p.Langs) {
			o.Lang = p.Langs[i]
		}
		a.Out = append(slices.DeleteFunc(a.Out, func(o Out) bool { return o.Person == person }), o)
	}
	a.Out = a.Out[max(0, len(a.Out)-mostOut):]
}

// WasPutOut is how somebody was put out; nil where they were not.
func (a *Accord) WasPutOut(person int64) *Out {
	for i := range a.Out {
		if a.Out[i].Person == person {
			return &a.Out[i]
		}
	}
	return nil
}

// Admit lets somebody come in again by the link. Errors: ErrOver, ErrTwice where they may
// already.
func (a *Accord) Admit(person int64) error {
	switch {
	case !a.Open():
		return ErrOver
	case a.WasPutOut(person) == nil:
		return ErrTwice
	}
	a.Out = slices.DeleteFunc(a.Out, func(o Out) bool { return o.Person == person })
	return nil
}
