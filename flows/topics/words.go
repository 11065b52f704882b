package topics

import "embed"

// Words are what is said of hot spots and key topics, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
