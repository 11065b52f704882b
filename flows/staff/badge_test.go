package staff_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// newcomer came by an invitation of the chat.
const newcomer = 880_150_001

// says lets somebody press or type something.
func says(r *room.Room, who int64, name string, e talk.Event) world.Change {
	e.ID, e.From, e.Chat, e.Language, e.Message = "1-0", talk.Sender{ID: who, Name: name}, talk.Chat{ID: who}, "zh-hans", 7
	if e.Press != "" {
		e.Query = "q"
	}
	return r.Happen(e)
}

// came is somebody in a room whom the lead has invited, or the operator, and the letters
// of that.
func came(t *testing.T, operator bool) (*room.Room, world.Change) {
	t.Helper()
	r := room.New(t)
	in := world.Invite{Token: "a-token-nobody-guesses", Role: world.Worker, Grid: "yanchang", By: room.Zhou, Expires: r.Now.Unix() + 3600}
	if operator {
		in.By = 0
	}
	r.Invites[in.Token] = room.Freeze(t, in)
	return r, says(r, newcomer, "小李", talk.Event{Command: "start", Payload: "i" + in.Token})
}

func newcomerOf(t *testing.T, r *room.Room) world.Person {
	t.Helper()
	return room.Thaw[world.Person](t, r.People[newcomer])
}

// said gives the name and shows the badge.
func said(r *room.Room, name string) world.Change {
	says(r, newcomer, "小李", talk.Event{Press: "m|badge"})
	says(r, newcomer, "小李", talk.Event{Text: name})
	return says(r, newcomer, "小李", talk.Event{Files: []talk.File{{Kind: "photo", ID: "thebadge"}}})
}

func vouch(t *testing.T, r *room.Room, who int64, what string) world.Change {
	p := newcomerOf(t, r)
	at := int64(0)
	if p.Real != nil {
		at = p.Real.Said
	}
	return says(r, who, "", talk.Event{Press: fmt.Sprintf("m|badge|%s|%s|%s", what, world.ID36(newcomer), world.ID36(at))})
}

// Whom the operator has invited, the operator knows; nobody else who comes is known.
func TestWhoComesByTheChatIsAskedWhoTheyAre(t *testing.T) {
	t.Parallel()
	for _, operator := range []bool{false, true} {
		r, ch := came(t, operator)
		asked := slices.ContainsFunc(ch.Letters, func(l world.Letter) bool { return l.Say.Say.ID == "badge.ask" && l.To.ID == newcomer })
		if p := newcomerOf(t, r); asked == operator || p.Known() != operator || p.Role != world.Worker {
			t.Errorf("invited by the operator: %v, asked: %v, known: %v", operator, asked, p.Known())
		}
	}
	for _, old := range []int64{room.Wang, room.Zhou, room.Sun, room.Gao} {
		r := room.New(t)
		if p := r.Staff().People[old]; !p.Known() {
			t.Errorf("%s worked here before anybody was asked, and is not known", p.Name)
		}
	}
}

// The badge goes to who is to look at it, may not be passed on, and is taken away when
// that is done; it stays with nobody who leaves.
func TestTheBadgeIsShownToWhoLooksAndTakenAway(t *testing.T) {
	t.Parallel()
	for what, then := range map[string]func(t *testing.T, r *room.Room) world.Change{
		"confirmed": func(t *testing.T, r *room.Room) world.Change { return vouch(t, r, room.Zhou, "yes") },
		"denied":    func(t *testing.T, r *room.Room) world.Change { return vouch(t, r, room.Zhou, "no") },
		"dismissed": func(_ *testing.T, r *room.Room) world.Change {
			return says(r, room.Zhou, "周莉", talk.Event{Press: fmt.Sprintf("m|staff|out|%d", newcomer)})
		},
	} {
		r, _ := came(t, false)
		for _, l := range said(r, "李小龙").Letters {
			shows := strings.Contains(string(room.Freeze(t, l)), "thebadge")
			if shows && (l.To.ID != room.Zhou || !l.Protect || l.Care >= 0) {
				t.Errorf("%s: the badge goes to %d, protected: %v, kept track of: %v", what, l.To.ID, l.Protect, l.Care < 0)
			}
		}
		ch := then(t, r)
		gone := slices.ContainsFunc(ch.Letters, func(l world.Letter) bool { return l.Empty && l.Care == -newcomer && l.To.ID == room.Zhou })
		if !gone {
			t.Errorf("%s: the badge stays in the chat of the lead", what)
		}
		p := newcomerOf(t, r)
		if kept := strings.Contains(string(room.Freeze(t, p)), "thebadge"); kept != (what == "confirmed") {
			t.Errorf("%s: the badge is kept: %v", what, kept)
		}
		if what == "dismissed" && p.Real != nil {
			t.Errorf("who left keeps %+v", p.Real)
		}
	}
}

