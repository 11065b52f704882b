package flows_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/drawn"
	"gridbot/flows/grids"
	"gridbot/flows/room"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/week"
	"gridbot/flows/world"
)

// Into every field of a case, of every person and of what they are in the middle of
// goes a mark of its own. Then everybody who has a reason to see the case looks at
// all they can: every command, every button that it shows them, and the buttons of
// those; and every act is done whose letters go to others. Each mark that was shown
// is held against sensitivity_test.go: by whom it was seen, and by whom it should be.

// pinned is where it is.
var pinned = grids.Point{Lat: 31.2760417, Lon: 121.4430613}

const pinnedLat = "31.2760417"

// The people of the canary, each with one reason to see the case.
const (
	canTeller  = 880_141_001
	canJoiner  = 880_141_002
	canFollow  = 880_141_003
	canFiler   = 880_141_004
	canWorker  = 880_142_001
	canHolder  = 880_142_002
	canLead    = 880_143_001
	canAsked   = 880_143_002
	canChief   = 880_144_001
	canCalled  = 880_145_001
	canThere   = 880_145_002
	canNobody  = 880_146_001
	canAbroad  = 880_146_002 // a worker of another grid
	canOther   = 880_146_003 // a lead of another grid, who is not asked
	canUncall  = 880_146_004 // an officer of another agency
	canNew     = 880_146_005 // a worker of the grid of whom nobody has confirmed who they are
	canGroup   = -880_147_001
	canAgency  = -880_147_002
	canAgency2 = -880_147_003 // of another agency
	canFar     = -880_147_004 // of another grid
)

// onlookers are those who look.
var onlookers = []int64{canTeller, canJoiner, canFollow, canFiler, canWorker, canHolder, canLead, canAsked, canChief, canCalled, canThere, canNobody, canAbroad, canOther, canUncall}

// canStaff are those of them who work here.
func canStaff() []world.Person {
	return []world.Person{
		{ID: canFiler, Name: "黄工", Lang: text.Chinese, Role: world.Worker, Grid: farGrid, Duty: true},
		{ID: canWorker, Name: "王建国", Lang: text.Chinese, Role: world.Worker, Grid: homeGrid, Duty: true},
		{ID: canHolder, Name: "Min", Lang: text.English, Role: world.Worker, Grid: homeGrid, Duty: true},
		{ID: canLead, Name: "周莉", Lang: text.Chinese, Role: world.Lead, Grid: homeGrid},
		{ID: canAsked, Name: "顾平", Lang: text.Chinese, Role: world.Lead, Grid: farGrid},
		{ID: canChief, Name: "孙悦", Lang: text.Chinese, Role: world.Coordinator},
		{ID: canCalled, Name: "高工", Lang: text.Chinese, Role: world.Officer, Agency: "gas", Duty: true},
		{ID: canThere, Name: "水师傅", Lang: text.Chinese, Role: world.Officer, Agency: "water", Duty: true},
		{ID: canAbroad, Name: "远哥", Lang: text.Chinese, Role: world.Worker, Grid: "pingguang", Duty: true},
		{ID: canOther, Name: "远姐", Lang: text.Chinese, Role: world.Lead, Grid: "pingguang"},
		{ID: canUncall, Name: "民警小陆", Lang: text.Chinese, Role: world.Officer, Agency: "police", Duty: true},
	}
}

// marks are what was put where: the field, or what file or words it is, by mark.
type marks struct {
	places map[string]string
	within string // the leg that is marked, behind the name of its fields
}

// put is a new mark for a place: letters that are no word.
func (m *marks) put(place string) string {
	mark := fmt.Sprintf("mk%04dqz", len(m.places)+1)
	m.places[mark] = place + m.within
	return mark
}

