package text

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Words are the moments and lengths of time, a file for each language.
//
//go:embed words/*.json
var Words embed.FS

// A Room is who brings words along, which lie in words/<language>.json.
type Room struct {
	Name  string
	Words fs.FS
}

// A Catalog turns texts into words, in every language of Langs.
type Catalog struct {
	bundle *i18n.Bundle
	speaks map[Lang]*i18n.Localizer
	plain  map[Lang]map[string]string // messages without blanks need no template
	parts  map[Lang]map[string][]part // nor do those with nothing but blanks in them
	counts map[Lang]map[string]bool   // messages with a form of their own for one
}

// Load binds the words of all rooms together. Each of them speaks every
// language, and what one says no other says: a second text of the same ID would
// silently stand for the first.
func Load(rooms ...Room) (*Catalog, error) {
	bundle := i18n.NewBundle(language.MustParse(string(Langs[0])))
	c := &Catalog{bundle: bundle, speaks: map[Lang]*i18n.Localizer{}, plain: map[Lang]map[string]string{}, parts: map[Lang]map[string][]part{}, counts: map[Lang]map[string]bool{}}
	for _, l := range Langs {
		c.speaks[l] = i18n.NewLocalizer(bundle, string(l))
		c.plain[l], c.parts[l] = map[string]string{}, map[string][]part{}
		c.counts[l] = map[string]bool{}
	}
	from := map[Lang]map[string]string{} // the file each ID stands in
	for _, r := range rooms {
		if err := c.load(r, from); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *Catalog) load(r Room, from map[Lang]map[string]string) error {
	if r.Words == nil {
		return fmt.Errorf("read words of %s: it brings none along", r.Name)
	}
	spoken := map[Lang]bool{}
	files, err := fs.Glob(r.Words, "words/*.json")
	if err != nil {
		return fmt.Errorf("list words of %s: %w", r.Name, err)
	}
	for _, f := range files {
		name := r.Name + "/" + f
		read, err := messagesOf(r.Words, f)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		l := Lang(read.Tag.String())
		if c.plain[l] == nil {
			return fmt.Errorf("read %s: %s is not a language of ours", name, l)
		}
		spoken[l] = true
		if from[l] == nil {
			from[l] = map[string]string{}
		}
		for _, m := range read.Messages {
			if other, twice := from[l][m.ID]; twice {
				return fmt.Errorf("read %s: %s stands in %s too", name, m.ID, other)
			}
			from[l][m.ID] = name
			if m.One != "" {
				c.counts[l][m.ID] = true
			}
			if m.One == "" && !strings.Contains(m.Other, "{{") {
				c.plain[l][m.ID] = m.Other
			} else if parts := partsOf(m.Other); m.One == "" && parts != nil {
				c.parts[l][m.ID] = parts
			} else if err := c.bundle.AddMessages(read.Tag, m); err != nil {
				return fmt.Errorf("read %s: %w", name, err)
			}
		}
	}
	for _, l := range Langs {
		if !spoken[l] {
			return fmt.Errorf("read words of %s: there are none in %s", r.Name, l)
		}
	}
	return nil
}

// messagesOf reads a file of words.
func messagesOf(words fs.FS, name string) (*i18n.MessageFile, error) {
	b, err := fs.ReadFile(words, name)
	if err != nil {
		return nil, err
	}
	return i18n.ParseMessageFileBytes(b, name, nil)
}

// Say renders a text in one language. An ID or a blank that is missing is
// rendered as the ID itself and reported: a person rather reads an odd word
// than nothing at all.
func (c *Catalog) Say(l Lang, t Text) (string, error) {
	if c.plain[l] == nil {
		l = Langs[0]
	}
	var faults []error
	s := c.say(l, t, &faults)
	return s, errors.Join(faults...)
}

func (c *Catalog) say(l Lang, t Text, faults *[]error) string {
	switch {
	case t.Words != "":
		return t.Words
	case len(t.Names) > 0:
		return t.Names.In(l)
	case t.When != nil:
		return c.when(l, *t.When, faults)
	case len(t.List) > 0:
		parts := make([]string, 0, len(t.List))
		for _, p := range t.List {
			if s := c.say(l, p, faults); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, t.Sep)
	case t.ID == "":
		return ""
	}
	if s, ok := c.plain[l][t.ID]; ok {
		return s
	}
	if s, ok := c.fill(l, t, faults); ok {
		return s
	}
	blanks := make(map[string]any, len(t.Blank))
	config := i18n.LocalizeConfig{MessageID: t.ID, TemplateData: blanks}
	for name, v := range t.Blank {
		switch v := v.(type) {
		case Text:
			blanks[name] = c.say(l, v, faults)
		case int:
			blanks[name] = v
			if name == "n" && c.counts[l][t.ID] {
				config.PluralCount = v
			}
		default:
			blanks[name] = v
		}
	}
	s, err := c.localizer(l, t.ID).Localize(&config)
	if err != nil {
		*faults = append(*faults, fmt.Errorf("say %s in %s: %w", t.ID, l, err))
		if s == "" {
			return t.ID
		}
	}
	return s
}

// when says a moment as a person would: today, tomorrow, or with its date.
func (c *Catalog) when(l Lang, w When, faults *[]error) string {
	zone := time.FixedZone("", w.Offset)
	at, now := time.Unix(w.At, 0).In(zone), time.Unix(w.Now, 0).In(zone)
	clock := at.Format("15:04")
	id := "when.date"
	away := days(at) - days(now)
	if w.Now == 0 {
		away = 1 << 30
	}
	switch away {
	case 0:
		id = "when.today"
	case 1:
		id = "when.tomorrow"
	case -1:
		id = "when.yesterday"
	}
	if id != "when.date" {
		return c.say(l, T(id, "time", clock), faults)
	}
	weekday := T("when.weekday." + strings.ToLower(at.Weekday().String()[:3]))
	month := T("when.month." + strings.ToLower(at.Month().String()[:3]))
	return c.say(l, T(id, "month", month, "day", at.Day(), "weekday", weekday, "time", clock), faults)
}

// days counts the days since the epoch in t's own zone.
func days(t time.Time) int64 {
	_, offset := t.Zone()
	return (t.Unix() + int64(offset)) / 86400
}

// Lasting is a length of time as people say it, rounded to what matters.
func Lasting(d time.Duration) Text {
	switch {
	case d < time.Hour:
		return T("span.minutes", "n", max(1, int(d.Round(time.Minute)/time.Minute)))
	case d < 48*time.Hour:
		return T("span.hours", "n", int(d.Round(time.Hour)/time.Hour))
	default:
		return T("span.days", "n", int(d.Round(24*time.Hour)/(24*time.Hour)))
	}
}

// Match is the language of ours that suits an IETF tag, or "" for none.
func Match(tag string) Lang {
	tag = strings.ToLower(tag)
	for _, l := range Langs {
		base, _, _ := strings.Cut(string(l), "-")
		if tag == base || strings.HasPrefix(tag, base+"-") || strings.HasPrefix(tag, base+"_") {
			return l
		}
	}
	return ""
}
