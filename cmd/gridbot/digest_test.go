package main

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/redistest"
)

// The digest of a week as files: the words and the picture, and nothing sent.
func TestTheDigestIsWrittenToFiles(t *testing.T) {
	address := redistest.Embedded(t)
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(t.Context(), address, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if err := st.SeizeLease(t.Context(), "test", time.Minute); err != nil {
		t.Fatal(err)
	}
	took := int64(600)
	for n := 1001; n <= 1003; n++ {
		line := world.Logged{Case: n, Do: cases.Report, To: cases.Reported, Grid: "yanchang", Category: "lamp", Week: "2026-W47"}
		claim := line
		claim.Do, claim.Answered = cases.Claim, &took
		ch := world.Change{Log: []world.Logged{line, claim}}
		if _, err := st.Commit(t.Context(), world.Op{}, 7001, ch); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ grid, lang, name, says, change string }{
		{"", "", "digest-daning-2026-W47", "上报：3（↑3）", "响应时间（中位数）：10 分钟"},
		{"yanchang", "en", "digest-yanchang-2026-W47", "Reported: 3 (↑3)", "Response time (median): 10 minutes"},
		{"lingshi", "zh-CN", "digest-lingshi-2026-W47", "上报：0（持平）", "眼下没有要您拍板的事"},
	} {
		dir := t.TempDir()
		var out, errs bytes.Buffer
		args := []string{"digest", "--week", "2026-W47", "--out", dir, "--redis", address, "--grid", c.grid, "--lang", c.lang}
		if code := run(t.Context(), args, &out, &errs); code != 0 {
			t.Fatalf("%s: exit code %d: %s", c.name, code, errs.String())
		}
		words, err := os.ReadFile(filepath.Join(dir, c.name+".txt"))
		if err != nil || !strings.Contains(string(words), c.says) || !strings.Contains(string(words), c.change) {
			t.Errorf("%v: %s", err, words)
		}
		f, err := os.Open(filepath.Join(dir, c.name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := png.Decode(f); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		f.Close()
	}
	for _, wrong := range [][]string{{"--week", "2026-W60"}, {"--grid", "nowhere"}, {"--lang", "fr"}, {"--week", "4"}} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), append([]string{"digest", "--redis", address, "--out", t.TempDir()}, wrong...), &out, &errs); code == 0 {
			t.Errorf("%v: %s", wrong, out.String())
		}
	}
}
