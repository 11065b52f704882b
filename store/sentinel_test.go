package store

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"gridbot/flows/world"
	"gridbot/store/redistest"
)

// sentinel starts a real sentinel that watches a server, and returns the address by
// which a district is reached through it.
func sentinel(t *testing.T, master string) (port, address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ = net.SplitHostPort(l.Addr().String())
	l.Close()
	dir := t.TempDir()
	config := filepath.Join(dir, "sentinel.conf") // it writes there what it learns
	words := fmt.Sprintf("port %s\nbind 127.0.0.1\ndir %s\nsentinel monitor main 127.0.0.1 %s 1\nsentinel down-after-milliseconds main 1000\nsentinel failover-timeout main 1500\n", port, dir, master)
	if err := os.WriteFile(config, []byte(words), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("redis-server", config, "--sentinel")
	if err := cmd.Start(); err != nil {
		t.Fatalf("start a sentinel: %v", err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	return port, "redis+sentinel://127.0.0.1:" + port + "/main"
}

func portOf(s *redistest.Server) string { return s.Address[strings.LastIndex(s.Address, ":")+1:] }

// A sentinel fails over to a replica that was behind: who works learns that steps,
// numbers and updates are missing, the district stops for everybody, and goes on above
// the highest number once somebody says so.
func TestASentinelFailsOverToAReplicaThatIsBehind(t *testing.T) {
	first := redistest.Real(t, "--repl-backlog-size", "16kb", "--repl-diskless-sync-delay", "0")
	second := redistest.Real(t, "--replicaof", "127.0.0.1 "+portOf(first))
	for first.Ask(t, "WAIT 1 1000") != ":1" { // it comes
	}
	port, address := sentinel(t, portOf(first))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var s *Store
	for s == nil && ctx.Err() == nil { // the sentinel comes
		s, _ = Open(ctx, address, "daning")
	}
	if s == nil {
		t.Fatal("through the sentinel nobody is reached")
	}
	defer s.Close()
	for !knowsReplica(ctx, t, port) {
	}
	if ours, err := s.TakeLease(ctx, "test", time.Hour); err != nil || !ours {
		t.Fatal(ours, err)
	}
	s.mustCommit(t, world.Op{}, 7001, filed(1001))
	for second.Ask(t, "EXISTS {daning}:case:1001") != ":1" {
	}

	// The replica is cut off, and gets nothing more until the first server is gone.
	if err := second.Process().Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	for !stopped(t, second.Process().Pid) { // before that it would connect again, and catch up
	}
	first.Ask(t, "CONFIG SET repl-diskless-sync-delay 3600")
	first.Ask(t, "CLIENT KILL TYPE replica")
	big := strings.Repeat("x", 20_000) // more than what it could catch up with
	s.mustCommit(t, world.Op{}, 7001, filed(1002))
	for range 30 { // a backlog gives up its blocks one by one
		if err := s.rdb.Set(ctx, s.keys.of("padding"), big, 0).Err(); err != nil {
			t.Fatal(err)
		}
	}
	s.rdb.Del(ctx, s.keys.of("padding"))
	if err := second.Process().Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	for second.Ask(t, "EXISTS {daning}:case:1002") != ":0" || !knowsReplica(ctx, t, port) {
	}
	first.Kill()

	var lost error
	for ctx.Err() == nil && lost == nil {
		if _, err := s.KeepLease(ctx, time.Hour); errors.Is(err, world.ErrLost) {
			lost = err
		}
	}
	if lost == nil {
		t.Fatal("nobody noticed")
	}
	if !strings.Contains(lost.Error(), "the last case was 1002 and is 1001") {
		t.Errorf("it says %v", lost)
	}
	if _, err := s.Commit(ctx, world.Op{}, 7001, filed(1003)); !errors.Is(err, world.ErrLost) && !errors.Is(err, world.ErrFenced) {
		t.Errorf("who was at work works on: %v", err)
	}
	stop, err := s.Stopped(ctx)
	if err != nil || stop == nil {
		t.Fatalf("the district is not stopped: %v, %v", stop, err)
	}
	other, err := Open(ctx, address, "daning")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if ours, err := other.TakeLease(ctx, "another", time.Hour); ours || !errors.Is(err, world.ErrLost) {
		t.Errorf("another process takes it: %v, %v", ours, err)
	}
	found, err := other.Resume(ctx, true)
	if err != nil || found.Last <= 1002 {
		t.Errorf("resumed: %+v, %v", found, err)
	}
}

// stopped tells whether a process does nothing any more.
func stopped(t *testing.T, pid int) bool {
	t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(stat), ") T ")
}

// knowsReplica tells whether the sentinel would fail over now: it sees the first server
// and a replica that it thinks well of.
func knowsReplica(ctx context.Context, t *testing.T, port string) bool {
	t.Helper()
	if ctx.Err() != nil {
		t.Fatal("the sentinel never saw the replica")
	}
	c, err := net.DialTimeout("tcp", "127.0.0.1:"+port, time.Second)
	if err != nil {
		return false
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(time.Second))
	fmt.Fprint(c, "SENTINEL REPLICAS main\r\n")
	b := make([]byte, 16<<10)
	n, _ := c.Read(b)
	said := string(b[:n])
	return strings.Contains(said, "role-reported") && !strings.Contains(said, "s_down") && !strings.Contains(said, "disconnected")
}
