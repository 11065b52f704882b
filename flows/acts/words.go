package acts

import "embed"

// Words are what is said of any act, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
