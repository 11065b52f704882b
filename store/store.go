// Package store keeps a district in Redis. It knows keys and revisions; it
// knows no rule of the domain and no Telegram.
package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"net"
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
	rdb   redis.UniversalClient
	keys  keys
	lease string // as we have it, "" when we do not

	sealing sealing

	commands                                                           *together[redis.Cmder]
	letters                                                            *together[*leaving]
	trips                                                              *trips
	commit, putInbox, takeLease, seizeLease, keepLease, sent, exchange *redis.Script
}

// Open connects to a district. The address is a Redis URL: redis:// and
// rediss:// for one server or, with several hosts separated by commas, a
// cluster; unix:// for a socket; redis+sentinel://host:port,…/<master name>
// for sentinels. Errors never quote the address, as it may hold a password.
func Open(ctx context.Context, address, district string, more ...Option) (*Store, error) {
	opts, err := options(address)
	if err != nil {
		return nil, err
	}
	return open(ctx, opts, district, more...)
}

// OpenBy connects by way of dial, as to a Redis in the same process.
func OpenBy(ctx context.Context, dial func() (net.Conn, error), district string, more ...Option) (*Store, error) {
	return open(ctx, &redis.UniversalOptions{Addrs: []string{"here:0"}, PoolSize: 4, MaxRetries: -1,
		Dialer: func(context.Context, string, string) (net.Conn, error) { return dial() }}, district, more...)
}

func open(ctx context.Context, opts *redis.UniversalOptions, district string, more ...Option) (*Store, error) {
	redis.SetLogger(silent{}) // what fails is returned to us, and said once
	s := &Store{
		rdb: redis.NewUniversalClient(opts), keys: keys{district}, trips: &trips{},
		commit: script("commit"), putInbox: script("put_inbox"),
		takeLease: script("take_lease"), seizeLease: script("seize_lease"), keepLease: script("keep_lease"), sent: script("sent"),
		exchange: script("exchange"),
	}
	s.rdb.AddHook(s.trips)
	s.commands, s.letters = newTogether(s.sendAll), newTogether(s.sentAll)
	for _, o := range more {
		o(s)
	}
	if err := s.rdb.Ping(ctx).Err(); err != nil {
		s.Close()
		return nil, fmt.Errorf("reach redis: %w", err)
	}
	if err := s.meet(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// silent keeps the client from writing to the program's output by itself.
type silent struct{}

func (silent) Printf(context.Context, string, ...any) {}

// Close lets go of the connections. Nothing may be asked any more.
func (s *Store) Close() error {
	s.letters.close()
	s.commands.close()
	return s.rdb.Close()
}

// options reads the address in its forms.
func options(address string) (*redis.UniversalOptions, error) {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return nil, errors.New("read redis address: it must begin with redis://, rediss://, unix:// or redis+sentinel://")
	}
	sentinel := scheme == "redis+sentinel"
	if sentinel {
		scheme = "redis"
	}
	user, hosts, path := "", rest, ""
	if i := strings.LastIndex(rest, "@"); i >= 0 {
		user, hosts = rest[:i+1], rest[i+1:]
	}
	if i := strings.IndexAny(hosts, "/?"); i >= 0 {
		hosts, path = hosts[:i], hosts[i:]
	}
	master := ""
	if sentinel {
		// The query stays, and so does a database after the master's name.
		master = strings.TrimPrefix(path, "/")
		path = ""
		if i := strings.IndexAny(master, "/?"); i >= 0 {
			master, path = master[:i], master[i:]
		}
		if master == "" {
			return nil, errors.New("read redis address: redis+sentinel:// needs the master's name after the hosts")
		}
	}
	// ParseURL knows one host; the others are taken off before and put back.
	all := strings.Split(hosts, ",")
	one, err := redis.ParseURL(scheme + "://" + user + all[0] + path)
	if err != nil {
		return nil, errors.New("read redis address: it is not a valid Redis URL") // the URL may hold a password
	}
	o := &redis.UniversalOptions{
		Addrs: all, MasterName: master, Username: one.Username, Password: one.Password, DB: one.DB,
		TLSConfig: one.TLSConfig, ContextTimeoutEnabled: true,
		DialTimeout: 3 * time.Second, ReadTimeout: 5 * time.Second, WriteTimeout: 5 * time.Second, PoolSize: 64,
	}
	if len(all) == 1 {
		o.Addrs = []string{one.Addr} // with the usual port, or the path of the socket
	} else if o.TLSConfig != nil {
		o.TLSConfig.ServerName = "" // each host shows a certificate of its own
	}
	return o, nil
}
