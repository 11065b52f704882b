package bot_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
	"gridbot/flows"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// sees holds what somebody has beside the input line against what their role
// may do, in a language.
func (h *house) sees(what string, who int64, role world.Role, l text.Lang) {
	h.t.Helper()
	catalog, err := flows.Catalog()
	if err != nil {
		h.t.Fatal(err)
	}
	var want []sandbox.Command
	for _, line := range flows.Menu(role) {
		say, err := catalog.Say(l, line.What)
		if err != nil {
			h.t.Fatal(err)
		}
		want = append(want, sandbox.Command{Command: line.Command, Description: say})
	}
	if got := h.sandbox.Menu(who, who); !slices.Equal(got, want) {
		h.t.Errorf("%s: they see %v, not %v", what, got, want)
	}
}

// joins lets somebody follow an invitation.
func (h *house) joins(who int64, role world.Role, grid string) {
	h.t.Helper()
	in := world.Invite{Token: fmt.Sprintf("another-token-nobody-guesses-%d%s", who, role), Role: role, Grid: grid, Expires: h.time().Add(time.Hour).Unix()}
	if err := h.store.PutInvite(h.t.Context(), in, h.time()); err != nil {
		h.t.Fatal(err)
	}
	if _, err := h.sandbox.Start(who, "i"+in.Token); err != nil {
		h.t.Fatal(err)
	}
	h.quiet()
}

func (h *house) says(who int64, words string) {
	h.t.Helper()
	if _, err := h.sandbox.Say(who, who, words); err != nil {
		h.t.Fatal(err)
	}
	h.quiet()
}

// dismissed lets the lead dismiss somebody.
func (h *house) dismissed(who int64) {
	h.t.Helper()
	h.says(stories.Zhou, "/staff")
	h.press(stories.Zhou, stories.Zhou, fmt.Sprintf("m|staff|ask|%d", who))
	h.press(stories.Zhou, stories.Zhou, fmt.Sprintf("m|staff|out|%d", who))
}

func TestTheMenuFollowsWhatSomebodyIs(t *testing.T) {
	h := newHouse(t, redistest.Embedded(t))
	h.staff()
	h.says(qian, "/start")
	h.sees("a resident", qian, world.Resident, text.Chinese)
	h.sees("a resident with an English phone", stories.Anna, world.Resident, text.English)
	h.sees("the lead", stories.Zhou, world.Lead, text.Chinese)
	h.joins(qian, world.Worker, stories.Grid)
	h.sees("now a worker", qian, world.Worker, text.Chinese)
	h.says(qian, "/language")
	h.press(qian, qian, "m|language|en")
	h.sees("in the language they chose, whatever the phone speaks", qian, world.Worker, text.English)
	calls := h.sandbox.Stats().Methods["setmycommands"]
	h.says(qian, "/duty")
	h.press(qian, qian, "m|duty|off")
	if n := h.sandbox.Stats().Methods["setmycommands"] - calls; n != 0 {
		t.Errorf("going off duty told Telegram %d menus", n)
	}
	h.dismissed(qian)
	h.sees("dismissed", qian, world.Resident, text.English)

	h.joins(stories.Anna, world.Worker, stories.Grid)
	h.sees("a worker with an English phone", stories.Anna, world.Worker, text.English)
	h.dismissed(stories.Anna)
	h.sees("dismissed", stories.Anna, world.Resident, text.English)
	if err := h.sandbox.Language(stories.Anna, "zh-hans"); err != nil { // what is not theirs follows the phone
		t.Fatal(err)
	}
	h.sees("dismissed, with another phone", stories.Anna, world.Resident, text.Chinese)
}

// Nothing waits for a menu Telegram does not take, and the update it came of is
// handled like any other.
func TestNobodyWaitsForAMenu(t *testing.T) {
	h := newHouse(t, redistest.Embedded(t))
	h.staff()
	h.sandbox.Fault(sandbox.Rule{Method: "setMyCommands", Chat: qian, Code: 403})
	h.joins(qian, world.Worker, stories.Grid)
	h.sees("refused", qian, world.Resident, text.Chinese)
	h.says(qian, "/duty")
	if all := h.sandbox.Messages(qian); len(all) < 4 || all[len(all)-1].ReplyMarkup == nil {
		t.Errorf("a worker without a menu is not answered: %+v", all[len(all)-1])
	}
	for _, blocked := range []bool{true, false} {
		if err := h.sandbox.Block(qian, blocked); err != nil {
			t.Fatal(err)
		}
		h.quiet()
	}
	h.sees("back again", qian, world.Worker, text.Chinese)
	if n := h.sandbox.Backlog(); n != 0 {
		t.Errorf("%d updates wait", n)
	}
}

// A start tells the staff their menus anew, as a release may have changed them.
func TestAStartTellsTheStaffTheirMenus(t *testing.T) {
	h := newHouse(t, redistest.Embedded(t))
	h.staff()
	h.stop()
	staff, err := h.store.Staff(t.Context())
	if err != nil || len(staff.People) != len(stories.Seats) {
		t.Fatalf("%d in the staff, %v", len(staff.People), err)
	}
	for id := range staff.People {
		about := fmt.Sprintf(`{"scope":{"type":"chat","chat_id":%d}}`, id)
		r, err := http.Post(h.api+"/bot"+h.sandbox.Token()+"/deleteMyCommands", "application/json", strings.NewReader(about))
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close()
		h.sees("nothing of their own", id, world.Resident, h.phone(id))
	}
	h.start()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for id, p := range staff.People {
		for len(h.sandbox.Menu(id, id)) != len(flows.Menu(p.Role)) {
			_, more := h.sandbox.Watch(h.sandbox.Seq())
			if len(h.sandbox.Menu(id, id)) == len(flows.Menu(p.Role)) {
				break
			}
			select {
			case <-more:
			case <-ctx.Done():
				t.Fatalf("%d was told no menu\n%s", id, h.log)
			}
		}
		h.sees("told anew", id, p.Role, p.Lang)
	}
	h.quiet()
}

// phone is the language of somebody's phone.
func (h *house) phone(who int64) text.Lang {
	for _, a := range stories.People() {
		if a.ID == who {
			return text.Match(a.Lang)
		}
	}
	return ""
}
