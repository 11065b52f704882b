package alarm

// National is whom one calls in China, the right one first.
var National = map[string][]string{
	Fire: {"119", "120"}, Gas: {"119", "120"}, Power: {"119", "120"}, Collapse: {"119", "120", "110"},
	Water: {"119", "120", "110"}, Medical: {"120"}, Violence: {"110", "120"}, Suicide: {"110", "120"},
	Missing: {"110"}, Trapped: {"119", "120", "110"}, Help: {"110", "119", "120"},
}
