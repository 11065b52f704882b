package flows

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/text"
)

// Needs tells what must be read to decide an event. It is asked twice: first
// with nothing but the event, then with the person and the session read.
func Needs(w *World, e talk.Event) Need {
	var n Need
	switch {
	case e.Clock != nil && e.Clock.Grid != "":
		n.Meeting, n.Agenda, n.Grid = e.Clock.Grid, e.Clock.Grid, e.Clock.Grid
		return n
	case e.Clock != nil:
		n.Case = e.Clock.Case
		n.Gathered = e.Clock.Name == ClockRemind
		switch e.Clock.Name {
		case ClockMorning:
			n.list(w, "tasks")
			n.figuresNeeded(w, "overdue", "")
		case ClockDigest:
			n.figuresNeeded(w, "digest", "last")
		}
		return n
	case e.Blocked && w.Me.Role == Officer:
		n.Agency = w.Me.Agency
		return n
	case w.Me.goesOn(e):
		n.Case = w.Me.Album.Case
		return n
	case e.Press != "":
		if number, _, _, ok := pressedCase(e.Press); ok {
			n.Case = number
		}
		n.Around = w.aroundWhistle(e.Press)
		if dialogue, step, press := talk.Pressed(e.Press); press == "" {
			_, choice, _ := pressedMenu(e.Press)
			n.list(w, menuCommand(e.Press))
			n.around(w, menuCommand(e.Press), choice)
			n.figuresNeeded(w, menuCommand(e.Press), choice)
			n.HeldBy = w.dismissing(e.Press)
			n.conference(w, menuCommand(e.Press), choice)
		} else if dialogue == reporting.Name && step == "preview" {
			n.Near = w.nearDraft()
		}
	case e.Command == "start":
		n.Case = payloadCase(e.Payload)
		if number, _ := payloadNotice(e.Payload); number != 0 {
			n.Case = number
		}
		n.Case = max(n.Case, payloadPlace(e.Payload))
		n.Meeting, _ = payloadMeeting(e.Payload)
		n.Invite = payloadInvite(e.Payload)
	case e.Command == "case":
		n.Case = caseNumber(e.Payload)
	case e.Command != "":
		n.list(w, e.Command)
		n.conference(w, e.Command, e.Payload)
		n.around(w, e.Command, e.Payload)
		n.figuresNeeded(w, e.Command, e.Payload)
	case w.Session.Dialogue == "" && w.Me.mayProve(e, w.District):
		n.Case = w.Me.Notice
	case w.Session.Dialogue == "":
		n.Case = caseNumber(e.Text)
	}
	if w.Session.Dialogue == reporting.Name && sendWords[plainWords(e.Text)] {
		n.Near = w.nearDraft()
	}
	if n == (Need{}) {
		n.Meeting = conferenceOf(w.Session)
	}
	if n == (Need{Meeting: n.Meeting}) && w.Session.About != 0 {
		n.Case = w.Session.About
		n.Photos = evidenceOf(w.Session, e)
	}
	if n.Meeting == "" {
		n.Meeting = w.agendaOf(e)
	}
	return n
}

// list adds the lists a command shows.
func (n *Need) list(w *World, command string) {
	switch command {
	case "cases", "language", "settings":
		n.Mine = true
	case "staff":
		if w.Me.Role == Lead || w.Me.Role == Coordinator {
			n.Told = w.Now.Format(time.DateOnly)
		}
	case "roster":
		if w.Me.Role == Lead || w.Me.Role == Coordinator {
			n.Forces = w.lately()
		}
	case "tasks", "overdue":
		n.Held = true
		switch w.Me.Role {
		case Officer:
			n.Agency = w.Me.Agency
		case Worker, Lead:
			n.Grid = w.Me.Grid
		case Coordinator:
			n.Grid = Unrouted
			for _, g := range w.District.Map.All() {
				n.Grid += "," + g.ID
			}
		}
	}
}

// conference adds what a conference is about.
func (n *Need) conference(w *World, command, choice string) {
	if command != "conference" || w.Me.Role == Resident {
		return
	}
	grid, what := w.conferenceGrid(choice)
	if n.Meeting = grid; grid != "" && (strings.Contains(what, "|at|") || strings.HasSuffix(what, "|now")) {
		n.Agenda, n.Grid = grid, grid
	}
}

// around adds the cases around the place a command names.
func (n *Need) around(w *World, command, words string) {
	if command != "place" {
		return
	}
	if _, at, ok := w.placeOf(words); ok {
		n.Around = at
	}
}

