package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/flows/world"
)

// send sends one letter; it returns the message that says it now, 0 for none.
func (s *sender) send(ctx context.Context, l world.Letter) (message int, err error) {
	switch {
	case l.To.ID == 0:
		return 0, nil // a letter nobody could read any more
	case l.Strip:
		return 0, s.strip(ctx, l.To.ID, l.Edit)
	case l.Care != 0 && l.Empty:
		return 0, s.takeAway(ctx, l)
	case l.Card != 0:
		return s.card(ctx, l)
	case l.Edit != 0:
		err := s.edit(ctx, l, l.Edit)
		if err == nil {
			return l.Edit, nil
		}
		if !uneditable(err) {
			return 0, err
		}
	}
	return s.sendNew(ctx, l)
}

// card shows a case in a chat: in the message that shows it already, or in a
// new one at the bottom.
func (s *sender) card(ctx context.Context, l world.Letter) (int, error) {
	old, err := s.outbox.Card(ctx, l.Card, l.To.ID)
	if err != nil {
		return 0, err
	}
	if l.Empty {
		return 0, s.empty(ctx, l, max(old, 0))
	}
	if old == listed {
		if !l.Fresh {
			return listed, nil // what becomes of it is not shown there
		}
		old = 0
	}
	if l.At != 0 && old != l.At {
		l.Fresh = true // the person is not looking at the old one
	}
	if old == 0 && l.Edit != 0 {
		old, l.Fresh = l.Edit, false
	}
	if old != 0 && !l.Fresh {
		err := s.edit(ctx, l, old)
		if !uneditable(err) {
			return old, err
		}
	}
	message, err := s.sendNew(ctx, l)
	if err != nil {
		return 0, err
	}
	if old != 0 {
		// Two cards of one case would contradict each other. If the old one
		// is too old to be deleted, it at least loses its buttons.
		if err := s.api.deleteMessage(ctx, &tg.DeleteMessageParams{ChatID: l.To.ID, MessageID: old}); err != nil {
			if err := s.strip(ctx, l.To.ID, old); err != nil {
				s.log.Info("old card stays", "case", l.Card, "err", redact(err, s.token))
			}
		}
	}
	return message, nil
}

// empty takes away what a card says. One that cannot be changed any more is
// deleted; where none stands, nothing is sent.
func (s *sender) empty(ctx context.Context, l world.Letter, old int) error {
	if old == 0 {
		return nil
	}
	err := s.edit(ctx, l, old)
	if !uneditable(err) {
		return err
	}
	if err := s.api.deleteMessage(ctx, &tg.DeleteMessageParams{ChatID: l.To.ID, MessageID: old}); err != nil {
		s.log.Info("old card stays", "case", l.Card, "err", redact(err, s.token))
	}
	return nil
}

func (s *sender) edit(ctx context.Context, l world.Letter, message int) error {
	p := &tg.EditMessageTextParams{
		ChatID: l.To.ID, MessageID: message, Text: s.words.say(l.Lang, l.Say.Say, longestSay),
		ReplyMarkup: s.words.inline(l.Lang, l.Say.Rows),
	}
	err := s.api.editMessageText(ctx, p)
	if unchanged(err) {
		return nil
	}
	return err
}

func (s *sender) strip(ctx context.Context, chat int64, message int) error {
	err := s.api.editMessageReplyMarkup(ctx, &tg.EditMessageReplyMarkupParams{
		ChatID: chat, MessageID: message,
		ReplyMarkup: models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{}},
	})
	if unchanged(err) || uneditable(err) {
		return nil
	}
	return err
}

// unchanged tells Telegram's no to an edit that changes nothing.
func unchanged(err error) bool {
	return err != nil && strings.Contains(err.Error(), "message is not modified")
}

// uneditable tells Telegram's no to an edit of a message that is gone, or that
// cannot be edited any more.
func uneditable(err error) bool {
	return err != nil && errors.Is(err, tg.ErrorBadRequest) &&
		(strings.Contains(err.Error(), "message to edit not found") || strings.Contains(err.Error(), "message can't be edited") ||
			strings.Contains(err.Error(), "MESSAGE_ID_INVALID") || strings.Contains(err.Error(), "no text in the message"))
}

// sendNew sends what the letter holds as new messages; the last one counts.
func (s *sender) sendNew(ctx context.Context, l world.Letter) (int, error) {
	say := s.words.say(l.Lang, l.Say.Say, longestSay)
	switch {
	case l.Say.Draw != nil:
		return s.sendDrawing(ctx, l)
	case len(l.Say.Files) > 0:
		return s.sendFiles(ctx, l)
	case l.Say.Spot != nil:
		m, err := s.bot.SendVenue(ctx, &tg.SendVenueParams{
			ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect,
			Latitude: l.Say.Spot.Point.Lat, Longitude: l.Say.Spot.Point.Lon,
			Title: s.words.say(l.Lang, l.Say.Spot.Name, longestLabel), Address: s.words.say(l.Lang, l.Say.Spot.Where, 200),
			ReplyMarkup: s.words.markup(l),
		})
		return number(m), err
	case say == "":
		return 0, fmt.Errorf("a letter without words: %w", tg.ErrorBadRequest)
	}
	off := true
	return s.api.sendMessage(ctx, &tg.SendMessageParams{
		ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect, DisableNotification: l.Hush, Text: say, ReplyMarkup: s.words.markup(l),
		LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: &off},
	})
}

func number(m *models.Message) int {
	if m == nil {
		return 0
	}
	return m.ID
}

// members is how many are in a group, ourselves among them; 0 where Telegram does not
// say so in time.
func (s *sender) members(ctx context.Context, chat int64) int {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	n, err := s.bot.GetChatMemberCount(ctx, &tg.GetChatMemberCountParams{ChatID: chat})
	if err != nil {
		s.log.Info("members", "err", redact(err, s.token))
		return 0
	}
	return n
}
