package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"gridbot/flows/ask"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Which messages a report came from is remembered: one that is changed before
// the report is sent changes the report, and after it, the case.

// saidFrom is where the words of a report come from.
type saidFrom struct {
	Messages []int  `json:"messages,omitempty"`
	First    int    `json:"first,omitempty"` // the message that said what it is
	Told     string `json:"told,omitempty"`  // in these words
}

// mostMessages is how many messages of a report are remembered.
const mostMessages = 20

// hears remembers a message.
func (r *report) hears(e talk.Event) {
	if e.Press != "" || e.Edited || e.Message == 0 || e.Text == "" && len(e.Files) == 0 {
		return
	}
	if len(r.Messages) < mostMessages && !slices.Contains(r.Messages, e.Message) {
		r.Messages = append(r.Messages, e.Message)
	}
	if r.What == "" && e.Text != "" {
		r.First, r.Told = e.Message, text.Clean(e.Text, ask.LongestWords)
	}
}

// changesWhat tells whether somebody changed the message that said what the
// report they are writing is about; danger goes out at once instead.
func changesWhat(w *world.World, e talk.Event) bool {
	var from saidFrom
	told := e.Edited && !e.Moving && e.Text != "" && !e.Chat.Group && w.Session.Dialogue == reporting.Name && bytes.Contains(w.Session.Data, []byte(`"first"`)) &&
		json.Unmarshal(w.Session.Data, &from) == nil && from.First == e.Message
	if !told {
		return false
	}
	_, danger := ask.Danger(w, e)
	return !danger
}

// retell puts the changed words in place of the old ones; what was added since
// stays.
func (r *report) retell(w *world.World, e talk.Event) talk.Answer {
	later, ok := strings.CutPrefix(r.What, r.Told)
	if !ok { // it was told anew since
		r.What = ask.JoinWords(r.What, e.Text)
		return talk.Filled().After(talk.Prompt{Say: text.T("report.added")})
	}
	r.Told = text.Clean(e.Text, ask.LongestWords)
	return r.hearWhat(w, r.Told+later).And("what").After(talk.Prompt{Say: text.T("report.changed")})
}
