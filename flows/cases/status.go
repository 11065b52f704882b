package cases

import "slices"

// Status is where a case stands.
type Status string

const (
	Reported  Status = "reported"  // 上报
	Claimed   Status = "claimed"   // 接单
	OnSite    Status = "on_site"   // 到场
	Handling  Status = "handling"  // 处置
	Submitted Status = "submitted" // 提交核查
	Verified  Status = "verified"  // 核查通过
	Closed    Status = "closed"    // 结案
	Returned  Status = "returned"  // 退单
	Rework    Status = "rework"    // 返工
	Declined  Status = "declined"  // 不受理
	Withdrawn Status = "withdrawn" // 撤回

	Rectifying Status = "rectifying" // 整改中
	Paused     Status = "paused"     // 挂起
	Watch      Status = "watch"      // 回头看

	Joint  Status = "joint"  // 联勤
	Merged Status = "merged" // 并案
)

// Type is what a list asks for: a report asks for the type, never for a name.
type Type string

const (
	Open  Type = "open"
	Done  Type = "done"  // closed, and something was done
	Ended Type = "ended" // closed, and nothing was done
)

// types gives every status its type; it is also the list of all of them.
var types = map[Status]Type{
	Reported: Open, Claimed: Open, OnSite: Open, Handling: Open, Submitted: Open,
	Verified: Open, Returned: Open, Rework: Open,
	Rectifying: Open, Joint: Open, Paused: Open,
	Closed: Done, Watch: Done,
	Declined: Ended, Withdrawn: Ended, Merged: Ended,
}

// Type is the status's type; "" for a status nobody knows.
func (s Status) Type() Type { return types[s] }

// The statuses the lifecycle speaks of together.
var (
	// offered: nobody has it.
	offered = at(Reported, Returned)
	// alone: somebody is at work on it, and no agency was called in.
	alone = at(OnSite, Handling, Rework)
	// working: somebody is at work on it, under no notice.
	working = slices.Concat(alone, at(Joint))
	// noticed: a notice may be running.
	noticed = at(Rectifying, Paused)
	// startedOver: in other hands the way there begins anew.
	startedOver = slices.Concat(at(Claimed), alone)
	// inHand: somebody has the work.
	inHand = slices.Concat(at(Claimed), working, at(Rectifying))
	// movable: it may go to another grid; what runs under a notice is brought to
	// its end where it was served.
	movable = slices.Concat(offered, at(Claimed), working)
	// separate: it may be the same thing as another. What runs under a notice is
	// brought to its end.
	separate = slices.Concat(offered, at(Claimed), working, at(Paused, Submitted))
	// legged: an agency may have a leg to go. Nothing is handed in before every
	// leg has ended.
	legged = slices.Concat(offered, inHand, at(Paused))
	// after: it is closed, and looked after.
	after = at(Closed, Watch)
	// discussed: it may be talked of; also when it is closed, for what comes back
	// is a topic of its own.
	discussed = slices.Concat(legged, at(Submitted, Verified), after)
	// climbing: its clock has a ladder.
	climbing = slices.Concat(offered, inHand, at(Submitted, Watch))
	// reminded: who has it hears of its deadline; of a notice, also whom it is for.
	reminded = slices.Concat(offered, at(Claimed), working, at(Submitted, Watch))
)

func at(s ...Status) []Status { return s }
