package groups

import "embed"

// Words are what is said of work groups, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
