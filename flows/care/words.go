package care

import "embed"

// Words are what is said of care cases, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
