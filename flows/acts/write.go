package acts

import (
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// ShowToast answers a press.
func (x *Turn) ShowToast(t text.Text) { x.Change.Toast = t }

// ShowAlert answers a press with something that must be read.
func (x *Turn) ShowAlert(t text.Text) { x.Change.Toast, x.Change.Alert = t, true }

// Reply says something to whoever the event came from. After a press in the
// private chat the first message takes the place of the one with the button.
func (x *Turn) Reply(ps ...talk.Prompt) {
	for _, p := range ps {
		l := world.Letter{Class: world.ClassReply, To: x.Event.Chat, Lang: x.Me.Lang, Say: p}
		if x.Event.Chat.Group {
			l.Lang = x.groupLang()
		}
		if x.Event.Press != "" && !x.Event.Chat.Group && !x.used {
			x.used = true
			if p.Keys == "" && len(p.Files) == 0 && p.Spot == nil && p.Draw == nil {
				l.Edit = x.Event.Message
			} else {
				x.Strip() // answered, and what follows stands below it
			}
		}
		x.Letters = append(x.Letters, l)
	}
}

// Strip takes the buttons off a message that nobody can answer any more.
func (x *Turn) Strip() {
	if _, step, press := talk.Pressed(x.Event.Press); step == "preview" && press == "send" {
		return // the preview has become the receipt: a second tap takes nothing from it
	}
	if x.Event.Press != "" && x.Event.Message != 0 && !x.Event.Chat.Group {
		x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Event.Chat, Edit: x.Event.Message, Strip: true})
	}
}

// Write writes to one person, where they can be reached.
func (x *Turn) Write(p world.Person, class world.Class, say talk.Prompt) {
	if p.ID != 0 && !p.Gone {
		x.Letters = append(x.Letters, world.Letter{Class: class, To: talk.Chat{ID: p.ID}, Lang: p.Lang, Say: say})
	}
}

// Private is where a person reads what is for them alone.
func (x *Turn) Private() talk.Chat { return talk.Chat{ID: x.Me.ID} }

// Beside says something under what was pressed, which stays: a digest is read
// again and again.
func (x *Turn) Beside(p talk.Prompt) {
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Event.Chat, Lang: x.Me.Lang, Say: p})
}

// Menu is what a person can do, under the first message; in a group, nothing.
func (x *Turn) Menu() [][]talk.Button {
	if x.Event.Chat.Group {
		return nil
	}
	return show.Menu(x.World)
}
