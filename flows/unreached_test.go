package flows_test

import (
	"strings"
	"testing"

	"gridbot/flows"
	"gridbot/flows/cases"
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

// Danger told later of what somebody has reaches who has it and the leads; where none of
// them can be, the coordinator is rung, and who told of it reads so.
func TestDangerToldLaterThatReachesNobodyRingsTheCoordinator(t *testing.T) {
	for what, c := range map[string]struct {
		heard, reads string
		how          func(*world.World)
	}{
		"all are there":                    {"boss holder", "report.danger.sent", func(*world.World) {}},
		"the leads blocked the bot":        {"holder", "report.danger.sent", func(w *world.World) { gone(w, bossID) }},
		"so did who has it":                {"chief", "report.danger.coordinator", func(w *world.World) { gone(w, bossID, holderID) }},
		"who has it tells of it":           {"boss", "report.danger.sent", func(w *world.World) { w.Me = w.Staff.People[holderID] }},
		"and the leads blocked the bot":    {"chief", "report.danger.coordinator", func(w *world.World) { gone(w, bossID); w.Me = w.Staff.People[holderID] }},
		"the coordinator blocked it, too":  {"", "report.danger.nobody", func(w *world.World) { gone(w, bossID, holderID, chiefID) }},
		"it was nobody's, and all did so":  {"chief", "report.danger.coordinator", func(w *world.World) { free(w); gone(w, bossID, holderID, helperID, helperID+7) }},
		"it was nobody's, and all did not": {"boss helper holder", "report.danger.sent", free},
	} {
		w := untaken(t, "2026-11-24 02:08")
		w.Case.Category, w.Case.Danger, w.Case.Status, w.Case.Assignee, w.Case.Handlers = "lamp", false, cases.Claimed, holderID, []int64{holderID}
		w.Me = world.Person{ID: tellerID, Lang: text.Chinese, Rev: 1}
		c.how(w)
		w.Session = talk.Session{Dialogue: "add", About: 1001}
		if w.Me.ID == holderID {
			w.Session.Dialogue = "note"
		}
		ch, err := flows.Decide(w, talk.Event{ID: "1", At: w.Now, From: talk.Sender{ID: w.Me.ID}, Chat: talk.Chat{ID: w.Me.ID}, Message: 5, Text: "灯杆着火了"})
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, l := range ch.Letters {
			if l.To.ID == w.Me.ID {
				said += plain(t, l)
			}
		}
		if got := rang(ch); got != c.heard || !strings.Contains(said, `"`+c.reads+`"`) {
			t.Errorf("%s: %q hear it, want %q; who told of it reads %s", what, got, c.heard, said)
		}
	}
}

func free(w *world.World) {
	w.Case.Status, w.Case.Assignee, w.Case.Handlers = cases.Reported, 0, nil
}
