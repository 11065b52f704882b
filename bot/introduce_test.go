package bot

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

func (o *office) menus(pace Pace) *menus {
	return newMenus(o.bot, o.words, o.sender.log, o.token, pace)
}

// calls is how often Telegram was told a menu, or that there is none.
func (o *office) calls() int {
	n := o.telegram.Stats().Methods
	return n["setmycommands"] + n["deletemycommands"]
}

// shows are the commands somebody sees in their chat, and the words of the last.
func (o *office) shows(who int64) (names []string, last string) {
	for _, c := range o.telegram.Menu(who, who) {
		names, last = append(names, c.Command), c.Description
	}
	return names, last
}

func (o *office) sees(t *testing.T, who int64, role world.Role, l text.Lang) {
	t.Helper()
	var want []string
	for _, line := range flows.Menu(role) {
		want = append(want, line.Command)
	}
	say, _ := o.words.catalog.Say(l, text.T("command.cancel")) // the last in every menu
	if names, last := o.shows(who); !slices.Equal(names, want) || last != say {
		t.Errorf("they see %v, the last as %q, not %v and %q", names, last, want, say)
	}
}

// all tells what waits, and returns the rests between.
func (m *menus) all(ctx context.Context) (rests []time.Duration) {
	for {
		rest, ok := m.turn(ctx)
		if !ok {
			return rests
		}
		rests = append(rests, rest)
	}
}

func staffOf(ps ...world.Person) world.Staff {
	s := world.Staff{People: map[int64]world.Person{}}
	for _, p := range ps {
		s.People[p.ID] = p
	}
	return s
}

func TestTelegramIsToldAMenuOnlyWhenItChanged(t *testing.T) {
	o := newOffice(t)
	m := o.menus(NoPace)
	worker := world.Person{ID: wang, Rev: 4, Lang: text.Chinese, Role: world.Worker}
	m.begin(staffOf(worker))
	m.all(t.Context())
	o.sees(t, wang, world.Worker, text.Chinese)

	set := func(change func(p *world.Person)) world.Person {
		p := worker
		change(&p)
		return p
	}
	for _, step := range []struct {
		what string
		p    world.Person
		told int
		role world.Role
		lang text.Lang
	}{
		{"a worker goes on duty", set(func(p *world.Person) { p.Duty = true }), 0, world.Worker, text.Chinese},
		{"chooses the other language", set(func(p *world.Person) { p.Rev, p.Lang, p.Chosen = 5, text.English, true }), 1, world.Worker, text.English},
		{"chooses it again", set(func(p *world.Person) { p.Rev, p.Lang, p.Chosen = 6, text.English, true }), 0, world.Worker, text.English},
		{"becomes a lead", set(func(p *world.Person) { p.Rev, p.Lang, p.Role = 7, text.English, world.Lead }), 1, world.Lead, text.English},
		{"an older change comes late", set(func(p *world.Person) { p.Rev = 6 }), 0, world.Lead, text.English},
		{"is dismissed, but keeps the language", set(func(p *world.Person) { p.Rev, p.Lang, p.Chosen, p.Role = 8, text.English, true, world.Resident }), 1, world.Resident, text.English},
	} {
		before := o.calls()
		m.people([]world.Person{step.p})
		m.all(t.Context())
		if n := o.calls() - before; n != step.told {
			t.Errorf("%s: Telegram was told %d times, not %d", step.what, n, step.told)
		}
		o.sees(t, wang, step.role, step.lang)
	}

	before := o.calls()
	m.people([]world.Person{{ID: chen, Rev: 1, Lang: text.Chinese}, {ID: chen + 1000, Rev: 1}})
	if m.all(t.Context()); o.calls() != before {
		t.Error("a resident who chose no language was told a menu of their own")
	}
	m.people([]world.Person{{ID: chen, Rev: 2, Lang: text.English, Chosen: true}})
	m.all(t.Context())
	o.sees(t, chen, world.Resident, text.English)
}

// Whoever is not in the staff any more when it is read anew loses the menu.
func TestWhoLeftTheStaffUnnoticedLosesTheMenu(t *testing.T) {
	o := newOffice(t)
	m := o.menus(NoPace)
	m.begin(staffOf(world.Person{ID: wang, Rev: 4, Lang: text.Chinese, Role: world.Worker}, world.Person{ID: chen, Rev: 1, Lang: text.Chinese, Role: world.Lead}))
	m.all(t.Context())
	before := o.calls()
	m.staff(staffOf(world.Person{ID: chen, Rev: 1, Lang: text.Chinese, Role: world.Lead}))
	if m.all(t.Context()); o.calls() != before+1 {
		t.Errorf("told %d times", o.calls()-before)
	}
	if names, _ := o.shows(wang); names != nil {
		t.Errorf("they see %v of their own", names)
	}
	o.sees(t, chen, world.Lead, text.Chinese)
}

