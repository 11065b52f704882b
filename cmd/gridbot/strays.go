package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"gridbot/flows/district"
	"gridbot/flows/strays"
	"gridbot/store"
)

// A folder is held against what is stored: what names something that the folder knows
// no more is counted, and cases are named by their numbers. Nobody's words are shown.

// mostNamed is how many cases are named.
const mostNamed = 10

// straySays is what a stray is, in a line, and what to do about it.
func straySays(s strays.Stray) (what, set string) {
	var of []string
	count := func(n int, one, many string) {
		switch {
		case n == 1:
			of = append(of, "1 "+one)
		case n > 1:
			of = append(of, fmt.Sprintf("%d %s", n, many))
		}
	}
	count(len(s.Cases), "open case", "open cases")
	if len(s.Cases) > 0 {
		var numbers []string
		for _, n := range s.Cases[:min(len(s.Cases), mostNamed)] {
			numbers = append(numbers, fmt.Sprintf("#%d", n))
		}
		if len(s.Cases) > mostNamed {
			numbers = append(numbers, "…")
		}
		of[0] += " (" + strings.Join(numbers, " ") + ")"
	}
	count(s.Staff, "of the staff", "of the staff")
	count(s.Groups, "work group", "work groups")
	count(s.Plans, "plan of duty", "plans of duty")
	count(s.Invites, "invitation", "invitations")
	count(s.Conferences, "conference", "conferences")
	count(s.Cares, "open care case", "open care cases")
	count(s.Offers, "offer", "offers")
	what = fmt.Sprintf("the folder does not know the %s %s any more: %s", s.Kind, s.Name, strings.Join(of, ", "))
	switch s.Kind {
	case strays.Grid, strays.Category, strays.Agency:
		return what, fmt.Sprintf("the old name in the folder, or gridbot move %s %s NEW", s.Kind, s.Name)
	case strays.Place:
		return what, "the place in places.csv, or other places in /staff"
	}
	return what, ""
}

// against holds a folder against a district, each finding in a line. What was offered
// once and is no longer is only noted: nobody need do anything.
func against(ctx context.Context, st *store.Store, d *district.District, say func(what, set string), note func(what string)) error {
	found, err := st.Strays(ctx, strays.Of(d))
	if err != nil {
		return err
	}
	for _, s := range found {
		what, set := straySays(s)
		if s.Kind == strays.Project {
			note(what)
			continue
		}
		say(what, set)
	}
	moves, err := st.Moves(ctx)
	if err != nil {
		return err
	}
	for _, m := range moves {
		if !m.Done {
			say(fmt.Sprintf("a move broke off: %s", m), "gridbot move "+m.String())
		}
	}
	return nil
}

// holdAgainst says at the start of serve what the folder knows no more. Nobody waits for
// it: whatever is found, everything is served.
func holdAgainst(ctx context.Context, st *store.Store, d *district.District, log *slog.Logger) {
	err := against(ctx, st, d, func(what, set string) { log.Error("the folder has changed", "because", what, "set", set) },
		func(what string) { log.Info("the folder has changed", "because", what) })
	if err != nil && ctx.Err() == nil {
		log.Warn("the folder is not held against what is stored", "err", err)
	}
}

// printAgainst prints it, and returns how much there is.
func printAgainst(ctx context.Context, st *store.Store, d *district.District, out io.Writer) (n int, err error) {
	err = against(ctx, st, d, func(what, set string) {
		n++
		fmt.Fprintf(out, "✗ %s\n  set: %s\n", what, set)
	}, func(what string) { fmt.Fprintf(out, "· %s\n", what) })
	return n, err
}
