package guide_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/district"
	"gridbot/flows/district/guide"
	"gridbot/flows/text"
)

// The demo has the eight classes and thirty-two norms of the programme, each whole
// in both languages, and every class has something for residents.
func TestTheDemoHasEightClassesAndThirtyTwoNorms(t *testing.T) {
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	norms := 0
	for i, c := range d.Guide.Classes {
		norms += len(c.Norms)
		if len(c.For(false)) == 0 {
			t.Errorf("residents read nothing of class %d", i+1)
		}
		for j, n := range c.Norms {
			if want := fmt.Sprintf("%d.%d", i+1, j+1); n.Number != want || d.Guide.Norm(want) == nil {
				t.Errorf("%s is numbered %s", want, n.Number)
			}
			for _, l := range text.Langs {
				if c.Names[l] == "" || n.Names[l] == "" || n.Does[l] == "" || n.Theirs() && n.Residents[l] == "" {
					t.Errorf("%s does not say all in %s", n.Number, l)
				}
			}
		}
	}
	if len(d.Guide.Classes) != 8 || norms != 32 {
		t.Errorf("%d classes, %d norms", len(d.Guide.Classes), norms)
	}
	for words, number := range map[string]string{"油烟": "2.", "grease": "2.", "电动车 充电": "1.", "E-BIKE": "1."} {
		found := d.Guide.Find(words, true)
		if len(found) == 0 || !strings.HasPrefix(found[0].Number, number) {
			t.Errorf("%q finds %d norms", words, len(found))
		}
	}
	if found := d.Guide.Find("没有人会写的词", true); len(found) != 0 || len(d.Guide.Find(" ", true)) != 0 {
		t.Errorf("found %v", found)
	}
}

const good = `classes:
  - name: { zh: 消防, en: Fire }
    norms:
      - name: { zh: 通道, en: Lanes }
        does: { zh: 机密做法, en: secret deed }
        kinds: [lamp]
        owner: fire
        review: 2027-06-30
      - name: { zh: 充电, en: Charging }
        does: { zh: 看, en: look }
        residents: { zh: 不上楼, en: not upstairs }
        review: 2027-06-30
`

func read(file string) (guide.Guide, []string) {
	var told []string
	g := guide.Read([]byte(file), guide.Known{Categories: []string{"lamp"}, Agencies: []string{"fire"},
		Fault: func(line int, format string, a ...any) {
			told = append(told, fmt.Sprintf("%d: "+format, append([]any{line}, a...)...))
		},
		Alike: func(string, []string) string { return "" }})
	return g, told
}

// What is the staff's is not found by residents, whatever they look for.
func TestResidentsReadTheirPart(t *testing.T) {
	g, told := read(good)
	if told != nil {
		t.Fatal(told)
	}
	if n := len(g.Classes[0].For(false)); n != 1 || len(g.Classes[0].For(true)) != 2 {
		t.Errorf("residents read %d", n)
	}
	for _, words := range []string{"通道", "secret", "机密", "look"} {
		if found := g.Find(words, false); len(found) != 0 {
			t.Errorf("a resident finds %q", words)
		}
		if found := g.Find(words, true); len(found) != 1 {
			t.Errorf("the staff find %d by %q", len(found), words)
		}
	}
	n := g.Norm("1.2")
	if n.Late(time.Date(2027, 6, 30, 12, 0, 0, 0, time.UTC)) || !n.Late(time.Date(2027, 7, 1, 12, 0, 0, 0, time.UTC)) {
		t.Error("it is late from the day after")
	}
	if g.Norm("1.3") != nil || g.Norm("0.1") != nil || g.Class("0") != nil || g.Class("2") != nil || g.Class("x") != nil {
		t.Error("there is no such number")
	}
}

// Each slip somebody makes in the file is told, with its line.
func TestEverySlipIsTold(t *testing.T) {
	for _, slip := range [][3]string{
		{"kinds: [lamp]", "kinds: [lam]", `6: there is no "lam"`},
		{"owner: fire", "owner: fier", `7: there is no "fier"`},
		{"review: 2027-06-30\n      - name: { zh: 充", "review: soon\n      - name: { zh: 充", `4: "review" is missing`},
		{"does: { zh: 机密做法, en: secret deed }", "do: x", `4: "does" is missing`},
		{"en: Lanes", "fr: Voie", `4: nobody knows "fr"`},
		{"en: Lanes", "en: " + strings.Repeat("x", 41), "4: name has 41 characters"},
		{"classes:", "clases:", `1: nobody knows "clases"`},
		{"classes:", "clases:", `0: "classes" is missing`},
		{good, "", "0: the file is empty"},
		{good, "classes: {", "0: this is not YAML"},
		{good, "classes: [{ name: { zh: 空, en: None } }]", `1: "norms" is missing`},
		{good, "classes: 5", "1: classes must be a list"},
	} {
		_, told := read(strings.Replace(good, slip[0], slip[1], 1))
		if !slices.ContainsFunc(told, func(s string) bool { return strings.HasPrefix(s, slip[2]) }) {
			t.Errorf("%q: %v", slip[1], told)
		}
	}
}
