// Package seal closes records so that only who has the keys of the district can
// read them: what lies in Redis, in its files and in copies of them says nothing.
// It does not know Redis, nor what is in a record, nor who may read it.
package seal

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
	"github.com/tink-crypto/tink-go/v2/tink"

	"gridbot/flows/world"
)

// mark is how a sealed record begins. No JSON does, and no record of ours: what
// was written before there were keys is told from what is sealed.
const mark = "seal1:"

// Keys are the keys of one district. Nil are no keys: nothing can be sealed, and
// nothing that is sealed can be read. Many may use them at the same time.
type Keys struct {
	sealing, naming *keyset.Handle
	made            map[uint32]int64 // when each key of sealing was made, unix seconds
	envelope        tink.AEAD
	names           *prf.Set
}

// Seal closes a record with a key of its own, which is closed with the district's
// newest key. What it is about, usually the key of Redis it lies under, must be
// said again to open it: nobody can put it under another. Errors: world.ErrNoKeys.
func (k *Keys) Seal(about string, plain []byte) ([]byte, error) {
	if k == nil {
		return nil, world.ErrNoKeys
	}
	closed, err := k.envelope.Encrypt(plain, []byte(about))
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", about, err)
	}
	return append([]byte(mark), closed...), nil
}

// Open reads a sealed record. Errors: world.ErrNoKeys; world.ErrSealed, when it is
// not sealed with one of these keys, is about something else, or was changed.
func (k *Keys) Open(about string, sealed []byte) ([]byte, error) {
	if k == nil {
		return nil, world.ErrNoKeys
	}
	closed, ok := bytes.CutPrefix(sealed, []byte(mark))
	if !ok {
		return nil, fmt.Errorf("open %s: not sealed: %w", about, world.ErrSealed)
	}
	plain, err := k.envelope.Decrypt(closed, []byte(about))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", about, world.ErrSealed) // the library says no more, and nobody needs it
	}
	return plain, nil
}

// Sealed reports whether a record is sealed; with which keys it does not say.
func Sealed(record []byte) bool { return bytes.HasPrefix(record, []byte(mark)) }

// An ID names one key of a district.
type ID uint32

// String is the name as people read and type it: eight hexadecimal digits.
func (id ID) String() string { return fmt.Sprintf("%08x", uint32(id)) }

// ParseID reads the name of a key as String writes it.
func ParseID(s string) (ID, error) {
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 8 {
		return 0, fmt.Errorf("%q is not the name of a key: eight digits and letters a to f", s)
	}
	return ID(n), nil
}

// With is the key a record is sealed with, as the record says; it need not be
// one of the district's.
func With(sealed []byte) (ID, bool) {
	// The length of the record's own key (4 bytes), then that key, closed: 1, the
	// ID of the key it is closed with (4 bytes), and the rest.
	closed, ok := bytes.CutPrefix(sealed, []byte(mark))
	if !ok || len(closed) < 9 || closed[4] != 1 {
		return 0, false
	}
	return ID(binary.BigEndian.Uint32(closed[5:])), true
}

// Name is another name for something that must be found again by it, such as a
// person in the key of a list: the same for the same words, and nobody without
// the keys can tell whose it is. It stays when keys are added and retired.
func (k *Keys) Name(of ...string) (string, error) {
	if k == nil {
		return "", world.ErrNoKeys
	}
	var all []byte
	for _, s := range of { // each with its length: "a", "bc" is not "ab", "c"
		all = binary.AppendUvarint(all, uint64(len(s)))
		all = append(all, s...)
	}
	sum, err := k.names.ComputePrimaryPRF(all, 16)
	if err != nil {
		return "", fmt.Errorf("name %s: %w", of[0], err)
	}
	return hex.EncodeToString(sum), nil
}

// use makes ready what seals, opens and names.
func (k *Keys) use() error {
	newest, err := aead.New(k.sealing)
	if err != nil {
		return fmt.Errorf("use the keys: %w", err)
	}
	if k.names, err = prf.NewPRFSet(k.naming); err != nil {
		return fmt.Errorf("use the key of names: %w", err)
	}
	k.envelope = aead.NewKMSEnvelopeAEAD2(aead.AES256GCMKeyTemplate(), newest)
	return nil
}

// errBroken: a file of keys is not one.
var errBroken = errors.New("it is not a file of keys, or was changed")
