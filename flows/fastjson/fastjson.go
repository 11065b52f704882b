// Package fastjson writes and reads JSON as encoding/json does, byte for byte, in a third
// of the time: what is kept of people and cases goes through it with every update. On a
// machine its library does not know it is encoding/json.
package fastjson

import (
	"encoding/json"

	"github.com/bytedance/sonic"
)

// unescaped leaves <, > and & as they are.
var unescaped = sonic.Config{SortMapKeys: true, CompactMarshaler: true, CopyString: true, ValidateString: true}.Froze()

// Marshal is json.Marshal.
func Marshal(v any) ([]byte, error) { return sonic.ConfigStd.Marshal(v) }

// MarshalPlain is Marshal, with <, >, & and the line separators U+2028 and U+2029 as they are.
func MarshalPlain(v any) ([]byte, error) { return unescaped.Marshal(v) }

// Unmarshal is json.Unmarshal. What cannot be read is read again by encoding/json,
// whose errors say where it breaks off.
func Unmarshal(b []byte, into any) error {
	if sonic.ConfigStd.Unmarshal(b, into) == nil {
		return nil
	}
	return json.Unmarshal(b, into)
}
