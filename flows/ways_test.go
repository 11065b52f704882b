package flows_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// ways are how somebody can ask for a case without acting on it.
var ways = []talk.Event{
	{Press: "c|4711|open"}, {Press: "c|4711|look"}, {Press: "c|4711|files"}, {Press: "c|4711|map"}, {Press: "c|4711|more"}, {Press: "c|4711|pdf"}, {Press: "c|4711|legs"}, {Press: "c|4711|code"}, {Press: "c|4711|slip"}, {Press: "c|4711|who"}, {Press: "c|4711|write"}, {Press: "c|4711|play"}, {Press: "c|4711|else"},
	{Command: "case", Payload: "4711"}, {Command: "case", Payload: "#4711"}, {Command: "start", Payload: "c4711"},
	{Text: "4711"}, {Text: "#4711"}, {Text: " #4711 "},
	{Command: "tasks"}, {Command: "cases"}, {Press: "m|tasks"}, {Press: "m|cases"},
	{Command: "open"}, {Command: "overdue"}, {Command: "find", Payload: "路灯"}, {Command: "find", Payload: "4711"},
	{Press: "m|open|~000---"}, {Press: "m|open|~000s--"}, {Press: "m|tasks|~000f--"}, {Press: "m|overdue|~000w--"}, {Press: "m|find|~000k-oq路灯"}, {Press: "m|find|~000a--q4711"},
}

// Whoever may not see a case gets, byte for byte, the answer for a number that
// nobody has; whoever may, sees it and changes nothing.
func TestACaseOneMayNotSeeDoesNotExist(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, st := range statuses {
		for _, f := range figures {
			for _, routed := range []bool{true, false} {
				if cannotBe(f, st.status, st.held) || !routed && cannotBe(f, cases.Reported, false) {
					continue
				}
				for _, e := range ways {
					s.set(f, st.status, st.clock, st.held && routed, false)
					sees := f.within("INSIDER")
					if !routed {
						s.kase.Grid, s.kase.Handlers, sees = "", nil, f.within("UNROUTED")
					}
					s.t = named{t, fmt.Sprintf("%s, case %s, routed %t", f.name, st.status, routed)}
					ch := s.unchanged(e, sees)
					if asks := e.Press + e.Command; slices.Contains([]string{"tasks", "cases", "open", "overdue", "find"}, asks) || strings.HasPrefix(asks, "m|") {
						continue // a list may be empty
					}
					if said := plain(t, ch.Letters); sees && !strings.Contains(said, "card.") && !strings.Contains(said, "follow.title") && !strings.HasSuffix(e.Press, "files") &&
						!strings.HasSuffix(e.Press, "map") && !strings.HasSuffix(e.Press, "look") && !strings.HasSuffix(e.Press, "pdf") && !strings.HasSuffix(e.Press, "more") && !strings.HasSuffix(e.Press, "legs") && !strings.HasSuffix(e.Press, "code") && !strings.HasSuffix(e.Press, "slip") && !strings.HasSuffix(e.Press, "write") && !strings.HasSuffix(e.Press, "who") && !strings.HasSuffix(e.Press, "play") && !strings.HasSuffix(e.Press, "else") {
						s.t.Errorf("%s does not show the case: %s", did(e), said)
					}
				}
			}
		}
	}
}

// A press that answers a dialogue counts in that dialogue, at that step, and
// nowhere else; and what a dialogue ends in is asked of the policy again.
func TestADialogueGivesNobodyRights(t *testing.T) {
	source := readSource(t)
	for n, st := range statuses {
		t.Run(string(st.status), func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			for i, f := range figures {
				if cannotBe(f, st.status, st.held) {
					continue
				}
				// What a dialogue ends in is asked of the policy as any press is, and that is
				// tried everywhere. Here a third of the figures take their turn in each status,
				// all of them while it is claimed.
				if st.status != cases.Claimed && (i+n)%3 != 0 {
					continue
				}
				s.set(f, st.status, st.clock, st.held, false)
				s.t = named{t, fmt.Sprintf("%s, case %s", f.name, st.status)}
				for _, step := range source.steps {
					s.answers(source, step, f)
				}
			}
		})
	}
}

