package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"gridbot/bot/sheet"
	"gridbot/flows/district"
	"gridbot/flows/history"
	"gridbot/flows/history/records"
)

// theirs is a table of another system on disk: CSV, or a sheet of a workbook.
type theirs struct {
	*history.Table
	file *os.File
	book *sheet.Book // nil: CSV
	read *counted
	size int64
}

// openTheirs opens a table. Errors: those of history.Open and sheet.OpenBook.
func openTheirs(name string, m *history.Mapping, d *district.District, now time.Time) (_ *theirs, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open the table: %w", err)
	}
	t := &theirs{file: f, read: &counted{r: f}}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("%s: %w", name, err), t.close())
		}
	}()
	if info, err := f.Stat(); err == nil {
		t.size = info.Size()
	}
	in := bufio.NewReader(t.read)
	head, _ := in.Peek(8) // an error comes again
	book, err := sheet.IsBook(string(head))
	if err != nil {
		return nil, err
	}
	if !book {
		t.Table, err = history.Open(in, m, d, now)
		return t, err
	}
	if t.book, err = sheet.OpenBook(in, m.Sheet()); err != nil {
		return nil, err
	}
	t.Table, err = history.OpenSheet(history.Sheet{Later: t.book.Later, Next: t.row}, m, d, now)
	if err != nil && len(t.book.Sheets) > 1 {
		err = fmt.Errorf("%w; the workbook has the sheets %s, and \"sheet\" in the mapping names one", err, strings.Join(t.book.Sheets, ", "))
	}
	return t, err
}

// row is the next row of a sheet.
func (t *theirs) row() (records.Record, error) {
	line, cells, err := t.book.Next()
	return records.Record{Line: line, Last: line, Fields: cells}, err
}

func (t *theirs) close() error {
	if t.book != nil {
		return errors.Join(t.book.Close(), t.file.Close())
	}
	return t.file.Close()
}

// openSurveyed opens a table once what only a whole column shows is settled.
func openSurveyed(name string, m *history.Mapping, d *district.District, now time.Time) (*theirs, error) {
	once, err := openTheirs(name, m, d, now)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(once.Survey(), once.close()); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return openTheirs(name, m, d, now)
}
