package fastjson_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/fastjson"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// letter is a value with every shape that is kept.
type letter struct {
	Say   text.Text       `json:"say,omitzero"`
	Case  *cases.Case     `json:"case,omitempty"`
	At    talk.Session    `json:"at,omitzero"`
	Given map[string]any  `json:"given,omitempty"`
	Raw   json.RawMessage `json:"raw,omitempty"`
	Bytes []byte          `json:"bytes,omitempty"`
	Empty []int           `json:"empty"`
}

func letters() []letter {
	point := grids.Point{Lat: 31.2760000001, Lon: -1e-9}
	return []letter{
		{},
		{
			Say: text.Lines(text.T("a.b", "n", 3, "place", text.Said("<&> \u2028 \"é\" \x00 \xff 王")), text.Named(text.Names{"zh-CN": "彭", "en": "P"}), text.T("c", "x", "y")),
			Case: &cases.Case{Number: 1001, Status: "open", What: "a\tb\n", Place: cases.Place{Point: &point},
				Files: []cases.File{{ID: "f"}}, Sealed: [][]byte{{0, 255}}, Legs: []cases.Leg{{}}, Handlers: []int64{1 << 60, -5}},
			At:    talk.Session{Dialogue: "report", Data: json.RawMessage(`{"b":1,"a":[ 1, 2 ]}`), Below: &talk.Session{Dialogue: "x"}},
			Given: map[string]any{"z": 1, "a": []any{nil, true, 1.5, "s"}, "m": map[string]any{}},
			Raw:   json.RawMessage(`{"k": "<"}`), Bytes: []byte("bytes"), Empty: []int{},
		},
	}
}

// What is written is what encoding/json writes, byte for byte: questions of dialogues are
// named by it.
func TestTheSameIsWritten(t *testing.T) {
	t.Parallel()
	for i, l := range letters() {
		want, err := json.Marshal(l)
		got, fastErr := fastjson.Marshal(l)
		if err != nil || fastErr != nil || !bytes.Equal(got, want) {
			t.Errorf("%d: %s, %v; want %s, %v", i, got, fastErr, want, err)
		}
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		err = enc.Encode(l)
		got, fastErr = fastjson.MarshalPlain(l)
		// Line separators stay as they are, too: that is the one difference.
		if want := strings.ReplaceAll(strings.TrimSuffix(b.String(), "\n"), `\u2028`, "\u2028"); err != nil || fastErr != nil || string(got) != want {
			t.Errorf("%d, plain: %s, %v; want %s, %v", i, got, fastErr, want, err)
		}
	}
}

// What is read is what encoding/json reads, and what it does not read is not read.
func TestTheSameIsRead(t *testing.T) {
	t.Parallel()
	raws := []string{
		`{`, ``, `null`, `[]`, `{"raw":}`, `{"empty":["x"]}`, `{"empty":[1.5]}`, `{"case":{"n":"1"}}`, `{"case":{"n":1e400}}`, `{"at":{"answered":[1]}} x`,
		`{"AT":{"Dialogue":"caseless"},"unknown":{"deep":[[[[]]]]},"empty":null}`, `{"empty":[1],"empty":[2,3]}`, "{\"say\":{\"words\":\"\\ud800 \xff\"}}",
		`{"bytes":"AAE="}`, `{"bytes":"?"}`, `{"say":{"id":"x","blank":{"a":1.5}}}`, "{\"say\":{\"words\":\"a\nb\"}}", `{"given":{"a":12345678901234567890}}`,
	}
	for _, l := range letters() {
		b, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		raws = append(raws, string(b))
	}
	for _, raw := range raws {
		var want, got letter
		err, fastErr := json.Unmarshal([]byte(raw), &want), fastjson.Unmarshal([]byte(raw), &got)
		if (err == nil) != (fastErr == nil) {
			t.Errorf("%q: %v; encoding/json says %v", raw, fastErr, err)
		} else if err == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", raw, got, want)
		}
	}
}

// What is made ready before is written and read as if it were not.
func TestWhatIsMadeReadyIsTheSame(t *testing.T) {
	t.Parallel()
	type ready struct {
		Of   letter            `json:"of"`
		Deep map[string]*ready `json:"deep,omitempty"`
	}
	if err := fastjson.ReadyToWrite(ready{}, map[string]json.RawMessage{}); err != nil {
		t.Fatal(err)
	}
	if err := fastjson.ReadyToRead(ready{}); err != nil {
		t.Fatal(err)
	}
	for i, l := range letters() {
		of := ready{Of: l, Deep: map[string]*ready{"x": {Of: l}}}
		want, _ := json.Marshal(of)
		got, err := fastjson.Marshal(of)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d: %s, %v; want %s", i, got, err, want)
		}
		var back, wanted ready
		_ = json.Unmarshal(want, &wanted)
		if err := fastjson.Unmarshal(got, &back); err != nil || !reflect.DeepEqual(back, wanted) {
			t.Errorf("%d: read as %+v, %v", i, back, err)
		}
	}
}
