package history

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"gridbot/flows/cases"
	"gridbot/flows/district"
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
	csv   *csv.Reader
	limit *limited
	at    map[string]int    // where each column stands
	width int               // how many fields a row has
	seen  map[string]int    // numbers of theirs, and the line each stood in
	read  map[string]string // the fields of the row at hand
	line  int               // where it begins
}

// Errors of a file that is no table.
var (
	ErrEmpty    = errors.New("the file is empty")
	ErrBinary   = errors.New("this is no text: in Excel or WPS, save the table as \"CSV UTF-8\"")
	ErrUTF16    = errors.New("this is UTF-16 (\"Unicode text\"): save the table as \"CSV UTF-8\"")
	ErrEncoding = errors.New("this is not UTF-8: if it comes from a Chinese Windows, put \"encoding: gb18030\" into the mapping")
)

const (
	looked     = 64 << 10 // how much of the beginning is looked at
	longestRow = 1 << 20  // bytes; more is a quote that nobody closed
)

// Open begins to read a table at a moment; later ones are the future. Errors:
// ErrEmpty, ErrBinary, ErrUTF16, ErrEncoding, or one that says which columns
// are missing.
func Open(r io.Reader, m *Mapping, d *district.District, now time.Time) (*Table, error) {
	raw := bufio.NewReaderSize(r, looked)
	head, err := raw.Peek(looked)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the table: %w", err)
	}
	head, marked := bytes.CutPrefix(head, []byte("\ufeff"))
	if marked {
		if _, err := raw.Discard(len("\ufeff")); err != nil {
			return nil, fmt.Errorf("read the table: %w", err)
		}
	}
	if err := m.foreign(head, marked, len(head) < looked-8); err != nil {
		return nil, err
	}
	t := &Table{m: m, d: d, now: now, seen: map[string]int{}, read: map[string]string{}}
	t.limit = &limited{r: raw}
	if m.gb18030 && !marked {
		t.limit.r = transform.NewReader(raw, simplifiedchinese.GB18030.NewDecoder())
	}
	t.csv = csv.NewReader(t.limit)
	t.csv.Comma, t.csv.FieldsPerRecord, t.csv.ReuseRecord = m.delimiter, -1, true
	return t, t.columns()
}

// foreign says what a file is whose beginning is no text of the mapping's
// encoding; nil when it is.
func (m *Mapping) foreign(head []byte, marked, whole bool) error {
	switch {
	case len(bytes.TrimSpace(head)) == 0:
		return ErrEmpty
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return ErrUTF16
	case bytes.IndexByte(head, 0) >= 0, bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return ErrBinary
	case m.gb18030 && !marked:
		return nil
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

// columns reads the first line.
func (t *Table) columns() error {
	names, err := t.csv.Read()
	if errors.Is(err, io.EOF) {
		return ErrEmpty
	}
	if err != nil {
		return fmt.Errorf("read the first line, which names the columns: %w", err)
	}
	t.at, t.width = map[string]int{}, len(names)
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
	}
	var missing []string
	for _, column := range columns {
		name := t.m.columns[column]
		if name == "" {
			continue
		}
		i := slices.Index(names, name)
		if i < 0 {
			missing = append(missing, fmt.Sprintf("%q (%s)", name, column))
		}
		t.at[column] = i
	}
	if len(missing) > 0 {
		return fmt.Errorf("the table has no column %s; its first line names %s", strings.Join(missing, ", "), clip(strings.Join(names, " | "), 400))
	}
	return nil
}

// errLongRow: the reader has not come to the end of a row.
var errLongRow = errors.New("the row is longer than any: a quote that opens in it is never closed, or the delimiter is another one")

// Next is the next row; io.EOF after the last. Any other error is the end of
// the table: what follows cannot be told apart any more.
func (t *Table) Next() (Row, error) {
	t.limit.n = 0
	fields, err := t.csv.Read()
	var wrong *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return Row{}, io.EOF
	case errors.As(err, &wrong):
		row := Row{Line: wrong.StartLine}
		say := wrong.Err.Error()
		if wrong.Line > wrong.StartLine {
			say = fmt.Sprintf("%s; everything up to line %d was taken for this row", say, wrong.Line)
		}
		row.refuse(Broken, say)
		return row, nil
	case err != nil:
		return Row{}, fmt.Errorf("read the table after the row in line %d: %w", t.line, err)
	}
	t.line, _ = t.csv.FieldPos(0)
	row := Row{Line: t.line}
	if len(fields) != t.width {
		row.refuse(Fields, fmt.Sprintf("%d instead of %d", len(fields), t.width))
		return row, nil
	}
	bad := false
	for name, i := range t.at {
		t.read[name] = strings.TrimSpace(fields[i])
		bad = bad || !utf8.ValidString(fields[i]) || strings.ContainsRune(fields[i], utf8.RuneError)
	}
	t.fill(&row)
	if bad {
		row.mark(BadText, "")
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
	f := Fault{Line: r.Line, Kind: k, Value: clip(value, 60)}
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

// limited reads until a row is longer than any can be.
type limited struct {
	r io.Reader
	n int
}

// Read reads on within a row.
func (l *limited) Read(b []byte) (int, error) {
	if l.n > longestRow {
		return 0, errLongRow
	}
	n, err := l.r.Read(b)
	l.n += n
	return n, err
}
