package bot

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"gridbot/flows"
	"gridbot/flows/aside"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Asides is where what cannot be read is put aside, with all it holds.
type Asides interface {
	SetAside(ctx context.Context, fault error, at time.Time) (items []aside.Item, handled bool, err error)
	SetTimerAside(ctx context.Context, k talk.Clock, at time.Time) (aside.Item, error)
	TellAside(ctx context.Context, items []aside.Item, letters []world.Letter) (world.Written, error)
	Anew(ctx context.Context, p world.Person) error
	Remake(ctx context.Context, item aside.Item) error
	Aside(ctx context.Context) ([]aside.Item, error)
	Noticed() error
}

// mostMended is how often one thing may meet something damaged and begin anew.
const mostMended = 50

// apart is what the desk knows of what was put aside.
type apart struct {
	mu    sync.Mutex
	cases map[int]bool // put aside, and not back yet
	yet   []aside.Item // nobody was told of them
	all   int          // how many were aside when it was last asked
	redo  func(aside.Item)
}

// mend puts aside what a fault names, and tells of it; true when it is worth trying
// again. One item's fault is never anybody else's.
func (d *desk) mend(ctx context.Context, e talk.Event, fault error) bool {
	var record interface{ Damaged() bool }
	if !errors.As(fault, &record) || !record.Damaged() {
		return false
	}
	items, handled, err := d.records.SetAside(ctx, fault, d.now())
	if err != nil {
		d.log.Warn("put aside", "err", err)
	}
	for _, item := range items {
		d.noted(ctx, item)
	}
	if len(items) > 0 {
		d.tell(ctx, e, items)
	}
	return handled
}

// mended does something anew as long as what it meets can be put aside.
func (d *desk) mended(ctx context.Context, do func() error) (err error) {
	for range mostMended {
		if err = do(); err == nil || !d.mend(ctx, talk.Event{}, err) {
			return err
		}
	}
	return err
}

// noted says that something was put aside, and gets back what this process knows of it.
func (d *desk) noted(ctx context.Context, item aside.Item) {
	name := item.Name
	if item.What == "invite" {
		name = item.What // the rest of it opens a door
	}
	d.log.Error("put aside", "item", name, "why", item.Why)
	d.metrics.aside.WithLabelValues(item.What).Inc()
	d.apart.mu.Lock()
	if n := item.Case(); n != 0 && item.What == "case" {
		d.apart.cases = maps.Clone(d.apart.cases)
		if d.apart.cases == nil {
			d.apart.cases = map[int]bool{}
		}
		d.apart.cases[n] = true
	}
	redo := d.apart.redo
	d.apart.mu.Unlock()
	switch p, works := d.people().People[item.Person()]; {
	case item.What == "person" && works: // this process still knows who they are
		if err := d.records.Anew(ctx, p); err != nil {
			d.log.Warn("restore", "item", name, "err", err)
			return
		}
		d.keepStaff(world.Change{People: []world.Person{p}})
		d.memory.forget(p.ID)
	case !item.Redo:
	case redo != nil:
		redo(item)
	default:
		if err := d.records.Remake(ctx, item); err != nil {
			d.log.Warn("make anew", "item", name, "err", err)
		}
	}
}

// beside has lists made anew by whoever reads from a channel; nobody waits for it. What
// does not fit in is made anew at the next start.
func (d *desk) beside(redo chan<- aside.Item) {
	d.apart.mu.Lock()
	defer d.apart.mu.Unlock()
	d.apart.redo = func(item aside.Item) {
		select {
		case redo <- item:
		default:
		}
	}
}

// remake makes lists anew until ctx ends.
func (b *Bot) remake(ctx context.Context, redo <-chan aside.Item) {
	for {
		select {
		case <-ctx.Done():
			return
		case item := <-redo:
			if err := b.desk.mended(ctx, func() error { return b.opts.Store.Remake(ctx, item) }); err != nil {
				b.opts.Log.Warn("make anew", "item", item.Name, "err", err)
			}
		}
	}
}

// people are those the desk knows to work here; nobody before it is loaded.
func (d *desk) people() world.Staff {
	if staff := d.staff.Load(); staff != nil {
		return *staff
	}
	return world.Staff{}
}