// everything is a case in which every field that can be filled is, beside what a
// status has made of it.
func everything(status cases.Status, clock cases.ClockName, category string) cases.Case {
	at := room.Monday.Unix()
	file := func(phase cases.Phase, kind cases.FileKind) cases.File {
		return cases.File{Kind: kind, ID: string(phase) + string(kind), Phase: phase, At: at - 3000, Unique: "x", Look: "x"}
	}
	c := cases.Case{
		Number: theCase, Category: category, Grid: homeGrid, Status: status, What: "x", Opened: at - 7200, Entered: at - 3600,
		Place: cases.Place{Name: text.Said("x"), More: "x", Point: &pinned}, Facts: []cases.Fact{{Ask: "hours", Value: "x"}},
		By:   cases.Reporter{ID: canTeller, Name: "x", Lang: text.Chinese},
		From: &cases.Source{ID: "x", Agency: "x", Print: "x"}, Filed: &cases.Filing{By: canFiler, Door: cases.DoorPhone, Ref: "x", Caller: "x", Token: "x"},
		Joined: []cases.Joiner{{ID: canJoiner, Name: "x", At: at - 3000}}, Scan: "x", Better: "x", OnAgenda: at - 100, Former: []string{"jiangchang"},
		Near:  []cases.Near{{Number: 4000, Closed: at - 86400}},
		Clock: cases.Clock{Name: clock, Since: at - 3600, Due: at - 60},
	}
	for _, phase := range []cases.Phase{cases.PhaseReport, cases.PhaseSite, cases.PhaseNote, cases.PhaseNotice, cases.PhaseAfter} {
		c.Files = append(c.Files, file(phase, cases.KindPhoto), file(phase, cases.KindDocument))
	}
	for _, kind := range []cases.FileKind{cases.KindVideo, cases.KindNote, cases.KindVoice, cases.KindAudio} {
		c.Files = append(c.Files, file(cases.PhaseReport, kind))
	}
	c.Files = append(c.Files, file(cases.PhaseSite, cases.KindVideo))
	joined := []cases.File{file(cases.PhaseReport, cases.KindPhoto), file(cases.PhaseReport, cases.KindVoice)}
	joined[0].ID, joined[1].ID = "joinedphoto", "joinedvoice"
	c.Files = append(c.Files, joined...)
	c.Log = []cases.Entry{
		{At: at - 7200, By: canTeller, Part: cases.PartReporter, Do: cases.Report, To: cases.Reported},
		{At: at - 7000, By: canJoiner, Part: cases.PartJoiner, Do: cases.Join, To: cases.Reported, Note: text.Said("x"), Files: []string{"joinedphoto", "joinedvoice"}},
		{At: at - 6900, By: canLead, Part: cases.PartLead, Do: cases.Correct, To: cases.Reported, Fix: &cases.Correction{Of: cases.OfPlace, Was: text.Said("x"), Now: text.Said("x")}},
	}
	for _, e := range []struct {
		do   cases.Action
		by   int64
		part cases.Part
	}{{cases.Add, canTeller, cases.PartReporter}, {cases.Note, canHolder, cases.PartAssignee}, {cases.Reply, canLead, cases.PartLead}, {cases.SendBack, canLead, cases.PartLead}} {
		c.Log = append(c.Log, cases.Entry{At: at - 3500, By: e.by, Part: e.part, Do: e.do, To: status, Note: text.Said("x")})
	}
	notice := cases.Notice{ID: "4711-1", At: at - 1800, By: canHolder, To: "x", Basis: text.Said("x"), Wording: text.Said("x"), Token: "x", Proof: cases.ProofWitness, Witness: "x",
		Followers: []int64{canFollow}, Items: []cases.Item{{What: text.Said("x"), Due: at + 3600, Ref: "x", RefAt: at - 60}}}
	past := notice
	past.ID, past.Over, past.Items, past.Followers = "4711-0", at-1900, slices.Clone(past.Items), nil
	c.Notices = []cases.Notice{past, notice}
	if status != cases.Reported && status != cases.Declined {
		c.Assignee, c.Handlers = canHolder, []int64{canHolder}
	}
	leg := func(n int, agency string, s cases.LegStatus) cases.Leg {
		return cases.Leg{N: n, Agency: agency, Ask: text.Said("x"), Meet: at + 1800, Where: "x", Serves: true, At: at - 600, By: canLead, Status: s,
			Clock: cases.Clock{Name: cases.ClockReport, Since: at - 600, Due: at + 1200}, Ref: "x", Result: "x",
			Files: []cases.File{file(cases.PhaseLeg, cases.KindPhoto), file(cases.PhaseLeg, cases.KindDocument)},
			Deeds: []cases.Deed{{ID: "suspend", At: at - 60, By: canCalled, Ref: "x", Undo: at + 86400}}, Turned: &cases.Turn{By: canCalled, At: at - 60, Why: text.Said("x")}}
	}
	if status.Type() == cases.Open && status != cases.Submitted {
		c.Legs = []cases.Leg{leg(1, "gas", cases.LegCalled), leg(2, "water", cases.LegComing)}
		c.Legs[1].Officer, c.Legs[1].In = canThere, at-300
		let := leg(3, "fire", cases.LegReleased)
		let.Why, let.Turned = text.Said("x"), nil
		c.Legs = append(c.Legs, let)
		c.Ceding = &cases.Cession{To: farGrid, By: canLead, At: at - 60, Why: text.Said("x")}
		c.Proposal = &cases.Whistling{By: canHolder, At: at - 60, Calls: []cases.Call{{Agency: "police", Ask: text.Said("x")}}, Where: "x"}
		c.Plea = &cases.Plea{Kind: cases.PleaExtension, By: canHolder, Part: cases.PartAssignee, Item: -1, Until: at + 86400, Why: text.Said("x")}
		c.Spots = []cases.Spot{{Place: cases.Place{Name: text.Said("x"), More: "x"}, Hours: "x"}}
		c.Postings = []cases.Posting{{N: 1, At: at - 600, By: canLead, Words: text.Said("x"), Clock: cases.Clock{Name: cases.ClockPost, Due: at + 60}},
			{N: 2, At: at - 600, By: canLead, Leg: 1, Words: text.Said("x"), Clock: cases.Clock{Name: cases.ClockPost, Due: at + 60}}}
	}
	switch status {
	case cases.Paused:
		c.Pauses = []cases.Standstill{{Why: text.Said("x"), From: at - 1800, Until: at + 3600, Was: cases.Handling, Clock: cases.Clock{Name: cases.ClockHandle, Since: at - 3600, Due: at + 7200}}}
		c.Clock.Due = at + 3600
	case cases.Closed:
		c.Outcome, c.Ended = cases.Confirmed, at-3600
	case cases.Declined:
		c.Log = append(c.Log, cases.Entry{At: at - 60, By: canLead, Part: cases.PartLead, Do: cases.Decline, To: status, Note: text.Said("x")})
	}
	c.Cards = []cases.Card{{Chat: canTeller, As: cases.ViewReporter, Lang: text.Chinese}, {Chat: canGroup, As: cases.ViewGroup, Lang: text.Chinese},
		{Chat: canJoiner, As: cases.ViewJoiner, Lang: text.English}, {Chat: canFollow, As: cases.ViewAddressee, Lang: text.Chinese}, {Chat: canAgency, As: cases.ViewAgency, Lang: text.Chinese}}
	for _, p := range canStaff() {
		if as := world.ViewOf(c, p); as != cases.ViewOutside {
			c.Cards = append(c.Cards, cases.Card{Chat: p.ID, As: as, Lang: p.Lang})
		}
	}
	return c
}

