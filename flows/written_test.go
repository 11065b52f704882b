package flows_test

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"time"
)

// same reports whether two values are the same once they are stored. What is
// written the same is; only what is not is put into JSON, where a field may be
// left out.
func same[V any](s *scene, a, b V) bool {
	s.a, s.b = written(s.a[:0], a), written(s.b[:0], b)
	return bytes.Equal(s.a, s.b) || plain(s.t, a) == plain(s.t, b)
}

// written puts all there is in a value behind what is in b, what JSON leaves
// out too: two values that are written the same are the same. Strings stand in
// it as they are, and numbers in digits, so that it can be searched. It is many
// times cheaper than JSON, which is what the matrix needs it for.
func written(b []byte, v any) []byte { return write(b, reflect.ValueOf(v)) }

var moment = reflect.TypeFor[time.Time]()

func write(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Invalid:
		return append(b, '-')
	case reflect.Bool:
		return strconv.AppendBool(b, v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return append(strconv.AppendInt(b, v.Int(), 10), ',')
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return append(strconv.AppendUint(b, v.Uint(), 10), ',')
	case reflect.Float32, reflect.Float64:
		return append(strconv.AppendUint(b, math.Float64bits(v.Float()), 16), ',')
	case reflect.String:
		return append(append(strconv.AppendInt(b, int64(v.Len()), 10), ':'), v.String()...)
	case reflect.Pointer:
		if v.IsNil() {
			return append(b, '-')
		}
		return write(append(b, '+'), v.Elem())
	case reflect.Interface:
		if v.IsNil() {
			return append(b, '-')
		}
		return write(append(append(b, v.Elem().Type().String()...), ' '), v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return append(b, '-')
		}
		b = append(strconv.AppendInt(b, int64(v.Len()), 10), '[')
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return append(b, v.Bytes()...)
		}
		for i := range v.Len() {
			b = write(b, v.Index(i))
		}
		return b
	case reflect.Array:
		for i := range v.Len() {
			b = write(b, v.Index(i))
		}
		return b
	case reflect.Map:
		if v.IsNil() {
			return append(b, '-')
		}
		entries := make([]string, 0, v.Len())
		for it := v.MapRange(); it.Next(); {
			entries = append(entries, string(write(write(nil, it.Key()), it.Value())))
		}
		slices.Sort(entries)
		b = append(strconv.AppendInt(b, int64(v.Len()), 10), '{')
		for _, e := range entries {
			b = append(b, e...)
		}
		return b
	case reflect.Struct:
		if v.Type() == moment {
			return fmt.Append(b, v.Interface(), ',')
		}
		for i := range v.NumField() {
			b = write(b, v.Field(i))
		}
		return append(b, ';')
	}
	panic("nobody can write a " + v.Type().String())
}