// Decide is what an event changes. An error is ours: nothing is changed, and
// the event is tried again or put aside.
func Decide(w *World, e talk.Event) (Change, error) {
	x := begun(w, e)
	err := x.decide(e)
	if errors.Is(err, talk.ErrUnreadable) {
		// Nothing half is kept, and nobody is stuck with what cannot be read.
		x = begun(w, e)
		x.session(talk.Session{})
		x.reply(talk.Prompt{Say: text.T("talk.gone"), Rows: x.menu()})
		err = nil
	}
	if err != nil {
		return Change{}, fmt.Errorf("decide: %w", err)
	}
	x.Letters = slices.DeleteFunc(x.Letters, func(l Letter) bool {
		p, ok := x.Staff.People[l.To.ID]
		return ok && p.Gone && p.ID != x.Me.ID // would not arrive, and the card is drawn when they are back
	})
	x.count()
	x.Change.Lang = x.Me.Lang
	return x.Change, nil
}

// begun is a turn that has only begun, with a world of its own.
func begun(w *World, e talk.Event) *change {
	own := *w
	x := &change{World: &own, event: e}
	x.meet()
	return x
}

// count counts what the staff are told without having asked, and what they
// press.
func (x *change) count() {
	told, hushed := map[string]int{}, map[string]int{}
	for _, l := range x.Letters {
		unasked := l.Class == ClassTask || l.Class == ClassReminder || l.Class == ClassDanger
		p := x.Staff.People[l.To.ID]
		if !unasked || l.Strip || l.Edit != 0 || (l.Card != 0 && !l.Fresh) || p.Role == Resident {
			continue
		}
		x.Change.Told = append(x.Change.Told, l.To.ID)
		x.Change.Day = x.Now.Format(time.DateOnly)
		told[p.Grid]++
		if l.Class == ClassReminder && x.District.Quiet.Holds(x.Now) {
			hushed[p.Grid]++
		}
	}
	x.burden(told, hushed)
}

// decide hears who or what the event comes from.
func (x *change) decide(e talk.Event) error {
	switch {
	case e.Clock != nil:
		return x.clock(*e.Clock)
	case e.Blocked || e.Unblock || e.Joined || e.Left || e.MovedTo != 0:
		x.presence()
	case e.Press != "":
		return x.press()
	case e.Chat.Group:
		return x.inGroup()
	case e.Edited:
		x.edited()
	case x.World.Me.goesOn(e):
		x.goOnAlbum()
	case e.Command != "":
		return x.command(e.Command, e.Payload)
	case x.World.Session.Dialogue != "":
		return x.goOn()
	case caseNumber(e.Text) >= 1000 || caseNumber(e.Text) != 0 && strings.HasPrefix(strings.TrimSpace(e.Text), "#"):
		// Answered in one way, whether or not there is such a case.
		x.openCase(caseNumber(e.Text))
	case greetings[strings.ToLower(strings.Trim(e.Text, " !！.。,，~?？"))]:
		return x.start("")
	case x.Me.Role == Officer && e.Text != "" && len(e.Files) == 0 && len(x.District.Alarms(e.Text)) == 0:
		// An answer to the whistle in words is no report, and reaches nobody.
		x.reply(talk.Prompt{Say: text.T("officer.words"), Rows: x.menu()})
	case x.Me.mayProve(e, x.District) && x.addressee():
		return x.askMine()
	case e.Given():
		return x.begin()
	case e.Moving:
		// A live location goes on moving after the dialogue: not worth a word.
	default:
		x.reply(talk.Prompt{Say: text.T("start.unheard"), Rows: x.menu()})
	}
	return nil
}

// greetings are no report: whoever says hello is greeted.
var greetings = map[string]bool{
	"你好": true, "您好": true, "在吗": true, "在么": true, "有人吗": true, "早上好": true, "晚上好": true, "谢谢": true, "谢谢您": true, "收到": true, "好的": true, "好": true, "嗯": true,
	"hello": true, "hi": true, "hey": true, "good morning": true, "good evening": true, "thanks": true, "thank you": true, "ok": true, "okay": true,
}

// change is a Change in the making.
type change struct {
	*World
	Change
	event talk.Event
	used  bool // the pressed message was put to use
}

// meet learns what the event tells of the person: who is new, what they are
// called, which language their phone speaks, that they are back.
func (x *change) meet() {
	me, e := x.Me, x.event
	if me.ID == 0 || e.Blocked || e.Clock != nil {
		return
	}
	if e.From.Name != "" {
		me.Name = e.From.Name
	}
	if me.Name == "" {
		me.Name = "#" + strconv.FormatInt(me.ID%10000, 10)
	}
	if l := text.Match(e.Language); l != "" && !me.Chosen {
		me.Lang = l
	}
	if me.Lang == "" {
		me.Lang = x.District.Langs[0]
	}
	if !e.Chat.Group {
		me.Gone = false
	}
	if me.Rev == 0 || me.Name != x.Me.Name || me.Lang != x.Me.Lang || me.Gone != x.Me.Gone {
		x.person(me)
	}
}

