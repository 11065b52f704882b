package main

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestTheAuthorityGoesWithTheAddress(t *testing.T) {
	for address, want := range map[string]string{
		"redis://a:1":                    "redis://a:1",
		"rediss://a:1/2":                 "rediss://a:1/2?ca=%2Four+ca.pem",
		"rediss+sentinel://a:1/m?db=3":   "rediss+sentinel://a:1/m?db=3&ca=%2Four+ca.pem",
		"redis+sentinel://a:1,b:2/m?d=1": "redis+sentinel://a:1,b:2/m?d=1",
	} {
		r := redisAddress{Redis: address, redisCA: redisCA{CA: "/our ca.pem"}}
		if r.settle(); r.Redis != want {
			t.Errorf("%s becomes %s, want %s", address, r.Redis, want)
		}
	}
}

// Started without Redis, serve waits and says so, without the password; told to
// stop, it stops in good order.
func TestServeWaitsForRedis(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), time.Second)
	defer stop()
	var log strings.Builder
	s := &serve{telegram: telegram{Token: "4200000000:a-secret-that-must-not-be-seen-anywhere", API: "http://127.0.0.1:1"},
		Redis: "redis://:hunter2@127.0.0.1:1", Lease: time.Second}
	if err := s.Run(ctx, slog.New(slog.NewTextHandler(&log, nil))); err != nil {
		t.Errorf("it ends with %v", err)
	}
	if !strings.Contains(log.String(), "waiting for redis") || strings.Contains(log.String(), "hunter2") {
		t.Errorf("it says\n%s", log.String())
	}
}
