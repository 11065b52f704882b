package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Finding is something about the Redis server that would lose what the bot
// promised to keep, with what to set.
type Finding struct {
	What string
	Set  string
}

// Inspect looks whether the server keeps what it is given: an AOF, and no
// eviction. It returns nil when all is well. A server that does not let itself
// be asked is an error.
func (s *Store) Inspect(ctx context.Context) ([]Finding, error) {
	info, err := s.rdb.Info(ctx, "persistence", "memory", "server").Result()
	if err != nil {
		return nil, fmt.Errorf("ask redis about itself: %w", err)
	}
	facts := map[string]string{}
	for line := range strings.Lines(info) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		facts[name] = value
	}
	var found []Finding
	if facts["aof_enabled"] != "1" {
		found = append(found, Finding{"nothing is written to disk as it happens (no AOF): a restart of Redis would lose reports",
			"appendonly yes"})
	}
	if policy := facts["maxmemory_policy"]; policy != "" && policy != "noeviction" {
		found = append(found, Finding{"a full memory would silently drop cases (maxmemory-policy " + policy + ")",
			"maxmemory-policy noeviction"})
	}
	if status := facts["aof_last_write_status"]; status != "" && status != "ok" {
		found = append(found, Finding{"the last write to the AOF failed", "free disk space, then look at Redis' log"})
	}
	if major, _ := strconv.Atoi(strings.SplitN(facts["redis_version"], ".", 2)[0]); major < 6 {
		found = append(found, Finding{"version " + facts["redis_version"] + " is too old", "Redis 6.2 or later"})
	}
	// Managed servers often refuse CONFIG: then this one thing stays unknown.
	if set, err := s.rdb.ConfigGet(ctx, "appendfsync").Result(); err == nil && set["appendfsync"] == "no" {
		found = append(found, Finding{"the AOF is written when the machine likes (appendfsync no)", "appendfsync always"})
	}
	return found, nil
}

// Time is what time Redis has: the same for all processes of a district.
func (s *Store) Time(ctx context.Context) (time.Time, error) {
	t, err := s.rdb.Time(ctx).Result()
	if err != nil {
		return time.Time{}, fmt.Errorf("ask redis for the time: %w", err)
	}
	return t, nil
}
