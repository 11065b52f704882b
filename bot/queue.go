package bot

import (
	"container/list"
	"sync"
	"time"

	"gridbot/flows/world"
)

const classes = int(world.ClassBulk) + 1

// queue is the outbox in memory: it says which letter goes next. Classes never
// wait for a lower one, but for the tenth that is kept for replies; chats of a class take turns, a chat gets
// one letter at a time, and Telegram's limits are kept.
type queue struct {
	mu     sync.Mutex
	boxes  map[int64]*mailbox
	turns  [classes]*list.List // of *mailbox
	known  map[string]bool     // letters in the queue or lately sent
	lately []string            // the order in which known is forgotten
	next   time.Time           // when the overall pace lets the next one go
	recent []time.Time         // when the last pace.Most went, a ring
	eldest int                 // the oldest of recent
	before int                 // messages that went before a reply that waits
	began  time.Time           // when this process began to send
	wake   chan struct{}
	real   ticking // the machine's clock
	pace   Pace
	whole  int         // letters that wait here with what they say …
	most   int         // … of at most so many
	held   int         // how many hold back everything
	quiet  func() bool // the quiet hours: reminders wait
	flying []flight    // what may arrive at any moment, oldest first
	landed quota       // what has arrived, as Telegram counts it
	asking int         // parcels that wait to go on: nothing else begins before
	slow   []slowed    // chats that Telegram limited within the last second
	swept  int         // mailboxes left when the last ones were forgotten
}

// newQueue begins to send at a moment. What another process sent just before
// is unknown, so it is taken to have used its share to the full.
func newQueue(pace Pace, now time.Time) *queue {
	q := &queue{pace: pace, most: mostWhole, began: now, recent: make([]time.Time, pace.Most), boxes: map[int64]*mailbox{}, known: map[string]bool{}, wake: make(chan struct{}, 1)}
	for c := range q.turns {
		q.turns[c] = list.New()
	}
	q.landed.full = now.Add(pace.Overall * time.Duration(pace.Most))
	for i := range q.recent {
		q.recent[i] = now.Add(-pace.Overall * time.Duration(len(q.recent)-i))
	}
	return q
}

const (
	// catchUp is how many messages may follow at once when the sender was late.
	catchUp = 4
	// second is a second as Telegram may count it, with its clock and the way there.
	second = 1010 * time.Millisecond
)

// mostWhole is how many letters wait in memory with what they say, some tens
// of megabytes; of further ones that stays in the outbox until their turn.
const mostWhole = 2000

// quietWait is how often it is asked whether the night is over.
const quietWait = 30 * time.Second

// keepLately is how many sent letters are remembered, against one that is read
// from the outbox and handed over by the desk at the same time.
const keepLately = 20_000

// put queues letters; those it knows already are left out.
func (q *queue) put(posts []world.Post) {
	now := q.real.now()
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, p := range posts {
		if q.known[p.ID] {
			continue
		}
		q.known[p.ID] = true
		if q.lately = append(q.lately, p.ID); len(q.lately) > keepLately {
			delete(q.known, q.lately[0])
			q.lately = q.lately[1:]
		}
		next := newParcel(p, now)
		if q.whole >= q.most {
			next.lighten()
		}
		q.push(next)
	}
	q.stir()
}

func (q *queue) push(p *parcel) {
	l := p.post.Letter
	box := q.boxes[l.To.ID]
	if box == nil {
		box = q.newMailbox(l.To.ID, p.since)
	}
	if l.Card != 0 {
		if old := box.cards[l.Card]; old != nil {
			p.under(old)
			p.also = append(append(p.also, old.also...), bare(old.post))
			p.post.Letter.Hush = l.Hush || old.post.Letter.Hush && !l.Fresh
			p.post.Letter.Fresh = l.Fresh || old.post.Letter.Fresh
			p.class = min(p.class, old.class)
			box.drop(old)
			q.countWhole(-1, old)
		}
		box.cards[l.Card] = p
	}
	box.letters[p.class] = append(box.letters[p.class], p)
	q.countWhole(1, p)
	if box.turn[p.class] == nil {
		box.turn[p.class] = q.turns[p.class].PushBack(box)
	}
}

// countWhole counts letters that come to wait, or wait no more, with what they say.
func (q *queue) countWhole(by int, parcels ...*parcel) {
	for _, p := range parcels {
		if !p.light {
			q.whole += by
		}
	}
}

// newMailbox makes the mailbox of a chat. Shortly after the beginning it has no
// burst: another process may have used it.
func (q *queue) newMailbox(chat int64, now time.Time) *mailbox {
	if len(q.boxes) >= 2*q.swept+1000 {
		q.sweep(now)
	}
	box := &mailbox{chat: chat, cards: map[int]*parcel{}}
	every, burst := box.limit(q.pace)
	if full := q.began.Add(every * time.Duration(burst)); full.After(now) {
		box.quota.full = now.Add(every * time.Duration(burst-1))
	}
	q.boxes[chat] = box
	return box
}

// sweep forgets the mailboxes that are as good as new.
func (q *queue) sweep(now time.Time) {
	for chat, box := range q.boxes {
		if !box.busy && box.length() == 0 && box.quota.full.Before(now) && box.share.full.Before(now) && box.closed.Before(now) {
			for c, at := range box.turn {
				if at != nil {
					q.turns[c].Remove(at)
				}
			}
			delete(q.boxes, chat)
		}
	}
	q.swept = len(q.boxes)
}

