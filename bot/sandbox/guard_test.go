package sandbox_test

import (
	"net/http"
	"strings"
	"testing"

	"gridbot/bot/sandbox"
)

// Another site, opened in the same browser, neither drives the people nor the
// bot: not by asking from elsewhere, not by a name of its own.
func TestNoOtherSiteActsHere(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	bot := "/bot" + s.Token() + "/getMe"
	for _, c := range []struct {
		what, method, path string
		host               string
		header             [2]string
		want               int
	}{
		{"the page", "GET", "/", "", [2]string{}, 200},
		{"a link to the page", "GET", "/", "", [2]string{"Sec-Fetch-Site", "cross-site"}, 200},
		{"a program", "GET", bot, "", [2]string{}, 200},
		{"a program, by localhost", "POST", bot, "localhost:8081", [2]string{}, 200},
		{"by the address of the machine", "GET", "/sandbox/stage", "192.168.1.7:8080", [2]string{}, 200},
		{"by an address of the other kind", "GET", "/sandbox/stage", "[::1]:8080", [2]string{}, 200},
		{"a name that leads here: the page", "GET", "/", "evil.example", [2]string{}, 403},
		{"a name that leads here: the people", "POST", "/sandbox/say", "evil.example:8080", [2]string{}, 403},
		{"a name that leads here: the bot", "GET", bot, "evil.example", [2]string{}, 403},
		{"a name that looks like an address", "GET", bot, "127.0.0.1.evil.example", [2]string{}, 403},
		{"another origin: the people", "POST", "/sandbox/say", "", [2]string{"Origin", "https://elsewhere.example"}, 403},
		{"another origin: the bot", "POST", bot, "", [2]string{"Origin", "https://elsewhere.example"}, 403},
		{"another site that only reads", "GET", bot, "", [2]string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"another site on this machine", "GET", "/sandbox/stage", "", [2]string{"Sec-Fetch-Site", "same-site"}, 403},
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, url+c.path, strings.NewReader(`{}`))
		if err != nil {
			t.Fatal(err)
		}
		if r.Host = c.host; c.header[0] != "" {
			r.Header.Set(c.header[0], c.header[1])
		}
		got, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = got.Body.Close()
		if got.StatusCode != c.want {
			t.Errorf("%s: %d, want %d", c.what, got.StatusCode, c.want)
		}
	}
}

// A box is opened by its own token alone, which is another at each start.
func TestEachStartHasItsOwnToken(t *testing.T) {
	one, two := sandbox.New(sandbox.Options{}), sandbox.New(sandbox.Options{})
	defer one.Close()
	defer two.Close()
	if one.Token() == two.Token() || len(one.Token()) < 40 {
		t.Errorf("%q, %q", one.Token(), two.Token())
	}
}
