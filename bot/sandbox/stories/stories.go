// Package stories holds the invented people of the demo and the stories they
// play. Tests play the same stories.
package stories

import (
	_ "embed"

	"gridbot/bot/sandbox"
)

// Kitchen is the story of the flat whose living room became a kitchen.
//
//go:embed kitchen.chat
var Kitchen string

// The people of the demo, and the work group of the grid they belong to.
const (
	Chen  = 7001 // a resident
	Anna  = 7002 // a resident who reads English
	Wang  = 7011 // a grid worker
	Li    = 7012 // another
	Zhou  = 7021 // the administrative lead of the grid
	Zhao  = 7022 // the Party secretary, the other lead
	Sun   = 7031 // the coordinator
	Group = -7101

	Grid = "yanchang"
)

// A Seat is a member of the staff of the demo.
type Seat struct {
	Person int64
	Role   string
	Grid   string
}

// Seats is the staff, in the order in which they join.
var Seats = []Seat{
	{Sun, "coordinator", ""},
	{Zhou, "lead", Grid},
	{Zhao, "lead", Grid},
	{Wang, "worker", Grid},
	{Li, "worker", Grid},
}

// Cast names everybody in a story.
var Cast = []sandbox.Part{
	{Name: "Chen", Chat: Chen}, {Name: "Anna", Chat: Anna}, {Name: "Wang", Chat: Wang}, {Name: "Li", Chat: Li},
	{Name: "Zhou", Chat: Zhou}, {Name: "Zhao", Chat: Zhao}, {Name: "Sun", Chat: Sun}, {Name: "team", Chat: Group},
}

// People are the actors as the page shows them.
func People() []sandbox.Actor {
	actor := func(id int64, first, last, lang, zh, en, noteZH, noteEN string) sandbox.Actor {
		return sandbox.Actor{
			Person: sandbox.Person{ID: id, First: first, Last: last, Lang: lang},
			Role:   map[string]string{"zh-CN": zh, "en": en},
			Note:   map[string]string{"zh-CN": noteZH, "en": noteEN},
		}
	}
	return []sandbox.Actor{
		actor(Chen, "陈阿姨", "", "zh-hans", "居民", "Resident", "住在崧涵庭，发现问题就报告。", "Lives in Songhan Court and reports what she sees."),
		actor(Anna, "Anna", "Keller", "en", "居民", "Resident", "用英文报告问题。", "Reports in English."),
		actor(Wang, "王建国", "", "zh-hans", "网格员", "Grid worker", "延长暖心网格，在岗。", "Yanchang Warm Heart grid, on duty."),
		actor(Li, "Min", "Li", "en", "网格员", "Grid worker", "同一网格，界面用英文。", "Same grid; reads English."),
		actor(Zhou, "周莉", "", "zh-hans", "网格长（行政）", "Lead (administrative)", "核查、指派、改派。", "Checks, assigns, reassigns."),
		actor(Zhao, "赵强", "", "zh-hans", "网格长（书记）", "Lead (Party secretary)", "双网格长之一。", "The other of the two leads."),
		actor(Sun, "孙悦", "", "zh-hans", "统筹员（城运中心）", "Coordinator", "看全部网格，分派找不到网格的事项。", "Sees all grids; routes what belongs to none."),
	}
}

// Groups is the work group, before the bot is in it.
func Groups() []sandbox.Group {
	return []sandbox.Group{{ID: Group, Title: "延长暖心网格 · 工作群", Members: []int64{Wang, Li, Zhou, Zhao}}}
}
