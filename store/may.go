package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// A trial is a command as it is tried: with a key of the district, and nothing that
// is carried out.
type trial struct {
	name string
	args []any // after the name; "{key}" is a key of the district
}

// tried are all commands that the bot, its scripts included, gives Redis.
var tried = []trial{
	{"get", []any{"{key}"}}, {"set", []any{"{key}", "v"}}, {"del", []any{"{key}"}}, {"exists", []any{"{key}"}}, {"mget", []any{"{key}"}},
	{"setnx", []any{"{key}", "v"}}, {"pttl", []any{"{key}"}}, {"incr", []any{"{key}"}}, {"getrange", []any{"{key}", 0, 1}}, {"pexpire", []any{"{key}", 1}}, {"persist", []any{"{key}"}}, {"rename", []any{"{key}", "{key}"}}, {"scan", []any{0}}, {"type", []any{"{key}"}},
	{"hget", []any{"{key}", "f"}}, {"hset", []any{"{key}", "f", "v"}}, {"hsetnx", []any{"{key}", "f", "v"}}, {"hdel", []any{"{key}", "f"}}, {"hgetall", []any{"{key}"}}, {"hkeys", []any{"{key}"}}, {"hexists", []any{"{key}", "f"}},
	{"hmget", []any{"{key}", "f"}}, {"hincrby", []any{"{key}", "f", 1}},
	{"sadd", []any{"{key}", "m"}}, {"srem", []any{"{key}", "m"}}, {"smembers", []any{"{key}"}},
	{"zadd", []any{"{key}", 1, "m"}}, {"zrem", []any{"{key}", "m"}}, {"zcard", []any{"{key}"}}, {"zscore", []any{"{key}", "m"}}, {"zcount", []any{"{key}", 0, 1}},
	{"zrange", []any{"{key}", 0, 0}}, {"zrevrange", []any{"{key}", 0, 0}}, {"zrangebyscore", []any{"{key}", 0, 1}}, {"zremrangebyrank", []any{"{key}", 0, 0}},
	{"zremrangebyscore", []any{"{key}", 0, 0}}, {"zrevrangebyscore", []any{"{key}", 1, 0}}, {"zunion", []any{1, "{key}"}},
	{"rpush", []any{"{key}", "v"}}, {"lrange", []any{"{key}", 0, 1}}, {"geoadd", []any{"{key}", 1, 1, "m"}}, {"geosearch", []any{"{key}", "FROMLONLAT", 1, 1, "BYRADIUS", 1, "m"}},
	{"xadd", []any{"{key}", "*", "f", "v"}}, {"xdel", []any{"{key}", "1-0"}}, {"xlen", []any{"{key}"}}, {"xrange", []any{"{key}", "-", "+"}}, {"xrevrange", []any{"{key}", "+", "-"}},
	{"xread", []any{"STREAMS", "{key}", "0"}}, {"xtrim", []any{"{key}", "MAXLEN", 9}},
	{"eval", []any{"return 1", 1, "{key}"}}, {"evalsha", []any{"da39a3ee5e6b4b0d3255bfef95601890afd80709", 1, "{key}"}}, {"ping", nil}, {"info", nil},
}

// Grant is the line that makes a Redis user for this district: its keys, and the
// commands that are needed; multi, exec, discard and watch among them.
func (s *Store) Grant() string {
	words := []string{"ACL SETUSER gridbot on >PASSWORD resetkeys ~" + s.keys.of("*"), "resetchannels -@all"}
	for _, t := range tried {
		words = append(words, "+"+t.name)
	}
	return strings.Join(append(words, "+multi +exec +discard +watch +unwatch +wait +hello +config|get"), " ")
}

