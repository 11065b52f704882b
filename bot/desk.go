package bot

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"gridbot/flows"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Records is what the desk reads and writes; the store is one.
type Records interface {
	Read(ctx context.Context, who int64, need world.Need) (world.Reading, error)
	Commit(ctx context.Context, op world.Op, who int64, ch world.Change) (world.Written, error)
	PutAside(ctx context.Context, e world.Entry, why string) error
	Staff(ctx context.Context) (world.Staff, error)
	Number(ctx context.Context) (int, error)
	Keyed() bool
	Asides
}

// decideTries is how often a decision is made anew because others were faster.
const decideTries = 20

// desk is where read, decide, commit come together. Every event, press and
// timer comes by here.
type desk struct {
	district *district.District
	records  Records
	catalog  *text.Catalog // to know a button by what stands on it
	bot      string        // the bot's user name
	now      func() time.Time
	real     ticking       // the machine's clock
	token    func() string // nil: Unguessable
	log      *slog.Logger
	post     func([]world.Post)               // hands letters to the sender, once committed
	reload   func()                           // makes the sender read the outbox itself
	heard    func(chat int64)                 // somebody wrote in their private chat
	answer   func(talk.Event, toast)          // answers a press
	members  func(context.Context, int64) int // how many are in a group; 0 where nobody says
	strike   func(talk.Clock)                 // lets a clock of a chat strike at once
	pause    func(context.Context, int) error
	addLooks func(context.Context, *talk.Event) // finds out what photos look like
	metrics  *metrics
	outage   *outage
	pulse    *beat  // of commits
	menus    *menus // nil keeps none

	inbound Inbound
	memory  *memory // of the people who talked lately
	staff   atomic.Pointer[world.Staff]
	mu      sync.Mutex    // over changes of staff
	left    map[int64]int // revisions of those who left the staff
	number  atomic.Int64
	tally   tally
	apart   apart
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
	var staff world.Staff
	var n int
	d.staff.Store(nil) // nobody is told of anything damaged before it is known whom to tell
	d.apart.mu.Lock()
	d.apart.redo = nil // what is met damaged here is needed at once
	d.apart.mu.Unlock()
	if err := d.mended(ctx, func() (err error) { staff, err = d.records.Staff(ctx); return err }); err != nil {
		return err
	}
	if err := d.mended(ctx, func() (err error) { n, err = d.records.Number(ctx); return err }); err != nil {
		return err
	}
	day := d.district.Here(d.now()).Format(time.DateOnly)
	var found world.Reading
	if err := d.mended(ctx, func() (err error) { found, err = d.records.Read(ctx, 0, world.Need{Told: day}); return err }); err != nil {
		return err
	}
	d.tally.begin(day, found.Told)
	d.staff.Store(&staff)
	d.number.Store(int64(max(n, FirstNumber-1)))
	d.menus.begin(staff)
	d.memory = newMemory() // while the district was somebody else's, people moved on
	d.beginApart(ctx)
	return nil
}

// mostReads is how often what was read may ask for more: the person's session
// for its case, and the case for the conference it is talked of in.
const mostReads = 2

// FirstNumber is the number of a district's first case: the first ones are as
// easy to say as the later ones.
const FirstNumber = 1001

// errOurs marks a fault of our own code: trying again may not help.
var errOurs = errors.New("our fault")

// caught makes a panic an error of the one event it happened in.
func (d *desk) caught(entry string, err *error) {
	if p := recover(); p != nil {
		d.log.Error("panic", "entry", entry, "stack", string(debug.Stack()))
		*err = fmt.Errorf("panic: %w", errOurs)
	}
}

// hopeless reports whether an error is one that trying again may not mend: a
// fault of ours, or a record that cannot be read.
func hopeless(err error) bool {
	var record interface{ Damaged() bool }
	return errors.Is(err, errOurs) || (errors.As(err, &record) && record.Damaged())
}

// decide reads, decides and commits one event; anew when something damaged stood in
// the way, once that is put aside.
func (d *desk) decide(ctx context.Context, e talk.Event, op world.Op) (err error) {
	defer d.caught(e.ID, &err)
	number := 0
	for range mostMended {
		if err = d.decideOnce(ctx, e, op, &number); err == nil || !d.mend(ctx, e, err) {
			return err
		}
		d.memory.forget(e.From.ID) // what is remembered may be of what was put aside
	}
	return err
}

// decideOnce reads, decides and commits one event, anew when somebody was faster.
func (d *desk) decideOnce(ctx context.Context, e talk.Event, op world.Op, number *int) (err error) {
	if e.From.ID != 0 && !e.Blocked && e.Clock == nil && d.heard != nil {
		d.heard(e.From.ID)
		if e.Chat.Group && !e.Left {
			d.heard(e.Chat.ID) // we are in it again
		}
	}
	d.pulse.tries(d.real.now())
	for range decideTries {
		w, flood, err := d.world(ctx, e)
		if err != nil {
			return err
		}
		w.Number = func() int { // the same one however often we decide
			if *number == 0 {
				*number = int(d.number.Add(1))
			}
			return *number
		}
		ch, err := d.measured(ctx, w, e, flood)
		if err != nil {
			d.pulse.drops() // a fault of this one event
			return err
		}
		d.urge(e, &ch)
		began := d.real.now()
		written, err := d.records.Commit(ctx, op, e.From.ID, ch)
		d.metrics.commit.Observe(d.real.now().Sub(began).Seconds())
		if err != nil || written.Again {
			d.forget(e.From.ID, ch)
		}
		if errors.Is(err, world.ErrStale) {
			d.metrics.again.Inc()
			continue
		}
		if err != nil {
			d.unsure(op, err)
			return err
		}
		d.pulse.does(d.real.now())
		if written.Again {
			d.reload() // our letters are in the outbox, but we do not know their IDs
			// What was committed then may differ from what was decided now.
			if err := d.readStaff(ctx); err != nil {
				return err
			}
		} else {
			d.keepStaff(ch)
			d.tally.add(ch)
			d.menus.people(ch.People)
			d.memory.wrote(e.From.ID, ch)
			if err := d.forgot(ctx, ch); err != nil {
				return err
			}
			posts := make([]world.Post, len(ch.Letters))
			for i, l := range ch.Letters {
				posts[i] = world.Post{ID: written.Letters[i], Letter: l}
			}
			d.post(posts)
			d.strikes(ch.Strikes)
		}
		if e.Query != "" {
			d.answer(e, toast{ch.Toast, ch.Lang, ch.Alert, ch.Open})
		}
		return nil
	}
	return fmt.Errorf("decided %d times: %w", decideTries, world.ErrStale)
}

