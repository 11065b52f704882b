package bot

import (
	"fmt"
	"unicode/utf8"

	"github.com/go-telegram/bot/models"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What Telegram takes at most, in characters.
const (
	longestSay     = 4096
	longestCaption = 1024
	longestToast   = 200
	longestLabel   = 64
)

// words puts prompts into words; it is the only place in the bot where that
// happens.
type words struct {
	catalog *text.Catalog
	bot     string // the bot's user name
	missing func(error)
}

func (w words) say(l text.Lang, t text.Text, longest int) string {
	s, err := w.catalog.Say(l, t)
	if err != nil {
		w.missing(err)
	}
	if utf8.RuneCountInString(s) > longest {
		s = string([]rune(s)[:longest-1]) + "…"
	}
	return s
}

// markup is the keyboard under or below a message; nil for none. An untyped
// nil, as the library would send a typed one as "null".
func (w words) markup(l world.Letter) any {
	switch l.Say.Keys {
	case talk.KeysAsk:
		return models.ReplyKeyboardMarkup{
			Keyboard: [][]models.KeyboardButton{
				{{Text: w.say(l.Lang, text.T("keys.place"), longestLabel), RequestLocation: true}},
				// Pressed, they are said; the dialogues hear the words.
				{{Text: w.say(l.Lang, text.T("talk.back"), longestLabel)}, {Text: w.say(l.Lang, text.T("talk.cancel"), longestLabel)}},
			},
			ResizeKeyboard: true, OneTimeKeyboard: true,
		}
	case talk.KeysRemove:
		return models.ReplyKeyboardRemove{RemoveKeyboard: true}
	}
	if len(l.Say.Rows) == 0 {
		return nil
	}
	return w.inline(l.Lang, l.Say.Rows)
}

func (w words) inline(lang text.Lang, rows [][]talk.Button) models.InlineKeyboardMarkup {
	board := models.InlineKeyboardMarkup{InlineKeyboard: make([][]models.InlineKeyboardButton, 0, len(rows))}
	for _, row := range rows {
		line := make([]models.InlineKeyboardButton, 0, len(row))
		for _, b := range row {
			line = append(line, w.button(lang, b))
		}
		board.InlineKeyboard = append(board.InlineKeyboard, line)
	}
	return board
}

// longestData is what Telegram lets stand on a button, in bytes.
const longestData = 64

func (w words) button(lang text.Lang, b talk.Button) models.InlineKeyboardButton {
	k := models.InlineKeyboardButton{Text: w.say(lang, b.Label, longestLabel)}
	switch {
	case b.Start != "":
		k.URL = "https://t.me/" + w.bot + "?start=" + b.Start
	case b.Group != "":
		k.URL = "https://t.me/" + w.bot + "?startgroup=" + b.Group
	default:
		k.CallbackData = b.Data
		if len(b.Data) > longestData {
			w.missing(fmt.Errorf("button %.20q holds %d bytes", b.Data, len(b.Data)))
			k.CallbackData = "?"
		}
	}
	return k
}
