package conference

import "embed"

// Words are what is said of a conference, and in its minutes, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
