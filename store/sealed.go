package store

import "gridbot/flows/world"

// A Sealer closes records so that only who has the keys can read them.
type Sealer interface {
	Seal(about string, plain []byte) ([]byte, error)
	Open(about string, sealed []byte) ([]byte, error)
}

// SealWith gives the store the keys of the district. Without, nothing can be sealed.
func (s *Store) SealWith(k Sealer) { s.sealer = k }

// Seals reports whether what is confided can be sealed here.
func (s *Store) Seals() bool { return s.sealer != nil }

func (s *Store) seal(about string, plain []byte) ([]byte, error) {
	if s.sealer == nil {
		return nil, world.ErrNoKeys
	}
	return s.sealer.Seal(about, plain)
}

func (s *Store) unseal(about string, sealed []byte) ([]byte, error) {
	if s.sealer == nil {
		return nil, world.ErrNoKeys
	}
	return s.sealer.Open(about, sealed)
}
