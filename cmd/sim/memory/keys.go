package memory

import (
	"strconv"
	"strings"
	"time"
)

var ofKeys = map[string]command{
	"ping":    func(*Redis, []string) (any, error) { return "PONG", nil },
	"multi":   func(*Redis, []string) (any, error) { return "OK", nil },
	"exec":    func(*Redis, []string) (any, error) { return []any{}, nil },
	"info":    func(*Redis, []string) (any, error) { return "", nil },
	"time":    func(r *Redis, _ []string) (any, error) { return r.now, nil },
	"dbsize":  func(r *Redis, _ []string) (any, error) { return int64(len(r.keys())), nil },
	"keys":    keysLike,
	"type":    func(r *Redis, a []string) (any, error) { return string(r.typeOf(a[1])), nil },
	"exists":  exists,
	"del":     del,
	"get":     func(r *Redis, a []string) (any, error) { return r.get(a[1]) },
	"set":     setText,
	"setnx":   func(r *Redis, a []string) (any, error) { return yes(r.find(a[1]) == nil && r.put(a[1], a[2])), nil },
	"mget":    mget,
	"incr":    func(r *Redis, a []string) (any, error) { return r.incr(a[1]) },
	"pttl":    pttl,
	"persist": persist,
	"pexpire": func(r *Redis, a []string) (any, error) { return r.expireIn(a, time.Millisecond) },
	"expire":  func(r *Redis, a []string) (any, error) { return r.expireIn(a, time.Second) },
	"rename":  func(r *Redis, a []string) (any, error) { return "OK", r.rename(a[1], a[2]) },
	"renamenx": func(r *Redis, a []string) (any, error) {
		if r.find(a[1]) != nil && r.find(a[2]) != nil {
			return int64(0), nil
		}
		return int64(1), r.rename(a[1], a[2])
	},
	"lrange": lrange,
	"llen":   llen,
	"rpush":  func(r *Redis, a []string) (any, error) { return r.rpush(a[1], a[2:]...) },
}

// keysLike knows patterns that end in a star.
func keysLike(r *Redis, a []string) (any, error) {
	begin, _ := strings.CutSuffix(a[1], "*")
	begin = strings.ReplaceAll(begin, `\`, "")
	all := []string{}
	for _, key := range r.keys() {
		if strings.HasPrefix(key, begin) {
			all = append(all, key)
		}
	}
	return all, nil
}

func exists(r *Redis, a []string) (any, error) {
	n := int64(0)
	for _, key := range a[1:] {
		n += yes(r.find(key) != nil)
	}
	return n, nil
}

func del(r *Redis, a []string) (any, error) {
	n := int64(0)
	for _, key := range a[1:] {
		n += yes(r.find(key) != nil)
		delete(r.all, key)
	}
	return n, nil
}

// get is a string, or nil.
func (r *Redis) get(key string) (any, error) {
	v, err := r.look(key, text)
	if v == nil || err != nil {
		return nil, err
	}
	return v.text, nil
}

// number is a string that is one; what is not there is 0.
func (r *Redis) number(key string) (string, error) {
	v, err := r.look(key, text)
	if v == nil || err != nil {
		return "0", err
	}
	return v.text, nil
}

// put lays a string down, whatever was there.
func (r *Redis) put(key, words string) bool {
	r.all[key] = &value{kind: text, text: words}
	return true
}

func setText(r *Redis, a []string) (any, error) {
	was, keeps, after := r.find(a[1]), false, time.Duration(0)
	for i := 3; i < len(a); i++ {
		switch strings.ToLower(a[i]) {
		case "nx":
			if was != nil {
				return nil, nil
			}
		case "keepttl":
			keeps = true
		case "ex", "px":
			n, err := whole(a[i+1])
			if err != nil {
				return nil, err
			}
			if after = time.Duration(n) * time.Second; strings.EqualFold(a[i], "px") {
				after = time.Duration(n) * time.Millisecond
			}
			i++
		default:
			return nil, refused("ERR syntax error")
		}
	}
	r.put(a[1], a[2])
	if after > 0 {
		r.expire(a[1], after)
	} else if keeps && was != nil {
		r.all[a[1]].until = was.until
	}
	return "OK", nil
}

func mget(r *Redis, a []string) (any, error) {
	all := make([]any, len(a)-1)
	for i, key := range a[1:] {
		if v := r.find(key); v != nil && v.kind == text {
			all[i] = v.text
		}
	}
	return all, nil
}

func (r *Redis) incr(key string) (int64, error) {
	v, err := r.make(key, text)
	if err != nil {
		return 0, err
	}
	n, err := int64(0), error(nil)
	if v.text != "" {
		if n, err = whole(v.text); err != nil {
			return 0, err
		}
	}
	v.text = strconv.FormatInt(n+1, 10)
	return n + 1, nil
}

func pttl(r *Redis, a []string) (any, error) {
	switch v := r.find(a[1]); {
	case v == nil:
		return int64(-2), nil
	case v.until.IsZero():
		return int64(-1), nil
	default:
		return v.until.Sub(r.now).Milliseconds(), nil
	}
}

func persist(r *Redis, a []string) (any, error) {
	v := r.find(a[1])
	if v == nil || v.until.IsZero() {
		return int64(0), nil
	}
	v.until = time.Time{}
	return int64(1), nil
}

func (r *Redis) expireIn(a []string, unit time.Duration) (any, error) {
	n, err := whole(a[2])
	if err != nil {
		return nil, err
	}
	return yes(r.expire(a[1], time.Duration(n)*unit)), nil
}

func (r *Redis) rename(from, to string) error {
	v := r.find(from)
	if v == nil {
		return noKey
	}
	delete(r.all, from)
	r.all[to] = v
	return nil
}

func (r *Redis) rpush(key string, members ...string) (int64, error) {
	v, err := r.make(key, list)
	if err != nil {
		return 0, err
	}
	v.list = append(v.list, members...)
	return int64(len(v.list)), nil
}

func llen(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], list)
	if v == nil || err != nil {
		return int64(0), err
	}
	return int64(len(v.list)), nil
}

func lrange(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], list)
	if v == nil || err != nil {
		return []string{}, err
	}
	from, to, err := between(a[2], a[3], len(v.list))
	if err != nil {
		return nil, err
	}
	return append([]string{}, v.list[from:to]...), nil
}

// between turns the first and last place, which may be counted from the end, into a part
// of so many.
func between(first, last string, n int) (from, to int, err error) {
	f, err := whole(first)
	if err != nil {
		return 0, 0, err
	}
	l, err := whole(last)
	if err != nil {
		return 0, 0, err
	}
	if f < 0 {
		f = max(0, f+int64(n))
	}
	if l < 0 {
		l += int64(n)
	}
	l = min(l, int64(n)-1)
	if f > l {
		return 0, 0, nil
	}
	return int(f), int(l) + 1, nil
}
