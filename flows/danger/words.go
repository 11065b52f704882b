package danger

import "embed"

// Words are what is said of danger, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
