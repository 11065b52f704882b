package dues

import "embed"

// Words are what who pays reads of their share, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
