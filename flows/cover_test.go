package flows

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// nobodysWords are the fields of a letter that hold no words of people: what buttons
// carry, files, links, numbers of papers, hashes; and what is said of a text besides.
var nobodysWords = []string{
	"Button.Press", "Button.Data", "Button.Start", "Button.Group", "Letter.Lang", "Letter.Asks", "Prompt.Keys", "Chat.Title",
	"File.Kind", "File.ID", "File.Unique", "File.Small", "File.Look", "Photo.Kind", "Photo.ID",
	"Drawing.Lang", "Drawing.Code", "Notice.ID", "Notice.Replaces", "Notice.Link", "Minutes.ID", "Minutes.Hash", "Pact.ID", "Pact.Hash",
	"Week.Weeks", "Week.Grid", "Map.Grid", "Date.UID", "Export.Grid", "Export.Format", "Export.Part",
}

const (
	written = "打13812345678"
	covers  = "打138****5678"
)

// fill writes a number into every field of a value.
func fill(v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[text.Text]():
		v.Set(reflect.ValueOf(text.Lines(text.Said(written), text.T("x", "words", written, "text", text.Said(written)))))
	case v.Kind() == reflect.String:
		v.SetString(written)
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case v.Kind() == reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	}
}

// readable visits every field that holds words, and says what it is called and how
// often the number stands in it whole and covered.
func readable(v reflect.Value, name string, each func(name string, whole, hidden int)) {
	count := func(words ...string) {
		all := strings.Join(words, "\n")
		each(name, strings.Count(all, written), strings.Count(all, covers))
	}
	switch {
	case v.Type() == reflect.TypeFor[text.Text]():
		count(allWords(v.Interface().(text.Text))...)
	case v.Kind() == reflect.String:
		count(v.String())
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() {
			readable(v.Elem(), name, each)
		}
	case v.Kind() == reflect.Slice || v.Kind() == reflect.Array:
		for i := range v.Len() {
			readable(v.Index(i), name, each)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			readable(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name, each)
		}
	}
}

// allWords are the words anywhere in a text.
func allWords(t text.Text) []string {
	words := []string{t.Words}
	for _, line := range t.List {
		words = append(words, allWords(line)...)
	}
	for _, v := range t.Blank {
		switch v := v.(type) {
		case string:
			words = append(words, v)
		case text.Text:
			words = append(words, allWords(v)...)
		}
	}
	return words
}

// readBy is a letter with a number in all its fields, as somebody with a role reads it,
// and what is shown over the button they press.
func readBy(t *testing.T, role world.Role) (world.Letter, text.Text) {
	t.Helper()
	w := worldtest.New(t)
	w.Me, w.Now = world.Person{ID: 77, Role: role, Grid: "yanchang", Lang: text.Chinese}, time.Unix(1_700_000_000, 0)
	if role != world.Resident {
		w.Staff.People = map[int64]world.Person{77: w.Me}
	}
	x := &acts.Turn{World: w, Book: theBook}
	var l world.Letter
	fill(reflect.ValueOf(&l).Elem())
	l.To, l.Card = talk.Chat{ID: 77}, 0
	before := l
	x.Letters = []world.Letter{l}
	x.ShowAlert(text.Said(written))
	cover(x)
	readable(reflect.ValueOf(before), "", func(name string, whole, _ int) {
		if whole == 0 && name != "Chat.Title" {
			t.Errorf("%s: the letter that was given lacks words: what is given is changed, or was never filled", name)
		}
	})
	return x.Letters[0], x.Toast
}

// Every field of a letter, and of all that is drawn with one, is covered for who does not
// lead, or stands in the list of what holds no words. A field that is added stands in neither.
func TestEveryFieldOfALetterIsCovered(t *testing.T) {
	for _, role := range []world.Role{world.Resident, world.Worker, world.Officer} {
		l, toast := readBy(t, role)
		met := map[string]bool{}
		readable(reflect.ValueOf(l), "", func(name string, whole, hidden int) {
			met[name] = true
			plain := slices.Contains(nobodysWords, name)
			switch {
			case plain && hidden > 0:
				t.Errorf("%s, %s: it holds no words, and is covered", role, name)
			case !plain && (whole > 0 || hidden == 0):
				t.Errorf("%s, %s: %d times whole, %d times covered", role, name, whole, hidden)
			}
		})
		for _, name := range nobodysWords {
			if !met[name] {
				t.Errorf("%s is no field of a letter", name)
			}
		}
		if toast.Words != covers {
			t.Errorf("%s: over the button they read %q", role, toast.Words)
		}
	}
}

// Who leads reads all of it.
func TestWhoLeadsReadsAllOfALetter(t *testing.T) {
	for _, role := range []world.Role{world.Lead, world.Coordinator} {
		l, toast := readBy(t, role)
		readable(reflect.ValueOf(l), "", func(name string, _, hidden int) {
			if hidden > 0 {
				t.Errorf("%s, %s: is covered", role, name)
			}
		})
		if toast.Words != written {
			t.Errorf("%s: over the button they read %q", role, toast.Words)
		}
	}
}

// What is said beside letters is known: a text that is added to a change is covered, too.
func TestWhatAChangeSaysIsKnown(t *testing.T) {
	for i := range reflect.TypeFor[world.Change]().NumField() {
		f := reflect.TypeFor[world.Change]().Field(i)
		if f.Type == reflect.TypeFor[text.Text]() && f.Name != "Toast" {
			t.Errorf("%s is shown to somebody, and not covered", f.Name)
		}
	}
}
