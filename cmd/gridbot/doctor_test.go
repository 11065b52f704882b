package main

import (
	"strings"
	"testing"

	"gridbot/store/redistest"
)

// The doctor refuses a Redis that would lose reports, and says what to set.
func TestTheDoctorRefusesARedisThatForgets(t *testing.T) {
	binary := builtBinary(t)
	box := startBox(t, binary)
	tests := []struct {
		name string
		args []string
		says []string // none: it is well
	}{
		{"it keeps everything", nil, nil},
		{"no AOF", []string{"--appendonly", "no"}, []string{"appendonly yes"}},
		{"it evicts", []string{"--maxmemory-policy", "allkeys-lru"}, []string{"maxmemory-policy noeviction"}},
		{"its AOF waits", []string{"--appendfsync", "no"}, []string{"appendfsync always"}},
		{"it loses two seconds", []string{"--appendfsync", "everysec"}, []string{"up to two seconds", "appendfsync always", "GRIDBOT_FSYNC"}},
		{"it waits for who is not there", []string{"--min-replicas-to-write", "1"}, []string{"0 replicas are there"}},
		{"everything at once", []string{"--appendonly", "no", "--maxmemory-policy", "volatile-lru"}, []string{"appendonly yes", "noeviction"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server := redistest.Real(t, test.args...)
			env := []string{"TELEGRAM_BOT_TOKEN=" + box.token, "TELEGRAM_API_URL=" + box.api, "REDIS_URL=" + server.Address}
			code, out, errs := call(t, binary, env, "doctor")
			if well := code == 0; well != (len(test.says) == 0) {
				t.Errorf("exit %d:\n%s%s", code, out, errs)
			}
			for _, what := range test.says {
				if !strings.Contains(out, what) {
					t.Errorf("it does not say %q:\n%s", what, out)
				}
			}
		})
	}
	code, out, errs := call(t, binary, []string{"TELEGRAM_BOT_TOKEN=123456789:not-the-token-of-anybody-here-000000", "TELEGRAM_API_URL=" + box.api, "REDIS_URL=redis://127.0.0.1:1"}, "doctor")
	if code == 0 || !strings.Contains(out, "reach redis") || !strings.Contains(out, "telegram") {
		t.Errorf("with neither Redis nor a token it says, exit %d:\n%s%s", code, out, errs)
	}
	if strings.Contains(out+errs, "not-the-token") {
		t.Error("the token is shown")
	}
}
