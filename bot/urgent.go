package bot

import (
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// hurry lets whoever writes of danger be handled before others, where many wait: as
// after an outage, when all that Telegram has kept comes at once.
func (b *Bot) hurry(u understood) {
	if !b.lanes.crowded() || !u.ours || u.err != nil {
		return
	}
	if _, heard := b.opts.District.Danger(u.event.Text); heard {
		b.lanes.hurry(u.lane())
	}
}

// urge makes the answers to whoever writes of danger, or has others called to one, go
// out with the alarm: thousands may wait for an answer, and the number to call is in
// this one.
func (d *desk) urge(e talk.Event, ch *world.Change) {
	if e.From.ID == 0 || e.Clock != nil || len(ch.Letters) == 0 {
		return
	}
	urgent := false
	for _, l := range ch.Letters {
		urgent = urgent || l.Class == world.ClassDanger
	}
	if !urgent && e.Text != "" {
		_, urgent = d.district.Danger(e.Text)
	}
	for i := range ch.Letters {
		if l := &ch.Letters[i]; urgent && l.Class == world.ClassReply && (l.To.ID == e.From.ID || l.To.ID == e.Chat.ID) {
			l.Class = world.ClassDanger
		}
	}
}
