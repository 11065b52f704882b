// Package geojson reads JSON so that a fault in a map can be told with its line,
// and the outlines in it, so that who drew them is told what to mend. It does not
// know what is on the map.
package geojson

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A Node is a JSON value that knows its line. The libraries for GeoJSON
// forget lines, and a fault in ten thousand points is not found without one.
type Node struct {
	Line   int
	fields []field // of an object
	Items  []*Node // of an array
	words  string  // of a string, or of a number as it is written
	Kind   byte    // '{', '[', '"', '0' for a number, or 0 for true, false and null
}

type field struct {
	key string
	is  *Node
}

// deepest is how many brackets may be open; GeoJSON needs about ten.
const deepest = 30

// A reader goes through JSON once. A map has a million numbers, so nothing is copied.
type reader struct {
	text string
	at   int
	line int
	room []Node // nodes that are not used yet
}

var errEnds = errors.New("the file ends in the middle")

// Read reads one JSON value and nothing after it. On error the line is
// where it was met.
func Read(b []byte) (n *Node, line int, err error) {
	r := &reader{text: string(b), line: 1}
	n, err = r.value(0)
	if err == nil && r.next() != 0 {
		err = errors.New("something follows the end")
	}
	return n, r.line, err
}

// next is the next byte that is no blank, 0 at the end.
func (r *reader) next() byte {
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; c {
		case '\n':
			r.line++
		case ' ', '\t', '\r':
		default:
			return c
		}
	}
	return 0
}

func (r *reader) node(kind byte) *Node {
	if len(r.room) == 0 {
		r.room = make([]Node, 512)
	}
	n := &r.room[0]
	r.room = r.room[1:]
	n.Line, n.Kind = r.line, kind
	return n
}

func (r *reader) value(depth int) (*Node, error) {
	if depth > deepest {
		return nil, fmt.Errorf("more than %d brackets are open", deepest)
	}
	switch c := r.next(); {
	case c == 0:
		return nil, errEnds
	case c == '{':
		return r.object(depth)
	case c == '[':
		return r.array(depth)
	case c == '"':
		n := r.node('"')
		var err error
		n.words, err = r.words()
		return n, err
	case c == '-' || c >= '0' && c <= '9':
		return r.number()
	}
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(r.text[r.at:], word) {
			r.at += len(word)
			n := r.node(0)
			n.words = word
			return n, nil
		}
	}
	return nil, fmt.Errorf("%q stands where a value begins", r.here())
}

// here is the character that cannot stand where it does.
func (r *reader) here() rune {
	for _, c := range r.text[r.at:] {
		return c
	}
	return 0
}

// more goes on to the next item of a list that ends with a bracket; false at its end.
func (r *reader) more(first bool, end byte) (bool, error) {
	switch c := r.next(); {
	case c == 0:
		return false, errEnds
	case c == end:
		r.at++
		return false, nil
	case first:
		return true, nil
	case c != ',':
		return false, fmt.Errorf("%q stands where a comma or %q must be", r.here(), end)
	}
	r.at++
	switch r.next() {
	case 0:
		return false, errEnds
	case end:
		return false, fmt.Errorf("nothing follows the comma before %q", end)
	}
	return true, nil
}

func (r *reader) array(depth int) (*Node, error) {
	n := r.node('[')
	r.at++
	for {
		more, err := r.more(n.Items == nil, ']')
		if err != nil || !more {
			return n, err
		}
		item, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		n.Items = append(n.Items, item)
	}
}

func (r *reader) object(depth int) (*Node, error) {
	n := r.node('{')
	r.at++
	for {
		more, err := r.more(n.fields == nil, '}')
		if err != nil || !more {
			return n, err
		}
		if r.next() != '"' {
			return nil, fmt.Errorf("%q stands where a name in double quotes must be", r.here())
		}
		key, err := r.words()
		if err != nil {
			return nil, err
		}
		switch r.next() {
		case ':':
			r.at++
		case 0:
			return nil, errEnds
		default:
			return nil, fmt.Errorf("%q stands where a colon must be", r.here())
		}
		item, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		n.fields = append(n.fields, field{key, item})
	}
}

// words reads a string.
func (r *reader) words() (string, error) {
	begin := r.at
	for r.at++; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			whole := r.text[begin:r.at]
			if !strings.Contains(whole, `\`) {
				return whole[1 : len(whole)-1], nil
			}
			var s string
			if err := json.Unmarshal([]byte(whole), &s); err != nil {
				return "", fmt.Errorf("%s is no string", whole)
			}
			return s, nil
		case c == '\\':
			r.at++
		case c < ' ':
			return "", errors.New("a line break or a control character stands in double quotes")
		}
	}
	return "", errEnds
}

func (r *reader) number() (*Node, error) {
	n := r.node('0')
	begin := r.at
	for r.at < len(r.text) && (r.text[r.at] >= '0' && r.text[r.at] <= '9' || strings.IndexByte("+-.eE", r.text[r.at]) >= 0) {
		r.at++
	}
	n.words = r.text[begin:r.at]
	if !plain(n.words) && !json.Valid([]byte(n.words)) {
		return nil, fmt.Errorf("%s is no number", n.words)
	}
	return n, nil
}

// plain reports whether a number is one as nearly all are: -121.45.
func plain(s string) bool {
	whole, part, dotted := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return digits(whole) && whole[0] != '0' && (!dotted || digits(part))
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Get is a field of an object, nil if there is none or it is null.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for i := len(n.fields) - 1; i >= 0; i-- { // of two of a name, the last
		if f := n.fields[i]; f.key == key {
			if f.is.Kind == 0 && f.is.words == "null" {
				return nil
			}
			return f.is
		}
	}
	return nil
}

// Text is a string, or a number as it is written; "" for anything else.
func (n *Node) Text() string {
	if n == nil || n.Kind != '"' && n.Kind != '0' {
		return ""
	}
	return strings.TrimSpace(n.words)
}

// Number is a number; false if it is none, or too large to be one.
func (n *Node) Number() (float64, bool) {
	if n.Kind != '0' {
		return 0, false
	}
	f, err := strconv.ParseFloat(n.words, 64)
	return f, err == nil
}
