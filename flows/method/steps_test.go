package method

import (
	"testing"

	"gridbot/flows/playbooks"
	"gridbot/flows/world/worldtest"
)

// Days are read from the end of a step as people write them; what stands inside the words
// stays there, and days that are none are asked again.
func TestDaysAreReadFromTheEndOfAStep(t *testing.T) {
	w := worldtest.New(t)
	for said, want := range map[string]playbooks.Step{
		"物业公司：加一个桶（7天）":            {Who: "物业公司", Agency: "property", What: "加一个桶", Days: 7},
		"加一个桶（三天）":                 {What: "加一个桶", Days: 3},
		"加一个桶（十五天内）。":              {What: "加一个桶", Days: 15},
		"加一个桶，3个工作日":               {What: "加一个桶", Days: 3, Work: true},
		"加一个桶 （5～7 天）":             {What: "加一个桶", Days: 7},
		"加一个桶，两周内":                 {What: "加一个桶", Days: 14},
		"加一个桶（1个月）":                {What: "加一个桶", Days: 30},
		"one more bin in 3 days":   {What: "one more bin", Days: 3},
		"One more bin (1 day)":     {What: "One more bin", Days: 1},
		"a bin, within two weeks":  {What: "a bin", Days: 14},
		"a bin in a week":          {What: "a bin", Days: 7},
		"a bin (3 working days)":   {What: "a bin", Days: 3, Work: true},
		"装活动桩99999天":               {What: "装活动桩99999天"},
		"清运，每 3 天":                 {What: "清运，每 3 天"},
		"collect every 3 days":     {What: "collect every 3 days"},
		"keep the sign for 3 days": {What: "keep the sign for 3 days"},
		"周三、周五清运":                  {What: "周三、周五清运"},
		"3月12日开会":                  {What: "3月12日开会"},
		"用12345天线":                 {What: "用12345天线"},
		"1. 立牌子":                   {What: "立牌子"},
		"3天内清一次垃圾":                 {What: "3天内清一次垃圾"},
	} {
		all, wrong := read(w, "", said)
		if len(all) != 1 || wrong != "" || all[0] != want {
			t.Errorf("%q: %+v, %q; want %+v", said, all, wrong, want)
		}
	}
	for said, want := range map[string]string{
		"装活动桩（99999天）": "99999天", "装活动桩（-5天）": "-5天", "装活动桩，0天": "0天", "装活动桩（负三天）": "负三天", "a bin (400 days)": "400 days", "a bin in 60 weeks": "in 60 weeks", "装活动桩（366天）": "366天",
	} {
		if all, wrong := read(w, "", said); wrong != want || all != nil {
			t.Errorf("%q: %+v, %q; want %q", said, all, wrong, want)
		}
	}
}

// An agency is heard by its name and as people call it; who is no agency, or may be
// several, stays words.
func TestAnAgencyIsHeardAsPeopleCallIt(t *testing.T) {
	w := worldtest.New(t)
	for who, want := range map[string]string{
		"城管": "enforcement", "城管中队": "enforcement", "综合执法队": "enforcement", "Enforcement": "enforcement", "enforcement team": "enforcement", "公安": "police", "交警大队": "traffic", "物业": "property", "环卫": "sanitation",
		"居委": "", "网格员": "", "执法": "", "公司": "", "王建国": "", "城管那边的小李": "", "": "",
	} {
		if got := agencyOf(w.District, who); got != want {
			t.Errorf("%q is %q, want %q", who, got, want)
		}
	}
}
