package rectify

import "embed"

// Words are what is said of a notice, and on its page, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
