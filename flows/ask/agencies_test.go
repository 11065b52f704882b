package ask_test

import (
	"slices"
	"testing"

	"gridbot/flows/ask"
	"gridbot/flows/district"
)

func TestAgenciesAreHeardAsPeopleNameThem(t *testing.T) {
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string][]string{
		"城管": {"enforcement"}, "叫城管和消防一起来": {"enforcement", "fire"}, "燃气公司和物业公司": {"gas", "property"}, "物业，燃气": {"property", "gas"},
		"交警": {"traffic"}, "交通警察": {"traffic"}, "派出所、交警大队": {"police", "traffic"}, "公安": {"police"},
		"Gas company and property manager": {"gas", "property"}, "police": {"police"}, "the traffic police": {"traffic"}, "police gas water": {"police", "gas", "water"},
		"a gasket is broken": nil, "不要城管": nil, "not the police": nil, "所有人": nil, "": nil, "学校": nil, // called to care teams alone
	} {
		if got := ask.AgenciesNamed(d, words); !slices.Equal(got, want) {
			t.Errorf("%q names %v, not %v", words, got, want)
		}
	}
}
