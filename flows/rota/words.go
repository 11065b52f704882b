package rota

import "embed"

// Words are what is said of the plan of duty, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
