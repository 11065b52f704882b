package flows_test

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// typedButtons are the buttons that were typed so far, each once: what stands on it.
type typedButtons struct {
	sync.Mutex
	done map[string]bool
	of   map[string]int // by dialogue
}

func (all *typedButtons) first(button, dialogue string) bool {
	all.Lock()
	defer all.Unlock()
	if all.done[button] {
		return false
	}
	all.done[button] = true
	all.of[dialogue]++
	return true
}

// Whatever question stands in any transcript: who types what stands on one of its buttons
// is where who presses it is.
func TestWhatStandsOnAButtonCanBeTyped(t *testing.T) {
	all := typedButtons{done: map[string]bool{}, of: map[string]int{}}
	t.Run("transcripts", func(t *testing.T) {
		for _, folder := range []string{"testdata/*.chat", "*/testdata/*.chat"} {
			paths, err := filepath.Glob(folder)
			if err != nil {
				t.Fatal(err)
			}
			for _, path := range paths {
				t.Run(strings.TrimSuffix(path, ".chat"), func(t *testing.T) {
					t.Parallel()
					room.Each(t, path, func(r *room.Room, who int64, _ []string) { all.types(t, r, who) })
				})
			}
		}
	})
	for _, name := range []string{"decide", "whistle", "accordterm", "play", "playbetter", "spot", "convene", "legpause", "report", "serve", "accordoption"} {
		if all.of[name] == 0 {
			t.Errorf("no button of %s was typed; typed were %v", name, all.of)
		}
	}
}

// types types every button of the question somebody stands at that was not typed yet.
func (all *typedButtons) types(t *testing.T, r *room.Room, who int64) {
	if r.Sessions[who] == nil || r.People[who] == nil {
		return
	}
	stands, me := room.Thaw[talk.Session](t, r.Sessions[who]), room.Thaw[world.Person](t, r.People[who])
	var bs []room.Button
	for _, m := range r.Chats[who] {
		var of []room.Button
		for _, b := range slices.Concat(m.Rows...) {
			if dialogue, _, press := talk.Pressed(b.Data); dialogue == stands.Dialogue && dialogue != "" && press != talk.Cancel && press != talk.Back {
				of = append(of, b)
			}
		}
		if len(of) > 0 {
			bs = of // the question that was put last
		}
	}
	for i, b := range bs {
		twice := slices.ContainsFunc(bs, func(o room.Button) bool { return o != bs[i] && o.Label == b.Label })
		if strings.HasPrefix(b.Data, "d|convene|when|") || strings.HasPrefix(b.Data, "d|report|what|c-") || strings.HasPrefix(b.Data, "d|detail|fact|") {
			continue // words are asked for there, and kept as those
		}
		if _, rings := r.District.Danger(b.Label); rings || twice || strings.HasPrefix(b.Label, "☑") || !all.first(b.Data+b.Label, stands.Dialogue) {
			continue
		}
		after := func(e talk.Event) talk.Session {
			other := r.Copy()
			e.ID, e.From, e.Chat, e.Message = "typed", talk.Sender{ID: who, Name: me.Name}, talk.Chat{ID: who}, 1
			other.Happen(e)
			if other.Sessions[who] == nil {
				return talk.Session{}
			}
			return room.Thaw[talk.Session](t, other.Sessions[who])
		}
		pressed, typed := after(talk.Event{Press: b.Data, Query: "q"}), after(talk.Event{Text: b.Label})
		if pressed.Dialogue != typed.Dialogue || !slices.Equal(pressed.Answered, typed.Answered) || string(pressed.Data) != string(typed.Data) {
			t.Errorf("%q (%s) pressed leads to %+v, typed to %+v", b.Label, b.Data, pressed, typed)
		}
	}
}
