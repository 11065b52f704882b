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

// Decide is what an event changes. An error is ours: nothing is changed, and
// the event is tried again or put aside.
func Decide(w *World, e talk.Event) (Change, error) {
	x := begun(w, e)
	err := x.book.way(x.World, e).does(x)
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
	for _, s := range x.book.subjects {
		if s.last != nil {
			s.last(x)
		}
	}
	x.count()
	x.Change.Lang = x.Me.Lang
	return x.Change, nil
}

// begun is a turn that has only begun, with a world of its own.
func begun(w *World, e talk.Event) *change {
	own := *w
	x := &change{World: &own, book: theBook, event: e}
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

// greetings are no report: whoever says hello is greeted.
var greetings = map[string]bool{
	"你好": true, "您好": true, "在吗": true, "在么": true, "有人吗": true, "早上好": true, "晚上好": true, "谢谢": true, "谢谢您": true, "收到": true, "好的": true, "好": true, "嗯": true,
	"hello": true, "hi": true, "hey": true, "good morning": true, "good evening": true, "thanks": true, "thank you": true, "ok": true, "okay": true,
}

// change is a Change in the making.
type change struct {
	*World
	Change
	book  *book
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
func (x *change) session(s talk.Session) { x.Change.Session = &s }

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
