package world

import "embed"

// Words are what the records say of themselves, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
