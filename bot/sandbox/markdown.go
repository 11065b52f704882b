package sandbox

import (
	"fmt"
	"strings"
)

// markdownMarks are the marks of MarkdownV2, longest first, with the names
// TDLib has for their entities in its errors.
var markdownMarks = []struct{ mark, kind, name string }{
	{"```", "pre", "Pre"}, {"||", "spoiler", "Spoiler"}, {"__", "underline", "Underline"},
	{"*", "bold", "Bold"}, {"_", "italic", "Italic"}, {"~", "strikethrough", "Strikethrough"}, {"`", "code", "Code"},
	{"[", "text_link", "TextUrl"},
}

// reserved are the characters MarkdownV2 wants escaped where they mark nothing.
const reserved = "_*[]()~`>#+-=|{}.!"

// openMark is a mark that waits for its end.
type openMark struct {
	mark, kind, name string
	at, offset       int
}

// A markdown is a source that is being read: how far, and what was made of it.
type markdown struct {
	src    string
	at     int // byte of the source
	out    strings.Builder
	length int // of what is out, as entities count it
	open   []openMark
	made   []Entity
}

// parseMarkdown turns MarkdownV2 into a text and its entities. The fault is
// worded as TDLib words it; offsets in it count bytes of the source.
func parseMarkdown(src string) (text string, made []Entity, fault string) {
	m := &markdown{src: src}
	for m.at < len(src) {
		if fault := m.next(); fault != "" {
			return "", nil, fault
		}
	}
	if len(m.open) > 0 {
		last := m.open[len(m.open)-1]
		return "", nil, fmt.Sprintf("Can't find end of %s entity at byte offset %d", last.name, last.at)
	}
	return m.out.String(), m.made, ""
}

// next reads an escape, the end of a mark, a character, or the begin of a mark.
func (m *markdown) next() (fault string) {
	rest := m.src[m.at:]
	if escaped(rest) {
		m.at++
		m.put(1)
		return ""
	}
	top := openMark{}
	if len(m.open) > 0 {
		top = m.open[len(m.open)-1]
	}
	verbatim := top.kind == "code" || top.kind == "pre"
	switch {
	case verbatim && strings.HasPrefix(rest, top.mark), !verbatim && top.mark != "" && closes(rest, top.mark):
		return m.end(top)
	case verbatim || !strings.ContainsRune(reserved, rune(rest[0])):
		m.put(oneRune(rest))
		return ""
	}
	return m.begin()
}

// put takes over so many bytes of the source as they are.
func (m *markdown) put(n int) {
	t := m.src[m.at : m.at+n]
	m.out.WriteString(t)
	m.length += units(t)
	m.at += n
}

// end makes an entity of the mark that was opened last.
func (m *markdown) end(top openMark) (fault string) {
	m.open = m.open[:len(m.open)-1]
	m.at += len(top.mark)
	e := Entity{Type: top.kind, Offset: top.offset, Length: m.length - top.offset}
	if top.kind == "text_link" {
		url, n, ok := linkTarget(m.src[m.at:])
		if !ok {
			return fmt.Sprintf("Can't find end of a URL at byte offset %d", m.at)
		}
		m.at += n
		e.URL = url
		if !plausibleURL(url) {
			return ""
		}
	}
	if e.Length > 0 {
		m.made = append(m.made, e)
	}
	return ""
}

// begin opens a mark. Of a quotation the lines are kept; its bar is not drawn
// here.
func (m *markdown) begin() (fault string) {
	rest := m.src[m.at:]
	mark, ok := opens(rest)
	if !ok {
		if rest[0] == '>' && (m.at == 0 || m.src[m.at-1] == '\n') {
			m.at++
			return ""
		}
		return fmt.Sprintf("Character '%c' is reserved and must be escaped with the preceding '\\'", rest[0])
	}
	mark.at, mark.offset = m.at, m.length
	m.open = append(m.open, mark)
	m.at += len(mark.mark)
	if mark.kind == "pre" {
		m.at += languageLine(m.src[m.at:])
	}
	return ""
}

// escaped reports whether a source begins with a character that marks nothing.
func escaped(src string) bool {
	return len(src) > 1 && src[0] == '\\' && src[1] > 0 && src[1] < 127
}

// oneRune is the length of the character a source begins with.
func oneRune(src string) int {
	n := 1
	for n < len(src) && src[n]&0xC0 == 0x80 {
		n++
	}
	return n
}

// opens finds the mark a source begins with.
func opens(src string) (openMark, bool) {
	for _, m := range markdownMarks {
		if strings.HasPrefix(src, m.mark) {
			return openMark{mark: m.mark, kind: m.kind, name: m.name}, true
		}
	}
	return openMark{}, false
}

// closes reports whether a source begins with the end of a mark. "__" does
// not end an italic.
func closes(src, mark string) bool {
	switch mark {
	case "[":
		return src[0] == ']'
	case "_":
		return src[0] == '_' && !strings.HasPrefix(src, "__")
	}
	return strings.HasPrefix(src, mark)
}

// linkTarget reads "(url)" and says how many bytes it took.
func linkTarget(src string) (url string, n int, ok bool) {
	if src == "" || src[0] != '(' {
		return "", 0, true // no target: the text is kept, the link is not made
	}
	var out strings.Builder
	for i := 1; i < len(src); i++ {
		switch {
		case src[i] == '\\' && i+1 < len(src):
			i++
			out.WriteByte(src[i])
		case src[i] == ')':
			return out.String(), i + 1, true
		default:
			out.WriteByte(src[i])
		}
	}
	return "", 0, false
}

// languageLine is the length of the name of a language after "```", with its
// line feed.
func languageLine(src string) int {
	n := strings.IndexByte(src, '\n')
	if n < 0 || strings.ContainsAny(src[:n], " `") {
		return 0
	}
	return n + 1
}

// parseOldMarkdown reads the legacy mode: bold, italic, code and links, no
// nesting, and characters that mark nothing need no escape.
func parseOldMarkdown(src string) (text string, made []Entity, fault string) {
	var out strings.Builder
	length := 0
	put := func(t string) { out.WriteString(t); length += units(t) }
	for i := 0; i < len(src); {
		if src[i] == '\\' && i+1 < len(src) && strings.IndexByte("_*`[", src[i+1]) >= 0 {
			put(src[i+1 : i+2])
			i += 2
			continue
		}
		if strings.IndexByte("_*`[", src[i]) < 0 {
			n := oneRune(src[i:])
			put(src[i : i+n])
			i += n
			continue
		}
		m, _ := opens(src[i:])
		if m.mark == "__" {
			m.mark, m.kind, m.name = "_", "italic", "Italic"
		}
		end := m.mark
		if end == "[" {
			end = "]"
		}
		n := strings.Index(src[i+len(m.mark):], end)
		if n < 0 {
			return "", nil, fmt.Sprintf("Can't find end of the entity starting at byte offset %d", i)
		}
		e := Entity{Type: m.kind, Offset: length}
		inner := src[i+len(m.mark) : i+len(m.mark)+n]
		put(inner)
		e.Length = length - e.Offset
		i += len(m.mark) + n + len(end)
		if m.kind == "text_link" {
			url, taken, _ := linkTarget(src[i:])
			e.URL = url
			i += taken
		}
		if e.Length > 0 && (m.kind != "text_link" || plausibleURL(e.URL)) {
			made = append(made, e)
		}
	}
	return out.String(), made, ""
}
