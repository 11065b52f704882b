package district

import (
	"embed"
	"io/fs"
)

//go:embed daning
var demo embed.FS

// Demo is the folder of the built-in demo district, which is like Daning in
// Shanghai and is not it: its borders are a sketch. It is for Load, and for
// whoever wants a folder to start from.
func Demo() fs.FS {
	folder, err := fs.Sub(demo, "daning")
	if err != nil {
		panic(err) // the path is a constant
	}
	return folder
}