// mark puts a mark into every field of a value that sensitivity has one for.
func (m *marks) mark(v reflect.Value, at string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			m.mark(v.Elem(), at)
		}
	case reflect.Slice:
		for i := range v.Len() {
			m.mark(v.Index(i), at)
		}
	case reflect.Struct:
		if l, ok := v.Addr().Interface().(*cases.Leg); ok {
			m.within = " of " + l.Agency
			defer func() { m.within = "" }()
		}
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			m.field(v.Field(i), v.Type().Name()+"."+name, at+"."+name)
		}
	}
}

func (m *marks) field(v reflect.Value, field, at string) {
	row, sensitive := sensitivity[field]
	if _, here := placed[at]; here {
		field, sensitive = at, true
	}
	words, isText := v.Interface().(text.Text)
	switch {
	case bare(v.Type()).Kind() == reflect.Struct && !isText:
		m.mark(v, at)
	case !sensitive || row == ours || row == who || strings.HasPrefix(field, "File.") || field == "Entry.Note":
	case isText && !words.Empty():
		v.Set(reflect.ValueOf(text.Said(m.put(field))))
	case v.Kind() == reflect.String && v.String() != "":
		v.SetString(m.put(field))
	}
}

// of marks a case: every field, the words said with each act, and each file by whose
// it is.
func (m *marks) of(c *cases.Case) {
	for i := range c.Files {
		m.file(*c, &c.Files[i])
	}
	for i := range c.Legs {
		m.within = " of " + c.Legs[i].Agency
		for j := range c.Legs[i].Files {
			m.file(*c, &c.Legs[i].Files[j])
		}
	}
	m.within = ""
	for i, e := range c.Log {
		if !e.Note.Empty() {
			c.Log[i].Note = text.Said(m.put("said " + string(e.Do)))
		}
	}
	m.mark(reflect.ValueOf(c).Elem(), "Case")
	for i := range c.Postings {
		if c.Postings[i].Leg != 0 {
			c.Postings[i].Words = text.Said(m.put("posted"))
		}
	}
}