// answers presses at a step whatever stands on a button anywhere. The scene is
// set once for all presses: nothing of them is kept.
func (s *scene) answers(source source, step stepName, f figure) {
	s.t.Helper()
	s.still()
	defer s.stood("a press at " + step.dialogue + "|" + step.name)
	worth := source.stepPresses(step)
	for _, press := range source.presses {
		data := "d|" + step.dialogue + "|" + step.name + "|" + press
		s.session = talk.Session{}
		if s.kase.Status == cases.Claimed { // the status plays no part in this
			if ch := s.unchanged(talk.Event{Press: data}, true); ch.Session != nil || ch.Toast.Empty() {
				s.t.Errorf("%s counts without its dialogue: %s", data, plain(s.t, ch))
			}
		}
		if step.dialogue == "report" || !slices.Contains(worth, press) {
			continue
		}
		s.session = talk.Session{Dialogue: step.dialogue, About: theCase,
			Data: json.RawMessage(`{"files":[{"kind":"photo","id":"f","phase":"after","at":1}],"words":"w"}`)}
		s.lawful(f, s.happens(talk.Event{Press: data}))
	}
}

// lawful holds whatever became of the case against the policy.
func (s *scene) lawful(f figure, ch world.Change) {
	s.t.Helper()
	for _, m := range ch.Cases {
		before, after := *s.kase, m.After
		if m.Before == nil {
			round := after.Family == before.Number && s.mayBy(f, "relapse") && after.By == before.By // what came back
			if after.By.ID != s.me.ID && !round || after.Number == before.Number {
				s.t.Errorf("a case that is not the person's own was opened: %s", plain(s.t, after))
			}
			continue
		}
		added := after.Log[len(before.Log):]
		before.Cards, after.Cards, after.Scan = nil, nil, before.Scan // as in unchanged
		if same(s, before, after) {
			if !f.within("INSIDER") {
				s.t.Errorf("somebody who may not see the case was given its card")
			}
			continue
		}
		if len(added) != 1 || !s.mayBy(f, string(added[0].Do)) {
			s.t.Errorf("the policy allows none of this: %s", plain(s.t, added))
		}
	}
}

func (s *scene) mayBy(f figure, do string) bool {
	return slices.ContainsFunc(policy, func(r rule) bool {
		return r.do == do && f.within(r.who) && slices.Contains(strings.Fields(r.when), string(s.kase.Status))
	})
}

// Every command, typed and pressed, by everybody.
func TestCommandsTouchNoMoreThanTheirOrdinance(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, f := range figures {
		for _, o := range ordinances {
			var may []string
			for _, same := range ordinances {
				if same.command == o.command && same.choice == o.choice && f.within(same.who) && same.touches != "" {
					may = append(may, s.filled(f, same.touches))
				}
			}
			choice := s.filled(f, o.choice)
			for _, e := range []talk.Event{
				{Command: o.command, Payload: choice},
				{Press: strings.TrimSuffix("m|"+o.command+"|"+choice, "|")},
			} {
				s.set(f, cases.Reported, cases.ClockClaim, false, false)
				s.t = named{t, fmt.Sprintf("%s: %s", f.name, did(e))}
				ch := s.happens(e)
				got := s.touched(ch)
				for _, what := range got {
					if !slices.Contains(may, what) {
						s.t.Errorf("touched %s; allowed is %v", what, may)
					}
				}
				for _, what := range may {
					if (strings.HasPrefix(what, "invite") || strings.HasPrefix(what, "dismiss") || what == "identity" && e.Press != "" || strings.HasPrefix(what, "unbind")) && !slices.Contains(got, what) {
						s.t.Errorf("did not %s", what)
					}
				}
				for _, l := range ch.Letters {
					about := func(what string) bool { return slices.Contains(got, what+":"+strconv.FormatInt(l.To.ID, 10)) }
					if l.To.ID != s.me.ID && !slices.Contains(got, "conference") && !about("dismiss") && !about("shift") && !about("scope") && !slices.Contains([]string{"deputy.told", "groups.gone", "groups.try.there", "invite.second.ask", "groups.told.taken"}, l.Say.Say.ID) && !slices.Contains(got, "wish") && !slices.Contains(got, "forget") {
						s.t.Errorf("somebody else is told: %s", plain(t, l))
					}
				}
			}
		}
	}
}