// Allowed looks what the user as whom we come may do: all that is needed, and, in
// more, what is not. Nothing is carried out: what is tried is taken back.
func (s *Store) Allowed(ctx context.Context) (lacks []Finding, more []string, err error) {
	c, err := s.server(ctx)
	if err != nil {
		return nil, nil, err
	}
	conn := c.Conn()
	defer conn.Close()
	if err := conn.Do(ctx, "MULTI").Err(); err != nil {
		return nil, nil, fmt.Errorf("try what we may do: %w", err)
	}
	try := func(key, name string, args ...any) (bool, error) {
		words := []any{name}
		for _, a := range args {
			if a == "{key}" {
				a = key
			}
			words = append(words, a)
		}
		cmd := redis.NewCmd(ctx, words...)
		_ = conn.Process(ctx, cmd)
		var said redis.Error
		switch err := cmd.Err(); {
		case err == nil:
			return true, nil
		case errors.As(err, &said):
			return !strings.HasPrefix(err.Error(), "NOPERM"), nil
		default:
			return false, err
		}
	}
	var not []string
	for _, t := range tried {
		may, err := try(s.keys.of("number"), t.name, t.args...)
		if err != nil {
			return nil, nil, fmt.Errorf("try what we may do: %w", err)
		}
		if !may {
			not = append(not, t.name)
		}
	}
	for _, t := range []struct{ what, key, name string }{{"touch keys of others", "{another}:number", "get"}, {"list all keys", "", "keys"}} {
		args := []any{"{key}"}
		if t.key == "" {
			args = []any{"*"}
		}
		if may, err := try(t.key, t.name, args...); err == nil && may {
			more = append(more, t.what)
		}
	}
	if err := conn.Do(ctx, "DISCARD").Err(); err != nil && !strings.HasPrefix(err.Error(), "EXECABORT") {
		return nil, nil, fmt.Errorf("take back what was tried: %w", err)
	}
	if len(not) > 0 {
		lacks = append(lacks, Finding{"our user may not " + strings.Join(not, ", ") + " keys of the district", s.Grant()})
	}
	return lacks, more, nil
}

// Copies looks how what is written is kept: by whom else, and when on disk. fsync is
// what the AOF's policy is to be.
func (s *Store) Copies(ctx context.Context, fsync string, wait int) ([]Finding, []string, error) {
	info, err := s.rdb.Info(ctx, "replication").Result()
	if err != nil {
		return nil, nil, fmt.Errorf("ask redis about its replicas: %w", err)
	}
	replicas := 0
	for line := range strings.Lines(info) {
		if n, ok := strings.CutPrefix(strings.TrimSpace(line), "connected_slaves:"); ok {
			replicas, _ = strconv.Atoi(n)
		}
	}
	set, unknown := map[string]string{}, []string(nil)
	for _, name := range []string{"appendfsync", "min-replicas-to-write"} {
		got, err := s.rdb.ConfigGet(ctx, name).Result()
		if err != nil { // managed servers often refuse it
			unknown = append(unknown, name)
		}
		set[name] = got[name]
	}
	var found []Finding
	var notes []string
	if policy := set["appendfsync"]; policy == "everysec" && fsync == "always" {
		found = append(found, Finding{"a power cut loses up to two seconds that Telegram counts as taken (appendfsync everysec)",
			"appendfsync always; or GRIDBOT_FSYNC=everysec, if that may be lost: it writes faster on slow disks"})
	} else if policy != "" {
		notes = append(notes, "appendfsync "+policy)
	}
	least, _ := strconv.Atoi(set["min-replicas-to-write"])
	switch {
	case replicas > 0 && least == 0 && wait == 0:
		notes = append(notes, fmt.Sprintf("%d replicas; a failover may lose what they do not have yet, which stops the district: GRIDBOT_REPLICAS=1 waits for them, min-replicas-to-write 1 refuses to write alone", replicas))
	case replicas > 0:
		notes = append(notes, fmt.Sprintf("%d replicas, min-replicas-to-write %d, we wait for %d", replicas, least, wait))
	}
	if replicas < max(least, wait) {
		found = append(found, Finding{fmt.Sprintf("%d replicas are there, and nothing is taken in without %d", replicas, max(least, wait)), "GRIDBOT_REPLICAS and min-replicas-to-write to what is there"})
	}
	if len(unknown) > 0 {
		notes = append(notes, "redis does not say: "+strings.Join(slices.Sorted(slices.Values(unknown)), ", "))
	}
	return found, notes, nil
}
