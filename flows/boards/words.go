package boards

import "embed"

// Words are what stands on boards and lists, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
