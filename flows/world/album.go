package world

import (
	"gridbot/flows/cases"
	"gridbot/flows/talk"
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

// GoesOn reports whether the event brings a further item of the person's album.
func (p Person) GoesOn(e talk.Event) bool {
	return p.Album != nil && e.Album != "" && e.Album == p.Album.ID && len(e.Files) > 0
}
