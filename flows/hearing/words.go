package hearing

import "embed"

// Words are what is said about whose words they are, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
