package sandbox

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gridbot/flows/talk/chatfile"
)

// A Part says who is who in a transcript: a person by name, or a group, whose
// ID is negative, by its handle.
type Part struct {
	Name string
	Chat int64
}

// A Player acts a transcript out on a Server and writes down what everybody
// was shown. It keeps the people's lines and writes the bot's.
type Player struct {
	Server *Server
	Cast   []Part
	// Settle waits until the bot has done everything that was said to it, and
	// everything it owes is sent. Without it nothing is waited for.
	Settle func(ctx context.Context) error
	// Direct carries a stage direction out. Without it a direction is an error.
	Direct func(ctx context.Context, words string) error
	// Before is called before each person's line and each direction, to show or
	// to slow what is played. An error ends the play.
	Before func(ctx context.Context, l chatfile.Line, who int64) error
	// Mask replaces what is never twice the same, such as invitation tokens.
	Mask func(words string) string

	seq     int                        // of the last event looked at
	seen    map[int64]map[int]*Message // what each chat shows, as of seq
	links   map[string]deepLink        // newest deep link by kind
	pending map[Part]<-chan Answer     // the button pressed in this line
}

// first ends a label that is written short: the first button that begins so.
const first = "…"

// A deepLink is a t.me link of the bot somebody was shown.
type deepLink struct{ kind, payload string }

// Play acts the script out to its end, or to the first line that fails, and
// returns the transcript with the bot's lines as they came. The error names
// the line; the transcript up to it is returned with it.
func (p *Player) Play(ctx context.Context, script chatfile.Script) (string, error) {
	p.seen, p.links = map[int64]map[int]*Message{}, map[string]deepLink{}
	p.seq = p.Server.Seq()
	for _, part := range p.Cast {
		for _, m := range p.Server.Messages(part.Chat) {
			p.look(part.Chat, &m)
		}
	}
	shown := map[int][]string{}
	var fault error
	for i, l := range script.Lines {
		if l.Kind != chatfile.Said && l.Kind != chatfile.Direction {
			continue
		}
		lines, err := p.line(ctx, l)
		shown[i] = lines
		if err != nil {
			fault = fmt.Errorf("line %d, %s: %w", l.No, l.Raw[0], err)
			break
		}
	}
	return script.Rewrite(func(i int, _ chatfile.Line) []string { return shown[i] }), fault
}

// line plays one line and returns what was shown because of it.
func (p *Player) line(ctx context.Context, l chatfile.Line) ([]string, error) {
	p.pending = map[Part]<-chan Answer{}
	var who int64
	if l.Kind == chatfile.Said {
		var err error
		if who, err = p.chat(l.Who); err != nil {
			return nil, err
		}
	}
	if p.Before != nil {
		if err := p.Before(ctx, l, who); err != nil {
			return nil, err
		}
	}
	switch {
	case l.Kind == chatfile.Said:
		if err := p.act(l, who); err != nil {
			return nil, err
		}
	case p.Direct == nil:
		return nil, fmt.Errorf("nobody carries directions out here")
	default:
		if err := p.Direct(ctx, l.Words); err != nil {
			return nil, err
		}
	}
	if p.Settle != nil {
		if err := p.Settle(ctx); err != nil {
			return nil, fmt.Errorf("wait for the bot: %w", err)
		}
	}
	return p.collect(), nil
}

// chat is the ID behind a name of the cast.
func (p *Player) chat(name string) (int64, error) {
	i := slices.IndexFunc(p.Cast, func(c Part) bool { return c.Name == name })
	if i < 0 {
		return 0, fmt.Errorf("%q is not in the cast", name)
	}
	return p.Cast[i].Chat, nil
}

// act does what a person's line says.
func (p *Player) act(l chatfile.Line, who int64) error {
	at := Place{Chat: who, Thread: l.Topic}
	if l.In != "" {
		var err error
		if at.Chat, err = p.chat(l.In); err != nil {
			return err
		}
	}
	s, a := p.Server, l.Act
	var err error
	if at.ReplyTo, err = p.answered(at.Chat, a); err != nil {
		return err
	}
	switch a.Do {
	case chatfile.Say, chatfile.Reply:
		_, err = s.SayAt(who, at, a.Text)
	case chatfile.Press:
		return p.press(l, who, at)
	case chatfile.Photo, chatfile.Album:
		return p.photo(who, at, a)
	case chatfile.Edit:
		m := p.newest(at.Chat, func(m *Message) bool { return !m.Out && m.From != nil && m.From.ID == who && !m.service() })
		if m == nil {
			return fmt.Errorf("%s has said nothing here to edit", l.Who)
		}
		return s.Edit(who, at.Chat, m.MessageID, a.Text)
	case chatfile.Start:
		if at.Chat < 0 {
			_, err = s.StartGroup(who, at.Chat, a.Text)
			break
		}
		_, err = s.Start(who, a.Text)
	case chatfile.Follow:
		return p.follow(who, at)
	case chatfile.Forge:
		return p.forge(l, who, at)
	case chatfile.Block, chatfile.Unblock:
		return s.Block(who, a.Do == chatfile.Block)
	case chatfile.Join:
		return s.Join(at.Chat, who)
	case chatfile.Leave:
		return s.Leave(at.Chat, who)
	default:
		_, err = s.Send(who, at, Thing{Kind: a.Do, Text: a.Text, Lat: a.Lat, Lon: a.Lon, Title: a.Title, Address: a.Address, Own: a.Own})
	}
	return err
}

