package pages

import "embed"

// Words are what is said of words that no page asks for, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
