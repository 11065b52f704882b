package bills

import (
	"crypto/subtle"
	"time"
)

// Invite makes the link by which whoever pays a share takes it; the one before is void.
// Errors: ErrTreasurer, ErrOff, ErrNone, ErrTaken.
func (b *Bill) Invite(n int, token string, by int64) error {
	if by != b.Treasurer {
		return ErrTreasurer
	}
	s, err := b.share(n)
	switch {
	case err != nil:
		return err
	case s.Who != 0:
		return ErrTaken
	}
	s.Token = token
	return nil
}

// Opens tells whether a link leads to a share that can be taken. Errors: ErrOff, ErrNone,
// ErrToken, ErrTaken.
func (b Bill) Opens(n int, token string) error {
	switch {
	case b.Off != 0:
		return ErrOff
	case n < 0 || n >= len(b.Shares):
		return ErrNone
	case b.Shares[n].Who != 0:
		return ErrTaken
	case token == "" || subtle.ConstantTimeCompare([]byte(b.Shares[n].Token), []byte(token)) != 1:
		return ErrToken
	}
	return nil
}

// Take says whose share one is: they are reminded of it from now on. The link is used up.
// Errors: as Opens.
func (b *Bill) Take(n int, token string, who int64, lang string) error {
	if err := b.Opens(n, token); err != nil {
		return err
	}
	s, err := b.share(n)
	if err != nil {
		return err
	}
	s.Who, s.Lang, s.Token, s.Away = who, lang, "", 0
	return nil
}

// Give says that a share is not theirs after all. Errors: ErrOff, ErrNone.
func (b *Bill) Give(n int, who int64) error {
	s, err := b.share(n)
	switch {
	case err != nil:
		return err
	case who == 0 || s.Who != who:
		return ErrNone
	}
	s.free()
	return nil
}

// free is a share nobody has.
func (s *Share) free() { s.Who, s.Lang, s.Away, s.Told, s.Times, s.Said = 0, "", 0, 0, 0, 0 }

// Forget takes somebody out of all shares, those of a bill that was called off too.
func (b *Bill) Forget(who int64) {
	b.each(who, (*Share).free)
}

// Unreached says that somebody cannot be written to: they are reminded of nothing, and
// the treasurer has to ask. It tells of how many shares that is new.
func (b *Bill) Unreached(who int64, now time.Time) (n int) {
	b.each(who, func(s *Share) {
		if s.Away == 0 && s.Paid == 0 && b.Off == 0 {
			s.Away = now.Unix()
			n++
		}
	})
	return n
}

// Reached says that somebody can be written to again.
func (b *Bill) Reached(who int64) {
	b.each(who, func(s *Share) { s.Away = 0 })
}

// each does something to all shares of somebody.
func (b *Bill) each(who int64, does func(*Share)) {
	of := b.Of(who)
	if len(of) > 0 {
		b.Shares = append([]Share(nil), b.Shares...)
	}
	for _, i := range of {
		does(&b.Shares[i])
	}
}

// Defer chooses another day to pay by; who was reminded by then is reminded anew. Errors:
// ErrTreasurer, ErrOff, ErrPast.
func (b *Bill) Defer(by int64, due, now time.Time) error {
	switch {
	case by != b.Treasurer:
		return ErrTreasurer
	case b.Off != 0:
		return ErrOff
	case !due.After(now):
		return ErrPast
	}
	b.Due = due.Unix()
	b.Shares = append([]Share(nil), b.Shares...)
	for i := range b.Shares {
		b.Shares[i].Told, b.Shares[i].Times = 0, 0
	}
	return nil
}

// Correct puts what was written anew in the place of a bill. Whose share one is stays by
// its name, and so does what is paid, as nobody pays twice. Errors: as New; ErrTreasurer,
// ErrOff; ErrPaid where a share that is paid would be another one, or gone.
func (b *Bill) Correct(to Bill, by int64, now time.Time) error {
	switch {
	case by != b.Treasurer:
		return ErrTreasurer
	case b.Off != 0:
		return ErrOff
	}
	made := *b
	made.What, made.Cents, made.Key, made.Shares = to.What, to.Cents, to.Key, to.Shares
	fresh, err := New(made, now)
	if err != nil {
		return err
	}
	for _, was := range b.Shares {
		kept := false
		for i := range fresh.Shares {
			s := &fresh.Shares[i]
			if s.Name != was.Name {
				continue
			}
			kept = was.Cents == s.Cents
			s.Who, s.Lang, s.Token, s.Away, s.Was, s.Paid = was.Who, was.Lang, was.Token, was.Away, was.Was, was.Paid
			if kept {
				s.Told, s.Times, s.Said = was.Told, was.Times, was.Said
			}
		}
		if was.Paid != 0 && !kept {
			return ErrPaid
		}
	}
	fresh.At = b.At
	*b = fresh
	return nil
}
