package shop

import "embed"

// Words are what is said of requests, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
