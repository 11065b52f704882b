package accord

import "slices"

// A Payer is one who pays by the agreement: all they said yes to, together.
type Payer struct {
	Owner string
	Words string // of the first term
	Cents int64
	Who   int64 // who said yes, while they speak for a party; 0: nobody can be reminded
	Lang  string
}

// Pays is who pays how much by the version in force, in its order.
func (a *Accord) Pays() (all []Payer) {
	v := a.Version(a.Runs)
	if v == nil {
		return nil
	}
	for _, t := range v.Terms {
		if t.Kind != Pays || t.Cents <= 0 {
			continue
		}
		i := slices.IndexFunc(all, func(p Payer) bool { return p.Owner == t.Owner })
		if i < 0 {
			i = len(all)
			all = append(all, Payer{Owner: t.Owner, Words: t.Words})
		}
		all[i].Cents += t.Cents
		if who, lang := a.saidYes(v.N, t); who != 0 {
			all[i].Who, all[i].Lang = who, lang
		}
	}
	return all
}

// saidYes is who said yes to a term for their party, while they speak for it.
func (a *Accord) saidYes(version int, t Term) (who int64, lang string) {
	party, _, _ := OwnerOf(t.Owner)
	p := a.Party(party)
	if p == nil {
		return 0, ""
	}
	for _, x := range a.Accepted {
		if i := slices.Index(p.People, x.By); x.Version == version && x.Term == t.ID && i >= 0 {
			if who = x.By; i < len(p.Langs) {
				lang = p.Langs[i]
			}
		}
	}
	return who, lang
}
