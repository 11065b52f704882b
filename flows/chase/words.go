package chase

import "embed"

// Words are what is said of what is late, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
