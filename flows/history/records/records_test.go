package records_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gridbot/flows/history/records"
)

// all reads a file whose rows have a number, a day and so many columns.
func all(t interface{ Fatal(...any) }, words string, width int) []records.Record {
	c := records.New(strings.NewReader(words), ',')
	c.Row = func(fields []string) bool {
		if len(fields) != width {
			return false
		}
		_, err := time.Parse("2006-01-02", fields[1])
		return err == nil
	}
	var found []records.Record
	for {
		r, err := c.Next()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, r)
	}
}

// said is a record in a line: where it stands, and its fields, or that it is broken.
func said(rs []records.Record) string {
	var b strings.Builder
	for _, r := range rs {
		what := strings.Join(r.Fields, "|")
		if r.Broken != "" {
			what = "BROKEN"
		}
		if r.Stray {
			what += "*"
		}
		fmt.Fprintf(&b, "%d-%d %s\n", r.Line, r.Last, what)
	}
	return strings.ReplaceAll(b.String(), "灯\n坏", "灯/坏")
}

func TestAStrayQuoteTakesNoOtherRow(t *testing.T) {
	for _, tt := range []struct{ file, want string }{
		{"A,2026-01-01,\"灯\n坏\"\nB,2026-01-01,x\n", "1-2 A|2026-01-01|灯/坏\n3-3 B|2026-01-01|x\n"},
		{"A,2026-01-01,\"灯坏\nB,2026-01-01,x\nC,2026-01-01,灯\"\n", "1-1 A|2026-01-01|\"灯坏*\n2-2 B|2026-01-01|x\n3-3 C|2026-01-01|灯\"*\n"},
		{"A,2026-01-01,\"灯坏\nB,2026-01-01,\"x\n", "1-1 A|2026-01-01|\"灯坏*\n2-2 B|2026-01-01|\"x*\n"},
		{"A,2026-01-01,\"他说\"灯\"坏\"\nB,2026-01-01,x\n", "1-1 A|2026-01-01|\"他说\"灯\"坏\"*\n2-2 B|2026-01-01|x\n"},
		{"A,2026-01-01,\"他说\"灯,\"坏\"\nB,2026-01-01,x\n", "1-1 BROKEN\n2-2 B|2026-01-01|x\n"},
		{"A,2026-01-01,5\" 管\nB,2026-01-01,\"5\"\" 管\"\n", "1-1 A|2026-01-01|5\" 管*\n2-2 B|2026-01-01|5\" 管\n"},
		{"A,\"2026-01-01\" ,\"灯\"\r\n\r\nB,2026-01-01,x", "1-1 A|2026-01-01|灯\n3-3 B|2026-01-01|x\n"},
		{"A,2026-01-01,\"灯\n坏 \"了\" \nB,2026-01-01,x\n", "1-1 A|2026-01-01|\"灯*\n2-2 坏 \"了\" *\n3-3 B|2026-01-01|x\n"},
		{"A,2026-01-01,灯\rB,2026-01-01,x\r", "1-1 A|2026-01-01|灯\n2-2 B|2026-01-01|x\n"},
		{"A,2026-01-01,灯\n\x1a", "1-1 A|2026-01-01|灯\n"},
		{strings.Repeat("x", 1<<21) + "\nB,2026-01-01,x\n", "1-1 BROKEN\n2-2 B|2026-01-01|x\n"},
	} {
		if got := said(all(t, tt.file, 3)); got != tt.want {
			t.Errorf("%.60q:\n%swant\n%s", tt.file, got, tt.want)
		}
	}
}

// A thousand rows with a stray quote in row 3 and another in row 600.
func TestTwoStrayQuotesTakeNothingBetweenThem(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		switch i {
		case 3:
			fmt.Fprintf(&b, "R-%d,2026-01-01,\"灯\n", i)
		case 600:
			fmt.Fprintf(&b, "R-%d,2026-01-01,灯\"\n", i)
		default:
			fmt.Fprintf(&b, "R-%d,2026-01-01,灯\n", i)
		}
	}
	rs := all(t, b.String(), 3)
	for i, r := range rs {
		if r.Broken != "" || r.Fields[0] != fmt.Sprintf("R-%d", i) || r.Stray != (i == 3 || i == 600) {
			t.Errorf("row %d: %+v", i, r)
		}
	}
	if len(rs) != 1000 {
		t.Errorf("%d rows", len(rs))
	}
}

// Whatever stands in a file, each line that is not blank is in exactly one record.
func TestEveryLineIsInOneRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"A", ",", ",", "2026-01-01", `"`, `"`, `""`, "\n", "\n", "\r\n", " ", "灯", "\ufffd"}), 0, 60).Draw(t, "parts")
		words := strings.Join(parts, "")
		lines := strings.Split(words, "\n")
		next := 1
		for _, r := range all(t, words, 3) {
			for ; next < r.Line; next++ {
				if strings.Trim(strings.TrimSuffix(lines[next-1], "\r"), " ") != "" {
					t.Fatalf("line %d of %q is in no record", next, words)
				}
			}
			if r.Line < next || r.Last < r.Line || r.Last > len(lines) {
				t.Fatalf("a record takes lines %d to %d of %q", r.Line, r.Last, words)
			}
			next = r.Last + 1
		}
		for ; next <= len(lines); next++ {
			if strings.Trim(strings.TrimSuffix(lines[next-1], "\r"), " ") != "" {
				t.Fatalf("line %d of %q is in no record", next, words)
			}
		}
	})
}

// What is written as CSV is to be is read as it was.
func TestWhatIsWrittenRightIsReadAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		field := rapid.StringMatching(`[a灯 ",\n]{0,6}`)
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end")
		rows := rapid.SliceOfN(rapid.SliceOfN(field, 2, 2), 1, 20).Draw(t, "rows")
		var b strings.Builder
		for i, row := range rows {
			fmt.Fprintf(&b, "R-%d,2026-01-01", i)
			for _, f := range row {
				b.WriteString(`,"` + strings.ReplaceAll(f, `"`, `""`) + `"`)
			}
			b.WriteString(end)
		}
		got := all(t, b.String(), 4)
		if len(got) != len(rows) {
			t.Fatalf("%d records of %d rows in %q", len(got), len(rows), b.String())
		}
		for i, r := range got {
			if r.Broken != "" || r.Stray || !slices.Equal(r.Fields[2:], rows[i]) {
				t.Fatalf("%q is read as %+v", rows[i], r)
			}
		}
	})
}
