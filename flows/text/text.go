// Package text holds the words of Gridbot. Code names what is to be said by
// an ID; each language has one catalog, and none is a translation of another.
// It does not know who reads a text, nor where it is shown.
package text

import (
	"encoding/json"
	"fmt"
	"time"

	"gridbot/flows/fastjson"
)

// Lang is a language the bot speaks, as an IETF tag.
type Lang string

const (
	Chinese Lang = "zh-CN"
	English Lang = "en"
)

// Langs are the languages every word exists in, the first one first.
var Langs = []Lang{Chinese, English}

// Names is what something is called, by language: a grid, a category, a place.
type Names map[Lang]string

// In is the name in one language, or in any other where it has none there.
func (n Names) In(l Lang) string {
	if s := n[l]; s != "" {
		return s
	}
	for _, l := range Langs {
		if s := n[l]; s != "" {
			return s
		}
	}
	return ""
}

// A Text is something to be said, in no language yet. It is plain data: it
// survives JSON, and a text may fill a blank of another text. Exactly one of
// its forms is set: an ID of the catalog with the values of its blanks, the
// words of a person, names from the district folder, a moment, or a list.
type Text struct {
	ID    string         `json:"id,omitempty"`
	Blank map[string]any `json:"blank,omitempty"` // string, int or Text
	Words string         `json:"words,omitempty"`
	Names Names          `json:"names,omitempty"`
	When  *When          `json:"when,omitempty"`
	List  []Text         `json:"list,omitempty"` // joined by line breaks, or by Sep
	Sep   string         `json:"sep,omitempty"`
}

// When is a moment as people say it: relative to the day it is said on.
// At and Now are unix seconds, Now 0 to say the date whatever day it is; Offset
// is seconds east of UTC.
type When struct {
	At     int64 `json:"at"`
	Now    int64 `json:"now"`
	Offset int   `json:"offset"`
}

// T is the text of an ID, its blanks filled from pairs of name and value.
// A value is a string, an int or a Text; anything else is a programmer's
// mistake and panics.
func T(id string, pairs ...any) Text {
	t := Text{ID: id}
	if len(pairs) > 0 {
		t.Blank = make(map[string]any, len(pairs)/2)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		switch v := pairs[i+1].(type) {
		case string, int, Text:
			t.Blank[pairs[i].(string)] = v
		default:
			panic(fmt.Sprintf("text %s: blank %v holds a %T", id, pairs[i], v))
		}
	}
	return t
}

// Said is what a person said or is called: the same in every language, never
// interpreted.
func Said(words string) Text { return Text{Words: words} }

// Named is a name from the district folder.
func Named(n Names) Text { return Text{Names: n} }

// At is a moment at, as one would say it at now, in at's own time zone.
func At(at, now time.Time) Text {
	_, offset := at.Zone()
	return Text{When: &When{At: at.Unix(), Now: now.Unix(), Offset: offset}}
}

// On is a moment with its date, for what is read again on other days.
func On(at time.Time) Text {
	_, offset := at.Zone()
	return Text{When: &When{At: at.Unix(), Offset: offset}}
}

// Lines puts texts under each other; empty ones are left out.
func Lines(parts ...Text) Text { return join("\n", parts) }

// Join puts texts behind each other with a separator; empty ones are left out.
func Join(sep string, parts ...Text) Text { return join(sep, parts) }

func join(sep string, parts []Text) Text {
	t := Text{Sep: sep}
	for _, p := range parts {
		if !p.Empty() {
			t.List = append(t.List, p)
		}
	}
	return t
}

// Empty reports whether nothing would be said.
func (t Text) Empty() bool {
	return t.ID == "" && t.Words == "" && t.When == nil && len(t.Names) == 0 && len(t.List) == 0
}

// UnmarshalJSON gives blanks back the types they had.
func (t *Text) UnmarshalJSON(b []byte) error {
	type plain Text
	var raw struct {
		plain
		Blank map[string]json.RawMessage `json:"blank"`
	}
	if err := fastjson.Unmarshal(b, &raw); err != nil {
		return fmt.Errorf("read text: %w", err)
	}
	*t = Text(raw.plain)
	t.Blank = nil
	for name, v := range raw.Blank {
		if t.Blank == nil {
			t.Blank = make(map[string]any, len(raw.Blank))
		}
		switch v[0] {
		case '"':
			var s string
			if err := fastjson.Unmarshal(v, &s); err != nil {
				return fmt.Errorf("read blank %s: %w", name, err)
			}
			t.Blank[name] = s
		case '{':
			var in Text
			if err := fastjson.Unmarshal(v, &in); err != nil {
				return fmt.Errorf("read blank %s: %w", name, err)
			}
			t.Blank[name] = in
		default:
			var n int
			if err := fastjson.Unmarshal(v, &n); err != nil {
				return fmt.Errorf("read blank %s: %w", name, err)
			}
			t.Blank[name] = n
		}
	}
	return nil
}
