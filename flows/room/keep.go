package room

import "gridbot/flows/world"

// Keep is the commit.
func (r *Room) Keep(who int64, ch world.Change) {
	if ch.Session != nil {
		delete(r.Sessions, who)
		if !ch.Session.Over() {
			r.Sessions[who] = Freeze(r.T, ch.Session)
		}
	}
	for _, s := range ch.Said {
		r.said[s.Message] = world.Replied{Case: s.Case}
	}
	for _, p := range ch.People {
		r.People[p.ID] = Freeze(r.T, p)
	}
	for _, m := range ch.Cases {
		if m.Before == nil {
			r.opens = append(r.opens, m.After)
		}
		r.Cases[m.After.Number] = Freeze(r.T, m.After)
	}
	if ch.Met != nil {
		if r.meetings == nil {
			r.meetings = map[string][]byte{}
		}
		r.meetings[ch.Met.After.Grid] = Freeze(r.T, ch.Met.After)
	}
	r.keepCare(ch.Cared)
	for i := range ch.Parted {
		r.keepCare(&ch.Parted[i])
	}
	r.keepService(ch.Served)
	for _, q := range ch.Unserved {
		delete(r.services, q.N)
	}
	r.keepAccords(ch.Agreed)
	r.keepHot(ch)
	if ch.Invite != nil {
		r.Invites[ch.Invite.Token] = Freeze(r.T, ch.Invite)
	}
	delete(r.Invites, ch.Used)
	for _, key := range ch.Unbind {
		delete(r.Groups, key)
	}
	if ch.Group != nil {
		r.Groups[ch.Group.Key()] = Freeze(r.T, ch.Group)
	}
	if ch.Rota != nil {
		r.Rota = Freeze(r.T, *ch.Rota)
	}
	r.gather(who, ch)
	r.forget(who, ch)
	for _, l := range ch.Log {
		if r.Counts == nil {
			r.Counts, r.behind = world.Counts{}, map[string][]int{}
		}
		l = Thaw[world.Logged](r.T, Freeze(r.T, l))
		r.Counts.Add(l)
		r.Lines = append(r.Lines, l)
		for _, t := range l.Tallies() {
			if t.Listed {
				r.behind[t.Week+" "+t.Grid+" "+t.Name] = append(r.behind[t.Week+" "+t.Grid+" "+t.Name], l.Case)
			}
		}
	}
}
