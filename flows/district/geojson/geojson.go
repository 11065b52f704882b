// Package geojson reads JSON so that a fault in a map can be told with its line,
// and sees where an outline crosses itself. It does not know what is on the map.
package geojson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A Node is a JSON value that knows its line. The libraries for GeoJSON
// forget lines, and a fault in ten thousand points is not found without one.
type Node struct {
	Line   int
	fields map[string]*Node // of an object
	Items  []*Node          // of an array
	value  any              // of anything else: string, json.Number, bool, nil
	Kind   byte             // '{', '[' or 0
}

// deepest is how many brackets may be open; GeoJSON needs about ten.
const deepest = 30

type jsonReader struct {
	dec  *json.Decoder
	text []byte
	line int // of the byte at
	at   int64
}

// Read reads one JSON value and nothing after it. On error the line is
// where it was met.
func Read(b []byte) (n *Node, line int, err error) {
	r := &jsonReader{dec: json.NewDecoder(bytes.NewReader(b)), text: b, line: 1}
	r.dec.UseNumber()
	n, err = r.value(0)
	if err == nil {
		if _, end := r.dec.Token(); !errors.Is(end, io.EOF) {
			err = errors.New("something follows the end")
		}
	}
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		r.moveTo(min(syntax.Offset, int64(len(b))))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		r.moveTo(int64(len(b)))
		err = errors.New("the file ends in the middle")
	}
	return n, r.line, err
}

// moveTo counts the lines up to an offset.
func (r *jsonReader) moveTo(offset int64) {
	if offset > r.at {
		r.line += bytes.Count(r.text[r.at:offset], []byte("\n"))
		r.at = offset
	}
}

func (r *jsonReader) value(depth int) (*Node, error) {
	if depth > deepest {
		return nil, fmt.Errorf("more than %d brackets are open", deepest)
	}
	tok, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	r.moveTo(r.dec.InputOffset())
	n := &Node{Line: r.line}
	delim, opens := tok.(json.Delim)
	if !opens {
		n.value = tok
		return n, nil
	}
	n.Kind = byte(delim)
	if n.Kind == '{' {
		n.fields = map[string]*Node{}
	}
	for r.dec.More() {
		key := ""
		if n.Kind == '{' {
			tok, err := r.dec.Token()
			if err != nil {
				return nil, err
			}
			key, _ = tok.(string) // the decoder allows no other keys
		}
		item, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if n.Kind == '{' {
			n.fields[key] = item
		} else {
			n.Items = append(n.Items, item)
		}
	}
	_, err = r.dec.Token() // the closing bracket
	return n, err
}

// Get is a field of an object, nil if there is none or it is null.
func (n *Node) Get(key string) *Node {
	if n == nil || n.fields[key] == nil {
		return nil
	}
	if f := n.fields[key]; f.Kind != 0 || f.value != nil {
		return f
	}
	return nil
}

// Text is a string, or a number as it is written; "" for anything else.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	switch v := n.value.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	}
	return ""
}

// Number is a number; false if it is none, or too large to be one.
func (n *Node) Number() (float64, bool) {
	v, ok := n.value.(json.Number)
	if !ok {
		return 0, false
	}
	f, err := v.Float64()
	return f, err == nil
}
