package acts

import (
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A question that comes back is asked of other records than those the event in between
// was about. So a turn that puts it again says which, and is decided once more when
// they are read.

// Resume asks again what was asked before the interruption.
func (x *Turn) Resume() error {
	s := x.Change.Session
	if s == nil || s.Dialogue == "" {
		return nil
	}
	d, ok := x.Book.Dialogues[s.Dialogue]
	if !ok {
		return nil
	}
	w := x.behind(*s)
	if _, gone := over(w, w.Case, *s); gone || !d.Free && (w.Case == nil || !w.Case.Sees(w.Me.Part())) {
		return nil // it is said when they go on
	}
	p, ok, err := d.Ask(w, *s)
	if err != nil || !ok {
		return err
	}
	p.Say = text.Lines(text.T("talk.resume"), p.Say)
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: p})
	return nil
}

// behind is the world of a question that comes back, as this turn leaves it.
func (x *Turn) behind(s talk.Session) *world.World {
	n := NeedAgain(x.Book, x.World, s)
	if n == (world.Need{}) {
		return x.World
	}
	w := *x.World
	x.Change.Again = &s
	if w.Again != nil {
		w.Found = *w.Again
	}
	for i := range x.Cases {
		if now := x.Cases[i].After; now.Number == s.About {
			w.Case = &now
		}
	}
	if x.Met != nil && x.Met.After.Grid == n.Meeting {
		w.Meeting = &x.Met.After
	}
	return &w
}

// NeedAgain is what must be read to ask the question of a session again.
func NeedAgain(b *Book, w *world.World, s talk.Session) world.Need {
	n := world.Need{Case: s.About}
	if d, ok := b.Dialogues[s.Dialogue]; ok && d.Need != nil {
		d.Need(w, s, talk.Event{At: w.Now, From: talk.Sender{ID: w.Me.ID}, Chat: talk.Chat{ID: w.Me.ID}}, &n)
	}
	return n
}
