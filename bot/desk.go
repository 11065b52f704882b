package bot

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"gridbot/flows"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Records is what the desk reads and writes; the store is one.
type Records interface {
	Read(ctx context.Context, who int64, need flows.Need) (flows.Found, error)
	Commit(ctx context.Context, op flows.Op, who int64, ch flows.Change) (flows.Written, error)
	PutAside(ctx context.Context, e flows.Entry, why string) error
	Staff(ctx context.Context) (flows.Staff, error)
	Number(ctx context.Context) (int, error)
}

const (
	decideTries = 20 // times a decision is made anew because others were faster
	handleTries = 3  // times an update is tried before it is put aside
)

// desk is where read, decide, commit come together. Every event, press and
// timer comes by here.
type desk struct {
	district *district.District
	records  Records
	bot      string // the bot's user name
	now      func() time.Time
	log      *slog.Logger
	post     func([]flows.Post)      // hands letters to the sender, once committed
	recover  func()                  // makes the sender read the outbox itself
	heard    func(chat int64)        // somebody wrote in their private chat
	answer   func(talk.Event, toast) // answers a press
	pause    func(context.Context, int) error
	looks    func(context.Context, *talk.Event) // finds out what photos look like
	metrics  *metrics
	outage   *outage
	menus    *menus // nil keeps none

	inbound Inbound
	memory  *memory // of the people who talked lately
	staff   atomic.Pointer[flows.Staff]
	mu      sync.Mutex    // over changes of staff
	left    map[int64]int // revisions of those who left the staff
	number  atomic.Int64
}

// toast is what is shown over a pressed button.
type toast struct {
	say   text.Text
	lang  text.Lang
	alert bool
	open  string // payload of the link to the private chat it leads to
}

// load reads what the desk keeps at hand while it owns the district.
func (d *desk) load(ctx context.Context) error {
	staff, err := d.records.Staff(ctx)
	if err != nil {
		return err
	}
	n, err := d.records.Number(ctx)
	if err != nil {
		return err
	}
	d.staff.Store(&staff)
	d.number.Store(int64(max(n, firstNumber-1)))
	d.menus.begin(staff)
	d.memory = newMemory() // while the district was somebody else's, people moved on
	return nil
}

// firstNumber makes the first numbers as easy to say as the later ones.
const firstNumber = 1001

// handle takes one update from the inbox to its end: committed, or put aside.
// An error means that the district is not ours any more, or that we stop.
func (d *desk) handle(ctx context.Context, u understood) error {
	began := time.Now()
	entry, e, ok := u.entry, u.event, u.ours
	if u.err != nil {
		return d.putAside(ctx, entry, "not an update")
	}
	outcome := "ignored"
	for try := 1; ; try++ {
		err := d.decideOrDrop(ctx, e, ok, flows.Op{Inbox: entry.ID})
		switch {
		case err == nil:
			if ok {
				outcome = "handled"
			}
		case errors.Is(err, flows.ErrFenced) || ctx.Err() != nil:
			return err
		case hopeless(err) && try >= handleTries:
			d.log.Error("update", "entry", entry.ID, "try", try, "err", err)
			return d.putAside(ctx, entry, err.Error())
		default:
			d.log.Warn("update", "entry", entry.ID, "try", try, "err", err)
			if !errors.Is(err, errOurs) && ok {
				d.outage.person(e)
			}
			if err := d.pause(ctx, try); err != nil {
				return err
			}
			continue
		}
		d.metrics.outcome(e, outcome, time.Since(began))
		d.log.Info("update", "entry", entry.ID, "person", e.From.ID, "outcome", outcome, "took", time.Since(began))
		return nil
	}
}

// understood is an entry of the inbox with what it means.
type understood struct {
	entry flows.Entry
	event talk.Event
	ours  bool  // it means something to us
	err   error // it is not an update
}

// understand decodes an update; a panic there is a fault of this one update.
func (d *desk) understand(entry flows.Entry) (u understood) {
	u.entry = entry
	defer d.caught(entry.ID, &u.err)
	u.event, u.ours, u.err = decode(entry.Body, d.bot, d.district.Here(d.now()))
	u.event.ID = entry.ID
	return u
}

