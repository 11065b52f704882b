package bot

import (
	"errors"
	"fmt"
	"testing"

	tg "github.com/go-telegram/bot"
)

// What a group says when it takes nothing is told from a letter that nobody could take.
func TestAGroupThatTakesNothingIsTold(t *testing.T) {
	for said, want := range map[string]string{
		"not enough rights to send text messages to the chat": "rights", "need administrator rights: CHAT_WRITE_FORBIDDEN": "rights",
		"message thread not found": "topic", "TOPIC_CLOSED": "topic",
		"message is too long": "", "message is not modified": "",
	} {
		if got := shutOut(fmt.Errorf("sendMessage: %w, Bad Request: %s", tg.ErrorBadRequest, said)); got != want {
			t.Errorf("%s: %q", said, got)
		}
	}
	if got := shutOut(errors.New("not enough rights")); got != "" {
		t.Errorf("what Telegram did not say: %q", got)
	}
}
