package services_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gridbot/flows/district"
	"gridbot/flows/services"
	"gridbot/flows/text"
)

const lift = `# A lift in an old house: nothing in the code knows of it.
name: { zh: 加装电梯, en: A lift in an old house }
asks:
  - { id: floors, kind: number, ask: { zh: 几层楼？, en: "How many floors?" } }
  - { id: agree, kind: choice, ask: { zh: 邻居同意吗？, en: "Do the neighbours agree?" }, choices: [{ id: all, name: { zh: 都同意, en: All } }, { id: most, name: { zh: 多数同意, en: Most } }] }
papers:
  - { id: votes, name: { zh: 表决结果, en: The vote } }
  - { id: drawing, name: { zh: 设计图, en: Drawing } }
  - { id: talks, name: { zh: 协商记录, en: Minutes of the talks }, when: [agree = most] }
steps:
  - { id: posted, agency: housing, name: { zh: 公示, en: Posted }, needs: [votes], if-any: [talks], gives: [posting], within: 10wd }
  - { id: plan, agency: housing, name: { zh: 规划意见, en: Planning }, needs: [drawing, posting], gives: [plan-ok], within: 5wd, visit: true }
  - { id: gas, agency: gas, name: { zh: 燃气管移位, en: Gas pipe moved }, needs: [drawing], within: 5wd, visit: true }
  - { id: build, agency: housing, name: { zh: 开工, en: Work begins }, needs: [plan-ok], after: [gas], within: 2wd, when: [floors >= 4] }
`

func load(files map[string]string) ([]services.Service, []string) {
	var told []string
	folder := fstest.MapFS{}
	for name, s := range files {
		folder["services/"+name+".yaml"] = &fstest.MapFile{Data: []byte(s)}
	}
	all := services.Load(folder, services.Known{Agencies: []string{"housing", "gas", "market"},
		Fault: func(file string, line int, format string, a ...any) {
			told = append(told, fmt.Sprintf("%s:%d: "+format, append([]any{file, line}, a...)...))
		},
		Alike: func(string, []string) string { return "" }})
	return all, told
}

func TestTheDemoHasThreeServices(t *testing.T) {
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, s := range d.Services {
		ids = append(ids, s.ID)
		if s.Baseline.Days == 0 || s.Baseline.Visits == 0 {
			t.Errorf("%s does not say how it was before", s.ID)
		}
		for _, p := range s.Papers {
			if p.Hint[text.Chinese] == "" || p.Sample[text.Chinese] == "" {
				t.Errorf("%s: nobody learns what a good %s looks like", s.ID, p.ID)
			}
		}
	}
	if !slices.Equal(ids, []string{"restaurant", "school", "shop"}) {
		t.Errorf("the demo has %v", ids)
	}
	steps, papers := d.Services[0].For(map[string]string{"area": "80", "staff": "4", "kitchen": "yes", "sign": "no"})
	var got []string
	for _, st := range steps {
		got = append(got, st.ID)
	}
	for _, p := range papers {
		got = append(got, p.ID)
	}
	if want := "licence waste drain-ok food-ok handover id-card lease plan rules health drain"; strings.Join(got, " ") != want {
		t.Errorf("a small restaurant needs %v, want %s", got, want)
	}
}

// A lift in an old house is done by the same files, and no code.
func TestAGraphNoCodeKnowsOf(t *testing.T) {
	all, told := load(map[string]string{"lift": lift})
	if len(told) > 0 || len(all) != 1 {
		t.Fatalf("%v", told)
	}
	if steps, papers := all[0].For(map[string]string{"floors": "3", "agree": "all"}); len(steps) != 3 || len(papers) != 2 {
		t.Errorf("three floors take %d steps and %d papers", len(steps), len(papers))
	}
	graph := all[0].Mermaid(text.English, func(id string) string { return strings.ToUpper(id) })
	for _, line := range []string{"flowchart LR", `s_plan["Planning<br/>HOUSING · 5wd 👣"]`, "p_talks -.-> s_posted", "s_posted -->|posting| s_plan", "s_gas --> s_build"} {
		if !strings.Contains(graph, line) {
			t.Errorf("the graph has no line %q:\n%s", line, graph)
		}
	}
}