// file marks a file, also where the log names it.
func (m *marks) file(c cases.Case, f *cases.File) {
	as := string(c.OriginOf(*f)) + " " + string(f.Kind)
	was := f.ID
	f.ID, f.Unique, f.Look = m.put("file "+as), m.put("file "+as), m.put("look "+as)
	for j := range c.Log {
		for k, id := range c.Log[j].Files {
			if id == was {
				c.Log[j].Files[k] = f.ID
			}
		}
	}
}

// due is who should see a mark.
func due(place string) string {
	at, leg, _ := strings.Cut(place, " of ")
	row, ok := placed[at]
	if !ok {
		row = sensitivity[at]
	}
	switch kind, of, _ := strings.Cut(at, " "); kind {
	case "file":
		row = files[of]
	case "look":
		row = none
	case "posted":
		row = posted
	case "said":
		row = saidWith[cases.Action(of)]
	}
	switch {
	case at == "Person.Name": // of a resident
		return none
	case leg == "water" && row != none:
		return strings.NewReplacer("o", "", "i", "", "y", "").Replace(row) + ofOtherLeg
	case leg == "gas":
		return strings.ReplaceAll(row, "u", "")
	case leg == "fire":
		return strings.NewReplacer("o", "", "i", "", "y", "", "u", "").Replace(row)
	}
	return row
}

// sights are who has seen which place, by audience, with what showed it.
type sights map[string]map[string]string

func (s sights) saw(place, audience, what string) {
	if s[place] == nil {
		s[place] = map[string]string{}
	}
	if _, known := s[place][audience]; !known {
		s[place][audience] = what
	}
}

// A watcher looks at what is written to whom.
type watcher struct {
	t       testing.TB
	room    *room.Room
	marks   *marks
	sights  sights
	less    func(place, row string) string // who sees less of it than the table says
	deep    int                            // so many presses behind what was typed
	numbers []string                       // of people who are no staff
}

func (k *watcher) theCase() cases.Case { return room.Thaw[cases.Case](k.t, k.room.Cases[theCase]) }

