package carecase

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// fill puts something into every field: of words a mark that says where it stands.
func fill(v reflect.Value, at string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), at+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), at)
	case reflect.String:
		v.SetString("mark" + at)
	case reflect.Int, reflect.Int64:
		v.SetInt(7001)
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic(fmt.Sprintf("nobody knows how to fill %s", at))
	}
}

// marksIn are the marks that can still be read.
func marksIn(t *testing.T, c Case) []string {
	t.Helper()
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, part := range strings.Split(string(b), `"`) {
		if mark, is := strings.CutPrefix(part, "mark."); is {
			all = append(all, mark)
		}
	}
	return all
}

// What stays of a closed case when its time is over: its kind, its grid, roles, projects
// and outcome. A new field with words in it fails until somebody says what becomes of it.
func TestWhatIsOverKnowsNobody(t *testing.T) {
	var c Case
	fill(reflect.ValueOf(&c).Elem(), "")
	stays := []string{"Kind", "Severity", "Grid", "Stage", "Team.Role", "Team.Sees", "Consent.Answer", "Reviews.Result", "Offers.Project", "Outcome"}
	after := c.Strip(9)
	for _, mark := range marksIn(t, after) {
		if !slices.Contains(stays, mark) {
			t.Errorf("%s is kept", mark)
		}
	}
	if after.By != 0 || after.From != 0 || after.OverSince() != 0 || len(after.Views) == 0 || len(c.Notes) == 0 || c.Steps[0].What == "" {
		t.Errorf("%+v, and before %+v", after, c)
	}
}

// Who told of a case that goes on is out of it: what they sent goes, of their words
// stays what is plain; where it is stays, and what the team wrote.
func TestWhoToldIsForgotten(t *testing.T) {
	c := Case{N: 1, By: 50, What: "李：饿了", Where: "3号602", Files: []File{{Kind: "photo", ID: "p"}}, Notes: []Note{
		{By: 50, Words: "李：咳", Files: []File{{Kind: "photo", ID: "q"}}}, {By: 50, Words: "李："}, {By: 11, Words: "李家", Files: []File{{Kind: "photo", ID: "r"}}}}}
	after := c.Forget(50, 9, func(words string) string { return strings.ReplaceAll(words, "李：", "") })
	if after.By != 0 || after.Forgotten != 9 || after.What != "饿了" || after.Where != "3号602" || after.Files != nil || len(after.Notes) != 2 ||
		after.Notes[0].Words != "咳" || after.Notes[0].By != 0 || after.Notes[0].Files != nil || after.Notes[1].Words != "李家" || len(after.Notes[1].Files) != 1 {
		t.Errorf("%+v", after)
	}
	staff := Case{By: 50, Staff: true, What: "x"}
	if staff.Forget(50, 9, func(string) string { return "" }).What != "x" || c.Forget(51, 9, func(string) string { return "" }).By != 50 {
		t.Error("somebody is forgotten who did not tell of it")
	}
}

// Whoever leaves is not asked any more; where everybody else has said no, the role is
// told to be empty.
func TestWhoLeavesIsNotCalled(t *testing.T) {
	c := Case{Calls: []Call{{Role: "doctor", Asked: []int64{2, 3}, No: []int64{3}}, {Role: "police", Asked: []int64{4}}}}
	if got := c.Uncall(2); !slices.Equal(got, []string{"doctor"}) || c.Called(2) != nil || len(c.Calls[1].Asked) != 1 {
		t.Errorf("%v, %+v", got, c.Calls)
	}
}
