package chatfile

import (
	"iter"
	"regexp"
	"slices"
	"strings"
)

// A version is what a message said when it was last shown in a transcript.
type version struct {
	chat string // as the bot's line names it, "" where the file names nobody
	body []string
}

// shown is what stands in the chats, as far as a transcript has told: one
// version of each message, in the order in which they were last shown.
type shown []version

// read notes what a line of a file shows, and finds the full words of one that
// tells only what changed. One that fits nothing stays as it is written: a
// runner will write it anew.
func (s *shown) read(l *Line) {
	switch body := l.Body(); {
	case len(body) == 0:
	case l.Mark == "→" || l.Mark == "✎" || l.Mark == ":":
		*s = append(*s, version{l.chat(), body})
	case l.Mark == "±":
		if i, now := s.find(l.chat(), body); i >= 0 {
			l.Mark, l.full = "✎", now
			s.replace(i, version{l.chat(), now})
		}
	}
}

// write is a line that comes in full as it stands in a file: what was changed
// in place only by what changed, where that is no longer.
func (s *shown) write(l Line) []string {
	now := version{l.chat(), l.Body()}
	if l.Mark != "✎" || len(now.body) < 2 || strings.HasSuffix(l.Raw[0], ":") { // no title, or one that looks like a name
		s.read(&l)
		return l.Raw
	}
	for i := range s.like(now.chat, title(now.body)) {
		if told := s.tell(i, now); told != nil && len(told) <= len(now.body) {
			s.replace(i, now)
			return Output{Mark: "±", To: now.chat, Text: strings.Join(told, "\n")}.Lines()
		}
	}
	s.read(&l)
	return l.Raw
}

// tell is the title and what changed of a version, in words from which it is
// found again; nil where there are none.
func (s shown) tell(of int, now version) []string {
	fits := func(told []string) bool {
		i, found := s.find(now.chat, told)
		return i == of && slices.Equal(found, now.body)
	}
	for _, near := range []bool{false, true} {
		changed, above := changes(s[of].body, now.body, near)
		told := append([]string{title(now.body)}, changed...)
		if fits(told) {
			return told
		}
		for _, line := range above { // another message would take it too: which one is meant?
			if more := slices.Insert(slices.Clone(told), 1, "  "+line); line != "" && fits(more) {
				return more
			}
		}
	}
	return nil
}

// find is which version changed, the newest to which the changes fit, and what
// it became.
func (s shown) find(chat string, told []string) (int, []string) {
	for i, old := range s.like(chat, told[0]) {
		if now, ok := apply(old.body, told[1:]); ok && title(now) == told[0] {
			return i, now
		}
	}
	return -1, nil
}

// like are the messages of a chat with a title, the newest first. What is known
// by no case is compared only with what was shown last: a question that is asked
// again days later is read in full.
func (s shown) like(chat, known string) iter.Seq2[int, version] {
	return func(yield func(int, version) bool) {
		for i, v := range slices.Backward(s) {
			if !v.in(chat) {
				continue
			}
			same := title(v.body) == known
			if same && !yield(i, v) || !same && !ofCase.MatchString(known) {
				return
			}
		}
	}
}

func (s *shown) replace(i int, v version) {
	*s = append(slices.Delete(*s, i, i+1), v)
}

// in reports whether a message stands in a chat. A file that names nobody tells
// of one chat only.
func (v version) in(chat string) bool { return v.chat == chat || v.chat == "" || chat == "" }

// chat is where a bot's line is shown.
func (l Line) chat() string {
	if m := botLine.FindStringSubmatch(l.Raw[0]); m != nil {
		return m[2]
	}
	return ""
}

// ofCase is a line that names a case: its number comes first, or after a sign
// that it is urgent.
var ofCase = regexp.MustCompile(`^#|^\S+ #\d+ · `)

// title is the line by which a message is known: the first that names a case,
// or else the first.
func title(body []string) string {
	if i := slices.IndexFunc(body, ofCase.MatchString); i >= 0 {
		return body[i]
	}
	return strings.Join(body[:min(1, len(body))], "")
}

// apply carries changes out, from the top to the bottom.
func apply(old, changed []string) (now []string, ok bool) {
	for _, c := range changed {
		sign, line := c[:min(1, len(c))], strings.TrimPrefix(c[min(1, len(c)):], " ")
		at := slices.Index(old, line)
		switch {
		case sign == "+":
			now = append(now, line)
		case at >= 0 && sign == "-":
			now, old = append(now, old[:at]...), old[at+1:]
		case at >= 0 && sign == " ":
			now, old = append(now, old[:at+1]...), old[at+1:]
		default:
			return nil, false
		}
	}
	return append(now, old...), true
}

// changes are the lines that went and came, and those that stay above them all.
// Where nothing went, what came needs the line it comes under; with near, every
// place of a change has that line.
func changes(old, now []string, near bool) (changed, above []string) {
	put := func(sign, line string) { changed = append(changed, strings.TrimRight(sign+line, " ")) }
	same := common(old, now)
	for i, k := 0, 0; i < len(old) || k < len(now); {
		if i < len(old) && k < len(now) && old[i] == now[k] {
			if changed == nil {
				above = append(above, old[i])
			}
			i, k = i+1, k+1
			continue
		}
		from, came := i, []string(nil)
		for i < len(old) || k < len(now) {
			if i < len(old) && k < len(now) && old[i] == now[k] {
				break
			}
			if k == len(now) || i < len(old) && same[i+1][k] >= same[i][k+1] {
				i++
				continue
			}
			came = append(came, now[k])
			k++
		}
		if from > 0 && (near || from == i) {
			put("  ", old[from-1])
		}
		for _, line := range old[from:i] {
			put("- ", line)
		}
		for _, line := range came {
			put("+ ", line)
		}
	}
	return changed, above
}

// common counts the lines that two versions have in common, in order, from
// each place on.
func common(a, b []string) [][]int {
	same := make([][]int, len(a)+1)
	for i := range same {
		same[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if same[i][k] = max(same[i+1][k], same[i][k+1]); a[i] == b[k] {
				same[i][k] = same[i+1][k+1] + 1
			}
		}
	}
	return same
}
