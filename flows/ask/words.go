package ask

import (
	"embed"
	"slices"
	"strings"
)

// Words are what is asked in several subjects, a file for each language.
//
//go:embed words/*.json
var Words embed.FS

// Toggled is a list with a word put in, or taken out.
func Toggled(list []string, word string) []string {
	if i := slices.Index(list, word); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), word)
}

// PlainWords is what was said without what people put around it.
func PlainWords(words string) string {
	return strings.ToLower(strings.Trim(words, " .。!！,，~～🙈🙂📨✏️«"))
}
