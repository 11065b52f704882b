package memory

import (
	"crypto/sha1"
	"encoding/hex"
	"strconv"
	"strings"
)

var ofScripts = map[string]command{"eval": eval, "evalsha": evalsha, "script": loads}

// scripted is what a script of store/lua does, written down again.
type scripted func(r *Redis, keys, args []string) (any, error)

// scriptNamed finds one by its name, with which its text begins.
func scriptNamed(name string) scripted {
	switch name {
	case "commit":
		return commit
	case "put_inbox":
		return putInbox
	case "sent":
		return sent
	case "take_lease":
		return takeLease
	case "seize_lease":
		return seizeLease
	case "keep_lease":
		return keepLease
	case "exchange":
		return exchange
	case "stop":
		return stop
	case "resume":
		return resume
	}
	return nil
}

// learn remembers a script by the hash of its text.
func (r *Redis) learn(text string) (hashed, name string) {
	name, _, _ = strings.Cut(strings.TrimPrefix(text, "-- "), " ")
	sum := sha1.Sum([]byte(text))
	hashed = hex.EncodeToString(sum[:])
	r.scripts[hashed] = name
	return hashed, name
}

func eval(r *Redis, a []string) (any, error) {
	_, name := r.learn(a[1])
	return r.run(name, a[2:])
}

func evalsha(r *Redis, a []string) (any, error) {
	name, ok := r.scripts[a[1]]
	if !ok {
		return nil, noScript
	}
	return r.run(name, a[2:])
}

func (r *Redis) run(name string, a []string) (any, error) {
	does := scriptNamed(name)
	if does == nil {
		return nil, refused("ERR nobody has written down again what the script " + name + " does")
	}
	n, err := strconv.Atoi(a[0])
	if err != nil {
		return nil, noNumber
	}
	return does(r, a[1:1+n], a[1+n:])
}

func loads(r *Redis, a []string) (any, error) {
	switch strings.ToLower(a[1]) {
	case "load":
		hashed, _ := r.learn(a[2])
		return hashed, nil
	case "flush":
		r.ForgetScripts()
		return "OK", nil
	}
	return nil, refused("ERR syntax error")
}

// amount is a number as Lua reads one; ok says whether it is.
func amount(words string) (f float64, ok bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(words), 64)
	return f, err == nil
}

// behind tells whether a district has made fewer steps than somebody knows of.
func (r *Redis) behind(reached, known string) (bool, error) {
	held, err := r.held(reached, "steps", "0")
	if err != nil {
		return false, err
	}
	is, _ := amount(held)
	was, _ := amount(known)
	return is < was, nil
}

func takeLease(r *Redis, keys, args []string) (any, error) {
	if lost, err := r.behind(keys[2], args[2]); err != nil || lost || r.find(keys[3]) != nil {
		return "lost", err
	}
	if r.find(keys[0]) != nil {
		return "", nil
	}
	return r.lease(keys, args)
}

func seizeLease(r *Redis, keys, args []string) (any, error) {
	if lost, err := r.behind(keys[2], args[2]); err != nil || lost || r.find(keys[3]) != nil {
		return "lost", err
	}
	return r.lease(keys, args)
}

func (r *Redis) lease(keys, args []string) (any, error) {
	n, err := r.incr(keys[1])
	if err != nil {
		return nil, err
	}
	ours := strconv.FormatInt(n, 10) + ":" + args[0]
	_, err = setText(r, []string{"set", keys[0], ours, "px", args[1]})
	return ours, err
}

func keepLease(r *Redis, keys, args []string) (any, error) {
	if has, err := r.get(keys[0]); err != nil || has != args[0] {
		return int64(0), err
	}
	if lost, err := r.behind(keys[1], args[2]); err != nil || lost {
		return int64(-1), err
	}
	if lasts, _ := amount(args[1]); lasts == 0 {
		delete(r.all, keys[0])
		return int64(1), nil
	}
	_, err := commands["pexpire"](r, []string{"pexpire", keys[0], args[1]})
	return int64(1), err
}

