package bot

import (
	"container/list"
	"reflect"
	"slices"
	"time"

	"gridbot/flows/text"
	"gridbot/flows/world"
)

// mailbox is what waits for one chat.
type mailbox struct {
	chat    int64
	letters [classes][]*parcel
	turn    [classes]*list.Element // nil when it does not wait in that class
	cards   map[int]*parcel        // the newest letter of each card that waits
	busy    bool
	quota   quota
	share   quota     // what it had of the tenth that is kept for replies
	closed  time.Time // nothing before: Telegram said so, or it failed just now
	failed  int       // times in a row
}

// parcel is one or several letters that go as one message: of several edits
// of a card only the newest is sent.
type parcel struct {
	post  world.Post
	also  []world.Post // superseded, but still in the outbox
	list  []*parcel    // further tasks for the same group, sent as one list
	class int
	since time.Time   // queued
	brief bool        // it can be a line of a list
	count int         // so many messages
	light bool        // what it says is in the outbox alone
	above []text.Text // why the cards came that it takes the place of
}

// under puts what an older letter of the same card told first above a newer
// one: the card shows how things are now, and nobody has read yet why it came.
func (p *parcel) under(old *parcel) {
	if p.post.Letter.Empty {
		return // nothing of it is theirs to read any more
	}
	above := slices.Clone(old.above)
	if head := old.post.Letter.Head; old.post.Letter.Fresh && !head.Empty() {
		above = append(above, head)
	}
	for _, head := range p.above {
		if !slices.ContainsFunc(above, func(h text.Text) bool { return reflect.DeepEqual(h, head) }) {
			above = append(above, head)
		}
	}
	p.above = slices.DeleteFunc(above, func(h text.Text) bool { return p.post.Letter.Fresh && reflect.DeepEqual(h, p.post.Letter.Head) })
}

// letter is what goes out: the newest of its card, under what is still unread.
func (p *parcel) letter() world.Letter {
	l := p.post.Letter
	if len(p.above) > 0 {
		l.Say.Say = text.Lines(append(slices.Clone(p.above), l.Say.Say)...)
	}
	return l
}

func newParcel(post world.Post, now time.Time) *parcel {
	l := post.Letter
	return &parcel{
		post: post, class: min(max(int(l.Class), 0), classes-1), since: now,
		brief: !l.Brief.Empty(), count: max(1, len(l.Say.Files)),
	}
}

// listed: it is a task that can be told in one line.
func (p *parcel) listed() bool { return p.brief && p.post.Letter.Fresh }

// lighten leaves what the letter says in the outbox, to be fetched when its
// turn comes; here stays what the queue goes by.
func (p *parcel) lighten() {
	p.post, p.light = bare(p.post), true
}

// bare is a letter without what it says.
func bare(p world.Post) world.Post {
	l := p.Letter
	p.Letter = world.Letter{Class: l.Class, To: l.To, Card: l.Card, Fresh: l.Fresh, Head: l.Head, Empty: l.Empty, About: l.About, Asks: l.Asks}
	return p
}

// fill gives a light parcel back what it says. The queue may have learnt since
// that the card is to be sent anew, or that the group has moved.
func (p *parcel) fill(l world.Letter) {
	l.To, l.Card, l.Fresh = p.post.Letter.To, p.post.Letter.Card, p.post.Letter.Fresh
	p.post.Letter, p.light = l, false
}

// all are the letters that leave the outbox with the parcel.
func (p *parcel) all() []world.Post {
	posts := make([]world.Post, 0, 1+len(p.also)+len(p.list))
	for _, old := range p.also {
		old.Letter.Card, old.Letter.About = 0, 0 // superseded: the newest says which message the card is
		posts = append(posts, old)
	}
	for _, other := range p.list {
		posts = append(posts, other.all()...)
	}
	return append(posts, p.post)
}

const (
	fewTasks  = 4  // so many tasks that wait for a group are sent as a list …
	manyTasks = 20 // … of at most so many
)

// makeList takes the tasks that wait for the same group into a list, when they
// are so many that nobody would read a card for each.
func (b *mailbox) makeList(p *parcel) {
	waiting := b.letters[p.class]
	n := 0
	for _, q := range waiting {
		if q.listed() {
			n++
		}
	}
	if !p.listed() || n+1 < fewTasks {
		return
	}
	var left []*parcel
	for _, q := range waiting {
		if !q.listed() || len(p.list) == manyTasks-1 {
			left = append(left, q)
			continue
		}
		p.list = append(p.list, q)
		if b.cards[q.post.Letter.Card] == q {
			delete(b.cards, q.post.Letter.Card)
		}
	}
	b.letters[p.class] = left
}

// undoList puts the tasks of a list back, each by itself.
func (q *queue) undoList(p *parcel) {
	for _, other := range p.list {
		q.push(other)
	}
	p.list = nil
}

func (b *mailbox) length() (n int) {
	for c := range b.letters {
		n += len(b.letters[c])
	}
	return n
}

func (b *mailbox) drop(p *parcel) {
	waiting := b.letters[p.class]
	for i := range waiting {
		if waiting[i] == p {
			b.letters[p.class] = append(waiting[:i:i], waiting[i+1:]...)
			return
		}
	}
}
