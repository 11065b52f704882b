package bills

import (
	"slices"
	"time"
)

// share is one to change, in a bill that nobody else holds.
func (b *Bill) share(n int) (*Share, error) {
	switch {
	case b.Off != 0:
		return nil, ErrOff
	case n < 0 || n >= len(b.Shares):
		return nil, ErrNone
	}
	b.Shares = slices.Clone(b.Shares)
	return &b.Shares[n], nil
}

// Pay keeps that a share is paid, as the treasurer says. Errors: ErrTreasurer, ErrOff,
// ErrNone, ErrPaid.
func (b *Bill) Pay(n int, by int64, now time.Time) error {
	if by != b.Treasurer {
		return ErrTreasurer
	}
	s, err := b.share(n)
	if err != nil {
		return err
	}
	if s.Paid != 0 {
		return ErrPaid
	}
	s.Paid, s.Said = now.Unix(), 0
	return nil
}

// saidAgain is after how long somebody can say once more that they have paid.
const saidAgain = 7 * 24 * time.Hour

// Say keeps that who pays a share says it is paid: they are not reminded meanwhile. Errors:
// ErrOff, ErrNone for a share that is not theirs, ErrPaid, ErrSaid while the treasurer has
// not answered.
func (b *Bill) Say(n int, who int64, now time.Time) error {
	s, err := b.share(n)
	switch {
	case err != nil:
		return err
	case who == 0 || s.Who != who:
		return ErrNone
	case s.Paid != 0:
		return ErrPaid
	case s.Said != 0 && now.Unix()-s.Said < int64(saidAgain/time.Second):
		return ErrSaid
	}
	s.Said, s.Told = now.Unix(), max(s.Told, now.Unix())
	return nil
}

// Unseen answers that the money has not come. Errors: ErrTreasurer, ErrOff, ErrNone, ErrPaid,
// ErrUnsaid where that was answered already.
func (b *Bill) Unseen(n int, by int64) error {
	if by != b.Treasurer {
		return ErrTreasurer
	}
	s, err := b.share(n)
	switch {
	case err != nil:
		return err
	case s.Paid != 0:
		return ErrPaid
	case s.Said == 0:
		return ErrUnsaid
	}
	s.Said = 0
	return nil
}

// Unpay takes that back: it was a slip. The payer is not reminded for it at once.
// Errors: as of Pay, and ErrUnpaid.
func (b *Bill) Unpay(n int, by int64, now time.Time) error {
	if by != b.Treasurer {
		return ErrTreasurer
	}
	s, err := b.share(n)
	if err != nil {
		return err
	}
	if s.Paid == 0 {
		return ErrUnpaid
	}
	s.Paid, s.Told = 0, max(s.Told, now.Unix())
	return nil
}

// HandOver gives a share to who has the shop now. What is paid stays paid; what is not
// is owed by the new one, who has not been reminded of anything. Errors: ErrOff,
// ErrNone, ErrName where another share has that name.
func (b *Bill) HandOver(n int, name string, who int64) error {
	s, err := b.share(n)
	if err != nil {
		return err
	}
	for i, o := range b.Shares {
		if name == "" || i != n && o.Name == name {
			return ErrName
		}
	}
	if s.Name != name {
		s.Was = s.Name
	}
	s.Name, s.Who, s.Lang, s.Token, s.Away, s.Said = name, who, "", "", 0, 0
	if s.Paid == 0 {
		s.Told, s.Times = 0, 0
	}
	return nil
}

// CallOff calls the bill off: nobody is reminded any more, and what was paid still
// stands there, for who has to give it back. Errors: ErrTreasurer, ErrOff.
func (b *Bill) CallOff(by int64, now time.Time) error {
	switch {
	case by != b.Treasurer:
		return ErrTreasurer
	case b.Off != 0:
		return ErrOff
	}
	b.Off = now.Unix()
	return nil
}

// Entrust gives the bill to another treasurer. What is paid stays paid; the links that are
// out lead where they led. Errors: ErrOff, ErrTreasurer for nobody, or who has it already.
func (b *Bill) Entrust(to int64) error {
	switch {
	case b.Off != 0:
		return ErrOff
	case to == 0 || to == b.Treasurer:
		return ErrTreasurer
	}
	b.Treasurer = to
	return nil
}

// Got is how much the treasurer has.
func (b Bill) Got() (cents int64) {
	for _, s := range b.Shares {
		if s.Paid != 0 {
			cents += s.Cents
		}
	}
	return cents
}

// Settled tells whether all is paid.
func (b Bill) Settled() bool { return b.Got() == b.Cents }

// Overdue are the shares that should have been paid.
func (b Bill) Overdue(now time.Time) (which []int) {
	for i, s := range b.Shares {
		if b.Off == 0 && s.Paid == 0 && now.Unix() > b.Due {
			which = append(which, i)
		}
	}
	return which
}

// Of are the shares that are somebody's own: of the others they read nothing.
func (b Bill) Of(who int64) (which []int) {
	for i, s := range b.Shares {
		if who != 0 && s.Who == who {
			which = append(which, i)
		}
	}
	return which
}

// Strikes is when the payer of a share is reminded next; 0: not any more, or there is
// nobody to remind, and the treasurer has to ask.
func (b Bill) Strikes(n int) int64 {
	if n < 0 || n >= len(b.Shares) {
		return 0
	}
	s := b.Shares[n]
	switch {
	case b.Off != 0 || s.Paid != 0 || s.Who == 0 || s.Away != 0 || s.Times >= mostTold:
		return 0
	case s.Told == 0:
		return b.Due + 1
	}
	return max(b.Due+1, s.Told+int64(toldAgain/time.Second))
}

// Remind keeps that the payer of a share is reminded now, and tells whether they are to
// be: one who has paid meanwhile is left alone, and nobody is reminded twice of one
// strike.
func (b *Bill) Remind(n int, now time.Time) bool {
	at := b.Strikes(n)
	if at == 0 || now.Unix() < at {
		return false
	}
	s, err := b.share(n)
	if err != nil {
		return false
	}
	s.Told, s.Times = now.Unix(), s.Times+1
	return true
}
