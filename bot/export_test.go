package bot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/week"
	"gridbot/flows/world"
)

// vault is an archive of one case, or one that cannot be read.
type vault struct{ err error }

func (v vault) EachOf(ctx context.Context, numbers []int, each func(cases.Case) error) error {
	if !slices.Contains(numbers, 1001) {
		return v.err
	}
	return v.EachCase(ctx, time.Time{}, time.Time{}, each)
}

func (v vault) EachCase(_ context.Context, _, _ time.Time, each func(cases.Case) error) error {
	if v.err != nil {
		return v.err
	}
	return each(cases.Case{Number: 1001, Category: "lamp", Grid: "yanchang", What: "=1+1", Opened: 1_795_395_600,
		Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: chen, Name: "不可说"}})
}

func (vault) EachEvent(_ context.Context, _ time.Time, each func(world.Logged) error) error {
	return each(world.Logged{At: 1_795_395_600, Case: 1001, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter, By: chen, Grid: "yanchang", Category: "lamp"})
}

// exported sends an export and returns what came: the name and the content of a
// file, or words.
func exported(t *testing.T, from vault, largest int, ex drawn.Export) (name, content string) {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	o := newOffice(t)
	o.archive, o.district, o.now, o.exports, o.largest = from, demo(t), time.Now, make(chan struct{}, 1), largest
	ex.From, ex.To = 1_795_000_000, 1_796_000_000
	if _, err := o.sender.send(t.Context(), world.Letter{To: talk.Chat{ID: chen}, Lang: text.Chinese,
		Say: talk.Prompt{Say: text.Said("给您"), Draw: &drawn.Drawing{Export: &ex}}}); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "*")); err != nil || len(left) > 0 {
		t.Errorf("this is left behind: %v, %v", left, err)
	}
	all := o.telegram.Messages(chen)
	m := all[len(all)-1]
	if m.Document == nil {
		return "", m.Text
	}
	b, err := o.sender.fetch(t.Context(), m.Document.FileID)
	if err != nil || m.Caption != "给您" {
		t.Fatalf("%q, %v", m.Caption, err)
	}
	return m.Document.FileName, string(b)
}

func TestAnExportComesAsAFile(t *testing.T) {
	name, file := exported(t, vault{}, 1<<20, drawn.Export{Grid: "yanchang", Format: week.ExportCSV, Part: week.ExportCases})
	if name != "gridbot-yanchang-cases-2026-11-18--2026-11-30.csv" || !strings.Contains(file, "路灯") || !strings.Contains(file, "'=1+1") || strings.Contains(file, "不可说") {
		t.Errorf("%s:\n%s", name, file)
	}
	name, file = exported(t, vault{}, 1<<20, drawn.Export{Format: week.ExportCSV, Part: week.ExportCases, Identity: true})
	if name != "gridbot-daning-cases-2026-11-18--2026-11-30-names.csv" || !strings.Contains(file, "不可说") {
		t.Errorf("the coordinator asked for it: %s\n%s", name, file)
	}
	_, file = exported(t, vault{}, 1<<20, drawn.Export{Grid: "yanchang", Format: week.ExportCSV, Part: week.ExportEvents})
	if !strings.Contains(file, "1001,上报,报告人,,待接单") || strings.Contains(file, "不可说") {
		t.Errorf("the events:\n%s", file)
	}
	name, file = exported(t, vault{}, 1<<20, drawn.Export{Format: week.ExportXLSX})
	if name != "gridbot-daning-2026-11-18--2026-11-30.xlsx" || !strings.HasPrefix(file, "PK") {
		t.Errorf("%s: %.20q", name, file)
	}
}

// A list is a workbook of its own cases, whenever they were opened.
func TestAListComesAsAWorkbook(t *testing.T) {
	name, file := exported(t, vault{}, 1<<20, drawn.Export{Grid: "yanchang", Format: week.ExportXLSX, Numbers: []int{1001, 1002}})
	if name != "gridbot-yanchang-list-2026-11-18.xlsx" {
		t.Errorf("it is called %s", name)
	}
	f, err := excelize.OpenReader(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if sheets := f.GetSheetList(); len(sheets) != 1 {
		t.Errorf("there are %v", sheets)
	}
	rows, err := f.GetRows(f.GetSheetList()[0])
	if said := fmt.Sprint(rows); err != nil || len(rows) != 2 || !strings.Contains(said, "崧涵庭") || strings.Contains(said, "不可说") {
		t.Errorf("%v: %s", err, said)
	}
	if name, words := exported(t, vault{errors.New("redis is away")}, 1<<20, drawn.Export{Format: week.ExportXLSX, Numbers: []int{1001}}); name != "" || !strings.Contains(words, "没有成功") {
		t.Errorf("cannot be read: %q %q", name, words)
	}
}

func TestAnExportThatCannotBeSentIsSaidInWords(t *testing.T) {
	for _, format := range []string{week.ExportCSV, week.ExportXLSX} {
		if name, words := exported(t, vault{}, 100, drawn.Export{Format: format, Part: week.ExportCases}); name != "" || !strings.Contains(words, "太大") {
			t.Errorf("%s, too large: %q %q", format, name, words)
		}
		if name, words := exported(t, vault{errors.New("redis is away")}, 1<<20, drawn.Export{Format: format, Part: week.ExportCases}); name != "" || !strings.Contains(words, "没有成功") {
			t.Errorf("%s, cannot be read: %q %q", format, name, words)
		}
	}
}
