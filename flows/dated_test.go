package flows_test

import (
	"strconv"
	"testing"

	"gridbot/flows/drawn"
	"gridbot/flows/world"
)

// datesTo are the calendar files somebody is sent.
func datesTo(ch world.Change, who int64) (all []drawn.Dates) {
	for _, l := range ch.Letters {
		if l.To.ID == who && l.Say.Draw != nil && l.Say.Draw.Dates != nil {
			all = append(all, *l.Say.Draw.Dates)
		}
	}
	return all
}

// The date of a conference goes into people's calendars with the invitation; moved, it
// takes the place of the old one; called off, it is taken out. One that is held at once
// is in nobody's.
func TestTheDateOfAConferenceGoesIntoCalendars(t *testing.T) {
	s := newScene(t)
	s.as("lead", world.StageOver)
	if ch := s.meets("now"); s.meeting.Stage != world.StageCalled || len(datesTo(ch, bossID))+len(datesTo(ch, s.me.ID)) != 0 {
		t.Fatalf("in ten minutes, and a date for it: %+v", s.meeting)
	}
	uid, at := "", s.now.Unix()
	for seq := range 3 {
		at += 86400
		ch := s.meets("to|" + strconv.FormatInt(at, 10))
		for _, who := range []int64{bossID, s.me.ID} {
			got := datesTo(ch, who)
			if len(got) != 1 || got[0].Off || len(got[0].All) != 1 || got[0].All[0].Seq != seq || got[0].All[0].From != at || got[0].All[0].To <= at || uid != "" && got[0].All[0].UID != uid {
				t.Fatalf("moved %d times, %d is sent %+v", seq+1, who, got)
			}
			uid = got[0].All[0].UID
		}
	}
	ch := s.meets("off|yes")
	for _, who := range []int64{bossID, s.me.ID} {
		if got := datesTo(ch, who); len(got) != 1 || !got[0].Off || got[0].All[0].UID != uid || got[0].All[0].Seq != 3 {
			t.Errorf("called off, %d is sent %+v", who, got)
		}
	}
	s.now = s.now.AddDate(0, 0, 4)
	if next := datesTo(s.meets("at|"+strconv.FormatInt(s.now.Unix()+86400, 10)), bossID); len(next) != 1 || next[0].All[0].UID == uid || next[0].All[0].Seq != 0 {
		t.Errorf("the next conference is sent as %+v", next)
	}
}
