package memory

import (
	"strconv"
	"strings"
)

// instruction is one of those a commit is given.
type instruction struct {
	verb, key string
	args      []string
}

func (i instruction) arg(n int) string {
	if n < len(i.args) {
		return i.args[n]
	}
	return ""
}

// instructions reads them.
func instructions(keys, args []string) (all []instruction, err error) {
	for at := 0; at+2 < len(args); {
		key, err := strconv.Atoi(args[at+1])
		if err != nil {
			return nil, noNumber
		}
		n, err := strconv.Atoi(args[at+2])
		if err != nil {
			return nil, noNumber
		}
		all = append(all, instruction{args[at], keys[key-1], args[at+3 : at+3+n]})
		at += 3 + n
	}
	return all, nil
}

// writesTo is what a verb writes to.
var writesTo = map[string]kind{
	"rev": text, "set": text, "max": text, "card": zset, "zadd": zset, "zaddnx": zset, "zrem": zset, "geoadd": zset, "newest": zset,
	"scored": zset, "hset": hash, "hdel": hash, "hsame": hash, "count": hash, "sadd": set, "srem": set, "rpush": list, "xadd": stream, "xdel": stream,
}

// commit writes all that one event changes, or nothing.
func commit(r *Redis, keys, args []string) (any, error) {
	lease, from, reached := keys[0], keys[1], keys[2]
	if has, err := r.get(lease); err != nil || has != args[0] {
		return []any{"fenced"}, err
	}
	if lost, err := r.behind(reached, args[4]); err != nil || lost {
		return []any{"lost"}, err
	}
	if again, err := r.usedUp(from, args[1], args[2], args[3]); err != nil || again {
		return []any{"again"}, err
	}
	all, err := instructions(keys, args[5:])
	if err != nil {
		return nil, err
	}
	if refuses, err := r.looksAt(all); err != nil || refuses != nil {
		return refuses, err
	}
	if err := r.usesUp(from, args[1], args[2], args[3]); err != nil {
		return nil, err
	}
	result := []any{"written"}
	for _, in := range all {
		writes := writesOf(in.verb)
		if writes == nil {
			continue
		}
		id, err := writes(r, keys, in)
		if err != nil {
			return nil, err
		}
		if in.verb == "xadd" {
			result = append(result, id)
		}
	}
	steps, err := r.hincrby(reached, "steps", "1")
	return append(result, strconv.FormatInt(steps, 10)), err
}

// looksAt finds out whether all can be carried out; what it says refuses.
func (r *Redis) looksAt(all []instruction) (any, error) {
	looked := map[string]bool{}
	for _, in := range all {
		if k, writes := writesTo[in.verb]; writes && !looked[in.key] {
			looked[in.key] = true
			if is := r.typeOf(in.key); is != none && is != k {
				return []any{"damaged", in.key, ""}, nil
			}
		}
		if looks := looksOf(in.verb); looks != nil {
			if refuses, err := looks(r, in); err != nil || refuses != nil {
				return refuses, err
			}
		}
	}
	return nil, nil
}

// usedUp tells an op that was committed before.
func (r *Redis) usedUp(from, op, entry, deadline string) (bool, error) {
	due, _ := amount(deadline)
	switch op {
	case "inbox":
		got, err := r.xrange([]string{"xrange", from, entry, entry}, false)
		if err != nil {
			return false, err
		}
		return len(got.([]Entry)) == 0, nil
	case "timer":
		is, err := r.zscore(from, entry)
		return is != due, err
	case "once":
		ran, err := r.held(from, entry, "")
		last, _ := amount(ran)
		return ran != "" && last >= due, err
	}
	return false, nil
}

// usesUp takes away what the op is taken from.
func (r *Redis) usesUp(from, op, entry, deadline string) (err error) {
	switch op {
	case "inbox":
		_, err = r.xdel(from, entry)
	case "timer":
		_, err = r.zrem(from, entry)
	case "once":
		_, err = r.hset(from, entry, deadline)
	}
	return err
}

// look finds out whether an instruction can be carried out; what it says refuses.
type look func(r *Redis, in instruction) (any, error)

func staleIf(stale bool, in instruction, err error) (any, error) {
	if err != nil || !stale {
		return nil, err
	}
	return []any{"stale", in.key}, nil
}

