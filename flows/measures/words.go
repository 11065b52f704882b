package measures

import "embed"

// Words are what is said of what agencies do, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
