package memory

import (
	"maps"
	"slices"
	"strconv"
)

var ofHashes = map[string]command{
	"hget":    func(r *Redis, a []string) (any, error) { return r.hget(a[1], a[2]) },
	"hset":    func(r *Redis, a []string) (any, error) { return r.hset(a[1], a[2:]...) },
	"hsetnx":  hsetnx,
	"hdel":    func(r *Redis, a []string) (any, error) { return r.hdel(a[1], a[2:]...) },
	"hexists": hexists,
	"hgetall": hgetall,
	"hkeys":   hkeys,
	"hmget":   hmget,
	"hlen":    hlen,
	"hincrby": func(r *Redis, a []string) (any, error) { return r.hincrby(a[1], a[2], a[3]) },
}

var ofSets = map[string]command{
	"sadd":      func(r *Redis, a []string) (any, error) { return r.sadd(a[1], a[2:]...) },
	"srem":      func(r *Redis, a []string) (any, error) { return r.srem(a[1], a[2:]...) },
	"smembers":  smembers,
	"sismember": sismember,
	"scard":     scard,
}

// hget is a field, or nil.
func (r *Redis) hget(key, field string) (any, error) {
	v, err := r.look(key, hash)
	if v == nil || err != nil {
		return nil, err
	}
	if words, ok := v.hash[field]; ok {
		return words, nil
	}
	return nil, nil
}

// held is a field; what is not there is otherwise.
func (r *Redis) held(key, field, otherwise string) (string, error) {
	got, err := r.hget(key, field)
	if words, ok := got.(string); ok {
		return words, nil
	}
	return otherwise, err
}

func (r *Redis) hset(key string, pairs ...string) (int64, error) {
	v, err := r.make(key, hash)
	if err != nil {
		return 0, err
	}
	n := int64(0)
	for i := 0; i+1 < len(pairs); i += 2 {
		_, was := v.hash[pairs[i]]
		n += yes(!was)
		v.hash[pairs[i]] = pairs[i+1]
	}
	return n, nil
}

func hsetnx(r *Redis, a []string) (any, error) {
	got, err := r.hget(a[1], a[2])
	if got != nil || err != nil {
		return int64(0), err
	}
	return r.hset(a[1], a[2], a[3])
}

func (r *Redis) hdel(key string, fields ...string) (int64, error) {
	v, err := r.look(key, hash)
	if v == nil || err != nil {
		return 0, err
	}
	n := int64(0)
	for _, field := range fields {
		_, was := v.hash[field]
		n += yes(was)
		delete(v.hash, field)
	}
	r.tidy(key)
	return n, nil
}

func hexists(r *Redis, a []string) (any, error) {
	got, err := r.hget(a[1], a[2])
	return yes(got != nil), err
}

func hgetall(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], hash)
	if v == nil || err != nil {
		return map[string]string{}, err
	}
	return maps.Clone(v.hash), nil
}

func hkeys(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], hash)
	if v == nil || err != nil {
		return []string{}, err
	}
	return slices.Sorted(maps.Keys(v.hash)), nil
}

func hmget(r *Redis, a []string) (any, error) {
	all := make([]any, len(a)-2)
	v, err := r.look(a[1], hash)
	if v == nil || err != nil {
		return all, err
	}
	for i, field := range a[2:] {
		if words, ok := v.hash[field]; ok {
			all[i] = words
		}
	}
	return all, nil
}

func hlen(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], hash)
	if v == nil || err != nil {
		return int64(0), err
	}
	return int64(len(v.hash)), nil
}

func (r *Redis) hincrby(key, field, by string) (int64, error) {
	n, err := whole(by)
	if err != nil {
		return 0, err
	}
	was, err := r.held(key, field, "0")
	if err != nil {
		return 0, err
	}
	is, err := whole(was)
	if err != nil {
		return 0, refused("ERR hash value is not an integer")
	}
	_, err = r.hset(key, field, strconv.FormatInt(is+n, 10))
	return is + n, err
}

func (r *Redis) sadd(key string, members ...string) (int64, error) {
	v, err := r.make(key, set)
	if err != nil {
		return 0, err
	}
	was := len(v.set)
	for _, m := range members {
		v.set[m] = true
	}
	return int64(len(v.set) - was), nil
}

func (r *Redis) srem(key string, members ...string) (int64, error) {
	v, err := r.look(key, set)
	if v == nil || err != nil {
		return 0, err
	}
	was := len(v.set)
	for _, m := range members {
		delete(v.set, m)
	}
	n := int64(was - len(v.set))
	r.tidy(key)
	return n, nil
}

func smembers(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], set)
	if v == nil || err != nil {
		return []string{}, err
	}
	return slices.Sorted(maps.Keys(v.set)), nil
}

func sismember(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], set)
	return yes(v != nil && v.set[a[2]]), err
}

func scard(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], set)
	if v == nil || err != nil {
		return int64(0), err
	}
	return int64(len(v.set)), nil
}
