package blanks_test

import (
	"slices"
	"testing"

	"gridbot/flows/blanks"
	"gridbot/flows/hotspots"
	"gridbot/flows/playbooks"
	"gridbot/flows/room"
	"gridbot/flows/world"
)

// A text is filled from the topic it is used for, in the language of its words; of a
// topic without a place of ours, a step without a day, or nobody to do it, the blank is
// named.
func TestWhatIsKnownIsFilledInTheLanguageOfTheWords(t *testing.T) {
	r := room.New(t)
	w := &world.World{District: r.District, Now: r.Now}
	var ts world.Topics
	ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Place: "songhanting", Kind: "rubbish"}}, r.Now)
	ts.Begin(hotspots.Topic{Grid: "yanchang", Spot: hotspots.Spot{Kind: "rubbish"}}, r.Now)
	w.Topics = &ts
	v := playbooks.Version{Steps: []playbooks.Step{{What: "清运", Days: 14}, {What: "看", Days: 7}}}
	for _, c := range []struct {
		of          int
		words, want string
		lacking     []string
	}{
		{1, "{地点}，{日期}到{期限}，{负责人}", "崧涵庭，11月23日到12月7日，延长暖心网格长", nil},
		{1, "{place}, {date} to {deadline}: {owner}", "Songhan Court, 23 November to 7 December: the lead of Yanchang Warm Heart", nil},
		{2, "到{地点}，{期限}前", "到{地点}，12月7日前", []string{"{地点}"}},
		{9, "{place}", "{place}", []string{"{place}"}},
		{-1001, "{place}", "{place}", []string{"{place}"}},
	} {
		got, lacking := blanks.ForAll(w, v, c.of, "yanchang", r.Now.Unix(), c.words)
		if got != c.want || !slices.Equal(lacking, c.lacking) {
			t.Errorf("%d, %s: %q, lacking %q", c.of, c.words, got, lacking)
		}
	}
	v.Steps = []playbooks.Step{{What: "{负责人}在{期限}前清运", Agency: "sanitation"}, {What: "{负责人}看", Days: 7}}
	if got := blanks.Lacks(w, v, 1, "yanchang"); !slices.Equal(got, []string{"{期限}", "{负责人}"}) {
		t.Errorf("lacking: %q", got)
	}
	if !blanks.Any(v) || blanks.Any(playbooks.Version{Plan: "清运"}) {
		t.Error("what has blanks")
	}
	for d, want := range map[*playbooks.Doing]string{
		{Step: playbooks.Step{What: "清", Agency: "sanitation"}}: "环卫公司", {Step: playbooks.Step{What: "clean", Agency: "sanitation"}}: "Sanitation company", {Step: playbooks.Step{What: "清", Who: "居委"}}: "居委", {}: "",
	} {
		if got := blanks.Doer(w, *d); got != want {
			t.Errorf("%+v is done by %q, want %q", d.Step, got, want)
		}
	}
}
