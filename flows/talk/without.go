package talk

import "slices"

// Without is a dialogue, and what waits below it, without those of some names; nil
// where nothing is left.
func (s *Session) Without(names ...string) *Session {
	if s == nil || s.Dialogue == "" {
		return nil
	}
	below := s.Below.Without(names...)
	if slices.Contains(names, s.Dialogue) {
		return below
	}
	rest := *s
	rest.Below = below
	return &rest
}
