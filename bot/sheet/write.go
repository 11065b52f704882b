package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// A Sheet is one table. Its rows are asked for once, in their order; a cell is
// a string, an int, a time.Time or nil.
type Sheet struct {
	Name string
	Head []string
	Rows iter.Seq2[[]any, error]
}

// ErrTooLarge: there is more than fits.
var ErrTooLarge = errors.New("more than fits into the file")

// CSV writes a table as programs of an office read it: in UTF-8, and marked as
// such, or else Excel takes Chinese for something else.
func CSV(w io.Writer, s Sheet) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write a table: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	line := make([]string, len(s.Head))
	for i, name := range s.Head {
		line[i] = Plain(name)
	}
	if err := out.Write(line); err != nil {
		return fmt.Errorf("write a table: %w", err)
	}
	for row, err := range s.Rows {
		if err != nil {
			return err
		}
		for i, cell := range row {
			line[i] = plain(cell)
		}
		if err := out.Write(line); err != nil {
			return fmt.Errorf("write a table: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write a table: %w", err)
	}
	return nil
}

// plain is a cell in words.
func plain(cell any) string {
	switch v := cell.(type) {
	case int:
		return strconv.Itoa(v)
	case time.Time:
		return v.Format("2006-01-02 15:04:05")
	case string:
		return Plain(v)
	}
	return ""
}

// XLSX writes tables as a workbook. Words are written as words: whatever they
// begin with, nothing is worked out. What is large waits in a file, not in
// memory. Errors: ErrTooLarge.
func XLSX(w io.Writer, sheets ...Sheet) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	moment, err := f.NewStyle(&excelize.Style{CustomNumFmt: new("yyyy-mm-dd hh:mm:ss")})
	if err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	for i, s := range sheets {
		if i == 0 {
			err = f.SetSheetName(f.GetSheetName(0), s.Name)
		} else {
			_, err = f.NewSheet(s.Name)
		}
		if err != nil {
			return fmt.Errorf("write a workbook: %w", err)
		}
		if err := fill(f, s, moment); err != nil {
			return err
		}
	}
	if _, err := f.WriteTo(w); err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	return nil
}

// fill streams the rows of a table into the workbook.
func fill(f *excelize.File, s Sheet, moment int) error {
	out, err := f.NewStreamWriter(s.Name)
	if err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	if err := out.SetColWidth(1, len(s.Head), 16); err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	line := make([]any, len(s.Head))
	for i, name := range s.Head {
		line[i] = name
	}
	if err := out.SetRow("A1", line); err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	n := 1
	for row, err := range s.Rows {
		if err != nil {
			return err
		}
		if n++; n > excelize.TotalRows {
			return ErrTooLarge
		}
		for i, cell := range row {
			if at, ok := cell.(time.Time); ok {
				cell = excelize.Cell{StyleID: moment, Value: at}
			}
			line[i] = cell
		}
		if err := out.SetRow("A"+strconv.Itoa(n), line); err != nil {
			return fmt.Errorf("write a workbook: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	return nil
}