func TestEverySlipIsTold(t *testing.T) {
	for _, slip := range [][3]string{
		{"needs: [drawing]", "needs: [drawing, plan-ok]", ""}, // gas after plan is fine
		{"needs: [votes]", "needs: [votes, plan-ok]", `these steps wait for each other: posted -> plan -> posted`},
		{"after: [gas]", "after: [build]", "these steps wait for each other: build -> build"},
		{"after: [gas]", "after: [water]", `the step build comes after "water", and there is no such step`},
		{"needs: [votes]", "needs: [votes, talks]", `11: the step posted needs "talks", and with floors = 0, agree = all nobody brings or issues it`},
		{"if-any: [talks]", "if-any: [talks, chats]", `the step posted may need "chats", and nobody ever brings or issues it`},
		{"gives: [posting]", "gives: [other]", `the step plan needs "posting"`},
		{"when: [floors >= 4]", "when: [floors >= 4, floors < 3]", "14: the step build can never be reached"},
		{"[talks]", "[votes]", "no step needs the paper talks"},
		{"gives: [plan-ok]", "gives: [plan-ok, drawing]", `issues "drawing", which the applicant brings`},
		{"floors >= 4", "floor >= 4", `14: there is no question "floor"`},
		{"floors >= 4", "floors = all", "it is compared with one number"},
		{"agree = most", "agree = none", "there is no answer none"},
		{"agree = most", "agree > most", "compare it with = or !="},
		{"agree = most", "agree", "is not a condition"},
		{"agency: gas", "agency: steam", `there is no "steam" for agency`},
		{"agency: gas, ", "", `"agency" is missing`},
		{"within: 2wd, ", "", `"within" is missing`},
		{"within: 2wd", "within: soon", "within is so many working days"},
		{"within: 2wd", "fees: 3, within: 2wd", `nobody knows "fees" here`},
		{"id: gas,", "id: votes,", `the id "votes" is taken`},
		{"en: Drawing", "fr: Dessin", `nobody knows "fr"`},
		{"en: Drawing }", "en: Drawing }, sample: { zh: 一行, en: One line }", "8: a sample has a heading and 1 to 13 lines"},
		{"en: Drawing }", "en: Drawing }, sample: { zh: \"图\\n* 尺寸\" }", `sample has no "en"`},
		{"en: Drawing }", "en: Drawing }, sample: { zh: \"图\\n* 尺寸\", en: \"A\\nB\" }", ""},
		{"kind: number", "kind: figure", `there is no "figure" for kind`},
		{lift, "", "the file is empty"},
		{lift, "steps: {", "this is not YAML"},
		{lift, "- a", "the file must be written as"},
		{lift, "name: { zh: 无, en: None }", `"steps" is missing`},
	} {
		_, told := load(map[string]string{"lift": strings.Replace(lift, slip[0], slip[1], 1)})
		switch {
		case slip[2] == "" && len(told) > 0:
			t.Errorf("%q: %v", slip[1], told)
		case slip[2] != "" && !slices.ContainsFunc(told, func(s string) bool { return strings.Contains(s, slip[2]) }):
			t.Errorf("%q: %v", slip[1], told)
		}
	}
}

// Whatever somebody writes into the file, it is told, and nothing falls over.
func FuzzAnythingInTheFile(f *testing.F) {
	f.Add(lift)
	f.Add("steps: [{id: a, needs: [b], gives: [b], when: [c = d]}]")
	f.Add("asks: [&a {id: x, kind: number, when: *a}]\nsteps: *a")
	f.Fuzz(func(t *testing.T, file string) {
		if len(file) > 2000 {
			return // more of the same, and slower
		}
		all, _ := load(map[string]string{"any": file})
		for _, s := range all {
			s.Mermaid(text.Chinese, func(id string) string { return id })
		}
	})
}
