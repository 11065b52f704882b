package sheet

import (
	"context"
	"errors"
	"io"
	"iter"
	"time"

	"gridbot/flows"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Archive is all that was kept of cases.
type Archive interface {
	EachCase(ctx context.Context, from, to time.Time, each func(cases.Case) error) error
	EachEvent(ctx context.Context, since time.Time, each func(flows.Logged) error) error
}

// Export writes an export: a workbook of cases and events, or one of the two
// as CSV. say puts what is in it into words.
func Export(ctx context.Context, w io.Writer, a Archive, world *flows.World, ex talk.Export, say func(text.Text) string) error {
	sheets := map[string]Sheet{
		flows.ExportCases: {Name: say(text.T("export.cases")), Rows: rows(say, func(row func([]flows.Cell, bool) error) error {
			return a.EachCase(ctx, time.Unix(ex.From, 0), time.Unix(ex.To, 0), func(c cases.Case) error { return row(flows.ExportCase(world, ex, c)) })
		})},
		flows.ExportEvents: {Name: say(text.T("export.events")), Rows: rows(say, func(row func([]flows.Cell, bool) error) error {
			return a.EachEvent(ctx, time.Unix(ex.From, 0), func(l flows.Logged) error { return row(flows.ExportEvent(world, ex, l)) })
		})},
	}
	for part, s := range sheets {
		for _, t := range flows.ExportHead(ex, part) {
			s.Head = append(s.Head, say(t))
		}
		sheets[part] = s
	}
	if ex.Format == flows.ExportCSV {
		return CSV(w, sheets[ex.Part])
	}
	return XLSX(w, sheets[flows.ExportCases], sheets[flows.ExportEvents])
}

// errEnough ends a reading nobody listens to any more.
var errEnough = errors.New("enough")

// rows makes cells in words of what each yields.
func rows(say func(text.Text) string, each func(row func([]flows.Cell, bool) error) error) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		var line []any
		err := each(func(cells []flows.Cell, there bool) error {
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
