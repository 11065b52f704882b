package joint

import "embed"

// Words are what is said of a joint action, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
