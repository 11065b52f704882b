package memory

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Entry is one of a stream.
type Entry struct {
	ID     string
	Fields []string // a name and what it holds, and so on
	at     moment
}

// moment is an ID as numbers.
type moment struct{ ms, nth int64 }

func (m moment) String() string {
	return strconv.FormatInt(m.ms, 10) + "-" + strconv.FormatInt(m.nth, 10)
}

func (m moment) compare(o moment) int {
	return cmp.Or(cmp.Compare(m.ms, o.ms), cmp.Compare(m.nth, o.nth))
}

// entries are a stream, which remembers its last ID also when it is empty.
type entries struct {
	all  []Entry
	last moment
}

var ofStreams = map[string]command{
	"xadd":      xadd,
	"xdel":      func(r *Redis, a []string) (any, error) { return r.xdel(a[1], a[2:]...) },
	"xlen":      xlen,
	"xrange":    func(r *Redis, a []string) (any, error) { return r.xrange(a, false) },
	"xrevrange": func(r *Redis, a []string) (any, error) { return r.xrange(a, true) },
	"xread":     xread,
	"xtrim":     xtrim,
}

// xadd knows no entry that is named, and trims nothing.
func xadd(r *Redis, a []string) (any, error) {
	if a[2] != "*" {
		return nil, refused("ERR an entry has no name here")
	}
	return r.xadd(a[1], a[3:]...)
}

func (r *Redis) xadd(key string, fields ...string) (string, error) {
	v, err := r.make(key, stream)
	if err != nil {
		return "", err
	}
	s := &v.stream
	at := moment{r.now.UnixMilli(), 0}
	if at.compare(s.last) <= 0 {
		at = moment{s.last.ms, s.last.nth + 1}
	}
	s.last = at
	s.all = append(s.all, Entry{at.String(), slices.Clone(fields), at})
	return s.all[len(s.all)-1].ID, nil
}

// where is the place of the first entry that is not before a moment.
func (s *entries) where(at moment) int {
	i, _ := slices.BinarySearchFunc(s.all, at, func(e Entry, at moment) int { return e.at.compare(at) })
	return i
}

func (r *Redis) xdel(key string, ids ...string) (int64, error) {
	v, err := r.look(key, stream)
	if v == nil || err != nil {
		return 0, err
	}
	n := int64(0)
	for _, id := range ids {
		at, err := momentOf(id, 0)
		if err != nil {
			return n, err
		}
		if i := v.stream.where(at); i < len(v.stream.all) && v.stream.all[i].at == at {
			v.stream.all = append(v.stream.all[:i:i], v.stream.all[i+1:]...)
			n++
		}
	}
	return n, nil
}

// momentOf reads an ID, of which the second part may be missing.
func momentOf(id string, nth int64) (moment, error) {
	ms, rest, found := strings.Cut(id, "-")
	m, err := strconv.ParseInt(ms, 10, 64)
	if err == nil && found {
		nth, err = strconv.ParseInt(rest, 10, 64)
	}
	if err != nil {
		return moment{}, refused("ERR Invalid stream ID specified as stream command argument")
	}
	return moment{m, nth}, nil
}

const longest = 1<<63 - 1

// bound is one end of a range: the moment from which, or up to which, entries are meant.
func bound(word string, low bool) (moment, error) {
	switch word {
	case "-":
		return moment{}, nil
	case "+":
		return moment{longest, longest}, nil
	}
	word, leaves := strings.CutPrefix(word, "(")
	nth := int64(0)
	if !low {
		nth = longest
	}
	at, err := momentOf(word, nth)
	if leaves && low {
		at.nth++
	} else if leaves {
		at.nth--
	}
	return at, err
}

func xlen(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], stream)
	if v == nil || err != nil {
		return int64(0), err
	}
	return int64(len(v.stream.all)), nil
}

func (r *Redis) xrange(a []string, rev bool) (any, error) {
	low, high, most := a[2], a[3], longest
	if rev {
		low, high = high, low
	}
	if len(a) > 5 {
		n, err := whole(a[5])
		if err != nil {
			return nil, err
		}
		most = int(n)
	}
	from, err := bound(low, true)
	if err != nil {
		return nil, err
	}
	to, err := bound(high, false)
	if err != nil {
		return nil, err
	}
	v, err := r.look(a[1], stream)
	if v == nil || err != nil {
		return []Entry{}, err
	}
	if to.nth < longest {
		to.nth++
	}
	first, last := v.stream.where(from), v.stream.where(to)
	part := append([]Entry{}, v.stream.all[first:max(first, last)]...)
	if rev {
		slices.Reverse(part)
	}
	return part[:min(most, len(part))], nil
}

// xread reads one stream, and does not wait.
func xread(r *Redis, a []string) (any, error) {
	most, at := longest, 1
	for ; at < len(a) && !strings.EqualFold(a[at], "streams"); at += 2 {
		if strings.EqualFold(a[at], "count") {
			n, err := whole(a[at+1])
			if err != nil {
				return nil, err
			}
			most = int(n)
		}
	}
	if len(a) != at+3 {
		return nil, refused("ERR one stream at a time")
	}
	v, err := r.look(a[at+1], stream)
	if v == nil || err != nil {
		return nil, err
	}
	after, err := momentOf(a[at+2], 0)
	if err != nil {
		return nil, err
	}
	after.nth++
	part := v.stream.all[v.stream.where(after):]
	if len(part) == 0 {
		return nil, nil
	}
	return append([]Entry{}, part[:min(most, len(part))]...), nil
}

// xtrim cuts exactly, also where it might be less exact.
func xtrim(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], stream)
	if v == nil || err != nil {
		return int64(0), err
	}
	word := a[3]
	if word == "~" || word == "=" {
		word = a[4]
	}
	gone := 0
	if strings.EqualFold(a[2], "minid") {
		at, err := momentOf(word, 0)
		if err != nil {
			return nil, err
		}
		gone = v.stream.where(at)
	} else {
		n, err := whole(word)
		if err != nil {
			return nil, err
		}
		gone = max(0, len(v.stream.all)-int(n))
	}
	v.stream.all = slices.Clone(v.stream.all[gone:])
	return int64(gone), nil
}
