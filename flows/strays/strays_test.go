package strays

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/accord"
	"gridbot/flows/carecase"
	"gridbot/flows/cases"
	"gridbot/flows/duty"
	"gridbot/flows/figures"
	"gridbot/flows/hotspots"
	"gridbot/flows/kept"
	"gridbot/flows/playbooks"
	"gridbot/flows/request"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// full puts a name into every field that is called as names of a kind are, however deep.
func full(v reflect.Value, called []string, name string) {
	is := func(field string) bool {
		for _, c := range called {
			if c == field {
				return true
			}
		}
		return false
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		full(v.Elem(), called, name)
	case reflect.Struct:
		for i := range v.NumField() {
			f, field := v.Type().Field(i), v.Field(i)
			switch {
			case !f.IsExported() || f.Type == reflect.TypeFor[text.Text]():
			case is(f.Name) && f.Type.Kind() == reflect.String:
				field.SetString(name)
			case is(f.Name) && f.Type == reflect.TypeFor[[]string]():
				field.Set(reflect.ValueOf([]string{name}))
			default:
				full(field, called, name)
			}
		}
	case reflect.Slice:
		if k := v.Type().Elem().Kind(); k == reflect.Struct {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			full(v.Index(0), called, name)
		}
	}
}

// filled is a record in which everything has the old name.
func filled[T any](t *testing.T, called ...string) T {
	t.Helper()
	var v T
	full(reflect.ValueOf(&v).Elem(), called, "oldname")
	if !says(t, v) {
		t.Fatalf("%T has no field of %v", v, called)
	}
	return v
}

func says(t *testing.T, v any) bool {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(b), `"oldname"`)
}

