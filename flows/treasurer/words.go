package treasurer

import "embed"

// Words are what is said of who has a bill in hand, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
