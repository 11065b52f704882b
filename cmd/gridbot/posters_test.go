package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gridbot/flows/district"
)

// ownFolder is a copy of the demo's folder without the codes of its posters.
func ownFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, district.Demo()); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, district.PostersFile)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// posterOf loads a folder and says which token a place has.
func posterOf(t *testing.T, folder fs.FS, place string) string {
	t.Helper()
	d, err := district.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return d.PosterToken(place)
}

// A place that has no poster yet gets a code of its own, which stays however often
// the posters are printed anew: they hang there.
func TestPostersAreWrittenAndTheirCodesStay(t *testing.T) {
	dir := ownFolder(t)
	file := filepath.Join(t.TempDir(), "posters.pdf")
	write := func(args ...string) (string, string, int) {
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"posters", "--district", dir, "--bot", "@daning_gridbot", "-o", file}, args...), &out, &errs)
		return out.String(), errs.String(), code
	}
	out, errs, code := write("--place", "崧涵庭")
	if b, err := os.ReadFile(file); code != 0 || err != nil || !bytes.HasPrefix(b, []byte("%PDF-")) || !strings.Contains(out, "1 posters") || !strings.Contains(out, "1 codes more") {
		t.Fatalf("%d %v: %s%s", code, err, out, errs)
	}
	first := posterOf(t, os.DirFS(dir), "songhanting")
	if len(first) < 16 || posterOf(t, os.DirFS(dir), "lingshi-rd") != "" {
		t.Fatalf("the place has %q", first)
	}
	if out, errs, code = write("--all"); code != 0 || !strings.Contains(out, "42 posters") || !strings.Contains(out, "41 codes more") {
		t.Fatalf("%d: %s%s", code, out, errs)
	}
	if out, _, code = write("--all"); code != 0 || strings.Contains(out, "codes more") {
		t.Errorf("printed again, it has other codes: %s", out)
	}
	seen := map[string]bool{}
	d, err := district.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range d.Places.All() {
		token := d.PosterToken(p.ID)
		if at, ok := d.Poster(token); !ok || at.ID != p.ID || seen[token] {
			t.Errorf("%s has the code %q, which is of %s", p.ID, token, at.ID)
		}
		seen[token] = true
	}
	if d.PosterToken("songhanting") != first {
		t.Error("the poster that hangs already says nothing any more")
	}
}

// What cannot be is said, and nothing is written.
func TestPostersThatCannotBe(t *testing.T) {
	dir := ownFolder(t)
	for what, c := range map[string]struct {
		args []string
		says string
	}{
		"no such place":     {[]string{"--place", "没有的地方呀", "--bot", "daning_gridbot"}, "no such place"},
		"a name of several": {[]string{"--place", "灵石", "--bot", "daning_gridbot"}, "which one is meant"},
		"neither of them":   {[]string{"--bot", "daning_gridbot"}, "--place"},
		"both of them":      {[]string{"--all", "--place", "崧涵庭", "--bot", "daning_gridbot"}, "--place"},
		"no bot":            {[]string{"--all"}, "--bot"},
		"no name of a bot":  {[]string{"--all", "--bot", "t.me/x y"}, "user name"},
	} {
		var out, errs bytes.Buffer
		file := filepath.Join(t.TempDir(), "posters.pdf")
		code := run(t.Context(), append([]string{"posters", "--district", dir, "-o", file}, c.args...), &out, &errs)
		if _, err := os.Stat(file); code == 0 || !strings.Contains(errs.String(), c.says) || err == nil {
			t.Errorf("%s: exit code %d: %s", what, code, errs.String())
		}
	}
	if posterOf(t, os.DirFS(dir), "songhanting") != "" {
		t.Error("a code was added for nothing")
	}
}
