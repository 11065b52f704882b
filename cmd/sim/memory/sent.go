package memory

import "strconv"

// leaving is one of the letters sent is told of.
type leaving struct {
	ours, entry, cards, chat, message, full, said, member, former string
}

func sent(r *Redis, keys, args []string) (any, error) {
	lease, err := r.get(keys[0])
	if err != nil {
		return nil, err
	}
	keep, err := whole(args[0])
	if err != nil {
		return nil, err
	}
	key := func(index string) string {
		if n, err := strconv.Atoi(index); err == nil && n > 0 && n <= len(keys) {
			return keys[n-1]
		}
		return ""
	}
	results := []any{}
	for i := 2; i+8 < len(args); i += 9 {
		a := args[i:]
		l := leaving{ours: a[0], entry: a[1], cards: key(a[2]), chat: a[3], message: a[4], full: a[5], said: key(a[6]), member: a[7], former: a[8]}
		result, err := r.leaves(keys[1], keys[2], lease == l.ours, l)
		if err == nil && result == "written" {
			err = r.left(keys[2], keep, args[1], l)
		}
		if err != nil {
			return nil, err
		}
		results = append(results, result)
	}
	return results, nil
}

// leaves takes a letter out of the outbox, if it may.
func (r *Redis) leaves(outbox, quotas string, owner bool, l leaving) (string, error) {
	is := func(key string, k kind) bool { return key == "" || r.typeOf(key) == none || r.typeOf(key) == k }
	switch {
	case !owner:
		return "fenced", nil
	case !is(outbox, stream) || !is(quotas, hash) || !is(l.cards, hash) || !is(l.said, zset):
		return "damaged", nil
	}
	n, err := r.xdel(outbox, l.entry)
	if n == 0 {
		return "again", err
	}
	return "written", err
}

// left remembers what became of a letter.
func (r *Redis) left(quotas string, keep int64, lasts string, l leaving) (err error) {
	if l.cards != "" && l.message != "" {
		_, err = r.hset(l.cards, l.chat, l.message)
	} else if l.cards != "" {
		_, err = r.hdel(l.cards, l.chat)
	}
	if err == nil && l.former != "" {
		_, err = r.hdel(l.cards, l.former)
	}
	if err == nil && l.said != "" {
		err = r.tells(keep, lasts, l)
	}
	if err == nil && l.full != "" {
		_, err = r.hset(quotas, l.chat, l.full)
	}
	return err
}

// tells remembers what a message was about, in the place of what was there before.
func (r *Redis) tells(keep int64, lasts string, l leaving) error {
	if _, err := r.cutScores(l.said, l.message, l.message); err != nil {
		return err
	}
	if _, err := r.zadd(l.said, l.message, l.member, false); err != nil {
		return err
	}
	if _, err := r.cutRanks(l.said, "0", strconv.FormatInt(-1-keep, 10)); err != nil {
		return err
	}
	_, err := commands["pexpire"](r, []string{"pexpire", l.said, lasts})
	return err
}
