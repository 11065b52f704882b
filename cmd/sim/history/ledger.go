package history

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// ledger is what the history has seen with its own eyes, at the edges: what Telegram
// brought and was told, and what was truly committed.
type ledger struct {
	acked     map[int64]bool   // updates Telegram counts as taken
	entries   map[string]int64 // inbox entry: update
	handled   map[int64]bool
	latest    map[int64]int64 // lane: the update that was handled last
	clocks    map[string]bool // timers and runs that were used up
	cases     map[int]cases.Case
	opened    map[string]time.Time // what was reported, by whom, and when
	gone      map[int64]bool       // blocked the bot, and that is committed
	blockedAt map[int64]time.Time
	owed      map[string]world.Letter // outbox letters, by chat and words
	classes   map[string]int          // chat and message: the most urgent of what it says
	twice     bool                    // an answer of Telegram's was lost: what it told may be told again
	attempts  map[int64]int           // to chats that are gone, by this process
	day       int
	jobAt     time.Time
	stirred   bool
	pending   map[string]bool // letters that are owed, by their entry
	aged      map[int64]bool  // whose session another release wrote
}

func newLedger() ledger {
	return ledger{acked: map[int64]bool{}, entries: map[string]int64{}, handled: map[int64]bool{}, latest: map[int64]int64{}, clocks: map[string]bool{},
		cases: map[int]cases.Case{}, opened: map[string]time.Time{}, gone: map[int64]bool{}, blockedAt: map[int64]time.Time{},
		owed: map[string]world.Letter{}, classes: map[string]int{}, attempts: map[int64]int{}, pending: map[string]bool{}, aged: map[int64]bool{}}
}

// owns notes who owns the district now.
func (h *history) owns(p *process) {
	h.owner, p.polled, p.sendAt = p, 0, time.Time{}
	h.attempts = map[int64]int{}
}

// entered notes which update an entry of the inbox is.
func (h *history) entered(entry string, update int64) {
	if h.handled[update] {
		h.wrong("one report one case", "update %d came into the inbox again after it had been handled", update)
	}
	if h.lost {
		h.wrong("a loss is noticed", "update %d is taken in by a Redis that has lost something", update)
	}
	h.entries[entry] = update
	h.note("   update %d is entry %s", update, entry)
}

func (h *history) aside(e world.Entry, why string) {
	h.wrong("nothing is put aside", "update %d: %s", h.entries[e.ID], why)
}

// logged looks at what a process writes down as an error.
func (h *history) logged(line string) {
	if strings.Contains(line, "panic") || strings.Contains(line, "level=ERROR msg=words") || strings.Contains(line, "level=ERROR msg=letter") {
		h.wrong("no fault of ours", "%s", line)
	}
}

// committed looks at what was just committed.
func (h *history) committed(p *process, op world.Op, who int64, ch world.Change) {
	h.told.Stats.Commits++
	if h.lost {
		h.wrong("a loss is noticed", "%s commits in a Redis that has lost something", p.name)
	}
	h.stirred = true
	p.sendAt = time.Time{}
	if h.owner != p {
		h.wrong("one owner", "%s commits what another process owns", p.name)
	}
	h.usedUp(op, who, len(ch.Letters)+len(ch.Remind) > 0)
	for _, person := range ch.People {
		h.gone[person.ID] = person.Gone
	}
	for _, m := range ch.Cases {
		h.moved(op, ch, m)
	}
	for _, l := range ch.Letters {
		h.owes(l)
	}
}

// usedUp holds that an update, a timer and a run count once, and a person's in order.
func (h *history) usedUp(op world.Op, who int64, tells bool) {
	key := ""
	switch {
	case op.Inbox != "":
		update := h.entries[op.Inbox]
		if h.handled[update] {
			h.wrong("one report one case", "update %d was handled twice", update)
		}
		h.handled[update] = true
		if who != 0 {
			if update <= h.latest[who] {
				h.wrong("order of each person", "update %d of %s was handled after %d", update, h.called(who), h.latest[who])
			}
			h.latest[who] = update
		}
	case op.Timer != nil:
		key = fmt.Sprintf("timer %d %d %d %s %d", op.Timer.Case, op.Timer.Care, op.Timer.Person, op.Timer.Name, op.Timer.Due.Unix())
		if op.Timer.Due.After(h.now.Add(2 * time.Minute)) {
			h.wrong("each reminder once", "%s struck %s before it was due", key, op.Timer.Due.Sub(h.now))
		}
	case op.Once != nil:
		key = fmt.Sprintf("run %s %d %s %d", op.Once.Name, op.Once.Person, op.Once.Grid, op.Once.Due.Unix())
	}
	if key != "" && tells {
		if h.clocks[key] {
			h.wrong("each reminder once", "%s counted twice", key)
		}
		h.clocks[key] = true
	}
}

