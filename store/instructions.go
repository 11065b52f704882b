package store

import (
	"context"
	"fmt"

	"gridbot/flows/fastjson"
	"gridbot/flows/world"
)

// How an op is taken, and what the scripts answer.
const (
	opNone  = "none"
	opInbox = "inbox"
	opTimer = "timer"
	opOnce  = "once"

	answerWritten = "written"
	answerAgain   = "again"
	answerStale   = "stale"
	answerFenced  = "fenced"
	answerLost    = "lost"
	answerTaken   = "taken"
	answerDamaged = "damaged"
)

// instructions are what one commit does, as its script takes them.
type instructions struct {
	keys []string
	args []any
	at   map[string]int // where a key stands
	err  error

	sealing *sealing
}

// begin makes the instructions of a commit that uses up an op.
func (s *Store) begin(op world.Op) *instructions {
	from, kind, entry, deadline := s.keys.inbox(), opNone, "", int64(0)
	switch {
	case op.Timer != nil:
		from, kind = s.keys.timers(), opTimer
		entry, deadline = timerOf(*op.Timer), op.Timer.Due.Unix()
	case op.Once != nil:
		from, kind = s.keys.ran(), opOnce
		entry, deadline = timerOf(*op.Once), op.Once.Due.Unix()
	case op.Inbox != "":
		kind, entry = opInbox, op.Inbox
	}
	return &instructions{
		keys: []string{s.keys.lease(), from, s.keys.reached()}, args: []any{s.lease, kind, entry, deadline, s.known.now().Steps},
		at: map[string]int{from: 2}, sealing: &s.sealing,
	}
}

// index is where a key stands, for a script that is to be told of it.
func (in *instructions) index(key string) int {
	i, ok := in.at[key]
	if !ok {
		in.keys = append(in.keys, key)
		i = len(in.keys)
		in.at[key] = i
	}
	return i
}

func (in *instructions) do(verb, key string, args ...any) {
	in.args = append(in.args, verb, in.index(key), len(args))
	in.args = append(in.args, args...)
}

// put writes a record whose revision must still be the one that was read.
func (in *instructions) put(key string, rev int, v any) {
	s, err := written(rev+1, v)
	if err != nil {
		in.err = fmt.Errorf("write %s: %w", key, err)
	}
	in.do("rev", key, rev)
	in.do("set", key, s, 0)
}

// append writes an entry of a stream.
func (in *instructions) append(key, field string, v any) { in.do("xadd", key, field, in.json(v)) }

// json is a value as it is kept.
func (in *instructions) json(v any) []byte {
	b, err := fastjson.Marshal(v)
	if err != nil {
		in.err = fmt.Errorf("write %T: %w", v, err)
	}
	return b
}

// carryOut does all that is instructed, or nothing. It returns the IDs of what
// was appended to streams, or that the op was used up before. Errors:
// world.ErrStale, world.ErrFenced, world.ErrLost.
func (s *Store) carryOut(ctx context.Context, in *instructions) (ids []string, again bool, err error) {
	if in.err != nil {
		return nil, false, in.err
	}
	got, err := s.eval(ctx, s.commit, in.keys, in.args).StringSlice()
	if err != nil {
		return nil, false, err
	}
	switch got[0] {
	case answerWritten:
		last := len(got) - 1
		s.known.stepped(got[last])
		return got[1:last], false, nil
	case answerLost:
		return nil, false, s.stopIt(ctx, s.known.now(), nil)
	case answerAgain:
		return nil, true, nil
	case answerStale:
		return nil, false, fmt.Errorf("%s: %w", got[1], world.ErrStale)
	case answerFenced:
		return nil, false, world.ErrFenced
	case answerDamaged:
		return nil, false, fmt.Errorf("write to %s: %w", got[1], damaged{error: errForm, among: got[1:2], key: got[1], field: got[2]})
	}
	return nil, false, fmt.Errorf("the script said %q", got[0])
}