// tell tells the coordinators of what was put aside, and whose it is; each once. When
// that fails, it is told later.
func (d *desk) tell(ctx context.Context, e talk.Event, items []aside.Item) {
	if d.staff.Load() == nil { // told once it is known to whom
		return
	}
	var letters []world.Letter
	for _, item := range items {
		letters = append(letters, d.theirs(e, item)...)
		if what := named(item, d.gridName); !what.Empty() {
			for _, p := range d.coordinators() {
				letters = append(letters, world.Letter{Class: world.ClassTask, To: talk.Chat{ID: p.ID}, Lang: p.Lang,
					Say: talk.Prompt{Say: text.T("aside", "what", what)}})
			}
		}
	}
	written, err := d.records.TellAside(ctx, items, letters)
	if err != nil {
		d.log.Warn("tell of what was put aside", "err", err)
		d.apart.mu.Lock()
		d.apart.yet = append(d.apart.yet, items...)
		d.apart.mu.Unlock()
		return
	}
	posts := make([]world.Post, 0, len(letters))
	for i := range min(len(letters), len(written.Letters)) {
		posts = append(posts, world.Post{ID: written.Letters[i], Letter: letters[i]})
	}
	d.post(posts)
}

func (d *desk) coordinators() (all []world.Person) {
	staff := d.people()
	for _, id := range slices.Sorted(maps.Keys(staff.People)) {
		if p := staff.People[id]; p.Role == world.Coordinator {
			all = append(all, p)
		}
	}
	return all
}

// theirs tells somebody kindly what of theirs is lost to them for now.
func (d *desk) theirs(e talk.Event, item aside.Item) []world.Letter {
	id := item.Person()
	if _, works := d.people().People[id]; id == 0 || item.What == "person" && works {
		return nil
	}
	say := withNumbers(d.district, text.T("aside.yours"))
	if item.What == "person" {
		say = text.T("aside.you")
	}
	return []world.Letter{{Class: world.ClassReply, To: talk.Chat{ID: id}, Lang: d.langOf(e, id), Say: talk.Prompt{Say: say}}}
}

// tellOf tells somebody that what they just sent was not handled and is kept aside.
func (d *desk) tellOf(ctx context.Context, u understood) {
	e := u.event
	if u.err != nil || !u.ours || e.From.ID == 0 || e.Chat.Group || e.Blocked {
		if e.Query != "" {
			d.answer(e, toast{say: withNumbers(d.district, text.T("aside.message")), lang: d.langOf(e, e.From.ID), alert: true})
		}
		return
	}
	l := world.Letter{Class: world.ClassReply, To: talk.Chat{ID: e.From.ID}, Lang: d.langOf(e, e.From.ID),
		Say: talk.Prompt{Say: withNumbers(d.district, text.T("aside.message"))}}
	if err := d.write(ctx, l); err != nil {
		d.log.Warn("tell of what was put aside", "entry", u.entry.ID, "err", err)
	}
}

// langOf is the language somebody reads, as far as that is known.
func (d *desk) langOf(e talk.Event, id int64) text.Lang {
	if known, ok := d.memory.recall(id); ok && known.me.Lang != "" {
		return known.me.Lang
	}
	if p, ok := d.people().People[id]; ok && p.Lang != "" {
		return p.Lang
	}
	if lang := text.Match(e.Language); lang != "" && e.From.ID == id {
		return lang
	}
	return d.district.Langs[0]
}

// named is what an item is called among people; empty for what is of no matter to them.
func named(item aside.Item, grid func(string) text.Text) text.Text {
	switch item.What {
	case "case":
		return text.T("aside.case", "number", item.Of)
	case "timer":
		return text.T("aside.timer", "of", item.Of)
	case "session":
		return text.T("aside.session")
	case "person":
		return text.T("aside.person", "id", item.Of)
	case "groups":
		return text.T("aside.group", "grid", grid(item.Of))
	case "rota":
		return text.T("aside.rota")
	case "hotspots":
		return text.T("aside.hotspots")
	case "topics":
		return text.T("aside.topics")
	case "playbooks":
		return text.T("aside.playbooks")
	case "conference":
		return text.T("aside.conference", "grid", grid(item.Of))
	case "care":
		return text.T("aside.care", "number", item.Of)
	case "service":
		return text.T("aside.service", "number", item.Of)
	case "accord":
		return text.T("aside.accord", "number", item.Of)
	case "outbox":
		return text.T("aside.letter")
	case "inbox":
		return text.T("aside.update")
	}
	if item.Redo {
		return text.T("aside.list", "what", item.What)
	}
	return text.Text{}
}

