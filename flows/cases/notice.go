package cases

import (
	"slices"
	"strconv"
	"time"

	"gridbot/flows/text"
)

// A Notice is a rectification notice (责令整改通知书): who was told to put right
// what, and by when. Once served it is never edited; it is replaced.
type Notice struct {
	ID        string    `json:"id"` // <case>-<n>
	At        int64     `json:"at"`
	By        int64     `json:"by"`
	To        string    `json:"to"` // whom it was served on: words of the staff, for staff only
	Basis     text.Text `json:"basis,omitzero"`
	Wording   text.Text `json:"wording,omitzero"`
	Items     []Item    `json:"items"`
	Proof     Proof     `json:"proof"`
	Witness   string    `json:"witness,omitempty"`
	Token     string    `json:"token"`               // unguessable: whoever has it may follow the notice
	Followers []int64   `json:"followers,omitempty"` // whom it is for, as who served it has confirmed
	Askers    []Asker   `json:"askers,omitempty"`    // who scanned it
	Replaces  string    `json:"replaces,omitempty"`  // the notice before it
	Over      int64     `json:"over,omitempty"`      // when it was annulled or replaced

	Advice     bool        `json:"advice,omitempty"`     // it advises (整改告知书), and orders nothing
	Post       string      `json:"post,omitempty"`       // the number of the parcel, when it went by post
	Statements []Statement `json:"statements,omitempty"` // what who it is for asked and objected
}

// Proof is how it is known that a notice reached its addressee.
type Proof string

const (
	ProofSigned  Proof = "signed"  // a photo of the signed paper
	ProofWitness Proof = "witness" // somebody saw it
	ProofRefused Proof = "refused" // the addressee would not sign, and somebody saw that
	ProofPosted  Proof = "posted"  // a photo of it where it hangs
	ProofMail    Proof = "mail"    // it went by post, under a number
)

// An Item is one thing to be put right.
type Item struct {
	What     text.Text `json:"what"`
	Due      int64     `json:"due"`
	Served   int64     `json:"served,omitempty"`   // the date on the paper, whatever became of it
	Began    int64     `json:"began,omitempty"`    // when its present round began; 0: when the notice was served
	Failed   int       `json:"failed,omitempty"`   // re-inspections it did not pass …
	Why      text.Text `json:"why,omitzero"`       // … and why it did not pass the last of them
	Extended int       `json:"extended,omitempty"` // times a lead gave more time
	Proofs   int       `json:"proofs,omitempty"`   // times the addressee sent proof …
	Proved   int64     `json:"proved,omitempty"`   // … and when, if nobody has looked since
	Passed   int64     `json:"passed,omitempty"`
	After    *File     `json:"after,omitempty"` // of the last re-inspection
	Ref      string    `json:"ref,omitempty"`   // number under which enforcement has it
	RefAt    int64     `json:"ref_at,omitempty"`
}

// A Result is what a re-inspection found of one item.
type Result struct {
	Item  int
	Pass  bool
	File  *File
	Why   text.Text // of an item that failed: why it did
	Until time.Time // … and the end of the next round,
	Most  time.Time // which is never later than this: a lead alone gives more time than there was before
	Ref   string    // of an item that was handed to enforcement, where nobody of them is in chat …
	Law   bool      // … and where they are called
}

// Notice is the rectification notice in force; nil when there is none.
func (c *Case) Notice() *Notice {
	if len(c.Notices) == 0 || c.Notices[len(c.Notices)-1].Over != 0 {
		return nil
	}
	return &c.Notices[len(c.Notices)-1]
}

// Open are the items not put right yet, by their index.
func (n Notice) Open() []int {
	var open []int
	for i, it := range n.Items {
		if it.Passed == 0 {
			open = append(open, i)
		}
	}
	return open
}

// began is when the present round of an item began.
func (n Notice) began(it Item) int64 {
	if it.Began != 0 {
		return it.Began
	}
	return n.At
}

