package task

import "embed"

// Words are what is said of a case in hand, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