// letters holds a change against the marks.
func (k *watcher) letters(ch world.Change, by int64, what string) {
	before := k.theCase()
	after := before
	for _, m := range ch.Cases {
		if m.After.Number == theCase {
			after = m.After
		}
	}
	for _, l := range ch.Letters {
		eyes := []string{k.eyeOf(after, l.To.ID), k.eyeOf(before, l.To.ID)} // who loses it may see it go
		if d := l.Say.Draw; d != nil && d.Notice != nil {
			k.look([]string{"p"}, string(room.Freeze(k.t, d)), what+", on paper")
			l.Say.Draw = nil
		}
		to := l.To
		l.To = talk.Chat{}
		said := string(room.Freeze(k.t, l))
		k.look(eyes, said, fmt.Sprintf("%s, to %d", what, to.ID))
		for _, number := range k.numbers {
			if strings.Contains(said, number) {
				k.t.Errorf("%s tells %d the number of a person: %s", what, to.ID, said)
			}
		}
	}
	k.look([]string{"s"}, string(room.Freeze(k.t, ch.Log)), what+", in the log")
	k.look([]string{k.eyeOf(before, by), k.eyeOf(after, by)}, string(room.Freeze(k.t, ch.Toast)), what+", as a toast")
}

// eyesOf are the letters of the reasons.
var eyesOf = map[cases.Reason]string{cases.WhyReporter: "r", cases.WhyRouter: "c", cases.WhyLead: "l", cases.WhyHolder: "h", cases.WhyGrid: "w", cases.WhyWatch: "k",
	cases.WhyLeg: "o", cases.WhyAddressee: "a", cases.WhyJoiner: "j", cases.WhyFiler: "f"}

// eyeOf is whose eyes a chat has for the case: by why they may see it, or as the group
// it is; "" of strangers.
func (k *watcher) eyeOf(c cases.Case, chat int64) string {
	staff := k.room.Staff()
	for _, g := range staff.Groups {
		switch l := c.LegOf(g.Agency); {
		case g.Chat != chat:
		case g.Grid != "" && g.Grid == c.Grid:
			return "g"
		case l != nil && (l.Open() || l.Status == cases.LegFinished):
			return "y"
		}
	}
	p, works := staff.People[chat]
	if !works {
		p = world.Person{ID: chat}
	}
	why := c.Why(p.Part())
	if len(why) == 0 {
		return ""
	}
	if l := c.LegOf(p.Agency); why[0] == cases.WhyLeg && l.Agency == "water" {
		return "u"
	} else if why[0] == cases.WhyLeg && l.Officer == p.ID {
		return "i"
	}
	return eyesOf[why[0]]
}

// look finds every mark in something that is shown to one of these eyes.
func (k *watcher) look(eyes []string, shown, what string) {
	saw := func(place string) {
		for _, eye := range eyes {
			if eye != "" && strings.Contains(k.less(place, due(place)), eye) {
				k.sights.saw(place, eye, what)
				return
			}
		}
		k.sights.saw(place, eyes[0], what)
	}
	for _, part := range strings.Split(shown, "mk")[1:] {
		if len(part) < 6 {
			continue
		}
		if place, ok := k.marks.places["mk"+part[:6]]; ok {
			saw(place)
		}
	}
	if strings.Contains(shown, pinnedLat) {
		saw("Point.Lat")
	}
}

