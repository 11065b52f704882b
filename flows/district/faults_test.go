package district

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gridbot/flows/text"
)

// demoFiles is the demo folder, to be broken.
func demoFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	for _, file := range files {
		b, err := fs.ReadFile(Demo(), file)
		if errors.Is(err, fs.ErrNotExist) && slices.Contains(optional, file) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		folder[file] = &fstest.MapFile{Data: b}
	}
	return folder
}

// fewExamples is demoFiles with a few examples, as a changed folder is learned
// from anew.
func fewExamples(t testing.TB) fstest.MapFS {
	t.Helper()
	folder := demoFiles(t)
	delete(folder, ModelFile)
	folder[examplesFile] = &fstest.MapFile{Data: []byte(strings.Join(strings.SplitAfter(string(folder[examplesFile].Data), "\n")[:40], ""))}
	return folder
}

// change replaces the only place of old in a file, or all of it where old is "".
func change(t testing.TB, folder fstest.MapFS, file, old, replacement string) {
	t.Helper()
	if old == "" {
		folder[file] = &fstest.MapFile{Data: []byte(replacement)}
		return
	}
	s := string(folder[file].Data)
	if n := strings.Count(s, old); n != 1 {
		t.Fatalf("%s has %q %d times", file, old, n)
	}
	folder[file] = &fstest.MapFile{Data: []byte(strings.Replace(s, old, replacement, 1))}
}

// faultsOf is what Load says.
func faultsOf(t testing.TB, folder fs.FS) Faults {
	t.Helper()
	d, err := Load(folder)
	var faults Faults
	if err != nil && !errors.As(err, &faults) {
		t.Fatalf("the error is %T, not Faults: %v", err, err)
	}
	if (d == nil) != (err != nil) {
		t.Fatalf("district %v and error %v", d, err)
	}
	return faults
}

// A slip is one mistake somebody makes in a folder, and what they are told,
// once, in the line that holds mark.
type slip struct{ file, old, replacement, mark, say string }

