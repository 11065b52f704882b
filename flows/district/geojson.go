package district

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A jsonNode is a JSON value that knows its line. The libraries for GeoJSON
// forget lines, and a fault in ten thousand points is not found without one.
type jsonNode struct {
	line   int
	fields map[string]*jsonNode // of an object
	items  []*jsonNode          // of an array
	value  any                  // of anything else: string, json.Number, bool, nil
	kind   byte                 // '{', '[' or 0
}

// deepest is how many brackets may be open; GeoJSON needs about ten.
const deepest = 30

type jsonReader struct {
	dec  *json.Decoder
	text []byte
	line int // of the byte at
	at   int64
}

// readJSON reads one JSON value and nothing after it. On error the line is
// where it was met.
func readJSON(b []byte) (n *jsonNode, line int, err error) {
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

func (r *jsonReader) value(depth int) (*jsonNode, error) {
	if depth > deepest {
		return nil, fmt.Errorf("more than %d brackets are open", deepest)
	}
	tok, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	r.moveTo(r.dec.InputOffset())
	n := &jsonNode{line: r.line}
	delim, opens := tok.(json.Delim)
	if !opens {
		n.value = tok
		return n, nil
	}
	n.kind = byte(delim)
	if n.kind == '{' {
		n.fields = map[string]*jsonNode{}
	}
	for r.dec.More() {
		key := ""
		if n.kind == '{' {
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
		if n.kind == '{' {
			n.fields[key] = item
		} else {
			n.items = append(n.items, item)
		}
	}
	_, err = r.dec.Token() // the closing bracket
	return n, err
}

// get is a field of an object, nil if there is none or it is null.
func (n *jsonNode) get(key string) *jsonNode {
	if n == nil || n.fields[key] == nil {
		return nil
	}
	if f := n.fields[key]; f.kind != 0 || f.value != nil {
		return f
	}
	return nil
}

// text is a string, or a number as it is written; "" for anything else.
func (n *jsonNode) text() string {
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

// number is a number; false if it is none, or too large to be one.
func (n *jsonNode) number() (float64, bool) {
	v, ok := n.value.(json.Number)
	if !ok {
		return 0, false
	}
	f, err := v.Float64()
	return f, err == nil
}
