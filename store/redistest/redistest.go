// Package redistest starts Redis for tests: a real server of the machine, in
// a directory of the test, and the embedded one. It knows nothing of what is
// kept there.
package redistest

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
)

// Embedded starts the Redis that lives in the test's own process.
func Embedded(t testing.TB) (address string) {
	t.Helper()
	return "redis://" + miniredis.RunT(t).Addr()
}

// A Server is a real redis-server that belongs to one test.
type Server struct {
	Address string // redis://…
	Dir     string // where it keeps its files
	cmd     *exec.Cmd
	args    []string
	port    string
}

// Real starts a real redis-server with an AOF that is synced on every write,
// unless further arguments say otherwise. Where the machine has none, the test
// is skipped, which GRIDBOT_TEST_ALL=1 forbids.
func Real(t testing.TB, args ...string) *Server {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		if os.Getenv("GRIDBOT_TEST_ALL") == "1" {
			t.Fatal("GRIDBOT_TEST_ALL=1 and there is no redis-server on this machine")
		}
		t.Skip("there is no redis-server on this machine: tests on a real Redis are left out")
	}
	s := &Server{Dir: t.TempDir(), port: freePort(t)}
	s.Address = "redis://127.0.0.1:" + s.port
	s.args = append([]string{"--port", s.port, "--bind", "127.0.0.1", "--dir", s.Dir, "--save", "",
		"--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction"}, args...)
	s.Start(t)
	t.Cleanup(func() { s.Kill() })
	return s
}

// Start starts the server again after Kill, from its own files.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	s.cmd = exec.Command("redis-server", s.args...)
	if err := s.cmd.Start(); err != nil {
		t.Fatalf("start redis-server: %v", err)
	}
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if s.answers() {
			return
		}
	}
	t.Fatal("redis-server does not answer")
}

// answers reports whether the server is up and has loaded its files.
func (s *Server) answers() bool {
	c, err := net.DialTimeout("tcp", "127.0.0.1:"+s.port, time.Second)
	if err != nil {
		// The dial is refused at once while the server starts: be kind to the
		// machine, and let the scheduler run the server.
		exec.Command("true").Run()
		return false
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(time.Second))
	fmt.Fprint(c, "PING\r\n")
	b := make([]byte, 64)
	n, _ := c.Read(b)
	// With a password set it refuses, and is up all the same.
	return strings.HasPrefix(string(b[:n]), "+PONG") || strings.HasPrefix(string(b[:n]), "-NOAUTH")
}

// Ask says something to the server, in one line, and returns the first line of what it answers.
func (s *Server) Ask(t testing.TB, words string) string {
	t.Helper()
	c, err := net.DialTimeout("tcp", "127.0.0.1:"+s.port, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(20 * time.Second))
	fmt.Fprintf(c, "%s\r\n", words)
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil {
		t.Fatalf("%s: %v", words, err)
	}
	return strings.TrimSpace(line)
}

// Kill ends the server as a crash does.
func (s *Server) Kill() {
	if s.cmd != nil && s.cmd.Process != nil {
		s.cmd.Process.Kill()
		s.cmd.Wait()
		s.cmd = nil
	}
}

// Process is the server's process, for tests that stop and continue it.
func (s *Server) Process() *os.Process { return s.cmd.Process }

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}
