package bot

import (
	"context"
	"fmt"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/flows/text"
)

// commands stand in the menu beside the input line. What is in the menu is
// display only, and never what somebody may do.
var commands = []struct {
	name string
	what text.Text
}{
	{"report", text.T("command.report")},
	{"cases", text.T("command.cases")},
	{"tasks", text.T("command.tasks")},
	{"overdue", text.T("command.overdue")},
	{"place", text.T("command.place")},
	{"digest", text.T("command.digest")},
	{"stats", text.T("command.stats")},
	{"duty", text.T("command.duty")},
	{"roster", text.T("command.roster")},
	{"conference", text.T("command.conference")},
	{"language", text.T("command.language")},
	{"help", text.T("command.help")},
	{"cancel", text.T("command.cancel")},
}

// introduce tells Telegram our commands, in every language and, for everybody
// else, in the first.
func (b *Bot) introduce(ctx context.Context, w words) error {
	for _, l := range append([]text.Lang{""}, text.Langs...) {
		say := l
		code := ""
		if l == "" {
			say = b.opts.District.Langs[0]
		} else {
			code = string(l)[:2]
		}
		list := make([]models.BotCommand, len(commands))
		for i, c := range commands {
			list[i] = models.BotCommand{Command: c.name, Description: w.say(say, c.what, 256)}
		}
		_, err := b.tg.SetMyCommands(ctx, &tg.SetMyCommandsParams{
			Commands: list, Scope: &models.BotCommandScopeAllPrivateChats{}, LanguageCode: code,
		})
		if err != nil {
			return fmt.Errorf("set commands in %q: %w", code, err)
		}
	}
	return nil
}
