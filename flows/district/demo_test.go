package district

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

func demoDistrict(t testing.TB) *District {
	t.Helper()
	d, err := Load(Demo())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheDemoDistrictLoadsWithoutAFaultOrWarning(t *testing.T) {
	for _, w := range demoDistrict(t).Warnings {
		t.Error("warning:", w)
	}
}

func TestTheDemoIsLikeTheStories(t *testing.T) {
	d := demoDistrict(t)
	var names []string
	for _, g := range d.Map.All() {
		names = append(names, g.Names[text.Chinese])
		if got, found := d.GridAt(g.Center()); !found || got.ID != g.ID {
			t.Errorf("the middle of %s is in %q", g.ID, got.ID)
		}
	}
	slices.Sort(names)
	if want := []string{"平广文化", "延长暖心", "江场科创", "灵石活力"}; !slices.Equal(names, want) {
		t.Errorf("the grids are %v", names)
	}
	for _, said := range []string{"崧涵庭3号楼", "in front of Songhan Court, building 3", "灵石路", "粤秀路", "延长中路", "Yuexiu Road"} {
		if exact, _ := d.Places.Find(said, 3); len(exact) != 1 {
			t.Errorf("%q is %d places", said, len(exact))
		}
	}
	perGrid := map[string]int{}
	for _, p := range d.Places.All() {
		perGrid[p.Grid]++
		if n := len(p.Aliases); n < 1 || n > 4 {
			t.Errorf("%s has %d aliases", p.ID, n)
		}
	}
	if len(perGrid) != 4 || len(d.Places.All()) < 40 || len(d.Categories) < 25 || len(d.Agencies) < 6 {
		t.Errorf("%d categories, %d agencies, places by grid: %v", len(d.Categories), len(d.Agencies), perGrid)
	}
	for id, n := range perGrid {
		if n < 8 {
			t.Errorf("grid %s has %d places", id, n)
		}
	}
}

func TestWhereThereIsDangerThereIsAdviceAndANumber(t *testing.T) {
	d := demoDistrict(t)
	danger := 0
	for _, c := range d.Categories {
		if c.Danger {
			danger++
		}
		if !c.Danger && len(c.DangerWords) == 0 {
			continue
		}
		for _, l := range text.Langs {
			if c.Advice[l] == "" || len(c.DangerWords[l]) == 0 {
				t.Errorf("%s has no advice or no danger words in %s", c.ID, l)
			}
		}
		if len(c.Call) == 0 {
			t.Errorf("%s names no number to call", c.ID)
		}
		for _, phone := range c.Call {
			if !strings.Contains(c.Advice[text.Chinese], phone) && c.Danger && phone == c.Call[0] {
				t.Errorf("the advice of %s does not name %s", c.ID, phone)
			}
		}
	}
	if danger != 3 {
		t.Errorf("%d categories are dangerous", danger)
	}
}

func TestClocksAreTheCategorysThenThoseOfDangerThenTheDistricts(t *testing.T) {
	d := demoDistrict(t)
	for id, want := range map[string]string{
		"parking":    "30m 4h 3wd 1wd 3d 3wd",
		"lamp":       "30m 4h 5wd 1wd 3d 3wd",
		"conversion": "15m 2h 3wd 1wd 3d 3wd",
		"gas":        "5m 20m 4h 4h 1d 3wd",
	} {
		c, found := d.Category(id)
		if !found {
			t.Fatalf("there is no %s", id)
		}
		clocks := d.ClocksOf(c)
		var got []string
		for _, s := range clocks.all() {
			got = append(got, s.String())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	c, _ := d.Category("gas")
	c.Clocks.Arrive = calendar.Span{Plain: time.Minute}
	if got := d.ClocksOf(c); got.Arrive != c.Clocks.Arrive || c.Clocks.Claim != (calendar.Span{}) {
		t.Errorf("a clock of its own is not kept, or the category was changed: %v", got)
	}
}

func TestThingsAreFoundByTheirIDs(t *testing.T) {
	d := demoDistrict(t)
	listed := 0
	for _, g := range d.Groups {
		if got, found := d.Group(g.ID); !found || got.ID != g.ID {
			t.Errorf("group %s", g.ID)
		}
		listed += len(d.InGroup(g.ID))
	}
	if listed != len(d.Categories) {
		t.Errorf("%d of %d categories are in a group", listed, len(d.Categories))
	}
	if _, found := d.Category("dragons"); found {
		t.Error("there are dragons")
	}
	if _, found := d.Group("dragons"); found {
		t.Error("there is a group of dragons")
	}
	if _, found := d.Agency("dragons"); found {
		t.Error("dragons are an agency")
	}
	if a, found := d.Agency("gas"); !found || a.Names[text.Chinese] != "燃气公司" {
		t.Error("the gas company is missing")
	}
}

func TestAFolderInGCJ02LandsWhereItsWGS84TwinDoes(t *testing.T) {
	folder := demoFiles(t)
	change(t, folder, settingsFile, "coordinates: wgs84", "coordinates: gcj02")
	shifted, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	plain := demoDistrict(t)
	for _, p := range plain.Places.All() {
		q, _ := shifted.Places.ByID(p.ID)
		if p.Grid != q.Grid || q.Point.Meters(grids.FromGCJ02(p.Point)) > 0.01 || p.Point.Meters(q.Point) < 300 {
			t.Errorf("%s: %v in %s became %v in %s", p.ID, p.Point, p.Grid, q.Point, q.Grid)
		}
	}
}

func TestNightIsQuietInTheDistrictWhateverTheZoneOfTheTime(t *testing.T) {
	d := demoDistrict(t)
	night := time.Date(2026, 3, 9, 15, 0, 0, 0, time.UTC) // 23:00 in Shanghai
	if !d.Quiet.Holds(night) || d.Here(d.Quiet.End(night)).Format("15:04") != "07:00" {
		t.Errorf("at %s it is quiet: %v, until %s", d.Here(night), d.Quiet.Holds(night), d.Quiet.End(night))
	}
}

func TestAYearNobodyKnowsIsToldInTime(t *testing.T) {
	d := demoDistrict(t)
	for day, want := range map[string]int{"2026-06-01": 0, "2026-11-30": 0, "2026-12-01": 1, "2027-03-01": 1, "2027-12-31": 2} {
		at, err := time.ParseInLocation(time.DateOnly, day, d.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.CheckYear(at); len(got) != want {
			t.Errorf("%s: %v", day, got)
		}
	}
	const days = "off: [2027-01-01..2027-01-03, 2027-02-05]\nworked:\n  - 2027-02-14\n"
	folder := demoFiles(t)
	change(t, folder, calendarFile, "", days+"complete: [2027]\n")
	d, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	sunday := time.Date(2027, 2, 14, 12, 0, 0, 0, d.Zone)
	if len(d.CheckYear(sunday)) > 0 || !d.Calendar.Working(sunday) || d.Calendar.Working(sunday.AddDate(0, 0, -9)) {
		t.Error("the district's own days are not known")
	}
}

// A district elsewhere has no Chinese holidays unless it says so, and knows no year
// it has not declared.
func TestADistrictElsewhereHasHolidaysOfItsOwn(t *testing.T) {
	for lines, want := range map[string][2]bool{
		"zone: America/New_York":                {true, false}, // worked on 1 October 2026; the year is known
		"zone: America/New_York\ncountry: cn":   {false, true},
		"zone: Asia/Shanghai\ncountry: us":      {true, false},
		"zone: Asia/Shanghai":                   {false, true},
		"zone: Asia/Hong_Kong":                  {true, false},
		"zone: Asia/Hong_Kong\ncountry: \"CN\"": {false, true},
	} {
		found := &findings{}
		d := &District{}
		s := d.readSettings(page{settingsFile, found}, []byte(lines+"\noffice: [\"9:00-17:00\"]\n"))
		s.days = readDays(page{calendarFile, found}, []byte("off: [2027-07-05]\ncomplete: [2027]\n"))
		d.makeCalendar(page{settingsFile, found}, s)
		day := time.Date(2026, 10, 1, 12, 0, 0, 0, d.Zone)
		if got := [2]bool{d.Calendar.Working(day), d.Calendar.Known(2026)}; got != want || !d.Calendar.Known(2027) || d.Calendar.Working(day.AddDate(0, 9, 4)) {
			t.Errorf("%q: worked and known %v, want %v", lines, got, want)
		}
	}
}

func TestNowhereIsInNoGrid(t *testing.T) {
	d := demoDistrict(t)
	for _, p := range []grids.Point{{}, {Lat: math.NaN(), Lon: math.NaN()}, {Lat: 121.45, Lon: 31.28}, {Lat: 31.23, Lon: 121.47}} {
		if g, found := d.GridAt(p); found {
			t.Errorf("%v is in %s", p, g.ID)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(Demo()); err != nil {
			b.Fatal(err)
		}
	}
}

// A map as other programs write it: the ID where GeoJSON has it, names in their ways.
func TestAMapOfAnotherProgramIsRead(t *testing.T) {
	folder := fewExamples(t)
	change(t, folder, gridsFile, `"properties": { "id": "jiangchang", "name": { "zh": "江场科创", "en": "Jiangchang Innovation" } }`,
		`"id": "jiangchang", "properties": { "name": "江场科创", "name_en": "Jiangchang Innovation" }`)
	change(t, folder, gridsFile, `"name": { "zh": "灵石活力", "en": "Lingshi Vitality" }`, `"name": "灵石活力"`)
	d, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	first, _ := d.Map.Grid("jiangchang")
	second, _ := d.Map.Grid("lingshi")
	if first.Names[text.Chinese] != "江场科创" || first.Names[text.English] != "Jiangchang Innovation" || second.Names[text.English] != "灵石活力" {
		t.Errorf("%v, %v", first.Names, second.Names)
	}
	folder = fewExamples(t)
	change(t, folder, gridsFile, "[121.4320, 31.2900]", "[1214320, 3129000]")
	if faults := faultsOf(t, folder); len(faults) != 1 || !strings.Contains(faults[0].Say, "grid 1 (jiangchang): ") || !strings.Contains(faults[0].Say, "metres of a projected map") {
		t.Errorf("%v", faults)
	}
}