var slips = []slip{
	// the ladder, the looks after closing and the notices
	{"district.yaml", "{ at: +1wd, tell: [lead] }", "{ at: +1wd, tell: [boss] }", "boss", `nobody is called "boss" here`},
	{"district.yaml", "{ at: +1wd, tell: [lead] }", "{ at: 1wd, tell: [lead] }", "at: 1wd", `"1wd" is not a rung; write one such as 80%, due or +2wd`},
	{"district.yaml", "{ at: +1wd, tell: [lead] }", "{ at: 120%, tell: [lead] }", "120%", `"120%" is not a rung`},
	{"district.yaml", "{ at: +1wd, tell: [lead] }", "{ at: 70%, tell: [lead] }", "70%", "does not come after the one above it"},
	{"district.yaml", "{ at: +1wd, tell: [lead] }", "{ at: +1wd }", "at: +1wd", "tell"},
	{"district.yaml", "gap: 30m, day: 40", "gap: 1wh", "gap: 1wh", "the gap is at most 12h, and not in working days"},
	{"district.yaml", "{ at: +2wd, tell: [leads, coordinator] }", "{ at: +7wh, tell: [leads, coordinator] }", "+7wh", "does not come after the one above it"},
	{"district.yaml", "{ at: +1wd, tell: [lead] }", "{ at: +at once, tell: [lead] }", "+at once", `is not a rung`},
	{"district.yaml", "gap: 30m, day: 40", "gap: 1wd", "gap: 1wd", "the gap is at most 12h, and not in working days"},
	{"district.yaml", "gap: 30m, day: 40", "gap: 30m, day: 4", "day: 4", "day is after how many messages a day a reminder is left out, from 5 to 1000, or never"},
	{"district.yaml", "gap: 30m, day: 40", "gap: 30m, day: 1wd", "day: 1wd", "day is after how many messages a day a reminder is left out, from 5 to 1000, or never"},
	{"district.yaml", "gap: 30m, day: 40", "gap: soon", "gap: soon", "the gap: "},
	{"district.yaml", `digest: "0 9 * * 1"`, `digest: "0 9 * * Monday"`, "digest:", `the digest comes at "0 9 * * Monday"; write minute, hour, day`},
	{"district.yaml", `digest: "0 9 * * 1"`, "baseline: { response: five, year: 2024 }", "baseline:", "is hours and minutes, such as 5h"},
	{"district.yaml", `digest: "0 9 * * 1"`, "baseline: { response: 5h, year: 24 }", "baseline:", "is a year, such as 2024"},
	{"district.yaml", `digest: "0 9 * * 1"`, `digest: [9]`, "digest:", "must be a single value"},
	{"district.yaml", "corrected: now\n", "corrected: later\n", "corrected: later", "corrected is \"later\", but may be now or start only"},
	{"district.yaml", "raise: 5\n", "raise: 1\n", "raise: 1", "raise is how many people make it urgent, from 2 to 50, or never"},
	{"district.yaml", "raise: 5\n", "raise: many\n", "raise: many", "raise is how many people make it urgent, from 2 to 50, or never"},
	{"categories.yaml", "raise: 3\n", "raise: 51\n", "raise: 51", "raise is how many people make it urgent, from 2 to 50, or never"},
	{"district.yaml", "passes: { lead: 2, coordinator: 4 }\n", "passes: { lead: never }\n", "lead: never", "passes are counted from 1 to 20"},
	{"district.yaml", "passes: { lead: 2, coordinator: 4 }\n", "passes: { head: 2 }\n", "head: 2", "nobody knows \"head\""},
	{"categories.yaml", "      besides: [code, pin]\n", "      besides: [code, pin, oath]\n", "oath", "besides may be code or pin only"},
	{"categories.yaml", "    after: { photo: none, why: { zh: 安静拍不出来, en: \"silence cannot be photographed\" } }\n", "    after: { photo: none }\n", "after: { photo: none }", "\"why\" must say the reason"},
	{"categories.yaml", "    watch: [7d, 30d, 90d]\n", "    watch: [7d, 3wd]\n", "3wd", "looks after closing are counted in plain days"},
	{"categories.yaml", "    watch: [7d, 30d, 90d]\n", "    watch: [30d, 7d]\n", "watch: [30d", "must stand in their order"},
	{"categories.yaml", "    watch: [7d, 30d, 90d]\n", "    near: 5km\n", "near: 5km", "near is a number of metres from 0 to 1000"},
	{"categories.yaml", "《中华人民共和国消防法》第二十八条", "《中华人民共和国消防法》", "basis: { zh: 《中华人民共和国消防法》,", "the basis must name the act and its article"},
	{"categories.yaml", "waste, article 15", "waste", "urban construction waste", "the basis must name the act and its article"},
	{"categories.yaml", "      basis: { zh: 《城市建筑垃圾管理规定》第十五条, en: \"the Rules on urban construction waste, article 15\" }\n", "", "items:\n        - { zh: 清运堆放", "a notice needs a \"basis\""},
	{"rectify.yaml", "workers: advice", "workers: fines", "workers: fines", "there is no paper of workers \"fines\""},
	// district.yaml
	{settingsFile, "id: daning", "id: Daning Road", "id: D", "1 to 20 of a-z"},
	{settingsFile, "id: daning", "id: d123456789012345678901", "id: d", "1 to 20 of a-z"},
	{settingsFile, "id: daning", "id: [daning]", "id: [", "must be a single value"},
	{settingsFile, "zone: Asia/Shanghai", "zone: Asia/Shangai", "zone:", `no time zone "Asia/Shangai"`},
	{settingsFile, "zone: Asia/Shanghai", "zone: Local", "zone:", "no time zone"},
	{settingsFile, "zone: Asia/Shanghai", "zone: ../../etc/passwd", "zone:", "no time zone"},
	{settingsFile, "country: cn", "country: China", "country: China", "two letters"},
	{calendarFile, "complete: []", "complete: [soon]", "complete: [soon]", "complete names years"},
	{settingsFile, "zone: Asia/Shanghai", "zones: Asia/Shanghai", "zones:", `did you mean "zone"?`},
	{settingsFile, "zone: Asia/Shanghai\n", "", "id: daning", `"zone" is missing`},
	{settingsFile, "[zh-CN, en]", "[zh-CN, fr]", "languages:", `no words in "fr"`},
	{settingsFile, "[zh-CN, en]", "[en, en]", "languages:", "twice"},
	{settingsFile, "[zh-CN, en]", "[]", "languages:", "languages is empty"},
	{settingsFile, "coordinates: wgs84", "coordinates: wgs48", "coordinates:", `did you mean "wgs84"?`},
	{settingsFile, `"9:00-11:30"`, `"11:30-9:00"`, "office:", "do not end after they begin"},
	{settingsFile, `"9:00-11:30"`, `"9:00-14:00"`, "office:", "overlap"},
	{settingsFile, `["9:00-11:30", "13:00-17:00"]`, "[]", "office:", "needs office hours"},
	{settingsFile, `["9:00-11:30", "13:00-17:00"]`, "9:00-17:00", "office:", "must be a list"},
	{settingsFile, `"9:00-11:30"`, `"nine"`, "office:", "not hours"},
	{settingsFile, `quiet: "22:00-7:00"`, `quiet: "22-7"`, "quiet:", "not a time of day"},
	{settingsFile, `phone: "962740"`, `phone: "one"`, `"one"`, "cannot be dialled"},
	{settingsFile, `phone: "12345"`, `phone: "119"`, "市民服务", "stands here twice"},
	{settingsFile, "claim: 30m", "claim: 0m", "clocks: { claim: 0m", "longer than nothing"},
	{settingsFile, "claim: 30m", "claim: -5m", "clocks: { claim: -5m", "longer than nothing"},
	{settingsFile, "claim: 30m", "claim: soon", "clocks: { claim: soon", "not a span of time"},
	{settingsFile, "claim: 30m, ", "", "\nclocks: { arrive", `"claim" is missing`},
	{settingsFile, "claim: 30m", "claim: 30m, clam: 3m", "clam", `did you mean "claim"?`},
	{settingsFile, "id: daning", "id: daning\nid: daning", "id: daning\nname", "stands here twice"},
	{settingsFile, "id: daning", "id: &a daning\nquietly: *a", "quietly", "nobody knows"},
	{settingsFile, "id: daning", "id: daning\n  zone: x", "zone: x", "not YAML"},
	// calendar.yaml
	{calendarFile, "", "off: [2027-01-01]\nworkd: [2027-01-03]", "workd", `did you mean "worked"?`},
	{calendarFile, "", "off:\n  - 2027-13-01", "2027-13", "not a day"},
	{calendarFile, "", "off:\n  - 2027-02-11..2027-02-05", "2027-02", "must end after it begins"},
	{calendarFile, "", "off:\n  - 2027-02-11..soon", "soon", "not a day"},
	{calendarFile, "", "off:\n  - 2027-02-11\nworked:\n  - 2027-02-08..2027-02-11", "2027-02-08", "2027-02-11 stands in line 2 already"},
	// agencies.yaml
	{agenciesFile, "id: hospital,", "id: police,", "社区卫生", `"police" is taken in line 24`},
	{agenciesFile, "{ zh: 派出所, en: Police station }", "{ zh: 派出所 }", "派出所", `no "en"`},
	{agenciesFile, "{ zh: 派出所, en: Police station }", "派出所", "派出所", "key: value"},
	{agenciesFile, "{ zh: 派出所, en: Police station }", `{ zh: "", en: Police station }`, "Police station", "is empty"},
	{agenciesFile, "{ zh: 派出所, en: Police station }", "{ zh: 派出所, en: Police station", "派出所", "not YAML"},
	{agenciesFile, "kind: water,", "sort: water,", "sort: water", `"kind" is missing`},
	{agenciesFile, "kind: fire, name", "kind: fire, force: standing, name", "force: standing", `force is "standing", but may be reporting or stationed or social only`},
	{agenciesFile, "{ id: detect, name: { zh: 检漏, en: Leak test } }", "{ id: suspend, name: { zh: 检漏, en: Leak test } }", "检漏", `the ID "suspend" is taken in line`},
	{agenciesFile, "{ id: detect, name: { zh: 检漏, en: Leak test } }", "{ id: detect }", "id: detect", `"name" is missing`},
	{agenciesFile, "en: Leak test } }", "en: Leak test }, within: 3d }", "检漏", `"within" is how long it may stand; it needs "undo"`},
	{agenciesFile, "within: 10d", "within: long", "暂停供气", "within: "},
	{agenciesFile, "within: 10d", "serves: true", "暂停供气", `take "undo" away`},
	{agenciesFile, "within: 10d", "serves: maybe", "暂停供气", "serves must be true or false"},
	{agenciesFile, "within: 10d", "until: 10d", "暂停供气", `nobody knows "until" here`},
	{settingsFile, "legs: { report: 30m, arrive: 2h,", "legs: { report: 30, arrive: 2h,", "report: 30,", "the clock report: "},
	{settingsFile, "legs: { report: 30m, arrive: 2h,", "legs: { report: 30m, arrives: 2h,", "arrives", `did you mean "arrive"?`},
	{settingsFile, "{ at: +15m, tell: [leads] }", "{ at: +15m, tell: [holder] }", "holder] }\n  - { at: +45m", `nobody is called "holder" here; tell may be officer, head, leads, coordinator`},
	{settingsFile, "day: tue, every: 2", "day: tuesday, every: 2", "day: tuesday", `day is "tuesday"`},
	{settingsFile, "day: tue, every: 2", "day: tue, every: 0", "every: 0", "every is a number of weeks from 1 to 8"},
	{settingsFile, `every: 2, at: "14:00"`, `every: 2, at: "14 h"`, "14 h", "at is a time of day such as 14:00"},
	{settingsFile, "far: 300", "far: away", "far: away", "far is a number of metres from 0 to 1000"},
	{agenciesFile, "kind: water,", "kind: water, phone: none,", "phone: none", `"none" cannot be dialled`},
	{agenciesFile, "kind: water,", `kind: water, phone: [{ phone: "1" , hours: late }],`, "hours: late", "the hours of a phone: "},
	{agenciesFile, "kind: water,", `kind: water, phone: [{ hours: "8:00-9:00" }],`, `hours: "8:00-9:00"`, `"phone" is missing`},
	{settingsFile, `"8:00-20:00", "20:00-8:00"`, `day`, "duty:", "a shift: "},
	{settingsFile, `["8:00-20:00", "20:00-8:00"]`, `[]`, "duty:", "these are 0 shifts; write 1 to 6"},
	{settingsFile, `cover: "0:00-24:00"`, `covers: "0:00-24:00"`, "duty:", `did you mean "cover"?`},
	// rota.yaml
	{rotaFile, "", "rotas:\n  - week: []", "week", `"of" is missing`},
	{rotaFile, "", "rotas:\n  - of: nowhere\n    week: []", "nowhere", `there is no grid or agency "nowhere"`},
	{rotaFile, "", "rotas:\n  - of: \"@nobody\"\n    week: []", "nobody", `there is no grid or agency "@nobody"`},
	{rotaFile, "", "rotas:\n  - of: \"@gas\"\n    week: [\"mon 8:00-9:00: x\"]\n  - { of: \"@gas\", week: [] }", "- { of", `there is a rota of "@gas" already`},
	{rotaFile, "", "rotas:\n  - of: yanchang\n    week:\n      - \"monday 8:00-20:00: x\"", "monday", `"monday" is no day; write mon, mon-fri, sat,sun or holiday`},
	{rotaFile, "", "rotas:\n  - of: yanchang\n    week:\n      - \"mon all day: x\"", "all day", "is not hours such as 9:00-11:30"},
	{rotaFile, "", "rotas:\n  - of: yanchang\n    week:\n      - \"mon 8:00-20:00:\"", "8:00", "who has the shift"},
	{rotaFile, "", "rotas:\n  - of: yanchang\n    week:\n      - \"mon 8:00-20:00\"", "8:00", "who has the shift"},
	// categories.yaml
	{categoriesFile, "- id: fire-lane\n    group: fire", "- id: fire-lane\n    group: fires", "group: fires", `did you mean "fire"?`},
	{categoriesFile, "- id: fire-lane", "- id: ebike", "- id: ebike\n    group: fire\n    name: { zh: 消防", "is taken"},
	{categoriesFile, "agencies: [gas, fire, property]", "agencies: [gas, fier, property]", "fier", `did you mean "fire"?`},
	{categoriesFile, "    agencies: [gas, fire, property]", "    agency: [gas]", "agency:", `did you mean "agencies"?`},
	{categoriesFile, `["962777", "119", "120"]`, `["962777", "911"]`, "911", `"911" is not among the emergency numbers`},
	{categoriesFile, "zh: 燃气泄漏, en: Gas smell or leak", "zh: 燃气泄漏, en: " + strings.Repeat("gas ", 20), "gas gas", "40 are the most"},
	{categoriesFile, "zh: 燃气泄漏, en: Gas smell or leak", "zh: 燃气泄漏, eng: Gas", "eng:", `did you mean "en"?`},
	{categoriesFile, "danger: true\n    keywords:\n      zh: [燃气味", "danger: maybe\n    keywords:\n      zh: [燃气味", "maybe", "true or false"},
	{categoriesFile, "zh: [燃气味,", "zh: [气,", "zh: [气", "too short"},
	{categoriesFile, "zh: [燃气味,", "zh: [燃气味, [x],", "[x]", "must be a single value"},
	{categoriesFile, "kind: number", "kind: nummer", "nummer", `did you mean "number"?`},
	{categoriesFile, "kind: number", "kind: choice", "- id: count", "has no choices"},
	{categoriesFile, "{ id: corridor,", "{ id: home,", "id: home, name: { zh: 楼道", "is taken"},
	{categoriesFile, `"气味在哪里？", en: "Where is the smell?"`, `"气味在哪里？"`, "气味在哪里", `no "en"`},
	{categoriesFile, "clocks: { claim: 15m, arrive: 1h, handle: 1wd }\n    agencies: [fire, ", "clocks: { claim: 15m, arrive: 1h, handle: 1.5wd }\n    agencies: [fire, ", "1.5wd", "not a span of time"},
	// grids.geojson
	{gridsFile, `"type": "FeatureCollection"`, `"type": "Feature"`, "{\n", "FeatureCollection"},
	{gridsFile, `"id": "lingshi"`, `"id": "jiangchang"`, "灵石活力", "is taken in line 7"},
	{gridsFile, `"id": "lingshi"`, `"ID": "lingshi"`, `  {
      "type": "Feature",
      "properties": { "ID"`, `no property "id"`},
	{gridsFile, `, "en": "Lingshi Vitality"`, ``, `  {
      "type": "Feature",
      "properties": { "id": "lingshi"`, `with "en"`},
	{gridsFile, "[121.4320, 31.2900]", "[31.2900, 121.4320]", "[31.2900", "look swapped"},
	{gridsFile, "[121.4320, 31.2900]", "[1214320, 31.2900]", "[1214320", "no point"},
	{gridsFile, "[121.4320, 31.2900]", "[121.4320]", "[121.4320]", "write [lon, lat]"},
	{gridsFile, "[121.4320, 31.2900]", `["121", 31.2900]`, `["121"`, "two numbers"},
	{gridsFile, "[121.4320, 31.2900], [121.4330, 31.2805]\n", "[121.4320, 31.2900]\n", `"coordinates": [[
        [121.4330, 31.2805], [121.4410`, "not closed"},
	{gridsFile, "[121.4410, 31.2818], [121.4498, 31.2812], [121.4490, 31.2860],\n        [121.4505, 31.2915], [121.4400, 31.2911], [121.4320", "[121.4320", "\"coordinates\": [[\n        [121.4330, 31.2805], [121.4320", "needs four"},
	{gridsFile, "[121.4600, 31.2700], [121.4675, 31.2710], [121.4690, 31.2798]", "[121.4600, 31.2700], [121.4690, 31.2798], [121.4675, 31.2710]", "[121.4512, 31.2695], [121.4600, 31.2700], [121.4690", "crosses itself"},
	{gridsFile, `"note":`, `note:`, "note:", "not JSON"},
	{gridsFile, "\n  ]\n}\n", "\n  ]\n", "", "ends in the middle"},
	// posters.csv
	{PostersFile, "songhanting,c9UY9CKhcAFJdiBm", "songhanting,short", "songhanting,short", "16 to 40"},
	{PostersFile, "yanchang-mid-rd,", "yanchang-mid-rd,c9UY9CKhcAFJdiBm\nyanchang-mid-rd,", "yanchang-mid-rd,c9UY", "stands here twice"},
	// places.csv
	{placesFile, "id,zh,en,aliases,lat,lon", "id,zh,en,alias,lat,lon", "id,zh", `did you mean "aliases"?`},
	{placesFile, "id,zh,en,aliases,lat,lon", "id,zh,en,aliases,lat,lon,lat", "id,zh", "stands here twice"},
	{placesFile, "Lingshi Lu|灵石路沿街,31.2842", "Lingshi Lu,灵石路沿街,31.2842", "lingshi-rd", "7 fields, but 6 columns"},
	{placesFile, "31.2842,121.4580", "121.4580,31.2842", "lingshi-rd", "look swapped"},
	{placesFile, "31.2842,121.4580", "north,121.4580", "lingshi-rd", "must be numbers"},
	{placesFile, "31.2842,121.4580", "NaN,121.4580", "lingshi-rd", "no point"},
	{placesFile, "31.2842,121.4580", "31.9,121.4580", "lingshi-rd", "outside every grid"},
	{placesFile, "lingshi-rd,灵石路,", "yuexiu-rd,灵石路,", "yuexiu-rd,粤秀路", "is taken"},
	{placesFile, "lingshi-rd,灵石路,Lingshi Road,", "lingshi-rd,,Lingshi Road,", "lingshi-rd", `no name in column "zh"`},
	{placesFile, "id,zh,en,aliases,lat,lon", "id,hz,en,aliases,lat,lon", "id,hz", `the column "zh" is missing`},
	{placesFile, "lingshi-rd,灵石路,", "lingshi-rd,\"灵石路,", "lingshi-rd", "not CSV"},
}

