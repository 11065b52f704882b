package declare

import "embed"

// Words are what is said while a key topic is made by hand, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
