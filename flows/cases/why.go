package cases

import (
	"crypto/subtle"
	"slices"
)

// A Reason is why somebody may see a case. What they are shown of it follows from
// that alone, whatever they are elsewhere.
type Reason string

const (
	WhyReporter  Reason = "reporter"  // told of it
	WhyRouter    Reason = "router"    // finds out where everything belongs
	WhyLead      Reason = "lead"      // leads its grid
	WhyHolder    Reason = "holder"    // has it, or checks it
	WhyGrid      Reason = "grid"      // works in its grid
	WhyWatch     Reason = "watch"     // leads a grid that had it, or is asked to take it
	WhyLeg       Reason = "leg"       // their agency is called, or did its share
	WhyAddressee Reason = "addressee" // follows the notice in force: sees that, and nothing else
	WhyJoiner    Reason = "joiner"    // told of the same thing
	WhyFiler     Reason = "filer"     // typed it for somebody
)

// reasons are in the order in which they count where somebody has several.
var reasons = []struct {
	reason Reason
	so     func(c Case, p Person) bool
}{
	{WhyReporter, func(c Case, p Person) bool { return p.ID == c.By.ID }},
	{WhyRouter, func(_ Case, p Person) bool { return p.Coordinator }},
	{WhyLead, func(c Case, p Person) bool { return p.Lead && c.in(p) }},
	{WhyHolder, func(c Case, p Person) bool { return (p.ID == c.Assignee || p.ID == c.Verifier) && p.staff() }},
	{WhyGrid, Case.in},
	{WhyWatch, Case.watches},
	{WhyLeg, func(c Case, p Person) bool {
		l := c.LegOf(p.Agency)
		return l != nil && (l.Open() || l.Status == LegFinished) && c.answeredBy(p)
	}},
	{WhyAddressee, Case.followedBy},
	{WhyJoiner, func(c Case, p Person) bool { return c.HasJoined(p.ID) }},
	{WhyFiler, Case.filed},
}

// Why is every reason for which p may see the case, the first that counts first;
// nil for a stranger.
func (c Case) Why(p Person) []Reason {
	if p.ID == 0 {
		return nil // nobody; and what nobody has is not theirs
	}
	p = c.without(p)
	var all []Reason
	for _, r := range reasons {
		if r.so(c, p) {
			all = append(all, r.reason)
		}
	}
	return all
}

// Sees reports whether p may know that the case exists.
func (c Case) Sees(p Person) bool { return len(c.Why(p)) > 0 }

// Followed reports whether somebody follows a notice of the case, or did until
// another took its place.
func (c Case) Followed(id int64) bool {
	return slices.ContainsFunc(c.Notices, func(n Notice) bool { return slices.Contains(n.Followers, id) })
}

// Concerns reports whether a case is somebody's own affair, so that they neither
// handle nor check it: they told of it, told of the same thing, or are to put it
// right. It does not say which.
func (c Case) Concerns(id int64) bool {
	return id != 0 && (id == c.By.ID || c.HasJoined(id) || c.Followed(id))
}

// Scans reports whether a token is that of the code shown at the place.
func (c Case) Scans(token string) bool {
	return c.Scan != "" && subtle.ConstantTimeCompare([]byte(c.Scan), []byte(token)) == 1
}

// An Origin is whose a file is: how far it may go follows from that and its kind.
type Origin string

const (
	FromReporter Origin = "reporter" // told, or sent to prove something, by who reported it
	FromJoiner   Origin = "joiner"   // by who told of the same thing
	FromNotes    Origin = "notes"    // of the staff, among themselves
	FromPlace    Origin = "place"    // of the staff, at the place: as they found it, and after the work
	FromNotice   Origin = "notice"   // the signed paper, and what its addressee sent: it names them, and shows their home
	FromAgency   Origin = "agency"   // of a leg
)

// OriginOf is whose a file of the case is. What nobody knows of is a note of the
// staff, who show it to nobody.
func (c Case) OriginOf(f File) Origin {
	for _, e := range c.Log {
		if (e.Part == PartJoiner || e.Do == Absorb) && slices.Contains(e.Files, f.ID) {
			return FromJoiner
		}
	}
	switch f.Phase {
	case PhaseReport:
		if c.Filed != nil && slices.Contains([]Door{DoorPatrol, DoorCamera, DoorFound}, c.Filed.Door) {
			return FromPlace
		}
		return FromReporter
	case PhaseSite, PhaseAfter:
		return FromPlace
	case PhaseNotice, PhaseProof:
		return FromNotice
	case PhaseLeg:
		return FromAgency
	}
	for _, e := range c.Log {
		if slices.Contains(e.Files, f.ID) && (e.Part == PartReporter || e.Part == PartFiler || e.Part == PartCaller) {
			return FromReporter
		}
	}
	return FromNotes
}