// What is wrong with examples.csv, a file made for each.
var exampleSlips = []struct {
	row, say string
	line     int
}{
	{"路灯不亮,zh,lmp,", `there is no category "lmp" in categories.yaml; did you mean "lamp"?`, 2},
	{"路灯不亮,cn,lamp,", `the language is "cn", but may be zh or en only`, 2},
	{"路灯不亮,zh,lamp,fier", `there is no kind of danger "fier"`, 2},
	{" ,zh,lamp,", "there is no text", 2},
	{"路灯不亮,zh,lamp", "there are 3 fields, but 4 columns", 2},
	{"a, b,zh,lamp,", "put what holds a comma in double quotes", 2},
	{"\"路灯,zh,lamp,", "this is not CSV", 2},
	{strings.Repeat("长", 1001) + ",zh,lamp,", "the text has 1001 characters; 1000 are the most", 2},
}

func TestASlipInAnExampleIsToldWithItsLine(t *testing.T) {
	for _, s := range exampleSlips {
		folder := demoFiles(t)
		change(t, folder, examplesFile, "", "text,lang,category,danger\n"+s.row+"\n")
		faults := faultsOf(t, folder)
		if len(faults) != 1 || faults[0].File != examplesFile || faults[0].Line != s.line || !strings.Contains(faults[0].Say, s.say) {
			t.Errorf("%s: nobody says %q in line %d, but: %v", clip(s.row), s.say, s.line, faults)
		}
	}
	for content, say := range map[string]string{"": "the file is empty", "text,lang,danger\n": "the first line must be text,lang,category,danger"} {
		folder := demoFiles(t)
		change(t, folder, examplesFile, "", content)
		if faults := faultsOf(t, folder); len(faults) != 1 || !strings.Contains(faults[0].Say, say) {
			t.Errorf("%q: %v", content, faults)
		}
	}
}