func TestAMenuTelegramRefusesHarmsNobody(t *testing.T) {
	for code, say := range map[int]string{403: "Forbidden: bot was blocked by the user", 400: "Bad Request: chat not found"} {
		o := newOffice(t)
		m := o.menus(NoPace)
		o.telegram.Fault(sandbox.Rule{Method: "setMyCommands", Chat: wang, Code: code, Description: say})
		worker := world.Person{ID: wang, Lang: text.Chinese, Role: world.Worker}
		m.people([]world.Person{worker, {ID: chen, Lang: text.Chinese, Role: world.Officer}})
		if rests := m.all(t.Context()); len(rests) != 2 || rests[0] != 0 || !m.idle() {
			t.Errorf("%d: it is tried again, after %v", code, rests)
		}
		o.sees(t, chen, world.Officer, text.Chinese)
		if names, _ := o.shows(wang); names != nil {
			t.Errorf("%d: they see %v", code, names)
		}
		worker.Rev++ // they are back, which is kept of them
		m.people([]world.Person{worker})
		m.all(t.Context())
		o.sees(t, wang, world.Worker, text.Chinese)
	}
}

func TestAMenuThatCouldNotBeToldIsToldLater(t *testing.T) {
	o := newOffice(t)
	m := o.menus(NoPace)
	o.telegram.Fault(sandbox.Rule{Method: "setMyCommands", Chat: wang, Code: 502})
	o.telegram.Fault(sandbox.Rule{Method: "setMyCommands", Chat: wang, Code: 429, RetryAfter: 7})
	m.people([]world.Person{{ID: wang, Lang: text.Chinese, Role: world.Worker}, {ID: chen, Lang: text.English, Role: world.Lead}})
	if m.idle() {
		t.Error("idle, with two to tell")
	}
	rests := m.all(t.Context())
	if want := []time.Duration{time.Second, 0, 7 * time.Second, 0}; !slices.Equal(rests, want) { // who comes after does not wait for it
		t.Errorf("the rests are %v, not %v", rests, want)
	}
	o.sees(t, wang, world.Worker, text.Chinese)
	o.sees(t, chen, world.Lead, text.English)
}

// A start with a large staff is no burst, and what changes meanwhile comes first.
func TestAStartTellsTheStaffAtLeisure(t *testing.T) {
	o := newOffice(t)
	m := o.menus(TelegramPace)
	var ps []world.Person
	for i := range int64(500) {
		ps = append(ps, world.Person{ID: 90_000 + i, Rev: 1, Lang: text.Chinese, Role: world.Worker})
	}
	m.begin(staffOf(ps...))
	if rest, ok := m.turn(t.Context()); !ok || rest != 15*TelegramPace.Overall || !m.idle() {
		t.Errorf("after the first we rest %v; idle: %t", rest, m.idle())
	}
	m.people([]world.Person{{ID: wang, Lang: text.Chinese, Role: world.Worker}})
	if rest, _ := m.turn(t.Context()); rest != TelegramPace.Overall {
		t.Errorf("after one that changed we rest %v", rest)
	}
	o.sees(t, wang, world.Worker, text.Chinese)
	if n := o.calls(); n != 2 {
		t.Errorf("Telegram was called %d times", n)
	}
}

// The next process does not know who has left the staff: they are told before
// we stop, the rest is not.
func TestWhatChangedIsToldBeforeTheEnd(t *testing.T) {
	o := newOffice(t)
	m := o.menus(TelegramPace)
	worker := world.Person{ID: wang, Rev: 1, Lang: text.Chinese, Role: world.Worker}
	m.begin(staffOf(worker))
	m.all(t.Context())
	m.begin(staffOf(worker, world.Person{ID: chen, Rev: 1, Lang: text.Chinese, Role: world.Worker}))
	o.telegram.Fault(sandbox.Rule{Method: "deleteMyCommands", Code: 502})
	worker.Role = world.Resident
	m.people([]world.Person{worker})
	m.turn(t.Context())
	o.sees(t, wang, world.Worker, text.Chinese)
	before := o.calls()
	m.finish(t.Context())
	if names, _ := o.shows(wang); names != nil || o.calls() != before+1 {
		t.Errorf("they see %v of their own, after %d calls", names, o.calls()-before)
	}
}

func TestTheMenusStopWhenTheyAreTold(t *testing.T) {
	o := newOffice(t)
	m := o.menus(NoPace)
	ctx, stop := context.WithCancelCause(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); m.run(ctx) }()
	seq := o.telegram.Seq()
	m.people([]world.Person{{ID: wang, Lang: text.Chinese, Role: world.Worker}})
	for len(o.telegram.Menu(wang, wang)) == 0 {
		_, wait := o.telegram.Watch(seq)
		if len(o.telegram.Menu(wang, wang)) == 0 {
			<-wait
		}
	}
	stop(errors.New("over"))
	<-done
}
