package history

import "embed"

// Words are what an import says, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
