package bot

import "strings"

// redact takes the token out of an error: addresses of the Bot API hold it, and
// errors of the network quote addresses.
func redact(err error, token string) error {
	if err == nil || token == "" {
		return err
	}
	if say := redactWords(err.Error(), token); say != err.Error() {
		return redacted{say, err}
	}
	return err
}

// redactWords takes the token out of words, and its secret part also where the
// colon before it was written in another way.
func redactWords(s, token string) string {
	s = strings.ReplaceAll(s, token, "<token>")
	if _, secret, ok := strings.Cut(token, ":"); ok && secret != "" {
		s = strings.ReplaceAll(s, secret, "<token>")
	}
	return s
}

// redacted is an error told in other words. It can still be told apart.
type redacted struct {
	say string
	err error
}

func (r redacted) Error() string { return r.say }
func (r redacted) Unwrap() error { return r.err }
