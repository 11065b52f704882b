package lists

import "embed"

// Words are what is said of lists, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
