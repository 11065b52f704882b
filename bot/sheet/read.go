package sheet

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// ErrOld: a workbook of another kind than those that are read, or one with a password.
var ErrOld = errors.New("this is a workbook of an old kind (.xls), or one with a password: in Excel or WPS, save it as .xlsx without one")

// IsBook reports whether a file that begins so is a workbook; the error is ErrOld.
func IsBook(head string) (bool, error) {
	if strings.HasPrefix(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
		return false, ErrOld
	}
	return strings.HasPrefix(head, "PK\x03\x04"), nil
}

// A Book is a workbook that is read.
type Book struct {
	// Later is how many days after the usual one its days are counted from.
	Later int
	// Sheets are the names of all its sheets.
	Sheets []string

	file *excelize.File
	rows *excelize.Rows
	line int
}

// from1904 is how much later Macs once began to count.
const from1904 = 1462

// OpenBook opens a sheet of a workbook; "" is the first. What cannot be read of it
// is an error that says which sheets there are.
func OpenBook(r io.Reader, name string) (*Book, error) {
	f, err := excelize.OpenReader(r, excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("read the workbook: %w", err)
	}
	b := &Book{file: f, Sheets: f.GetSheetList()}
	if name == "" && len(b.Sheets) > 0 {
		name = b.Sheets[0]
	}
	if !slices.Contains(b.Sheets, name) {
		return nil, errors.Join(fmt.Errorf("the workbook has no sheet %q; it has %s", name, strings.Join(b.Sheets, ", ")), b.Close())
	}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		b.Later = from1904
	}
	if b.rows, err = f.Rows(name); err != nil {
		return nil, errors.Join(fmt.Errorf("read the sheet %q: %w", name, err), b.Close())
	}
	return b, nil
}

// Next is the next row that is not empty, and where it stands; io.EOF after the last.
// A moment is the number that the workbook keeps.
func (b *Book) Next() (line int, cells []string, err error) {
	for b.rows.Next() {
		b.line++
		cells, err := b.rows.Columns()
		if err != nil {
			return b.line, nil, fmt.Errorf("read row %d: %w", b.line, err)
		}
		if slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			return b.line, cells, nil
		}
	}
	if err := b.rows.Error(); err != nil {
		return b.line, nil, fmt.Errorf("read the sheet: %w", err)
	}
	return b.line, nil, io.EOF
}

// Close lets go of the workbook.
func (b *Book) Close() error {
	if b.rows != nil {
		return errors.Join(b.rows.Close(), b.file.Close())
	}
	return b.file.Close()
}
