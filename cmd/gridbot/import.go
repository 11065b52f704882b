package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/bot"
	"gridbot/bot/sheet"
	"gridbot/flows/district"
	"gridbot/flows/history"
	"gridbot/store"
)

// imports brings in what other systems have.
type imports struct {
	Cases importCases `cmd:"" help:"Bring in a table of cases from another system."`
}

// importCases brings in a table of cases.
type importCases struct {
	knownFile
	File string `arg:"" help:"The table, as CSV or as a workbook (.xlsx)." type:"existingfile"`
	Map  string `help:"What its columns and words mean." required:"" type:"existingfile" placeholder:"MAPPING.yaml"`
	folder
	Redis  string `help:"Redis, as for serve; not needed with --dry." env:"REDIS_URL" placeholder:"URL"`
	Dry    bool   `help:"Only say what is wrong with the table; write nothing to Redis."`
	Faults string `help:"Where to list every row that is refused or kept with a mark; FILE.faults.csv when empty." type:"path"`
}

// Run brings in the good rows and says what is wrong with the others. Brought
// in twice, nothing doubles. Errors: errOwned, and those of history.Open.
func (i *importCases) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	if i.Redis == "" && !i.Dry {
		return errors.New("REDIS_URL, or --redis, must say where the district is kept; --dry does without")
	}
	d, err := i.load(log)
	if err != nil {
		return err
	}
	b, err := os.ReadFile(i.Map)
	if err != nil {
		return fmt.Errorf("read the mapping: %w", err)
	}
	m, err := history.ReadMapping(filepath.Base(i.Map), b, d)
	if err != nil {
		return fmt.Errorf("the mapping has faults:\n%w", err)
	}
	run := &bringing{district: d, now: time.Now(), out: out}
	if run.table, err = openSurveyed(i.File, m, d, run.now); err != nil {
		return err
	}
	defer run.table.close()
	list, err := listFaults(cmp.Or(i.Faults, i.File+".faults.csv"))
	if err != nil {
		return err
	}
	run.faults = list
	if i.Dry {
		err = run.all(ctx)
	} else {
		err = i.write(ctx, d, run, log)
	}
	err = errors.Join(err, list.close(int(run.rows.Load()), run.refused))
	run.report(i.Dry)
	if err != nil && !i.Dry && run.table != nil {
		err = fmt.Errorf("stopped: what is in stays in; run it again to go on, nothing will be there twice: %w", err)
	}
	return err
}

// write brings the rows in as the owner of the district.
func (i *importCases) write(ctx context.Context, d *district.District, run *bringing, log *slog.Logger) error {
	st, err := store.Open(ctx, i.Redis, d.ID)
	if err != nil {
		return err
	}
	defer st.Close()
	i.recall(st, d.ID, log)
	defer i.keep(st, d.ID, log)()
	return asOwner(ctx, st, log, func(ctx context.Context) error {
		n, err := st.Number(ctx)
		if err != nil {
			return err
		}
		run.store, run.number = st, max(n, bot.FirstNumber-1)
		return run.all(ctx)
	})
}

// faultList is the file that lists what is wrong with each row. What is wrong with
// every row is said once, with a count.
type faultList struct {
	name    string
	file    *os.File
	csv     *csv.Writer
	of      map[string][]int  // by kind: the first lines
	example map[string]string // and what stood in one of them
	n       map[string]int
	whole   map[string]bool // every row has it
}

// faultColumns are the first line of the list.
var faultColumns = []string{"line", "id", "kind", "becomes", "why", "value"}

// listFaults begins the list; one of an earlier run is written anew.
func listFaults(name string) (*faultList, error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("list the faults: %w", err)
	}
	l := &faultList{name: name, file: f, csv: csv.NewWriter(f), of: map[string][]int{}, example: map[string]string{}, n: map[string]int{}, whole: map[string]bool{}}
	return l, l.csv.Write(faultColumns)
}

// mostShown is how many rows of a kind are named on the screen.
const mostShown = 5

func (l *faultList) add(f history.Fault) error {
	if l.n[f.Kind.Name]++; len(l.of[f.Kind.Name]) < mostShown {
		l.of[f.Kind.Name] = append(l.of[f.Kind.Name], f.Line)
	}
	if l.example[f.Kind.Name] == "" {
		l.example[f.Kind.Name] = f.Value
	}
	return l.csv.Write([]string{strconv.Itoa(f.Line), sheet.Plain(f.ID), f.Kind.Name, becomes(f.Kind), f.Kind.Say, sheet.Plain(f.Value)})
}

