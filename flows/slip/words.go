package slip

import "embed"

// Words are what is said of the slip, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
