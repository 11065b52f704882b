package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/bot/sheet"
	"gridbot/flows/drawn"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

const (
	largestFile   = 50_000_000 - 100_000 // what Telegram takes of a bot, and the words around it
	writtenIn     = 3 * time.Minute      // an export that takes longer is too large for a chat
	deliveredIn   = 5 * time.Minute
	longestCell   = 4000
	exportsAtOnce = 1 // written at the same time: what is asked of Redis is asked for chats too
)

// sendExport writes what a letter asks for into a file, and sends it. What is
// too large, or does not succeed, is said in words.
func (s *sender) sendExport(ctx context.Context, l world.Letter, ex drawn.Export) (int, error) {
	select {
	case s.exports <- struct{}{}:
		defer func() { <-s.exports }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	f, err := os.CreateTemp("", "gridbot-export-*")
	if err == nil {
		defer os.Remove(f.Name())
		defer f.Close()
		err = s.writeExport(ctx, f, l.Lang, ex)
	}
	l.Say.Draw = nil
	switch {
	case errors.Is(err, sheet.ErrTooLarge), errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
		l.Say.Say = text.T("export.large")
		return s.sendNew(ctx, l)
	case err != nil && ctx.Err() != nil:
		return 0, err
	case err != nil:
		s.log.Error("export", "err", err)
		l.Say.Say = text.T("export.failed")
		return s.sendNew(ctx, l)
	}
	m, err := s.bot.SendDocument(ctx, &tg.SendDocumentParams{
		ChatID: l.To.ID, MessageThreadID: l.To.Thread, Caption: s.words.say(l.Lang, l.Say.Say, longestCaption), ReplyMarkup: s.words.markup(l),
		Document: &models.InputFileUpload{Filename: s.exportName(ex), Data: f},
	})
	return number(m), err
}

// writeExport writes it from the beginning to the end of f. Errors:
// sheet.ErrTooLarge.
func (s *sender) writeExport(ctx context.Context, f *os.File, l text.Lang, ex drawn.Export) error {
	ctx, cancel := context.WithTimeout(ctx, writtenIn)
	defer cancel()
	world := &world.World{District: s.district, Now: s.now()}
	say := func(t text.Text) string { return s.words.say(l, t, longestCell) }
	if err := sheet.Export(ctx, &most{w: f, left: s.largest}, s.archive, world, ex, say); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read an export: %w", err)
	}
	return nil
}

// exportName is what the file is called: whose cases and of which days, and
// whether names are in it, so that nobody passes on the wrong one. It is ASCII,
// as IDs are: not every mail takes more.
func (s *sender) exportName(ex drawn.Export) string {
	day := func(at int64) string { return s.district.Here(time.Unix(at, 0)).Format(time.DateOnly) }
	name := "gridbot-" + cmp.Or(ex.Grid, s.district.ID)
	if ex.Part != "" {
		name += "-" + ex.Part
	}
	if len(ex.Numbers) > 0 {
		return name + "-list-" + day(ex.From) + "." + ex.Format
	}
	name += "-" + day(ex.From) + "--" + day(ex.To-1)
	if ex.Identity {
		name += "-names"
	}
	return name + "." + ex.Format
}

// most writes so much and no more.
type most struct {
	w    io.Writer
	left int
}

// Write writes on. Errors: sheet.ErrTooLarge.
func (m *most) Write(b []byte) (int, error) {
	if m.left -= len(b); m.left < 0 {
		return 0, sheet.ErrTooLarge
	}
	return m.w.Write(b)
}
