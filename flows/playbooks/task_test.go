package playbooks

import (
	"testing"
	"time"
)

// What is agreed again stays with whoever has it; what is agreed otherwise takes the place
// of what was not done, and what was done stays.
func TestWhatIsAgreedAnewTakesThePlaceOfWhatWasNotDone(t *testing.T) {
	var b Book
	of := Task{Host: "yanchang", Meeting: 2, Play: 1, What: "a", Due: 9}
	b.Agree(of, []string{"lingshi", "jiangchang"})
	b.Settle(1, func(t *Task) { t.Give(7, time.Unix(1, 0), 9); t.Clock.Next = 5 })
	if b.Strikes() != 5 || !b.Task(1).Struck(time.Unix(5, 0)) || b.Task(2).Struck(time.Unix(99, 0)) {
		t.Errorf("%+v", b.Tasks)
	}
	b.Agree(of, []string{"lingshi"})
	if len(b.Tasks) != 1 || b.Task(1).Owner != 7 {
		t.Errorf("agreed again: %+v", b.Tasks)
	}
	b.Settle(1, func(t *Task) { t.Done = 6 })
	if b.Strikes() != 0 {
		t.Error("what is done strikes")
	}
	of.What = "b"
	b.Agree(of, []string{"lingshi"})
	other := of
	other.Item = 1
	b.Agree(other, []string{"lingshi"})
	b.Agree(of, nil)
	if len(b.Tasks) != 2 || b.Tasks[0].N != 1 || b.Tasks[1].N != 4 || b.Task(3) != nil {
		t.Errorf("agreed otherwise: %+v", b.Tasks)
	}
	for i := range 2 * MostTasks {
		other.Meeting = i
		b.Agree(other, []string{"lingshi"})
		b.Settle(b.LastTask, func(t *Task) { t.Done = 1 })
	}
	if len(b.Tasks) != MostTasks || b.Task(4) == nil {
		t.Errorf("%d tasks are kept, and what is open is not among them", len(b.Tasks))
	}
}
