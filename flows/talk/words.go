package talk

import "embed"

// Words are what is said in any dialogue, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