// walk lets somebody look at all they can: what they type, and every button that
// answers with something new, and the buttons of those.
func (k *watcher) walk(id int64, name string) {
	type step struct {
		e    talk.Event
		deep int
	}
	var todo []step
	for _, e := range []talk.Event{{Command: "start", Payload: "c4711"}, {Press: "c|4711|files"}, {Press: "c|4711|map"}, {Press: "c|4711|more"}, {Press: "c|4711|pdf"},
		{Press: "c|4711|legs"}, {Press: "c|4711|code"}, {Press: "c|4711|slip"}, {Command: "tasks"}, {Command: "cases"}, {Command: "open"}, {Command: "overdue"},
		{Command: "find", Payload: "4711"}, {Command: "find", Payload: "mk"}, {Command: "place", Payload: "崧涵庭"}, {Command: "digest"}, {Command: "stats"}, {Command: "roster"},
		{Command: "staff"}, {Command: "conference"}, {Command: "duty"}, {Command: "rota"}, {Command: "export"}, {Text: "我的事怎么样了"}} {
		todo = append(todo, step{e, 0})
	}
	done := map[string]bool{}
	for len(todo) > 0 {
		next := todo[0]
		todo = todo[1:]
		key := did(next.e)
		if done[key] || len(done) > 200 {
			continue
		}
		done[key] = true
		r := k.room.Copy()
		e := next.e
		e.ID, e.From, e.Chat, e.Language, e.Message = "1-0", talk.Sender{ID: id, Name: name}, talk.Chat{ID: id}, "zh-hans", 77
		if e.Press != "" {
			e.Query = "q"
		}
		ch := r.Happen(e)
		k.letters(ch, id, fmt.Sprintf("%s by %d", key, id))
		if next.deep == k.deep {
			continue
		}
		for _, l := range ch.Letters {
			if l.To.ID != id {
				continue
			}
			for _, row := range l.Say.Rows {
				for _, b := range row {
					if strings.HasPrefix(b.Data, "c|4711|") || strings.HasPrefix(b.Data, "m|") {
						todo = append(todo, step{talk.Event{Press: b.Data}, next.deep + 1})
					}
				}
			}
		}
	}
}

// Everybody looks at everything, of a case in every status that shows something of
// its own, of a kind that lies open, of one in a home, and of one that is for few.
func TestEveryMarkIsSeenByWhomItMayBe(t *testing.T) {
	t.Parallel()
	for _, is := range []struct {
		category string
		statuses []cases.Status
		less     func(place, row string) string // who sees less of it
	}{
		{"loading", []cases.Status{cases.Reported, cases.Rectifying, cases.Paused, cases.Submitted, cases.Closed, cases.Declined}, func(_, row string) string { return row }},
		{"works", []cases.Status{cases.Reported, cases.Rectifying, cases.Paused, cases.Declined}, inHome},
		{"care", []cases.Status{cases.Reported, cases.Rectifying, cases.Paused}, forFew},
	} {
		t.Run(is.category, func(t *testing.T) {
			t.Parallel()
			found := sights{}
			places := map[string]bool{}
			for _, st := range statuses {
				if !slices.Contains(is.statuses, st.status) {
					continue
				}
				k := prepared(t, is.category, st.status, st.clock)
				k.sights, k.less, k.deep = found, is.less, 1
				if st.status == cases.Rectifying {
					k.deep = 2
				}
				for _, id := range onlookers {
					if k.eyeOf(k.theCase(), id) != "" || st.status == cases.Rectifying { // strangers do not see it, whatever it is
						k.walk(id, "甲")
					}
				}
				k.exports()
				if st.status == cases.Rectifying {
					k.convene()
				}
				for _, place := range k.marks.places {
					places[place] = true
				}
			}
			compare(t, found, slices.Sorted(maps.Keys(places)), is.less)
		})
	}
}