// moved looks at a case that was opened or has changed.
func (h *history) moved(op world.Op, ch world.Change, m world.Moved) {
	is := m.After
	was, known := h.cases[is.Number]
	switch {
	case m.Before == nil && known:
		h.wrong("one report one case", "number %d is given twice", is.Number)
	case m.Before != nil && !known:
		h.wrong("no illegal step", "case %d changes before it is there", is.Number)
	case m.Before == nil:
		h.reported(op, ch, is)
	default:
		h.stepped(was, is)
	}
	h.cases[is.Number] = is
	h.sound(is)
}

func (h *history) reported(op world.Op, ch world.Change, c cases.Case) {
	h.note("   #%d is opened", c.Number)
	if c.By.ID == 0 || c.Apart != 0 || c.Family != 0 {
		return
	}
	if !slices.ContainsFunc(ch.Letters, func(l world.Letter) bool { return l.To.ID == c.By.ID && l.Card == c.Number }) {
		h.wrong("one report one receipt", "%s has no receipt of #%d", h.called(c.By.ID), c.Number)
	}
	key := fmt.Sprintf("%d %s", c.By.ID, c.What)
	if at, ok := h.opened[key]; ok && h.now.Sub(at) < time.Minute {
		h.wrong("one report one case", "%s has reported %q twice within a minute: #%d", h.called(c.By.ID), c.What, c.Number)
	}
	h.opened[key] = h.now
}

// stepped holds a change of a case against what may follow what.
func (h *history) stepped(was, is cases.Case) {
	if len(is.Log) < len(was.Log) && is.Stripped == 0 {
		h.wrong("no illegal step", "#%d forgets %d entries of its history", is.Number, len(was.Log)-len(is.Log))
	}
	if was.Status != is.Status && !slices.Contains(strings.Fields(follows[was.Status]), string(is.Status)) {
		h.wrong("no illegal step", "#%d goes from %s to %s", is.Number, was.Status, is.Status)
	}
	if was.Status != is.Status {
		h.note("   #%d %s → %s", is.Number, was.Status, is.Status)
	}
	if was.Opened != is.Opened || was.By.ID != is.By.ID && is.By.ID != 0 && !slices.ContainsFunc(was.Joined, func(j cases.Joiner) bool { return j.ID == is.By.ID }) {
		h.wrong("no illegal step", "#%d is somebody else's report", is.Number)
	}
}

// sound holds what is true of every case at every time.
func (h *history) sound(c cases.Case) {
	var handlers []int64
	for _, e := range c.Log {
		switch e.Do {
		case cases.Claim, cases.Assign:
			handlers = append(handlers, c.Assignee)
			if e.Do == cases.Claim {
				handlers = append(handlers, e.By)
			}
		case cases.Pass, cases.SendBack:
			if slices.Contains(c.Handlers, e.By) && slices.Contains(handlers, e.By) {
				h.wrong("the worker is not the checker", "#%d was checked by who handled it", c.Number)
			}
		}
	}
	open := c.Status.Type() == cases.Open
	switch {
	case c.Status.Type() == "":
		h.wrong("no illegal step", "#%d is %q", c.Number, c.Status)
	case open && c.Clock.Name == "":
		h.wrong("every open case has a clock", "#%d is %s without one", c.Number, c.Status)
	case !open && c.Status.Type() == cases.Ended && c.Clock.Name != "":
		h.wrong("every open case has a clock", "#%d is %s and its clock runs", c.Number, c.Status)
	case c.By.Anonymous && c.By.Name != "":
		h.wrong("no canary", "#%d keeps the name of who is anonymous", c.Number)
	case slices.Contains([]cases.Status{cases.Claimed, cases.OnSite, cases.Handling, cases.Rework, cases.Rectifying}, c.Status) && c.Assignee == 0:
		h.wrong("every open case has a holder", "#%d is %s and nobody's", c.Number, c.Status)
	}
}

// owes notes a letter that was committed.
func (h *history) owes(l world.Letter) {
	h.told.Stats.Letters++
	if l.To.ID >= firstStaff && h.gone[l.To.ID] && !l.Empty && !l.Strip { // of residents the sender knows
		h.wrong("nobody gone is told", "a letter for %s: %s", h.called(l.To.ID), first(h.words(l)))
	}
	if l.Card > 0 {
		h.owed[place(l.To.ID, l.Card)] = l
	}
}

// pends notes letters that are in the outbox now.
func (h *history) pends(entries []string) {
	for _, id := range entries {
		if id != "" {
			h.pending[id] = true
		}
	}
}

