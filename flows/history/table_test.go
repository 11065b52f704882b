package history_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/history"
)

const mapping = `
times: ["2006-01-02 15:04", "2006/1/2"]
columns: {id: 工单编号, opened: 上报, closed: 结案, category: 类别, place: 地点, lat: 纬度, lon: 经度, agency: 单位, status: 状态, description: 描述}
categories: {路灯不亮: lamp, 燃气: gas}
statuses: {已结案: closed, 处理中: open}
`

const head = "工单编号,上报,结案,类别,地点,纬度,经度,单位,状态,描述\n"

var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// demo is read once: it takes a second, and nobody changes it.
var demo = sync.OnceValues(func() (*district.District, error) { return district.Load(district.Demo()) })

func daning(t *testing.T) *district.District {
	t.Helper()
	d, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// table opens a table under the mapping with some lines more.
func table(t *testing.T, words, more string) (*history.Table, error) {
	t.Helper()
	d := daning(t)
	m, err := history.ReadMapping("mapping.yaml", []byte(mapping+more), d)
	if err != nil {
		t.Fatal(err)
	}
	return history.Open(strings.NewReader(words), m, d, now)
}

// rows reads a table to its end.
func rows(t *testing.T, words, more string) []history.Row {
	t.Helper()
	tb, err := table(t, words, more)
	if err != nil {
		t.Fatal(err)
	}
	var all []history.Row
	for {
		row, err := tb.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
}

// named are the faults of a row by their names.
func named(r history.Row) string {
	var names []string
	for _, f := range r.Faults {
		names = append(names, f.Kind.Name)
	}
	return strings.Join(names, " ")
}

func TestAGoodRowIsACase(t *testing.T) {
	all := rows(t, head+
		"A-1,2026-03-02 08:30,2026-03-04 17:00,路灯不亮,崧涵庭3号楼,31.2760,121.4430,城管,已结案,路灯不亮\n"+
		"A-2,2026/3/3,,燃气,崧涵庭3号楼,,,物业,处理中,\n", "")
	if len(all) != 2 || named(all[0]) != "" || named(all[1]) != "" {
		t.Fatalf("%+v", all)
	}
	c := all[0].Case
	zone := time.FixedZone("CST", 8*3600)
	if c.Opened != time.Date(2026, 3, 2, 8, 30, 0, 0, zone).Unix() || c.Ended != time.Date(2026, 3, 4, 17, 0, 0, 0, zone).Unix() {
		t.Errorf("opened %d, ended %d: not in the district's zone", c.Opened, c.Ended)
	}
	if c.Category != "lamp" || c.Grid == "" || c.Place.Name.Words != "崧涵庭3号楼" || c.What != "路灯不亮" || c.From.ID != "A-1" || c.From.Agency != "城管" || c.By != (cases.Reporter{}) {
		t.Errorf("%+v", c)
	}
	open := all[1].Case
	if open.Ended != 0 || !open.Danger || open.What != "燃气" || open.Grid != c.Grid || open.Place.Point == nil {
		t.Errorf("known by its place's name: %+v", open)
	}
	if all[1].Case.From.Print == all[0].Case.From.Print {
		t.Error("two rows have the same print")
	}
}

// Every way in which a row can be wrong, a row each: nothing is dropped without
// a name, and what is refused is refused for the last of its faults.
func TestWhatIsWrongWithARowHasAName(t *testing.T) {
	const good = "2026-03-02 08:30,2026-03-04 17:00,路灯不亮,崧涵庭,,,城管,已结案,描述"
	lines := []struct{ row, more, want string }{
		{`B,"2026`, "", "broken"},
		{"B,2026-03-02 08:30,路灯不亮", "", "fields"},
		{" ," + good, "", "no-id"},
		{"A," + good, "", "twice"},
		{"B,,2026-03-04 17:00,路灯不亮,崧涵庭,,,城管,已结案,描述", "", "no-opened"},
		{"B,昨天,2026-03-04 17:00,路灯不亮,崧涵庭,,,城管,已结案,描述", "", "bad-opened"},
		{"B,2027-03-02 08:30,,路灯不亮,崧涵庭,,,城管,处理中,描述", "", "future"},
		{"B,1900-01-01 00:00,,路灯不亮,崧涵庭,,,城管,处理中,描述", "", "too-old"},
		{"B,2026-03-02 08:30,,,崧涵庭,,,城管,处理中,描述", "", "no-category"},
		{"B,2026-03-02 08:30,,飞碟,崧涵庭,,,城管,处理中,描述", "", "unknown-category"},
		{"B,2026-03-02 08:30,,路灯不亮,,30.1,121.4,城管,处理中,描述", "outside: refuse", "elsewhere"},
		{"B,2026-03-02 08:30,2026-03-01 17:00,路灯不亮,崧涵庭,,,城管,已结案,描述", "", "negative"},
		{"B,2026-03-02 08:30,,路灯不亮,崧涵庭,,,城管,已结案,描述", "", "no-closed"},
		{"B,2026-03-02 08:30,快了,路灯不亮,崧涵庭,,,城管,已结案,描述", "", "bad-closed"},
		{"B,2026-03-02 08:30,2030-03-02 08:30,路灯不亮,崧涵庭,,,城管,已结案,描述", "", "future-closed"},
		{"B,2026-03-02 08:30,2026-03-04 17:00,路灯不亮,崧涵庭,,,城管,处理中,描述", "", "open-closed"},
		{"B,2026-03-02 08:30,,路灯不亮,崧涵庭,,,城管,不知道,描述", "", "unknown-status"},
		{"B,2026-03-02 08:30,,路灯不亮,崧涵庭,,,城管,,描述", "", "no-status"},
		{"B,2026-03-02 08:30,,飞碟,崧涵庭,,,城管,处理中,描述", "otherwise: other", "default-category"},
		{"B,2026-03-02 08:30,,路灯不亮,,,,城管,处理中,描述", "", "no-place"},
		{"B,2026-03-02 08:30,,路灯不亮,月球背面,,,城管,处理中,描述", "", "unknown-place"},
		{"B,2026-03-02 08:30,,路灯不亮,崧涵庭,0,0,城管,处理中,描述", "", "bad-point"},
		{"B,2026-03-02 08:30,,路灯不亮,崧涵庭,121.4430,31.2760,城管,处理中,描述", "", "swapped"},
		{"B,2026-03-02 08:30,,路灯不亮,某地,30.1,121.4,城管,处理中,描述", "", "outside"},
		{"B,2026-03-02 08:30,,路灯不亮,崧涵庭,,,,处理中,描述", "", "no-agency"},
		{"B,2026-03-02 08:30,,路灯不亮,崧涵庭,,,城管,处理中," + strings.Repeat("水", 1001), "", "cut"},
		{"B,2026-03-02 08:30,,路灯不亮,崧涵庭,,,城管,处理中,描\xff述", "", "bad-text"},
		{`B,2026-03-02 08:30,,路灯不亮,崧涵庭,,,城管,处理中,"灯坏`, "", "stray-quote"},
	}
	for i, l := range lines {
		all := rows(t, head+"A,"+good+"\n"+l.row+"\n", l.more)
		if len(all) != 2 || named(all[0]) != "" {
			t.Fatalf("%s: %+v", l.want, all)
		}
		kind := history.Kinds[i]
		if got := all[1]; named(got) != l.want || kind.Name != l.want || got.Refused != kind.Refused || got.Faults[0].Line != 3 {
			t.Errorf("%s has %q in line %d, refused: %t; the kind is %s", l.row, named(got), got.Faults[0].Line, got.Refused, kind.Name)
		}
		if c := all[1].Case; !all[1].Refused && c.Ended != 0 && c.Ended != c.Opened {
			t.Errorf("%s: a closing time that cannot be is kept", l.want)
		}
	}
	if len(lines) != len(history.Kinds)-1 { // day-month wants a whole column
		t.Errorf("%d kinds, and %d of them have a row", len(history.Kinds), len(lines))
	}
}

// The same table, as different programs write it.
func TestATableComesInManyForms(t *testing.T) {
	body := "A,2026-03-02 08:30,,路灯不亮,\"崧涵庭, 3号楼\",,,城管,处理中,\"灯\n不亮\"\nB,2026-03-02 08:31,,路灯不亮,崧涵庭,,,城管,处理中,描述\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(head + body)
	if err != nil {
		t.Fatal(err)
	}
	semicolons := strings.NewReplacer("崧涵庭, 3号楼", "崧涵庭, 3号楼", ",", ";").Replace(head + body)
	for name, form := range map[string]struct{ words, more string }{
		"as it is":            {head + body, ""},
		"with a mark":         {"\ufeff" + head + body, ""},
		"CRLF":                {strings.ReplaceAll(head+body, "\n", "\r\n"), ""},
		"GB 18030":            {gb, "encoding: gb18030"},
		"GB 18030 that isn't": {"\ufeff" + head + body, "encoding: gb18030"},
		"semicolons":          {semicolons, `delimiter: ";"`},
		"no last line end":    {strings.TrimSuffix(head+body, "\n"), ""},
	} {
		all := rows(t, form.words, form.more)
		if len(all) != 2 || named(all[0])+named(all[1]) != "" || all[0].Case.What != "灯\n不亮" || all[0].Case.Place.Name.Words != "崧涵庭, 3号楼" || all[1].Line != 4 {
			t.Errorf("%s: %+v", name, all)
		}
	}
}

func TestWhatIsNoTableIsSaidPlainly(t *testing.T) {
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String(head + strings.Repeat("路灯不亮,", 50))
	for name, want := range map[string]struct {
		words string
		err   error
	}{
		"empty": {"", history.ErrEmpty}, "a mark alone": {"\ufeff\r\n", history.ErrEmpty},
		"Excel": {"PK\x03\x04\x14\x00\x06\x00", history.ErrBinary}, "a picture": {"\x89PNG\r\n\x1a\n\x00\x00", history.ErrBinary},
		"UTF-16 without a mark": {"a\x00,\x00", history.ErrBinary}, "GB 18030": {gb, history.ErrEncoding},
	} {
		if _, err := table(t, want.words, ""); !errors.Is(err, want.err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := table(t, "工单编号,上报\nA,2026-03-02 08:30\n", "")
	if err == nil || !strings.Contains(err.Error(), `"结案" (closed)`) || !strings.Contains(err.Error(), `"描述" (description)`) {
		t.Errorf("columns that are missing: %v", err)
	}
}

// A quote that nobody closes must not be read into memory to the end of a file
// of any size; what stands in its own lines before and behind it is in.
func TestAQuoteThatIsNeverClosedTakesItsOwnLineOnly(t *testing.T) {
	const good = ",2026-03-02 08:30,,路灯不亮,崧涵庭,,,城管,处理中,描述\n"
	all := rows(t, head+"A"+good+"B,\""+strings.Repeat("长长长长\n", 1<<17)+"C"+good, "")
	if len(all) != 1<<17+2 || all[0].Refused || named(all[1]) != "broken" || named(all[2]) != "fields" || all[len(all)-1].Refused || all[len(all)-1].Line != 1<<17+3 {
		t.Errorf("%d rows, the first ones %+v", len(all), all[:min(3, len(all))])
	}
}

func TestAllFaultsOfAMappingAreTold(t *testing.T) {
	_, err := history.ReadMapping("m.yaml", []byte(`
encoding: latin1
delimiter: ";;"
zone: Asia/Atlantis
times: ["15:04", "2006-01-02"]
columns: {id: 编号, lat: 纬度, nonsense: 甲}
categories: {路灯: lampe}
statuses: {完: shut}
`), daning(t))
	var faults district.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	want := []string{`encoding must be`, "delimiter must be", "Asia/Atlantis", `"15:04" is no layout`, `column "nonsense"`, `no category "lampe"`, "a status must be",
		`needs "opened"`, `needs "category"`, "told apart", "otherwise nobody knows", "both"}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("nothing is said of %s:\n%v", w, err)
		}
	}
	if i := slices.IndexFunc(faults, func(f district.Fault) bool { return strings.Contains(f.Say, "lampe") }); i < 0 || faults[i].Line != 7 {
		t.Errorf("the line of a fault: %v", faults)
	}
	if _, err := history.ReadMapping("m.yaml", []byte("colums: {}\ntimes: [x"), daning(t)); err == nil {
		t.Error("what is no YAML is taken")
	}
	if _, err := history.ReadMapping("m.yaml", []byte("colums: {id: x}\n"), daning(t)); err == nil || !strings.Contains(err.Error(), `m.yaml:1: nobody knows "colums" here`) {
		t.Errorf("a key nobody knows: %v", err)
	}
}

// Chinese maps are shifted; the mapping says so.
func TestPointsOfChineseMapsAreShiftedBack(t *testing.T) {
	shown := grids.ToGCJ02(grids.Point{Lat: 31.2760, Lon: 121.4430})
	row := fmt.Sprintf("A,2026-03-02 08:30,,路灯不亮,崧涵庭,%.6f,%.6f,城管,处理中,描述\n", shown.Lat, shown.Lon)
	got := rows(t, head+row, "coordinates: gcj02")[0].Case.Place.Point
	if got == nil || got.Meters(grids.Point{Lat: 31.2760, Lon: 121.4430}) > 1 {
		t.Errorf("%v", got)
	}
}
