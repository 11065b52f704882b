package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// theirBook is a workbook: titles above the columns, moments as Excel keeps them, and
// a number that no other row has.
func theirBook(t *testing.T, name string) {
	t.Helper()
	f := excelize.NewFile()
	if _, err := f.NewSheet("工单"); err != nil {
		t.Fatal(err)
	}
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for at, cell := range map[string]any{
		"A1": "大宁街道工单明细", "A3": "编号", "B3": "上报", "C3": "结案", "D3": "类别", "E3": "地点", "F3": "状态", "G3": "描述",
		"A5": 20260302001, "B5": time.Date(2026, 3, 2, 8, 30, 0, 0, time.UTC), "C5": time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC),
		"D5": "路灯", "E5": "崧涵庭", "F5": "已结案", "G5": "路灯\n不亮",
		"A6": "B-2", "B6": "2026-03-02 08:30", "D6": "路灯", "E6": "崧涵庭", "F6": "处理中",
		"A7": "B-3", "D7": "路灯",
	} {
		if err := f.SetCellValue("工单", at, cell); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellStyle("工单", "B5", "C5", day); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(name); err != nil {
		t.Fatal(err)
	}
}

func TestAWorkbookIsBroughtIn(t *testing.T) {
	file, mapping := theirFiles(t, "")
	book := filepath.Join(filepath.Dir(file), "history.xlsx")
	theirBook(t, book)
	if code, said := imported(t, book, "--map", mapping, "--dry"); code != 1 || !strings.Contains(said, "has the sheets Sheet1, 工单") {
		t.Errorf("of an empty sheet: %d\n%s", code, said)
	}
	for more, want := range map[string]string{"sheet: 工单\n": "", "sheet: 工单\nheader: 3\n": "", "sheet: 没有\n": `no sheet "没有"; it has Sheet1, 工单`} {
		if err := os.WriteFile(mapping, []byte(more+importMapping), 0o600); err != nil {
			t.Fatal(err)
		}
		code, said := imported(t, book, "--map", mapping, "--dry")
		if want != "" {
			if code != 1 || !strings.Contains(said, want) {
				t.Errorf("%s: %d\n%s", more, code, said)
			}
			continue
		}
		for _, want := range []string{"2, of them 1 closed and 1 open", "refused: 1\n", "no-opened", "(lines 7)", "kept with a mark: 0"} {
			if code != 0 || !strings.Contains(said, want) {
				t.Errorf("%s: %d, nothing is said of %q\n%s", more, code, want, said)
			}
		}
	}
	if err := os.WriteFile(book, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := imported(t, book, "--map", mapping, "--dry"); code != 1 || !strings.Contains(said, "old kind (.xls)") {
		t.Errorf("of an old workbook: %d\n%s", code, said)
	}
}

// A quote that stands alone takes no row with it, and what is wrong with every row is
// said once.
func TestTwoStrayQuotesLoseNothing(t *testing.T) {
	table := strings.ReplaceAll(theirTable(1000), ",崧涵庭,", ",月球背面,")
	table = strings.Replace(table, "SH-3,2025-01-01 03:00,,路灯,月球背面,处理中,", `SH-3,2025-01-01 03:00,,路灯,月球背面,处理中,"`, 1)
	table = strings.Replace(table, "SH-601,2025-01-26 01:00,2025-01-26 01:00,路灯,月球背面,已结案,路灯不亮", `SH-601,2025-01-26 01:00,2025-01-26 01:00,路灯,月球背面,已结案,路灯不亮"`, 1)
	file, mapping := theirFiles(t, table)
	code, said := imported(t, file, "--map", mapping, "--dry")
	for _, want := range []string{"1000 rows in", "already: 1000,", "refused: 0\n", "  1000  unknown-place ", "(every row)", "     2  stray-quote ", "(lines 5, 603)"} {
		if code != 0 || !strings.Contains(said, want) {
			t.Errorf("%d, nothing is said of %q\n%s", code, want, said)
		}
	}
	list, err := os.ReadFile(file + ".faults.csv")
	if err != nil || strings.Count(string(list), "\n") != 4 || !strings.Contains(string(list), ",,unknown-place,kept,") || !strings.Contains(string(list), "every row: 1000 of them") {
		t.Errorf("%v\n%s", err, list)
	}
	if err := os.WriteFile(mapping, []byte(strings.ReplaceAll(importMapping, "2006-01-02 15:04", "02/01/2006")), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("编号,上报,结案,类别,地点,状态,描述\nA,03/25/2026,,路灯,崧涵庭,处理中,x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := imported(t, file, "--map", mapping, "--dry"); code != 1 || !strings.Contains(said, "day and month are swapped") {
		t.Errorf("%d\n%s", code, said)
	}
}
