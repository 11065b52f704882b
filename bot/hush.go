package bot

import (
	"errors"
	"strings"
)

// hush takes the token out of an error: addresses of the Bot API hold it, and
// errors of the network quote addresses.
func hush(err error, token string) error {
	if err == nil || token == "" || !strings.Contains(err.Error(), token) {
		return err
	}
	return errors.New(strings.ReplaceAll(err.Error(), token, "<token>"))
}
