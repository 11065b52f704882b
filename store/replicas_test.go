package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// Where replicas are to have what is promised, nothing is promised before; when they
// come, it is there once.
func TestNothingIsPromisedBeforeTheReplicasHaveIt(t *testing.T) {
	first := redistest.Real(t, "--repl-diskless-sync-delay", "0")
	s, err := Open(t.Context(), first.Address, "daning", WithReplicas(1))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if ours, err := s.TakeLease(t.Context(), "test", time.Hour); err != nil || !ours {
		t.Fatal(ours, err)
	}
	update := []world.Raw{{ID: 1, Body: []byte(`{"update_id":1}`)}}
	if _, err := s.Put(t.Context(), update, monday); !errors.Is(err, errAlone) {
		t.Fatalf("without a replica it is taken in: %v", err)
	}
	port := first.Address[strings.LastIndex(first.Address, ":")+1:]
	second := redistest.Real(t, "--replicaof", "127.0.0.1 "+port)
	for first.Ask(t, "WAIT 1 1000") != ":1" { // it comes
	}
	if _, err := s.Put(t.Context(), update, monday); err != nil {
		t.Fatalf("with a replica: %v", err)
	}
	entries, err := s.Inbox(t.Context(), "0", -1)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d in the inbox, %v", len(entries), err)
	}
	s.mustCommit(t, world.Op{Inbox: entries[0].ID}, 7001, filed(1001))
	if n := second.Ask(t, "GET {daning}:number"); n != "$4" {
		t.Errorf("the replica has %s", n)
	}
	second.Kill()
	if _, err := s.Commit(t.Context(), world.Op{}, 7001, filed(1002)); !errors.Is(err, errAlone) {
		t.Errorf("the replica is gone, and it is committed: %v", err)
	}
}
