package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"time"

	"gridbot/flows/world"
	"gridbot/store"
	"gridbot/store/seal"
)

// keysFile is where the keys of the district are: never in Redis, and in no backup of it.
type keysFile struct {
	Keys string `help:"The file of the district's keys, which only its owner may read; without it nothing is sealed." env:"GRIDBOT_KEYS" type:"path" placeholder:"FILE"`
}

// load reads the keys; none when there is no file set.
func (f keysFile) loadKeys() (*seal.Keys, error) {
	if f.Keys == "" {
		return nil, nil
	}
	k, err := seal.Load(f.Keys)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("GRIDBOT_KEYS: there is no file %s: gridbot keys new makes it", f.Keys)
	}
	if err != nil {
		return nil, fmt.Errorf("GRIDBOT_KEYS: %w", err)
	}
	return k, nil
}

var errNoFile = errors.New("GRIDBOT_KEYS must say where the keys are")

// must reads the keys where there must be some.
func (f keysFile) must() (*seal.Keys, error) {
	if f.Keys == "" {
		return nil, errNoFile
	}
	return f.loadKeys()
}

// keys are what an operator does with the keys of a district.
type keys struct {
	New    newKeys    `cmd:"" help:"Make the keys of a district, in a file that is not there yet."`
	Add    addKey     `cmd:"" help:"Make another key, with which everything is sealed from now on."`
	List   listKeys   `cmd:"" help:"List the keys, how old they are, and how much is sealed with each."`
	Reseal resealKeys `cmd:"" help:"Seal everything with the newest key; serve must not run."`
	Retire retireKey  `cmd:"" help:"Forget an old key with which nothing is sealed any more."`
	Adopt  adoptKeys  `cmd:"" help:"Begin anew with other keys, after the district's are lost: what they sealed stays unreadable."`
}

type newKeys struct{ keysFile }

// Run makes the keys.
func (n *newKeys) Run(out io.Writer) error {
	if n.Keys == "" {
		return errNoFile
	}
	k, err := seal.New(time.Now())
	if err != nil {
		return err
	}
	if err := k.Create(n.Keys); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s is there already: another key is made by gridbot keys add", n.Keys)
		}
		return err
	}
	fmt.Fprintf(out, "key %s is in %s. Keep a copy of the file where no copy of Redis is: without it nobody reads what is sealed.\n", k.Newest(), n.Keys)
	return nil
}

type addKey struct{ keysFile }

// Run adds a key.
func (a *addKey) Run(out io.Writer) error {
	k, err := a.must()
	if err != nil {
		return err
	}
	id, err := k.Add(time.Now())
	if err != nil {
		return err
	}
	if err := k.Replace(a.Keys); err != nil {
		return err
	}
	fmt.Fprintf(out, "key %s is the newest. Copy the file again; then stop serve, gridbot keys reseal, and start it again.\n", id)
	return nil
}

// sealed is a district with its keys.
type sealed struct {
	folder
	redisAddress
	keysFile
}

// open opens the district with keys that must be its own. Errors: world.ErrSealed.
func (s sealed) open(ctx context.Context, log *slog.Logger, more ...store.Option) (*store.Store, *seal.Keys, error) {
	k, err := s.must()
	if err != nil {
		return nil, nil, err
	}
	d, err := s.load(log)
	if err != nil {
		return nil, nil, err
	}
	st, err := store.Open(ctx, s.Redis, d.ID, append(more, store.WithKeys(k))...)
	return st, k, err
}

// errOthers: with these keys nothing of the district can be read.
var errOthers = errors.New("these are not the keys the district is sealed with: set GRIDBOT_KEYS to the file that is; if that is lost, gridbot keys adopt")

type listKeys struct{ sealed }

// Run lists the keys.
func (l *listKeys) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	st, k, err := l.open(ctx, log, store.Looking())
	if err != nil {
		return err
	}
	defer st.Close()
	count, err := st.SealedWith(ctx)
	if err != nil {
		return err
	}
	for _, key := range k.List() {
		state := "old"
		if key.Newest {
			state = "newest"
		}
		fmt.Fprintf(out, "%s  %-6s  made %s, %s  %d sealed with it\n", key.ID, state, key.Made.UTC().Format(time.DateOnly), age(key.Made, time.Now()), count[key.ID])
		delete(count, key.ID)
	}
	for id, n := range count {
		fmt.Fprintf(out, "%s  not here: %d sealed with it cannot be read\n", id, n)
	}
	if st.KeysFault() != nil {
		return errOthers
	}
	return nil
}

