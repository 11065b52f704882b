package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/flows"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// introduce tells Telegram what a resident can do, in every language and, for
// everybody else, in the first: the menu of whoever has none of their own.
func (b *Bot) introduce(ctx context.Context, w words) error {
	for _, l := range append([]text.Lang{""}, text.Langs...) {
		say := l
		code := ""
		if l == "" {
			say = b.opts.District.Langs[0]
		} else {
			code = string(l)[:2]
		}
		_, err := b.tg.SetMyCommands(ctx, &tg.SetMyCommandsParams{
			Commands: w.menu(say, world.Resident), Scope: &models.BotCommandScopeAllPrivateChats{}, LanguageCode: code,
		})
		if err != nil {
			return fmt.Errorf("set commands in %q: %w", code, err)
		}
	}
	return nil
}

// menu is what stands beside the input line of somebody of a role.
func (w words) menu(l text.Lang, role world.Role) []models.BotCommand {
	lines := flows.Menu(role)
	list := make([]models.BotCommand, len(lines))
	for i, line := range lines {
		list[i] = models.BotCommand{Command: line.Command, Description: w.say(l, line.What, 256)}
	}
	return list
}

// menus gives a menu of their own to each member of the staff, and to residents
// who chose a language, as it need not be that of their phone. It comes after
// what was committed, at a pace of its own, and nobody waits for it. Telegram
// keeps the menus and we do not: at a start those of the staff are told anew,
// which also brings what a release has changed. A nil *menus keeps none.
type menus struct {
	bot   *tg.Bot
	words words
	log   *slog.Logger
	token string
	soon  time.Duration // between two menus that changed
	calm  time.Duration // between two that are told anew, or tried again

	mu      sync.Mutex
	wanted  map[int64]wantedMenu // of the staff, and of residents whose menu is not everybody's or was not
	changed []int64              // whose menu is to be told soon
	others  []int64              // whose menu is to be told at leisure
	telling bool                 // one of the changed is being told
	wake    chan struct{}
}

// wantedMenu is what somebody should see. A resident who chose no language sees
// what everybody does.
type wantedMenu struct {
	role  world.Role
	lang  text.Lang // "" for everybody's
	rev   int       // of the person this was read off
	moved bool      // it has changed since the start
	shown bool      // Telegram has it
}

func menuFor(p world.Person) wantedMenu {
	if p.Role == world.Resident && !p.Chosen {
		return wantedMenu{rev: p.Rev}
	}
	return wantedMenu{role: p.Role, lang: cmp.Or(p.Lang, text.Langs[0]), rev: p.Rev}
}

func newMenus(b *tg.Bot, w words, log *slog.Logger, token string, pace Pace) *menus {
	return &menus{
		bot: b, words: w, log: log, token: token, wanted: map[int64]wantedMenu{}, wake: make(chan struct{}, 1),
		soon: pace.Overall, calm: 15 * pace.Overall, // every half second: the messages need the room more
	}
}

// begin is for a district that has become ours: while it was somebody else's,
// they may have set any menu.
func (m *menus) begin(s world.Staff) {
	if m == nil {
		return
	}
	m.mu.Lock()
	m.wanted, m.changed, m.others = map[int64]wantedMenu{}, nil, nil
	m.mu.Unlock()
	m.staff(s)
}

// staff has the menus of the whole staff told that are not known to be right,
// and takes theirs from those who are not in it any more.
func (m *menus) staff(s world.Staff) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range s.People {
		if m.want(p.ID, menuFor(p)) {
			m.others = append(m.others, p.ID)
		}
	}
	for id, w := range m.wanted {
		if _, stays := s.People[id]; !stays && w.role != world.Resident && m.want(id, wantedMenu{rev: w.rev + 1, moved: true}) {
			m.others = append(m.others, id)
		}
	}
	m.ring()
}

// people has the menus told that a commit about these people has changed.
func (m *menus) people(ps []world.Person) {
	if m == nil || len(ps) == 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range ps {
		p.Rev++ // as it was committed
		w := menuFor(p)
		w.moved = true
		if m.want(p.ID, w) {
			m.changed = append(m.changed, p.ID)
		}
	}
	m.ring()
}