func (d *desk) gridName(id string) text.Text {
	if g, ok := d.district.Map.Grid(id); ok {
		return text.Named(g.Names)
	}
	return text.Text{Words: id}
}

// attend looks, once a minute, at what was noticed meanwhile, at what nobody was told
// of yet, and at whether somebody brought something back.
func (d *desk) attend(ctx context.Context) {
	if fault := d.records.Noticed(); fault != nil {
		d.mend(ctx, talk.Event{}, fault)
	}
	d.apart.mu.Lock()
	yet := d.apart.yet
	d.apart.yet = nil
	d.apart.mu.Unlock()
	if len(yet) > 0 {
		d.tell(ctx, talk.Event{}, yet)
	}
	d.recollect(ctx)
}

// recollect reads what is aside. When something was brought back, the staff are read
// anew: it may be one of them.
func (d *desk) recollect(ctx context.Context) {
	items, err := d.records.Aside(ctx)
	if err != nil {
		d.log.Warn("read what is aside", "err", err)
		d.mend(ctx, talk.Event{}, err)
		return
	}
	gone := map[int]bool{}
	for _, item := range items {
		if item.What == "case" && !item.Lies {
			gone[item.Case()] = true
		}
	}
	d.apart.mu.Lock()
	back := len(items) < d.apart.all
	d.apart.all, d.apart.cases = len(items), gone
	d.apart.mu.Unlock()
	if back {
		if err := d.mended(ctx, func() error { return d.readStaff(ctx) }); err != nil {
			d.log.Warn("read the staff", "err", err)
		}
	}
}

// beginApart reads what an earlier process put aside and told nobody of, or did not make
// anew.
func (d *desk) beginApart(ctx context.Context) {
	items, err := d.records.Aside(ctx)
	if err != nil {
		d.log.Warn("read what is aside", "err", err)
		return
	}
	var yet []aside.Item
	for _, item := range items {
		if !item.Told {
			yet = append(yet, item)
		}
		if item.Redo {
			if err := d.records.Remake(ctx, item); err != nil {
				d.log.Warn("make anew", "item", item.Name, "err", err)
			}
		}
	}
	if len(yet) > 0 {
		d.tell(ctx, talk.Event{}, yet)
	}
	d.recollect(ctx)
}

// lost is what somebody reads who asks for a case that was put aside. ok is false where
// it is there, or never was.
func (d *desk) lost(w *world.World, e talk.Event) (ch world.Change, ok bool) {
	d.apart.mu.Lock()
	defer d.apart.mu.Unlock()
	if len(d.apart.cases) == 0 || w.Case != nil || e.Clock != nil {
		return ch, false // mostly: nothing is put aside
	}
	number := flows.Needs(w, e).Case
	if number == 0 || !d.apart.cases[number] {
		return ch, false
	}
	say := text.T("aside.lost", "number", strconv.Itoa(number))
	ch = world.Change{Toast: say, Lang: w.Me.Lang, Alert: true}
	if e.Query == "" && !e.Chat.Group {
		ch.Letters = []world.Letter{{Class: world.ClassReply, To: talk.Chat{ID: e.From.ID}, Lang: w.Me.Lang, Say: talk.Prompt{Say: say}}}
	}
	return ch, true
}

// poisoned puts aside a timer that always fails: the others go on, and somebody is told.
func (d *desk) poisoned(ctx context.Context, k talk.Clock) {
	item, err := d.records.SetTimerAside(ctx, k, d.now())
	if err != nil {
		d.log.Warn("put aside", "entry", clockID(k), "err", err)
		return
	}
	d.noted(ctx, item)
	d.tell(ctx, talk.Event{}, []aside.Item{item})
}
