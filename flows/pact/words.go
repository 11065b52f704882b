package pact

import "embed"

// Words are what is said of an agreement, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
