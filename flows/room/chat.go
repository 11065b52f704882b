package room

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/talk/chatfile"
	"gridbot/flows/text"
)

var update = flag.Bool("update", false, "write the bot's side of the transcripts anew")

// Conversations plays every transcript of a folder, each in a room of its own.
// The first line of a transcript says why it is worth keeping; what is stored
// goes through JSON between any two lines.
func Conversations(t *testing.T, folder string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.chat"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no transcripts in %s: %v", folder, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".chat"), func(t *testing.T) {
			t.Parallel()
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(string(b), "# ") {
				t.Errorf("%s does not say why it is worth keeping", path)
			}
			got := play(t, string(b))
			switch {
			case *update:
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			case got != string(b):
				t.Errorf("%s has changed (go test -update writes it anew):\n%s", path, difference(string(b), got))
			}
		})
	}
}

// play plays a transcript and returns it with the bot's side as it came.
func play(t *testing.T, file string) string {
	t.Helper()
	script, err := chatfile.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	p := &player{Room: New(t), script: script, words: map[int64]int{}}
	shown := p.all(t, nil)
	return script.Rewrite(func(i int, _ chatfile.Line) []string { return shown[i] })
}

// Each plays the transcript of a path, and shows after what somebody wrote or pressed
// where that has left them: the room, who it was, and the words they were shown; none
// where they sent pictures.
func Each(t *testing.T, path string, at func(r *Room, who int64, shown []string)) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	script, err := chatfile.Parse(string(b))
	if err != nil {
		t.Fatal(err)
	}
	p := &player{Room: New(t), script: script, words: map[int64]int{}, folder: filepath.Dir(path)}
	p.all(t, func(r *Room, who int64, shown []string) {
		if len(p.last.Files) > 0 {
			shown = nil // pictures come in several pieces, and the question once
		}
		at(r, who, shown)
	})
}

// all plays the lines, and returns what people were shown by each.
func (p *player) all(t *testing.T, at func(r *Room, who int64, shown []string)) map[int][]string {
	t.Helper()
	shown := map[int][]string{}
	for i, l := range p.script.Lines {
		p.Clear()
		var err error
		switch l.Kind {
		case chatfile.Said:
			err = p.act(l)
		case chatfile.Direction:
			err = p.direct(l.Words)
		default:
			continue
		}
		if err != nil {
			t.Fatalf("line %d, %s: %v, after\n%s", l.No, l.Raw[0], err, strings.Join(p.before, "\n"))
		}
		shown[i] = p.lines()
		p.before = shown[i]
		if at != nil && l.Kind == chatfile.Said {
			at(p.Room, p.id(l.Who), p.wordsTo(p.id(l.Who)))
		}
	}
	return shown
}

// wordsTo is what somebody was shown in their chat since.
func (p *player) wordsTo(who int64) []string {
	var words []string
	for _, it := range p.shown {
		if it.chat == who && it.m != nil {
			words = append(words, it.m.Words)
		}
	}
	return words
}

// player acts a transcript out in a room.
type player struct {
	*Room
	script chatfile.Script
	last   talk.Event // the last thing somebody did
	before []string   // what the last line has shown
	words  map[int64]int
	folder string // of the transcript; "": testdata
}

func (p *player) id(name string) int64 {
	if id, ok := names[name]; ok {
		return id
	}
	id := int64(100 + len(names))
	for i, n := range p.script.People() {
		if n == name {
			id = int64(100 + i)
		}
	}
	return id
}

// from is an event of somebody: whose name is Chinese has a Chinese phone.
func (p *player) from(name string) talk.Event {
	p.Messages++
	lang := "en"
	for _, c := range name {
		if unicode.Is(unicode.Han, c) {
			lang = "zh-hans"
		}
	}
	id := p.id(name)
	return talk.Event{
		ID: fmt.Sprintf("%d-0", p.Messages), From: talk.Sender{ID: id, Name: name}, Chat: talk.Chat{ID: id},
		Message: p.Messages, Language: lang,
	}
}

func (p *player) do(e talk.Event) {
	p.last = e
	if e.Text != "" && !e.Edited {
		p.words[e.From.ID] = e.Message
	}
	p.Happen(e)
}

func (p *player) file(kind string) []talk.File {
	p.files++
	id := fmt.Sprintf("%s-%d", kind, p.files)
	return []talk.File{{Kind: kind, ID: id, Unique: "u-" + id}}
}

