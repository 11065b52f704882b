package flows_test

import (
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/kept"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/week"
	"gridbot/flows/world"
)

// files are the exports a change sends, and that nobody else gets one.
func (s *scene) files(ch world.Change) []drawn.Export {
	var all []drawn.Export
	for _, l := range ch.Letters {
		if d := l.Say.Draw; d != nil && d.Export != nil {
			all = append(all, *d.Export)
			if l.To.ID != s.me.ID || l.Class != world.ClassBulk {
				s.t.Errorf("%s", plain(s.t, l))
			}
		}
	}
	return all
}

// Leads take away what is of their grid, without who reported. The coordinator asks
// for a file with names in a step of its own: it waits for a second person, and that
// it was asked for is written down.
func TestWhoMayTakeWhatAway(t *testing.T) {
	s := newScene(t)
	for _, f := range figures {
		for _, choice := range []string{"week|xlsx", "lastweek|csv", "year|xlsx|who", "month|csv|who|yes", "month|xlsx||yes", "week|xlsx|who|" + homeGrid} {
			for _, typed := range []bool{true, false} {
				s.set(f, cases.Reported, cases.ClockClaim, false, false)
				s.t = named{t, f.name + " " + choice}
				e := talk.Event{Press: "m|export|" + choice}
				if typed {
					e = talk.Event{Command: "export", Payload: choice}
				}
				ch := s.happens(e)
				got := s.files(ch)
				asks := strings.Contains(choice, "who")
				sure := strings.HasSuffix(choice, "who|yes") && !typed && f.within("coordinator")
				switch {
				case !f.within("LEADS coordinator"), asks:
					if len(got) != 0 {
						s.t.Errorf("gets %+v", got)
					}
				case len(got) != map[bool]int{true: 1, false: 2}[strings.Contains(choice, "xlsx")]:
					s.t.Errorf("gets %+v", got)
				}
				if asked := len(ch.Looked) == 1 && ch.Looked[0].What == kept.SeenAsked; asked != sure || s.tookIdentity(ch) {
					s.t.Errorf("who looked: %+v; what is in the log: %+v", ch.Looked, ch.Log)
				}
				for _, ex := range got {
					if ex.Grid != f.person.Grid || ex.Identity || ex.To <= ex.From {
						s.t.Errorf("gets %+v", ex)
					}
				}
			}
		}
	}
}

// A span is whole days as the clocks of the district show them.
func TestAnExportIsOfWholeDays(t *testing.T) {
	s := newScene(t)
	s.set(figures[len(figures)-1], cases.Reported, cases.ClockClaim, false, false)
	s.me.Role = world.Coordinator
	s.staff[s.me.ID] = s.me
	s.now = time.Date(2026, 12, 31, 17, 0, 0, 0, time.UTC) // 1:00 on New Year's Day, a Friday
	for span, want := range map[string]string{
		"week": "2026-12-28 2027-01-04", "lastweek": "2026-12-21 2026-12-28", "month": "2027-01-01 2027-02-01", "year": "2027-01-01 2028-01-01",
	} {
		ex := s.files(s.happens(talk.Event{Press: "m|export|" + span + "|xlsx"}))[0]
		day := func(at int64) string { return s.district.Here(time.Unix(at, 0)).Format("2006-01-02") }
		if got := day(ex.From) + " " + day(ex.To); got != want || s.district.Here(time.Unix(ex.From, 0)).Hour() != 0 {
			t.Errorf("%s is %s, want %s", span, got, want)
		}
	}
}

// Nothing of a person is in a row: neither who reported, nor who did what, nor
// whom a notice was served on. The one column more has the name that was given.
func TestARowNamesNobody(t *testing.T) {
	s := newScene(t)
	w := &world.World{District: s.district, Now: s.now}
	ex := drawn.Export{From: s.now.Unix() - 7200, To: s.now.Unix()}
	words := func(cells []week.Cell) string { return plain(t, cells) }
	for _, st := range statuses {
		for _, anonymous := range []bool{true, false} {
			s.set(figures[0], st.status, st.clock, st.held, anonymous)
			s.kase.By.ID, s.kase.By.Name = tellerID, tellerName
			row, there := week.ExportCase(w, ex, *s.kase)
			if !there || len(row) != len(week.ExportHead(ex, week.ExportCases)) {
				t.Fatalf("%s: %v", st.status, row)
			}
			for _, secret := range []string{tellerName, addresseeName, "8800", figureName, "王建国"} {
				if strings.Contains(words(row), secret) {
					t.Errorf("%s: a row tells %s: %s", st.status, secret, words(row))
				}
			}
			full := ex
			full.Identity = true
			row, _ = week.ExportCase(w, full, *s.kase)
			if named := strings.Contains(words(row), tellerName); named == anonymous || len(row) != len(week.ExportHead(full, week.ExportCases)) {
				t.Errorf("%s, anonymous %t: %s", st.status, anonymous, words(row))
			}
		}
	}
	line := world.Logged{At: s.now.Unix() - 60, Case: theCase, Do: cases.Claim, From: cases.Reported, To: cases.Claimed, Part: cases.PartWorker, By: holderID, Grid: homeGrid, Category: "lamp"}
	row, there := week.ExportEvent(w, ex, line)
	if !there || len(row) != len(week.ExportHead(ex, week.ExportEvents)) || strings.Contains(words(row), "8800") {
		t.Errorf("%s", words(row))
	}
	line.Case = 0
	if _, there := week.ExportEvent(w, ex, line); there {
		t.Error("what is about no case is an event of one")
	}
}

// What is outside the span, or of another grid, is not in it.
func TestAnExportHoldsWhatWasAskedFor(t *testing.T) {
	s := newScene(t)
	w := &world.World{District: s.district, Now: s.now}
	ex := drawn.Export{Grid: homeGrid, From: 1000, To: 2000}
	for c, want := range map[[2]string]bool{{"1000", homeGrid}: true, {"1999", homeGrid}: true, {"2000", homeGrid}: false, {"0999", homeGrid}: false, {"1500", farGrid}: false, {"1500", ""}: false} {
		at := map[string]int64{"1000": 1000, "1999": 1999, "2000": 2000, "0999": 999, "1500": 1500}[c[0]]
		_, is := week.ExportCase(w, ex, cases.Case{Number: 1, Opened: at, Grid: c[1], Place: cases.Place{Name: text.Said("x")}})
		_, did := week.ExportEvent(w, ex, world.Logged{Case: 1, At: at, Grid: c[1]})
		if is != want || did != want {
			t.Errorf("at %s in %q: %t and %t, want %t", c[0], c[1], is, did, want)
		}
	}
}
