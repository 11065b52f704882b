package history

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/history/records"
)

// A Row is one row of a table.
type Row struct {
	Line    int        // where it begins
	Case    cases.Case // without a number; Ended is 0 while it is open
	Refused bool       // it is no case: the last of its faults says why
	Faults  []Fault
}

// A Table is read row by row; what is wrong with a row does not stop it.
type Table struct {
	m     *Mapping
	d     *district.District
	now   time.Time
	next  func() (records.Record, error)
	sheet *Sheet            // nil: it is CSV
	at    map[string]int    // where each column stands
	ids   []int             // where the parts of the number stand
	width int               // how many fields a row has
	seen  map[string]int    // numbers of theirs, and the line each stood in
	read  map[string]string // the fields of the row at hand
	line  int               // where it begins
}

// A Sheet is the sheet of a workbook: its rows, in which moments are numbers.
type Sheet struct {
	Next  func() (records.Record, error)
	Later int // its days are counted from so many days after the usual one
}

// Errors of a file that is no table.
var (
	ErrEmpty    = errors.New("the file is empty")
	ErrBinary   = errors.New("this is no text: in Excel or WPS, save the table as a workbook (.xlsx) or as \"CSV UTF-8\"")
	ErrEncoding = errors.New("this is not UTF-8: if it comes from a Chinese Windows, put \"encoding: gb18030\" into the mapping")
)

// looked is how much of the beginning is looked at.
const looked = 64 << 10

// The encodings of a table.
const (
	utf8Words    = "utf-8"
	gb18030Words = "gb18030"
	utf16Words   = "utf-16"
)

// Open begins to read a CSV file at a moment; later ones are the future. Errors:
// ErrEmpty, ErrBinary, ErrEncoding, or one that says which columns are missing.
func Open(r io.Reader, m *Mapping, d *district.District, now time.Time) (*Table, error) {
	raw := bufio.NewReaderSize(r, looked)
	head, err := raw.Peek(looked)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the table: %w", err)
	}
	var in io.Reader = raw
	switch wide := bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")); {
	case bytes.HasPrefix(head, []byte("\ufeff")):
		if _, err := raw.Discard(len("\ufeff")); err != nil {
			return nil, fmt.Errorf("read the table: %w", err)
		}
		err = foreign(head[len("\ufeff"):], len(head) < looked-8)
	case wide || m.encoding == utf16Words:
		in = transform.NewReader(raw, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case m.encoding != utf8Words:
		in = transform.NewReader(raw, simplifiedchinese.GB18030.NewDecoder())
		err = binary(head)
	default:
		err = foreign(head, len(head) < looked-8)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	file := records.New(in, m.delimiter)
	t := &Table{m: m, d: d, now: now, next: file.Next, seen: map[string]int{}, read: map[string]string{}}
	if err := t.columns(); err != nil {
		return nil, err
	}
	file.Row = t.likeRow
	return t, nil
}

// OpenSheet begins to read a sheet, as Open does a file.
func OpenSheet(s Sheet, m *Mapping, d *district.District, now time.Time) (*Table, error) {
	t := &Table{m: m, d: d, now: now, next: s.Next, sheet: &s, seen: map[string]int{}, read: map[string]string{}}
	return t, t.columns()
}

// binary says what a file is whose beginning is no text at all; nil when it is.
func binary(head []byte) error {
	switch {
	case len(bytes.TrimSpace(head)) == 0:
		return ErrEmpty
	case bytes.IndexByte(head, 0) >= 0, bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return ErrBinary
	}
	return nil
}

// foreign says what a file is whose beginning is no text in UTF-8.
func foreign(head []byte, whole bool) error {
	if err := binary(head); err != nil {
		return err
	}
	if !whole { // the last character may be cut
		for n := 0; n < utf8.UTFMax && len(head) > 0 && !utf8.Valid(head); n++ {
			head = head[:len(head)-1]
		}
	}
	if bad := strings.Count(strings.ToValidUTF8(string(head), "\x00"), "\x00"); bad > len(head)/100 {
		return ErrEncoding // a few are faults of their rows
	}
	return nil
}

