package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"gridbot/store"
)

// knownFile is where it is written down, beside Redis, how far the district is: a
// process that starts anew sees by it that Redis has lost something.
type knownFile struct {
	State string `help:"Directory of a small file that says how far the district is; a Redis that lost data is noticed by it. \"off\" for none." env:"GRIDBOT_STATE" placeholder:"DIR"`
}

// path is where the file of a district is; "" for nowhere. Without a setting it is
// where the system says that state belongs.
func (f knownFile) path(district string) (string, error) {
	dir := f.State
	if dir == "off" {
		return "", nil
	}
	if dir == "" {
		dir, _, _ = strings.Cut(os.Getenv("STATE_DIRECTORY"), ":") // as systemd sets it
	}
	if dir == "" {
		dir = os.Getenv("XDG_STATE_HOME")
		if dir == "" {
			home, err := os.UserHomeDir()
			if err != nil {
				return "", err
			}
			dir = filepath.Join(home, ".local", "state")
		}
		dir = filepath.Join(dir, "gridbot")
	}
	return filepath.Join(dir, district+".json"), nil
}

// read is what the file says; nothing when there is none yet.
func (f knownFile) read(district string) (r store.Reached, err error) {
	path, err := f.path(district)
	if err != nil || path == "" {
		return r, err
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	if err != nil {
		return store.Reached{}, fmt.Errorf("read %s: %w", path, err)
	}
	return r, nil
}

// write writes down how far the district is, together with what others have
// written there. It is written whole or not at all.
func (f knownFile) write(district string, r store.Reached) error {
	path, err := f.path(district)
	if err != nil || path == "" {
		return err
	}
	was, err := f.read(district)
	if err == nil {
		r = was.With(r)
		if r == was && was != (store.Reached{}) {
			return nil
		}
	} // one that cannot be read is written anew
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), district+".*.part")
	if err != nil {
		return err
	}
	_, err = temp.Write(append(b, '\n'))
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
	return err
}

// recall tells the store what the file says. What cannot be read is said, and is
// no reason not to serve.
func (f knownFile) recall(st *store.Store, district string, log *slog.Logger) {
	r, err := f.read(district)
	if err != nil {
		log.Error("how far the district was cannot be read: a Redis that lost data may go unnoticed", "err", err, "set", "GRIDBOT_STATE")
	}
	st.Recall(r)
}

// keep writes down every second how far the district is, until done is called.
// What cannot be written is said once, and is no reason not to serve.
func (f knownFile) keep(st *store.Store, district string, log *slog.Logger) (done func()) {
	var last store.Reached
	said := false
	write := func() {
		now := st.Known()
		if now == last && !said {
			return
		}
		err := f.write(district, now)
		switch {
		case err == nil && said:
			log.Info("how far the district is is written down again")
		case err != nil && !said:
			log.Error("how far the district is cannot be written down: a Redis that lost data may go unnoticed after a restart", "err", err, "set", "GRIDBOT_STATE")
		}
		last, said = now, err != nil
	}
	if err := f.write(district, st.Known()); err != nil { // said at the start, whatever comes
		said = true
		log.Error("how far the district is cannot be written down: a Redis that lost data may go unnoticed after a restart", "err", err, "set", "GRIDBOT_STATE")
	}
	ctx, cancel := context.WithCancel(context.Background())
	var working sync.WaitGroup
	working.Go(func() {
		t := time.NewTicker(time.Second)
		defer t.Stop()
		for {
			select {
			case <-ctx.Done():
				write()
				return
			case <-t.C:
				write()
			}
		}
	})
	return func() {
		cancel()
		working.Wait()
	}
}
