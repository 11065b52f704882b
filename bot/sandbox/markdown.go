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

// parseMarkdown turns MarkdownV2 into a text and its entities. The fault is
// worded as TDLib words it; offsets in it count bytes of the source.
func parseMarkdown(src string) (text string, made []Entity, fault string) {
	var out strings.Builder
	var open []openMark
	length := 0
	put := func(t string) { out.WriteString(t); length += units(t) }
	for i := 0; i < len(src); {
		ch := src[i]
		if ch == '\\' && i+1 < len(src) && src[i+1] > 0 && src[i+1] < 127 {
			put(src[i+1 : i+2])
			i += 2
			continue
		}
		top := openMark{}
		if len(open) > 0 {
			top = open[len(open)-1]
		}
		verbatim := top.kind == "code" || top.kind == "pre"
		switch {
		case verbatim && strings.HasPrefix(src[i:], top.mark), !verbatim && top.mark != "" && closes(src[i:], top.mark):
			e := Entity{Type: top.kind, Offset: top.offset, Length: length - top.offset}
			i += len(top.mark)
			if top.kind == "text_link" {
				url, n, ok := linkTarget(src[i:])
				if !ok {
					return "", nil, fmt.Sprintf("Can't find end of a URL at byte offset %d", i)
				}
				i += n
				e.URL = url
				if !plausibleURL(url) {
					e.Length = 0
				}
			}
			open = open[:len(open)-1]
			if e.Length > 0 {
				made = append(made, e)
			}
		case verbatim || !strings.ContainsRune(reserved, rune(ch)):
			n := 1
			for i+n < len(src) && src[i+n]&0xC0 == 0x80 {
				n++
			}
			put(src[i : i+n])
			i += n
		default:
			m, ok := opens(src[i:])
			if !ok {
				if ch == '>' && (i == 0 || src[i-1] == '\n') {
					i++ // a quotation: its lines are kept, its bar is not drawn here
					continue
				}
				return "", nil, fmt.Sprintf("Character '%c' is reserved and must be escaped with the preceding '\\'", ch)
			}
			m.at, m.offset = i, length
			open = append(open, m)
			i += len(m.mark)
			if m.kind == "pre" {
				i += languageLine(src[i:])
			}
		}
	}
	if len(open) > 0 {
		last := open[len(open)-1]
		return "", nil, fmt.Sprintf("Can't find end of %s entity at byte offset %d", last.name, last.at)
	}
	return out.String(), made, ""
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
			n := 1
			for i+n < len(src) && src[i+n]&0xC0 == 0x80 {
				n++
			}
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