func putInbox(r *Redis, keys, args []string) (any, error) {
	inbox, seen, reached, now := keys[0], keys[1], keys[2], args[0]
	if lost, err := r.behind(reached, args[2]); err != nil || lost || r.find(keys[3]) != nil {
		return []any{"lost"}, err
	}
	if _, err := r.look(inbox, stream); err != nil {
		return nil, err
	}
	v, err := r.look(seen, zset)
	if err != nil {
		return nil, err
	}
	if v != nil {
		newest := v.sorted.order[len(v.sorted.order)-1].Score
		if at, _ := amount(now); newest > at {
			now = strconv.FormatFloat(newest, 'f', -1, 64)
		}
	}
	result, fresh := []any{"taken", ""}, false
	for i := 3; i+1 < len(args); i += 2 {
		added, err := r.zadd(seen, now, args[i], true)
		if err != nil {
			return nil, err
		}
		if added == 0 {
			result = append(result, "")
			continue
		}
		id, err := r.xadd(inbox, "u", args[i+1])
		if err != nil {
			return nil, err
		}
		result, fresh = append(result, id), true
	}
	keep, err := whole(args[1])
	if err != nil {
		return nil, err
	}
	if _, err := r.cutRanks(seen, "0", strconv.FormatInt(-keep-1, 10)); err != nil {
		return nil, err
	}
	steps, err := r.held(reached, "steps", "0")
	if err == nil && fresh {
		var n int64
		n, err = r.hincrby(reached, "steps", "1")
		steps = strconv.FormatInt(n, 10)
	}
	result[1] = steps
	return result, err
}

func exchange(r *Redis, keys, args []string) (any, error) {
	if is, err := r.get(keys[0]); err != nil || is != args[0] {
		return int64(0), err
	}
	r.all[keys[0]] = &value{kind: text, text: args[1], until: r.all[keys[0]].until}
	return int64(1), nil
}

func stop(r *Redis, keys, args []string) (any, error) {
	if noticed, err := strconv.ParseFloat(args[3], 64); err == nil && noticed >= 0 {
		times, err := r.held(keys[2], "resumed", "0")
		if err != nil {
			return nil, err
		}
		if n, _ := amount(times); n > noticed {
			return int64(0), nil
		}
	}
	first, err := hsetnx(r, []string{"hsetnx", keys[0], "why", args[0]})
	if err != nil {
		return nil, err
	}
	if first == int64(1) {
		if _, err := r.hset(keys[0], "by", args[1], "at", args[2]); err != nil {
			return nil, err
		}
	}
	for i := 4; i+1 < len(args); i += 2 {
		if err := r.raiseField(keys[0], args[i], args[i+1]); err != nil {
			return nil, err
		}
	}
	delete(r.all, keys[1])
	return first, nil
}

// raiseField makes a field at least so much.
func (r *Redis) raiseField(key, field, to string) error {
	held, err := r.held(key, field, "0")
	if err != nil {
		return err
	}
	is, known := amount(held)
	least, ok := amount(to)
	switch {
	case !known || !ok:
		return noNumber
	case is < least:
		_, err = r.hset(key, field, to)
	}
	return err
}

// raise makes a number at least so much.
func (r *Redis) raise(key, to string) error {
	held, err := r.number(key)
	if err != nil {
		return err
	}
	is, known := amount(held)
	least, ok := amount(to)
	switch {
	case !known || !ok:
		return noNumber // Lua compares no words with a number
	case is < least:
		r.put(key, to)
	}
	return nil
}

func resume(r *Redis, keys, args []string) (any, error) {
	for i, key := range keys[2:6] {
		if err := r.raise(key, args[i+1]); err != nil {
			return nil, err
		}
	}
	if err := r.raiseField(keys[1], "steps", args[0]); err != nil {
		return nil, err
	}
	if _, err := r.hset(keys[1], "resumed", args[5]); err != nil {
		return nil, err
	}
	delete(r.all, keys[0])
	return int64(1), nil
}
