package memory

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Scored is a member of a sorted set.
type Scored struct {
	Score  float64
	Member string
}

// sorted is a sorted set: its members by name, and in their order.
type sorted struct {
	scores map[string]float64
	order  []Scored
}

func after(a, b Scored) int {
	if c := cmp.Compare(a.Score, b.Score); c != 0 {
		return c
	}
	return strings.Compare(a.Member, b.Member)
}

// add adds a member or moves it; it tells whether the member is new.
func (s *sorted) add(one Scored) bool {
	was := s.remove(one.Member)
	s.scores[one.Member] = one.Score
	at, _ := slices.BinarySearchFunc(s.order, one, after)
	s.order = slices.Insert(s.order, at, one)
	return !was
}

func (s *sorted) remove(member string) bool {
	score, ok := s.scores[member]
	if !ok {
		return false
	}
	delete(s.scores, member)
	at, _ := slices.BinarySearchFunc(s.order, Scored{score, member}, after)
	s.order = slices.Delete(s.order, at, at+1)
	return true
}

// cut takes a part away.
func (s *sorted) cut(from, to int) int64 {
	for _, one := range s.order[from:to] {
		delete(s.scores, one.Member)
	}
	s.order = slices.Delete(s.order, from, to)
	return int64(to - from)
}

var ofSorted = map[string]command{
	"zadd":   zadd,
	"zrem":   func(r *Redis, a []string) (any, error) { return r.zrem(a[1], a[2:]...) },
	"zscore": func(r *Redis, a []string) (any, error) { return r.zscore(a[1], a[2]) },
	"zcard":  func(r *Redis, a []string) (any, error) { return r.zcard(a[1]) },
	"zcount": zcount,
	"zrange": func(r *Redis, a []string) (any, error) { return r.ranged(a, way{}) },
	"zrevrange": func(r *Redis, a []string) (any, error) {
		return r.ranged(a, way{rev: true})
	},
	"zrangebyscore": func(r *Redis, a []string) (any, error) {
		return r.ranged(a, way{by: "byscore"})
	},
	"zrevrangebyscore": func(r *Redis, a []string) (any, error) {
		return r.ranged(a, way{by: "byscore", rev: true})
	},
	"zrangebylex":      func(r *Redis, a []string) (any, error) { return r.ranged(a, way{by: "bylex"}) },
	"zremrangebyrank":  func(r *Redis, a []string) (any, error) { return r.cutRanks(a[1], a[2], a[3]) },
	"zremrangebyscore": func(r *Redis, a []string) (any, error) { return r.cutScores(a[1], a[2], a[3]) },
	"zunion":           zunion,
	"zunionstore":      zunionstore,
	"geoadd":           func(r *Redis, a []string) (any, error) { return r.geoadd(a[1], a[2], a[3], a[4]) },
	"geosearch":        geosearch,
}

func score(s string) (float64, error) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) {
		return 0, refused("ERR value is not a valid float")
	}
	return f, nil
}

func zadd(r *Redis, a []string) (any, error) {
	at, fresh := 2, false
	for ; at < len(a); at++ {
		if w := strings.ToLower(a[at]); w == "nx" {
			fresh = true
		} else if w != "ch" {
			break
		}
	}
	n := int64(0)
	for ; at+1 < len(a); at += 2 {
		added, err := r.zadd(a[1], a[at], a[at+1], fresh)
		if err != nil {
			return nil, err
		}
		n += added
	}
	return n, nil
}

// zadd adds one member; a fresh one only when it is not there.
func (r *Redis) zadd(key, is, member string, fresh bool) (int64, error) {
	f, err := score(is)
	if err != nil {
		return 0, err
	}
	v, err := r.make(key, zset)
	if err != nil {
		return 0, err
	}
	if was, ok := v.sorted.scores[member]; ok && (fresh || was == f) {
		return 0, nil
	}
	return yes(v.sorted.add(Scored{f, member})), nil
}

func (r *Redis) zrem(key string, members ...string) (int64, error) {
	v, err := r.look(key, zset)
	if v == nil || err != nil {
		return 0, err
	}
	n := int64(0)
	for _, m := range members {
		n += yes(v.sorted.remove(m))
	}
	r.tidy(key)
	return n, nil
}

// zscore is a number, or nil.
func (r *Redis) zscore(key, member string) (any, error) {
	v, err := r.look(key, zset)
	if v == nil || err != nil {
		return nil, err
	}
	if f, ok := v.sorted.scores[member]; ok {
		return f, nil
	}
	return nil, nil
}

func (r *Redis) zcard(key string) (int64, error) {
	v, err := r.look(key, zset)
	if v == nil || err != nil {
		return 0, err
	}
	return int64(len(v.sorted.order)), nil
}

func zcount(r *Redis, a []string) (any, error) {
	v, err := r.look(a[1], zset)
	if v == nil || err != nil {
		return int64(0), err
	}
	from, to, err := v.sorted.scored(a[2], a[3])
	return int64(to - from), err
}

func (r *Redis) cutRanks(key, first, last string) (int64, error) {
	v, err := r.look(key, zset)
	if v == nil || err != nil {
		return 0, err
	}
	from, to, err := between(first, last, len(v.sorted.order))
	if err != nil {
		return 0, err
	}
	n := v.sorted.cut(from, to)
	r.tidy(key)
	return n, nil
}

