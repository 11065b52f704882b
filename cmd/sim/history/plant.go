package history

import (
	"errors"
	"slices"
	"strings"

	"gridbot/bot"
	"gridbot/flows/calendar"
	"gridbot/flows/cases"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A Plant is a fault of ours, planted by hand between the real parts: what looks for
// faults must find it.
type Plant string

// What can be planted.
const (
	plantLoseIntake Plant = "intake loses an update now and then"
	plantReversed   Plant = "intake turns the order of what came together round"
	plantUnfenced   Plant = "a commit does not look at the lease"
	plantUnwritten  Plant = "a commit says it was written, and was not"
	plantKeeps      Plant = "a commit leaves the update in the inbox"
	plantUnsent     Plant = "a letter was sent and stays in the outbox"
	plantUnread     Plant = "a new owner does not read the outbox"
	plantUnsure     Plant = "the outbox is not read when an answer was lost"
	plantNoReceipt  Plant = "who reported gets no receipt"
	plantStale      Plant = "a card is not brought up to date"
	plantNamed      Plant = "a worker's card says who reported"
	plantNameKept   Plant = "the name of who is anonymous is kept"
	plantNoClock    Plant = "an open case loses its clock"
	plantNobodys    Plant = "a case is taken, by nobody"
	plantJump       Plant = "a case skips the check"
	plantOwnCheck   Plant = "who did the work checks it"
	plantAmnesia    Plant = "a case forgets its first entry"
	plantCounters   Plant = "a counter counts one too many"
	plantNight      Plant = "reminders go out at night"
	plantEarly      Plant = "clocks strike an hour early"
	plantHurry      Plant = "Telegram's limits are not kept"
	plantLong       Plant = "a button holds too much"
	plantPanic      Plant = "a decision panics"
	plantDamaged    Plant = "a record cannot be read"
	plantTrusting   Plant = "a clock is believed that jumps"
	plantEarlyWord  Plant = "Redis says it has written before that is on the disk"
	plantPunctual   Plant = "what comes late is thrown away"
	plantStrict     Plant = "a session with a field nobody knows cannot be read"
	plantTakenOut   Plant = "a letter is taken out of the outbox before it is sent"
	plantUnnoticed  Plant = "nobody notices that Redis has lost something"
)

// Plants are all that can be planted.
var Plants = []Plant{plantLoseIntake, plantReversed, plantUnfenced, plantUnwritten, plantKeeps, plantUnsent, plantUnread, plantUnsure, plantNoReceipt,
	plantStale, plantNamed, plantNameKept, plantNoClock, plantNobodys, plantJump, plantOwnCheck, plantAmnesia, plantCounters, plantNight, plantEarly,
	plantHurry, plantLong, plantPanic, plantDamaged, plantTrusting, plantEarlyWord, plantPunctual, plantStrict, plantTakenOut, plantUnnoticed}

func (h *history) plants(p Plant) bool { return h.o.Plant == p && !h.calm }

// seldom is for what goes wrong now and then.
func (h *history) seldom(p Plant, rate float64) bool { return h.plants(p) && h.chance(h.faults, rate) }

// damaged is a record that cannot be read.
type damaged struct{ error }

func (damaged) Damaged() bool { return true }

var errDamaged = damaged{errors.New("history: a damaged record")}

// sheltered is the district as a process is told of it, and how fast it sends.
func (h *history) sheltered() (*district.District, bot.Pace) {
	d, pace := *h.stage.District, bot.TelegramPace
	if h.o.Plant == plantNight {
		d.Quiet = calendar.Quiet{}
	}
	if h.o.Plant == plantHurry {
		pace = bot.NoPace
	}
	return &d, pace
}

// tampered is what is committed where a fault is planted.
func (h *history) tampered(op world.Op, ch world.Change) (world.Op, world.Change) {
	if h.o.Plant == "" || h.calm {
		return op, ch
	}
	if op.Inbox != "" && h.seldom(plantKeeps, .02) {
		op.Inbox = ""
	}
	if h.seldom(plantPanic, .01) {
		panic("planted")
	}
	for i, l := range ch.Letters { // where the desk has them, too
		if l.Card > 0 && l.To.ID > firstStaff+2 && h.plants(plantNamed) {
			if c := h.cases[l.Card]; c.By.ID != 0 && c.By.ID < firstStaff {
				ch.Letters[i].Say.Say = text.Lines(l.Say.Say, text.Said(h.called(c.By.ID)))
			}
		}
		if len(l.Say.Rows) > 0 && h.seldom(plantLong, .05) {
			ch.Letters[i].Say.Rows = append(slices.Clone(l.Say.Rows), []talk.Button{{Label: text.Said("x"), Data: string(make([]byte, 70))}})
		}
	}
	ch.Letters = slices.DeleteFunc(slices.Clone(ch.Letters), func(l world.Letter) bool {
		opened := slices.ContainsFunc(ch.Cases, func(m world.Moved) bool { return m.Before == nil && m.After.By.ID == l.To.ID })
		return opened && l.Card > 0 && h.plants(plantNoReceipt)
	})
	ch.Cases = slices.Clone(ch.Cases)
	for i, m := range ch.Cases {
		h.tamper(&ch.Cases[i].After, m.Before)
	}
	return op, ch
}

// tamper changes a case against its life.
func (h *history) tamper(c *cases.Case, was *cases.Case) {
	switch {
	case was == nil && c.By.Anonymous && h.plants(plantNameKept):
		c.By.Name = h.called(c.By.ID)
	case was != nil && c.Status.Type() == cases.Open && h.seldom(plantNoClock, .05):
		c.Clock = cases.Clock{}
	case c.Status == cases.Claimed && h.seldom(plantNobodys, .2):
		c.Assignee = 0
	case was != nil && was.Status != cases.Submitted && c.Status == cases.Submitted && h.plants(plantJump):
		c.Status = cases.Closed
	case was != nil && len(c.Log) > 2 && h.seldom(plantAmnesia, .05):
		c.Log = c.Log[len(c.Log)-1:]
	case h.plants(plantOwnCheck) && len(c.Log) > 0 && c.Log[len(c.Log)-1].Do == cases.Pass:
		c.Log = slices.Clone(c.Log)
		c.Log[len(c.Log)-1].By = c.Assignee
	}
}

// miscounts counts one too many.
func (h *history) miscounts() {
	keys, _ := h.asks("keys", "*").([]string) // in their order
	for _, key := range keys {
		if strings.Contains(key, "}:week:") {
			if fields, _ := h.asks("hkeys", key).([]string); len(fields) > 0 {
				h.asks("hincrby", key, fields[0], "1")
				return
			}
		}
	}
}
