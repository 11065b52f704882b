package history_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"gridbot/flows/history"
	"gridbot/flows/history/records"
)

// plain is a mapping of four columns, with some lines more.
func plain(t testing.TB, times, more string) *history.Mapping {
	t.Helper()
	d, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	m, err := history.ReadMapping("m.yaml", []byte("times: ["+times+"]\ncolumns: {id: id, opened: o, closed: c, category: k}\ncategories: {x: lamp}\n"+more), d)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// ends reads one row, and says how long it was open, or what is wrong with it.
func ends(t *testing.T, times, more, opened, closed string) string {
	t.Helper()
	tb, err := history.Open(strings.NewReader("id,o,c,k\nA,"+opened+","+closed+",x\n"), plain(t, times, more), daning(t), now)
	if err != nil {
		t.Fatal(err)
	}
	row, err := tb.Next()
	if err != nil {
		t.Fatal(err)
	}
	faults := strings.TrimLeft(strings.TrimPrefix(named(row), "no-place")+" ", " ")
	switch c := row.Case; {
	case row.Refused:
		return named(row)
	case c.Ended == 0:
		return faults + time.Unix(c.Opened, 0).UTC().Format("01-02 15:04") + " open"
	default:
		return faults + time.Unix(c.Opened, 0).UTC().Format("01-02 15:04") + " " + (time.Duration(c.Ended-c.Opened) * time.Second).String()
	}
}

func TestMomentsAreReadAsTheyAreWritten(t *testing.T) {
	const usual = `"2006-01-02 15:04:05", "2006-01-02"`
	for _, tt := range []struct{ times, more, opened, closed, want string }{
		{usual, "", "2026-03-02 08:30:00", "NULL", "03-02 00:30 open"},
		{usual, "", "2026-03-02 08:30:00", "-", "03-02 00:30 open"},
		{usual, "", "2026-03-02 08:30:00", "0000-00-00 00:00:00", "03-02 00:30 open"},
		{usual, "", "2026-03-02 08:30:00", "1900-01-01 00:00:00", "03-02 00:30 open"},
		{usual, "nulls: [未结]", "2026-03-02 08:30:00", "未结", "03-02 00:30 open"},
		{usual, "nulls: [未结]", "2026-03-02 08:30:00", "NULL", "bad-closed 03-02 00:30 0s"},
		{usual, "", "NULL", "", "no-opened"},
		{usual, "", "2026-03-02 08:30:00", "2026-03-02", "03-02 00:30 15h29m59s"},
		{usual, "", "2026-11-23 08:30:00", "2026-11-23", "11-23 00:30 8h30m0s"}, // today: until now
		{`"2006/1/2 下午3:04"`, "", "2026/3/2 上午8:30", "2026/3/2 下午12:30", "03-02 00:30 4h0m0s"},
		{`"1/2/2006 3:04 PM"`, "", "3/2/2026 8:30 am", "3/2/2026 8:30pm", "03-02 00:30 12h0m0s"},
		{"unix, unix-ms", "", "1772411400", "1772415000000", "03-02 00:30 1h0m0s"},
		{"excel", "", "46083.354166666664", "46083.5", "03-02 00:30 3h30m0s"},
		{"excel", "", "46083.354166666664", "46083", "03-02 00:30 15h29m59s"},
		{usual, "zone: America/New_York", "2026-11-01 01:50:00", "2026-11-01 01:10:00", "11-01 05:50 20m0s"}, // the clock was set back between them
		{usual, "zone: America/New_York", "2026-11-01 00:50:00", "2026-11-01 01:10:00", "11-01 04:50 20m0s"},
		{`"2006-01-02T15:04:05Z07:00"`, "zone: America/New_York", "2026-11-01T01:50:00-05:00", "2026-11-01T01:10:00-04:00", "negative 11-01 06:50 0s"},
	} {
		if got := ends(t, tt.times, tt.more, tt.opened, tt.closed); got != tt.want {
			t.Errorf("%s to %s in %s %s: %s, not %s", tt.opened, tt.closed, tt.times, tt.more, got, tt.want)
		}
	}
}

// survey says what a column of days shows, and the faults of a row that can be read
// both ways.
func survey(t *testing.T, times string, days ...string) string {
	t.Helper()
	words := "id,o,c,k\n"
	for i, day := range days {
		words += fmt.Sprintf("A%d,%s,,x\n", i, day)
	}
	m := plain(t, times, "")
	first, err := history.Open(strings.NewReader(words), m, daning(t), now)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Survey(); err != nil {
		return err.Error()
	}
	again, err := history.Open(strings.NewReader(words), m, daning(t), now)
	if err != nil {
		t.Fatal(err)
	}
	row, err := again.Next()
	if err != nil {
		t.Fatal(err)
	}
	return time.Unix(row.Case.Opened, 0).UTC().Add(8*time.Hour).Format("01-02 ") + strings.TrimSpace(strings.TrimSuffix(named(row), "no-place"))
}

func TestDayAndMonthSwappedAreNoticedFromTheWholeColumn(t *testing.T) {
	for _, tt := range []struct {
		times string
		days  []string
		want  string
	}{
		{`"01/02/2006"`, []string{"03/04/2026", "03/25/2026"}, "03-04 "},
		{`"02/01/2006"`, []string{"03/04/2026", "03/25/2026"}, `day and month are swapped in "times": 1 moments can be read as "01/02/2006" only, such as "03/25/2026", and 0 as "02/01/2006" only`},
		{`"02/01/2006", "01/02/2006"`, []string{"03/04/2026", "03/25/2026"}, "03-04 "}, // the column decides
		{`"02/01/2006", "01/02/2006"`, []string{"03/04/2026", "25/03/2026"}, "04-03 "},
		{`"02/01/2006", "01/02/2006"`, []string{"03/04/2026", "25/03/2026", "03/25/2026"}, "04-03 day-month"},
		{`"02/01/2006"`, []string{"03/04/2026", "04/04/2026"}, "04-03 "},
		{`"2006年1月2日"`, []string{"2026年3月4日", "2026年3月25日"}, "03-04 "},
	} {
		if got := survey(t, tt.times, tt.days...); got != tt.want {
			t.Errorf("%s, %v: %s", tt.times, tt.days, got)
		}
	}
}

func TestARowIsKnownByWhatTheMappingSays(t *testing.T) {
	first := func(columns, more, words string) (string, string) {
		t.Helper()
		m, err := history.ReadMapping("m.yaml", []byte("times: [\"2006-01-02\"]\ncolumns: {"+columns+"}\ncategories: {x: lamp, 'street*lamp*': lamp, '*street*': rubbish}\n"+more), daning(t))
		if err != nil {
			return err.Error(), ""
		}
		tb, err := history.Open(strings.NewReader(words), m, daning(t), now)
		if err != nil {
			t.Fatal(err)
		}
		row, err := tb.Next()
		if err != nil {
			t.Fatal(err)
		}
		if row.Case.From == nil {
			return named(row), ""
		}
		point := ""
		if p := row.Case.Place.Point; p != nil {
			point = fmt.Sprintf("%.3f %.3f", p.Lat, p.Lon)
		}
		return row.Case.From.ID + " " + named(row) + row.Case.Category, point
	}
	const usual = "opened: o, closed: c, category: k"
	if id, _ := first("id: [s, n], "+usual, "", "s,n,o,c,k\n大宁,7,2026-03-02,,x\n"); id != "大宁/7 no-placelamp" {
		t.Error(id)
	}
	if id, _ := first("id: [s, n], "+usual, "", "s,n,o,c,k\n大宁,NULL,2026-03-02,,x\n"); id != "no-id" {
		t.Error(id)
	}
	if id, _ := first(usual, "ids: row", "s,n,o,c,k\n大宁,7,2026-03-02,,x\n"); !strings.HasPrefix(id, "row-") || len(id) != len("row- no-placelamp")+32 {
		t.Error(id)
	}
	if said, _ := first("id: s, "+usual, "ids: row", ""); !strings.Contains(said, `needs no "id"`) {
		t.Error(said)
	}
	if id, _ := first("id: id, "+usual, "", "导出时间 2026-11-23,,,\nid,o,c,k\nA,2026-03-02,,Street light lamp 7\n"); id != "A no-placelamp" {
		t.Errorf("a title row, or the longest pattern: %s", id)
	}
	if id, _ := first("id: id, "+usual, "", "id,o,c,k\nA,2026-03-02,,my street\n"); id != "A no-placerubbish" {
		t.Error(id)
	}
	for _, tt := range []struct{ column, said, want, point string }{
		{"latlon", `"31.276, 121.443"`, "A lamp", "31.276 121.443"},
		{"latlon", `(31.276，121.443)`, "A lamp", "31.276 121.443"},
		{"latlon", `"121.443,31.276"`, "A swappedlamp", "31.276 121.443"},
		{"lonlat", `"121.443,31.276"`, "A lamp", "31.276 121.443"},
		{"latlon", `POINT(121.443 31.276)`, "A lamp", "31.276 121.443"},
		{"latlon", `31.276`, "A bad-point no-placelamp", ""},
		{"latlon", `无`, "A no-placelamp", ""},
	} {
		if id, point := first("id: id, "+usual+", "+tt.column+": p", "", "id,o,c,k,p\nA,2026-03-02,,x,"+tt.said+"\n"); id != tt.want || point != tt.point {
			t.Errorf("%s %s: %q at %q", tt.column, tt.said, id, point)
		}
	}
}

// Random tables in every encoding, with quotes where none belong: each row that was
// written is read, or is refused by its line; none is there twice.
func TestNoRowIsLost(t *testing.T) {
	forms := []struct {
		name string
		enc  encoding.Encoding
	}{{"utf-8", encoding.Nop}, {"gbk", simplifiedchinese.GBK}, {"gb18030", simplifiedchinese.GB18030},
		{"utf-16", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}, {"utf-8", unicode.UTF8BOM}, {"utf-8", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}}
	d := daning(t)
	rapid.Check(t, func(t *rapid.T) {
		form := rapid.SampledFrom(forms).Draw(t, "form")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end")
		n := rapid.IntRange(1, 12).Draw(t, "rows")
		words, line := "id,o,c,k,d"+end, 2
		at := map[int]string{}
		for i := range n {
			id := fmt.Sprintf("R-%d", i)
			said := rapid.StringMatching(`[灯坏a ]{0,5}`).Draw(t, "said")
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0: // as it should be, over several lines
				said = `"` + said + end + `""` + said + `"`
			case 1: // a quote that is never closed
				said = `"` + said
			case 2:
				said += `"`
			case 3:
				said = said + `" "` + said
			}
			at[line] = id
			row := id + ",2026-03-02,,x," + said + end
			line += strings.Count(row, "\n")
			words += row
		}
		file, err := form.enc.NewEncoder().String(words)
		if err != nil {
			t.Fatal(err)
		}
		m, err := history.ReadMapping("m.yaml", []byte("encoding: "+form.name+"\ntimes: [\"2006-01-02\"]\ncolumns: {id: id, opened: o, closed: c, category: k, description: d}\ncategories: {x: lamp}\n"), d)
		if err != nil {
			t.Fatal(err)
		}
		tb, err := history.Open(strings.NewReader(file), m, d, now)
		if err != nil {
			t.Fatal(err)
		}
		for {
			row, err := tb.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if row.Refused && (len(row.Faults) == 0 || row.Faults[0].Line != row.Line) {
				t.Fatalf("%+v is refused without its line", row)
			}
			if !row.Refused && row.Case.From.ID != at[row.Line] {
				t.Fatalf("line %d is read as %s, not %s, in %q", row.Line, row.Case.From.ID, at[row.Line], words)
			}
			delete(at, row.Line)
		}
		if len(at) != 0 {
			t.Fatalf("nobody says what became of %v in %q", at, words)
		}
	})
}

// A sheet's rows end where their last word stands, and moments in it are numbers.
func TestASheetIsATable(t *testing.T) {
	cells := [][]string{{"工单明细"}, {"id", "o", "c", "k"}, {"7", "46083.354166666664", "46083.5", "x"}, {"8", "2026-03-02", "", "x"}, {"9", "46083"}}
	line := 0
	s := history.Sheet{Next: func() (records.Record, error) {
		if line == len(cells) {
			return records.Record{}, io.EOF
		}
		line++
		return records.Record{Line: line, Last: line, Fields: cells[line-1]}, nil
	}}
	tb, err := history.OpenSheet(s, plain(t, `"2006-01-02"`, ""), daning(t), now)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"3 no-place 12600", "4 no-place 0", "5 no-category 0"} {
		row, err := tb.Next()
		if err != nil {
			t.Fatal(err)
		}
		open := int64(0)
		if row.Case.Ended != 0 {
			open = row.Case.Ended - row.Case.Opened
		}
		if got := fmt.Sprintf("%d %s %d", row.Line, named(row), open); got != want {
			t.Errorf("row %d: %s", i, got)
		}
	}
}