// person keeps a changed person; the last change counts.
func (x *change) person(p Person) {
	if p.ID == x.Me.ID {
		x.Me = p
	}
	for i := range x.People {
		if x.People[i].ID == p.ID {
			x.People[i] = p
			x.Changed = x.People
			return
		}
	}
	x.People = append(x.People, p)
	x.Changed = x.People
}

// session keeps how far the person has come now.
func (x *change) session(s talk.Session) {
	x.Change.Session = &s
	x.windDraft(s)
}

// toast answers a press.
func (x *change) toast(t text.Text) { x.Change.Toast = t }

// alert answers a press with something that must be read.
func (x *change) alert(t text.Text) { x.Change.Toast, x.Change.Alert = t, true }

// reply says something to whoever the event came from. After a press in the
// private chat the first message takes the place of the one with the button.
func (x *change) reply(ps ...talk.Prompt) {
	for _, p := range ps {
		l := Letter{Class: ClassReply, To: x.event.Chat, Lang: x.Me.Lang, Say: p}
		if x.event.Chat.Group {
			l.Lang = x.groupLang()
		}
		if x.event.Press != "" && !x.event.Chat.Group && !x.used {
			x.used = true
			if p.Keys == "" && len(p.Files) == 0 && p.Spot == nil {
				l.Edit = x.event.Message
			} else {
				x.strip() // answered, and what follows stands below it
			}
		}
		x.Letters = append(x.Letters, l)
	}
}

// press is a pressed button. What stands on it is a format we have published:
//
//	d|<dialogue>|<step>|<press>   answers a question of a dialogue
//	c|<case>|<action>[|<choice>]  acts on a case
//	m|<command>[|<choice>]        the menu
func (x *change) press() error {
	data := x.event.Press
	if dialogue, _, _ := talk.Pressed(data); dialogue != "" {
		if x.event.Chat.Group || x.World.Session.Dialogue != dialogue {
			// The message keeps its buttons: it may be a card by now.
			x.toast(text.T("talk.stale"))
			return nil
		}
		return x.goOn()
	}
	if number, do, choice, ok := pressedCase(data); ok {
		return x.pressCase(number, do, choice)
	}
	if command, choice, ok := pressedMenu(data); ok && !x.event.Chat.Group {
		return x.command(command, choice)
	}
	x.toast(text.T("talk.stale"))
	return nil
}

// strip takes the buttons off a message that nobody can answer any more.
func (x *change) strip() {
	if _, step, press := talk.Pressed(x.event.Press); step == "preview" && press == "send" {
		return // the preview has become the receipt: a second tap takes nothing from it
	}
	if x.event.Press != "" && x.event.Message != 0 && !x.event.Chat.Group {
		x.Letters = append(x.Letters, Letter{Class: ClassReply, To: x.event.Chat, Edit: x.event.Message, Strip: true})
	}
}

// acting builds what stands on a button that acts on a case.
func acting(label text.Text, number int, do cases.Action, choice ...string) talk.Button {
	data := "c|" + strconv.Itoa(number) + "|" + string(do)
	for _, c := range choice {
		data += "|" + c
	}
	return talk.Button{Label: label, Data: data}
}

func pressedCase(data string) (number int, do, choice string, ok bool) {
	parts := strings.SplitN(data, "|", 4)
	if len(parts) < 3 || parts[0] != "c" {
		return 0, "", "", false
	}
	number = caseNumber(parts[1])
	if len(parts) == 4 {
		choice = parts[3]
	}
	return number, parts[2], choice, number != 0
}

// menuButton is a button that stands for a command.
func menuButton(label text.Text, command string, choice ...string) talk.Button {
	return talk.Button{Label: label, Data: strings.Join(append([]string{"m", command}, choice...), "|")}
}

func pressedMenu(data string) (command, choice string, ok bool) {
	parts := strings.SplitN(data, "|", 3)
	if len(parts) < 2 || parts[0] != "m" {
		return "", "", false
	}
	if len(parts) == 3 {
		choice = parts[2]
	}
	return parts[1], choice, true
}

func menuCommand(data string) string {
	command, _, _ := pressedMenu(data)
	return command
}

// caseNumber reads a case number as people write it: 1042 or #1042. It is 0
// when the words are anything else.
func caseNumber(words string) int {
	words = strings.TrimPrefix(strings.TrimSpace(words), "#")
	if len(words) == 0 || len(words) > 9 || words[0] == '0' {
		return 0
	}
	n, err := strconv.Atoi(words)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// Payloads of deep links: c<case> opens a case, i<token> is an invitation,
// b<grid> binds the group to the grid.

func payloadCase(p string) int {
	if rest, ok := strings.CutPrefix(p, "c"); ok {
		return caseNumber(rest)
	}
	return 0
}

func payloadInvite(p string) string {
	if rest, ok := strings.CutPrefix(p, "i"); ok && len(rest) >= 16 {
		return rest
	}
	return ""
}

// errNoDialogue: a session names a dialogue no release knows any more.
var errNoDialogue = errors.New("no such dialogue")
