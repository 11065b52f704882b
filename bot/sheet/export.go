package sheet

import (
	"context"
	"errors"
	"io"
	"iter"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/text"
	"gridbot/flows/week"
	"gridbot/flows/world"
)

// Archive is all that was kept of cases.
type Archive interface {
	EachCase(ctx context.Context, from, to time.Time, each func(cases.Case) error) error
	EachOf(ctx context.Context, numbers []int, each func(cases.Case) error) error
	EachEvent(ctx context.Context, since time.Time, each func(world.Logged) error) error
}

// Export writes an export: a workbook of cases and events, or one of the two
// as CSV; of a list, a workbook of its cases alone. say puts what is in it into words.
func Export(ctx context.Context, w io.Writer, a Archive, in *world.World, ex drawn.Export, say func(text.Text) string) error {
	sheets := map[string]Sheet{
		week.ExportCases: {Name: say(text.T("export.cases")), Rows: rows(say, func(row func([]week.Cell, bool) error) error {
			if len(ex.Numbers) > 0 {
				return a.EachOf(ctx, ex.Numbers, func(c cases.Case) error { return row(week.ExportCase(in, ex, c)) })
			}
			return a.EachCase(ctx, time.Unix(ex.From, 0), time.Unix(ex.To, 0), func(c cases.Case) error { return row(week.ExportCase(in, ex, c)) })
		})},
		week.ExportEvents: {Name: say(text.T("export.events")), Rows: rows(say, func(row func([]week.Cell, bool) error) error {
			return a.EachEvent(ctx, time.Unix(ex.From, 0), func(l world.Logged) error { return row(week.ExportEvent(in, ex, l)) })
		})},
	}
	for part, s := range sheets {
		for _, t := range week.ExportHead(ex, part) {
			s.Head = append(s.Head, say(t))
		}
		sheets[part] = s
	}
	if ex.Format == week.ExportCSV {
		return CSV(w, sheets[ex.Part])
	}
	if len(ex.Numbers) > 0 {
		return XLSX(w, sheets[week.ExportCases])
	}
	return XLSX(w, sheets[week.ExportCases], sheets[week.ExportEvents])
}

// errEnough ends a reading nobody listens to any more.
var errEnough = errors.New("enough")

// rows makes cells in words of what each yields.
func rows(say func(text.Text) string, each func(row func([]week.Cell, bool) error) error) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		var line []any
		err := each(func(cells []week.Cell, there bool) error {
			if !there {
				return nil
			}
			line = line[:0]
			for _, cell := range cells {
				if t, ok := cell.(text.Text); ok {
					cell = say(t)
				}
				line = append(line, cell)
			}
			if !yield(line, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(nil, err)
		}
	}
}