// Round is from when to when the present round of an item goes.
func (n Notice) Round(item int) (from, to time.Time) {
	it := n.Items[item]
	return time.Unix(n.began(it), 0), time.Unix(it.Due, 0)
}

// Due is when the first open item is due; zero when all are put right.
func (n Notice) Due() time.Time {
	due := int64(0)
	for _, i := range n.Open() {
		if d := n.Items[i].Due; due == 0 || d < due {
			due = d
		}
	}
	if due == 0 {
		return time.Time{}
	}
	return time.Unix(due, 0)
}

// What a record takes: a notice is one page, and a case has an end.
const (
	MostItems     = 10
	mostNotices   = 10
	mostFollowers = 5
	mostProofs    = 10 // of one item
)

// sound tells what a notice lacks that is to be served; nil for nothing.
func (n *Notice) sound(c *Case, a Act) error {
	switch {
	case n == nil || n.To == "" || n.Token == "" || len(n.Items) == 0 || len(n.Items) > MostItems:
		return ErrMissing
	case !n.reached(a.Files):
		return ErrMissing
	case a.State && !shown(append(c.FilesOf(PhaseSite), a.Files...), PhaseSite):
		return ErrMissing
	case len(c.Notices) >= mostNotices:
		return ErrFull
	}
	for _, it := range n.Items {
		if it.What.Empty() || it.Due < a.At.Unix() {
			return ErrMissing
		}
	}
	return nil
}

// shown tells whether one of the files is of a phase; of the paper itself any file is.
func shown(files []File, phase Phase) bool {
	return slices.ContainsFunc(files, func(f File) bool { return f.Phase == phase && (phase == PhaseNotice || f.Shows()) })
}

// reached tells whether it is known that the notice reached its addressee.
func (n *Notice) reached(files []File) bool {
	switch n.Proof {
	case ProofSigned:
		return shown(files, PhaseNotice)
	case ProofPosted:
		return slices.ContainsFunc(files, func(f File) bool { return f.Phase == PhaseNotice && f.Shows() })
	case ProofWitness, ProofRefused:
		return n.Witness != ""
	case ProofMail:
		return n.Post != ""
	}
	return false
}

// atOnce is how long what is to be put right at once may take.
const atOnce = 2 * time.Hour

// Latest is how late a notice to somebody that takes the place of this one may end: to
// whom it was served on, no later than it ended, or at once where that is over; somebody
// else has as long as this one gave.
func (n Notice) Latest(to string, at time.Time) time.Time {
	most := at.Add(atOnce)
	for _, i := range n.Open() {
		from, until := n.Round(i)
		if to != n.To {
			until = at.Add(until.Sub(from))
		}
		if until.After(most) {
			most = until
		}
	}
	return most
}

// succeeds tells why a notice may not take the place of the one in force; nil when it may.
func (n *Notice) succeeds(c *Case, a Act) error {
	old := c.Notice()
	if old == nil {
		return nil
	}
	if n.Advice && !old.Advice {
		return ErrNotYours // what was ordered is not talked down
	}
	most := old.Latest(n.To, a.At)
	if n.To != old.To && a.Most.After(most) {
		most = a.Most // as many working days
	}
	if slices.ContainsFunc(n.Items, func(it Item) bool { return it.Due > most.Unix() }) && !c.ledBy(a.By) {
		return ErrLonger
	}
	return nil
}

