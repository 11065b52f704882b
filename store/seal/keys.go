package seal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
)

// written is a file of keys. It is as secret as a password: whoever has it and a
// copy of Redis can read everything.
type written struct {
	Version int              `json:"version"`
	Sealing json.RawMessage  `json:"sealing"` // a keyset of Tink
	Naming  json.RawMessage  `json:"naming"`  // another, of one key that never changes
	Made    map[uint32]int64 `json:"made"`    // when each key of sealing was made, unix seconds
}

// New makes the keys of a district.
func New(now time.Time) (*Keys, error) {
	naming, err := keyset.NewHandle(prf.HMACSHA256PRFKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("make a key of names: %w", err)
	}
	k := &Keys{naming: naming, made: map[uint32]int64{}}
	if _, err := k.grow(keyset.NewManager(), now); err != nil {
		return nil, err
	}
	return k, nil
}

// Add makes a new key, with which everything is sealed from now on. What is
// sealed with an older one can still be read.
func (k *Keys) Add(now time.Time) (ID, error) {
	return k.grow(keyset.NewManagerFromHandle(k.sealing), now)
}

func (k *Keys) grow(m *keyset.Manager, now time.Time) (ID, error) {
	id, err := m.Add(aead.AES256GCMKeyTemplate())
	if err != nil {
		return 0, fmt.Errorf("make a key: %w", err)
	}
	if err := m.SetPrimary(id); err != nil {
		return 0, fmt.Errorf("make a key the newest: %w", err)
	}
	if k.sealing, err = m.Handle(); err != nil {
		return 0, fmt.Errorf("make a key: %w", err)
	}
	k.made[id] = now.Unix()
	return ID(id), k.use()
}

// Why a key cannot be retired.
var (
	ErrUnknown = errors.New("there is no such key")
	ErrNewest  = errors.New("everything is sealed with it: add another first")
)

// Retire forgets a key for good: what is sealed with it can never be read again.
// Errors: ErrUnknown, ErrNewest.
func (k *Keys) Retire(id ID) error {
	i := slices.IndexFunc(k.List(), func(key Key) bool { return key.ID == id })
	if i < 0 {
		return ErrUnknown
	}
	if k.List()[i].Newest {
		return ErrNewest
	}
	m := keyset.NewManagerFromHandle(k.sealing)
	if err := m.Delete(uint32(id)); err != nil {
		return fmt.Errorf("retire key %s: %w", id, err)
	}
	var err error
	if k.sealing, err = m.Handle(); err != nil {
		return fmt.Errorf("retire key %s: %w", id, err)
	}
	delete(k.made, uint32(id))
	return k.use()
}

// A Key is what may be said of a key.
type Key struct {
	ID     ID
	Made   time.Time
	Newest bool // with which everything is sealed
}

// List are the keys, the oldest first.
func (k *Keys) List() []Key {
	var all []Key
	for _, info := range k.sealing.KeysetInfo().GetKeyInfo() {
		all = append(all, Key{
			ID: ID(info.GetKeyId()), Made: time.Unix(k.made[info.GetKeyId()], 0), Newest: info.GetKeyId() == k.sealing.KeysetInfo().GetPrimaryKeyId(),
		})
	}
	slices.SortStableFunc(all, func(a, b Key) int { return a.Made.Compare(b.Made) })
	return all
}

// Newest is the key with which everything is sealed.
func (k *Keys) Newest() ID { return ID(k.sealing.KeysetInfo().GetPrimaryKeyId()) }

// ErrShown: others than its owner may read a file of keys.
var ErrShown = errors.New("others can read it: chmod 600")

// Load reads a file of keys. Errors: ErrShown, and fs.ErrNotExist when there is none.
func Load(path string) (*Keys, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the keys: %w", err)
	}
	if info, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("read the keys: %w", err)
	} else if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("read the keys %s: %w", path, ErrShown)
	}
	k, err := parse(b)
	if err != nil {
		return nil, fmt.Errorf("read the keys %s: %w", path, err)
	}
	return k, nil
}

func parse(b []byte) (*Keys, error) {
	var w written
	if err := json.Unmarshal(b, &w); err != nil || w.Version != 1 {
		return nil, errBroken // the fault of the library may quote a key
	}
	k := &Keys{made: w.Made}
	if k.made == nil {
		k.made = map[uint32]int64{}
	}
	var err error
	if k.sealing, err = insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(w.Sealing))); err != nil {
		return nil, errBroken
	}
	if k.naming, err = insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(w.Naming))); err != nil {
		return nil, errBroken
	}
	if err := k.use(); err != nil {
		return nil, errBroken
	}
	return k, nil
}

func (k *Keys) bytes() ([]byte, error) {
	var sealing, naming bytes.Buffer
	if err := insecurecleartextkeyset.Write(k.sealing, keyset.NewJSONWriter(&sealing)); err != nil {
		return nil, fmt.Errorf("write the keys: %w", err)
	}
	if err := insecurecleartextkeyset.Write(k.naming, keyset.NewJSONWriter(&naming)); err != nil {
		return nil, fmt.Errorf("write the keys: %w", err)
	}
	b, err := json.MarshalIndent(written{Version: 1, Sealing: sealing.Bytes(), Naming: naming.Bytes(), Made: k.made}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the keys: %w", err)
	}
	return append(b, '\n'), nil
}

// Create writes a file of keys that is not there yet: keys that are lost by
// writing over them are lost for good. Errors: fs.ErrExist.
func (k *Keys) Create(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("write the keys %s: %w", path, fs.ErrExist)
	}
	return k.Replace(path)
}

// Replace writes a file of keys whole, or leaves what was there. Only its owner
// may read it.
func (k *Keys) Replace(path string) error {
	b, err := k.bytes()
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".keys-*") // 0600
	if err != nil {
		return fmt.Errorf("write the keys: %w", err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write the keys: %w", err)
	}
	return nil
}
