// Package chatfile reads transcripts: conversations of people with the bot,
// written as a person would tell them.
//
//	# why this conversation is worth keeping
//	-- 10 minutes later --
//	Ana: There is a stove in our living room
//	Ana: (photo kitchen) look
//	Ana@team: [Claim]
//	Bot → Ana: Where is it?
//	     [Here] [Somewhere else]
//
//	## A worker takes it, and Ana sees it on her card.
//	Li: [Claim]
//	Bot ± Ana: #7 · Stove
//	     - Nobody has it yet
//	     + Li has it
//	       [Call]
//	     + [Withdraw]
//
// A long transcript has chapters, each with a heading that says what it shows.
//
// What the bot sends is shown in full, →. A message that it changes in place is
// shown by what changed in it, ±, under its title: lines that went away, lines
// that came, and of those that stay only the one above a line that came where
// none went, or one that says which message is meant. With nothing under its
// title, a message is again as it was shown before. It is compared with the
// newest message of that chat with that title to which the changes fit, and if
// the title names no case, only with the message shown there last. The changes
// are computed from the full words and give them back, so nothing can change for
// a person without changing the transcript; where they would be longer, or
// nothing like it was shown, the message is shown in full, ✎.
//
// The people's lines are input, the bot's lines are what came of it. Package
// chatfile knows how such lines are written and what a person can do in one,
// and nothing of who plays them.
package chatfile

import (
	"fmt"
	"regexp"
	"strings"
)

// A Kind says what a line of a transcript is.
type Kind int

// The kinds of lines.
const (
	Note      Kind = iota // a comment or a blank line
	Direction             // a stage direction: time passes, the bot is restarted
	Said                  // a person does something
	Shown                 // the bot shows something: output, which a runner rewrites
)

// A Line is one entry of a transcript, with the lines that continue it. What
// was shown by its changes is an ordinary ✎ to a reader of lines.
type Line struct {
	No   int // number of its first line in the file, from 1
	Kind Kind
	Raw  []string // as written, without line ends

	Words string // of a direction: what stands between the dashes
	Who   string // of a person's line: the person; of the bot's: to whom, "" where the file names nobody
	In    string // handle of the group, "" for the private chat
	Topic int    // topic of a forum group, 0 for none
	Act   Act    // of a person's line
	Mark  string // of the bot's: "→", "✎", "✗", "!", or ":" where nobody is named; "±" for changes that fit nothing shown before

	full []string // body of a message that was shown by its changes
}

// A Script is a transcript, line by line. Every line of the file belongs to
// exactly one Line.
type Script struct {
	Lines []Line
}

// A Fault is a line that cannot be read.
type Fault struct {
	No   int
	What string
}

// Error names the line, so that an editor can jump to it.
func (f *Fault) Error() string { return fmt.Sprintf("line %d: %s", f.No, f.What) }

const indent = "     "

var (
	directionLine = regexp.MustCompile(`^--\s*(.*?)\s*--\s*$`)
	botLine       = regexp.MustCompile(`^Bot(?: ([→✎±✗!]) ([^:]*?))?:(?: (.*))?$`)
	personLine    = regexp.MustCompile(`^([^\s:@#(\[][^:@#(\[]*?)(?:@([^\s:#]+)(?:#(\d+))?)?:(?: (.*))?$`)
)

// Parse reads a transcript. The error, a *Fault, names the first line that
// cannot be read.
func Parse(text string) (Script, error) {
	var s Script
	var chats shown
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	raw := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := range raw { // nobody sees a space at the end of a line
		raw[i] = strings.TrimRight(raw[i], " \t")
	}
	for i := 0; i < len(raw); {
		n := 1 + continued(raw[i:])
		l := Line{No: i + 1, Raw: raw[i : i+n : i+n]}
		if err := l.read(); err != nil {
			return Script{}, err
		}
		// A decision shown under a person's line, "=> …", is the bot's.
		for k := 1; l.Kind == Said && k < n; k++ {
			if strings.HasPrefix(l.Raw[k], indent+"=> ") {
				n = k
				l = Line{No: i + 1, Raw: raw[i : i+n : i+n]}
				if err := l.read(); err != nil {
					return Script{}, err
				}
			}
		}
		if l.Kind == Shown {
			chats.read(&l)
		}
		s.Lines = append(s.Lines, l)
		i += n
	}
	return s, nil
}

