// Package memory is the Redis a district needs, as values of this process: no server, no
// wire and no Lua, so that a month of history is played in a second. What our scripts do
// is written down here a second time; memory_test.go holds both against each other. It
// knows no key of the store.
package memory

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Redis holds everything. It belongs to one goroutine at a time; time stands still in it
// until it is moved.
type Redis struct {
	now     time.Time
	all     map[string]*value
	scripts map[string]string // hash: name
	seen    func(args []string, reply any, err error)
}

// New is an empty Redis.
func New(now time.Time) *Redis {
	return &Redis{now: now, all: map[string]*value{}, scripts: map[string]string{}}
}

// At moves the clock.
func (r *Redis) At(now time.Time) { r.now = now }

// Watch has seen told of every command and its answer.
func (r *Redis) Watch(seen func(args []string, reply any, err error)) { r.seen = seen }

// ForgetScripts is what a restart does.
func (r *Redis) ForgetScripts() { clear(r.scripts) }

// Copy is all there is, for a power cut that brings it back. What is alike is shared
// until it changes.
func (r *Redis) Copy() *Redis {
	c := New(r.now)
	maps.Copy(c.scripts, r.scripts)
	for key, v := range r.all {
		c.all[key] = v.copy()
	}
	return c
}

// Become makes it what another one was, but for the time.
func (r *Redis) Become(was *Redis) {
	r.all, r.scripts = was.Copy().all, map[string]string{}
}

type kind string

const (
	none   kind = "none"
	text   kind = "string"
	hash   kind = "hash"
	set    kind = "set"
	zset   kind = "zset"
	list   kind = "list"
	stream kind = "stream"
)

// value is what lies under a key; its kind says which field of it counts.
type value struct {
	kind   kind
	until  time.Time // zero for ever
	text   string
	hash   map[string]string
	set    map[string]bool
	list   []string
	sorted sorted
	stream entries
}

func (v *value) copy() *value {
	c := *v
	c.hash, c.set, c.list = maps.Clone(v.hash), maps.Clone(v.set), slices.Clone(v.list)
	c.sorted.scores, c.sorted.order = maps.Clone(v.sorted.scores), slices.Clone(v.sorted.order)
	c.stream.all = slices.Clone(v.stream.all)
	return &c
}

// refused is an error Redis answers with.
type refused string

func (r refused) Error() string { return string(r) }

// RedisError marks it as one for the client.
func (refused) RedisError() {}

const (
	wrongType = refused("WRONGTYPE Operation against a key holding the wrong kind of value")
	noScript  = refused("NOSCRIPT No matching script. Please use EVAL.")
	noNumber  = refused("ERR value is not an integer or out of range")
	noKey     = refused("ERR no such key")
)

// find is what lies under a key; nil for nothing.
func (r *Redis) find(key string) *value {
	v := r.all[key]
	if v != nil && !v.until.IsZero() && !v.until.After(r.now) {
		delete(r.all, key)
		return nil
	}
	return v
}

// look is what lies under a key and has to be of a kind; nil for nothing.
func (r *Redis) look(key string, k kind) (*value, error) {
	v := r.find(key)
	if v != nil && v.kind != k {
		return nil, wrongType
	}
	return v, nil
}

// make is what lies under a key to be changed, made when there is none.
func (r *Redis) make(key string, k kind) (*value, error) {
	v, err := r.look(key, k)
	if v == nil && err == nil {
		v = &value{kind: k}
		switch k {
		case hash:
			v.hash = map[string]string{}
		case set:
			v.set = map[string]bool{}
		case zset:
			v.sorted.scores = map[string]float64{}
		}
		r.all[key] = v
	}
	return v, err
}

// tidy takes away what has become empty; a stream stays.
func (r *Redis) tidy(key string) {
	v := r.all[key]
	if v == nil {
		return
	}
	switch v.kind {
	case hash, set, zset, list:
		if len(v.hash)+len(v.set)+len(v.list)+len(v.sorted.order) == 0 {
			delete(r.all, key)
		}
	}
}

// typeOf is the kind of what lies under a key.
func (r *Redis) typeOf(key string) kind {
	if v := r.find(key); v != nil {
		return v.kind
	}
	return none
}

// expire lets a key run out.
func (r *Redis) expire(key string, after time.Duration) bool {
	v := r.find(key)
	if v == nil {
		return false
	}
	if after <= 0 {
		delete(r.all, key)
	} else {
		v.until = r.now.Add(after)
	}
	return true
}

// keys are all there are, in their order.
func (r *Redis) keys() (all []string) {
	for key := range r.all {
		if r.find(key) != nil {
			all = append(all, key)
		}
	}
	slices.Sort(all)
	return all
}

// Do carries out a command. Answers are nil, string, int64, float64, []string, []any,
// []Scored, []Entry and map[string]string.
func (r *Redis) Do(args ...string) (reply any, err error) {
	name := strings.ToLower(args[0])
	does, ok := commands[name]
	if !ok {
		does, ok = ofScripts[name]
	}
	switch {
	case !ok:
		err = refused("ERR unknown command '" + args[0] + "'")
	case len(args) <= least[name]:
		err = refused("ERR wrong number of arguments for '" + name + "' command")
	default:
		reply, err = does(r, args)
	}
	if r.seen != nil {
		r.seen(args, reply, err)
	}
	return reply, err
}

type command func(r *Redis, a []string) (any, error)

// commands are all that are known but scripts, which may use them.
var commands = joined(ofKeys, ofHashes, ofSets, ofSorted, ofStreams)

// least is how many arguments a command has; 0 for one that needs none.
var least = map[string]int{"ping": 0, "time": 0, "info": 0, "multi": 0, "exec": 0, "dbsize": 0, "keys": 1, "type": 1, "get": 1, "set": 2, "del": 1,
	"mget": 1, "hget": 2, "hset": 3, "hmget": 2, "hdel": 2, "hincrby": 3, "zadd": 3, "zrem": 2, "zscore": 2, "xadd": 4, "xdel": 2, "xread": 3, "evalsha": 2, "eval": 2}

func joined(tables ...map[string]command) map[string]command {
	all := map[string]command{}
	for _, t := range tables {
		maps.Copy(all, t)
	}
	return all
}

func whole(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, noNumber
	}
	return n, nil
}

func yes(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
