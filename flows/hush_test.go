package flows_test

import (
	"testing"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Nobody is waked by a lamp: what is on offer at night comes without a sound to everybody
// but who has just done something. By day, and of danger, it is heard.
func TestNobodyIsWakedByWhatIsNotDangerous(t *testing.T) {
	for _, c := range []struct {
		what, at string
		danger   bool
		quiet    bool
	}{
		{"by day", "2026-11-24 14:00", false, false}, {"at night", "2026-11-24 02:08", false, true}, {"danger at night", "2026-11-24 02:08", true, false},
		{"when the night begins", "2026-11-24 22:00", false, true}, {"when it ends", "2026-11-24 07:00", false, false},
	} {
		w := untaken(t, c.at)
		w.Case.Category, w.Case.Danger, w.Case.Status, w.Case.Assignee = "lamp", c.danger, cases.Claimed, helperID
		w.Case.Handlers, w.Case.Log = []int64{helperID}, append(w.Case.Log, cases.Entry{Do: cases.Claim, By: helperID, To: cases.Claimed})
		w.Me = w.Staff.People[helperID]
		w.Staff.Groups = map[string]world.Group{homeGrid: {Grid: homeGrid, Chat: -77, Lang: text.Chinese}}
		w.Session = talk.Session{Dialogue: "return", About: 1001}
		ch, err := flows.Decide(w, talk.Event{ID: "1", At: w.Now, From: talk.Sender{ID: helperID}, Chat: talk.Chat{ID: helperID}, Message: 5, Text: "今天要去开会，来不了"})
		if err != nil {
			t.Fatal(err)
		}
		heard := map[int64]bool{}
		for _, l := range ch.Letters {
			if l.Card == 1001 && l.Fresh {
				heard[l.To.ID] = true
				if l.Hush != (c.quiet && l.To.ID != helperID) {
					t.Errorf("%s: to %d without a sound: %t", c.what, l.To.ID, l.Hush)
				}
			}
		}
		if !heard[holderID] || !heard[bossID] || !heard[-77] {
			t.Errorf("%s: only %v hear it", c.what, heard)
		}
	}
}