// serve: the responsible party was told on paper what to put right, by when.
func serve(c *Case, a Act) error {
	n := a.Notice
	if err := n.sound(c, a); err != nil {
		return err
	}
	if err := n.succeeds(c, a); err != nil {
		return err
	}
	next := Notice{
		ID: strconv.Itoa(c.Number) + "-" + strconv.Itoa(len(c.Notices)+1), At: a.At.Unix(), By: a.By.ID,
		To: n.To, Basis: n.Basis, Wording: n.Wording, Proof: n.Proof, Witness: n.Witness, Token: n.Token,
		Advice: n.Advice, Post: n.Post,
	}
	for _, it := range n.Items {
		next.Items = append(next.Items, Item{What: it.What, Due: it.Due, Served: it.Due})
	}
	if old := c.Notice(); old != nil {
		old.Over = a.At.Unix()
		next.Replaces = old.ID
	}
	if len(c.Notices) > 0 {
		if last := c.Notices[len(c.Notices)-1]; last.To == n.To { // whom it does not concern any more reads no more of it
			next.Followers, next.Askers, next.Statements = slices.Clone(last.Followers), slices.Clone(last.Askers), slices.Clone(last.Statements)
		}
	}
	c.Notices = append(c.Notices, next)
	c.Plea = nil // it was about what is no longer in force
	return add(c, a)
}

// annul: a lead takes the notice back, and says why.
func annul(c *Case, a Act) error {
	n := c.Notice()
	if n == nil {
		return ErrMissing
	}
	n.Over = a.At.Unix()
	c.Plea = nil
	return because(c, a)
}

// finds keeps what a re-inspection found of one item. One that failed has a new date.
func (c *Case) finds(r Result, a Act) error {
	n := c.Notice()
	if r.Item < 0 || r.Item >= len(n.Items) || n.Items[r.Item].Passed != 0 || r.File == nil || r.File.Phase != PhaseAfter || !r.File.Shows() {
		return ErrMissing
	}
	it := &n.Items[r.Item]
	it.After, it.Proved = r.File, 0
	c.Files = append(c.Files, *r.File)
	if r.Pass {
		it.Passed = a.At.Unix()
		return nil
	}
	switch most := a.At.Unix() + it.Due - n.began(*it); {
	case r.Until.Unix() <= a.At.Unix(), r.Why.Empty():
		return ErrMissing
	case r.Ref == "" && !r.Law && r.Until.Unix() > max(most, r.Most.Unix()) && !c.ledBy(a.By):
		return ErrLonger
	}
	it.Failed, it.Why = it.Failed+1, r.Why
	it.Began, it.Due = a.At.Unix(), r.Until.Unix()
	if r.Ref != "" {
		it.Ref, it.RefAt = r.Ref, a.At.Unix()
	}
	return nil
}

// inspect: what a re-inspection found.
func inspect(c *Case, a Act) error {
	n := c.Notice()
	if n == nil || len(a.Results) == 0 {
		return ErrMissing
	}
	var handed []int
	for _, r := range a.Results {
		if err := c.finds(r, a); err != nil {
			return err
		}
		if r.Law && !r.Pass {
			handed = append(handed, r.Item)
		}
	}
	if err := c.handOver(handed, a); err != nil {
		return err
	}
	looked := func(item int) bool {
		return slices.ContainsFunc(a.Results, func(r Result) bool { return r.Item == item })
	}
	if p := c.Plea; p != nil && p.Kind == PleaExtension && (p.Item < 0 || looked(p.Item)) {
		c.Plea = nil // answered by what was found
	}
	if all := len(n.Open()) == 0; all != (a.Do == Clear) {
		return ErrMissing
	}
	if a.Do == Clear {
		c.owe(a)
	}
	return nil
}

// prove: the addressee shows that an item was put right. It is looked at, not
// taken on trust.
func prove(c *Case, a Act) error {
	n := c.Notice()
	if n == nil || a.Item < 0 || a.Item >= len(n.Items) || n.Items[a.Item].Passed != 0 || !slices.ContainsFunc(a.Files, File.Shows) {
		return ErrMissing
	}
	if n.Items[a.Item].Proofs >= mostProofs || len(c.Files)+len(a.Files) > mostFiles {
		return ErrFull
	}
	n.Items[a.Item].Proofs++
	n.Items[a.Item].Proved = a.At.Unix()
	c.Files = append(c.Files, a.Files...)
	return nil
}
