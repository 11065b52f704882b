package consult

import "embed"

// Words are what is said of what is agreed on, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