func TestASlipIsToldWithItsLine(t *testing.T) {
	for _, s := range slips {
		folder := fewExamples(t)
		change(t, folder, s.file, s.old, s.replacement)
		faults := faultsOf(t, folder)
		content := string(folder[s.file].Data)
		line := 1 + strings.Count(content[:max(0, strings.Index(content, s.mark))], "\n")
		if strings.HasPrefix(s.mark, "\n") {
			line++
		}
		at := slices.IndexFunc(faults, func(f Fault) bool { return strings.Contains(f.Say, s.say) })
		switch {
		case at < 0:
			t.Errorf("%s: %q instead of %q: nobody says %q, but:\n%v", s.file, s.replacement, s.old, s.say, faults)
		case faults[at].File != s.file || s.mark != "" && faults[at].Line != line:
			t.Errorf("%s: %q instead of %q is told of line %d, not in %s", s.file, s.replacement, s.old, line, faults[at])
		case len(faults) > 4: // an agency is named in two categories and in care.yaml
			t.Errorf("%s: %q instead of %q is told many times:\n%v", s.file, s.replacement, s.old, faults)
		}
	}
}

func TestAllThatIsWrongIsToldAtOnce(t *testing.T) {
	folder := demoFiles(t)
	change(t, folder, settingsFile, "zone: Asia/Shanghai", "zone: Mars\nquite: 1") // the second is found last
	change(t, folder, settingsFile, "coordinates: wgs84", "coordinates: none")
	change(t, folder, agenciesFile, "kind: water,", "sort: water,")
	change(t, folder, categoriesFile, "- id: fire-lane\n    group: fire", "- id: fire-lane\n    group: fires")
	change(t, folder, gridsFile, `"id": "lingshi"`, `"id": "Lingshi!"`)
	change(t, folder, placesFile, "31.2842,121.4580", "north,121.4580")
	change(t, folder, placesFile, "yuexiu-rd", "Yuexiu Rd")
	faults := faultsOf(t, folder)
	var got []string
	for _, f := range faults {
		got = append(got, f.String())
	}
	for i, file := range []string{settingsFile, settingsFile, settingsFile, agenciesFile, agenciesFile, categoriesFile, gridsFile, placesFile, placesFile} {
		if i >= len(faults) || faults[i].File != file {
			t.Fatalf("fault %d is not of %s:\n%s", i, file, strings.Join(got, "\n"))
		}
	}
	if faults.Error() != strings.Join(got, "\n") || !strings.HasPrefix(got[0], "district.yaml:5: ") || !strings.HasPrefix(got[1], "district.yaml:6: ") {
		t.Errorf("the error is\n%v", faults)
	}
}

