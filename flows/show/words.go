package show

import "embed"

// Words are what is shown, and what several subjects say, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
