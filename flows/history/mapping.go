package history

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/district"
)

// A Mapping says what the columns and the words of a table mean.
type Mapping struct {
	encoding  string
	delimiter rune
	sheet     string // of a workbook; "" is the first
	header    int    // the line that names the columns; 0: the first that does
	zone      *time.Location
	times     []layout
	nulls     map[string]bool // words that say nothing
	gcj02     bool
	outside   bool              // rows outside every grid are refused
	columns   map[string]string // with "id", where it is a single one
	ids       []string          // the columns that make the number of a row; none: the whole row does
	known     patterns          // their category -> ours
	otherwise string            // where theirs is missing or not known; "" refuses
	closed    patterns          // their status -> open, closed
}

// columns are what a column can hold. What is new here stands at the end: the print
// of a row is made of them in this order.
var columns = []string{"id", "opened", "category", "closed", "place", "lat", "lon", "agency", "status", "description", "latlon", "lonlat"}

// printed is how many of them are in every print; the others only where they are mapped.
const printed = 10

// nothings are the words that say nothing, where the mapping names none.
var nothings = []string{"null", "nil", "none", "n/a", "#n/a", `\n`, "-", "--", "—", "——", "/", "无", "暂无", "空",
	"0000-00-00", "0000-00-00 00:00", "0000-00-00 00:00:00", "0000/00/00", "0000/00/00 00:00:00"}

// Sheet is the sheet of a workbook that is meant; "" is the first.
func (m *Mapping) Sheet() string { return m.sheet }

// word is a value with the line it stands in.
type word struct {
	is   string
	line int
}

// UnmarshalYAML reads a single value.
func (w *word) UnmarshalYAML(n *yaml.Node) error {
	w.line = n.Line
	return n.Decode(&w.is)
}

// list is one value or several, with the line they stand in.
type list struct {
	are  []string
	line int
}

// UnmarshalYAML reads a value or a list of them.
func (l *list) UnmarshalYAML(n *yaml.Node) error {
	l.line = n.Line
	if n.Kind == yaml.SequenceNode {
		return n.Decode(&l.are)
	}
	l.are = []string{""}
	return n.Decode(&l.are[0])
}

// written is a mapping as it stands in its file.
type written struct {
	Encoding    word            `yaml:"encoding"`
	Delimiter   word            `yaml:"delimiter"`
	Sheet       word            `yaml:"sheet"`
	Header      int             `yaml:"header"`
	Zone        word            `yaml:"zone"`
	Times       []word          `yaml:"times"`
	Nulls       *[]string       `yaml:"nulls"`
	IDs         word            `yaml:"ids"`
	Coordinates word            `yaml:"coordinates"`
	Outside     word            `yaml:"outside"`
	Columns     map[string]list `yaml:"columns"`
	Categories  map[string]word `yaml:"categories"`
	Otherwise   word            `yaml:"otherwise"`
	Statuses    map[string]word `yaml:"statuses"`
}

// ReadMapping reads a mapping for a district. The error is district.Faults:
// everything wrong at once, with its line.
func ReadMapping(file string, b []byte, d *district.District) (*Mapping, error) {
	var w written
	r := reading{file: file}
	dec := yaml.NewDecoder(bytes.NewReader(b))
	dec.KnownFields(true)
	if err := dec.Decode(&w); errors.Is(err, io.EOF) {
		return nil, district.Faults{{File: file, Say: "the file is empty"}}
	} else if err != nil {
		return nil, r.unreadable(err)
	}
	m := &Mapping{
		encoding: r.oneOf(w.Encoding, "encoding", utf8Words, gb18030Words, "gbk", utf16Words),
		gcj02:    r.oneOf(w.Coordinates, "coordinates", "wgs84", "gcj02") == "gcj02",
		outside:  r.oneOf(w.Outside, "outside", "keep", "refuse") == "refuse",
		sheet:    w.Sheet.is, header: w.Header,
		delimiter: r.delimiter(w.Delimiter), zone: r.zone(w.Zone, d.Zone), times: r.times(w.Times),
		nulls: map[string]bool{}, columns: map[string]string{},
	}
	if w.Header < 0 {
		r.fault(0, "header must be the line that names the columns, 1 or more")
	}
	if w.Nulls == nil {
		w.Nulls = &nothings
	}
	for _, s := range *w.Nulls {
		m.nulls[folded(s)] = true
	}
	r.columns(w.Columns, m, r.oneOf(w.IDs, "ids", "column", "row") == "row")
	category := func(v word) string {
		if _, ok := d.Category(v.is); !ok && v.is != "" {
			r.fault(v.line, "the district has no category %q", v.is)
		}
		return v.is
	}
	m.known = r.patterns(w.Categories, category)
	m.otherwise = category(w.Otherwise)
	m.closed = r.patterns(w.Statuses, func(v word) string { return r.oneOf(v, "a status", "open", "closed") })
	r.together(m)
	if len(r.faults) > 0 {
		slices.SortStableFunc(r.faults, func(a, b district.Fault) int { return a.Line - b.Line })
		return nil, r.faults
	}
	return m, nil
}

