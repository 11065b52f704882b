package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gridbot/flows/district"
)

func TestGuessWritesALineForALine(t *testing.T) {
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	in := "\ufeff楼道里有煤气味\r\n\n   \r\nstreet light <out>\n你好\nbad \xff bytes on the lamp\n" + strings.Repeat("路灯不亮", 50000) + "\nlast line without an end, pothole"
	var out bytes.Buffer
	if err := guessAll(d, strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 6 {
		t.Fatalf("%d lines", len(lines))
	}
	for i, want := range []struct{ text, lang, category, kind, number string }{
		{"楼道里有煤气味", "zh", "gas", "gas", "962777"},
		{"street light <out>", "en", "lamp", "", ""},
		{"你好", "zh", "", "", ""},
		{"bad \ufffd bytes on the lamp", "en", "lamp", "", ""},
		{strings.Repeat("路灯不亮", 50000), "zh", "lamp", "", ""},
		{"last line without an end, pothole", "en", "pavement", "", ""},
	} {
		var got guessed
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Fatal(err)
		}
		category, number := "", ""
		if len(got.Categories) > 0 {
			category = got.Categories[0].ID
		}
		if len(got.Numbers) > 0 {
			number = got.Numbers[0]
		}
		if got.Text != want.text || got.Lang != want.lang || category != want.category || got.Kind != want.kind || got.Danger != (want.kind != "") || number != want.number {
			t.Errorf("line %d is %.300s", i+1, lines[i])
		}
		for _, field := range []string{`"categories":[`, `"numbers":[`, `"why":[`} {
			if !strings.Contains(lines[i], field) {
				t.Errorf("line %d has no %s", i+1, field)
			}
		}
	}
}

func TestTrainWritesAModelThatIsLoaded(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, district.Demo()); err != nil {
		t.Fatal(err)
	}
	examples := "text,lang,category,danger\n路灯一闪一闪,zh,lamp,\n"
	if err := os.WriteFile(filepath.Join(dir, "examples.csv"), []byte(examples), 0o600); err != nil {
		t.Fatal(err)
	}
	said := func(args ...string) (string, int) {
		var out, errs bytes.Buffer
		code := run(context.Background(), args, &out, &errs)
		return out.String() + errs.String(), code
	}
	if told, code := said("check", dir); code != 0 || !strings.Contains(told, "older than the folder") {
		t.Errorf("%d: %s", code, told)
	}
	if told, code := said("train", "--district", dir); code != 0 || !strings.Contains(told, "model.txt: learned from 1 examples") {
		t.Errorf("%d: %s", code, told)
	}
	if told, code := said("check", dir); code != 0 || strings.Contains(told, "older than the folder") {
		t.Errorf("%d: %s", code, told)
	}
	for _, args := range [][]string{{"train"}, {"train", "--district", filepath.Join(dir, "nowhere")}, {"train", "--district", dir, "-o", filepath.Join(dir, "no", "where")}} {
		if told, code := said(args...); code != 1 {
			t.Errorf("%v: %d %s", args, code, told)
		}
	}
}
