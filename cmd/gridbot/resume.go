package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"gridbot/flows/world"
	"gridbot/store"
)

// resume lets a district work again after Redis has lost data.
type resume struct {
	folder
	redisAddress
	knownFile
	AsItIs bool  `name:"as-it-is" help:"Go on with what Redis has now: what is missing stays missing, and no number is given a second time."`
	Above  int64 `help:"Go on above this case number, when it is known from elsewhere that it was given." placeholder:"NUMBER"`
}

// errMissing: something lacks, and nobody has said that this is accepted.
var errMissing = errors.New("the district stays stopped")

// Run says what is missing, and goes on when nothing is or when that is accepted.
// Errors: errMissing.
func (r *resume) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	d, err := r.load(log)
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, r.Redis, d.ID, store.Looking())
	if err != nil {
		return err
	}
	defer st.Close()
	was, err := r.read(d.ID)
	if err != nil {
		log.Error("what the file says is not used", "err", err)
	}
	was.Number = max(was.Number, r.Above)
	st.Recall(was)
	found, err := st.Resume(ctx, r.AsItIs)
	if s := found.Stop; s != nil {
		fmt.Fprintf(out, "stopped since %s: %s\n", s.At.In(d.Zone).Format(time.DateTime), s.Why)
	}
	for _, what := range found.Lacks {
		fmt.Fprintf(out, "missing: %s\n", what)
	}
	switch {
	case errors.Is(err, world.ErrLost):
		fmt.Fprintln(out, `Choose:
  - another Redis has it (a replica, an AOF, a later backup): put that in the place of this one, and resume again; nothing will be missing
  - it is gone: gridbot resume --as-it-is`)
		return errMissing
	case err != nil:
		return err
	case found.Stop == nil && len(found.Lacks) == 0:
		fmt.Fprintln(out, "the district is not stopped, and nothing is missing")
	default:
		fmt.Fprintf(out, "the district works again; the next case is above %d\n", found.Last)
	}
	if err := r.write(d.ID, st.Known()); err != nil {
		log.Error("how far the district is cannot be written down", "err", err, "set", "GRIDBOT_STATE")
	}
	return nil
}
