package kept

// A Real is what somebody who came to the staff is really called, as far as those who
// answer for them know it: what they call themselves in Telegram is no proof.
type Real struct {
	Since int64  `json:"since"`           // when they were asked, unix seconds
	Name  string `json:"name,omitempty"`  // as they say
	Photo string `json:"photo,omitempty"` // of their badge: Telegram's number of its own copy, without what the file tells besides
	Said  int64  `json:"said,omitempty"`  // when they said so: a press counts for what was said then
	No    int64  `json:"no,omitempty"`    // who said last that they are not that person
	By    int64  `json:"by,omitempty"`    // who confirmed it
	At    int64  `json:"at,omitempty"`    // when; 0: nobody has
	Shows string `json:"shows,omitempty"` // what they call themselves in Telegram since
}

// Known tells whether those who answer for somebody have confirmed who that is. Of who
// worked here before anybody was asked, they know it.
func (r *Real) Known() bool { return r == nil || r.At != 0 }

// Shown is what somebody of that name calls themselves in Telegram.
func (r *Real) Shown(name string) string {
	if r != nil && r.At != 0 {
		return r.Shows
	}
	return name
}

// Called is what somebody is called, and what is known of that, once they call
// themselves so in Telegram: that is their name until another one is confirmed.
func (r *Real) Called(name, shows string) (string, *Real) {
	switch {
	case shows == "":
		return name, r
	case r == nil || r.At == 0:
		return shows, r
	}
	now := *r
	now.Shows = shows
	return name, &now
}
