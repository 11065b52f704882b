package playbooks

import (
	"slices"
	"testing"
)

// What is known is filled in, in both ways of writing it; what is not known stays and is
// named; what is no blank stays, and was refused when it was written.
func TestBlanksAreFilledOrNamed(t *testing.T) {
	known := map[Blank]string{BlankPlace: "灵石家苑", BlankDay: "11月23日"}
	for words, c := range map[string]struct {
		want    string
		lacking []string
		unknown string
	}{
		"在{地点}贴告示":                 {"在灵石家苑贴告示", nil, ""},
		"from { Date } at ｛place｝": {"from 11月23日 at 灵石家苑", nil, ""},
		"{负责人}在{期限}前、{期限}前":        {"{负责人}在{期限}前、{期限}前", []string{"{负责人}", "{期限}"}, ""},
		"{楼号}前加桶，{地点}":             {"{楼号}前加桶，灵石家苑", nil, "{楼号}"},
		"加桶{":                      {"加桶{", nil, "{"},
		"}加桶{地点}":                  {"}加桶灵石家苑", nil, "}"},
		"{}":                       {"{}", nil, "{}"},
		"加桶":                       {"加桶", nil, ""},
	} {
		got, lacking := Fill(words, known)
		if got != c.want || !slices.Equal(lacking, c.lacking) || Unknown(words) != c.unknown {
			t.Errorf("%s: %q, lacking %q, unknown %q", words, got, lacking, Unknown(words))
		}
	}
	if got, lacking := Fill("{负责人}看{地点}", known, BlankWho); got != "{负责人}看灵石家苑" || lacking != nil {
		t.Errorf("what is kept: %q, %q", got, lacking)
	}
	if !Blanks("x", "{期限}前") || Blanks("{楼号}", "加桶", "") {
		t.Error("what has blanks")
	}
}
