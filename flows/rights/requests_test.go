package rights_test

import (
	"errors"
	"strings"
	"testing"

	"gridbot/flows/request"
	"gridbot/flows/rights"
	"gridbot/flows/room"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The file of what is kept of somebody has what they do in one go, whole; and says so
// where it cannot be opened.
func TestTheFileHasWhatSomebodyDoesInOneGo(t *testing.T) {
	r := room.New(t)
	c, at := r.District.Calendar, r.Now.Unix()
	q := request.New(7, room.Chen, r.District.Services[0], map[string]string{"name": "老陈面馆", "area": "80", "staff": "1", "kitchen": "no", "sign": "no"}, c, at)
	if err := errors.Join(q.Give("id-card", []request.File{{Kind: "photo", ID: "photo-of-the-card"}}, "", c, at), q.Give("lease", nil, "合同在房东那里", c, at),
		q.Send(c, at), q.SendBack("licence", "lease", "要看签字页", c, at)); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, line := range rights.Data(&world.World{District: r.District, Now: r.Now}, world.Kept{Me: world.Person{ID: room.Chen}, Requests: []request.Request{q}, Locked: true}) {
		said.WriteString(r.Say(text.Chinese, line, 4096) + "\n")
	}
	for _, has := range []string{"S7 开饭店", "老陈面馆", "photo-of-the-card", "合同在房东那里", "要看签字页", "密钥不在"} {
		if !strings.Contains(said.String(), has) {
			t.Errorf("it does not say %q:\n%s", has, said.String())
		}
	}
}