// lane is whose lane an update belongs in: the person's, or else the chat's.
func (u understood) lane() int64 {
	if u.event.From.ID != 0 {
		return u.event.From.ID
	}
	return u.event.Chat.ID
}

// caught makes a panic an error of the one event it happened in.
func (d *desk) caught(entry string, err *error) {
	if p := recover(); p != nil {
		d.log.Error("panic", "entry", entry, "stack", string(debug.Stack()))
		*err = fmt.Errorf("panic: %w", errOurs)
	}
}

// decideOrDrop handles an event, or just uses up the entry of an update that
// means nothing to us.
func (d *desk) decideOrDrop(ctx context.Context, e talk.Event, ok bool, op flows.Op) error {
	if ok {
		return d.decide(ctx, e, op)
	}
	_, err := d.records.Commit(ctx, op, 0, flows.Change{})
	return err
}

func (d *desk) putAside(ctx context.Context, entry flows.Entry, why string) error {
	d.metrics.updates.WithLabelValues("any", "put aside").Inc()
	for try := 1; ; try++ {
		err := d.records.PutAside(ctx, entry, why)
		if err == nil || errors.Is(err, flows.ErrFenced) {
			return err
		}
		d.log.Warn("put aside", "entry", entry.ID, "try", try, "err", err)
		if err := d.pause(ctx, try); err != nil {
			return err
		}
	}
}

// errOurs marks a fault of our own code: trying again may not help.
var errOurs = errors.New("our fault")

// hopeless reports whether an error is one that trying again may not mend: a
// fault of ours, or a record that cannot be read.
func hopeless(err error) bool {
	var record interface{ Damaged() bool }
	return errors.Is(err, errOurs) || (errors.As(err, &record) && record.Damaged())
}

// decide reads, decides and commits one event, anew when somebody was faster.
func (d *desk) decide(ctx context.Context, e talk.Event, op flows.Op) (err error) {
	defer d.caught(e.ID, &err)
	if e.From.ID != 0 && !e.Blocked && e.Clock == nil && d.heard != nil {
		d.heard(e.From.ID)
		if e.Chat.Group && !e.Left {
			d.heard(e.Chat.ID) // we are in it again
		}
	}
	number := 0
	for range decideTries {
		w, flood, err := d.world(ctx, e)
		if err != nil {
			return err
		}
		w.Number = func() int { // the same one however often we decide
			if number == 0 {
				number = int(d.number.Add(1))
			}
			return number
		}
		ch, err := d.measured(w, e, flood)
		if err != nil {
			return err
		}
		began := time.Now()
		written, err := d.records.Commit(ctx, op, e.From.ID, ch)
		d.metrics.commit.Observe(time.Since(began).Seconds())
		if err != nil || written.Again {
			d.forget(e.From.ID, ch)
		}
		if errors.Is(err, flows.ErrStale) {
			d.metrics.again.Inc()
			continue
		}
		if err != nil {
			return err
		}
		if written.Again {
			d.recover() // our letters are in the outbox, but we do not know their IDs
			// What was committed then may differ from what was decided now.
			if err := d.readStaff(ctx); err != nil {
				return err
			}
		} else {
			d.keepStaff(ch)
			d.menus.people(ch.People)
			d.memory.wrote(e.From.ID, ch)
			posts := make([]flows.Post, len(ch.Letters))
			for i, l := range ch.Letters {
				posts[i] = flows.Post{ID: written.Letters[i], Letter: l}
			}
			d.post(posts)
		}
		if e.Query != "" {
			d.answer(e, toast{ch.Toast, w.Me.Lang, ch.Alert, ch.Open})
		}
		return nil
	}
	return fmt.Errorf("decided %d times: %w", decideTries, flows.ErrStale)
}

// measured decides, unless the person says too much. What is beyond the limit
// is not even decided.
func (d *desk) measured(w *flows.World, e talk.Event, f flows.Flood) (flows.Change, error) {
	if e.From.ID == 0 || e.Blocked || e.Unblock || e.Clock != nil {
		return d.judge(w, e)
	}
	used, worth, beyond := d.inbound.pour(f, time.Now()) // the machine's clock, also where time is moved
	if beyond {
		return tooMuch(e, w.Me.Lang, used), nil
	}
	d.memory.pour(e.From.ID, used)
	ch, err := d.judge(w, e)
	if worth {
		ch.Flood = &used
	}
	return ch, err
}

