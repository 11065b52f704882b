package district

import (
	"strings"
	"testing"
	"time"

	"gridbot/flows/calendar"
)

// What was promised to a district that names nothing, in figures: written here
// once more by hand, and not read from where the program has it.
func TestTheUsualClocksAreThosePromised(t *testing.T) {
	folder := demoFiles(t)
	settings, _, _ := strings.Cut(string(folder[settingsFile].Data), "\nladder:")
	folder[settingsFile].Data = []byte(settings + "\n")
	d, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	rungs := func(all []Rung) string {
		var lines []string
		for _, r := range all {
			line := "due"
			if r.Share != 0 {
				line = time.Duration(r.Share).String()
			} else if !r.After.IsZero() {
				line = "+" + r.After.String()
			}
			for _, who := range r.Tell {
				line += " " + string(who)
			}
			if r.Red {
				line += " red"
			}
			lines = append(lines, line)
		}
		return strings.Join(lines, ", ")
	}
	for what, c := range map[string]struct{ got, want string }{
		"the ladder":          {rungs(d.Ladder(false)), "80ns holder, due holder, +1wd lead, +2wd leads coordinator, +5wd leads coordinator red"},
		"the ladder of a leg": {rungs(d.LegLadder()), "60ns officer, due officer head, +15m leads, +45m leads coordinator"},
		"to report in":        {d.Legs(false).Report.String(), "30m"},
		"the digest":          {d.Digest, "0 9 * * 1"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", what, c.got, c.want)
		}
	}
	if d.Conference != (Regular{Day: time.Tuesday, Every: 2, At: 14 * 60}) {
		t.Errorf("the conference: %+v", d.Conference)
	}
	lamp, _ := d.Category("lamp")
	if lamp.Near != 50 || len(lamp.Watch) != 3 || lamp.Watch[0] != (calendar.Span{Plain: 7 * oneDay}) || lamp.Watch[1] != (calendar.Span{Plain: 30 * oneDay}) || lamp.Watch[2] != (calendar.Span{Plain: 90 * oneDay}) {
		t.Errorf("the watch: %v within %v m", lamp.Watch, lamp.Near)
	}
}
