package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/text"
	"gridbot/store"
)

// What a district's cases turned out to be is the best there is to learn from: a
// category that a lead has put right, and what was closed as what it was. It goes
// into examples.csv, where the district can look at it before anybody hears by it:
// the words and the category, and nothing of who wrote them.

// examplesFile is where a district's sentences stand in its folder.
const examplesFile = "examples.csv"

// longestLearned is how long a sentence may be to be learned from, in characters.
const longestLearned = 300

// telephones are struck out of what people wrote.
var telephones = regexp.MustCompile(`\d[\d -]{5,}\d`)

// learnable tells whether it is known what a case was: a lead has put its category
// right, or it was closed here as it is.
func learnable(c cases.Case) bool {
	for _, e := range c.Log {
		if e.Part == cases.PartLead && e.Fix != nil && e.Fix.Of == cases.OfCategory {
			return true
		}
	}
	return c.Outcome == cases.Confirmed || c.Outcome == cases.Unconfirmed
}

// sentence is the words of a case in one line, without a telephone and without the
// name its reporter gave.
func sentence(c cases.Case) string {
	words := c.What
	if len([]rune(c.By.Name)) > 1 {
		words = strings.ReplaceAll(words, c.By.Name, "")
	}
	return text.CleanLine(telephones.ReplaceAllString(words, ""), longestLearned)
}

// learnedRow is a case as a line of examples.csv.
func learnedRow(d *district.District, c cases.Case) (row []string, ok bool) {
	words := sentence(c)
	_, known := d.Category(c.Category)
	if !learnable(c) || !known || len([]rune(words)) < 2 {
		return nil, false
	}
	lang, danger := "zh", "no"
	if d.Guess(words).Lang == text.English {
		lang = "en"
	}
	if c.Danger {
		danger = "yes"
	}
	return []string{words, lang, c.Category, danger}, true
}

// addCases adds what the cases in Redis have taught to the examples of a folder. A
// sentence that stands there already stays as the district has it.
func addCases(ctx context.Context, d *district.District, dir, address string) (added int, err error) {
	name := filepath.Join(dir, examplesFile)
	old, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return 0, fmt.Errorf("learn from cases: %w", err)
	}
	b := bytes.NewBuffer(bytes.TrimRight(old, "\r\n"))
	if b.Len() == 0 {
		b.WriteString("text,lang,category,danger")
	}
	b.WriteString("\n")
	rows, err := csv.NewReader(bytes.NewReader(old)).ReadAll()
	if err != nil {
		return 0, fmt.Errorf("learn from cases: %s: %w", name, err)
	}
	seen := map[string]bool{}
	for _, row := range rows {
		seen[strings.TrimSpace(row[0])] = true
	}
	st, err := store.Open(ctx, address, d.ID)
	if err != nil {
		return 0, err
	}
	defer st.Close()
	w := csv.NewWriter(b)
	err = st.EachCase(ctx, time.Unix(0, 0), time.Now().Add(24*time.Hour), func(c cases.Case) error {
		row, ok := learnedRow(d, c)
		if !ok || seen[row[0]] {
			return nil
		}
		seen[row[0]] = true
		added++
		return w.Write(row)
	})
	if w.Flush(); err != nil || w.Error() != nil {
		return 0, fmt.Errorf("learn from cases: %w", errors.Join(err, w.Error()))
	}
	if added == 0 {
		return 0, nil
	}
	mode := os.FileMode(0o600) // it is what people wrote
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	if err := errors.Join(os.WriteFile(name+".new", b.Bytes(), mode), os.Rename(name+".new", name)); err != nil {
		return 0, fmt.Errorf("learn from cases: %w", err)
	}
	return added, nil
}

// addCases adds to the folder what its cases in Redis have taught, and says how
// much that is.
func (t *train) addCases(ctx context.Context, out io.Writer, log *slog.Logger) error {
	if t.District == "" {
		return errors.New("--cases needs --district: the sentences are added to its examples.csv")
	}
	d, err := t.load(log)
	if err != nil {
		return err
	}
	added, err := addCases(ctx, d, t.District, t.Cases)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d sentences of cases added\n", filepath.Join(t.District, examplesFile), added)
	return nil
}