// judge calls the flows.
func (d *desk) judge(w *flows.World, e talk.Event) (flows.Change, error) {
	ch, err := flows.Decide(w, e)
	if err != nil {
		return ch, fmt.Errorf("%w: %w", errOurs, err)
	}
	return ch, nil
}

// forget forgets everybody a commit was about whose outcome we do not know.
func (d *desk) forget(who int64, ch flows.Change) {
	d.memory.forget(who)
	for _, p := range ch.People {
		d.memory.forget(p.ID)
	}
}

// world reads all that an event is decided on; of people who talked lately
// only what is not remembered.
func (d *desk) world(ctx context.Context, e talk.Event) (*flows.World, flows.Flood, error) {
	w := &flows.World{District: d.district, Bot: d.bot, Now: e.At, Staff: *d.staff.Load(), Token: token}
	need := flows.Needs(w, e)
	known, ok := d.memory.recall(e.From.ID)
	if staff, is := w.Staff.People[e.From.ID]; is != (known.me.Role != flows.Resident) || staff.Rev > known.me.Rev {
		ok = false // joined or was dismissed by somebody else meanwhile
	}
	if !ok || need != (flows.Need{}) {
		found, err := d.records.Read(ctx, e.From.ID, need)
		if err != nil {
			return nil, flows.Flood{}, err
		}
		put(w, found)
		if !ok {
			known = remembered{flows.Person{ID: e.From.ID}, found.Session, found.Flood}
			if found.Me != nil {
				known.me = *found.Me
			}
			if e.From.ID != 0 {
				d.memory.learn(known)
			}
		}
	}
	w.Me, w.Session = known.me, known.session
	if d.looks != nil && len(e.Files) > 0 && flows.Shows(w.Session) {
		d.looks(ctx, &e) // the files are seen by the caller too
	}
	if more := flows.Needs(w, e); more != need {
		found, err := d.records.Read(ctx, e.From.ID, more)
		if err != nil {
			return nil, flows.Flood{}, err
		}
		put(w, found)
	}
	return w, known.flood, nil
}

// put lays what was read before the flows.
func put(w *flows.World, found flows.Found) {
	w.Weekly = found.Weekly
	w.Case, w.List, w.Invite, w.Near, w.Gathered, w.Seen, w.Told, w.Meeting, w.Forces = found.Case, found.List, found.Invite, found.Near, found.Gathered, found.Used, found.Told, found.Meeting, found.Forces
}

// token makes an unguessable name of 22 characters.
func token() string {
	b := make([]byte, 16)
	rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

// leave remembers who left the staff, so that an overtaken change does not
// bring them back. The caller holds mu.
func (d *desk) leave(id int64, rev int) {
	if d.left == nil {
		d.left = map[int64]int{}
	}
	d.left[id] = rev
}

// readStaff reads the staff anew.
func (d *desk) readStaff(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	staff, err := d.records.Staff(ctx)
	if err != nil {
		return err
	}
	for id, p := range d.staff.Load().People {
		if _, stays := staff.People[id]; !stays {
			d.leave(id, p.Rev+1)
		}
	}
	d.staff.Store(&staff)
	d.menus.staff(staff)
	return nil
}

// keepStaff makes what was committed about staff and groups known to the next
// events. A change that was overtaken by a newer one is left out.
func (d *desk) keepStaff(ch flows.Change) {
	if len(ch.People) == 0 && ch.Group == nil && ch.Unbind == "" {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	was := d.staff.Load()
	if !ch.TouchesStaff(*was) {
		return
	}
	staff := flows.Staff{People: maps.Clone(was.People), Groups: maps.Clone(was.Groups)}
	for _, p := range ch.People {
		p.Rev++
		if p.Rev <= max(staff.People[p.ID].Rev, d.left[p.ID]) {
			continue
		}
		if p.Role == flows.Resident {
			delete(staff.People, p.ID)
			d.leave(p.ID, p.Rev)
		} else {
			staff.People[p.ID] = p
		}
	}
	if ch.Group != nil {
		staff.Groups[ch.Group.Key()] = *ch.Group
	}
	delete(staff.Groups, ch.Unbind)
	d.staff.Store(&staff)
}
