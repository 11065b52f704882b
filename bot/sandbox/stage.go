package sandbox

import (
	"context"
	"encoding/json"
	"time"
)

// A Stage is what the page offers to play with. Words for the viewer are maps
// from a language ("zh-CN", "en") to the words.
type Stage struct {
	Title, Notice map[string]string
	People        []Actor
	Groups        []Group
	Map           json.RawMessage // GeoJSON FeatureCollection of the grids, or nothing
	Places        []StagePlace
	Samples       []Sample // nil: the three the sandbox draws
	Moves         []Move
	// Move moves the clock; the ID is that of one of the Moves.
	Move func(ctx context.Context, id string) error
	// Stories are what the page can play; Cast names their people and groups.
	Stories []Story
	Cast    []Part
	// Pace is the pause before each line of a story; 1.8 s if zero.
	Pace time.Duration
	// Begin makes ready for a story before its first line; nil: nothing is to be done.
	Begin func(ctx context.Context) error
	// Settle waits until the bot has done everything that was said to it.
	Settle func(ctx context.Context) error
	// Direct carries a stage direction of a story out; nil leaves it as words.
	Direct func(ctx context.Context, words string) error
	// Zone is the IANA name of the time zone the page shows times in.
	Zone string
}

// A Story is a transcript the page can play, in the form of package chatfile.
type Story struct {
	ID     string            `json:"id"`
	Name   map[string]string `json:"name"`
	Script string            `json:"-"`
}

// An Actor is a person of the stage with what the viewer is told of them.
type Actor struct {
	Person
	Role, Note map[string]string
}

// A StagePlace is a point the page offers to send, in WGS-84 degrees.
type StagePlace struct {
	Name map[string]string `json:"name"`
	Lat  float64           `json:"lat"`
	Lon  float64           `json:"lon"`
}

// A Sample is a picture a person can send without having one.
type Sample struct {
	ID      string            `json:"id"`
	Name    map[string]string `json:"name"`
	Picture []byte            `json:"-"` // JPEG or PNG
}

// A Move is a step of the clock the page offers.
type Move struct {
	ID   string            `json:"id"`
	Name map[string]string `json:"name"`
}

// shownPerson is a person as the page gets them.
type shownPerson struct {
	ID      int64             `json:"id"`
	Name    string            `json:"name"`
	Role    map[string]string `json:"role,omitempty"`
	Note    map[string]string `json:"note,omitempty"`
	Lang    string            `json:"lang"`
	Blocked bool              `json:"blocked"`
}

// actor is a person of the chats with the role the stage gives them.
func (s *Server) actor(id int64) shownPerson {
	p := s.people[id]
	shown := shownPerson{ID: id, Name: p.First, Lang: pageLanguage(p.Lang), Blocked: p.blocked}
	if p.Last != "" {
		shown.Name += " " + p.Last
	}
	for _, a := range s.o.Stage.People {
		if a.ID == id {
			shown.Role, shown.Note = a.Role, a.Note
		}
	}
	return shown
}

// pageLanguage is the language of the page for a User.language_code.
func pageLanguage(code string) string {
	if len(code) >= 2 && code[:2] == "zh" {
		return "zh-CN"
	}
	return "en"
}

// userLanguage is what a client set to a language of the page reports.
func userLanguage(lang string) string {
	if len(lang) >= 2 && lang[:2] == "zh" {
		return "zh-hans"
	}
	return lang
}

// stage is everything the page needs to draw itself once.
func (s *Server) stage() map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	people := []shownPerson{}
	for _, id := range s.cast {
		people = append(people, s.actor(id))
	}
	groups := []map[string]any{}
	for _, id := range s.groups {
		c := s.chats[id]
		g := map[string]any{"id": id, "title": c.Title, "forum": c.IsForum, "members": c.members}
		if c.topics != nil {
			g["topics"] = c.topics
		}
		groups = append(groups, g)
	}
	st := s.o.Stage
	return map[string]any{
		"title": st.Title, "notice": st.Notice,
		"bot": map[string]any{"id": s.bot.ID, "username": s.bot.Username, "first_name": s.bot.FirstName},
		"now": s.o.Now().UnixMilli(), "zone": orElse(st.Zone, "UTC"),
		"people": people, "groups": groups,
		"map": nullable(st.Map), "places": orEmpty(st.Places), "samples": s.sampleList(), "moves": orEmpty(st.Moves),
		"stories": orEmpty(st.Stories), "seq": s.events.seq,
	}
}

func nullable(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
