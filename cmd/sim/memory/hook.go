package memory

import (
	"context"
	"encoding"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// Hook answers a client's commands here; nothing is dialled.
func (r *Redis) Hook() redis.Hook { return hook{r} }

type hook struct{ r *Redis }

func (hook) DialHook(redis.DialHook) redis.DialHook {
	return func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("memory: there is no wire")
	}
}

func (h hook) ProcessHook(redis.ProcessHook) redis.ProcessHook {
	return func(_ context.Context, cmd redis.Cmder) error { return h.one(cmd) }
}

func (h hook) ProcessPipelineHook(redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(_ context.Context, cmds []redis.Cmder) (first error) {
		for _, cmd := range cmds {
			if err := h.one(cmd); err != nil && first == nil {
				first = err
			}
		}
		return first
	}
}

func (h hook) one(cmd redis.Cmder) error {
	args, err := spelled(cmd.Args())
	if err == nil {
		var reply any
		if reply, err = h.r.Do(args...); err == nil {
			err = fill(cmd, reply)
		}
	}
	cmd.SetErr(err)
	return err
}

// spelled are arguments as they go over the wire.
func spelled(args []any) ([]string, error) {
	all := make([]string, len(args))
	for i, arg := range args {
		switch arg := arg.(type) {
		case string:
			all[i] = arg
		case []byte:
			all[i] = string(arg)
		case int:
			all[i] = strconv.Itoa(arg)
		case int64:
			all[i] = strconv.FormatInt(arg, 10)
		case float64:
			all[i] = strconv.FormatFloat(arg, 'f', -1, 64)
		case bool:
			all[i] = strconv.FormatInt(yes(arg), 10)
		case encoding.BinaryMarshaler:
			b, err := arg.MarshalBinary()
			if err != nil {
				return nil, err
			}
			all[i] = string(b)
		default:
			all[i] = fmt.Sprint(arg)
		}
	}
	return all, nil
}

// fill gives a command its answer.
func fill(cmd redis.Cmder, reply any) error {
	if reply == nil {
		if c, ok := cmd.(*redis.BoolCmd); ok {
			c.SetVal(false)
			return nil
		}
		return redis.Nil
	}
	switch c := cmd.(type) {
	case *redis.Cmd:
		c.SetVal(plain(reply))
		return nil
	case *redis.BoolCmd:
		c.SetVal(reply == int64(1) || reply == "OK")
		return nil
	case *redis.DurationCmd:
		return fills(c, reply, func(n int64) time.Duration {
			if n < 0 {
				return time.Duration(n)
			}
			return time.Duration(n) * time.Millisecond
		})
	case *redis.ZSliceCmd:
		return fills(c, reply, pairs)
	case *redis.XMessageSliceCmd:
		return fills(c, reply, messages)
	case *redis.XStreamSliceCmd:
		return fills(c, reply, func(all []Entry) []redis.XStream {
			return []redis.XStream{{Stream: cmd.Args()[len(cmd.Args())-2].(string), Messages: messages(all)}}
		})
	}
	return simply(cmd, reply)
}

// simply fills what holds an answer as it is.
func simply(cmd redis.Cmder, reply any) error {
	switch c := cmd.(type) {
	case *redis.StatusCmd:
		return fills(c, reply, same[string])
	case *redis.StringCmd:
		return fills(c, reply, same[string])
	case *redis.IntCmd:
		return fills(c, reply, same[int64])
	case *redis.FloatCmd:
		return fills(c, reply, same[float64])
	case *redis.SliceCmd:
		return fills(c, reply, same[[]any])
	case *redis.StringSliceCmd:
		return fills(c, reply, same[[]string])
	case *redis.MapStringStringCmd:
		return fills(c, reply, same[map[string]string])
	case *redis.TimeCmd:
		return fills(c, reply, same[time.Time])
	}
	return fmt.Errorf("memory: %T takes no %T", cmd, reply)
}

func same[T any](v T) T { return v }

// fills gives an answer of one kind to a command that holds another.
func fills[T, V any](cmd interface{ SetVal(V) }, reply any, as func(T) V) error {
	got, ok := reply.(T)
	if !ok {
		return fmt.Errorf("memory: %T takes no %T", cmd, reply)
	}
	cmd.SetVal(as(got))
	return nil
}

func pairs(all []Scored) []redis.Z {
	zs := make([]redis.Z, len(all))
	for i, one := range all {
		zs[i] = redis.Z{Score: one.Score, Member: one.Member}
	}
	return zs
}

func messages(all []Entry) []redis.XMessage {
	ms := make([]redis.XMessage, len(all))
	for i, e := range all {
		ms[i] = redis.XMessage{ID: e.ID, Values: make(map[string]any, len(e.Fields)/2)}
		for j := 0; j+1 < len(e.Fields); j += 2 {
			ms[i].Values[e.Fields[j]] = e.Fields[j+1]
		}
	}
	return ms
}

// plain is an answer without a form of its own.
func plain(reply any) any {
	if names, ok := reply.([]string); ok {
		all := make([]any, len(names))
		for i, n := range names {
			all[i] = n
		}
		return all
	}
	return reply
}
