package store

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc64"
	"io"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// This file copies all that a Redis has, at one moment, and brings it back. Both are
// done as replicas do it: Redis writes its own file while it works on, and takes it
// in by itself.

// server is the one server that has the district.
func (s *Store) server(ctx context.Context) (*redis.Client, error) {
	switch c := s.rdb.(type) {
	case *redis.Client:
		return c, nil
	case *redis.ClusterClient:
		return c.MasterForKey(ctx, s.keys.lease())
	}
	return nil, errors.New("no single server has the district")
}

// dial opens a connection of its own to that server, by the same name and password.
func (s *Store) dial(ctx context.Context) (net.Conn, *bufio.Reader, error) {
	c, err := s.server(ctx)
	if err != nil {
		return nil, nil, err
	}
	o := c.Options()
	conn, err := o.Dialer(ctx, o.Network, o.Addr)
	if err != nil {
		return nil, nil, err
	}
	if at, ok := ctx.Deadline(); ok {
		conn.SetDeadline(at)
	}
	in := bufio.NewReader(conn)
	if o.Password == "" {
		return conn, in, nil
	}
	words := []string{"AUTH", o.Password}
	if o.Username != "" {
		words = []string{"AUTH", o.Username, o.Password}
	}
	fmt.Fprintf(conn, "*%d\r\n", len(words))
	for _, w := range words {
		fmt.Fprintf(conn, "$%d\r\n%s\r\n", len(w), w)
	}
	said, err := in.ReadString('\n')
	if err == nil && !strings.HasPrefix(said, "+") {
		err = errors.New("redis refuses our password")
	}
	if err != nil {
		conn.Close()
		return nil, nil, err
	}
	return conn, in, nil
}

