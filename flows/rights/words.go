package rights

import "embed"

// Words are what is said of what people have a right to, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