func looksOf(verb string) look {
	switch verb {
	case "rev":
		return looksAtRev
	case "card":
		return func(r *Redis, in instruction) (any, error) {
			n, err := r.zcard(in.key)
			want, _ := amount(in.arg(0))
			return staleIf(float64(n) != want, in, err)
		}
	case "has":
		return func(r *Redis, in instruction) (any, error) { return staleIf(r.find(in.key) == nil, in, nil) }
	case "form":
		return func(r *Redis, in instruction) (any, error) {
			return staleIf(string(r.typeOf(in.key)) != in.arg(0), in, nil)
		}
	case "same":
		return func(r *Redis, in instruction) (any, error) {
			v := r.find(in.key)
			return staleIf(v == nil || v.kind != text || v.text != in.arg(0), in, nil)
		}
	case "hsame":
		return func(r *Redis, in instruction) (any, error) {
			is, err := r.hget(in.key, in.arg(0))
			return staleIf(is != in.arg(1), in, err)
		}
	case "scored":
		return func(r *Redis, in instruction) (any, error) {
			is, err := r.zscore(in.key, in.arg(1))
			want, _ := amount(in.arg(0))
			return staleIf(is != want, in, err)
		}
	case "max":
		return func(r *Redis, in instruction) (any, error) {
			is, err := r.number(in.key)
			if _, ok := amount(is); ok || err != nil {
				return nil, err
			}
			return []any{"damaged", in.key, ""}, nil
		}
	case "count":
		return func(r *Redis, in instruction) (any, error) {
			is, err := r.held(in.key, in.arg(0), "0")
			if err != nil || isWhole(is) {
				return nil, err
			}
			return []any{"damaged", in.key, in.arg(0)}, nil
		}
	}
	return nil
}

// digits are those with which something begins.
func digits(words string) string {
	for i := range len(words) {
		if words[i] < '0' || words[i] > '9' {
			return words[:i]
		}
	}
	return words
}

// isWhole tells whether something can be counted on.
func isWhole(words string) bool {
	words = strings.TrimPrefix(words, "-")
	return words != "" && digits(words) == words
}

func looksAtRev(r *Redis, in instruction) (any, error) {
	is, err := r.get(in.key)
	words, _ := is.(string)
	rev := digits(words[:min(16, len(words))])
	if rev == "" {
		rev = "0"
	}
	return staleIf(rev != in.arg(0), in, err)
}

// write carries an instruction out; what it says is the ID of a new entry.
type write func(r *Redis, keys []string, in instruction) (any, error)

// writesOf finds how a verb writes.
func writesOf(verb string) write {
	as := func(name string, more ...string) write {
		return func(r *Redis, _ []string, in instruction) (any, error) {
			a := append([]string{name, in.key}, more...)
			return commands[name](r, append(a, in.args...))
		}
	}
	switch verb {
	case "set":
		return func(r *Redis, _ []string, in instruction) (any, error) {
			if in.arg(1) == "0" {
				return r.put(in.key, in.arg(0)), nil
			}
			return setText(r, []string{"set", in.key, in.arg(0), "px", in.arg(1)})
		}
	case "zaddnx":
		return as("zadd", "nx")
	case "xadd":
		return as("xadd", "*")
	case "del", "zadd", "rpush", "geoadd", "zrem", "sadd", "srem", "hset", "hdel", "xdel":
		return as(verb)
	case "count":
		return counts
	case "newest":
		return func(r *Redis, _ []string, in instruction) (any, error) {
			stay, err := whole(in.arg(0))
			if err != nil {
				return nil, err
			}
			if _, err := r.cutRanks(in.key, "0", strconv.FormatInt(-1-stay, 10)); err != nil {
				return nil, err
			}
			return commands["pexpire"](r, []string{"pexpire", in.key, in.arg(1)})
		}
	case "move":
		return func(r *Redis, keys []string, in instruction) (any, error) {
			n, err := strconv.Atoi(strings.TrimSpace(in.arg(0)))
			if err != nil {
				return nil, noNumber
			}
			if err := r.rename(in.key, keys[n-1]); err != nil {
				return nil, err
			}
			return persist(r, []string{"persist", keys[n-1]})
		}
	case "max":
		return func(r *Redis, _ []string, in instruction) (any, error) { return nil, r.raise(in.key, in.arg(0)) }
	}
	return nil
}

func counts(r *Redis, _ []string, in instruction) (any, error) {
	if _, err := r.hincrby(in.key, in.arg(0), in.arg(1)); err != nil || in.arg(2) == "0" {
		return nil, err
	}
	return commands["pexpire"](r, []string{"pexpire", in.key, in.arg(2)})
}
