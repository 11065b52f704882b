package flows_test

import (
	"strings"
	"testing"

	"gridbot/flows"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Danger that reaches nobody of its grid rings the coordinator at once, and who told of
// it reads who has it; in time to call for help themselves.
func TestDangerThatReachesNobodyRingsTheCoordinator(t *testing.T) {
	for what, c := range map[string]struct {
		heard, reads string
		how          func(*world.World)
	}{
		"all are there":                        {"boss helper holder", "report.danger.opened", func(*world.World) {}},
		"the leads blocked the bot":            {"helper holder", "report.danger.opened", func(w *world.World) { gone(w, bossID) }},
		"the workers did":                      {"boss", "report.danger.opened", func(w *world.World) { gone(w, holderID, helperID, helperID+7) }},
		"nobody is on duty, and the leads did": {"helper holder off", "report.danger.opened", func(w *world.World) { offDuty(w, holderID, helperID); gone(w, bossID) }},
		"everybody did":                        {"chief", "report.danger.coordinator", func(w *world.World) { gone(w, bossID, holderID, helperID, helperID+7) }},
		"nobody works there": {"chief", "report.danger.coordinator", func(w *world.World) {
			w.Staff.People = map[int64]world.Person{chiefID: w.Staff.People[chiefID]}
		}},
		"nor can the coordinator be reached": {"", "report.danger.nobody", func(w *world.World) { gone(w, bossID, holderID, helperID, helperID+7, chiefID) }},
		"there is no staff at all":           {"", "report.danger.nobody", func(w *world.World) { w.Staff.People = nil }},
	} {
		for words, placed := range map[string]bool{"崧涵庭3号楼楼道里有煤气味": true, "着火了，快来": false} { // where it is is known, or not
			w := untaken(t, "2026-11-24 02:08")
			w.Number, w.Case, w.Me = func() int { return 1001 }, nil, world.Person{ID: tellerID, Lang: text.Chinese, Rev: 1}
			c.how(w)
			ch, err := flows.Decide(w, talk.Event{ID: "1", At: w.Now, From: talk.Sender{ID: tellerID}, Chat: talk.Chat{ID: tellerID}, Message: 5, Text: words})
			if err != nil {
				t.Fatal(err)
			}
			said := ""
			for _, l := range ch.Letters {
				if l.To.ID == tellerID {
					said += plain(t, l)
				}
			}
			got, reads := rang(ch), c.reads
			if !placed && got == "chief" { // nobody is woken in every grid
				reads = "report.danger.coordinator"
			}
			if placed && got != c.heard || (got == "") != (c.heard == "") || !strings.Contains(said, `"`+reads+`"`) {
				t.Errorf("%s, %s: %q hear it, want %q; the reporter reads %s", what, words, got, c.heard, said)
			}
		}
	}
}
