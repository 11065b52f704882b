package bot

import (
	"context"
	"testing"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

func TestWhatWasWrittenIsRemembered(t *testing.T) {
	m := newMemory()
	m.learn(remembered{me: world.Person{ID: 7, Rev: 1}})
	s := talk.Session{Dialogue: "report"}
	m.wrote(7, world.Change{Session: &s, People: []world.Person{{ID: 7, Rev: 1, Name: "Ana"}, {ID: 8, Rev: 4}}})
	got, ok := m.recall(7)
	if !ok || got.session.Dialogue != "report" || got.me.Rev != 2 || got.me.Name != "Ana" {
		t.Errorf("remembered %+v, %v", got, ok)
	}
	if _, ok := m.recall(8); ok {
		t.Error("somebody was remembered who was never read")
	}
	m.wrote(7, world.Change{People: []world.Person{{ID: 7, Rev: 0, Name: "older"}}})
	m.learn(remembered{me: world.Person{ID: 7, Rev: 1, Name: "older"}})
	if got, _ := m.recall(7); got.me.Name != "Ana" {
		t.Errorf("an older record took the place of a newer one: %+v", got)
	}
	m.forget(7)
	if _, ok := m.recall(7); ok {
		t.Error("what was forgotten is remembered")
	}
}

func TestTheLongestSilentIsForgotten(t *testing.T) {
	m := newMemory()
	m.learn(remembered{me: world.Person{ID: 1}})
	m.learn(remembered{me: world.Person{ID: 2}})
	m.recall(1)
	for i := range mostRemembered - 1 {
		m.learn(remembered{me: world.Person{ID: int64(10 + i)}})
	}
	if _, ok := m.recall(2); ok {
		t.Error("nobody was forgotten")
	}
	if _, ok := m.recall(1); !ok {
		t.Error("who talked lately was forgotten")
	}
}

// A dialogue is read once; a commit whose outcome is not known is read again.
func TestADialogueIsReadOnce(t *testing.T) {
	c := newCounter(t)
	for _, id := range []string{"1-1", "1-2", "1-3"} {
		if err := c.handles(context.Background(), writes(id, chen, "灶")); err != nil {
			t.Fatal(err)
		}
	}
	if c.reads != 2 { // who they are, and which case the first word may be about
		t.Errorf("three words of one person took %d reads", c.reads)
	}
}

// Who was dismissed by a lead a moment ago is not remembered as staff.
func TestADismissedWorkerIsNotRememberedAsStaff(t *testing.T) {
	c := newCounter(t)
	c.desk.staff.Store(&world.Staff{People: map[int64]world.Person{wang: {ID: wang, Rev: 1, Role: world.Worker}}})
	c.desk.memory.learn(remembered{me: world.Person{ID: wang, Rev: 1, Role: world.Worker}})
	w, _, err := c.desk.world(t.Context(), talk.Event{From: talk.Sender{ID: wang}, Text: "灶"})
	known := c.reads // what they have in hand is read, who they are is not
	if err != nil || w.Me.Role != world.Worker || known != 1 {
		t.Fatalf("%+v, %d reads, %v", w.Me, c.reads, err)
	}
	c.desk.staff.Store(&world.Staff{})
	w, _, err = c.desk.world(t.Context(), talk.Event{From: talk.Sender{ID: wang}, Text: "灶"})
	if err != nil || w.Me.Role != world.Resident || c.reads == known {
		t.Errorf("%+v, %d reads, %v", w.Me, c.reads, err)
	}
}
