// Package quiet is what somebody told of danger again and again, and that they are not
// heard for a while. It knows neither people nor the district.
package quiet

import (
	"time"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// An Alarm is what one person told of danger in one grid within a while.
type Alarm struct {
	Grid  string       `json:"grid,omitempty"`
	Case  int          `json:"case"` // the first one
	At    int64        `json:"at"`
	N     int          `json:"n"`              // so many
	Kind  string       `json:"kind,omitempty"` // the category of the first one
	Point *grids.Point `json:"point,omitempty"`
}

// A Mute is that somebody is not heard for a while, but for danger.
type Mute struct {
	By       int64     `json:"by"`
	Case     int       `json:"case"` // that it was about
	Why      text.Text `json:"why"`
	Until    int64     `json:"until"`
	Objected bool      `json:"objected,omitempty"`
}

// A Muting is a mute as those who lead read it, who must not know whom it is about. It
// is kept with the lead who made it.
type Muting struct {
	Case  int       `json:"case"`
	Grid  string    `json:"grid,omitempty"`
	Why   text.Text `json:"why"`
	Until int64     `json:"until"`
}

// Holds tells whether a mute is still in force.
func (m *Mute) Holds(now time.Time) bool { return m != nil && now.Unix() < m.Until }
