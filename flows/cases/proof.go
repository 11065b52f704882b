package cases

import "slices"

// A photo may be of another day. Whoever hands in may show besides that they
// were there: with the code of the case in the picture, or by where their phone
// is. Both are claims, kept as what they are.

// Evidence is one of these.
type Evidence struct {
	Kind EvidenceKind `json:"kind"`
	At   int64        `json:"at"`
	Far  int          `json:"far,omitempty"` // metres from the place
}

// EvidenceKind is what it is made of.
type EvidenceKind string

const (
	EvidenceCode EvidenceKind = "code" // they say that the code is in the picture
	EvidencePin  EvidenceKind = "pin"  // their phone was there
)

// Code is what may be written on a paper and held into the picture: four digits,
// others each time the case comes back to be worked on.
func (c Case) Code() string {
	h := uint32(2166136261)
	for _, n := range []int64{int64(c.Number), c.workBegan()} {
		for range 8 {
			h = (h ^ uint32(n&0xff)) * 16777619
			n >>= 8
		}
	}
	digits := [4]byte{}
	for i := range digits {
		digits[i] = byte('0' + h%10)
		h /= 10
	}
	return string(digits[:])
}

// workBegan is when the case came to be worked on, the last time.
func (c Case) workBegan() int64 {
	for _, e := range slices.Backward(c.Log) {
		switch e.Do {
		case Claim, Assign, Handover, SendBack, Reopen:
			return e.At
		}
	}
	return c.Opened
}

// Proved is how many independent things show that the work was done: a photo of
// it, where somebody was, a code in the picture, and who reported it.
func (c Case) Proved() int {
	n := 0
	for _, kind := range []EvidenceKind{EvidenceCode, EvidencePin} {
		if slices.ContainsFunc(c.Besides, func(p Evidence) bool { return p.Kind == kind }) {
			n++
		}
	}
	if len(c.FilesOf(PhaseAfter)) > 0 {
		n++
	}
	if c.Outcome == Confirmed {
		n++
	}
	return n
}
