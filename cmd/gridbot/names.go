package main

import (
	"strings"

	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// bothNames is a name for the page, which knows languages as strings.
func bothNames(n text.Names) map[string]string {
	names := map[string]string{}
	for _, l := range text.Langs {
		names[string(l)] = n.In(l)
	}
	return names
}

func gridIDs(gs []grids.Grid) string {
	ids := make([]string, len(gs))
	for i, g := range gs {
		ids[i] = g.ID
	}
	return strings.Join(ids, ", ")
}

func agencyIDs(as []district.Agency) string {
	ids := make([]string, len(as))
	for i, a := range as {
		ids[i] = a.ID
	}
	return strings.Join(ids, ", ")
}
