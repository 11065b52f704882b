package aloud

import "embed"

// Words are what is asked before all read something, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