// Backup writes all that the server has, as of one moment, as an RDB file. Redis
// works on meanwhile. It returns how many bytes these were.
func (s *Store) Backup(ctx context.Context, to io.Writer) (int64, error) {
	conn, in, err := s.dial(ctx)
	if err != nil {
		return 0, fmt.Errorf("back up: %w", err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if _, err := io.WriteString(conn, "SYNC\r\n"); err != nil {
		return 0, fmt.Errorf("back up: %w", err)
	}
	said := ""
	for said == "" { // it sends empty lines while it writes its file
		line, err := in.ReadString('\n')
		if err != nil {
			return 0, fmt.Errorf("back up: %w", err)
		}
		said = strings.TrimSpace(line)
	}
	size, err := strconv.ParseInt(strings.TrimPrefix(said, "$"), 10, 64)
	if err != nil || !strings.HasPrefix(said, "$") {
		return 0, fmt.Errorf("back up: redis does not let itself be copied: %s", strings.TrimPrefix(said, "-"))
	}
	if err := whole(io.TeeReader(io.LimitReader(in, size), to), size); err != nil {
		return 0, fmt.Errorf("back up: %w", err)
	}
	return size, nil
}

// rdbSums are the sums of Redis' files.
var rdbSums = crc64.MakeTable(0x95ac9329ac4bc9b5)

// ErrCut: a backup is not whole.
var ErrCut = errors.New("the backup is cut off or was changed")

// whole reads an RDB file to its end and holds it against its own sum. Errors: ErrCut.
func whole(from io.Reader, size int64) error {
	const tail = 9 // the end's mark, and the sum
	if size < int64(len("REDIS0000"))+tail {
		return ErrCut
	}
	head := make([]byte, 5)
	if _, err := io.ReadFull(from, head); err != nil {
		return err
	}
	state := ^crc64.Update(^uint64(0), rdbSums, head)
	part := make([]byte, 1<<16)
	for left := size - int64(len(head)) - 8; left > 0; {
		n, err := from.Read(part[:min(left, int64(len(part)))])
		state = ^crc64.Update(^state, rdbSums, part[:n])
		left -= int64(n)
		if err != nil && left > 0 {
			return errors.Join(ErrCut, err)
		}
	}
	last := make([]byte, crc64.Size)
	if _, err := io.ReadFull(from, last); err != nil {
		return errors.Join(ErrCut, err)
	}
	// A server whose rdbchecksum is off writes none.
	if want := binary.LittleEndian.Uint64(last); string(head) != "REDIS" || want != 0 && want != state {
		return ErrCut
	}
	return nil
}

// ErrFull: there is something in the Redis into which a backup is to be brought.
var ErrFull = errors.New("this Redis is not empty")

// ErrOwned: a process is at work in the Redis into which a backup is to be brought.
var ErrOwned = errors.New("a process owns the district there")

// Restore brings a backup back into the server, in the place of all that it has,
// and stops the district until it is resumed. The server fetches it from this
// process at host, "" for the address by which we reach the server. Errors: ErrCut,
// ErrFull unless what is there is to be replaced, ErrOwned.
func (s *Store) Restore(ctx context.Context, from io.ReadSeeker, host string, replace bool) error {
	size, err := from.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = from.Seek(0, io.SeekStart)
	}
	if err == nil {
		err = whole(from, size)
	}
	if err == nil {
		_, err = from.Seek(0, io.SeekStart)
	}
	if err != nil {
		return fmt.Errorf("read the backup: %w", err)
	}
	c, err := s.server(ctx)
	if err != nil {
		return err
	}
	owned, err := c.Exists(ctx, s.keys.lease()).Result()
	if err == nil && owned > 0 {
		err = ErrOwned
	}
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if n, err := c.DBSize(ctx).Result(); err != nil || n > 0 && !replace {
		return fmt.Errorf("restore: %w", errors.Join(err, ErrFull))
	}
	was, err := s.reached(ctx, Reached{})
	if err != nil {
		return err
	}
	if err := s.hand(ctx, c, from, size, host); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	return s.Halt(ctx, "it was restored from a backup", was.Reached)
}

// hand lets the server fetch a file as replicas fetch it, and lets it go when it has
// taken it in and written it down.
func (s *Store) hand(ctx context.Context, c *redis.Client, from io.Reader, size int64, host string) error {
	if host == "" {
		conn, _, err := s.dial(ctx)
		if err != nil {
			return err
		}
		host, _, err = net.SplitHostPort(conn.LocalAddr().String())
		conn.Close()
		if err != nil {
			host = "127.0.0.1" // by a socket of this machine
		}
	}
	l, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
	if err != nil {
		return err
	}
	defer l.Close()
	defer context.AfterFunc(ctx, func() { l.Close() })()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	if err := c.Do(ctx, "REPLICAOF", host, port).Err(); err != nil {
		return fmt.Errorf("the server does not take a backup from us: %w", err)
	}
	given := give(ctx, l, from, size)
	// Whatever came of it, it must not wait for us any more.
	free, done := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer done()
	if err := errors.Join(given, c.Do(free, "REPLICAOF", "NO", "ONE").Err()); err != nil {
		return err
	}
	return settled(ctx, c)
}

// give answers the server as if we were one, once, until it has the file.
func give(ctx context.Context, l net.Listener, from io.Reader, size int64) error {
	conn, err := l.Accept()
	if err != nil {
		return fmt.Errorf("the server did not fetch it (it must reach us; --host says where): %w", err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	in, sent := bufio.NewReader(conn), false
	for {
		words, err := command(in)
		if err != nil {
			return fmt.Errorf("the server broke off: %w", err)
		}
		switch {
		case words[0] == "PING":
			_, err = io.WriteString(conn, "+PONG\r\n")
		case words[0] == "REPLCONF" && len(words) > 1 && strings.EqualFold(words[1], "ack"):
			if sent { // it says how far it is: it has taken it in
				return nil
			}
		case words[0] == "PSYNC" || words[0] == "SYNC":
			fmt.Fprintf(conn, "+FULLRESYNC %040d 0\r\n$%d\r\n", 1, size)
			_, err = io.CopyN(conn, from, size)
			sent = true
		default: // AUTH, REPLCONF: as it likes
			_, err = io.WriteString(conn, "+OK\r\n")
		}
		if err != nil {
			return fmt.Errorf("hand it over: %w", err)
		}
	}
}

// command reads what a server says to another one.
func command(in *bufio.Reader) ([]string, error) {
	line := ""
	for line == "" { // while it reads what it was given it sends empty lines
		said, err := in.ReadString('\n')
		if err != nil {
			return nil, err
		}
		line = strings.TrimSpace(said)
	}
	n, err := strconv.Atoi(strings.TrimPrefix(line, "*"))
	if err != nil || n < 1 || n > 64 {
		return nil, fmt.Errorf("it said %q", line)
	}
	words := make([]string, n)
	for i := range words {
		if line, err = in.ReadString('\n'); err != nil {
			return nil, err
		}
		size, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(line, "$")))
		if err != nil || size < 0 || size > 1<<16 {
			return nil, fmt.Errorf("it said %q", line)
		}
		b := make([]byte, size+2)
		if _, err := io.ReadFull(in, b); err != nil {
			return nil, err
		}
		words[i] = string(b[:size])
	}
	words[0] = strings.ToUpper(words[0])
	return words, nil
}

// settled waits until the server has written to its own AOF what it took in.
func settled(ctx context.Context, c *redis.Client) error {
	for {
		info, err := c.Info(ctx, "persistence").Result()
		if err != nil {
			return err
		}
		if !strings.Contains(info, "aof_rewrite_in_progress:1") && !strings.Contains(info, "aof_rewrite_scheduled:1") {
			if strings.Contains(info, "aof_last_bgrewrite_status:err") {
				return errors.New("the server could not write what it took in to its AOF: look at its log")
			}
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}
