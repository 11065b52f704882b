package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"gridbot/store"
)

// backup copies all that Redis has while the bot works.
type backup struct {
	folder
	redisAddress
	To     string        `arg:"" help:"The file to write, or a directory for one that is named by the time." type:"path"`
	Within time.Duration `help:"How long it may take." default:"30m"`
}

// Run writes the backup whole, or not at all.
func (b *backup) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	ctx, cancel := context.WithTimeout(ctx, b.Within)
	defer cancel()
	d, err := b.load(log)
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, b.Redis, d.ID, store.Looking())
	if err != nil {
		return err
	}
	defer st.Close()
	path := b.To
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, d.ID+"-"+time.Now().UTC().Format("20060102T150405Z")+".rdb")
	}
	temp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part") // which only its owner may read
	if err != nil {
		return err
	}
	size, err := st.Backup(ctx, temp)
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		os.Remove(temp.Name())
		return err
	}
	fmt.Fprintf(out, "%s: %d bytes, whole. Keep it as safe as Redis, and the file of the keys apart from it.\n", path, size)
	return nil
}