// becomes is what becomes of a row.
func becomes(k history.Kind) string {
	if k.Refused {
		return "refused"
	}
	return "kept"
}

// manyRows is from how many rows on a fault of all of them is said once.
const manyRows = 10

// close ends the list, of so many rows of which so many were refused. What every row
// has, or every row that was not refused, stands there once.
func (l *faultList) close(rows, refused int) error {
	l.csv.Flush()
	for _, k := range history.Kinds {
		if n := l.n[k.Name]; n >= manyRows && (n == rows || !k.Refused && n == rows-refused) {
			l.whole[k.Name] = true
		}
	}
	err := l.csv.Error()
	if err == nil && len(l.whole) > 0 {
		err = l.once()
	}
	return errors.Join(err, l.file.Close())
}

// once writes the list anew, without the rows of the faults that all have.
func (l *faultList) once() error {
	if _, err := l.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("list the faults: %w", err)
	}
	anew, err := os.CreateTemp(filepath.Dir(l.name), filepath.Base(l.name)+".*")
	if err != nil {
		return fmt.Errorf("list the faults: %w", err)
	}
	defer os.Remove(anew.Name()) // where it has not become the list
	in, out := csv.NewReader(l.file), csv.NewWriter(anew)
	for first := true; ; first = false {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errors.Join(fmt.Errorf("list the faults: %w", err), anew.Close())
		}
		if l.whole[row[2]] {
			continue
		}
		out.Write(row) // told by Error
		for _, k := range history.Kinds {
			if first && l.whole[k.Name] {
				out.Write([]string{"", "", k.Name, becomes(k), k.Say, fmt.Sprintf("every row: %d of them", l.n[k.Name])})
			}
		}
	}
	out.Flush()
	if err := errors.Join(out.Error(), anew.Close()); err != nil {
		return fmt.Errorf("list the faults: %w", err)
	}
	if err := os.Rename(anew.Name(), l.name); err != nil {
		return fmt.Errorf("list the faults: %w", err)
	}
	return nil
}

// report says what became of the rows.
func (b *bringing) report(dry bool) {
	took := time.Since(b.now)
	fmt.Fprintf(b.out, "%d rows in %s: %.0f a second\n", b.rows.Load(), took.Round(time.Millisecond), float64(b.rows.Load())/max(took.Seconds(), 0.001))
	in := fmt.Sprintf("brought in: %d, of them %d closed and %d open", b.closed.Load()+b.open.Load(), b.closed.Load(), b.open.Load())
	if dry {
		in = fmt.Sprintf("would be brought in, where they are not known already: %d, of them %d closed and %d open", b.closed.Load()+b.open.Load(), b.closed.Load(), b.open.Load())
	}
	fmt.Fprintln(b.out, in)
	if at := b.strikes; at != 0 && !dry {
		fmt.Fprintf(b.out, "nobody was told; the clocks of the open ones run from now, and first remind on %s\n", b.district.Here(time.Unix(at, 0)).Format("2006-01-02 15:04"))
	}
	if !dry {
		fmt.Fprintf(b.out, "known already, and left as they are: %d\n", b.known)
		b.faults.report(b.out, func(k history.Kind) bool { return k == changed })
	}
	fmt.Fprintf(b.out, "refused: %d\n", b.refused)
	b.faults.report(b.out, func(k history.Kind) bool { return k.Refused && k != changed })
	fmt.Fprintf(b.out, "kept with a mark: %d\n", b.marked)
	b.faults.report(b.out, func(k history.Kind) bool { return !k.Refused })
	fmt.Fprintln(b.out, "every one of them:", b.faults.name)
}

// report is a line for each of some kinds of faults.
func (l *faultList) report(out io.Writer, these func(history.Kind) bool) {
	for _, k := range append(slices.Clone(history.Kinds), changed) {
		if !these(k) || l.n[k.Name] == 0 {
			continue
		}
		such := ""
		if value := l.example[k.Name]; value != "" && k != changed {
			such = fmt.Sprintf(", such as %q", value)
		}
		fmt.Fprintf(out, "  %6d  %-16s  %s%s (%s)\n", l.n[k.Name], k.Name, k.Say, such, l.lines(k))
	}
}

// lines is where a kind of faults stands.
func (l *faultList) lines(k history.Kind) string {
	if l.whole[k.Name] {
		return "every row"
	}
	var lines []string
	for _, n := range l.of[k.Name] {
		lines = append(lines, strconv.Itoa(n))
	}
	if l.n[k.Name] > mostShown {
		lines = append(lines, "…")
	}
	return "lines " + strings.Join(lines, ", ")
}