// unsure has the outbox read when a clock's commit failed: it may be written all the
// same, and nobody asks for it again as for an update.
func (d *desk) unsure(op world.Op, err error) {
	if op.Inbox == "" && !errors.Is(err, world.ErrFenced) {
		d.reload()
	}
}

// strikes lets clocks strike that were just set and are due. The others are among the
// timers: struck now they would set themselves again, and again.
func (d *desk) strikes(ks []talk.Clock) {
	for _, k := range ks {
		if d.strike != nil && !k.Due.After(d.now()) {
			d.strike(k)
		}
	}
}

// measured decides, unless the person says too much. What is beyond the limit
// is not even decided.
func (d *desk) measured(ctx context.Context, w *world.World, e talk.Event, f world.Flood) (world.Change, error) {
	if e.From.ID == 0 || e.Blocked || e.Unblock || e.Clock != nil {
		return d.judge(ctx, w, e)
	}
	if ch, gone := d.lost(w, e); gone {
		return ch, nil
	}
	used, worth, beyond := d.inbound.pour(f, d.real.now()) // the machine's clock, also where time is moved
	if beyond {
		return tooMuch(e, w.Me.Lang, used), nil
	}
	d.memory.pour(e.From.ID, used)
	ch, err := d.judge(ctx, w, e)
	if worth {
		ch.Flood = &used
	}
	return ch, err
}

// judge calls the flows; anew where a question comes back that asks of other records.
func (d *desk) judge(ctx context.Context, w *world.World, e talk.Event) (world.Change, error) {
	ch, err := flows.Decide(w, e)
	if err != nil {
		return ch, fmt.Errorf("%w: %w", errOurs, err)
	}
	var unread error
	ch, err = flows.Again(w, e, ch, func(need world.Need) (world.Found, error) {
		var found world.Reading
		found, unread = d.records.Read(ctx, e.From.ID, need)
		return found.Found, unread
	})
	if err != nil && unread == nil {
		err = fmt.Errorf("%w: %w", errOurs, err)
	}
	return ch, err
}

// forget forgets everybody a commit was about whose outcome we do not know.
func (d *desk) forget(who int64, ch world.Change) {
	d.memory.forget(who)
	for _, p := range ch.People {
		d.memory.forget(p.ID)
	}
}

// world reads all that an event is decided on; of people who talked lately
// only what is not remembered.
func (d *desk) world(ctx context.Context, e talk.Event) (*world.World, world.Flood, error) {
	w := &world.World{District: d.district, Bot: d.bot, Now: e.At, Staff: *d.staff.Load(), Token: d.unguessable(), Seals: d.records.Keyed(), Says: d.catalog}
	w.Had = func(id int64) int { return d.tally.of(d.district.Here(e.At), id) }
	known, ok := d.recall(w.Staff, e.From.ID)
	if ok || e.From.ID == 0 { // what is needed is then asked once, and by where they stand
		w.Me, w.Session = known.me, known.session
		w.Attend()
	}
	need := flows.Needs(w, e)
	asked := ok // nothing has changed since need was asked for
	if !ok || need != (world.Need{}) {
		asked = false
		found, err := d.records.Read(ctx, e.From.ID, need)
		if err != nil {
			return nil, world.Flood{}, err
		}
		w.Found = found.Found
		if !ok {
			known = remembered{world.Person{ID: e.From.ID}, found.Session, found.Flood}
			if found.Me != nil {
				known.me = *found.Me
			}
			if e.From.ID != 0 {
				d.memory.learn(known)
			}
		}
	}
	if !w.Attended() {
		w.Me, w.Session = known.me, known.session
		w.Attend()
	}
	if d.addLooks != nil && len(e.Files) > 0 && flows.Shows(w) {
		d.addLooks(ctx, &e) // the files are seen by the caller too
		asked = false
	}
	for range mostReads {
		if asked {
			break
		}
		more := flows.Needs(w, e)
		if more == need {
			break
		}
		need = more
		found, err := d.records.Read(ctx, e.From.ID, need)
		if err != nil {
			return nil, world.Flood{}, err
		}
		w.Found = found.Found
	}
	return w, known.flood, nil
}

// recall is who somebody is and where they stand, if that is remembered, and they are
// still as much of the staff as they were.
func (d *desk) recall(all world.Staff, id int64) (remembered, bool) {
	known, ok := d.memory.recall(id)
	if staff, is := all.People[id]; is != (known.me.Role != world.Resident) || staff.Rev > known.me.Rev {
		return known, false // joined or was dismissed by somebody else meanwhile
	}
	return known, ok
}

func (d *desk) unguessable() func() string {
	if d.token == nil {
		return Unguessable
	}
	return d.token
}

// Unguessable makes a name of 22 characters that nobody can guess.
func Unguessable() string {
	b := make([]byte, 16)
	rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}
