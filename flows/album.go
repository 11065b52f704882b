package flows

import (
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// An Album is photos sent together. Its items come one by one, and the first
// may have ended the dialogue it was sent in: the others still belong to the
// same case, and begin nothing new.
type Album struct {
	ID    string       `json:"id"`
	Case  int          `json:"case"`
	Phase cases.Phase  `json:"phase"`
	N     int          `json:"n"`               // items so far
	Tells []cases.Tell `json:"tells,omitempty"` // who was told of the first
}

// goesOn reports whether the event brings a further item of the person's album.
func (p Person) goesOn(e talk.Event) bool {
	return p.Album != nil && e.Album != "" && e.Album == p.Album.ID && len(e.Files) > 0
}

// began remembers an album whose first item was part of an act.
func (x *change) began(c cases.Case, tells []cases.Tell, a cases.Act) {
	if x.event.Album == "" || len(a.Files) == 0 {
		return
	}
	me := x.Me
	me.Album = &Album{ID: x.event.Album, Case: c.Number, Phase: a.Files[0].Phase, N: len(a.Files), Tells: tells}
	x.person(me)
}

// goOnAlbum puts a further item to the others, without a word. Cards that said
// what came say so still.
func (x *change) goOnAlbum() {
	c, album := x.World.Case, x.Me.Album
	if c == nil || c.Number != album.Case || !c.Sees(x.Me.part()) {
		return
	}
	if c.Status.Type() != cases.Open || album.N >= mostFiles {
		return // what is closed is not added to; and Telegram's albums have ten
	}
	me, next := x.Me, *album
	next.N++
	me.Album = &next
	x.person(me)
	after := x.pending(*c)
	after.Files = append(slices.Clone(c.Files), evidence(x.event, album.Phase)...)
	heads := map[int64]text.Text{}
	if last := c.Log[len(c.Log)-1]; last.By == x.Me.ID {
		a := cases.Act{Do: last.Do, By: x.Me.part(), Note: last.Note, Files: after.Files[max(0, len(after.Files)-next.N):]}
		for _, t := range album.Tells {
			x.tell(t, c, *after, a, func(p Person, _ cases.View, head text.Text) { heads[p.ID] = head })
		}
	}
	for _, k := range after.Cards {
		if x.concerns(k, c, *after) && !x.outside(k, *after) {
			x.Letters = append(x.Letters, x.cardLetter(*after, k, heads[k.Chat], false))
		}
	}
}
