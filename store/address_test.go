package store

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"gridbot/store/redistest"
)

func TestAnAddressHasSeveralForms(t *testing.T) {
	tests := []struct {
		address  string
		addrs    []string
		user     string
		password string
		master   string
		db       int
		tls      string // the name on the certificate; "-": no TLS
	}{
		{"redis://localhost", []string{"localhost:6379"}, "", "", "", 0, "-"},
		{"redis://:secret@localhost:7000/3", []string{"localhost:7000"}, "", "secret", "", 3, "-"},
		{"redis://ana:p%40ss@10.0.0.1:7000?db=2", []string{"10.0.0.1:7000"}, "ana", "p@ss", "", 2, "-"},
		{"redis://[::1]:7000", []string{"[::1]:7000"}, "", "", "", 0, "-"},
		{"rediss://localhost:7000", []string{"localhost:7000"}, "", "", "", 0, "localhost"},
		{"unix:///run/redis.sock", []string{"/run/redis.sock"}, "", "", "", 0, "-"},
		{"unix://ana:secret@/run/redis.sock?db=4", []string{"/run/redis.sock"}, "ana", "secret", "", 4, "-"},
		{"redis://ana:secret@a:1,b:2,c:3", []string{"a:1", "b:2", "c:3"}, "ana", "secret", "", 0, "-"},
		{"rediss://a:1,b:2", []string{"a:1", "b:2"}, "", "", "", 0, ""},
		{"redis+sentinel://a:1,b:2,c:3/main", []string{"a:1", "b:2", "c:3"}, "", "", "main", 0, "-"},
		{"redis+sentinel://ana:secret@a:1,b:2/main/5", []string{"a:1", "b:2"}, "ana", "secret", "main", 5, "-"},
		{"rediss+sentinel://a:1,b:2/main", []string{"a:1", "b:2"}, "", "", "main", 0, ""},
		{"rediss+sentinel://ana:secret@a:1/main/5", []string{"a:1"}, "ana", "secret", "main", 5, ""},
		{"redis+sentinel://a:1/main?db=6", []string{"a:1"}, "", "", "main", 6, "-"},
	}
	for _, test := range tests {
		o, err := options(test.address)
		if err != nil {
			t.Errorf("%s: %v", test.address, err)
			continue
		}
		if !slices.Equal(o.Addrs, test.addrs) || o.Username != test.user || o.Password != test.password || o.MasterName != test.master || o.DB != test.db {
			t.Errorf("%s: %q user %q password %q master %q db %d", test.address, o.Addrs, o.Username, o.Password, o.MasterName, o.DB)
		}
		switch {
		case (o.TLSConfig == nil) != (test.tls == "-"):
			t.Errorf("%s: TLS %v", test.address, o.TLSConfig != nil)
		case o.TLSConfig != nil && o.TLSConfig.ServerName != test.tls:
			t.Errorf("%s: expects the certificate of %q", test.address, o.TLSConfig.ServerName)
		}
		if !o.ContextTimeoutEnabled {
			t.Errorf("%s: our deadlines do not reach the socket", test.address)
		}
	}
}

func TestAnAddressThatIsNoneIsRefusedWithoutItsPassword(t *testing.T) {
	for _, address := range []string{
		"", "localhost:6379", "hunter2", "http://hunter2@localhost", "redis://ana:hunter2@local host",
		"redis://ana:hunter2@localhost/notanumber", "redis://ana:hunter2@a:1,b:2/x", "redis+sentinel://ana:hunter2@a:1,b:2",
		"redis+sentinel://ana:hunter2@a:1/", "redis://ana:hunter2@%zz", "unix://ana:hunter2@",
	} {
		o, err := options(address)
		if err == nil {
			t.Errorf("%q is taken as %q", address, o.Addrs)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the password is in %q", err)
		}
	}
}

