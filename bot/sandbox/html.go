package sandbox

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// htmlKinds are the tags of parse_mode HTML and the entities they make.
var htmlKinds = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
	"span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
	"tg-emoji": "custom_emoji",
}

var (
	htmlTag  = regexp.MustCompile(`^<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*>`)
	htmlAttr = regexp.MustCompile(`([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?`)
	htmlRef  = regexp.MustCompile(`^&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});`)
)

// openTag is a tag that waits for its end.
type openTag struct {
	name, attrs string
	at          int // byte of the source where it stands
	offset      int // UTF-16 units of the text before it
}

// parseHTML turns parse_mode HTML into a text and its entities. The fault is
// worded as TDLib words it; offsets in it count bytes of the source.
func parseHTML(src string) (text string, made []Entity, fault string) {
	var out strings.Builder
	var open []openTag
	length := 0
	put := func(t string) { out.WriteString(t); length += units(t) }
	for i := 0; i < len(src); {
		switch src[i] {
		case '&':
			if ref := htmlRef.FindString(src[i:]); ref != "" {
				put(html.UnescapeString(ref))
				i += len(ref)
				continue
			}
			put("&")
			i++
		case '<':
			tag := htmlTag.FindStringSubmatch(src[i:])
			if tag == nil {
				return "", nil, tagFault(src, i)
			}
			name := strings.ToLower(tag[2])
			kind, known := htmlKinds[name]
			if tag[1] == "" {
				if !known || name == "span" && htmlAttrs(tag[3])["class"] != "tg-spoiler" {
					return "", nil, fmt.Sprintf("Unsupported start tag \"%s\" at byte offset %d", name, i)
				}
				open = append(open, openTag{name, tag[3], i, length})
				i += len(tag[0])
				continue
			}
			if len(open) == 0 {
				return "", nil, fmt.Sprintf("Unexpected end tag at byte offset %d", i)
			}
			last := open[len(open)-1]
			if last.name != name {
				return "", nil, fmt.Sprintf("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", i, last.name, name)
			}
			open = open[:len(open)-1]
			if e, ok := htmlEntity(kind, last, length, out.String()); ok {
				made = append(made, e)
			}
			i += len(tag[0])
		default:
			n := strings.IndexAny(src[i:], "&<")
			if n < 0 {
				n = len(src) - i
			}
			put(src[i : i+n])
			i += n
		}
	}
	if len(open) > 0 {
		return "", nil, fmt.Sprintf("Can't find end tag corresponding to start tag \"%s\"", open[len(open)-1].name)
	}
	return out.String(), nestedCode(made), ""
}

func tagFault(src string, i int) string {
	rest := strings.TrimPrefix(src[i+1:], "/")
	name := rest
	if n := strings.IndexAny(rest, " >\n\t"); n >= 0 {
		name = rest[:n]
	} else {
		return fmt.Sprintf("Unclosed start tag at byte offset %d", i)
	}
	if strings.HasPrefix(src[i+1:], "/") {
		return fmt.Sprintf("Unexpected end tag at byte offset %d", i)
	}
	return fmt.Sprintf("Unsupported start tag \"%s\" at byte offset %d", strings.ToLower(name), i)
}

func htmlAttrs(raw string) map[string]string {
	attrs := map[string]string{}
	for _, a := range htmlAttr.FindAllStringSubmatch(raw, -1) {
		attrs[strings.ToLower(a[1])] = html.UnescapeString(a[2] + a[3] + a[4])
	}
	return attrs
}

// htmlEntity makes the entity of a closed tag. Empty tags and links to
// nowhere make none.
func htmlEntity(kind string, tag openTag, end int, text string) (Entity, bool) {
	e := Entity{Type: kind, Offset: tag.offset, Length: end - tag.offset}
	attrs := htmlAttrs(tag.attrs)
	switch kind {
	case "text_link":
		e.URL = attrs["href"]
		if e.URL == "" {
			e.URL = sliceUnits(text, e.Offset, e.Length)
		}
		if !plausibleURL(e.URL) {
			return e, false
		}
	case "code":
		e.Language = strings.TrimPrefix(attrs["class"], "language-")
	case "blockquote":
		if _, ok := attrs["expandable"]; ok {
			e.Type = "expandable_blockquote"
		}
	case "custom_emoji":
		e.EmojiID = attrs["emoji-id"]
	}
	return e, e.Length > 0
}

// nestedCode joins <pre><code class="language-go"> into one entity, and
// forgets the language of code that stands alone.
func nestedCode(made []Entity) []Entity {
	var kept []Entity
	for i, e := range made {
		if e.Type == "code" {
			if i+1 < len(made) && made[i+1].Type == "pre" && made[i+1].Offset == e.Offset && made[i+1].Length == e.Length {
				made[i+1].Language = e.Language
				continue
			}
			e.Language = ""
		}
		kept = append(kept, e)
	}
	return kept
}

// sliceUnits cuts a text by UTF-16 units.
func sliceUnits(text string, offset, length int) string {
	var out strings.Builder
	at := 0
	for _, r := range text {
		if at >= offset && at < offset+length {
			out.WriteRune(r)
		}
		at += units(string(r))
	}
	return out.String()
}
