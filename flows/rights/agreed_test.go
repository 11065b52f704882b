package rights_test

import (
	"strings"
	"testing"

	"gridbot/flows/accord"
	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/rights"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// Who took part in what is agreed on reads what they said, voted, agreed to, pay and did;
// who organised it, that they did; nobody what another one said or pays.
func TestMyDataHoldsWhatWasAgreed(t *testing.T) {
	w := worldtest.New(t)
	at := w.Now.Unix()
	a := accord.New(3, "yanchang", 11, at)
	shop, err := a.Join(50, "zh-CN", accord.Merchants, "toldshop", at)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = a.Join(51, "zh-CN", accord.Merchants, "othershop", at); err != nil {
		t.Fatal(err)
	}
	a.Propose(accord.Option{Words: "toldchoice"})
	a.Propose(accord.Option{Words: "otherchoice"})
	if err := a.OpenRound(50, at, at+86400); err != nil {
		t.Fatal(err)
	}
	if a.Vote(50, 1, a.Options[0].ID, at) != nil || a.Vote(51, 1, a.Options[1].ID, at) != nil || a.Say(50, "toldwords", at) != nil || a.Say(51, "otherwords", at) != nil {
		t.Fatal("they cannot speak")
	}
	a.Write(accord.Term{Kind: accord.Pays, Words: "toldterm 13812345678 3号楼502", Owner: accord.PartyOwner(shop.ID), Cents: 12345})
	if err := a.Lay("", at); err != nil {
		t.Fatal(err)
	}
	a.Accepted = []accord.Acceptance{{Version: 1, Term: a.Versions[0].Terms[0].ID, By: 50, At: at}}
	a.Refused = []accord.Refusal{{Version: 1, Term: a.Versions[0].Terms[0].ID, By: 51, At: at, Why: "otherwhy"}}
	ts := &world.Topics{All: []hotspots.Topic{{N: 3, Grid: "yanchang", Owner: 11, Stage: hotspots.StageFound, Diary: []hotspots.Entry{{At: at, By: 11, Words: "workdiary"}},
		Bills: []bills.Bill{{N: 1, What: "trap", Treasurer: 11, Shares: []bills.Share{{Name: "toldshare", Who: 50, Cents: 6789}, {Name: "othershare", Who: 51, Cents: 4711}}}}}}}
	words := []string{"toldshop", "toldchoice", "toldwords", "toldterm", "123.45", "toldshare", "67.89", "othershop", "otherchoice", "otherwords", "otherwhy", "othershare", "47.11", "workdiary", "mydata.topic ", "mydata.accord.owner"}
	reads := map[int64][]string{
		50: {"toldshop", "toldchoice", "toldwords", "toldterm", "123.45", "toldshare", "67.89"},
		51: {"othershop", "otherchoice", "otherwords", "toldterm", "123.45", "otherwhy", "othershare", "47.11"}, // the term they said no to
		11: {"workdiary", "mydata.topic ", "mydata.accord.owner"},
		13: nil,
	}
	for id, own := range reads {
		k := world.Kept{Me: world.Person{ID: id}, Topics: ts}
		if id != 13 {
			k.Accords = []accord.Accord{a}
		}
		var all []string
		for _, line := range rights.Data(w, k) {
			all = append(all, flat(line))
		}
		data := strings.Join(all, "\n")
		if strings.Contains(data, "13812345678") || strings.Contains(data, "502") {
			t.Errorf("%d reads numbers and flats that others wrote: %s", id, data)
		}
		for _, word := range words {
			if want := strings.Contains(" "+strings.Join(own, " ")+" ", " "+strings.TrimSpace(word)+" "); strings.Contains(data, word) != want {
				t.Errorf("%d, and %s: want %t\n%s", id, word, want, data)
			}
		}
	}
}

// What cannot be opened now is said to be there.
func TestMyDataSaysWhatIsShut(t *testing.T) {
	w := worldtest.New(t)
	var all []string
	for _, line := range rights.Data(w, world.Kept{Me: world.Person{ID: 50}, Closed: true, Topics: &world.Topics{Sealed: []byte("x")}}) {
		all = append(all, flat(line))
	}
	for _, id := range []string{"mydata.accord.shut", "mydata.share.shut"} {
		if !strings.Contains(strings.Join(all, "\n"), id) {
			t.Errorf("%s is not said:\n%s", id, strings.Join(all, "\n"))
		}
	}
}
