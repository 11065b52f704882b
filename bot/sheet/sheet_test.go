package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"gridbot/bot/sheet"
)

// tricks are words that a spreadsheet would take for something to be worked out.
var tricks = []string{
	`=HYPERLINK("http://evil.example","打开")`, "+86 21 5555", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1", "＋1", "－1", "＠甲",
	" =1+1", "\u3000=1+1", "\u00a0@x", "\n-1",
}

var harmless = []string{"路灯不亮", "3号楼-2层", "a=b", "", " ", "'=1"}

func table(words ...string) sheet.Sheet {
	return sheet.Sheet{Name: "事项", Head: []string{"情况", "编号", "时间", "无"}, Rows: func(yield func([]any, error) bool) {
		for i, w := range words {
			if !yield([]any{w, i, time.Date(2026, 11, 23, 9, 30, 0, 0, time.FixedZone("CST", 8*3600)), nil}, nil) {
				return
			}
		}
	}}
}

func TestWordsAreNeverAFormulaInCSV(t *testing.T) {
	var b bytes.Buffer
	if err := sheet.CSV(&b, table(append(slices.Clone(tricks), harmless...)...)); err != nil {
		t.Fatal(err)
	}
	file, marked := strings.CutPrefix(b.String(), "\ufeff")
	if !marked {
		t.Error("Excel takes it for another encoding")
	}
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(rows[0], []string{"情况", "编号", "时间", "无"}) || !slices.Equal(rows[1][1:], []string{"0", "2026-11-23 09:30:00", ""}) {
		t.Errorf("%q", rows[:2])
	}
	for i, words := range tricks {
		if got := rows[1+i][0]; !strings.HasPrefix(got, "'") || strings.ReplaceAll(got[1:], "\r", "") != strings.ReplaceAll(words, "\r", "") {
			t.Errorf("%q is written as %q", words, got)
		}
	}
	for i, words := range harmless {
		if got := rows[1+len(tricks)+i][0]; got != words {
			t.Errorf("%q is written as %q", words, got)
		}
	}
}

func TestWordsAreNeverAFormulaInAWorkbook(t *testing.T) {
	var b bytes.Buffer
	if err := sheet.XLSX(&b, table(tricks...), sheet.Sheet{Name: "办理记录", Head: []string{"时间"}, Rows: func(func([]any, error) bool) {}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); !slices.Equal(got, []string{"事项", "办理记录"}) {
		t.Errorf("%q", got)
	}
	for i, words := range tricks {
		at, _ := excelize.CoordinatesToCellName(1, i+2)
		kind, err := f.GetCellType("事项", at)
		formula, err2 := f.GetCellFormula("事项", at)
		value, err3 := f.GetCellValue("事项", at)
		if err := errors.Join(err, err2, err3); err != nil {
			t.Fatal(err)
		}
		if kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString || formula != "" || strings.TrimSpace(value) != strings.TrimSpace(words) {
			t.Errorf("%q is a cell of type %d, formula %q, %q", words, kind, formula, value)
		}
	}
	if at, _ := f.GetCellValue("事项", "C2"); at != "2026-11-23 09:30:00" {
		t.Errorf("a moment is shown as %q", at)
	}
}

// What cannot be read to its end is not a file.
func TestAHalfReadTableIsAnError(t *testing.T) {
	broken := errors.New("redis is away")
	var rows iter.Seq2[[]any, error] = func(yield func([]any, error) bool) {
		_ = yield([]any{"甲"}, nil) && yield(nil, broken)
	}
	s := sheet.Sheet{Name: "x", Head: []string{"h"}, Rows: rows}
	if err := sheet.CSV(&bytes.Buffer{}, s); !errors.Is(err, broken) {
		t.Errorf("CSV: %v", err)
	}
	if err := sheet.XLSX(&bytes.Buffer{}, s); !errors.Is(err, broken) {
		t.Errorf("XLSX: %v", err)
	}
}