// together looks at what needs something else.
func (r *reading) together(m *Mapping) {
	if m.closed.len() > 0 && m.columns["status"] == "" {
		r.fault(0, "statuses are told apart, but columns has no \"status\"")
	}
	if m.columns["status"] != "" && m.closed.len() == 0 {
		r.fault(0, "columns has a \"status\", but statuses does not say which words mean closed")
	}
	if m.columns["status"] == "" && m.columns["closed"] == "" {
		r.fault(0, "columns needs \"closed\" or \"status\": otherwise nobody knows what is closed")
	}
	if (m.columns["lat"] == "") != (m.columns["lon"] == "") {
		r.fault(0, "columns needs both \"lat\" and \"lon\", or neither")
	}
	said := 0
	for _, name := range []string{"lat", "latlon", "lonlat"} {
		if m.columns[name] != "" {
			said++
		}
	}
	if said > 1 {
		r.fault(0, "columns needs one of \"lat\" with \"lon\", \"latlon\" and \"lonlat\" only")
	}
}

// folded is a word of theirs as it is compared.
func folded(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// reading collects what is wrong with a mapping.
type reading struct {
	file   string
	faults district.Faults
}

func (r *reading) fault(line int, format string, args ...any) {
	r.faults = append(r.faults, district.Fault{File: r.file, Line: line, Say: fmt.Sprintf(format, args...)})
}

// unreadable are the faults of a file that is no mapping at all.
func (r *reading) unreadable(err error) district.Faults {
	said := []string{err.Error()}
	var types *yaml.TypeError
	if errors.As(err, &types) {
		said = types.Errors
	}
	for _, s := range said {
		line := 0
		s = strings.TrimPrefix(s, "yaml: ")
		if _, err := fmt.Sscanf(s, "line %d:", &line); err == nil {
			_, s, _ = strings.Cut(s, ": ")
		}
		if field, _, ok := strings.Cut(strings.TrimPrefix(s, "field "), " not found in type"); ok {
			s = fmt.Sprintf("nobody knows %q here", field)
		}
		r.fault(line, "%s", s)
	}
	return r.faults
}

// oneOf is a choice; the first where nothing is said.
func (r *reading) oneOf(v word, what string, choices ...string) string {
	if v.is == "" {
		return choices[0]
	}
	if !slices.Contains(choices, v.is) {
		r.fault(v.line, "%s must be one of %s, not %q", what, strings.Join(choices, ", "), v.is)
	}
	return v.is
}

func (r *reading) delimiter(v word) rune {
	switch {
	case v.is == "":
		return ','
	case v.is == "tab":
		return '\t'
	}
	c, size := utf8.DecodeRuneInString(v.is)
	if size != len(v.is) || c == '"' || c == '\n' || c == '\r' || c == utf8.RuneError {
		r.fault(v.line, "delimiter must be a single character such as \",\" or \";\", or tab")
	}
	return c
}

func (r *reading) zone(v word, usual *time.Location) *time.Location {
	if v.is == "" {
		return usual
	}
	zone, err := time.LoadLocation(v.is)
	if err != nil {
		r.fault(v.line, "there is no time zone %q; write one such as Asia/Shanghai", v.is)
	}
	return zone
}

// times are the layouts in which moments are written. One that does not hold a
// whole date would read every moment wrongly.
func (r *reading) times(vs []word) []layout {
	var layouts []layout
	for _, v := range vs {
		l, whole := newLayout(v.is)
		if !whole {
			r.fault(v.line, "%q is no layout of a date: write 23 November 2026 there as one would write 2 January 2006, such as \"2006-01-02 15:04:05\"; or %s, %s, %s", v.is, unixSeconds, unixMillis, excelDays)
		}
		layouts = append(layouts, l)
	}
	if len(layouts) == 0 {
		r.fault(0, "\"times\" is missing: the layouts of the moments, such as [\"2006-01-02 15:04:05\"]")
	}
	return layouts
}

func (r *reading) columns(vs map[string]list, m *Mapping, whole bool) {
	for name, v := range vs {
		if !slices.Contains(columns, name) {
			r.fault(v.line, "nobody knows the column %q", name)
		}
		if len(v.are) > 1 && name != "id" {
			r.fault(v.line, "%q is a single column; only \"id\" may be several", name)
		}
		for i := range v.are {
			if v.are[i] = strings.TrimSpace(v.are[i]); v.are[i] == "" {
				r.fault(v.line, "the column %q has no name", name)
			}
		}
		if name == "id" {
			m.ids = v.are
		}
		if len(v.are) == 1 {
			m.columns[name] = v.are[0]
		}
	}
	if whole && len(m.ids) > 0 {
		r.fault(0, "\"ids: row\" makes the number of the whole row: columns needs no \"id\" then")
	}
	if !whole && len(m.ids) == 0 {
		r.fault(0, "columns needs \"id\", or several columns that make one; or write \"ids: row\", and a row is known by all that stands in it")
	}
	for _, name := range []string{"opened", "category"} {
		if m.columns[name] == "" {
			r.fault(0, "columns needs %q", name)
		}
	}
}