// age is how old a key is.
func age(made, now time.Time) string {
	return fmt.Sprintf("%d days old", int(now.Sub(made).Hours()/24))
}

type resealKeys struct{ sealed }

// Run seals everything anew. Errors: errOwned, errOthers.
func (r *resealKeys) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	st, k, err := r.open(ctx, log)
	if err != nil {
		return err
	}
	defer st.Close()
	if st.KeysFault() != nil {
		return errOthers
	}
	return asOwner(ctx, st, log, func(ctx context.Context) error {
		done, err := st.Reseal(ctx)
		fmt.Fprintf(out, "sealed with %s: %d that were under an older key, %d that were not sealed before\n", k.Newest(), done.Anew, done.First)
		if done.Waits > 0 {
			fmt.Fprintf(out, "%d updates and letters wait under an older key: once serve has handled them, nothing needs it\n", done.Waits)
		}
		if done.Closed > 0 {
			fmt.Fprintf(out, "%d could not be opened and stay as they are: other keys, or changed\n", done.Closed)
		}
		if err == nil && done.Touched > 0 {
			err = fmt.Errorf("%d were written meanwhile: run it again", done.Touched)
		}
		if err != nil {
			return fmt.Errorf("stopped; run it again to go on: %w", err)
		}
		return nil
	})
}

type retireKey struct {
	ID string `arg:"" help:"The key, as gridbot keys list names it."`
	sealed
}

// Run forgets a key, unless something is sealed with it.
func (r *retireKey) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	id, err := seal.ParseID(r.ID)
	if err != nil {
		return err
	}
	st, k, err := r.open(ctx, log, store.Looking())
	if err != nil {
		return err
	}
	defer st.Close()
	if st.KeysFault() != nil {
		return errOthers
	}
	count, err := st.SealedWith(ctx)
	if err != nil {
		return err
	}
	if err := k.Retire(id); err != nil { // only here: the file is as it was
		return fmt.Errorf("key %s cannot be retired: %w", id, err)
	}
	if n := count[id]; n > 0 {
		return fmt.Errorf("key %s cannot be retired: %d are sealed with it; gridbot keys reseal first, and let serve handle what waits", id, n)
	}
	if err := k.Replace(r.Keys); err != nil {
		return err
	}
	fmt.Fprintf(out, "key %s is forgotten; backups of Redis from before cannot be read without a copy of the file from before\n", id)
	return nil
}

type adoptKeys struct{ sealed }

// Run makes these the keys of the district. Errors: errOwned.
func (a *adoptKeys) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	st, k, err := a.open(ctx, log, store.Looking())
	if err != nil {
		return err
	}
	defer st.Close()
	if !errors.Is(st.KeysFault(), world.ErrSealed) {
		return errors.New("nothing to do: the district is not sealed with other keys")
	}
	return asOwner(ctx, st, log, func(ctx context.Context) error {
		if err := st.Adopt(ctx, k); err != nil {
			return err
		}
		fmt.Fprintf(out, "the district is sealed with %s from now on; what was sealed before stays unreadable\n", k.Newest())
		return nil
	})
}

// district opens the district for serve. Whatever is wrong with its keys is said, and
// stops nothing but what needs them.
func (s *serve) district(ctx context.Context, id string, log *slog.Logger) (*store.Store, error) {
	k, fault := s.loadKeys()
	st, err := store.Open(ctx, s.Redis, id, store.WithKeys(k), store.WithReplicas(s.Replicas), store.WithUnopened(func(about string, err error) {
		log.Error("a sealed record cannot be opened", "key", about, "err", err)
	}))
	if err != nil {
		return nil, err
	}
	const off = "the confidential lane is off here, and nothing is sealed"
	switch lacking := st.KeysFault(); {
	case fault != nil:
		log.Error(off, "because", fault, "set", "GRIDBOT_KEYS")
	case errors.Is(lacking, world.ErrNoKeys):
		log.Error(off, "because", "the district has sealed records, and there are no keys", "set", "GRIDBOT_KEYS")
	case lacking != nil:
		log.Error(off, "because", errOthers)
	case k == nil:
		log.Warn(off, "because", "there are no keys: gridbot keys new makes them", "set", "GRIDBOT_KEYS")
	}
	return st, nil
}
