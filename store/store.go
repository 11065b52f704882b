// Package store keeps a district in Redis. It knows keys and revisions; it
// knows no rule of the domain and no Telegram.
package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

//go:embed lua/*.lua
var lua embed.FS

// script reads one of our scripts. A script that is missing is a mistake of
// the build, so it panics.
func script(name string) *redis.Script {
	b, err := lua.ReadFile("lua/" + name + ".lua")
	if err != nil {
		panic(err)
	}
	return redis.NewScript(string(b))
}

// A Store is one district in Redis, as one process sees it.
type Store struct {
	rdb  redis.UniversalClient
	keys keys
	held string // the lease as we hold it, "" when we do not

	commit, putInbox, takeLease, keepLease, sent *redis.Script
}

// Open connects to a district. The address is a Redis URL: redis:// and
// rediss:// for one server or, with several hosts separated by commas, a
// cluster; redis+sentinel://host:port,…/<master name> for sentinels.
func Open(ctx context.Context, address, district string) (*Store, error) {
	opts, err := options(address)
	if err != nil {
		return nil, err
	}
	s := &Store{
		rdb: redis.NewUniversalClient(opts), keys: keys{district},
		commit: script("commit"), putInbox: script("put_inbox"),
		takeLease: script("take_lease"), keepLease: script("keep_lease"), sent: script("sent"),
	}
	if err := s.rdb.Ping(ctx).Err(); err != nil {
		s.rdb.Close()
		return nil, fmt.Errorf("reach redis: %w", err)
	}
	return s, nil
}

// Close lets go of the connections.
func (s *Store) Close() error { return s.rdb.Close() }

// options reads the address in its three forms.
func options(address string) (*redis.UniversalOptions, error) {
	plain, sentinel := strings.CutPrefix(address, "redis+sentinel://")
	if sentinel {
		plain = "redis://" + plain
	}
	// ParseURL knows one host; the others are taken off before and put back.
	scheme, rest, ok := strings.Cut(plain, "://")
	if !ok {
		return nil, errors.New("read redis address: it must begin with redis://, rediss:// or redis+sentinel://")
	}
	user, hosts := "", rest
	if i := strings.LastIndex(rest, "@"); i >= 0 {
		user, hosts = rest[:i+1], rest[i+1:]
	}
	path := ""
	if i := strings.IndexAny(hosts, "/?"); i >= 0 {
		hosts, path = hosts[:i], hosts[i:]
	}
	all := strings.Split(hosts, ",")
	master := ""
	if sentinel {
		master, path, _ = strings.Cut(strings.TrimPrefix(path, "/"), "/")
		if path = "/" + path; path == "/" {
			path = ""
		}
		if master == "" {
			return nil, errors.New("read redis address: redis+sentinel:// needs the master's name after the hosts")
		}
	}
	if scheme == "unix" {
		all, hosts = []string{rest}, rest
	}
	one, err := redis.ParseURL(scheme + "://" + user + hostOf(all, hosts) + path)
	if err != nil {
		return nil, errors.New("read redis address: it is not a valid Redis URL") // the URL may hold a password
	}
	o := &redis.UniversalOptions{
		Addrs: all, MasterName: master, Username: one.Username, Password: one.Password, DB: one.DB,
		TLSConfig: one.TLSConfig, ContextTimeoutEnabled: true,
		DialTimeout: 3 * time.Second, ReadTimeout: 5 * time.Second, WriteTimeout: 5 * time.Second, PoolSize: 64,
	}
	if one.Network == "unix" || len(all) == 1 {
		o.Addrs = []string{one.Addr}
	}
	return o, nil
}

func hostOf(all []string, hosts string) string {
	if len(all) > 1 {
		return all[0]
	}
	return hosts
}
