package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"gridbot/flows/strays"
	"gridbot/store"
)

// move gives what is stored the name that a grid, a category or an agency has now.
type move struct {
	folder
	redisAddress
	keysFile
	knownFile
	Kind   string `arg:"" help:"What has another name: grid, category or agency." enum:"grid,category,agency"`
	Old    string `arg:"" help:"The name until now, which the folder knows no more."`
	New    string `arg:"" help:"The name in the folder. Where it is another one's already, both become one."`
	DryRun bool   `help:"Only say what would be done."`
}

var (
	errUnknownName = errors.New("the folder does not know it")
	errKnownName   = errors.New("it still stands in the folder: what it names is not moved away from it")
	errNothing     = errors.New("nothing is called so")
)

// allowed tells whether the folder lets the name be moved. Errors: errUnknownName,
// errKnownName.
func (m *move) allowed(names strays.Names) error {
	kind := strays.Kind(m.Kind)
	switch {
	case !names[kind][m.New]:
		return fmt.Errorf("%s %s: %w; it has %s", m.Kind, m.New, errUnknownName, strings.Join(slices.Sorted(maps.Keys(names[kind])), ", "))
	case names[kind][m.Old]:
		return fmt.Errorf("%s %s: %w", m.Kind, m.Old, errKnownName)
	}
	return nil
}

// Run moves, as the owner of the district. It may be stopped and run again.
func (m *move) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	d, err := m.load(log)
	if err != nil {
		return err
	}
	if err := m.allowed(strays.Of(d)); err != nil {
		return err
	}
	k, err := m.loadKeys()
	if err != nil {
		return err
	}
	how := []store.Option{store.WithKeys(k)}
	if m.DryRun {
		how = append(how, store.Looking())
	}
	st, err := store.Open(ctx, m.Redis, d.ID, how...)
	if err != nil {
		return err
	}
	defer st.Close()
	what := strays.Move{Kind: strays.Kind(m.Kind), Old: m.Old, New: m.New}
	if m.DryRun {
		did, err := st.Move(ctx, what, true, time.Now())
		if err != nil {
			return err
		}
		return m.say(out, "would be moved", did)
	}
	m.recall(st, d.ID, log)
	defer m.keep(st, d.ID, log)()
	var did store.Moved
	err = asOwner(ctx, st, log, func(ctx context.Context) error {
		did, err = st.Move(ctx, what, false, time.Now())
		return err
	})
	switch {
	case errors.Is(err, errOwned), errors.Is(err, store.ErrOtherMove):
		return err
	case err != nil:
		return fmt.Errorf("stopped: what is moved is moved; run it again to go on: %w", err)
	}
	return m.say(out, "moved", did)
}

// say says how much was moved. Errors: errNothing.
func (m *move) say(out io.Writer, done string, did store.Moved) error {
	var all []string
	for _, of := range []struct {
		n    int
		what string
	}{{did.Cases, "cases"}, {did.Back, "of them back from the coordinator's list"}, {did.Staff, "people"}, {did.Groups, "work groups"}, {did.Plans, "plans of duty"},
		{did.Invites, "invitations"}, {did.Conferences, "conferences"}, {did.Cares, "care cases"}, {did.Counters, "counters"}} {
		if of.n > 0 {
			all = append(all, fmt.Sprintf("%d %s", of.n, of.what))
		}
	}
	for _, left := range did.Left {
		fmt.Fprintln(out, "·", left)
	}
	if len(all) == 0 {
		return fmt.Errorf("%s %s: %w", m.Kind, m.Old, errNothing)
	}
	fmt.Fprintf(out, "%s from %s to %s: %s\n", done, m.Old, m.New, strings.Join(all, ", "))
	return nil
}
