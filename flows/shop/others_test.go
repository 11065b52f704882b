package shop_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"gridbot/flows/request"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// visit is a request for which two departments come to look, and times are asked for.
func visit(t *testing.T, r *room.Room, within int64) (market, fire int64) {
	t.Helper()
	market, fire = 71, 72
	r.People[market] = room.Freeze(t, world.Person{ID: market, Name: "范工", Lang: text.Chinese, Role: world.Officer, Agency: "market", Duty: true})
	r.People[fire] = room.Freeze(t, world.Person{ID: fire, Name: "洪工", Lang: text.Chinese, Role: world.Officer, Agency: "fire", Duty: true})
	now := r.Now.Unix()
	step := func(id, agency string) request.Step {
		return request.Step{ID: id, Agency: agency, State: request.Runs, Visit: true, Met: now, Since: now, Within: within, Clock: request.Clock{Due: now + within, Next: now + within}}
	}
	q := request.Request{N: 1, By: room.Chen, Lang: "zh-CN", Service: "restaurant", Begun: now, Sent: now, Grid: "lingshi", Steps: []request.Step{step("food", "market"), step("fire", "fire")}}
	if err := q.Give(request.Site, nil, "门口", r.District.Calendar, now); err != nil || q.Visit == nil {
		t.Fatalf("%v, %+v", err, q)
	}
	r.Keep(room.Chen, world.Change{Served: &world.Served{After: q}})
	return market, fire
}

func pressed(r *room.Room, who int64, what string) world.Change {
	ch := r.Happen(talk.Event{ID: "e", From: talk.Sender{ID: who}, Chat: talk.Chat{ID: who}, Press: "m|shop|1|" + what, Message: 1, Query: "q"})
	r.Keep(who, ch)
	return ch
}

// lettersTo are the letters of a change somebody gets whom nobody has answered.
func lettersTo(ch world.Change, who int64) (all []world.Letter) {
	for _, l := range ch.Letters {
		if l.To.ID == who && l.Class != world.ClassReply && l.Edit == 0 {
			all = append(all, l)
		}
	}
	return all
}

// One "none of these" asks first and says whom it would disappoint; three taps of it move
// the times once, and who had tapped is told once that it stays.
func TestNoneOfTheseAsksFirstAndWritesOnce(t *testing.T) {
	r := room.New(t)
	market, fire := visit(t, r, 5*86400)
	times := r.Service(1).Visit.Times
	for _, at := range times[1:3] {
		pressed(r, room.Chen, "can|"+strconv.FormatInt(at/60, 36))
	}
	ch := pressed(r, fire, "others")
	if ch.Served != nil || len(lettersTo(ch, room.Chen)) != 0 {
		t.Fatalf("it does not ask first: %+v", ch)
	}
	if said := string(room.Freeze(t, ch.Letters)); strings.Count(said, "shop.others.can") != 2 || !strings.Contains(said, "others|1") {
		t.Fatalf("it does not say whom it disappoints: %s", said)
	}
	told := map[int64]int{}
	for range 3 {
		ch := pressed(r, fire, "others|1")
		for _, who := range []int64{room.Chen, market} {
			told[who] += len(lettersTo(ch, who))
		}
	}
	v := r.Service(1).Visit
	if told[room.Chen] != 1 || told[market] != 0 || v.Round != 2 {
		t.Errorf("told %v, round %d", told, v.Round)
	}
	if !slices.Equal(v.Can[request.Applicant], times[1:3]) {
		t.Errorf("what was tapped is gone: %+v", v)
	}
	for round := 2; round <= 4; round++ { // on and on: whoever has not answered the last letter gets no other
		ch := pressed(r, fire, "others|"+strconv.Itoa(round))
		if n := len(lettersTo(ch, room.Chen)) + len(lettersTo(ch, market)); n != 0 || r.Service(1).Visit.Round != round+1 {
			t.Errorf("round %d: %d letters", round, n)
		}
	}
	for _, who := range []int64{fire, market} {
		pressed(r, who, "can|"+strconv.FormatInt(times[1]/60, 36))
	}
	if v := r.Service(1).Visit; v.At != times[1] {
		t.Fatalf("all can: %+v", v)
	}
	if ch := pressed(r, room.Chen, "others|9"); ch.Served != nil {
		t.Error("a button of another round moves what is agreed on")
	}
	round := strconv.Itoa(r.Service(1).Visit.Round)
	if ch := pressed(r, room.Chen, "others|"+round); ch.Served == nil || len(lettersTo(ch, fire)) == 0 || len(lettersTo(ch, market)) == 0 {
		t.Errorf("it is moved, and they are not told: %+v", ch.Letters)
	}
}

// Where nobody can come before a term, the card says so.
func TestTheCardSaysThatAVisitComesTooLate(t *testing.T) {
	for within, late := range map[int64]bool{5 * 86400: false, 60: true} {
		r := room.New(t)
		visit(t, r, within)
		said := false
		for _, l := range pressed(r, room.Chen, "open").Letters {
			words := string(room.Freeze(t, l.Say))
			said = said || strings.Contains(words, "shop.visit.late")
		}
		if said != late {
			t.Errorf("within %d seconds: late %t", within, said)
		}
	}
}
