package acts

import (
	"slices"

	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// began remembers an album whose first item was part of an act.
func (x *Turn) began(c cases.Case, tells []cases.Tell, a cases.Act) {
	if x.Event.Album == "" || len(a.Files) == 0 {
		return
	}
	me := x.Me
	me.Album = &world.Album{ID: x.Event.Album, Case: c.Number, Phase: a.Files[0].Phase, N: len(a.Files), Tells: tells}
	x.KeepPerson(me)
}

// GoOnAlbum puts a further item to the others, without a word. Cards that said
// what came say so still.
func (x *Turn) GoOnAlbum() {
	c, album := x.World.Case, x.Me.Album
	if c == nil || c.Number != album.Case || !c.Sees(x.Me.Part()) {
		return
	}
	if c.Status.Type() != cases.Open || album.N >= ask.MostFiles {
		return // what is closed is not added to; and Telegram's albums have ten
	}
	me, next := x.Me, *album
	next.N++
	me.Album = &next
	x.KeepPerson(me)
	after := x.Pending(*c)
	files := ask.Evidence(x.Event, album.Phase)
	after.Log = slices.Clone(c.Log)
	if last := &after.Log[len(after.Log)-1]; last.By == x.Me.ID && len(last.Files) > 0 { // they are taken back with the first
		for _, f := range files {
			last.Files = append(slices.Clone(last.Files), f.ID)
		}
	}
	var sent []cases.File
	after.Legs = slices.Clone(c.Legs)
	if l := after.LegOf(x.Me.Agency); l != nil && album.Phase == cases.PhaseLeg { // what an officer shows is their agency's
		l.Files = append(slices.Clone(l.Files), files...)
		sent = l.Files
	} else {
		after.Files = append(slices.Clone(c.Files), files...)
		sent = after.Files
	}
	heads := map[int64]text.Text{}
	if last := c.Log[len(c.Log)-1]; last.By == x.Me.ID {
		a := cases.Act{Do: last.Do, By: x.Me.Part(), Note: last.Note, Files: sent[max(0, len(sent)-next.N):]}
		for _, t := range album.Tells {
			x.tell(t, c, *after, a, func(p world.Person, _ cases.View, head text.Text) { heads[p.ID] = head })
		}
	}
	for _, k := range after.Cards {
		if x.concerns(k, c, *after) && !x.Outside(k, *after) {
			x.Letters = append(x.Letters, x.CardLetter(*after, k, heads[k.Chat], false))
		}
	}
}