func (s *scene) filled(f figure, words string) string {
	return strings.NewReplacer("{holder}", strconv.Itoa(holderID), "{boss}", strconv.Itoa(bossID), "{chief}", strconv.Itoa(chiefID),
		"{self}", strconv.Itoa(figureID), "{now}", strconv.FormatInt(room.Monday.Unix(), 10), "{wished}", strconv.FormatInt(room.Monday.Unix()-60, 36), "{soon}", strconv.FormatInt(room.Monday.Unix()+86400, 10), "{self36}", strconv.FormatInt(figureID, 36), "{chief36}", strconv.FormatInt(chiefID, 36), "{holder36}", strconv.FormatInt(holderID, 36), "{mate}", strconv.FormatInt(mateID, 36), "{mate10}", strconv.Itoa(mateID), "{teller}", strconv.Itoa(tellerID), "|own", "|"+f.person.Grid).Replace(words)
}

// touched lists what a change concerns, as the ordinances call it.
func (s *scene) touched(ch world.Change) []string {
	var got []string
	if ch.Session != nil && (ch.Session.Dialogue != "" || s.session.Dialogue != "") { // which page is looked at is nobody's right
		got = append(got, "session")
	}
	if ch.Met != nil {
		got = append(got, "conference")
	}
	if in := ch.Invite; in != nil {
		where := in.Grid
		if in.Head {
			where = "*"
		}
		got = append(got, "invite:"+string(in.Role)+"|"+where)
	}
	if ch.Forget != nil {
		got, ch.Cases = append(got, "forget"), nil
	}
	for _, p := range ch.People {
		was := s.me
		if p.ID != s.me.ID {
			was = s.staff[p.ID]
			if p.Role == world.Resident && p.Grid == "" && !p.Duty {
				got = append(got, fmt.Sprintf("dismiss:%d", p.ID))
				continue
			}
		}
		if !slices.Equal(p.Sought, was.Sought) {
			got, was.Sought = append(got, "sought"), p.Sought
		}
		if !reflect.DeepEqual(p.Mutes, was.Mutes) {
			got, was.Mutes = append(got, "mutes"), p.Mutes
		}
		if !reflect.DeepEqual(p.Wish, was.Wish) {
			got, was.Wish = append(got, "wish"), p.Wish
		}
		switch {
		case p.Lang != was.Lang || p.Chosen != was.Chosen:
			got = append(got, "language")
		case p.ID != s.me.ID && p.Duty != was.Duty:
			got = append(got, fmt.Sprintf("shift:%d", p.ID))
		case p.ID != s.me.ID && !reflect.DeepEqual(p.Scope(), was.Scope()):
			got = append(got, fmt.Sprintf("scope:%d", p.ID))
			was.Places, was.Scoped, was.Sorted = p.Places, p.Scoped, p.Sorted
		case p.Duty != was.Duty, p.Substitute != was.Substitute, !slices.Equal(p.Grids, was.Grids), !slices.Equal(p.Kinds, was.Kinds), (p.Away == nil) != (was.Away == nil):
			got = append(got, "duty")
		}
		was.Lang, was.Chosen, was.Duty, was.Substitute, was.Grids, was.Kinds = p.Lang, p.Chosen, p.Duty, p.Substitute, p.Grids, p.Kinds
		was.Away = p.Away
		if !same(s, was, p) {
			got = append(got, "person "+plain(s.t, p))
		}
	}
	for _, key := range ch.Unbind {
		got = append(got, "unbind:"+key)
	}
	if ch.Group != nil {
		got = append(got, "group:"+ch.Group.Key())
	}
	if ch.Rota != nil {
		for _, key := range slices.Sorted(maps.Keys(ch.Rota.Plans)) {
			got = append(got, "rota:"+key)
		}
		if len(ch.Rota.Plans) == 0 {
			got = append(got, "rota:")
		}
	}
	if len(ch.Cases) > 0 && !slices.ContainsFunc(ch.Cases, func(m world.Moved) bool { return !s.speaks(m) }) {
		got, ch.Cases = append(got, "speaks"), nil
	}
	if len(ch.Cases) > 0 || ch.Used != "" || s.logs(ch) {
		got = append(got, "more: "+plain(s.t, ch))
	}
	if s.tookIdentity(ch) {
		got = append(got, "identity")
	}
	return got
}

