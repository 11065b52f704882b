package cases

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

func TestAPlaceSaysItsRoad(t *testing.T) {
	named := func(zh, en string) Place {
		return Place{Name: text.Named(text.Names{text.Chinese: zh, text.English: en})}
	}
	tests := []struct {
		place Place
		want  string
	}{
		{Place{Name: text.Said("灵石路658弄12号")}, "灵石路"},
		{Place{Name: text.Said("就在灵石路地铁站旁边")}, "灵石路"},
		{Place{Name: text.Said("陈家弄12号")}, "陈家弄"},
		{Place{Name: text.Said("世纪大道的人行道上")}, "世纪大道"},
		{Place{Name: text.Said("我家马路边")}, ""},
		{Place{Name: text.Said("楼道里")}, ""},
		{Place{Name: text.Said("near 658 Lingshi Road")}, "Lingshi Road"},
		{Place{Name: text.Said("on the road")}, ""},
		{Place{Name: text.Said(".")}, ""},
		{named("延长路地铁站", "Yanchang Road Metro Station"), "延长路"},
		{named("崧涵庭", "Songhan Court"), "崧涵庭"},
		{Place{Name: text.Said("小区里"), More: "江场西路门口"}, "江场西路"},
		{Place{}, ""},
	}
	for _, test := range tests {
		if got := test.place.Street(); got != test.want {
			t.Errorf("%+v: %q, want %q", test.place, got, test.want)
		}
	}
}

// Who reported is in no words a case is found by; what was taken back is in none
// either.
func TestACaseIsFoundByItsWordsAndNotByItsReporter(t *testing.T) {
	c := reported()
	c.By = Reporter{ID: 880_041_001, Name: "Nobody-May-Know"}
	c.Place = Place{Name: text.Said("陈家弄12号"), More: "2楼"}
	c.What, c.Facts = "路灯不亮了", []Fact{{"plate", "沪A·12345"}, {"unwell", "yes"}}
	c.From = &Source{ID: "SH-2026/7"}
	c.Log = append(c.Log, Entry{Do: Add, By: ana, Note: text.Said("还在冒烟")}, Entry{Do: Add, By: ana, Note: text.Said("说错了"), Back: 1})
	l := c.Line()
	for _, test := range []struct {
		word string
		told bool
		want bool
	}{
		{"陈家弄", false, true}, {"沪a12345", false, true}, {"1042", false, true}, {"104", false, false}, {"2楼", false, true},
		{"路灯", true, true}, {"路灯", false, false}, {"冒烟", true, true}, {"说错", true, false}, {"sh20267", true, true},
		{"nobody", true, false}, {"880041001", true, false}, {"yes", true, false},
	} {
		if got := l.Named(test.word, test.told); got != test.want {
			t.Errorf("%s, told %t: %t", test.word, test.told, got)
		}
	}
}

// A line knows of a case what the case knows of itself.
func TestALineIsTheCase(t *testing.T) {
	for s := range types {
		c := standing(s)
		l := c.Line()
		if l.Status != s || l.Everywhere() != c.Everywhere() || l.Due != c.Clock.Due || l.Assignee != c.Assignee || strings.Contains(l.Told, "ana") {
			t.Errorf("%s: %+v", s, l)
		}
		if read, err := ParseLine(l.String()); err != nil || !reflect.DeepEqual(read, l) {
			t.Errorf("%s: read as %+v, %v; written %+v", s, read, err, l)
		}
	}
	c := called(standing(Joint))
	c.Place, c.Round, c.Verifier, c.Danger = Place{Name: text.Said("灵石\t路"), Point: &grids.Point{Lat: 31.285, Lon: 121.452}}, 2, li, true
	c.Ceding, c.Former = &Cession{To: "south"}, []string{"west", "south"}
	l := c.Line()
	if leg := l.Leg("gas"); leg == nil || !leg.Open || leg.Due == 0 || l.Leg("police") != nil || l.Leg("") != nil || !slices.Equal(l.Watchers, []string{"south", "west"}) {
		t.Errorf("%+v", l)
	}
	if read, err := ParseLine(l.String()); err != nil || !reflect.DeepEqual(read, l) {
		t.Errorf("read as %+v, %v; written %+v", read, err, l)
	}
	if longer, err := ParseLine(l.String() + "\tof a later release"); err != nil || longer.Number != l.Number {
		t.Errorf("a field more: %+v, %v", longer, err)
	}
	for _, broken := range []string{"", "x", "1042\tgas", "x" + l.String(), strings.Replace(l.String(), "31.285,", "north,", 1)} {
		if read, err := ParseLine(broken); err == nil {
			t.Errorf("%q was read as %+v", broken, read)
		}
	}
	c.Legs[0].Status = LegReleased
	if c.Line().Leg("gas") != nil {
		t.Error("who was released looks no more")
	}
}

// The number a case has with the hotline finds it, with or without its hyphen.
func TestTheNumberElsewhereFindsIt(t *testing.T) {
	c := reported()
	c.Filed = &Filing{By: typist, Door: DoorPhone, Ref: "20261129-0042", Caller: "13800000000"}
	l := c.Line()
	if !l.Named("202611290042", true) || l.Named("13800000000", true) {
		t.Errorf("it is found by %q and %q", l.Seen, l.Told)
	}
}
