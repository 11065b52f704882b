package errands

import "embed"

// Words are what is said of the tasks of a conference, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