// Nobody but who answers for somebody says who that is; nothing that was pressed twice, or
// for what was said before, counts.
func TestWhoSaysWhoSomebodyIs(t *testing.T) {
	t.Parallel()
	far := world.Person{ID: 880_150_002, Name: "何平", Lang: text.Chinese, Role: world.Lead, Grid: "lingshi"}
	young := world.Person{ID: 880_150_003, Name: "新网格长", Lang: text.Chinese, Role: world.Lead, Grid: "yanchang", Real: &world.Real{Since: 1}}
	for _, is := range []struct {
		who  int64
		may  bool
		name string
	}{{room.Zhou, true, "周莉"}, {room.Sun, true, "孙悦"}, {room.Wang, false, "王建国"}, {room.Gao, false, "高工"}, {far.ID, false, far.Name},
		{young.ID, false, young.Name}, {newcomer, false, "小李"}, {room.Chen, false, "陈阿姨"}} {
		for _, what := range []string{"yes", "no"} {
			r, _ := came(t, false)
			r.People[far.ID], r.People[young.ID] = room.Freeze(t, far), room.Freeze(t, young)
			said(r, "李小龙")
			before := newcomerOf(t, r)
			stale := fmt.Sprintf("m|badge|%s|%s|1", what, world.ID36(newcomer))
			says(r, is.who, is.name, talk.Event{Press: stale})
			says(r, is.who, is.name, talk.Event{Command: "badge", Payload: strings.TrimPrefix(stale, "m|badge|")})
			if now := newcomerOf(t, r); now.Real.At != before.Real.At || now.Real.Name != before.Real.Name {
				t.Errorf("%s: a button of before counts for %s", what, is.name)
			}
			vouch(t, r, is.who, what)
			now := newcomerOf(t, r)
			if done := now.Known() || now.Real.No != 0; done != is.may {
				t.Errorf("%s %s: %v, and should be %v", is.name, what, done, is.may)
			}
			if is.may && what == "yes" && (now.Name != "李小龙" || now.Real.By != is.who) {
				t.Errorf("confirmed by %s, they are called %q, by %d", is.name, now.Name, now.Real.By)
			}
			vouch(t, r, is.who, "no")
			if again := newcomerOf(t, r); is.may && what == "yes" && !again.Known() {
				t.Errorf("%s: pressed after it was confirmed, it is confirmed no more", is.name)
			}
		}
	}
}

// What is confirmed is their name; another one in Telegram is told, and changes nothing.
func TestAConfirmedNameIsWhatTheyAreCalled(t *testing.T) {
	t.Parallel()
	r, _ := came(t, false)
	said(r, "李 小龙")
	vouch(t, r, room.Zhou, "yes")
	told := 0
	for range 2 {
		for _, l := range says(r, newcomer, "龙哥", talk.Event{Command: "help"}).Letters {
			if l.Say.Say.ID == "staff.renamed" && l.To.ID == room.Zhou {
				told++
			}
		}
	}
	if p := newcomerOf(t, r); p.Name != "李小龙" || p.Real.Shows != "龙哥" || told != 1 {
		t.Errorf("they are called %q, in Telegram %q; told %d times", p.Name, p.Real.Shows, told)
	}
}

// Of what is about somebody at home whoever is not known yet reads nothing, not even that
// there is one; in danger they are called like everybody.
func TestWhoIsNotKnownHasNoPartInWhatIsAtHome(t *testing.T) {
	t.Parallel()
	put := func(r *room.Room, number int, category string, danger bool) {
		r.Cases[number] = room.Freeze(r.T, cases.Case{Number: number, Category: category, Danger: danger, Grid: "yanchang", Status: cases.Reported, What: "secretwords",
			Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: room.Chen}, Opened: r.Now.Unix(), Entered: r.Now.Unix(), Log: []cases.Entry{{Do: cases.Report}}})
		r.Number = max(r.Number, number)
	}
	reads := func(r *room.Room) string {
		var b strings.Builder
		for _, e := range []talk.Event{{Command: "case", Payload: "1001"}, {Press: "c|1001|files"}, {Command: "open"}, {Command: "tasks"}, {Command: "find", Payload: "崧涵庭"}, {Press: "c|1001|claim"}} {
			ch := says(r.Copy(), newcomer, "小李", e)
			js, err := json.Marshal([]any{ch.Letters, ch.Cases})
			if err != nil {
				t.Fatal(err)
			}
			b.Write(js)
		}
		return b.String()
	}
	for _, is := range []struct {
		category string
		danger   bool
		known    bool
		reads    bool
	}{{"care", false, false, false}, {"care", false, true, true}, {"care", true, false, true}, {"lamp", false, false, true}} {
		r, _ := came(t, false)
		put(r, 1001, is.category, is.danger)
		if is.known {
			said(r, "李小龙")
			vouch(t, r, room.Zhou, "yes")
		}
		got := reads(r)
		if shown := strings.Contains(got, "secretwords"); shown != is.reads {
			t.Errorf("%+v: read: %v", is, shown)
		}
		if lists := strings.Contains(got, `"number":1001`); lists != is.reads {
			t.Errorf("%+v: that there is one is told: %v", is, lists)
		}
		// The lead cannot give it to them either.
		says(r, room.Zhou, "周莉", talk.Event{Press: fmt.Sprintf("c|1001|assign|%d", newcomer)})
		if given := r.Case(1001).Assignee == newcomer; given != is.reads {
			t.Errorf("%+v: given to them: %v", is, given)
		}
	}
}
