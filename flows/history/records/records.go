// Package records tells the rows of a CSV file apart, also where its quotes are
// wrong: every line of the file is in exactly one record. It does not know what
// the fields mean.
package records

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A Record is a row as it stands in the file.
type Record struct {
	Line, Last int // the lines it takes, from 1
	Fields     []string
	Stray      bool   // a quote that opens or closes nothing was taken for a character
	Broken     string // why its fields cannot be told apart; "" where they can
}

// A CSV is read record by record. No quote takes more than the line it stands in.
type CSV struct {
	// Row reports whether fields are those of a whole row. A line within quotes that
	// is one shows that the quotes are wrong. Nil where nobody can tell.
	Row func(fields []string) bool

	in    *bufio.Reader
	comma string
	end   byte // of a line
	ahead []line
	at    int // the line last read from the file
	err   error
}

type line struct {
	words string
	long  bool // and there was more of it
}

const (
	looked     = 64 << 10
	longest    = 1 << 20   // bytes of a line
	longestRow = 256 << 10 // bytes that a field in quotes may take over several lines
)

// New reads CSV in UTF-8.
func New(r io.Reader, comma rune) *CSV {
	c := &CSV{in: bufio.NewReaderSize(r, looked), comma: string(comma), end: '\n'}
	head, _ := c.in.Peek(looked) // an error comes again
	if bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(bytes.TrimRight(head, "\r"), '\r') >= 0 {
		c.end = '\r' // as old Macs write it
	}
	return c
}

// Next is the next record that is not blank; io.EOF after the last. Any other error
// is one of the file.
func (c *CSV) Next() (Record, error) {
	for {
		first, ok := c.peek(0)
		switch {
		case !ok && errors.Is(c.err, io.EOF):
			return Record{}, io.EOF
		case !ok:
			return Record{}, c.err
		case first.long:
			return c.take(Record{Broken: fmt.Sprintf("the line is longer than %d kB", longest>>10)}, 1), nil
		case strings.Trim(first.words, " \x1a") == "": // an old sign for the end of a file is nothing
			c.take(Record{}, 1)
			continue
		case !strings.Contains(first.words, `"`):
			return c.take(Record{Fields: strings.Split(first.words, c.comma)}, 1), nil
		}
		fields, lines, stray, why := c.quoted()
		if why == "" {
			return c.take(Record{Fields: fields, Stray: stray}, lines), nil
		}
		if alone := strings.Split(first.words, c.comma); c.Row != nil && c.Row(alone) {
			return c.take(Record{Fields: alone, Stray: true}, 1), nil
		}
		return c.take(Record{Broken: why}, 1), nil
	}
}

// take is a record of the lines that come first, which are done with.
func (c *CSV) take(r Record, lines int) Record {
	r.Line = c.at - len(c.ahead) + 1
	r.Last = r.Line + lines - 1
	c.ahead = c.ahead[lines:]
	return r
}

// peek is the i-th line from here; false behind the last.
func (c *CSV) peek(i int) (line, bool) {
	for len(c.ahead) <= i && c.err == nil {
		c.read()
	}
	if len(c.ahead) <= i {
		return line{}, false
	}
	return c.ahead[i], true
}

// read reads one line more.
func (c *CSV) read() {
	var whole []byte
	long := false
	for {
		part, err := c.in.ReadSlice(c.end)
		if room := longest - len(whole); len(part) > room {
			part, long = part[:room], true
		}
		whole = append(whole, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if c.err = err; err != nil && len(whole) == 0 {
			return
		}
		break
	}
	c.at++
	words := strings.TrimSuffix(strings.TrimSuffix(string(whole), string(c.end)), "\r")
	c.ahead = append(c.ahead, line{words, long})
}

// quoted is the fields of the record that begins here, and how many lines it takes;
// or why nobody can tell.
func (c *CSV) quoted() (fields []string, lines int, stray bool, why string) {
	first, _ := c.peek(0)
	rest := first.words
	lines = 1
	for {
		if !strings.HasPrefix(rest, `"`) {
			field, behind, more := strings.Cut(rest, c.comma)
			stray = stray || strings.Contains(field, `"`)
			if fields = append(fields, field); !more {
				return fields, lines, stray, ""
			}
			rest = behind
			continue
		}
		field, behind, took, wrong := c.inQuotes(rest[1:], lines)
		if wrong != "" {
			return nil, 0, false, wrong
		}
		lines += took
		fields = append(fields, field)
		if behind == "" {
			return fields, lines, stray, ""
		}
		rest = behind[len(c.comma):]
	}
}

// inQuotes is a field behind the quote that opens it: what is in it, what stands
// behind the closing quote (nothing, or a comma and more), and how many lines more
// it takes than the ones before.
func (c *CSV) inQuotes(rest string, before int) (field, behind string, more int, wrong string) {
	var b strings.Builder
	for {
		in, after, closes := strings.Cut(rest, `"`)
		b.WriteString(in)
		switch {
		case !closes:
			next, ok := c.peek(before + more)
			switch {
			case !ok:
				return "", "", 0, "a quote opens and is never closed"
			case next.long || b.Len()+len(next.words) > longestRow:
				return "", "", 0, "a quote opens and is not closed for long"
			case c.Row != nil && c.Row(strings.Split(next.words, c.comma)):
				return "", "", 0, "a quote opens and is not closed before the next row"
			}
			b.WriteByte('\n')
			rest = next.words
			more++
		case strings.HasPrefix(after, `"`):
			b.WriteByte('"')
			rest = after[1:]
		default:
			if gap := strings.TrimLeft(after, " "); gap == "" || strings.HasPrefix(gap, c.comma) {
				return b.String(), gap, more, ""
			}
			r, _ := utf8.DecodeRuneInString(after)
			return "", "", 0, fmt.Sprintf("a quote closes before %q, where a field goes on", r)
		}
	}
}
