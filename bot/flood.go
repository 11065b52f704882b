package bot

import (
	"time"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Inbound is how much one person may say. Whoever says more is told so once;
// what is beyond is not handled, and costs others nothing.
type Inbound struct {
	Every time.Duration // one update in so long, for ever …
	Burst int           // … after so many at once; 0 for no limit
}

// HumanInbound lets through what people do, albums and impatient taps
// included: nobody types sixty messages in half a minute.
var HumanInbound = Inbound{Every: 500 * time.Millisecond, Burst: 60}

// pour counts one update of a person. It returns what they have used up now,
// whether that is so much that it must outlive this process, and whether the
// update is beyond the limit.
func (in Inbound) pour(f world.Flood, now time.Time) (used world.Flood, worth, beyond bool) {
	if in.Burst == 0 {
		return f, false, false
	}
	full := time.UnixMilli(f.Full)
	// What lies further ahead than anybody can use up was written by a clock that
	// was wrong: nobody is shut out for it.
	if full.Before(now) || full.Sub(now) > 2*time.Duration(in.Burst)*in.Every {
		full, f.Told = now, false // it has calmed down: next time they are told again
	}
	if full.Add(-time.Duration(in.Burst-1) * in.Every).After(now) {
		return f, true, true
	}
	full = full.Add(in.Every)
	f.Full = full.UnixMilli()
	return f, full.Sub(now) > time.Duration(in.Burst/2)*in.Every, false
}

// tooMuch is what an update beyond the limit changes: the person is told, once.
func tooMuch(e talk.Event, lang text.Lang, f world.Flood) world.Change {
	ch := world.Change{Flood: &f, Toast: text.T("flood"), Lang: lang}
	if !f.Told && !e.Chat.Group {
		ch.Letters = []world.Letter{{Class: world.ClassReply, To: talk.Chat{ID: e.From.ID}, Lang: lang,
			Say: talk.Prompt{Say: text.T("flood")}}}
	}
	f.Told = true
	return ch
}