func TestAServerThatIsAwayOrRefusesIsNamedWithoutThePassword(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	away := l.Addr().String()
	l.Close()
	locked := strings.TrimPrefix(redistest.Real(t, "--requirepass", "right").Address, "redis://")
	for _, address := range []string{
		"redis://:hunter2@" + away, "redis://:hunter2@" + locked, "unix://:hunter2@/no/such/socket",
		"redis+sentinel://:hunter2@" + away + "/main", "redis://:hunter2@" + away + "," + away,
	} {
		// Sentinels and clusters are asked again and again: it is for the caller
		// to say how long.
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		s, err := Open(ctx, address, "daning")
		cancel()
		if err == nil {
			s.Close()
			t.Errorf("%s was opened", address)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the password is in %q", err)
		}
	}
	s, err := Open(t.Context(), "redis://:right@"+locked, "daning")
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func TestASocketIsReached(t *testing.T) {
	dir, err := os.MkdirTemp("", "gb") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	socket := filepath.Join(dir, "redis.sock")
	redistest.Real(t, "--unixsocket", socket)
	s, err := Open(t.Context(), "unix://"+socket+"?db=1", "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if ours, err := s.TakeLease(t.Context(), "test", time.Hour); err != nil || !ours {
		t.Errorf("%v, %v", ours, err)
	}
}

// With ca=<file> servers are trusted that one's own authority has signed, and no
// others; the rest of the address is as without it.
func TestOnesOwnAuthorityIsTrusted(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	server.Close()
	dir := t.TempDir()
	ca, empty := filepath.Join(dir, "our ca.pem"), filepath.Join(dir, "empty.pem")
	b := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := errors.Join(os.WriteFile(ca, b, 0o600), os.WriteFile(empty, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(server.Certificate())
	for _, address := range []string{"rediss://a:1/2?ca=%s", "rediss://a:1?ca=%s&db=2", "rediss+sentinel://a:1,b:2/main?db=2&ca=%s"} {
		o, err := options(fmt.Sprintf(address, url.QueryEscape(ca)))
		if err != nil || o.TLSConfig == nil || !o.TLSConfig.RootCAs.Equal(pool) || o.DB != 2 {
			t.Errorf("%s: %+v, %v", address, o, err)
		}
	}
	if o, err := options("rediss://a:1"); err != nil || o.TLSConfig.RootCAs != nil {
		t.Errorf("without a file the system's are trusted: %v", err)
	}
	for _, address := range []string{"redis://:hunter2@a:1?ca=" + url.QueryEscape(ca), "rediss://:hunter2@a:1?ca=" + empty, "rediss://:hunter2@a:1?ca=/no/such", "rediss://:hunter2@a:1?ca=%zz"} {
		if _, err := options(address); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// Who has what is asked anew when a server of a cluster is lost, and not for what a
// server answers.
func TestALostServerIsLookedForAnew(t *testing.T) {
	for err, want := range map[error]bool{
		nil: false, redis.Nil: false, context.Canceled: false, proto("ERR wrong"): false, proto("NOSCRIPT no"): false, proto("WRONGPASS no"): false,
		x509.UnknownAuthorityError{}: false,
		io.EOF:                       true, context.DeadlineExceeded: true, syscall.ECONNREFUSED: true, proto("CLUSTERDOWN Hash slot not served"): true, proto("LOADING it"): true,
	} {
		asked := 0
		hook := remap{func(context.Context) { asked++ }}
		cmd := redis.NewCmd(t.Context(), "ping")
		one := hook.ProcessHook(func(context.Context, redis.Cmder) error { return err })(t.Context(), cmd)
		all := hook.ProcessPipelineHook(func(context.Context, []redis.Cmder) error { return err })(t.Context(), []redis.Cmder{cmd})
		if one != err || all != err || (asked == 2) != want || asked == 1 {
			t.Errorf("%v: asked %d times", err, asked)
		}
		if got := errors.Is(notReached(err), ErrAway); got != want {
			t.Errorf("%v: away %v", err, got)
		}
	}
}

// proto is what a server answers.
type proto string

func (p proto) Error() string { return string(p) }
func (proto) RedisError()     {}