// Whatever field of a record may hold a name, it holds the new one afterwards. A field
// that is added and called so is found here.
func TestNoFieldKeepsTheOldName(t *testing.T) {
	grid, category, agency := Move{Kind: Grid, Old: "oldname", New: "new"}, Move{Kind: Category, Old: "oldname", New: "new"}, Move{Kind: Agency, Old: "oldname", New: "new"}
	check := func(what string, v any, changed bool) {
		t.Helper()
		if !changed || says(t, v) {
			t.Errorf("%s: changed %t: %+v", what, changed, v)
		}
	}
	c := filled[cases.Case](t, "Grid", "Past", "Former", "Strayed")
	c.Ceding = &cases.Cession{To: "oldname"}
	c2, ok := grid.Case(c, cases.Act{})
	check("a case, by grid", c2, ok)
	if !says(t, c) {
		t.Error("the case that was handed in was changed")
	}
	c = filled[cases.Case](t, "Category")
	c2, ok = category.Case(c, cases.Act{})
	check("a case, by category", c2, ok)
	c = filled[cases.Case](t, "Agency")
	c.From = nil // there it stands in the words of another system
	c2, ok = agency.Case(c, cases.Act{})
	check("a case, by agency", c2, ok)

	p := filled[world.Person](t, "Grid", "Grids")
	p2, ok := grid.Person(p)
	check("a person, by grid", p2, ok)
	p = filled[world.Person](t, "Kinds", "Kind")
	p2, ok = category.Person(p)
	check("a person, by category", p2, ok)
	p = filled[world.Person](t, "Agency")
	p2, ok = agency.Person(p)
	check("a person, by agency", p2, ok)

	m := filled[world.Conference](t, "Grid", "Lead")
	m.Names = map[string]text.Text{"goldname": text.Said("x"), "aold": text.Said("y")}
	m2, ok := grid.Conference(m)
	check("a conference, by grid", m2, ok)
	if _, kept := m2.Names["gnew"]; !kept || len(m2.Names) != 2 {
		t.Errorf("what its minutes call the grid: %v", m2.Names)
	}
	m = filled[world.Conference](t, "Whom", "Whose")
	m2, ok = agency.Conference(m)
	check("a conference, by agency", m2, ok)

	m = world.Conference{Items: []world.AgendaItem{{Whom: []string{"", world.Guest + "oldname", "oldname"}}}}
	if m2, ok = grid.Conference(m); !ok || !slices.Equal(m2.Items[0].Whom, []string{"", world.Guest + "new", "oldname"}) || m.Items[0].Whom[1] != world.Guest+"oldname" {
		t.Errorf("whom something was for that came from another grid: %q, and it was %q", m2.Items[0].Whom, m.Items[0].Whom)
	}
	tasks, ok := grid.Book(playbooks.Book{Tasks: []playbooks.Task{{Host: "oldname", Grid: "x"}, {Host: "x", Grid: "oldname"}}})
	if !ok || tasks.Tasks[0].Host != "new" || tasks.Tasks[1].Grid != "new" {
		t.Errorf("what was agreed in an exchange: %+v", tasks.Tasks)
	}

	in := filled[world.Invite](t, "Grid")
	in2, ok := grid.Invite(in)
	check("an invitation, by grid", in2, ok)
	care, ok := grid.Care(filled[carecase.Case](t, "Grid"))
	check("a care case", care, ok)
	board, ok := grid.Board(filled[hotspots.Board](t, "Grid"))
	check("what is frequent, by grid", board, ok)
	board, ok = category.Board(filled[hotspots.Board](t, "Kind"))
	check("what is frequent, by category", board, ok)
	topics, ok := grid.Topics(filled[hotspots.Topics](t, "Grid"))
	check("the topics, by grid", topics, ok)
	topics, ok = category.Topics(filled[hotspots.Topics](t, "Kind"))
	check("the topics, by category", topics, ok)
	for _, m := range []Move{grid, category, agency} {
		book, ok := m.Book(filled[playbooks.Book](t, map[Kind]string{Grid: "Grid", Category: "Kind", Agency: "Agency"}[m.Kind]))
		check("the playbooks, by "+string(m.Kind), book, ok)
	}
	topics, ok = agency.Topics(filled[hotspots.Topics](t, "Agency"))
	check("the topics, by agency", topics, ok)
	agreed, ok := grid.Accord(filled[accord.Accord](t, "Grid"))
	check("what is agreed on", agreed, ok)
	asked, ok := grid.Request(filled[request.Request](t, "Grid"))
	check("a request, by grid", asked, ok)
	asked, ok = agency.Request(filled[request.Request](t, "Agency"))
	check("a request, by agency", asked, ok)
	moves := Moves{grid, category, agency}
	check("the log", moves.Line(filled[figures.Logged](t, "Grid", "Left", "Category", "Agency")), true)
	check("who looked", moves.Look(filled[kept.Look](t, "Grid")), true)
}

// What was written down after a name had gone, by another folder that has it again, is
// of another grid.
func TestWhatCameLaterKeepsItsName(t *testing.T) {
	moves := Moves{{Kind: Grid, Old: "east", New: "west", At: 100, Done: true}}
	if got := moves.Name(Grid, "east", 100); got != "west" {
		t.Errorf("before: %s", got)
	}
	if got := moves.Name(Grid, "east", 101); got != "east" {
		t.Errorf("after: %s", got)
	}
	if got := moves.Name(Category, "east", 1); got != "east" {
		t.Errorf("a category: %s", got)
	}
}

// Two grids that are one now have everybody of both on duty.
func TestTwoPlansBecomeOne(t *testing.T) {
	m := Move{Kind: Grid, Old: "east", New: "west"}
	r, changed := m.Rota(world.Rota{Rev: 3, Plans: map[string]duty.Plan{"east": {Wake: []int64{1}, Week: []duty.Turn{{Day: 1, Who: []int64{1}}}}, "west": {Wake: []int64{2}, Week: []duty.Turn{{Day: 1, Who: []int64{2}}}}, "@east": {Wake: []int64{3}}}})
	if west := r.Plans["west"]; !changed || r.Rev != 3 || len(r.Plans) != 2 || len(west.Week) != 2 || len(west.Wake) != 2 || len(r.Plans["@east"].Wake) != 1 {
		t.Errorf("%+v", r)
	}
}
