package acts

import (
	"encoding/json"
	"fmt"

	"gridbot/flows/cases"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Lead leads a person into a dialogue about a case with what is known already.
// Where nothing is left to ask, it counts at once.
func (x *Turn) Lead(c cases.Case, dialogue string, known any, answered ...string) error {
	data, err := json.Marshal(known)
	if err != nil {
		return fmt.Errorf("lead into %s: %w", dialogue, err)
	}
	return x.enterOrAct(c, x.Book.Dialogues[dialogue], talk.Session{Dialogue: dialogue, Answered: answered, Data: data})
}

// enterOrAct enters a dialogue about a case, or carries out what it decides,
// where all it would ask was shown before.
func (x *Turn) enterOrAct(c cases.Case, d Dialogue, s talk.Session) error {
	s.About = c.Number
	_, asking, err := d.Ask(x.World, s)
	if err != nil || asking {
		if err == nil {
			err = x.Enter(c, d, s)
		}
		return err
	}
	s.Below = x.Below()
	x.World.Session = s
	return x.Advance(d, s)
}

// Above begins a dialogue with what is known already. Whatever is open waits
// below it, and is asked again when it ends.
func (x *Turn) Above(dialogue string, known any, about ...int) error {
	data, err := json.Marshal(known)
	if err != nil {
		return fmt.Errorf("begin %s: %w", dialogue, err)
	}
	s := talk.Session{Dialogue: dialogue, Data: data}
	if len(about) > 0 {
		s.About = about[0]
	}
	if open := x.World.Session; open.Dialogue == dialogue {
		s.Below = open.Below
	} else if open.Dialogue != "" {
		s.Below = &open
	}
	p, _, err := x.Book.Dialogues[dialogue].Ask(x.World, s)
	if err != nil {
		return err
	}
	x.KeepSession(s)
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: p})
	return nil
}
