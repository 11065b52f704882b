package orders_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/calendar"
	"gridbot/flows/district/orders"
	"gridbot/flows/text"
)

const whole = `
workers: advice
state:
  - { category: kitchen, why: { zh: 对照, en: compared } }
measures:
  - { agency: gas, deed: suspend, until: passed, photo: { zh: 阀门, en: valve }, says: { zh: 停了, en: off }, undone: { zh: 通了, en: on } }
enforce: { agency: team, receive: 2wd }
`

func read(file string) (o orders.Orders, faults []string) {
	k := orders.Known{Categories: []string{"kitchen"}, Agencies: []string{"gas", "team"}, Undone: func(agency string) []string {
		return map[string][]string{"gas": {"suspend"}, "team": {"seize"}}[agency]
	},
		Fault: func(line int, say string, a ...any) {
			faults = append(faults, fmt.Sprintf("%d: %s", line, fmt.Sprintf(say, a...)))
		},
		Alike: func(string, []string) string { return "" }}
	return orders.Read([]byte(file), k), faults
}

func TestTheFileIsRead(t *testing.T) {
	o, faults := read(whole)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	m, ok := o.Measure("gas", "suspend")
	if !ok || !m.Passed || m.Photo[text.English] != "valve" || m.Says[text.Chinese] != "停了" || m.Undone[text.English] != "on" {
		t.Errorf("%+v", m)
	}
	if _, ok := o.Measure("team", "suspend"); ok {
		t.Error("a measure of another agency")
	}
	if !o.Advice {
		t.Error("workers do more than advise")
	}
	if o.State["kitchen"][text.English] != "compared" {
		t.Errorf("%+v", o.State)
	}
	if want := (orders.Enforcement{Agency: "team", Receive: calendar.Span{Work: 2}, Decide: calendar.Span{Work: 60}}); o.Enforce != want {
		t.Errorf("%+v", o.Enforce)
	}
}

// Whatever is wrong is told by its line, and nothing is guessed.
func TestWhatIsWrongIsToldByItsLine(t *testing.T) {
	for spoilt, want := range map[string]string{
		strings.Replace(whole, "category: kitchen", "category: kichen", 1):         "4: there is no category",
		strings.Replace(whole, "deed: suspend", "deed: seize", 1):                  "6: there is no deed",
		strings.Replace(whole, "agency: gas", "agency: gaz", 1):                    "6: there is no agency",
		strings.Replace(whole, "until: passed", "until: later", 1):                 "6: there is no until",
		strings.Replace(whole, "en: off", "fr: off", 1):                            "6: nobody knows \"fr\"",
		strings.Replace(whole, "undone: { zh: 通了, en: on }", "", 1):                "6: \"undone\" is missing",
		strings.Replace(whole, "receive: 2wd", "receive: soon", 1):                 "7: \"receive\" is how long",
		strings.Replace(whole, "why:", "reason:", 1):                               "4: nobody knows \"reason\"",
		strings.Replace(whole, "en: compared", "en: "+strings.Repeat("x", 121), 1): "4: why has 121",
		strings.Replace(whole, "workers: advice", "workers: fine", 1):              "2: there is no paper of workers",
		"":          "0: the file is empty",
		"state: {}": "1: state must be a list",
		"[":         "0: this is not YAML",
	} {
		if _, faults := read(spoilt); !slices.ContainsFunc(faults, func(f string) bool { return strings.HasPrefix(f, want) }) {
			t.Errorf("%q: %q", want, faults)
		}
	}
}

func TestABasisNamesTheActAndItsArticle(t *testing.T) {
	for zh, en := range map[string]string{"": "", "《消防法》": "the Fire Protection Law, article 28", "《消防法》第二十八条": "the Fire Protection Law", "有关规定第三条": "article 3"} {
		if orders.Unfounded(text.Names{text.Chinese: zh, text.English: en}) == "" {
			t.Errorf("%q, %q will do", zh, en)
		}
	}
	if orders.Unfounded(nil) == "" {
		t.Error("none at all will do")
	}
	if say := orders.Unfounded(text.Names{text.Chinese: "《消防法》第二十八条", text.English: "the Fire Protection Law, article 28"}); say != "" {
		t.Error(say)
	}
	for words, founds := range map[string]bool{"《治安管理处罚法》第三十条": true, "the Fire Protection Law, article 28": true, "article 3": false, "有关规定": false, "": false} {
		if orders.Founds(words) != founds {
			t.Errorf("%q founds a notice: %t", words, !founds)
		}
	}
}
