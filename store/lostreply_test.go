package store

import (
	"bytes"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// A line lies between a store and its Redis. When it is told to, it carries
// the next script there, waits until it has run, and breaks before the reply.
type line2redis struct {
	to   string
	lose atomic.Int32 // how many replies
	lost atomic.Int32
}

// through puts a line before the server and returns the address to use.
func through(t *testing.T, address string) (*line2redis, string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	line := &line2redis{to: strings.TrimPrefix(address, "redis://")}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go line.carry(c)
		}
	}()
	return line, "redis://" + l.Addr().String()
}

func (l *line2redis) carry(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", l.to)
	if err != nil {
		return
	}
	defer server.Close()
	var doomed atomic.Bool
	go func() {
		defer client.Close()
		b := make([]byte, 64<<10)
		for {
			n, err := server.Read(b)
			if err != nil || doomed.Load() {
				l.lost.Add(1)
				return
			}
			if _, err := client.Write(b[:n]); err != nil {
				return
			}
		}
	}()
	b := make([]byte, 64<<10)
	for {
		n, err := client.Read(b)
		if err != nil {
			return
		}
		if bytes.Contains(bytes.ToLower(b[:n]), []byte("evalsha")) && l.lose.Add(-1) >= 0 {
			doomed.Store(true)
		}
		if _, err := server.Write(b[:n]); err != nil {
			return
		}
	}
}

// A reply that is lost makes the client say the same again. What the script
// did must not be done twice.
func TestALostReplyDoublesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		for _, losses := range []int32{1, 2} {
			line, address := through(t, address)
			s := standingBy(t, address)
			s.rdb.FlushDB(t.Context())
			if ours, err := s.TakeLease(t.Context(), "test", time.Hour); err != nil || !ours {
				t.Fatalf("%v, %v", ours, err)
			}
			lose := func() { line.lose.Store(losses) }
			putTwice(t, s, lose)
			commitTwice(t, s, lose)
			sentTwice(t, s, lose)
			strikeTwice(t, s, lose)
			if got := line.lost.Load(); got < 4*losses {
				t.Errorf("only %d replies were lost: the test shows nothing", got)
			}
		}
	})
}

func putTwice(t *testing.T, s *Store, lose func()) {
	op := s.received(t, 1)
	s.received(t, 2) // so that the scripts are known to the server
	s.mustCommit(t, op, 7001, world.Change{})
	lose()
	if n, err := s.fresh(t.Context(), raws(10, 11), monday); err != nil || n != 0 {
		t.Errorf("put: %d said to be fresh, %v", n, err) // they are in; only the news was lost
	}
	if got, _ := s.bodies(t, "0"); len(got) != 3 {
		t.Errorf("in the inbox: %q", got)
	}
}

func commitTwice(t *testing.T, s *Store, lose func()) {
	if err := s.PutInvite(t.Context(), world.Invite{Token: "old", Expires: monday.Add(time.Hour).Unix()}, monday); err != nil {
		t.Fatal(err)
	}
	op := s.received(t, 12)
	lose()
	w, err := s.Commit(t.Context(), op, 7001, full(1001))
	if err != nil || !w.Again {
		t.Fatalf("commit: %+v, %v", w, err)
	}
	all := s.everything(t)
	for key, want := range map[string]int{s.keys.outbox(): 2, s.keys.log(): 1} {
		if n := s.rdb.XLen(t.Context(), key).Val(); n != int64(want) {
			t.Errorf("%s holds %d: %s", key, n, all[key].value)
		}
	}
	if c, err := s.Read(t.Context(), 7001, world.Need{Case: 1001}); err != nil || c.Case == nil || c.Case.Rev != 1 || c.Session.Dialogue != "report" {
		t.Errorf("read: %+v, %v", c, err)
	}
}

func sentTwice(t *testing.T, s *Store, lose func()) {
	posts, err := s.Outbox(t.Context(), "-", 1)
	if err != nil || len(posts) != 1 {
		t.Fatal(err)
	}
	posts[0].Letter.Card = 1001
	s.Sent(t.Context(), world.Post{ID: "1-1"}, 0) // the script becomes known
	lose()
	if err := s.Sent(t.Context(), posts[0], 42); err != nil {
		t.Errorf("sent: %v", err)
	}
	if id, err := s.Card(t.Context(), 1001, posts[0].Letter.To.ID); err != nil || id != 42 {
		t.Errorf("the card is %d, %v", id, err)
	}
}

func strikeTwice(t *testing.T, s *Store, lose func()) {
	struck := world.Op{Timer: &talk.Clock{Case: 1001, Name: string(cases.ClockClaim), Due: time.Unix(monday.Unix()+1800, 0)}}
	lose()
	if w, err := s.Commit(t.Context(), struck, 0, world.Change{Letters: []world.Letter{letter(7001, "催")}}); err != nil || !w.Again {
		t.Errorf("timer: %+v, %v", w, err)
	}
	if n := s.rdb.XLen(t.Context(), s.keys.outbox()).Val(); n != 2 {
		t.Errorf("%d letters after the timer", n)
	}
}
