package report

import "embed"

// Words are what is said of a report, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
