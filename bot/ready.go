package bot

import (
	"encoding/json"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/flows/fastjson"
)

// Ready makes the process ready for what Telegram says, and what is said to it.
func Ready() error {
	err := fastjson.ReadyToWrite(tg.SendMessageParams{}, tg.EditMessageTextParams{}, tg.EditMessageReplyMarkupParams{}, tg.AnswerCallbackQueryParams{},
		models.InlineKeyboardMarkup{}, models.ReplyKeyboardMarkup{}, models.ReplyKeyboardRemove{})
	if err != nil {
		return err
	}
	return fastjson.ReadyToRead(update{}, verdict{}, []json.RawMessage{})
}