// convene has the conference of the grid called, with the agencies, the case on its
// agenda; and then begun, and held.
func (k *watcher) convene() {
	r := k.room.Copy()
	say := func(id int64, e talk.Event) {
		e.ID, e.From, e.Chat, e.Language = "1-0", talk.Sender{ID: id, Name: "甲"}, talk.Chat{ID: id}, "zh-hans"
		if e.Press != "" {
			e.Query = "q"
		}
		k.letters(r.Happen(e), id, did(e))
	}
	press := func(has string) {
		for _, m := range slices.Backward(r.Chats[canLead]) {
			for _, row := range m.Rows {
				for _, b := range row {
					if strings.Contains(b.Data, has) {
						say(canLead, talk.Event{Press: b.Data, Message: m.ID})
						return
					}
				}
			}
		}
		k.t.Errorf("nothing can be pressed for %s: %s", has, plain(k.t, r.Chats[canLead]))
	}
	say(canLead, talk.Event{Command: "conference"})
	for _, has := range []string{"|call", "|now", "|begin", "|item", "|end"} {
		press(has)
		for _, id := range []int64{canCalled, canThere, canAsked, canChief} {
			say(id, talk.Event{Command: "conference", Payload: homeGrid})
		}
		say(canLead, talk.Event{Command: "conference"})
	}
}

// exports are what leaves the house: rows with and without who reported.
func (k *watcher) exports() {
	c := k.theCase()
	w := k.room.World(talk.Event{From: talk.Sender{ID: canChief}, At: k.room.Now})
	for eye, ex := range map[string]drawn.Export{"e": {To: 1 << 40}, "n": {To: 1 << 40, Identity: true}} {
		row, in := week.ExportCase(w, ex, c)
		if !in {
			k.t.Errorf("the case is in no export")
		}
		k.look([]string{eye}, string(room.Freeze(k.t, row)), "an export")
	}
}

// inHome is who sees of a hazard in a home what the staff photograph there; and how to
// reach who told of it stands for the name that nobody may know.
func inHome(place, row string) string {
	switch place {
	case "Reporter.Name":
		return none
	case "Filing.Caller":
		return row + "n"
	}
	if strings.HasPrefix(place, "file place ") {
		return strings.NewReplacer("r", "", "f", "").Replace(row)
	}
	return row
}

// forFew is who sees of what is about somebody at home: as inHome, and no group anything.
func forFew(place, row string) string {
	switch {
	case strings.HasPrefix(place, "Fact."): // its question is chosen from what is offered
		return none
	case place == "Reporter.Name" || place == "Filing.Caller":
		return row
	case place == "said decline":
		return none
	}
	return strings.NewReplacer("g", "", "y", "").Replace(inHome(place, row))
}

// compare holds what was seen against who should see it.
func compare(t *testing.T, found sights, places []string, less func(place, row string) string) {
	t.Helper()
	for _, place := range places {
		row := less(place, due(place))
		for eye, what := range found[place] {
			if eye == "" || !strings.Contains(row, eye) {
				t.Errorf("%s is seen by %q, and should be by %q: %s", place, eye, row, what)
			}
		}
		for _, eye := range row {
			_, ok := found[place][string(eye)]
			if ok = ok || eye == 'i' && strings.Contains(row, "o"); !ok { // who has reported in looks as before
				t.Errorf("%s is not seen by %q, and should be by %q", place, string(eye), row)
			}
		}
	}
}

