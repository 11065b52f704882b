package plays

import "embed"

// Words are what is said of playbooks, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
