package correct

import "embed"

// Words are what is said of corrections and of what is contested, a file for each
// language.
//
//go:embed words/*.json
var Words embed.FS
