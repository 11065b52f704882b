package store

import (
	"strings"
	"testing"
	"time"

	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// A user who may do what the doctor asks for, and nothing else, is enough for a
// district's life, its stop and its end; whoever may less or more is told which.
func TestAUserOfRedisMayDoWhatIsNeededAndNoMore(t *testing.T) {
	server := redistest.Real(t)
	all := standingBy(t, server.Address)
	if lacks, more, err := all.Allowed(t.Context()); err != nil || len(lacks) != 0 || len(more) != 2 {
		t.Errorf("who may do everything: %v, %v, %v", lacks, more, err)
	}
	if said := server.Ask(t, strings.Replace(all.Grant(), "PASSWORD", "hunter2", 1)); said != "+OK" {
		t.Fatal(said)
	}
	s := standingBy(t, strings.Replace(server.Address, "redis://", "redis://gridbot:hunter2@", 1))
	if lacks, more, err := s.Allowed(t.Context()); err != nil || len(lacks) != 0 || len(more) != 0 {
		t.Errorf("who may do what is needed: %v, %v, %v", lacks, more, err)
	}
	if ours, err := s.TakeLease(t.Context(), "test", time.Minute); err != nil || !ours {
		t.Fatal(ours, err)
	}
	life(t, s)
	if _, err := s.Read(t.Context(), 7001, world.Need{}); err != nil {
		t.Error(err)
	}
	if _, err := s.KeepLines(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := s.Recount(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.Halt(t.Context(), "a test", Reached{Number: 9000}); err != nil {
		t.Error(err)
	}
	if _, err := s.Resume(t.Context(), true); err != nil {
		t.Error(err)
	}
	if n := server.Ask(t, "DBSIZE"); n == ":0" {
		t.Error("nothing was written")
	}
	if said := server.Ask(t, "ACL SETUSER gridbot -xadd"); said != "+OK" {
		t.Fatal(said)
	}
	lacks, _, err := s.Allowed(t.Context())
	if err != nil || len(lacks) != 1 || !strings.Contains(lacks[0].What, "xadd") || !strings.Contains(lacks[0].Set, "+xadd") {
		t.Errorf("who may not write streams: %v, %v", lacks, err)
	}
}
