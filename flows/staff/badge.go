package staff

import (
	"slices"
	"strings"
	"unicode"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What somebody calls themselves in Telegram is no proof. Whoever comes to the staff by
// an invitation from the chat says what they are really called and shows their badge, now
// or later; who answers for them looks who it is (confirm.go). Whom the operator of the
// bot has invited, the operator knows.

// badgeData is what somebody says of themselves.
type badgeData struct {
	Name  string `json:"name,omitempty"`
	Photo string `json:"photo,omitempty"`
}

// longestReal is how many letters a name may have.
const longestReal = 40

// badging asks for the name and the badge.
var badging = talk.Dialogue[*world.World, badgeData]{
	Name: "badge",
	Steps: []talk.Step[*world.World, badgeData]{
		{
			Name: "name",
			Ask:  func(*world.World, badgeData) talk.Prompt { return talk.Prompt{Say: text.T("badge.name")} },
			Hear: func(_ *world.World, d *badgeData, e talk.Event) talk.Answer {
				name := joined(text.CleanLine(e.Text, longestReal+1))
				if !isName(name) {
					return talk.Sorry("badge.name.sorry")
				}
				d.Name = name
				return talk.OK()
			},
		},
		{
			Name: "photo",
			Ask: func(_ *world.World, d badgeData) talk.Prompt {
				return talk.Prompt{Say: text.T("badge.photo", "name", d.Name), Rows: [][]talk.Button{{show.Pick(text.T("badge.later"), "later")}}}
			},
			Hear: func(_ *world.World, d *badgeData, e talk.Event) talk.Answer {
				switch {
				case e.Press == "later":
					return talk.OK()
				case len(e.Files) == 0:
					return talk.Sorry("badge.photo.sorry")
				case e.Files[0].Kind != "photo": // a file tells more than it shows
					return talk.Sorry("badge.photo.kind")
				}
				d.Photo = e.Files[0].ID
				return talk.OK()
			},
		},
	},
	Finish: func(_ *world.World, d badgeData) talk.Decision { return d },
}

// isName tells whether words can be what somebody is called.
func isName(s string) bool {
	letters, all := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
		case !slices.Contains([]rune(" ·•.'’-"), r) && !unicode.Is(unicode.M, r):
			return false
		}
		all++
	}
	return letters >= 2 && all <= longestReal
}

// joined is a name without the blanks some put between its characters.
func joined(s string) string {
	for _, r := range s {
		if r != ' ' && !unicode.Is(unicode.Han, r) {
			return s
		}
	}
	return strings.ReplaceAll(s, " ", "")
}

// proven sees to it that who has come to the staff in this turn is asked who they are,
// that who goes leaves no photo of a badge behind, and that those who answer for somebody
// now are those who look.
func proven(x *acts.Turn) {
	for _, p := range slices.Clone(x.People) {
		was, worked := x.Staff.People[p.ID]
		worked = worked && was.Role != world.Resident
		switch {
		case p.Role == world.Resident && p.Real != nil:
			takeBadge(x, was)
			p.Real = nil
			x.KeepPerson(p)
		case p.Role == world.Resident:
		case !worked && p.Real == nil && !byOperator(x):
			p.Real = &world.Real{Since: x.Now.Unix()}
			x.KeepPerson(p)
			x.Write(p, world.ClassReply, talk.Prompt{Say: text.T("badge.ask"), Rows: badgeRow()})
		case worked && !p.Known() && p.Real.Said != 0 && (was.Role != p.Role || was.Agency != p.Agency || !slices.Equal(whereOf(was), whereOf(p))):
			takeBadge(x, was)
			askVouch(x, p)
		}
	}
}

// byOperator tells whether an invitation made at the machine was used in this turn.
func byOperator(x *acts.Turn) bool {
	return x.World.Invite != nil && x.Used == x.World.Invite.Token && x.World.Invite.By == 0
}

func badgeRow() [][]talk.Button {
	return [][]talk.Button{{show.MenuButton(text.T("badge.button"), "badge")}}
}

// beginBadge asks for what is not known yet; of who is known it says so.
func beginBadge(x *acts.Turn) error {
	if x.Me.Known() {
		say := text.T("badge.none")
		if x.Me.Real != nil {
			say = text.T("badge.known", "name", x.Me.Name, "by", x.Staff.Name(x.Me.Real.By))
		}
		x.Reply(talk.Prompt{Say: say, Rows: x.Menu()})
		return nil
	}
	d, answered := badgeData{Name: x.Me.Real.Name}, []string{}
	if d.Name != "" {
		answered = append(answered, "name")
	}
	s, err := badging.Begin(d, answered...)
	if err != nil {
		return err
	}
	p, _, err := badging.Ask(x.World, s)
	if err != nil {
		return err
	}
	s.Below = x.Below()
	x.KeepSession(s)
	x.Beside(p)
	return nil
}

// badged keeps what somebody said of themselves, and asks those who answer for them.
func badged(x *acts.Turn, decided talk.Decision) error {
	d, ok := decided.(badgeData)
	if !ok {
		return acts.ErrNoDialogue
	}
	x.Strip()
	if x.Me.Role == world.Resident || x.Me.Known() { // they left, or it was confirmed, while they were asked
		x.Reply(talk.Prompt{Say: text.T("badge.none"), Rows: x.Menu()})
		return nil
	}
	me := x.Me
	real := *me.Real
	if d.Photo == "" && d.Name == real.Name {
		d.Photo = real.Photo // shown before
	}
	real.Name, real.Photo, real.Said, real.No = d.Name, d.Photo, x.Now.Unix(), 0
	takeBadge(x, me)
	me.Real = &real
	x.KeepPerson(me)
	say := text.T("badge.nobody", "name", real.Name)
	if names := askVouch(x, me); len(names) > 0 {
		say = text.T("badge.said", "name", real.Name, "who", text.Join(" / ", names...))
	}
	if real.Photo == "" {
		say = text.Lines(say, text.T("badge.photo.lacks"))
		x.Reply(talk.Prompt{Say: say, Rows: append(badgeRow(), x.Menu()...)})
		return nil
	}
	x.Reply(talk.Prompt{Say: say, Rows: x.Menu()})
	return nil
}
