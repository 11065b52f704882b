package report

import (
	"slices"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What the staff file is a report like any other, with the door it came by first.
// What they found and put right themselves has its photo after, too, and goes to
// the check at once.

func filing(_ *world.World, r report) bool { return r.Filed != nil }

func numbered(_ *world.World, r report) bool { return r.Filed != nil && r.Filed.Door.Numbered() }

func fixing(_ *world.World, r report) bool { return r.fixing() }

func called(_ *world.World, r report) bool {
	return r.Filed != nil && r.Filed.Door.Called() && !r.Warned
}

func lacksBefore(_ *world.World, r report) bool {
	return r.fixing() && !slices.ContainsFunc(r.Files, func(f cases.File) bool { return f.Phase == cases.PhaseReport && f.Shows() })
}

func askRef(_ *world.World, r report) talk.Prompt {
	return talk.Prompt{Say: text.T("file.ref", "door", show.DoorTexts[r.Filed.Door]), Rows: [][]talk.Button{{show.Pick(text.T("talk.skip"), "skip")}}}
}

func hearRef(_ *world.World, r *report, e talk.Event) talk.Answer {
	switch ref := strings.TrimLeft(text.CleanLine(e.Text, longestRef+1), "# "); {
	case e.Press == "skip", skipWords[ask.PlainWords(e.Text)]:
		r.Filed.Ref = ""
	case ref == "" || len([]rune(ref)) > longestRef || !strings.ContainsAny(ref, "0123456789"):
		return talk.Sorry("file.ref.sorry")
	default:
		r.Filed.Ref = ref
	}
	return talk.OK()
}

func askBefore(*world.World, report) talk.Prompt { return talk.Prompt{Say: text.T("file.before")} }

func askAfter(*world.World, report) talk.Prompt { return talk.Prompt{Say: text.T("file.after")} }

// needsPhoto: photos are taken at every step; what comes here is none.
func needsPhoto(*world.World, *report, talk.Event) talk.Answer { return talk.Sorry("file.photo.sorry") }

func askCaller(*world.World, report) talk.Prompt {
	return talk.Prompt{Say: text.T("file.caller"), Rows: [][]talk.Button{{show.Pick(text.T("talk.skip"), "skip")}}}
}

func hearCaller(_ *world.World, r *report, e talk.Event) talk.Answer {
	switch {
	case e.Press == "skip", skipWords[ask.PlainWords(e.Text)]:
		r.Filed.Caller = ""
	case text.CleanLine(e.Text, longestCaller) == "":
		return talk.Sorry("file.caller.sorry")
	default:
		r.Filed.Caller = text.CleanLine(e.Text, longestCaller)
	}
	return talk.OK()
}

// How long a number of another system may be, and how to reach somebody.
const (
	longestRef    = 40
	longestCaller = 60
)

func askDoor(w *world.World, _ report) talk.Prompt {
	var bs []talk.Button
	for _, d := range cases.Doors {
		bs = append(bs, show.Pick(show.DoorTexts[d], "d-"+string(d)))
	}
	p := talk.Prompt{Say: text.T("file.door"), Rows: talk.Pairs(bs...)}
	if w.Me.Role == world.Worker {
		p.Rows = append(p.Rows, talk.Row(show.Pick(text.T("file.fixed"), "fixed")))
	}
	return p
}

func hearDoor(w *world.World, r *report, e talk.Event) talk.Answer {
	door, fixed := cases.Door(strings.TrimPrefix(e.Press, "d-")), e.Press == "fixed" || fixedWords[ask.PlainWords(e.Text)]
	if e.Press == "" {
		door = doorWords[ask.PlainWords(e.Text)]
	}
	switch {
	case fixed && w.Me.Role != world.Worker:
		return talk.Sorry("file.fixed.worker")
	case fixed && !w.Me.Duty:
		return talk.Sorry("file.fixed.duty")
	case fixed:
		door = cases.DoorFound
	case !slices.Contains(cases.Doors, door):
		return talk.Sorry("talk.choose")
	}
	r.Filed.Door, r.Filed.Fixed = door, fixed
	return talk.OK()
}

// What people write instead of pressing the door.
var (
	doorWords = map[string]cases.Door{
		"12345": cases.DoorHotline, "12345热线": cases.DoorHotline, "热线": cases.DoorHotline, "hotline": cases.DoorHotline,
		"电话": cases.DoorPhone, "来电": cases.DoorPhone, "telephone": cases.DoorPhone, "phone": cases.DoorPhone,
		"来访": cases.DoorVisit, "书面": cases.DoorVisit, "来信": cases.DoorVisit, "visit": cases.DoorVisit, "letter": cases.DoorVisit,
		"工单": cases.DoorOrder, "平台工单": cases.DoorOrder, "order": cases.DoorOrder, "巡查": cases.DoorPatrol, "patrol": cases.DoorPatrol,
		"监控": cases.DoorCamera, "camera": cases.DoorCamera, "自己发现": cases.DoorFound, "found": cases.DoorFound,
	}
	fixedWords = map[string]bool{"自查自处": true, "已处理": true, "found and put right": true, "put right": true}
)

// fixing tells whether it was found and put right at once.
func (r report) fixing() bool { return r.Filed != nil && r.Filed.Fixed && !r.Warned }

// phase is what files show that come at a step. The others of an album show the
// same as its first.
func (r report) phase(at string, again bool) cases.Phase {
	switch {
	case again && len(r.Files) > 0:
		return r.Files[len(r.Files)-1].Phase
	case at == "after" && r.fixing():
		return cases.PhaseAfter
	}
	return cases.PhaseReport
}

// filingText is what the preview says of how it came; what a report says of names
// is not for it.
func (r report) filingText() text.Text {
	return text.Lines(show.FilingText(*r.Filed), show.Said("filed.caller", r.Filed.Caller))
}

// filingButtons send it.
func (r report) filingButtons() [][]talk.Button {
	send := text.T("file.send")
	if r.fixing() {
		send = text.T("file.send.fixed")
	}
	return [][]talk.Button{{show.Pick(send, "send")}, {show.Pick(text.T("report.edit"), "edit")}}
}

// fileCommand begins what somebody of the staff files.
func fileCommand(x *acts.Turn, choice string) error {
	return takeUp(x, choice, talk.Row(show.MenuButton(text.T("report.open.on"), "file", "on")), talk.Row(show.MenuButton(text.T("report.open.new"), "file", "new")),
		func() error { return beginWith(x, report{Filed: &cases.Filing{}}) })
}

// typed makes of a filing what the case keeps; who is no longer of the staff
// reports like anybody else.
func (r report) typed(x *acts.Turn) *cases.Filing {
	if r.Filed == nil || x.Me.Role == world.Resident {
		return nil
	}
	f := *r.Filed
	f.By, f.Fixed = x.Me.ID, false
	if f.Door.Called() {
		f.Token = x.Token()
	}
	return &f
}

// putRight opens what was put right at once: told of, taken and handed in by the
// same hand, and offered to nobody. Where it is not theirs to take it is filed, and
// whoever has it sees the photos.
func putRight(x *acts.Turn, r report) error {
	plain := r.newCase(x)
	c, filed := plain, *plain.Filed
	filed.Fixed = true
	c.Filed = &filed
	var before, after []cases.File
	for _, f := range c.Files {
		if f.Phase == cases.PhaseAfter {
			after = append(after, f)
		} else {
			before = append(before, f)
		}
	}
	c.Files = before
	me := x.Me.Part()
	at := func(do cases.Action, files ...cases.File) cases.Act {
		return cases.Act{Do: do, By: me, At: x.Now, Files: files}
	}
	c = cases.Typed(c, me, x.Now, x)
	done, err := x.AtOnce(c, at(cases.Claim), at(cases.Arrive), at(cases.Submit, after...))
	if err != nil {
		opened(x, r, plain)
		x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: talk.Prompt{Say: text.T("file.fixed.elsewhere")}})
		return x.Resume()
	}
	x.Became(c.Number, r.Messages...)
	x.ShowCase(done, text.T("file.fixed.head"))
	return x.Resume()
}

// showing are the steps whose question says itself that files came.
var showing = []string{"photo", "preview", "what", "before", "after"}

// filledBy is which steps files have answered that show a phase.
func (r report) filledBy(phase cases.Phase) talk.Answer {
	if phase == cases.PhaseAfter {
		return talk.Filled("photo", "after")
	}
	return talk.Filled("photo")
}

// showsAfter makes room for what shows it put right; false where there is nothing
// to look at. Who went back to show it better shows it anew.
func (r *report) showsAfter(e talk.Event, again bool) bool {
	if again {
		return true
	}
	if !slices.ContainsFunc(ask.Evidence(e, cases.PhaseAfter), cases.File.Shows) {
		return false
	}
	r.Files = slices.DeleteFunc(slices.Clone(r.Files), func(f cases.File) bool { return f.Phase == cases.PhaseAfter })
	return true
}
