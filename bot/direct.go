package bot

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/valyala/fasthttp"
)

// direct is the way to the Bot API for what runs thousands of times: a connection is
// written to and read from by whoever calls, where net/http has two goroutines for each.
// It does not end with its context, but when its time is over; so what waits long for
// an answer goes the other way. What was written is not sent again by itself: whoever
// reads a message twice minds.
type direct struct {
	client *fasthttp.HostClient
	clock  *Clock // hears what time the answers say; nil for none
}

const (
	callLasts   = 90 * time.Second // where nobody says how long
	dialLasts   = 30 * time.Second
	directLines = 512 // connections at most: more than are ever used at once
)

// directTo is the direct way to a Bot API server, or nil where a proxy stands between.
func directTo(address string, clock *Clock) *direct {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	if proxy, err := http.ProxyFromEnvironment(&http.Request{URL: u}); err != nil || proxy != nil {
		return nil
	}
	secure := u.Scheme == "https"
	d := &direct{clock: clock, client: &fasthttp.HostClient{
		Addr: withPort(u, secure), IsTLS: secure, MaxConns: directLines, MaxConnWaitTimeout: callLasts,
		MaxIdemponentCallAttempts: 1, MaxResponseBodySize: largestAnswer, ReadBufferSize: 4 << 10, WriteBufferSize: 4 << 10,
		NoDefaultUserAgentHeader: true, DisablePathNormalizing: true, SecureErrorLogMessage: true, ConnPoolStrategy: fasthttp.LIFO,
		DialTimeout: func(address string, within time.Duration) (net.Conn, error) {
			if within <= 0 || within > dialLasts {
				within = dialLasts
			}
			return (&net.Dialer{Timeout: within}).Dial("tcp", address)
		},
	}}
	if secure {
		d.client.TLSConfig = &tls.Config{ServerName: u.Hostname(), ClientSessionCache: tls.NewLRUClientSessionCache(64)}
	}
	return d
}

func withPort(u *url.URL, secure bool) string {
	switch {
	case u.Port() != "":
		return u.Host
	case secure:
		return net.JoinHostPort(u.Hostname(), "443")
	}
	return net.JoinHostPort(u.Hostname(), "80")
}

// post posts JSON and hands the answer on; it is gone when read returns.
func (d *direct) post(ctx context.Context, address string, body []byte, read func(status int, raw []byte) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	req.Header.SetMethod(fasthttp.MethodPost)
	req.Header.SetContentType("application/json")
	req.SetRequestURI(address)
	req.SetBodyRaw(body)
	var err error
	if end, ok := ctx.Deadline(); ok {
		err = d.client.DoDeadline(req, resp, end)
	} else {
		err = d.client.DoTimeout(req, resp, callLasts)
	}
	if err != nil {
		return err
	}
	if d.clock != nil && d.clock.wants() {
		if t, err := http.ParseTime(string(resp.Header.Peek(fasthttp.HeaderDate))); err == nil {
			d.clock.heard(t)
		}
	}
	return read(resp.StatusCode(), resp.Body())
}
