package ask

import (
	"slices"
	"strings"

	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Danger is the danger somebody writes of in their own chat. A number that was asked
// for is no call.
func Danger(w *world.World, e talk.Event) (district.Danger, bool) {
	if e.Text == "" || e.Chat.Group || e.Press != "" || e.Command != "" || e.Clock != nil || e.Counted {
		return district.Danger{}, false
	}
	for _, n := range w.District.Emergency {
		if n.Phone == strings.TrimSpace(e.Text) {
			return district.Danger{Kind: district.Help, Call: []string{n.Phone}}, true
		}
	}
	return w.District.Danger(e.Text)
}

// Calls tells whether words are a cry that says neither what nor where: both are asked,
// and the leads hear of it if no answer comes.
func Calls(words string) bool { return calls[PlainWords(words)] }

var calls = map[string]bool{"110": true, "119": true, "120": true, "emergency": true, "help": true,
	"快来": true, "快来啊": true, "快点来": true, "come quick": true, "come quickly": true}

// Hotline tells whether somebody wrote the number of a line that nobody calls for
// their life: it is no cry, and nobody is woken by it.
func Hotline(w *world.World, d district.Danger) bool {
	return slices.ContainsFunc(w.District.Emergency, func(n district.Number) bool {
		return n.Phone == d.Call[0] && len(n.Phone) > 3 && len(n.For) == 0
	})
}

// CategoryOf is the category of a case of danger.
func CategoryOf(w *world.World, d district.Danger) string {
	if d.Category != "" {
		return d.Category
	}
	if likely := w.District.Guess(strings.Join(d.Why, " ")).Likely; d.Kind != district.Help && len(likely) > 0 { // a cry says of no kind
		return likely[0].ID
	}
	return w.District.Categories[len(w.District.Categories)-1].ID
}