// prepared is a room with the case in it, everybody there, and everything marked.
func prepared(t *testing.T, category string, status cases.Status, clock cases.ClockName) *watcher {
	t.Helper()
	r := room.New(t)
	r.People, r.Number = map[int64][]byte{}, theCase
	m := &marks{places: map[string]string{}}
	for _, p := range canStaff() {
		p.Sought, p.Album = []string{m.put("Person.Sought")}, &world.Album{ID: m.put("Album.ID"), Case: theCase}
		r.People[p.ID] = room.Freeze(t, p)
	}
	r.People[canNew] = room.Freeze(t, world.Person{ID: canNew, Name: "新来的", Lang: text.Chinese, Role: world.Worker, Grid: homeGrid, Duty: true,
		Real: &world.Real{Since: 1, Said: 1, Name: m.put("Real.Name"), Photo: m.put("Real.Photo")}})
	for _, id := range []int64{canTeller, canJoiner, canFollow} {
		r.People[id] = room.Freeze(t, world.Person{ID: id, Name: m.put("Person.Name of a resident"), Lang: text.Chinese})
	}
	r.Groups = map[string][]byte{
		homeGrid: room.Freeze(t, world.Group{Grid: homeGrid, Chat: canGroup, Lang: text.Chinese}), farGrid: room.Freeze(t, world.Group{Grid: farGrid, Chat: canFar, Lang: text.Chinese}),
		"@gas": room.Freeze(t, world.Group{Agency: "gas", Chat: canAgency, Lang: text.Chinese}), "@police": room.Freeze(t, world.Group{Agency: "police", Chat: canAgency2, Lang: text.Chinese}),
	}
	c := everything(status, clock, category)
	c.By.Anonymous = category == "works" // the name stays in the record: not even then is it shown
	m.of(&c)
	r.Cases[theCase] = room.Freeze(t, c)
	k := &watcher{t: t, room: r, marks: m, sights: sights{}}
	for _, id := range []int64{canTeller, canJoiner, canFollow} {
		k.numbers = append(k.numbers, strconv.FormatInt(id, 10))
	}
	return k
}

// Numbers of people are read whole by those who lead and who wrote them, and covered by
// all others who read the words around them; wherever these stand.
func TestNumbersOfPeopleAreCovered(t *testing.T) {
	t.Parallel()
	const phone, covered = "13912345678", "139****5678"
	const other = "13787654321" // the addressee's, as a worker wrote it
	for _, status := range []cases.Status{cases.Reported, cases.Handling} {
		k := prepared(t, "works", status, cases.ClockHandle)
		c := k.theCase()
		c.What += " " + phone
		c.Place.Name.Words, c.Place.More = "电话"+phone, phone
		for i := range c.Log {
			if c.Log[i].Note.Words != "" {
				c.Log[i].Note.Words += " " + phone
			}
		}
		for i := range c.Notices {
			for j := range c.Notices[i].Items {
				c.Notices[i].Items[j].What.Words += " " + other + "，3号楼1502室，沪A12345"
			}
		}
		k.room.Cases[theCase] = room.Freeze(t, c)
		for _, id := range []int64{canTeller, canJoiner} {
			if _, shown := k.happens(id, open("4711")); strings.Contains(shown, other) || strings.Contains(shown, "1502") || strings.Contains(shown, "沪A12345") || id == canTeller && !strings.Contains(shown, "137****4321") {
				t.Errorf("%s: resident %d reads what a worker does not: %s", status, id, shown)
			}
		}
		for id, whole := range map[int64]bool{canLead: true, canChief: true, canTeller: true, canWorker: false, canHolder: false, canThere: false} {
			shown := ""
			for _, e := range []talk.Event{open("4711"), {Press: "c|4711|map"}, {Command: "find", Payload: "4711"}, {Command: "place", Payload: "崧涵庭"}, {Command: "tasks"}} {
				_, more := k.happens(id, e)
				shown += more
			}
			if strings.Contains(shown, phone) != whole || !whole && !strings.Contains(shown, covered) && status != cases.Reported {
				t.Errorf("%s: %d reads the number whole: %t, want %t: %s", status, id, strings.Contains(shown, phone), whole, shown)
			}
		}
		if status != cases.Handling {
			continue
		}
		e := talk.Event{Press: "c|4711|correct"} // a letter to the group comes of what is changed
		for _, e := range []talk.Event{e, {Press: "c|4711|agenda"}} {
			e.ID, e.From, e.Chat, e.Query = "1-0", talk.Sender{ID: canLead, Name: "周莉"}, talk.Chat{ID: canLead}, "q"
			for _, l := range k.room.Copy().Happen(e).Letters {
				if said := plain(t, l); l.To.ID < 0 && strings.Contains(said, phone) {
					t.Errorf("a group reads the number: %s", said)
				}
			}
		}
	}
}