// remember sets what a group's quota was when another process sent to it.
func (q *queue) remember(full map[int64]time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for chat, at := range full {
		box := q.boxes[chat]
		if box == nil {
			box = q.newMailbox(chat, q.began)
		}
		box.quota.full = at
	}
}

// take gives the letter whose turn it is, or how long to wait for one; 0 when
// there is nothing to wait for.
func (q *queue) take(now time.Time) (*parcel, time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.held > 0 || q.asking > 0 {
		return nil, 0
	}
	if next := q.free(now); next.After(now) {
		return nil, next.Sub(now)
	}
	if p := q.kept(now); p != nil {
		return p, 0
	}
	soonest := time.Time{}
	for c := range q.turns {
		if c == int(world.ClassReminder) && q.turns[c].Len() > 0 && q.quiet != nil && q.quiet() {
			soonest = now.Add(quietWait) // what was decided by day and is late goes out in the morning
			continue
		}
		p, free := q.pick(c, now, nil)
		if p != nil {
			q.passed(c, p)
			return p, 0
		}
		if !free.IsZero() && (soonest.IsZero() || free.Before(soonest)) {
			soonest = free
		}
	}
	if soonest.IsZero() {
		return nil, 0
	}
	return nil, soonest.Sub(now)
}

// pick takes the letter of a class whose turn it is, among the chats that may
// have it (nil: all); or says when the first chat is free again.
func (q *queue) pick(c int, now time.Time, may func(*mailbox) bool) (p *parcel, soonest time.Time) {
	for at := q.turns[c].Front(); at != nil; {
		box, here := at.Value.(*mailbox), at
		at = at.Next()
		if len(box.letters[c]) == 0 {
			q.turns[c].Remove(here)
			box.turn[c] = nil
			continue
		}
		free := box.free(q.pace)
		if box.busy || free.After(now) {
			if !box.busy && (soonest.IsZero() || free.Before(soonest)) {
				soonest = free
			}
			continue
		}
		if may != nil && !may(box) {
			continue
		}
		p := box.letters[c][0]
		box.letters[c] = box.letters[c][1:]
		if box.cards[p.post.Letter.Card] == p {
			delete(box.cards, p.post.Letter.Card)
		}
		box.makeList(p)
		q.countWhole(-1, p)
		q.countWhole(-1, p.list...)
		q.turns[c].MoveToBack(here)
		box.busy = true
		q.charge(box, p, p.count, now)
		return p, soonest
	}
	return nil, soonest
}

// hold holds back everything until the answer is called.
func (q *queue) hold() (release func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.held++
	return sync.OnceFunc(func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.held--
		q.stir()
	})
}

// sent ends a parcel: it is out of the outbox.
func (q *queue) sent(p *parcel) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ground(p)
	box := q.boxes[p.post.Letter.To.ID]
	box.busy, box.failed = false, 0
	q.stir()
}

// later puts a parcel back, not to be tried before a while. A newer letter of
// the same card takes its place. Until is told how often the chat failed in a row.
func (q *queue) later(p *parcel, until func(failed int) time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ground(p)
	box := q.boxes[p.post.Letter.To.ID]
	box.busy = false
	box.failed++
	box.closed = until(box.failed)
	q.undoList(p)
	if newer := box.cards[p.post.Letter.Card]; p.post.Letter.Card != 0 && newer != nil {
		newer.under(p)
		newer.also = append(append(newer.also, p.also...), bare(p.post))
		newer.post.Letter.Fresh = newer.post.Letter.Fresh || p.post.Letter.Fresh
		if p.class < newer.class { // what was urgent stays so
			box.drop(newer)
			q.countWhole(-1, newer)
			newer.class = p.class
			q.first(box, newer)
		}
	} else {
		if p.post.Letter.Card != 0 {
			box.cards[p.post.Letter.Card] = p
		}
		q.first(box, p)
	}
	q.stir()
}

// first puts a parcel before all others of its class in a chat.
func (q *queue) first(box *mailbox, p *parcel) {
	box.letters[p.class] = append([]*parcel{p}, box.letters[p.class]...)
	q.countWhole(1, p)
	if box.turn[p.class] == nil {
		box.turn[p.class] = q.turns[p.class].PushFront(box)
	}
}

// moved sends what waits for a chat to another one: the group became a
// supergroup.
func (q *queue) moved(p *parcel, to int64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ground(p)
	box := q.boxes[p.post.Letter.To.ID]
	box.busy = false
	waiting := append([]*parcel{p}, p.list...)
	p.list = nil
	for c := range box.letters {
		q.countWhole(-1, box.letters[c]...)
		waiting = append(waiting, box.letters[c]...)
		box.letters[c] = nil
	}
	clear(box.cards)
	for _, p := range waiting {
		p.post.Letter.To.ID = to
		q.push(p)
	}
	q.stir()
}

// length is how many letters of a class wait.
func (q *queue) length(class int) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := 0
	for at := q.turns[class].Front(); at != nil; at = at.Next() {
		n += len(at.Value.(*mailbox).letters[class])
	}
	return n
}

// oldest is how long the oldest letter of a class has waited.
func (q *queue) oldest(class int, now time.Time) time.Duration {
	q.mu.Lock()
	defer q.mu.Unlock()
	var oldest time.Duration
	for at := q.turns[class].Front(); at != nil; at = at.Next() {
		for _, p := range at.Value.(*mailbox).letters[class] {
			oldest = max(oldest, now.Sub(p.since))
		}
	}
	return oldest
}

func (q *queue) stir() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}