// continued counts the lines that continue the first: indented ones, and blank
// ones between them.
func continued(raw []string) int {
	if strings.TrimSpace(raw[0]) == "" || strings.HasPrefix(raw[0], "#") || strings.HasPrefix(raw[0], "--") {
		return 0
	}
	last := 0
	for i := 1; i < len(raw); i++ {
		switch {
		case strings.HasPrefix(raw[i], indent) && strings.TrimSpace(raw[i]) != "":
			last = i
		case strings.TrimSpace(raw[i]) != "":
			return last
		}
	}
	return last
}

// read finds out what the line is.
func (l *Line) read() error {
	first := l.Raw[0]
	if strings.TrimSpace(first) == "" || strings.HasPrefix(first, "#") {
		l.Kind = Note
		return nil
	}
	if m := directionLine.FindStringSubmatch(first); m != nil {
		l.Kind, l.Words = Direction, m[1]
		return nil
	}
	if strings.HasPrefix(first, indent+"=> ") {
		l.Kind, l.Mark = Shown, ":"
		return nil
	}
	if m := botLine.FindStringSubmatch(first); m != nil {
		l.Kind, l.Mark = Shown, m[1]
		var topic string
		l.Who, l.In, _ = strings.Cut(m[2], "@")
		l.In, topic, _ = strings.Cut(l.In, "#")
		_, _ = fmt.Sscan(topic, &l.Topic)
		if l.Mark == "" {
			l.Mark = ":"
		}
		return nil
	}
	m := personLine.FindStringSubmatch(first)
	if m == nil {
		return &Fault{l.No, fmt.Sprintf("neither a comment, nor a direction, nor somebody's line: %q", first)}
	}
	l.Kind, l.Who, l.In = Said, m[1], m[2]
	_, _ = fmt.Sscan(m[3], &l.Topic)
	words := m[4]
	for _, more := range l.Raw[1:] {
		words += "\n" + strings.TrimPrefix(more, indent)
	}
	act, err := parseAct(words)
	if err != nil {
		return &Fault{l.No, err.Error()}
	}
	l.Act = act
	return nil
}

// Body is what a bot's line says, without the head and the indentation: all of
// it, also where the file has only what changed.
func (l Line) Body() []string {
	if l.Kind != Shown {
		return nil
	}
	if l.full != nil {
		return l.full
	}
	var body []string
	if m := botLine.FindStringSubmatch(l.Raw[0]); m != nil {
		if m[3] != "" {
			body = append(body, m[3])
		}
	} else {
		body = append(body, strings.TrimPrefix(l.Raw[0], indent))
	}
	for _, more := range l.Raw[1:] {
		body = append(body, strings.TrimPrefix(more, indent))
	}
	return body
}

// String is the transcript as a file, with a line feed at the end.
func (s Script) String() string {
	return s.Rewrite(nil)
}

// Rewrite keeps notes, directions and people's lines as they are and puts
// under each what the function returns for it, as lines of Output in full; the
// bot's lines of the file are left out. A nil function keeps everything. The
// index counts all lines of the script, so that a runner can keep its own slice
// beside it.
func (s Script) Rewrite(after func(i int, l Line) []string) string {
	var out strings.Builder
	var chats shown
	for i, l := range s.Lines {
		if l.Kind == Shown && after != nil {
			continue
		}
		write(&out, l.Raw)
		if after == nil {
			continue
		}
		for raw := after(i, l); len(raw) > 0; {
			n := 1 + continued(raw)
			l := Line{Raw: raw[:n:n]}
			if err := l.read(); err == nil && l.Kind == Shown {
				l.Raw = chats.write(l)
			}
			write(&out, l.Raw)
			raw = raw[n:]
		}
	}
	return out.String()
}

func write(out *strings.Builder, lines []string) {
	for _, l := range lines {
		out.WriteString(strings.TrimRight(l, " \t"))
		out.WriteByte('\n')
	}
}

// People are the names of those who do something, in the order of appearance.
func (s Script) People() []string {
	var names []string
	seen := map[string]bool{}
	for _, l := range s.Lines {
		if l.Kind == Said && !seen[l.Who] {
			seen[l.Who] = true
			names = append(names, l.Who)
		}
	}
	return names
}