// answered is which message of the bot a person answers, 0 for none: the newest
// of the chat, or the newest that shows a case.
func (p *Player) answered(chat int64, a chatfile.Act) (int, error) {
	if !a.Reply && a.Do != chatfile.Reply {
		return 0, nil
	}
	m := p.newest(chat, func(m *Message) bool {
		return m.Out && (a.To == 0 || strings.Contains(m.Text+m.Caption, fmt.Sprintf("#%d · ", a.To)))
	})
	if m == nil {
		return 0, fmt.Errorf("the bot has said nothing like that here to reply to")
	}
	return m.MessageID, nil
}

func (p *Player) photo(who int64, at Place, a chatfile.Act) error {
	pictures := make([][]byte, len(a.Photos))
	samples := p.Server.sampleList()
	for i, name := range a.Photos {
		if name == "" {
			name = samples[i%len(samples)].ID
		}
		if pictures[i] = p.Server.Sample(name); pictures[i] == nil {
			return fmt.Errorf("no picture is called %q", name)
		}
	}
	_, err := p.Server.Photo(who, at, a.Text, pictures...)
	return err
}

// follow follows the newest deep link anybody was shown: in a group that of a
// startgroup link, in private that of a start link.
func (p *Player) follow(who int64, at Place) error {
	kind := "start"
	if at.Chat < 0 {
		kind = "startgroup"
	}
	link, ok := p.links[kind]
	if !ok {
		return fmt.Errorf("nobody was shown a %s link of the bot", kind)
	}
	var err error
	if at.Chat < 0 {
		_, err = p.Server.StartGroup(who, at.Chat, link.payload)
	} else {
		_, err = p.Server.Start(who, link.payload)
	}
	return err
}

// forge presses a button nobody was given, on the newest message that has any.
func (p *Player) forge(l chatfile.Line, who int64, at Place) error {
	m := p.newest(at.Chat, func(m *Message) bool { return m.Out && m.ReplyMarkup != nil })
	if m == nil {
		m = p.newest(at.Chat, func(m *Message) bool { return m.Out })
	}
	id := 0
	if m != nil {
		id = m.MessageID
	}
	return p.tap(l, who, at.Chat, id, l.Act.Text)
}

func (p *Player) tap(l chatfile.Line, who, in int64, message int, data string) error {
	answer, err := p.Server.Tap(who, in, message, data)
	if err == nil {
		p.pending[Part{l.Who, in}] = answer
	}
	return err
}

// newest is the newest message of a chat that fits, or nil.
func (p *Player) newest(chat int64, fits func(*Message) bool) *Message {
	all := p.Server.Messages(chat)
	for i := len(all) - 1; i >= 0; i-- {
		if fits(&all[i]) {
			return &all[i]
		}
	}
	return nil
}

// press presses the newest button with the label: an inline one, else one of
// the reply keyboard; a label that fits exactly, else one that alone begins so,
// else, where the line writes … at its end, the first that begins so: what is a
// date there differs from day to day.
func (p *Player) press(l chatfile.Line, who int64, at Place) error {
	exact := func(label string) bool { return label == l.Act.Text }
	begins := func(label string) bool { return strings.HasPrefix(label, strings.TrimSuffix(l.Act.Text, first)) }
	for _, fits := range []func(string) bool{exact, begins} {
		if done, err := p.pressInline(l, who, at, fits); done || err != nil {
			return err
		}
		if done, err := p.pressKey(l, who, at, fits); done || err != nil {
			return err
		}
	}
	return fmt.Errorf("nobody was shown a button [%s] there", l.Act.Text)
}

func (p *Player) pressInline(l chatfile.Line, who int64, at Place, fits func(string) bool) (bool, error) {
	var found []Button
	m := p.newest(at.Chat, func(m *Message) bool {
		found = nil
		if m.Out && m.ReplyMarkup != nil {
			for _, row := range m.ReplyMarkup.Rows {
				for _, b := range row {
					if fits(b.Text) {
						found = append(found, b)
					}
				}
			}
		}
		return found != nil
	})
	if m == nil {
		return false, nil
	}
	switch b := found[0]; {
	case len(found) > 1 && found[0].Text != found[1].Text && !strings.HasSuffix(l.Act.Text, first):
		return false, fmt.Errorf("several buttons begin with [%s]: %s, %s", l.Act.Text, found[0].Text, found[1].Text)
	case b.Data != "":
		return true, p.tap(l, who, at.Chat, m.MessageID, b.Data)
	case b.URL != "":
		link, ok := p.Server.deepLink(b.URL)
		if !ok {
			return false, fmt.Errorf("[%s] opens a page outside", b.Text)
		}
		p.links[link.kind] = link
		if link.kind == "startgroup" && at.Chat > 0 {
			return false, fmt.Errorf("[%s] asks for a group: write Name@group: (follow)", b.Text)
		}
		if link.kind == "start" {
			at.Chat = who // the client goes over to the private chat
		}
		return true, p.follow(who, Place{Chat: at.Chat})
	default:
		return false, fmt.Errorf("[%s] is a button of a sort that is not played", b.Text)
	}
}

func (p *Player) pressKey(l chatfile.Line, who int64, at Place, fits func(string) bool) (bool, error) {
	k := p.Server.Keyboard(at.Chat, who)
	if k == nil {
		return false, nil
	}
	var found []KeyButton
	for _, row := range k.Keyboard {
		for _, b := range row {
			if fits(b.Text) {
				found = append(found, b)
			}
		}
	}
	var err error
	switch {
	case len(found) == 0:
		return false, nil
	case len(found) > 1:
		return false, fmt.Errorf("several buttons begin with [%s]: %s, %s", l.Act.Text, found[0].Text, found[1].Text)
	case found[0].RequestLocation:
		return false, fmt.Errorf("[%s] sends a place: write (location …)", found[0].Text)
	case found[0].RequestContact:
		_, err = p.Server.Send(who, at, Thing{Kind: "contact", Own: true})
	default:
		_, err = p.Server.SayAt(who, at, found[0].Text)
	}
	return true, err
}
