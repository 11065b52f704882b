package seal_test

import (
	"errors"
	"testing"

	"gridbot/flows/world"
	"gridbot/store/seal"
)

// Whatever somebody who can write to Redis puts there is refused, and nothing more.
func FuzzOpen(f *testing.F) {
	k := made(f)
	sealed := sealedBy(f, k, "a", []byte("words"))
	for _, s := range [][]byte{nil, []byte("seal1:"), []byte("seal1:\x00\x00\x00\x00\x01"), []byte("seal1:\xff\xff\xff\xff\x01abcd"), sealed[:len(sealed)-1], sealed[:20]} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		seal.With(b)
		if _, err := k.Open("a", b); !errors.Is(err, world.ErrSealed) {
			t.Errorf("%q: %v", b, err)
		}
	})
}