// act does what a person's line says.
func (p *player) act(l chatfile.Line) error {
	e, a := p.from(l.Who), l.Act
	if a.Reply || a.Do == chatfile.Reply {
		m := p.answered(e.Chat.ID, a.To)
		if m == nil {
			return fmt.Errorf("the bot has said nothing like that here to reply to")
		}
		e.Reply = m.ID
		e.Quoted, _, _ = strings.Cut(m.Words, "\n")
	}
	switch a.Do {
	case chatfile.Say, chatfile.Forward, chatfile.Reply:
		e.Text = text.Clean(expand(a.Text), 4096)
		if rest, ok := strings.CutPrefix(e.Text, "/"); ok && a.Do == chatfile.Say {
			e.Command, e.Payload, _ = strings.Cut(rest, " ")
			e.Text = ""
		}
	case chatfile.Start:
		e.Command, e.Payload = "start", a.Text
	case chatfile.Edit:
		e.Edited, e.Text, e.Message = true, a.Text, p.words[e.From.ID]
	case chatfile.Photo:
		e.Files, e.Text = p.file("photo"), a.Text
	case chatfile.Video, chatfile.Voice, chatfile.Document:
		e.Files, e.Text = p.file(a.Do), a.Text
	case chatfile.Album:
		p.albums++
		for i := range a.Photos {
			one := p.from(l.Who)
			one.Reply, one.Quoted = e.Reply, e.Quoted
			one.Files, one.Album = p.file("photo"), strconv.Itoa(p.albums)
			if i == 0 {
				one.Text = a.Text
			}
			p.do(one)
		}
		return nil
	case chatfile.Location, chatfile.Venue:
		e.Point, e.Venue = &grids.Point{Lat: a.Lat, Lon: a.Lon}, a.Title
	case chatfile.Sticker:
		e.Unheard = "other"
	case chatfile.Contact:
		e.Unheard, e.Contact = "contact", -1
	case chatfile.Block, chatfile.Unblock:
		e.Blocked, e.Unblock = a.Do == chatfile.Block, a.Do == chatfile.Unblock
	case chatfile.Press:
		b, m, err := p.find(e.Chat.ID, a.Text)
		if err != nil {
			return err
		}
		if b.Start != "" {
			e.Command, e.Payload = "start", b.Start
			break
		}
		e.Press, e.Message, e.Query = b.Data, m.ID, "q"
	case chatfile.Forge:
		e.Press, e.Query = a.Text, "q"
		if len(e.Press) > 64 {
			e.Press = "?"
		}
		if all := p.Chats[e.Chat.ID]; len(all) > 0 {
			e.Message = all[len(all)-1].ID
		}
	default:
		return fmt.Errorf("nobody does %q here", a.Do)
	}
	p.do(e)
	return nil
}

// answered is the newest message of the bot in a chat, or the newest that shows
// a case.
func (p *player) answered(chat int64, number int) *Message {
	for i := len(p.Chats[chat]) - 1; i >= 0; i-- {
		if m := p.Chats[chat][i]; number == 0 || strings.Contains(m.Words, fmt.Sprintf("#%d · ", number)) {
			return m
		}
	}
	return nil
}

// expand lets a transcript say very long things in a short line: {4096 水}.
func expand(words string) string {
	return regexp.MustCompile(`\{(\d+) ([^}]+)\}`).ReplaceAllStringFunc(words, func(s string) string {
		n, what, _ := strings.Cut(strings.Trim(s, "{}"), " ")
		times, _ := strconv.Atoi(n)
		return strings.Repeat(what, times)
	})
}

// find is the newest button with a label, or that begins with it.
func (p *player) find(chat int64, label string) (Button, *Message, error) {
	for _, fits := range []func(string) bool{
		func(l string) bool { return l == label },
		func(l string) bool { return strings.HasPrefix(l, label) },
	} {
		for i := len(p.Chats[chat]) - 1; i >= 0; i-- {
			m := p.Chats[chat][i]
			for _, row := range m.Rows {
				for _, b := range row {
					if fits(b.Label) {
						return b, m, nil
					}
				}
			}
		}
	}
	return Button{}, nil, fmt.Errorf("nobody was shown [%s]", label)
}

var (
	later  = regexp.MustCompile(`^(\d+) (minute|hour|day)s? (later|pass)$`)
	moves  = regexp.MustCompile(`^the live location moves to (\S+),(\S+)$`)
	other  = regexp.MustCompile(`^somebody else reports #(\d+)$`)
	spot   = regexp.MustCompile(`^(\S+) is on the spot of #(\d+), (\S+)$`)
	works  = regexp.MustCompile(`^(\S+) is (worker|lead|coordinator) of (\S+)$`)
	offers = regexp.MustCompile(`^the folder offers (\w+)$`)
	serves = regexp.MustCompile(`^(\S+) is (officer|head) of (\S+?)(?: for (\S+))?$`)
	stands = regexp.MustCompile(`^#(\d+) of (\S+) is (\w+)$`)
	loses  = regexp.MustCompile(`^the folder loses the grid of #(\d+)$`)
)
