// Package fastjson writes and reads JSON as encoding/json does, byte for byte, in a third
// of the time: what is kept of people and cases goes through it with every update. On a
// machine its library does not know it is encoding/json.
package fastjson

import (
	"encoding/json"
	"reflect"

	"github.com/bytedance/sonic"
	"github.com/bytedance/sonic/decoder"
	"github.com/bytedance/sonic/encoder"
	"github.com/bytedance/sonic/option"
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

// ReadyToWrite makes ready what is written later, by an example of each as it is handed
// in. A type is compiled to machine code when it is met first, which takes as long as
// hundreds of updates and many times the memory: better before anybody waits. Where no
// code may be made, as under systemd's MemoryDenyWriteExecute, it panics, as the first
// update would.
func ReadyToWrite(examples ...any) error {
	return encoder.PretouchMany(typesOf(examples), option.WithCompileRecursiveDepth(deep))
}

// ReadyToRead makes ready what is read later, by an example of each.
func ReadyToRead(examples ...any) error {
	return decoder.PretouchMany(typesOf(examples), option.WithCompileRecursiveDepth(deep))
}

func typesOf(examples []any) []reflect.Type {
	types := make([]reflect.Type, len(examples))
	for i, e := range examples {
		types[i] = reflect.TypeOf(e)
	}
	return types
}

// deep is how often what lies too deep in a type is looked for again.
const deep = 3
