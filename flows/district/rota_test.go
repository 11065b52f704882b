package district

import (
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/duty"
)

// What a folder says of duty is what a lead can take over.
func TestAFolderMayHoldAPlanOfDuty(t *testing.T) {
	folder := demoFiles(t)
	folder[rotaFile] = &fstest.MapFile{Data: []byte("rotas:\n  - of: yanchang\n    week:\n      - \"mon,holiday 20:00-8:00: 王建国, Min Li\"\n")}
	d, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	week := d.Rotas["yanchang"]
	if len(week) != 1 || !slices.Equal(week[0].Days, []duty.Day{1, duty.Holiday}) || !slices.Equal(week[0].Who, []string{"王建国", "Min Li"}) ||
		week[0].Hours != (calendar.Hours{From: 20 * 60, To: 8 * 60}) {
		t.Errorf("the folder says %+v", d.Rotas)
	}
	if d.Rotas["@gas"] != nil {
		t.Error("there is a plan of the gas company")
	}
	if len(d.Duty.Shifts) != 2 || d.Duty.Cover != (calendar.Hours{To: 24 * 60}) {
		t.Errorf("a plan is made of %+v", d.Duty)
	}
}

// An agency answers where the hour says, or else where it always does.
func TestAnAgencyAnswersAtItsHours(t *testing.T) {
	folder := demoFiles(t)
	change(t, folder, agenciesFile, "kind: water,", `kind: water, phone: [{ phone: "021 1" }, { phone: "021 2", hours: "18:00-8:00" }],`)
	change(t, folder, agenciesFile, "kind: fire,", `kind: fire, phone: "119",`)
	d, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		agency string
		hour   int
		want   string
	}{{"water", 9, "021 1"}, {"water", 18, "021 2"}, {"water", 3, "021 2"}, {"water", 8, "021 1"}, {"fire", 3, "119"}, {"gas", 3, ""}} {
		a, ok := d.Agency(row.agency)
		if got := a.Duty.At(time.Date(2026, 11, 23, row.hour, 0, 0, 0, d.Zone)); !ok || got != row.want {
			t.Errorf("%s at %d answers at %q, want %q", row.agency, row.hour, got, row.want)
		}
	}
}
