package learn

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// fruit is a world of two classes and none.
func fruit(words ...string) (classes []string, examples []Example) {
	for _, w := range words {
		class, said, _ := strings.Cut(w, ": ")
		at := 0
		for at < len(classes) && classes[at] != class {
			at++
		}
		if at == len(classes) {
			classes = append(classes, class)
		}
		examples = append(examples, Example{Parts: Take(said), Class: at, Weight: 1})
	}
	return classes, examples
}

func orchard() *Model {
	classes, examples := fruit("lamp: 路灯不亮", "lamp: 路灯坏了", "lamp: the street lamp is dark", "lamp: lamp out again", "lamp: 楼道灯不亮",
		"dog: 野狗乱跑", "dog: 狗不牵绳", "dog: stray dogs bark", "dog: a dog barks all night", "dog: 狗叫个不停")
	return Train(classes, examples, nil)
}

func best(m *Model, said string) string {
	likely, _ := m.Likely(Take(said))
	at := 0
	for c, l := range likely {
		if l > likely[at] {
			at = c
		}
	}
	return m.Classes[at]
}

func TestWhatIsWrittenAnotherWayIsUnderstood(t *testing.T) {
	m := orchard()
	for said, want := range map[string]string{
		"路燈壞了":        "lamp", // traditional script
		"ＬＡＭＰ　out":    "lamp", // full width
		"lmap lamps":  "lamp", // a slip, another ending
		"露等不亮":        "lamp", // the same sounds
		"barking dog": "dog",
		"夠不牵绳":        "dog",
		"DOGS!!":      "dog",
	} {
		if got := best(m, said); got != want {
			t.Errorf("%q is %s, want %s", said, got, want)
		}
	}
}

func TestNeighboursDoNotHearTheDifference(t *testing.T) {
	for _, pair := range []string{"知资", "吃雌", "是四", "冷嫩", "路怒", "漏耨"} {
		r := []rune(pair)
		if a, b := soundOf(string(r[0])), soundOf(string(r[1])); a != b {
			t.Errorf("%s sounds %s and %s", pair, a, b)
		}
	}
}

func TestNumbersAreAnyNumbers(t *testing.T) {
	m := orchard()
	a, _ := m.Scores(Take("三楼路灯坏了"))
	b, _ := m.Scores(Take("１７楼路灯坏了"))
	for c := range a {
		if a[c] != b[c] {
			t.Errorf("class %s: %v and %v", m.Classes[c], a[c], b[c])
		}
	}
}

func TestAFileHoldsTheModel(t *testing.T) {
	m := orchard()
	m.Stamp = "s1"
	file := m.Encode()
	if again := orchard(); !bytes.Equal(again.Encode()[8:], file[8:]) && again.Heat != m.Heat {
		t.Error("trained twice, there are two models")
	}
	read, err := Decode(append(file, file...))
	if err != nil || len(read) != 2 || read[1].Stamp != "s1" {
		t.Fatalf("%d models, %v", len(read), err)
	}
	if !bytes.Equal(read[1].Encode(), file) {
		t.Error("read and written, it is another")
	}
	for _, said := range []string{"路灯不亮", "dogs", ""} {
		a, _ := m.Scores(Take(said))
		b, _ := read[0].Scores(Take(said))
		for c := range a {
			if a[c] != b[c] {
				t.Errorf("%q, class %s: %v and %v", said, m.Classes[c], a[c], b[c])
			}
		}
	}
}

func TestABrokenFileIsToldWithItsLine(t *testing.T) {
	for file, want := range map[string]string{
		"modl x\n":                                            "line 3: this must begin with \"model\"",
		"model x\nheat 0\nclasses a\n":                        "line 3: a model needs a heat",
		"model x\nheat 2\nclasses a\n":                        "line 3: the model is empty",
		"model x\nheat 2\nclasses a\nlamp\n":                  "line 4: there is no tab",
		"model x\nheat 2\nclasses a\nlamp\ta+1\n":             "line 4: the line without a feature must be the first",
		"model x\nheat 2\nclasses a\n\ta+1\nl\tb+1\n":         "line 5: \"b+1\" is no weight",
		"model x\nheat 2\nclasses a\n\ta+x\n":                 "line 4: \"a+x\" is no weight",
		"model x\nheat 2\nclasses a\n\ta+1\nl\ta+1\nl\ta+1\n": "line 6: \"l\" stands twice",
	} {
		if _, err := Decode([]byte(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
}

func TestTheWordsThatWeighedAreTold(t *testing.T) {
	m := orchard()
	if why := m.Why(Take("小区的路灯"), 0); len(why) == 0 || !strings.Contains("路灯", why[0]) {
		t.Errorf("lamp, because of %q", why)
	}
}

func FuzzTake(f *testing.F) {
	f.Add("路灯 lamp 119 \xff\u0301 １２ 三楼")
	m := orchard()
	f.Fuzz(func(_ *testing.T, said string) { m.Likely(Take(said)) })
}

func BenchmarkDecode(b *testing.B) {
	file, err := os.ReadFile("../district/daning/model.txt")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Decode(file); err != nil {
			b.Fatal(err)
		}
	}
}