// want keeps what somebody should see, and reports whether Telegram has to be
// told. What was overtaken by a newer one is left out. The caller holds mu.
func (m *menus) want(id int64, w wantedMenu) bool {
	was, known := m.wanted[id]
	switch {
	case !known && w.lang == "":
		return false // they see what everybody sees
	case known && w.rev < was.rev:
		return false
	}
	w.moved = w.moved || was.moved
	w.shown = known && was.shown && was.role == w.role && was.lang == w.lang
	m.wanted[id] = w
	return !w.shown
}

func (m *menus) ring() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// run tells Telegram until ctx ends.
func (m *menus) run(ctx context.Context) {
	for ctx.Err() == nil {
		rest, ok := m.turn(ctx)
		if ok {
			_ = pause(ctx, rest) // ends early when we stop
			continue
		}
		select {
		case <-ctx.Done():
		case <-m.wake:
		}
	}
}

// turn tells one menu, if one waits. It returns how long to rest after it.
func (m *menus) turn(ctx context.Context) (rest time.Duration, ok bool) {
	id, calm, ok := m.next()
	if !ok {
		return 0, false
	}
	again := m.tell(ctx, id)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.telling = false
	switch {
	case again > 0: // what Telegram does not take now holds nobody else up
		m.others = append(m.others, id)
		return again, true
	case calm:
		return m.calm, true
	}
	return m.soon, true
}

// finish tells at once what has changed and is not told yet. It is for the end:
// the next process knows the staff, but not who has left it.
func (m *menus) finish(ctx context.Context) {
	m.mu.Lock()
	var left []int64
	for id, w := range m.wanted {
		if w.moved && !w.shown {
			left = append(left, id)
		}
	}
	m.mu.Unlock()
	for _, id := range left {
		if ctx.Err() == nil {
			m.tell(ctx, id)
		}
	}
}

// next is whose turn it is.
func (m *menus) next() (id int64, calm, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, line := range []*[]int64{&m.changed, &m.others} {
		for len(*line) > 0 {
			id, *line = (*line)[0], (*line)[1:]
			if !m.wanted[id].shown {
				m.telling = line == &m.changed
				return id, !m.telling, true
			}
		}
	}
	return 0, false, false
}

// tell tells Telegram one menu. It returns how long to wait before it is tried
// again, 0 when it is not.
func (m *menus) tell(ctx context.Context, id int64) (again time.Duration) {
	m.mu.Lock()
	w := m.wanted[id]
	m.mu.Unlock()
	scope := &models.BotCommandScopeChat{ChatID: id}
	var err error
	if w.lang == "" {
		_, err = m.bot.DeleteMyCommands(ctx, &tg.DeleteMyCommandsParams{Scope: scope})
	} else {
		_, err = m.bot.SetMyCommands(ctx, &tg.SetMyCommandsParams{Commands: m.words.menu(w.lang, w.role), Scope: scope})
	}
	var slow *tg.TooManyRequestsError
	switch {
	case err == nil:
		m.settle(id, w)
		return 0
	case errors.As(err, &slow):
		m.log.Warn("menu", "after", slow.RetryAfter)
		return time.Duration(max(slow.RetryAfter, 1)) * time.Second
	case errors.Is(err, tg.ErrorForbidden), errors.Is(err, tg.ErrorBadRequest):
		// They blocked us, or never wrote. Once they are back, that is a
		// change of the person, and it is tried again.
		m.log.Info("menu refused", "err", redact(err, m.token))
		return 0
	}
	if ctx.Err() == nil {
		m.log.Warn("menu", "err", redact(err, m.token))
	}
	return max(m.calm, time.Second)
}

// settle notes that Telegram has a menu, unless another is wanted by now.
func (m *menus) settle(id int64, told wantedMenu) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if w := m.wanted[id]; w.role == told.role && w.lang == told.lang {
		w.shown = true
		m.wanted[id] = w
	}
}

// idle reports whether no menu that changed waits to be told.
func (m *menus) idle() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.changed) == 0 && !m.telling
}
