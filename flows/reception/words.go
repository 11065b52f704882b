package reception

import "embed"

// Words are what is said to who comes in, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
