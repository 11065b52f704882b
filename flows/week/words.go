package week

import "embed"

// Words are what is said of a week, and in its exports, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