func TestAMissingFileIsNamed(t *testing.T) {
	want := slices.DeleteFunc(slices.Clone(files), func(f string) bool { return slices.Contains(optional, f) })
	faults := faultsOf(t, fstest.MapFS{})
	var got []string
	for _, f := range faults {
		got = append(got, f.File)
	}
	if !slices.Equal(got, want) {
		t.Errorf("missing: %v, told: %v", want, got)
	}
	for _, file := range want {
		folder := demoFiles(t)
		folder[file] = &fstest.MapFile{}
		if faults := faultsOf(t, folder); len(faults) == 0 || faults[0].File != file {
			t.Errorf("%s is empty, and nobody says so: %v", file, faults)
		}
		folder[file] = &fstest.MapFile{Mode: fs.ModeDir}
		if faults := faultsOf(t, folder); len(faults) == 0 || faults[0].File != file {
			t.Errorf("%s is a folder, and nobody says so: %v", file, faults)
		}
	}
}

func TestACalendarIsNotNeeded(t *testing.T) {
	folder := demoFiles(t)
	delete(folder, calendarFile)
	if faults := faultsOf(t, folder); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestAnEnglishNameOfAPlaceIsNotNeeded(t *testing.T) {
	const head, row = "id,zh,en,aliases,lat,lon\n", "songhanting,崧涵庭,Songhan Court,"
	for why, change := range map[string][]string{
		"empty":  {row, "songhanting,崧涵庭,,"},
		"spaces": {row, "songhanting,崧涵庭, \t,"},
		"no one": {head, "id,zh,aliases,lat,lon\n", row, "songhanting,崧涵庭,"},
	} {
		folder := demoFiles(t)
		if why == "no one" {
			folder[placesFile] = &fstest.MapFile{Data: []byte(head + row + "Songhan Ting,31.2760,121.4430\n")}
		}
		folder[placesFile].Data = []byte(strings.NewReplacer(change...).Replace(string(folder[placesFile].Data)))
		d, err := Load(folder)
		if err != nil {
			t.Errorf("%s: %v", why, err)
			continue
		}
		place, _ := d.Places.ByID("songhanting")
		if got := text.Named(place.Names).Names.In(text.English); got != "崧涵庭" {
			t.Errorf("%s: to those who read English it is %q", why, got)
		}
		if exact, _ := d.Places.Find("songhan ting 3", 2); len(exact) != 1 || exact[0].ID != "songhanting" {
			t.Errorf("%s: it is not found by its alias", why)
		}
	}
}

func TestAFileSavedByASpreadsheetIsRead(t *testing.T) {
	folder := demoFiles(t)
	b := slices.Concat([]byte("\ufeff"), folder[placesFile].Data)
	folder[placesFile].Data = []byte(strings.ReplaceAll(string(b), "\n", "\r\n"))
	if faults := faultsOf(t, folder); len(faults) > 0 {
		t.Error(faults)
	}
	folder[placesFile].Data = append(folder[placesFile].Data, "gbk,\xd1\xd3\xb3\xa4,x,,31.28,121.45\r\n"...)
	faults := faultsOf(t, folder)
	if len(faults) != 1 || !strings.Contains(faults[0].Say, "UTF-8") || faults[0].Line != strings.Count(string(b), "\n")+1 {
		t.Errorf("GBK: %v", faults)
	}
}

func TestSwappedCoordinatesAreSeenWhereBothCouldBe(t *testing.T) {
	folder := demoFiles(t) // in Europe a latitude is a possible longitude
	folder[gridsFile].Data = []byte(`{"type": "FeatureCollection", "features": [{
		"properties": {"id": "mitte", "name": {"zh": "米特", "en": "Mitte"}},
		"geometry": {"type": "Polygon", "coordinates": [[[13.3, 52.5], [13.5, 52.5], [13.5, 52.6], [13.3, 52.5]]]}}]}`)
	folder[placesFile].Data = []byte("id,zh,en,aliases,lat,lon\na,甲,A,,52.52,13.45\nb,乙,B,,13.45,52.52\nc,丙,C,,52.52,14.45\n")
	faults := faultsOf(t, folder)
	if len(faults) != 2 || faults[0].Line != 3 || !strings.Contains(faults[0].Say, "swapped") ||
		faults[1].Line != 4 || !strings.Contains(faults[1].Say, "outside every grid") {
		t.Errorf("faults: %v", faults)
	}
}

func TestAKeyboardIsNeverTooLarge(t *testing.T) {
	for say, broken := range map[string]func(fstest.MapFS){
		"13 groups": func(folder fstest.MapFS) {
			more := ""
			for _, id := range []string{"g1", "g2", "g3", "g4"} {
				more += "  - { id: " + id + ", name: { zh: 组, en: group } }\n"
			}
			change(t, folder, categoriesFile, "groups:\n", "groups:\n"+more)
		},
		"more than 12 categories": func(folder fstest.MapFS) {
			more := ""
			for _, id := range strings.Split("abcdefghi", "") {
				more += "  - { id: " + id + ", group: fire, name: { zh: 类, en: category } }\n"
			}
			change(t, folder, categoriesFile, "\ncategories:\n", "\ncategories:\n"+more)
		},
		"9 choices": func(folder fstest.MapFS) {
			more := ""
			for _, id := range strings.Split("abcdef", "") {
				more += "          - { id: " + id + ", name: { zh: 选, en: choice } }\n"
			}
			change(t, folder, categoriesFile, "          - { id: home, name: { zh: 家里", more+"          - { id: home, name: { zh: 家里")
		},
		"7 questions": func(folder fstest.MapFS) {
			more := ""
			for _, id := range strings.Split("abcde", "") {
				more += "      - { id: " + id + ", kind: yesno, question: { zh: 问, en: question } }\n"
			}
			change(t, folder, categoriesFile, "      - id: where\n", more+"      - id: where\n")
		},
	} {
		folder := demoFiles(t)
		broken(folder)
		if faults := faultsOf(t, folder); len(faults) != 1 || !strings.Contains(faults[0].Say, say) {
			t.Errorf("%s: %v", say, faults)
		}
	}
}

func TestWhatIsOddIsAWarning(t *testing.T) {
	for _, tt := range []slip{
		{categoriesFile, "zh: [燃气味,", "zh: [燃气味, 路灯,", "- id: lamp", `"路灯" stands for "gas" and for "lamp"`},
		{categoriesFile, "zh: [燃气味,", "zh: [燃气味, 燃 气味,", "- id: gas", "stands twice"},
		{categoriesFile, "groups:\n", "groups:\n  - { id: none, name: { zh: 空, en: Empty } }\n", "id: none", "has no categories"},
	} {
		folder := fewExamples(t)
		change(t, folder, tt.file, tt.old, tt.replacement)
		d, err := Load(folder)
		if err != nil {
			t.Errorf("%q: %v", tt.replacement, err)
			continue
		}
		content := string(folder[tt.file].Data)
		want := Fault{File: tt.file, Line: 1 + strings.Count(content[:strings.Index(content, tt.mark)], "\n"), Say: tt.say}
		// The second is that the model is older than the keywords.
		if len(d.Warnings) == 0 || d.Warnings[0].File != want.File || d.Warnings[0].Line != want.Line || !strings.Contains(d.Warnings[0].Say, want.Say) {
			t.Errorf("warnings are %v, want %v", d.Warnings, want)
		}
	}
}

func TestGridsThatOverlapAreAWarning(t *testing.T) {
	folder := demoFiles(t)
	// The border between two grids is drawn further west by one of them only.
	change(t, folder, gridsFile, "[121.4498, 31.2812], [121.4520, 31.2750], [121.4512, 31.2695]", "[121.4498, 31.2812], [121.4470, 31.2750], [121.4512, 31.2695]")
	d, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Warnings) != 1 || d.Warnings[0].Line != 31 || !strings.Contains(d.Warnings[0].Say, `"pingguang" and "yanchang" overlap; a point in both belongs to "pingguang"`) {
		t.Errorf("warnings: %v", d.Warnings)
	}
}

