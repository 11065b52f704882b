package sandbox

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
)

// Who may talk to the box: programs, and its own page. Nothing of it is secret,
// but what it says reaches a bot, and whoever drives that.

// sameSite keeps other sites, opened in the same browser, from acting here: by
// asking from elsewhere, and by a name of their own that leads to this machine
// (DNS rebinding). An address is nobody's name.
func sameSite(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		sorry(w, http.StatusForbidden, errors.New("asked from another site"))
	}))
	guarded := guard.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch site := r.Header.Get("Sec-Fetch-Site"); {
		case !isAddress(r.Host):
			sorry(w, http.StatusForbidden, errors.New("asked by a name: use localhost or the address"))
		case (site == "cross-site" || site == "same-site") && r.URL.Path != "/": // a link to the page may be anywhere
			sorry(w, http.StatusForbidden, errors.New("asked from another site"))
		default:
			guarded.ServeHTTP(w, r)
		}
	})
}

// isAddress reports whether a host, with or without a port, is an IP address or
// this machine.
func isAddress(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if host == "localhost" {
		return true
	}
	if n := len(host); n > 1 && host[0] == '[' && host[n-1] == ']' {
		host = host[1 : n-1]
	}
	_, err := netip.ParseAddr(host)
	return err == nil
}

// isLoopback reports whether an address leads to this machine and to no other.
func isLoopback(u *url.URL) bool {
	if u.Hostname() == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err == nil && ip.Unmap().IsLoopback()
}
