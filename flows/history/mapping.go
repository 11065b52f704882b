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
	gb18030   bool
	delimiter rune
	zone      *time.Location
	times     []string
	gcj02     bool
	outside   bool // rows outside every grid are refused
	columns   map[string]string
	known     map[string]string // their category -> ours
	otherwise string            // where theirs is missing or not known; "" refuses
	closed    map[string]bool   // their status -> whether it is closed
}

// columns are what a column can hold; the first needed must be there.
var columns = []string{"id", "opened", "category", "closed", "place", "lat", "lon", "agency", "status", "description"}

const needed = 3

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

// written is a mapping as it stands in its file.
type written struct {
	Encoding    word            `yaml:"encoding"`
	Delimiter   word            `yaml:"delimiter"`
	Zone        word            `yaml:"zone"`
	Times       []word          `yaml:"times"`
	Coordinates word            `yaml:"coordinates"`
	Outside     word            `yaml:"outside"`
	Columns     map[string]word `yaml:"columns"`
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
		gb18030:   r.oneOf(w.Encoding, "encoding", "utf-8", "gb18030") == "gb18030",
		gcj02:     r.oneOf(w.Coordinates, "coordinates", "wgs84", "gcj02") == "gcj02",
		outside:   r.oneOf(w.Outside, "outside", "keep", "refuse") == "refuse",
		delimiter: r.delimiter(w.Delimiter), zone: r.zone(w.Zone, d.Zone), times: r.times(w.Times),
		columns: map[string]string{}, known: map[string]string{}, closed: map[string]bool{},
	}
	r.columns(w.Columns, m.columns)
	category := func(v word) string {
		if _, ok := d.Category(v.is); !ok && v.is != "" {
			r.fault(v.line, "the district has no category %q", v.is)
		}
		return v.is
	}
	for theirs, ours := range w.Categories {
		m.known[folded(theirs)] = category(ours)
	}
	m.otherwise = category(w.Otherwise)
	for theirs, ours := range w.Statuses {
		m.closed[folded(theirs)] = r.oneOf(ours, "a status", "open", "closed") == "closed"
	}
	if len(m.closed) > 0 && m.columns["status"] == "" {
		r.fault(0, "statuses are told apart, but columns has no \"status\"")
	}
	if m.columns["status"] != "" && len(m.closed) == 0 {
		r.fault(0, "columns has a \"status\", but statuses does not say which words mean closed")
	}
	if m.columns["status"] == "" && m.columns["closed"] == "" {
		r.fault(0, "columns needs \"closed\" or \"status\": otherwise nobody knows what is closed")
	}
	if (m.columns["lat"] == "") != (m.columns["lon"] == "") {
		r.fault(0, "columns needs both \"lat\" and \"lon\", or neither")
	}
	if len(r.faults) > 0 {
		slices.SortStableFunc(r.faults, func(a, b district.Fault) int { return a.Line - b.Line })
		return nil, r.faults
	}
	return m, nil
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
func (r *reading) times(vs []word) []string {
	var layouts []string
	sample := time.Date(2026, 11, 23, 15, 4, 5, 0, time.UTC)
	for _, v := range vs {
		back, err := time.ParseInLocation(v.is, sample.Format(v.is), time.UTC)
		if y, m, d := back.Date(); err != nil || y != 2026 || m != 11 || d != 23 {
			r.fault(v.line, "%q is no layout of a date: write 23 November 2026 there as one would write 2 January 2006, such as \"2006-01-02 15:04:05\"", v.is)
		}
		layouts = append(layouts, v.is)
	}
	if len(layouts) == 0 {
		r.fault(0, "\"times\" is missing: the layouts of the moments, such as [\"2006-01-02 15:04:05\"]")
	}
	return layouts
}

func (r *reading) columns(vs map[string]word, into map[string]string) {
	for name, v := range vs {
		if !slices.Contains(columns, name) {
			r.fault(v.line, "nobody knows the column %q", name)
		}
		if v.is == "" {
			r.fault(v.line, "the column %q has no name", name)
		}
		into[name] = strings.TrimSpace(v.is)
	}
	for _, name := range columns[:needed] {
		if into[name] == "" {
			r.fault(0, "columns needs %q", name)
		}
	}
}
