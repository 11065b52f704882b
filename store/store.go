// Package store keeps a district in Redis. It knows keys and revisions; it
// knows no rule of the domain and no Telegram.
package store

import (
	"context"
	"embed"
	"net"
	"sync"

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

	sealing  sealing
	seen     seen
	replicas int   // that must have what is promised
	known    known // how far this district was, and must be now

	noticing sync.Mutex
	noticed  []error // what was damaged where it stopped nothing

	commands                                                           *together[redis.Cmder]
	letters                                                            *together[*leaving]
	trips                                                              *trips
	commit, putInbox, takeLease, seizeLease, keepLease, sent, exchange *redis.Script
	stop, resume                                                       *redis.Script
}

// Open connects to a district. The address is a Redis URL: redis:// and
// rediss:// for one server or, with several hosts separated by commas, a
// cluster; unix:// for a socket; redis+sentinel://host:port,…/<master name>
// for sentinels, rediss+sentinel:// where they and the servers speak TLS. With
// ?ca=<file> behind it servers are trusted that the authorities of the file have
// signed. Errors never quote the address, as it may hold a password; ErrAway is one
// that waiting may mend.
func Open(ctx context.Context, address, district string, more ...Option) (*Store, error) {
	opts, err := options(address)
	if err != nil {
		return nil, err
	}
	return open(ctx, opts, district, more...)
}

// OpenBy connects by way of dial, as to a Redis in the same process.
func OpenBy(ctx context.Context, dial func() (net.Conn, error), district string, more ...Option) (*Store, error) {
	return open(ctx, &redis.UniversalOptions{Addrs: []string{"here:0"}, PoolSize: 4, MaxRetries: -1, Protocol: 2,
		Dialer: func(context.Context, string, string) (net.Conn, error) { return dial() }}, district, more...)
}

func open(ctx context.Context, opts *redis.UniversalOptions, district string, more ...Option) (*Store, error) {
	redis.SetLogger(silent{}) // what fails is returned to us, and said once
	s := &Store{
		rdb: redis.NewUniversalClient(opts), keys: keys{district}, trips: &trips{ours: keys{district}.of("")},
		commit: script("commit"), putInbox: script("put_inbox"),
		takeLease: script("take_lease"), seizeLease: script("seize_lease"), keepLease: script("keep_lease"), sent: script("sent"),
		exchange: script("exchange"), stop: script("stop"), resume: script("resume"),
	}
	s.rdb.AddHook(s.trips)
	if cluster, is := s.rdb.(*redis.ClusterClient); is {
		s.rdb.AddHook(remap{cluster.ReloadState})
	}
	s.commands, s.letters = newTogether(s.sendAll), newTogether(s.sentAll)
	for _, o := range more {
		o(s)
	}
	if err := s.rdb.Ping(ctx).Err(); err != nil {
		s.Close()
		return nil, notReached(err)
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
