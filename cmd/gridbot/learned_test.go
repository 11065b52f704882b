package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

// What a lead put right and what was closed is learned from: the words and the
// category, and nothing of who wrote them; once, however often it is asked for.
func TestWhatCasesTurnedOutToBeIsLearned(t *testing.T) {
	address := redistest.Real(t).Address
	st, err := store.Open(t.Context(), address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if ours, err := st.TakeLease(t.Context(), "test", time.Hour); err != nil || !ours {
		t.Fatalf("the lease is ours %t: %v", ours, err)
	}
	at := time.Now().Unix()
	told := func(n int, what, category string, how func(*cases.Case)) world.Moved {
		c := cases.Case{Number: n, Category: category, Status: cases.Reported, What: what, Opened: at, By: cases.Reporter{ID: 9, Name: "赵钱孙"}}
		how(&c)
		return world.Moved{After: c}
	}
	closed := func(c *cases.Case) { c.Status, c.Outcome = cases.Closed, cases.Confirmed }
	corrected := func(c *cases.Case) {
		c.Danger = true
		c.Log = []cases.Entry{{At: at, Part: cases.PartLead, Do: cases.Correct, Fix: &cases.Correction{Of: cases.OfCategory, Was: text.Said("rubbish"), Now: text.Said("gas")}}}
	}
	ch := world.Change{Cases: []world.Moved{
		told(1, "我是赵钱孙，楼道一股怪味，13800138000", "gas", corrected),
		told(2, "the bench, \"broken\"", "furniture", closed),
		told(3, "没有人看过", "lamp", func(*cases.Case) {}),
		told(4, "现场没有", "lamp", func(c *cases.Case) { c.Status, c.Outcome = cases.Closed, cases.NothingSeen }),
		told(5, "别的街道的类别", "nowhere", closed),
		told(6, "路灯一闪一闪", "drain", closed), // stands there already, as the district has it
	}}
	if _, err := st.Commit(t.Context(), world.Op{Once: &talk.Clock{Person: 9, Name: world.ClockMorning, Due: time.Unix(at, 0)}}, 9, ch); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, district.Demo()); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "examples.csv")
	if err := os.WriteFile(name, []byte("text,lang,category,danger\n路灯一闪一闪,zh,lamp,"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := "text,lang,category,danger\n路灯一闪一闪,zh,lamp,\n我是，楼道一股怪味，,zh,gas,yes\n\"the bench, \"\"broken\"\"\",en,furniture,no\n"
	for _, added := range []string{"2 sentences", "0 sentences"} {
		var out, errs bytes.Buffer
		code := run(t.Context(), []string{"train", "--district", dir, "--cases", address}, &out, &errs)
		if said := out.String() + errs.String(); code != 0 || !strings.Contains(said, added) || !strings.Contains(said, "learned from 3 examples") {
			t.Errorf("%d: %s", code, said)
		}
		if b, err := os.ReadFile(name); err != nil || string(b) != want {
			t.Errorf("%v\n%s\nwant\n%s", err, b, want)
		}
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"train", "-o", filepath.Join(dir, "m"), "--cases", address}, &out, &errs); code != 1 || !strings.Contains(errs.String(), "--cases needs --district") {
		t.Errorf("%d: %s", code, errs.String())
	}
}
