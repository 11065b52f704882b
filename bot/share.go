package bot

import (
	"time"

	"gridbot/flows/world"
)

// Danger goes before everything, and there can be so much of it that nobody
// else would ever be answered. So a tenth of what Telegram takes is kept for
// replies, and one person's many replies do not use that tenth up.
const (
	keptTenth  = 10              // one message in so many is a reply, when one waits
	keptBurst  = 12              // so many replies of the tenth to one chat at once: a report from beginning to end …
	keptEvery  = 5 * time.Second // … then one every so often
	replyClass = int(world.ClassReply)
)

// kept gives the reply whose turn it is in the tenth; nil when the tenth is
// used, or nobody waits who has not had their part of it.
func (q *queue) kept(now time.Time) *parcel {
	if q.before < keptTenth-1 {
		return nil
	}
	p, _ := q.pick(replyClass, now, func(b *mailbox) bool { return !b.share.free(keptEvery, keptBurst).After(now) })
	if p == nil {
		return nil
	}
	q.before = 0
	q.boxes[p.post.Letter.To.ID].share.take(now, keptEvery)
	return p
}

// passed counts the messages that went before replies that wait.
func (q *queue) passed(class int, p *parcel) {
	if class < replyClass && q.turns[replyClass].Len() > 0 {
		q.before += p.count
	}
}
