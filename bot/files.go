package bot

import (
	"context"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// sendFiles sends photos and recordings by their file IDs: photos and videos
// together as an album, everything else one by one. The words stand under the
// first, and the buttons too where it is the only one.
func (s *sender) sendFiles(ctx context.Context, l world.Letter) (last int, err error) {
	var sent []int
	defer func() { s.keepShown(ctx, l, sent) }()
	caption := s.words.say(l.Lang, l.Say.Say, longestCaption)
	var album, single []talk.File
	for _, f := range l.Say.Files {
		if f.Kind == "photo" || f.Kind == "video" {
			album = append(album, f)
		} else {
			single = append(single, f)
		}
	}
	if len(album) == 1 {
		album, single = nil, append(album, single...)
	}
	if len(album) > 1 {
		media := make([]models.InputMedia, len(album))
		for i, f := range album {
			words := ""
			if i == 0 {
				words = caption
			}
			if f.Kind == "video" {
				media[i] = &models.InputMediaVideo{Media: f.ID, Caption: words}
			} else {
				media[i] = &models.InputMediaPhoto{Media: f.ID, Caption: words}
			}
		}
		ms, err := s.bot.SendMediaGroup(countsAs(ctx, len(media)), &tg.SendMediaGroupParams{ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect, Media: media})
		if err != nil {
			return 0, err
		}
		for _, m := range ms {
			last, sent = m.ID, append(sent, m.ID)
		}
		caption = ""
	}
	var markup any
	if len(album) == 0 && len(single) == 1 {
		markup = s.words.markup(l) // an album has no buttons
	}
	for _, f := range single {
		m, err := s.sendFile(ctx, l, f, caption, markup)
		if err != nil {
			return 0, err
		}
		last, caption = number(m), ""
		sent = append(sent, last)
	}
	return last, nil
}

func (s *sender) sendFile(ctx context.Context, l world.Letter, f talk.File, caption string, markup any) (*models.Message, error) {
	file := &models.InputFileString{Data: f.ID}
	switch f.Kind {
	case "photo":
		return s.bot.SendPhoto(ctx, &tg.SendPhotoParams{ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect, Photo: file, Caption: caption, ReplyMarkup: markup})
	case "video":
		return s.bot.SendVideo(ctx, &tg.SendVideoParams{ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect, Video: file, Caption: caption, ReplyMarkup: markup})
	case "note":
		return s.bot.SendVideoNote(ctx, &tg.SendVideoNoteParams{ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect, VideoNote: file, ReplyMarkup: markup})
	case "voice":
		return s.bot.SendVoice(ctx, &tg.SendVoiceParams{ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect, Voice: file, Caption: caption, ReplyMarkup: markup})
	case "audio":
		return s.bot.SendAudio(ctx, &tg.SendAudioParams{ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect, Audio: file, Caption: caption, ReplyMarkup: markup})
	}
	return s.bot.SendDocument(ctx, &tg.SendDocumentParams{ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect, Document: file, Caption: caption, ReplyMarkup: markup})
}