// speaks tells whether nothing changes of a report of one's own but the language
// one reads it in.
func (s *scene) speaks(m world.Moved) bool {
	if m.Before == nil || m.Before.By.ID != s.me.ID {
		return false
	}
	mine := *m.Before
	mine.By.Lang, mine.Cards = m.After.By.Lang, slices.Clone(mine.Cards)
	for i, k := range mine.Cards {
		if k.Chat == s.me.ID && i < len(m.After.Cards) {
			mine.Cards[i].Lang = m.After.Cards[i].Lang
		}
	}
	return same(s, mine, m.After)
}

// An invitation makes somebody what it says, once and not for ever, and gives
// nothing to whoever made it.
func TestInvitationsGiveWhatTheySay(t *testing.T) {
	s := newScene(t)
	const token = "a-token-of-22-letters."
	for _, f := range figures {
		for _, in := range []struct {
			name   string
			by     int64
			lasts  int64
			exists bool
			joins  bool
		}{
			{"good", chiefID, 60, true, true}, {"of the command line", 0, 60, true, true},
			{"own", figureID, 60, true, false}, {"expired", chiefID, 0, true, false}, {"unknown", 0, 0, false, false},
		} {
			s.set(f, cases.Reported, cases.ClockClaim, false, false)
			s.t = named{t, f.name + ", invitation " + in.name}
			if in.exists {
				s.invite = &world.Invite{Token: token, Role: world.Lead, Grid: farGrid, By: in.by, Expires: s.now.Unix() + in.lasts}
			}
			e := talk.Event{Command: "start", Payload: "i" + token}
			if !in.joins {
				s.quiet(e, s.happens(e))
				continue
			}
			if s.me.Role != world.Resident && !(s.me.Role == world.Lead && s.me.Grid == farGrid) { // they are asked first
				s.quiet(e, s.happens(e))
				e = talk.Event{Press: "m|joins|move|" + token}
			}
			ch := s.happens(e)
			if len(ch.People) != 1 || ch.People[0].ID != s.me.ID || ch.People[0].Role != world.Lead ||
				ch.People[0].Grid != farGrid || ch.People[0].Duty || ch.Used != token || len(ch.Cases) > 0 {
				s.t.Errorf("joined as %s, used %q", plain(t, ch.People), ch.Used)
			}
		}
	}
}

// In a group the bot hears three commands and one act; everything else is said
// in private, and a foreign group learns nothing.
func TestAGroupIsToldNothingAndMayOnlyClaim(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, group := range []int64{-1, -2} { // bound to the case's grid, bound to none
		for _, st := range statuses {
			for _, f := range figures {
				if cannotBe(f, st.status, st.held) {
					continue
				}
				s.t = named{t, fmt.Sprintf("%s in group %d, case %s", f.name, group, st.status)}
				// The acts of the policy share many of their events: one that was
				// tried in this scene is the same again, whatever act it is of.
				tried := map[string]bool{}
				for _, r := range policy {
					for _, e := range attempt(r.do, figure{}) {
						key := string(written(nil, e))
						if tried[key] {
							continue
						}
						tried[key] = true
						s.set(f, st.status, st.clock, st.held, false)
						e.Chat = talk.Chat{ID: group, Group: true}
						if r.do == "claim" && s.mayBy(f, "claim") {
							if ch := s.happens(e); len(ch.Cases) != 1 || ch.Cases[0].After.Assignee != figureID {
								s.t.Errorf("the claim does not count: %s", plain(t, ch))
							}
							continue
						}
						s.inGroup(e, f.within("INSIDER"))
					}
				}
				for _, e := range ways {
					s.set(f, st.status, st.clock, st.held, false)
					e.Chat = talk.Chat{ID: group, Group: true}
					s.inGroup(e, f.within("INSIDER"))
				}
			}
		}
	}
}

// inGroup is unchanged, for a group: it is shown nothing it did not hold.
func (s *scene) inGroup(e talk.Event, sees bool) {
	s.t.Helper()
	ch := s.happens(e)
	for _, l := range ch.Letters {
		if l.To.ID == s.me.ID && sees || l.To.ID == -1 && l.Card == theCase && !l.Fresh && e.Chat.ID == -1 {
			l.To.ID = s.me.ID
			continue
		}
		s.t.Errorf("%s: %d is told %s", did(e), l.To.ID, plain(s.t, l))
	}
	for _, m := range ch.Cases {
		before, after := *s.kase, m.After
		before.Cards, after.Cards, after.Scan = nil, nil, before.Scan // as in unchanged
		if !sees || !same(s, before, after) {
			s.t.Errorf("%s changed the case", did(e))
		}
	}
	if ch.Session != nil || s.logs(ch) || ch.Invite != nil || ch.Group != nil {
		s.t.Errorf("%s changed more than it may: %s", did(e), plain(s.t, ch))
	}
}

