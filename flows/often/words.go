package often

import "embed"

// Words are how often something is to be done, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