func TestAFloodOfFaultsIsCut(t *testing.T) {
	folder := demoFiles(t)
	folder[placesFile].Data = append(folder[placesFile].Data, strings.Repeat("x\n", 5000)...)
	const most = 200 // of flows/district/faults
	faults := faultsOf(t, folder)
	if len(faults) != most+1 || !strings.Contains(faults[most].Say, "4800 faults more") {
		t.Errorf("%d faults, the last is %v", len(faults), faults[len(faults)-1])
	}
}

// FuzzLoad breaks one file at a time, beginning with every slip above.
func FuzzLoad(f *testing.F) {
	demo := fewExamples(f)
	for i, file := range files {
		if demo[file] != nil {
			f.Add(i, demo[file].Data)
		}
		f.Add(i, []byte("\ufeff"))
		f.Add(i, []byte("a: &a [*a, *a]\n<<: *a\n"))
		f.Add(i, []byte(strings.Repeat("[", 5000)))
		f.Add(i, []byte(strings.Repeat("{\"features\":[", 200)))
		f.Add(i, []byte("{\"type\":\"FeatureCollection\",\"features\":[null,1,{\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1e999,1]]],[],[[]],1]}}]}"))
		f.Add(i, []byte("categories: [{}, [], null, 1, {ask: [{}], keywords: {zh: [null]}, clocks: 1, name: x}]"))
		f.Add(i, []byte("off: [0000-01-01..9999-12-31, 2027-01-01..2027-01-31]"))
	}
	for _, s := range slips {
		folder := maps.Clone(demo)
		change(f, folder, s.file, s.old, s.replacement)
		f.Add(slices.Index(files, s.file), folder[s.file].Data)
	}
	f.Fuzz(func(t *testing.T, which int, content []byte) {
		if which < 0 || which >= len(files) {
			return
		}
		folder := maps.Clone(demo)
		folder[files[which]] = &fstest.MapFile{Data: content}
		d, err := Load(folder)
		if err != nil {
			var faults Faults
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		for _, c := range d.Categories {
			clocks := d.ClocksOf(c)
			for _, span := range clocks.all() {
				if span.IsZero() {
					t.Fatalf("the category %s has a clock that is not set", c.ID)
				}
			}
		}
		d.Guess("煤气味 gas smell")
	})
}