func place(chat int64, card int) string { return fmt.Sprintf("%d #%d", chat, card) }

func (h *history) words(l world.Letter) string {
	said, _ := h.stage.Catalog.Say(l.Lang, l.Say.Say)
	return said
}

// left looks at a letter that left the outbox.
func (h *history) left(p *process, post world.Post, message int) {
	delete(h.pending, post.ID)
	if h.owner != p {
		h.wrong("one owner", "%s takes a letter out of another's outbox", p.name)
	}
	if message <= 0 {
		return
	}
	key := fmt.Sprintf("%d %d", post.Letter.To.ID, message)
	class := int(post.Letter.Class)
	if old, ok := h.classes[key]; !ok || class < old {
		h.classes[key] = class
	}
	m := h.peer.room(post.Letter.To.ID).find(message)
	if m != nil && h.classes[key] == int(world.ClassReminder) && m.edited.IsZero() {
		if q := h.stage.District.Quiet; q.Holds(m.at) && q.Holds(p.now()) { // by its own clock, too
			h.wrong("no reminder at night", "%s: %s", h.called(post.Letter.To.ID), first(m.text))
		}
	}
}

// toldGone notes that a chat was written to that does not take it.
func (h *history) toldGone(chat int64) {
	h.attempts[chat]++
	if h.attempts[chat] > 2 && h.now.Sub(h.blockedAt[chat]) > time.Hour {
		h.wrong("nobody gone is told", "%s was written to %d times", h.called(chat), h.attempts[chat])
	}
}

// shown looks at what somebody was shown.
func (h *history) shown(r *room, m *message) {
	words := m.text
	for _, row := range m.rows {
		for _, b := range row {
			words += " " + b.Text + " " + b.Data + " " + b.URL
		}
	}
	h.canary(r.id, words)
}

// saysNumber tells whether a number stands in words by itself: not as a piece of a
// longer one, such as a moment on a button.
func saysNumber(words string, n int64) bool {
	number := strconv.FormatInt(n, 10)
	digit := func(at int) bool { return at >= 0 && at < len(words) && words[at] >= '0' && words[at] <= '9' }
	for from := 0; ; {
		i := strings.Index(words[from:], number)
		if i < 0 {
			return false
		}
		if at := from + i; !digit(at-1) && !digit(at+len(number)) {
			return true
		}
		from += i + 1
	}
}

// canary holds that nobody learns who reported but themselves and those who lead.
func (h *history) canary(chat int64, words string) {
	if !strings.Contains(words, "Xenia") && !strings.Contains(words, "700") {
		return
	}
	for _, a := range h.people {
		if a.role != "" || a.id == chat {
			continue
		}
		leads := slices.ContainsFunc(h.people, func(b *actor) bool { return b.id == chat && (b.role == "lead" || b.role == "coordinator") })
		if strings.Contains(words, a.name) && !leads || saysNumber(words, a.id) && !leads {
			h.wrong("no canary", "%s reads who reported: %s", h.called(chat), first(words))
		}
		if leads && strings.Contains(words, a.name) {
			for _, n := range numbersIn(words) {
				if c := h.cases[n]; c.By.ID == a.id && c.By.Anonymous {
					h.wrong("no canary", "%s reads who reported #%d anonymously", h.called(chat), n)
				}
			}
		}
	}
}

var numbered = regexp.MustCompile(`#(\d{4,})`)

func numbersIn(words string) (all []int) {
	for _, m := range numbered.FindAllStringSubmatch(words, -1) {
		n, _ := strconv.Atoi(m[1])
		all = append(all, n)
	}
	return all
}

func (h *history) tooLong(what, words string, most int) {
	if n := units(words); n > most {
		h.wrong("limits", "%s of %d characters", what, n)
	}
}

// follows are the states that may follow one, written down by hand a second time.
var follows = map[cases.Status]string{
	cases.Reported:   "claimed declined withdrawn merged",
	cases.Returned:   "claimed reported declined withdrawn merged",
	cases.Claimed:    "on_site returned reported declined withdrawn paused merged",
	cases.OnSite:     "handling rectifying submitted returned claimed declined withdrawn paused joint reported merged",
	cases.Handling:   "rectifying submitted returned claimed paused joint reported merged",
	cases.Rework:     "rectifying submitted returned claimed paused joint reported merged",
	cases.Joint:      "rectifying submitted returned paused reported merged",
	cases.Rectifying: "submitted joint handling paused",
	cases.Paused:     "claimed on_site handling rework joint rectifying merged",
	cases.Submitted:  "verified closed rework merged",
	cases.Verified:   "closed rework",
	cases.Closed:     "watch rework",
	cases.Watch:      "closed rework",
	cases.Declined:   "reported",
}
