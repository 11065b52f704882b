package standing

import "embed"

// Words are what is said of where somebody stands, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