func (r *Redis) cutScores(key, low, high string) (int64, error) {
	v, err := r.look(key, zset)
	if v == nil || err != nil {
		return 0, err
	}
	from, to, err := v.sorted.scored(low, high)
	if err != nil {
		return 0, err
	}
	n := v.sorted.cut(from, to)
	r.tidy(key)
	return n, nil
}

// scored is the part between two scores; "(" leaves the bound itself out.
func (s *sorted) scored(low, high string) (from, to int, err error) {
	low, leaves := strings.CutPrefix(low, "(")
	l, err := score(low)
	if err != nil {
		return 0, 0, err
	}
	high, leavesHigh := strings.CutPrefix(high, "(")
	h, err := score(high)
	if err != nil {
		return 0, 0, err
	}
	from = first(s.order, func(one Scored) bool { return one.Score > l || one.Score == l && !leaves })
	to = first(s.order, func(one Scored) bool { return one.Score > h || one.Score == h && leavesHigh })
	return from, max(from, to), nil
}

// named is the part between two names, of a set in which all scores are alike.
func (s *sorted) named(low, high string) (from, to int) {
	from = first(s.order, func(one Scored) bool {
		return low == "-" || one.Member > low[1:] || one.Member == low[1:] && low[0] == '['
	})
	to = first(s.order, func(one Scored) bool {
		return high != "+" && (one.Member > high[1:] || one.Member == high[1:] && high[0] == '(')
	})
	return from, max(from, to)
}

// first is the place of the first that holds; all behind it hold, too.
func first(order []Scored, holds func(Scored) bool) int {
	low, high := 0, len(order)
	for low < high {
		if mid := (low + high) / 2; holds(order[mid]) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// way is how a range is asked for.
type way struct {
	by     string // "" by place, "byscore" or "bylex"
	rev    bool
	scores bool
	skip   int
	most   int
}

// asked reads what stands behind the two ends of a range.
func (w way) asked(more []string) (way, error) {
	w.most = -1
	for i := 0; i < len(more); i++ {
		switch word := strings.ToLower(more[i]); word {
		case "byscore", "bylex":
			w.by = word
		case "rev":
			w.rev = true
		case "withscores":
			w.scores = true
		case "limit":
			skip, err := whole(more[i+1])
			most, err2 := whole(more[i+2])
			if err != nil || err2 != nil {
				return w, noNumber
			}
			w.skip, w.most = int(skip), int(most)
			i += 2
		default:
			return w, refused("ERR syntax error")
		}
	}
	return w, nil
}

// ranged answers all commands that ask for a part of a sorted set.
func (r *Redis) ranged(a []string, w way) (any, error) {
	w, err := w.asked(a[4:])
	if err != nil {
		return nil, err
	}
	v, err := r.look(a[1], zset)
	if err != nil {
		return nil, err
	}
	if v == nil {
		v = &value{}
	}
	low, high := a[2], a[3]
	if w.rev && w.by != "" {
		low, high = high, low
	}
	var part []Scored
	switch w.by {
	case "byscore":
		from, to, err := v.sorted.scored(low, high)
		if err != nil {
			return nil, err
		}
		part = slices.Clone(v.sorted.order[from:to])
	case "bylex":
		from, to := v.sorted.named(low, high)
		part = slices.Clone(v.sorted.order[from:to])
	default:
		part = slices.Clone(v.sorted.order)
	}
	if w.rev {
		slices.Reverse(part)
	}
	if w.by == "" {
		from, to, err := between(low, high, len(part))
		if err != nil {
			return nil, err
		}
		part = part[from:to]
	}
	part = part[min(w.skip, len(part)):]
	if w.most >= 0 {
		part = part[:min(w.most, len(part))]
	}
	return listed(part, w.scores), nil
}

// listed are members, with their scores or without.
func listed(part []Scored, scores bool) any {
	if scores {
		return append([]Scored{}, part...)
	}
	names := make([]string, len(part))
	for i, one := range part {
		names[i] = one.Member
	}
	return names
}

// union joins sorted sets; a member's score is the sum, or the highest.
func (r *Redis) union(a []string) (*sorted, []string, error) {
	n, err := whole(a[0])
	if err != nil {
		return nil, nil, err
	}
	keys, more := a[1:1+n], a[1+n:]
	highest := false
	if len(more) > 1 && strings.EqualFold(more[0], "aggregate") {
		highest, more = strings.EqualFold(more[1], "max"), more[2:]
	}
	all := &sorted{scores: map[string]float64{}}
	for _, key := range keys {
		v, err := r.look(key, zset)
		if err != nil {
			return nil, nil, err
		}
		if v == nil {
			continue
		}
		for _, one := range v.sorted.order {
			if was, ok := all.scores[one.Member]; ok && highest {
				one.Score = max(one.Score, was)
			} else if ok {
				one.Score += was
			}
			all.add(one)
		}
	}
	return all, more, nil
}

func zunion(r *Redis, a []string) (any, error) {
	all, more, err := r.union(a[1:])
	if err != nil {
		return nil, err
	}
	return listed(all.order, len(more) > 0 && strings.EqualFold(more[0], "withscores")), nil
}

func zunionstore(r *Redis, a []string) (any, error) {
	all, _, err := r.union(a[2:])
	if err != nil {
		return nil, err
	}
	delete(r.all, a[1])
	if len(all.order) > 0 {
		r.all[a[1]] = &value{kind: zset, sorted: *all}
	}
	return int64(len(all.order)), nil
}
