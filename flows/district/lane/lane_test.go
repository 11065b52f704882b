package lane_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/district"
	"gridbot/flows/district/lane"
	"gridbot/flows/text"
)

// The demo offers twenty projects, each with all it says of itself, and whatever
// the kind there is something to offer.
func TestTheDemoOffersTwentyProjects(t *testing.T) {
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Care.Projects) != 20 || !d.Care.On() {
		t.Errorf("the demo has %d projects", len(d.Care.Projects))
	}
	for _, p := range d.Care.Projects {
		for _, said := range []text.Names{p.Names, p.Whom, p.Offers, p.Ask} {
			if said[text.Chinese] == "" || said[text.English] == "" {
				t.Errorf("%s does not say all in both languages", p.ID)
			}
		}
	}
	for _, k := range d.Care.Kinds {
		if len(d.Care.Fit(k.ID)) < 2 {
			t.Errorf("there is next to nothing to offer for %s", k.ID)
		}
	}
	for words, kind := range map[string]string{"602 的老伯几天没出门": "elderly", "He beats his wife": "violence", "他不想活了": "despair", "…": "elderly"} {
		if got := d.Care.Hear(words); got != kind {
			t.Errorf("%q is heard as %s", words, got)
		}
	}
}

// Each slip somebody makes in the file is told, with its line.
func TestEverySlipIsTold(t *testing.T) {
	good := `categories: [care]
dangers: { suicide: despair }
respond: { life: 30m }
roles:
  - { id: doctor, agency: hospital, name: { zh: 医生, en: Doctor }, sees: [who] }
kinds:
  - { id: despair, name: { zh: 绝望, en: Despair }, call: [doctor] }
projects:
  - { id: meals, name: { zh: 餐, en: Meal }, whom: { zh: 谁, en: who }, offers: { zh: 谁, en: who }, ask: { zh: 怎么, en: how } }
`
	read := func(file string) []string {
		var told []string
		lane.Read([]byte(file), lane.Known{Categories: []string{"care"}, Agencies: []string{"hospital"}, Dangers: []string{"suicide"},
			Fault: func(line int, format string, a ...any) {
				told = append(told, fmt.Sprintf("%d: "+format, append([]any{line}, a...)...))
			},
			Alike: func(string, []string) string { return "" }})
		return told
	}
	if told := read(good); len(told) > 0 {
		t.Fatalf("a good file: %v", told)
	}
	for _, slip := range [][3]string{
		{"categories: [care]", "categories: [lamp]", `1: there is no "lamp"`},
		{"suicide: despair", "suicide: debt", `2: there is no "debt"`},
		{"suicide:", "flood:", `2: nobody knows "flood"`},
		{"life: 30m", "life: 45m", "3: where a life is at risk nobody waits"},
		{"life: 30m", "life: soon", "3: write how long"},
		{"agency: hospital", "agency: shop", `5: there is no "shop"`},
		{"sees: [who]", "sees: [all]", `5: there is no "all"`},
		{"call: [doctor]", "call: [nurse]", `7: there is no "nurse"`},
		{", call: [doctor]", "", `7: "call" is missing`},
		{"en: Meal", "fr: Repas", `9: nobody knows "fr"`},
		{"id: meals", "id: Meals!", `9: it needs an "id"`},
		{"id: meals,", "id: meals, price: 5,", `9: nobody knows "price"`},
		{good, "", "0: the file is empty"},
		{good, "roles: {", "0: this is not YAML"},
		{good, "- a", "1: the file must be written as"},
	} {
		told := read(strings.Replace(good, slip[0], slip[1], 1))
		if !slices.ContainsFunc(told, func(s string) bool { return strings.HasPrefix(s, slip[2]) }) {
			t.Errorf("%q: %v", slip[1], told)
		}
	}
}
