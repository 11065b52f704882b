package bot

import "strings"

// hush takes the token out of an error: addresses of the Bot API hold it, and
// errors of the network quote addresses.
func hush(err error, token string) error {
	if err == nil || token == "" {
		return err
	}
	if say := quiet(err.Error(), token); say != err.Error() {
		return hushed{say, err}
	}
	return err
}

// quiet takes the token out of words, and its secret part also where the
// colon before it was written in another way.
func quiet(s, token string) string {
	s = strings.ReplaceAll(s, token, "<token>")
	if _, secret, ok := strings.Cut(token, ":"); ok && secret != "" {
		s = strings.ReplaceAll(s, secret, "<token>")
	}
	return s
}

// hushed is an error told in other words. It can still be told apart.
type hushed struct {
	say string
	err error
}

func (h hushed) Error() string { return h.say }
func (h hushed) Unwrap() error { return h.err }
