package flows_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gridbot/flows"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// putAgain is how many questions came back of each dialogue.
type putAgain struct {
	sync.Mutex
	of map[string]int
}

// Whatever somebody is asked in any transcript, and whatever comes in between: the
// question that comes back reads word for word as it did before.
func TestAQuestionThatComesBackReadsAsBefore(t *testing.T) {
	var paths []string
	for _, folder := range []string{"testdata/*.chat", "*/testdata/*.chat"} {
		found, err := filepath.Glob(folder)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	all := putAgain{of: map[string]int{}}
	all.acts(t)
	t.Run("transcripts", func(t *testing.T) {
		for _, path := range paths {
			t.Run(strings.TrimSuffix(path, ".chat"), func(t *testing.T) {
				t.Parallel()
				before := map[int64]string{}
				room.Each(t, path, func(r *room.Room, who int64, shown []string) {
					stands := string(r.Sessions[who])
					if stands != "" && stands != before[who] && len(shown) > 0 && r.People[who] != nil {
						all.interrupt(t, r, who, shown)
					}
					before[who] = stands
				})
			})
		}
	})
	for _, name := range flows.Dialogues() {
		if all.of[name] == 0 {
			t.Errorf("no question of %q was put again in any transcript", name)
		}
	}
}

// acts interrupts whoever acts on a case, at every question on the way.
func (all *putAgain) acts(t *testing.T) {
	s := newScene(t)
	s.free = true // what it does to the letters' size is tested elsewhere
	done := map[string]bool{}
	for _, st := range statuses {
		for _, f := range figures {
			for _, r := range policy {
				steps := attempt(r.do, f)
				key := fmt.Sprint(r.do, f.person.Role)
				if done[key] || len(steps) < 2 || cannotBe(f, st.status, st.held) || !r.governs(st.status) || !f.within(r.who) || !slices.Contains(strings.Fields(r.when), string(st.status)) {
					continue
				}
				done[key] = true
				s.set(f, st.status, st.clock, st.held, false)
				s.prepare(r.do)
				for n, e := range steps[:len(steps)-1] {
					ch := s.happens(e)
					if s.keep(ch); s.session.Dialogue == "" || len(e.Files) > 0 || ch.Session == nil {
						continue
					}
					s.t = named{t, fmt.Sprintf("%s, a case that is %s, %d steps into %s", f.name, st.status, n+1, r.do)}
					all.between(s, s.told(ch))
				}
			}
		}
	}
}

// told are the words a change says to the figure.
func (s *scene) told(ch world.Change) []string {
	var all []string
	for _, l := range ch.Letters {
		if l.To.ID != s.me.ID || l.Say.Say.Empty() {
			continue
		}
		words, err := s.catalog.Say(text.Chinese, l.Say.Say)
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, words)
	}
	return all
}

// between lets the language be chosen before the figure answers.
func (all *putAgain) between(s *scene, shown []string) {
	head, err := s.catalog.Say(text.Chinese, text.T("talk.resume"))
	if err != nil {
		s.t.Fatal(err)
	}
	name := s.session.Dialogue
	for _, words := range s.told(s.happens(talk.Event{Command: "language", Payload: string(text.Chinese)})) {
		back, ok := strings.CutPrefix(words, head+"\n")
		if ok && slices.ContainsFunc(shown, func(was string) bool { return strings.HasSuffix(was, back) }) {
			all.Lock()
			all.of[name]++
			all.Unlock()
			return
		}
	}
	s.t.Errorf("in %s, no question comes back of:\n%s", name, strings.Join(shown, "\n--\n"))
}

// pictured stands before the words of a message with a photo.
const pictured = "(photo ×1) "

// interrupt lets something else come before somebody answers, in three ways.
func (all *putAgain) interrupt(t *testing.T, r *room.Room, who int64, shown []string) {
	stands := room.Thaw[talk.Session](t, r.Sessions[who])
	if stands.Dialogue == "" {
		return // a page of buttons is no question
	}
	me := room.Thaw[world.Person](t, r.People[who])
	for what, e := range map[string]talk.Event{
		"the language is chosen":                {Command: "language", Payload: string(me.Lang)},
		"another dialogue above it is left":     {Command: "cancel"},
		"words end in one that was begun above": {Text: "取消"},
	} {
		other := r.Copy()
		if e.Command != "language" {
			above := talk.Session{Dialogue: "find", Data: []byte("{}"), Below: &stands}
			other.Sessions[who] = room.Freeze(t, above)
		}
		e.ID, e.From, e.Chat, e.Message = "between", talk.Sender{ID: who, Name: me.Name}, talk.Chat{ID: who}, 1
		other.Happen(e)
		back, head := "", r.Say(me.Lang, text.T("talk.resume"), 400)
		for _, m := range other.Chats[who][min(len(r.Chats[who]), len(other.Chats[who])):] {
			if rest, ok := strings.CutPrefix(strings.TrimPrefix(m.Words, pictured), head+"\n"); ok {
				back = rest
			}
		}
		as := func(words string) bool { return back != "" && strings.HasSuffix(words, back) }
		if !slices.ContainsFunc(shown, as) {
			t.Errorf("in %s, where %s, comes back:\n%s\nand was asked:\n%s", stands.Dialogue, what, back, strings.Join(shown, "\n--\n"))
			continue
		}
		all.Lock()
		all.of[stands.Dialogue]++
		all.Unlock()
	}
}
