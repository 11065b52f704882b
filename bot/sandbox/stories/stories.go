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

// KitchenSecond is the kitchen in a second way: the owner refuses, and enforcement takes over.
//
//go:embed kitchen-second.chat
var KitchenSecond string

// Kerb is the story of the cars on the kerb, from what is frequent to what is agreed on.
//
//go:embed kerb.chat
var Kerb string

// Drain is the story of the restaurants that share the cost of a grease trap.
//
//go:embed drain.chat
var Drain string

// Restaurant is the story of one that is opened in one go.
//
//go:embed restaurant.chat
var Restaurant string

// All are the stories of the demo, as the page offers them.
func All() []sandbox.Story {
	return []sandbox.Story{
		{ID: "kitchen", Name: map[string]string{"zh-CN": "擅改厨房", "en": "Kitchen"}, Script: Kitchen},
		{ID: "kitchen-second", Name: map[string]string{"zh-CN": "厨房：拒不整改", "en": "Kitchen refused"}, Script: KitchenSecond},
		{ID: "kerb", Name: map[string]string{"zh-CN": "路缘停车", "en": "Kerb"}, Script: Kerb},
		{ID: "drain", Name: map[string]string{"zh-CN": "油污下水道", "en": "Greasy drain"}, Script: Drain},
		{ID: "restaurant", Name: map[string]string{"zh-CN": "开店一件事", "en": "Shop"}, Script: Restaurant},
	}
}

// Begins is when the stories begin, by the clock on the wall of their district:
// a Monday morning before a month without holidays, so that no night and no
// weekend comes in between where none is meant.
const Begins = "2026-11-23 09:00"

// The people of the demo, and the work group of the grid they belong to.
const (
	Chen  = 7001 // a resident
	Anna  = 7002 // a resident who reads English
	Wang  = 7011 // a grid worker
	Li    = 7012 // another
	Zhou  = 7021 // the administrative lead of the grid
	Zhao  = 7022 // the Party secretary, the other lead
	Sun   = 7031 // the coordinator
	Ma    = 7003 // the owner of the flat
	Xu    = 7051 // an officer of the enforcement team
	Gao   = 7052 // an officer of the gas company
	He    = 7053 // an officer of the city-operation centre
	Bai   = 7061 // a family doctor
	Jin   = 7062 // of the neighbourhood committee
	Tang  = 7063 // a social worker
	Pan   = 7064 // a teacher
	Ke    = 7065 // a psychologist
	Wu    = 7071 // will join the market supervision
	Hong  = 7072 // will join the water company
	Wei   = 7073 // will join the sanitation company
	Luo   = 7074 // will join as lead of another grid
	Group = -7101

	Grid = "yanchang"
)

// A Seat is a member of the staff of the demo.
type Seat struct {
	Person int64
	Role   string
	Grid   string
	Agency string // of an officer
	Head   bool   // of the agency
}

// Seats is the staff, in the order in which they join.
var Seats = []Seat{
	{Person: Sun, Role: "coordinator"},
	{Person: Zhou, Role: "lead", Grid: Grid},
	{Person: Zhao, Role: "lead", Grid: Grid},
	{Person: Wang, Role: "worker", Grid: Grid},
	{Person: Li, Role: "worker", Grid: Grid},
	{Person: Xu, Role: "officer", Agency: "enforcement", Head: true},
	{Person: Gao, Role: "officer", Agency: "gas"},
	{Person: He, Role: "officer", Agency: "centre"},
}

// Carers are called into the care teams of the demo; they join after the others.
var Carers = []Seat{
	{Person: Bai, Role: "officer", Agency: "hospital"},
	{Person: Jin, Role: "officer", Agency: "committee"},
	{Person: Tang, Role: "officer", Agency: "social"},
	{Person: Pan, Role: "officer", Agency: "school"},
	{Person: Ke, Role: "officer", Agency: "counselling"},
}

// Cast names everybody in a story.
var Cast = []sandbox.Part{
	{Name: "Chen", Chat: Chen}, {Name: "Anna", Chat: Anna}, {Name: "Wang", Chat: Wang}, {Name: "Li", Chat: Li},
	{Name: "Zhou", Chat: Zhou}, {Name: "Zhao", Chat: Zhao}, {Name: "Sun", Chat: Sun}, {Name: "Ma", Chat: Ma}, {Name: "Xu", Chat: Xu}, {Name: "Gao", Chat: Gao},
	{Name: "He", Chat: He}, {Name: "Wu", Chat: Wu}, {Name: "Hong", Chat: Hong}, {Name: "Wei", Chat: Wei}, {Name: "Luo", Chat: Luo},
	{Name: "team", Chat: Group},
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
		actor(Xu, "徐队", "", "zh-hans", "城管中队", "Enforcement team", "部门负责人，吹哨就来，能开整改通知书。", "Head of the agency; comes when the whistle sounds, serves notices."),
		actor(Gao, "高工", "", "zh-hans", "燃气公司", "Gas company", "停气、检漏、恢复供气。", "Suspends supply, tests for leaks, restores it."),
		actor(He, "何敏", "", "zh-hans", "城运中心", "City operation centre", "驻点力量，调度和记录。", "Stationed in the grid; dispatches and records."),
		actor(Bai, "白医生", "", "zh-hans", "社区卫生服务中心", "Community health centre", "家庭医生，叫进关怀案的团队。", "Family doctor; called into care teams."),
		actor(Jin, "金主任", "", "zh-hans", "居民委员会", "Neighbourhood committee", "叫进关怀案的团队。", "Called into care teams."),
		actor(Tang, "唐社工", "", "zh-hans", "社工站", "Social work station", "叫进关怀案的团队。", "Called into care teams."),
		actor(Pan, "潘老师", "", "zh-hans", "学校", "School", "叫进关怀案的团队。", "Called into care teams."),
		actor(Ke, "柯老师", "", "zh-hans", "心理服务站", "Counselling station", "心理咨询师，叫进关怀案的团队。", "Psychologist; called into care teams."),
		actor(Ma, "马先生", "", "zh-hans", "户主、店主", "Owner of a flat and a shop", "收到整改通知书；楼下还有一家店。", "Was served the rectification notice; has a shop below."),
		actor(Wu, "吴科长", "", "zh-hans", "市场监管所（还没加入）", "Market supervision (not yet in)", "故事里由统筹员邀请加入。", "Invited by the coordinator in the story of the restaurant."),
		actor(Hong, "洪工", "", "zh-hans", "水务与排水（还没加入）", "Water and drainage (not yet in)", "故事里由统筹员邀请加入。", "Invited by the coordinator in the story of the restaurant."),
		actor(Wei, "卫师傅", "", "zh-hans", "环卫公司（还没加入）", "Sanitation company (not yet in)", "故事里由统筹员邀请加入。", "Invited by the coordinator in the story of the restaurant."),
		actor(Luo, "Ming", "Luo", "en", "网格长（灵石活力，还没加入）", "Lead of Lingshi Vitality (not yet in)", "故事里由统筹员邀请加入，界面用英文。", "Invited by the coordinator in the story of the kerb; reads English."),
	}
}

// Groups is the work group, before the bot is in it.
func Groups() []sandbox.Group {
	return []sandbox.Group{{ID: Group, Title: "延长暖心网格 · 工作群", Members: []int64{Wang, Li, Zhou, Zhao}}}
}
