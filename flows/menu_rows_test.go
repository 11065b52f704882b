package flows

// Commands are the names in the table of the menus, for the tests that hold it
// beside the code.
func Commands() []string {
	var names []string
	for _, r := range menuRows {
		names = append(names, r.name)
	}
	return names
}
