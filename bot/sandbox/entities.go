package sandbox

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Lengths count code points after the markup has become entities; the raw
// words are counted in bytes.
const (
	maxText    = 4096
	maxCaption = 1024
	maxRaw     = 1 << 15
)

// runes is the length of a text as the platform's limits count it.
func runes(t string) int { return utf8.RuneCountInString(t) }

// units is the length of a text as offsets of entities count it.
func units(t string) int {
	n := 0
	for _, r := range t {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// The things every client finds in a text by itself, the bot's texts included.
var found = []struct {
	kind string
	what *regexp.Regexp
}{
	{"url", regexp.MustCompile(`(?i)\b(?:https?|tg|ton)://[^\s<>"「」（）()，。]+[^\s<>"「」（）()，。.,!?:;]|\b(?:[a-z0-9-]+\.)+(?:com|org|net|me|cn|io|dev)(?:/[^\s<>"（），。]*)?\b`)},
	{"bot_command", regexp.MustCompile(`/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?`)},
	{"mention", regexp.MustCompile(`@[A-Za-z0-9_]{4,32}`)},
	{"hashtag", regexp.MustCompile(`#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*`)},
}

// detect finds commands, links, mentions and hashtags that are not within an
// entity the sender made, and returns all in the order of the text.
func detect(text string, made []Entity) []Entity {
	all := slices.Clone(made)
	taken := func(offset, length int) bool {
		return slices.ContainsFunc(all, func(e Entity) bool { return offset < e.Offset+e.Length && e.Offset < offset+length })
	}
	if strings.ContainsAny(text, "/@#.") {
		for _, f := range found {
			for _, at := range f.what.FindAllStringIndex(text, -1) {
				if f.kind != "url" && !alone(text, at[0], at[1]) {
					continue
				}
				offset, length := units(text[:at[0]]), units(text[at[0]:at[1]])
				if !taken(offset, length) {
					all = append(all, Entity{Type: f.kind, Offset: offset, Length: length})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Entity) int {
		if a.Offset != b.Offset {
			return a.Offset - b.Offset
		}
		return b.Length - a.Length
	})
	return all
}

// alone reports whether no letter touches a command or a mention from the
// left, and none that would continue it from the right.
func alone(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	if from > 0 && (wordRune(before) || strings.ContainsRune("/@#<>", before)) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(text[to:])
	return to == len(text) || !strings.ContainsRune("/@", after) && !(after < utf8.RuneSelf && wordRune(after))
}

func wordRune(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// formatted reads a text parameter with its markup or its entities, and cuts
// the white space around it as the platform does.
func (c *call) formatted(text, mode, entities string, most int) (string, []Entity, *refusal) {
	if len(text) > maxRaw {
		return "", nil, bad("text is too long")
	}
	if !utf8.ValidString(text) {
		return "", nil, bad("text must be encoded in UTF-8")
	}
	var made []Entity
	var fault string
	switch strings.ToLower(mode) {
	case "", "none":
		if _, why := c.jsonText(entities, &made); why != nil {
			return "", nil, why
		}
		made = slices.DeleteFunc(made, func(e Entity) bool { return e.Length <= 0 || e.Offset < 0 })
	case "html":
		text, made, fault = parseHTML(text)
	case "markdownv2":
		text, made, fault = parseMarkdown(text)
	case "markdown":
		text, made, fault = parseOldMarkdown(text)
	default:
		return "", nil, bad("unsupported parse_mode")
	}
	if fault != "" {
		return "", nil, bad("can't parse entities: " + fault)
	}
	text, made = trimmed(text, made)
	if runes(text) > most {
		return text, nil, bad("message is too long")
	}
	return text, detect(text, made), nil
}

// trimmed cuts white space at both ends and moves the entities along.
func trimmed(text string, made []Entity) (string, []Entity) {
	left := strings.TrimLeft(text, " \n\t\r")
	shift := units(text) - units(left)
	text = strings.TrimRight(left, " \n\t\r")
	whole := units(text)
	kept := made[:0]
	for _, e := range made {
		e.Offset -= shift
		if e.Offset < 0 {
			e.Length += e.Offset
			e.Offset = 0
		}
		e.Length = min(e.Length, whole-e.Offset)
		if e.Length > 0 {
			kept = append(kept, e)
		}
	}
	return text, kept
}
