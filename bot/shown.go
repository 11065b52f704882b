package bot

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/flows/world"
)

// keepTries is how often it is tried to keep where photos of a care case stand.
const keepTries = 6

// keepShown keeps which messages hold photos of a care case, of what was sent, also
// where not all of it was.
func (s *sender) keepShown(ctx context.Context, l world.Letter, sent []int) {
	if l.Care == 0 || len(sent) == 0 {
		return
	}
	ctx = context.WithoutCancel(ctx)
	for try := 1; ; try++ {
		err := s.outbox.CareShown(ctx, l.Care, l.To.ID, sent)
		if err == nil {
			return
		}
		if try == keepTries || s.pause(ctx, try) != nil {
			s.log.Error("photos that cannot be taken away later", "care", l.Care, "err", err)
			return
		}
	}
}

// takeAway takes the photos of a care case out of a chat. Telegram deletes what is
// younger than two days; an older photo gives way to an empty picture.
func (s *sender) takeAway(ctx context.Context, l world.Letter) error {
	messages, err := s.outbox.CareShows(ctx, l.Care, l.To.ID)
	if err != nil || len(messages) == 0 {
		return err
	}
	for _, id := range messages {
		if err := s.api.deleteMessage(ctx, &tg.DeleteMessageParams{ChatID: l.To.ID, MessageID: id}); err == nil {
			continue
		} else if !errors.Is(err, tg.ErrorBadRequest) {
			return err
		}
		_, err := s.bot.EditMessageMedia(ctx, &tg.EditMessageMediaParams{ChatID: l.To.ID, MessageID: id,
			Media: &models.InputMediaPhoto{Media: "attach://empty", MediaAttachment: bytes.NewReader(emptyPicture())}})
		switch {
		case err == nil || unchanged(err):
		case !errors.Is(err, tg.ErrorBadRequest):
			return err
		default: // it is gone already, or a recording that nothing can take the place of
			s.log.Warn("what was shown stays", "care", l.Care, "err", redact(err, s.token))
		}
	}
	return s.outbox.CareHidden(ctx, l.Care, l.To.ID, messages)
}

// emptyPicture is a picture of nothing.
func emptyPicture() []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 64))) // into memory: nothing can fail
	return b.Bytes()
}
