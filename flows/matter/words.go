package matter

import "embed"

// Words are what a newcomer of a department reads of it, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
