package mute

import "embed"

// Words are what is said of folded alarms, a file for each language.
//
//go:embed words/*.json
var Words embed.FS
