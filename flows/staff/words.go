package staff

import "embed"

// Words are what is said of who works here, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
