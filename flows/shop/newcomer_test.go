package shop_test

import (
	"strings"
	"testing"
	"time"

	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Who joins a department is told, once, which of its steps wait already, with the command
// that shows them; of another department, or for another grid, they read nothing of them.
func TestWhoJoinsADepartmentIsToldWhatWaits(t *testing.T) {
	const newcomer = 88
	for name, c := range map[string]struct {
		in    world.Invite
		waits bool
		shop  bool
	}{
		"the department":    {world.Invite{Role: world.Officer, Agency: "market"}, true, true},
		"its grid":          {world.Invite{Role: world.Officer, Agency: "market", Grid: "lingshi"}, true, true},
		"another grid":      {world.Invite{Role: world.Officer, Agency: "market", Grid: "yanchang"}, false, true},
		"another one":       {world.Invite{Role: world.Officer, Agency: "enforcement"}, false, true},
		"without any step":  {world.Invite{Role: world.Officer, Agency: "gas"}, false, false},
		"a worker's grid":   {world.Invite{Role: world.Worker, Grid: "lingshi"}, false, false},
		"one that is over":  {world.Invite{Role: world.Officer, Agency: "market", Expires: 1}, false, false},
		"the lead's office": {world.Invite{Role: world.Lead, Grid: "lingshi"}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := room.New(t)
			market, _ := visit(t, r, 5*86400)
			delete(r.People, market) // nobody was there when it came
			in := c.in
			in.Token, in.By = "a-token-nobody-guess01", room.Sun
			if in.Expires == 0 {
				in.Expires = r.Now.Add(time.Hour).Unix()
			}
			r.Invites[in.Token] = room.Freeze(t, in)
			r.People[newcomer] = room.Freeze(t, world.Person{ID: newcomer, Name: "新来的", Lang: text.Chinese})
			ch := r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: newcomer}, Chat: talk.Chat{ID: newcomer}, Message: 1, Command: "start", Payload: "i" + in.Token})
			r.Keep(newcomer, ch)
			said := string(room.Freeze(t, ch.Letters))
			if strings.Contains(said, "matter.waits") != c.waits || strings.Contains(said, "m|shop|1|open") != c.waits || strings.Contains(said, "matter.help") != c.shop {
				t.Errorf("%s", said)
			}
			help := r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: newcomer}, Chat: talk.Chat{ID: newcomer}, Message: 2, Command: "help"})
			if said := string(room.Freeze(t, help.Letters)); strings.Contains(said, "matter.help") != c.shop || strings.Contains(said, "matter.waits") {
				t.Errorf("help: %s", said)
			}
		})
	}
}