// mostTitles is how many rows may stand above the one that names the columns.
const mostTitles = 30

// columns finds the row that names the columns: the one the mapping says, or else
// the first that names them all.
func (t *Table) columns() error {
	var best []string
	missing := []string{"", ""}
	for n := 0; n < mostTitles || t.m.header > 0; n++ {
		head, err := t.next()
		if errors.Is(err, io.EOF) && n == 0 {
			return ErrEmpty
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("read the line that names the columns: %w", err)
		}
		if head.Line < t.m.header || head.Broken != "" && t.m.header == 0 {
			continue
		}
		lacks := t.named(head.Fields)
		if len(lacks) == 0 {
			return nil
		}
		if best == nil || len(lacks) < len(missing) {
			best, missing = head.Fields, lacks
		}
		if t.m.header > 0 {
			break
		}
	}
	return fmt.Errorf("the table has no column %s; the line that names most of them has %s", strings.Join(missing, ", "), clip(strings.Join(best, " | "), 400))
}

// named sets where each column stands; it returns those that are missing.
func (t *Table) named(names []string) (missing []string) {
	t.at, t.ids, t.width = map[string]int{}, nil, len(names)
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
	}
	find := func(name, column string) int {
		i := slices.Index(names, name)
		if i < 0 {
			missing = append(missing, fmt.Sprintf("%q (%s)", name, column))
		}
		return i
	}
	for _, name := range t.m.ids {
		t.ids = append(t.ids, find(name, "id"))
	}
	for _, column := range columns {
		if name := t.m.columns[column]; name != "" && column != "id" {
			t.at[column] = find(name, column)
		}
	}
	return missing
}

// likeRow reports whether fields are those of a whole row: as many as there are
// columns, with a moment where one must be.
func (t *Table) likeRow(fields []string) bool {
	if len(fields) != t.width {
		return false
	}
	_, _, ok := t.moment(strings.TrimSpace(fields[t.at["opened"]]))
	return ok
}

// Next is the next row; io.EOF after the last. Any other error is one of the file.
func (t *Table) Next() (Row, error) {
	r, err := t.next()
	if errors.Is(err, io.EOF) {
		return Row{}, io.EOF
	}
	if err != nil {
		return Row{}, fmt.Errorf("read the table after the row in line %d: %w", t.line, err)
	}
	t.line = r.Line
	row := Row{Line: r.Line}
	if t.sheet != nil { // a sheet ends where its last word stands
		for len(r.Fields) < t.width {
			r.Fields = append(r.Fields, "")
		}
		for len(r.Fields) > t.width && r.Fields[len(r.Fields)-1] == "" {
			r.Fields = r.Fields[:len(r.Fields)-1]
		}
	}
	switch {
	case r.Broken != "":
		row.refuse(Broken, r.Broken)
		return row, nil
	case len(r.Fields) != t.width:
		row.refuse(Fields, fmt.Sprintf("%d instead of %d", len(r.Fields), t.width))
		return row, nil
	}
	bad := false
	clear(t.read)
	for name, i := range t.at {
		t.read[name] = strings.TrimSpace(r.Fields[i])
		bad = bad || !utf8.ValidString(r.Fields[i]) || strings.ContainsRune(r.Fields[i], utf8.RuneError)
	}
	t.fill(&row, r.Fields)
	if bad {
		row.mark(BadText, "")
	}
	if r.Stray {
		row.mark(Stray, "")
	}
	return row, nil
}

// refuse says why the row is no case.
func (r *Row) refuse(k Kind, value string) {
	r.mark(k, value)
	r.Refused = true
}

// mark says what is wrong with the row.
func (r *Row) mark(k Kind, value string) {
	f := Fault{Line: r.Line, Kind: k, Value: clip(value, 120)}
	if r.Case.From != nil {
		f.ID = r.Case.From.ID
	}
	r.Faults = append(r.Faults, f)
}

// clip is the beginning of what may be long.
func clip(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}
