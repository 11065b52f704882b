package world

import (
	"errors"
	"fmt"
	"time"

	"gridbot/flows/talk"
)

// This file is what the desk and the store say to each other. They never
// import one another; these are their common words.

// Errors of the store that the desk must tell apart.
var (
	// ErrStale: somebody wrote one of the records since it was read. Read and
	// decide again.
	ErrStale = errors.New("written by somebody else meanwhile")
	// ErrFenced: this process no longer owns the district. Stop deciding.
	ErrFenced = errors.New("another process owns the district")
	// ErrLost: Redis knows less than it did. Nothing is decided until somebody
	// has said what to do; it is an ErrFenced, too.
	ErrLost = fmt.Errorf("redis has lost data: nobody works until gridbot resume (%w)", ErrFenced)
	// ErrNoKeys: it is to be sealed, or is, and the district has no keys here.
	ErrNoKeys = errors.New("the confidential lane is off here: no keys")
	// ErrSealed: it is sealed with other keys, or was changed since.
	ErrSealed = errors.New("sealed with other keys, or changed")
)

// An Op is what a commit uses up. It makes a retry of the same commit
// recognisable: what is used up already was committed before.
type Op struct {
	Inbox string      // the inbox entry of an update
	Timer *talk.Clock // the timer that struck
	Once  *talk.Clock // the run of a job for a person: it counts once for its moment
}

// Written is what became of a commit.
type Written struct {
	Again   bool     // this op had been committed before; nothing was changed now
	Letters []string // the IDs of the letters in the outbox, in their order
}

// A Reading is what the store has read for an event: who somebody is and where
// they stand, and what else was asked for.
type Reading struct {
	Me      *Person // nil: nobody we know
	Flood   Flood
	Session talk.Session
	Found
}

// A Flood is how much of what a person may say is used up.
type Flood struct {
	Full int64 `json:"full"`           // when all of it is free again, unix ms
	Told bool  `json:"told,omitempty"` // they were told that it is too much
}

// A Raw is one update as it came.
type Raw struct {
	ID   int64
	Body []byte
}

// An Entry is an update that waits in the inbox.
type Entry struct {
	ID   string
	Body []byte
}

// A Post is a letter that waits in the outbox.
type Post struct {
	ID     string
	Letter Letter
	Shut   bool // it is sealed with other keys than are here, and waits for them
	// Full is, of a letter to a group, until when the group's sending quota is
	// used up; the next process must know.
	Full time.Time
}

// SessionLasts is how long a dialogue waits for an answer.
const SessionLasts = 7 * 24 * time.Hour

// DeadLasts is how long an update is kept that could not be handled.
const DeadLasts = 30 * 24 * time.Hour