// Who may make a group the work group of a grid: its leads, and the coordinator.
func TestOnlyLeadsBindAGroupToTheirGrid(t *testing.T) {
	s := newScene(t)
	for _, f := range figures {
		for _, grid := range []string{homeGrid, farGrid, "nowhere", ""} {
			for _, e := range []talk.Event{{Command: "start", Payload: "b" + grid}, {Command: "bind", Payload: grid}} {
				s.set(f, cases.Reported, cases.ClockClaim, false, false)
				s.t = named{t, f.name + ": " + did(e)}
				e.Chat = talk.Chat{ID: -5, Group: true}
				meant := grid
				if grid == "" && e.Command == "bind" {
					meant = f.person.Grid
				}
				may := f.within("LEADS") && meant != "" && f.person.Grid == meant || f.name == "coordinator" && (meant == homeGrid || meant == farGrid)
				ch := s.happens(e)
				if f.name == "head-uncalled" && grid == "" && e.Command == "bind" { // the group of the own agency
					if ch.Group == nil || ch.Group.Agency != "police" || ch.Group.Grid != "" || ch.Group.Chat != -5 {
						s.t.Errorf("bound: %s", plain(t, ch.Group))
					}
					continue
				}
				if bound := ch.Group != nil && ch.Group.Grid == meant && ch.Group.Chat == -5; bound != may || !may && ch.Group != nil {
					s.t.Errorf("bound: %s; may: %t", plain(t, ch.Group), may)
				}
				if len(ch.People) > 0 || len(ch.Cases) > 0 || ch.Session != nil {
					s.t.Errorf("changed more: %s", plain(t, ch))
				}
			}
		}
	}
}

// Who may make a group the work group of an agency: its head, and the coordinator.
func TestOnlyAHeadBindsAGroupToTheAgency(t *testing.T) {
	s := newScene(t)
	for _, f := range figures {
		for _, agency := range []string{"police", "gas", "nowhere", ""} {
			s.set(f, cases.Reported, cases.ClockClaim, false, false)
			e := talk.Event{Command: "start", Payload: "a" + agency, Chat: talk.Chat{ID: -5, Group: true}}
			s.t = named{t, f.name + ": " + did(e)}
			may := f.name == "head-uncalled" && agency == "police" || f.name == "coordinator" && (agency == "police" || agency == "gas")
			ch := s.happens(e)
			if bound := ch.Group != nil && ch.Group.Agency == agency && ch.Group.Grid == ""; bound != may || !may && ch.Group != nil {
				s.t.Errorf("bound: %s; may: %t", plain(t, ch.Group), may)
			}
			if len(ch.People) > 0 || len(ch.Cases) > 0 || ch.Session != nil {
				s.t.Errorf("changed more: %s", plain(t, ch))
			}
		}
	}
}

// Who reported a case is neither given it nor named to check it, and nobody is
// who is not a worker of its grid; whatever stands on the button.
func TestALeadGivesACaseToNobodyItIsNotFor(t *testing.T) {
	s := newScene(t)
	lead := figures[slices.IndexFunc(figures, func(f figure) bool { return f.name == "lead" })]
	for _, to := range []int64{tellerID, holderID, bossID, chiefID, figureID, 1, 0, -1} {
		for do, status := range map[string]cases.Status{"assign": cases.Handling, "name": cases.Submitted} {
			s.set(lead, status, cases.ClockHandle, true, false)
			s.staff[tellerID] = world.Person{ID: tellerID, Name: tellerName, Role: world.Worker, Grid: homeGrid, Duty: true, Lang: "en"}
			s.staff[1] = world.Person{ID: 1, Name: "阿强", Role: world.Worker, Grid: farGrid, Duty: true, Lang: "en"}
			s.t = named{t, fmt.Sprintf("%s to %d", do, to)}
			s.unchanged(talk.Event{Press: fmt.Sprintf("c|%d|%s|%d", theCase, do, to)}, true)
		}
	}
}
