// Package rows reads the tables of a district's folder: CSV whose first line names
// the columns. It knows none of them; whoever wrote the table is told by line what
// to do about it.
package rows

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"gridbot/flows/district/faults"
)

// A Table is how a file must look.
type Table struct {
	Columns  []string
	Optional []string                                        // of those, which may be left out
	Fixed    bool                                            // the first line is the columns, in their order
	Comments bool                                            // a line that begins with # is none
	Alike    func(name string, known []string) string        // asks whether another column is meant
	Fault    func(line int, format string, arguments ...any) // line 0: the whole file
}

// Read gives each row that has as many fields as the table has columns. A field is
// asked for by its column, and comes without blanks around it.
func (t Table) Read(b []byte, row func(line int, field func(column string) string)) {
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1 // told with what to do about it
	r.ReuseRecord = true
	if t.Comments {
		r.Comment, r.TrimLeadingSpace = '#', true
	}
	var column map[string]int
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var wrong *csv.ParseError
			line := 0
			if errors.As(err, &wrong) {
				line, err = wrong.StartLine, wrong.Err
			}
			t.Fault(line, "this is not CSV: %v", err)
			return
		}
		line, _ := r.FieldPos(0)
		switch {
		case column == nil:
			if column = t.head(line, fields); column == nil {
				return
			}
		case len(fields) != len(column):
			t.Fault(line, "there are %d fields, but %d columns; put what holds a comma in double quotes", len(fields), len(column))
		default:
			row(line, func(name string) string {
				if at, there := column[name]; there {
					return strings.TrimSpace(fields[at])
				}
				return ""
			})
		}
	}
	if column == nil {
		t.Fault(0, "the file is empty; its first line must be %s", strings.Join(t.Columns, ","))
	}
}

// head is where each column stands, nil with a fault when they are wrong.
func (t Table) head(line int, fields []string) map[string]int {
	if t.Fixed && !slices.Equal(fields, t.Columns) {
		t.Fault(line, "the first line must be %s", strings.Join(t.Columns, ","))
		return nil
	}
	column := map[string]int{}
	ok := true
	for i, name := range fields {
		name = strings.ToLower(strings.TrimSpace(name))
		_, twice := column[name]
		switch {
		case twice:
			t.Fault(line, "the column %q stands here twice", faults.Clip(name))
			ok = false
		case !slices.Contains(t.Columns, name):
			t.Fault(line, "nobody knows the column %q%s", faults.Clip(name), t.Alike(name, t.Columns))
			ok = false
		}
		column[name] = i
	}
	for _, name := range t.Columns {
		if _, there := column[name]; !there && !slices.Contains(t.Optional, name) {
			t.Fault(line, "the column %q is missing; the first line must be %s", name, strings.Join(t.Columns, ","))
			ok = false
		}
	}
	if !ok {
		return nil
	}
	return column
}

// InvalidUTF8 is where b stops being UTF-8, -1 if it never does.
func InvalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for at := 0; ; {
		r, size := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}
