package flows

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/hotspots"
	"gridbot/flows/request"
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
func readBy(t *testing.T, w *world.World, role world.Role) (world.Letter, text.Text) {
	t.Helper()
	w.Staff.People = nil
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
	w := worldtest.New(t)
	for _, role := range []world.Role{world.Resident, world.Worker, world.Officer} {
		l, toast := readBy(t, w, role)
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
	w := worldtest.New(t)
	for _, role := range []world.Role{world.Lead, world.Coordinator} {
		l, toast := readBy(t, w, role)
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

// What is one's own is read whole, by its writer alone; what was written to somebody, by
// them; a number that a longer one holds is not in it.
func TestWhatIsOnesOwnIsReadWhole(t *testing.T) {
	const mine, other = 77, 78
	told := cases.Case{Number: 1001, By: cases.Reporter{ID: mine}, What: "楼上漏水，13812345678", Place: cases.Place{More: "3号楼502室"},
		Log:     []cases.Entry{{By: 9, Do: cases.Reply, Note: text.Said("打021-56781234找我")}, {By: 9, Do: cases.Note, Note: text.Said("房东13900001111")}},
		Notices: []cases.Notice{{ID: "1001-1", By: 9, To: "5号楼601室", Followers: []int64{other}, Items: []cases.Item{{What: text.Said("拆掉沪A12345的锁")}}}}}
	said := accord.Accord{Parties: []accord.Party{{ID: "r1", House: accord.Residents, Name: "7号楼803", People: []int64{mine}}},
		Comments: []accord.Comment{{By: other, Words: "沪B88888"}}}
	paid := hotspots.Topic{N: 1, Bills: []bills.Bill{{What: "打13700001111", Treasurer: other, Shares: []bills.Share{{Name: "1号楼101，13600001111", Who: mine}, {Name: "1号楼102"}}}}}
	asked := request.Request{By: other, Answers: map[string]string{"where": "8号楼901"}, Steps: []request.Step{{Why: "打13500001111"}}}
	w := worldtest.New(t)
	for words, reads := range map[string]map[int64]string{
		"打13812345678":  {mine: "打13812345678", other: "打138****5678"},
		"楼上502漏水":       {mine: "楼上502漏水", other: "楼上***漏水"},
		"打021-56781234": {mine: "打021-56781234", other: "打021****1234"},
		"房东13900001111": {mine: "房东139****1111", other: "房东139****1111"},
		"5号楼601室":       {mine: "5号楼***室", other: "5号楼601室"},
		"沪A12345":       {mine: "沪A***45", other: "沪A12345"},
		"7号楼803":        {mine: "7号楼803", other: "7号楼***"},
		"沪B88888":       {mine: "沪B***88", other: "沪B88888"},
		"打13700001111":  {mine: "打13700001111", other: "打137****1111"},
		"1号楼101":        {mine: "1号楼101", other: "1号楼101"}, // the treasurer
		"打13600001111":  {mine: "打13600001111", other: "打136****1111"},
		"1号楼102":        {mine: "1号楼***", other: "1号楼102"},
		"8号楼901":        {mine: "8号楼***", other: "8号楼901"},
		"打13500001111":  {mine: "打135****1111", other: "打13500001111"},
		"9号楼123":        {mine: "9号楼***", other: "9号楼***"}, // stands in a telephone number
		"燃气热线962777":    {mine: "燃气热线962777", other: "燃气热线962777"},
	} {
		for id, want := range reads {
			w.Case, w.Agreeing.Accord, w.Serving.Request, w.Topics = &told, &said, &asked, &world.Topics{All: []hotspots.Topic{paid}}
			x := &acts.Turn{World: w, Book: theBook}
			x.Letters = []world.Letter{{To: talk.Chat{ID: id}, Say: talk.Prompt{Say: text.T("x", "words", words)}}}
			cover(x)
			if got := x.Letters[0].Say.Say.Blank["words"]; got != want {
				t.Errorf("%d reads %q of %q, want %q", id, got, words, want)
			}
		}
	}
}

// The page of a notice goes to the door as it was written: who serves it and whom it is
// for read it whole, a colleague does not.
func TestANoticeIsServedAsItWasWritten(t *testing.T) {
	w := worldtest.New(t)
	for _, c := range []struct {
		to     int64
		role   world.Role
		by     int64
		follow int64
		want   string
	}{
		{77, world.Worker, 77, 0, written}, {77, world.Officer, 77, 0, written}, {77, world.Worker, 78, 0, covers},
		{77, world.Resident, 78, 77, written}, {77, world.Resident, 78, 79, covers}, {77, world.Lead, 78, 0, written},
	} {
		w.Me = world.Person{ID: c.to, Role: c.role}
		w.Staff.People = map[int64]world.Person{}
		if c.role != world.Resident {
			w.Staff.People[c.to] = w.Me
		}
		w.Case = &cases.Case{Number: 1001, Notices: []cases.Notice{{ID: "1001-1", By: c.by, Followers: []int64{c.follow}, Items: []cases.Item{{What: text.Said(written)}}}}}
		x := &acts.Turn{World: w, Book: theBook}
		x.Letters = []world.Letter{{To: talk.Chat{ID: c.to}, Say: talk.Prompt{Draw: &drawn.Drawing{Notice: &drawn.Notice{ID: "1001-1", Items: []drawn.Item{{What: text.Said(written)}}}}}}}
		cover(x)
		if got := x.Letters[0].Say.Draw.Notice.Items[0].What.Words; got != c.want {
			t.Errorf("%+v reads %q", c, got)
		}
	}
}

// Who writes about a case reads what they write themselves under its questions, and
// covered what stood in the case before.
func TestWhoWritesAboutACaseReadsTheirOwnDraft(t *testing.T) {
	w := worldtest.New(t)
	w.Me = world.Person{ID: 77, Role: world.Worker}
	w.Staff.People = map[int64]world.Person{77: w.Me}
	w.Case = &cases.Case{Number: 1001, Log: []cases.Entry{{By: 9, Note: text.Said("房东13900001111")}}}
	w.Session = talk.Session{Dialogue: "serve", About: 1001, Data: []byte(`{"items":["打13812345678","问13900001111"]}`)}
	for press, want := range map[string]string{
		talk.Press("serve", "check", "yes"): "打13812345678，问139****1111", "c|1001|open": covers + "，问139****1111",
	} {
		x := &acts.Turn{World: w, Book: theBook}
		x.Letters = []world.Letter{{To: talk.Chat{ID: 77}, Say: talk.Prompt{Say: text.Said("打13812345678，问13900001111"), Rows: [][]talk.Button{{{Data: press}}}}}}
		cover(x)
		if got := x.Letters[0].Say.Say.Words; got != want {
			t.Errorf("above %s they read %q, want %q", press, got, want)
		}
	}
}
