package store

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// options reads the address in its forms.
func options(address string) (*redis.UniversalOptions, error) {
	address, authorities, err := authoritiesOf(address)
	if err != nil {
		return nil, err
	}
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return nil, errors.New("read redis address: it must begin with redis://, rediss://, unix://, redis+sentinel:// or rediss+sentinel://")
	}
	scheme, sentinel := strings.CutSuffix(scheme, "+sentinel")
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
		// Nothing is pushed to us: with the newer protocol each answer would be looked at for it. And what
		// is asked and answered is small: the client's own buffers are ten times as large, for each connection.
		Protocol: 2, ReadBufferSize: buffered, WriteBufferSize: buffered, PipelineReadBufferSize: 2 * buffered, PipelineWriteBufferSize: 2 * buffered,
	}
	if len(all) == 1 {
		o.Addrs = []string{one.Addr} // with the usual port, or the path of the socket
	}
	if len(all) > 1 {
		o.DialTimeout = time.Second // there are others to ask
	}
	switch {
	case o.TLSConfig == nil && authorities != nil:
		return nil, errors.New("read redis address: ca is for TLS, so it must begin with rediss:// or rediss+sentinel://")
	case o.TLSConfig != nil:
		o.TLSConfig.RootCAs = authorities
		if len(all) > 1 || sentinel {
			o.TLSConfig.ServerName = "" // each host shows a certificate of its own
		}
	}
	return o, nil
}

// buffered is how much of what is asked and answered is kept for a connection, in bytes.
const buffered = 16 << 10

// authoritiesOf takes ca=<file> out of an address, with the certificates of the file.
func authoritiesOf(address string) (rest string, all *x509.CertPool, err error) {
	before, query, ok := strings.Cut(address, "?")
	if !ok {
		return address, nil, nil
	}
	var others []string
	for part := range strings.SplitSeq(query, "&") {
		file, is := strings.CutPrefix(part, "ca=")
		if !is {
			others = append(others, part)
			continue
		}
		if file, err = url.QueryUnescape(file); err != nil {
			return "", nil, errors.New("read redis address: ca is not the name of a file")
		}
		pem, err := os.ReadFile(file)
		if err != nil {
			return "", nil, fmt.Errorf("read the authorities that redis is trusted by: %w", err)
		}
		if all = x509.NewCertPool(); !all.AppendCertsFromPEM(pem) {
			return "", nil, fmt.Errorf("read the authorities that redis is trusted by: %s has no certificate", file)
		}
	}
	if len(others) == 0 {
		return before, all, nil
	}
	return before + "?" + strings.Join(others, "&"), all, nil
}

// ErrAway: Redis does not answer, or not yet.
var ErrAway = errors.New("redis is away")

// notReached is why Redis was not reached.
func notReached(err error) error {
	if lost(err) {
		return fmt.Errorf("reach redis: %w: %w", ErrAway, err)
	}
	return fmt.Errorf("reach redis: %w", err)
}

// lost reports whether an error says that a server is not there, or not fit to
// answer now; what else a server answers is its answer. A certificate nobody trusts
// does not change by waiting.
func lost(err error) bool {
	var answer redis.Error
	var dns *net.DNSError
	var nobody x509.UnknownAuthorityError
	var other x509.HostnameError
	switch {
	case err == nil, errors.Is(err, redis.Nil), errors.Is(err, context.Canceled), errors.As(err, &nobody), errors.As(err, &other):
		return false
	case errors.As(err, &dns):
		return true
	case errors.As(err, &answer):
		for _, word := range []string{"LOADING", "CLUSTERDOWN", "MASTERDOWN", "READONLY", "TRYAGAIN"} {
			if strings.HasPrefix(answer.Error(), word) {
				return true
			}
		}
		return false
	}
	return true
}

// remap asks a cluster anew who has what as soon as a server of it is lost. The
// client would ask only once a minute, and go on calling the one that is gone.
type remap struct{ reload func(context.Context) }

// DialHook changes nothing.
func (remap) DialHook(next redis.DialHook) redis.DialHook { return next }

// ProcessHook looks at what became of a command.
func (r remap) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if lost(err) {
			r.reload(ctx)
		}
		return err
	}
}

// ProcessPipelineHook looks at what became of several.
func (r remap) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		err := next(ctx, cmds)
		if lost(err) {
			r.reload(ctx)
		}
		return err
	}
}
