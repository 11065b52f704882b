package district

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/grids"
	"gridbot/flows/text"
)

// What fits on a keyboard that is still read.
const (
	mostGroups  = 12
	mostInGroup = 12
	mostChoices = 8
	mostAsks    = 6
)

// readCategories reads categories.yaml, after the settings and the agencies.
func (d *District) readCategories(p page, b []byte) {
	doc := p.document(b)
	if doc == nil {
		return
	}
	e := p.entry(doc, "the file")
	groups := map[string]int{}
	list := e.need("groups")
	for _, n := range p.list(list, "groups") {
		e := p.entry(n, "a group")
		d.Groups = append(d.Groups, Group{
			ID:    p.id(e.need("id"), groups),
			Names: p.names(e.need("name"), "the name of the group", longestName),
		})
		e.done()
	}
	if len(d.Groups) > mostGroups {
		p.fault(list.Line, "there are %d groups; a keyboard holds %d", len(d.Groups), mostGroups)
	}
	seen, crowd := map[string]int{}, map[string]int{}
	for _, n := range p.list(e.need("categories"), "categories") {
		c := d.readCategory(p, n, seen)
		if crowd[c.Group]++; crowd[c.Group] == mostInGroup+1 && c.Group != "" {
			p.fault(n.Line, "this is more than %d categories in the group %q; a keyboard holds no more", mostInGroup, c.Group)
		}
		d.Categories = append(d.Categories, c)
	}
	e.done()
	if len(d.Categories) == 0 && e.vals["categories"] != nil {
		p.fault(e.line, "there are no categories; a report needs at least one")
	}
	for _, g := range d.Groups {
		if g.ID != "" && crowd[g.ID] == 0 {
			p.warn(groups[g.ID], "the group %q has no categories", g.ID)
		}
	}
	d.warnOfClashes(p, seen)
}

func (d *District) readCategory(p page, n *yaml.Node, seen map[string]int) Category {
	e := p.entry(n, "a category")
	c := Category{
		ID:          p.id(e.need("id"), seen),
		Names:       p.names(e.need("name"), "the name of the category", longestName),
		Keywords:    p.keywords(e.get("keywords"), "keywords"),
		DangerWords: p.keywords(e.get("danger_words"), "danger_words"),
		Danger:      p.yes(e.get("danger"), "danger"),
		Often:       p.yes(e.get("often"), "often"),
		Advice:      p.names(e.get("advice"), "the advice", longestAdvice),
		Clocks:      p.clocks(e.get("clocks"), false),
		Watch:       p.watch(e.get("watch")),
		Near:        p.near(e.get("near")),
		Notice:      p.template(e.get("notice")),
		After:       p.after(e.get("after")),
		Raise:       p.raise(e.get("raise"), d.Raise),
		Retention:   p.retention(e.get("retention"), d.Retention),
		Public:      p.yes(e.get("public"), "public"), Private: p.yes(e.get("private"), "private"),
		FromStart: p.fromStart(e.get("corrected"), d.FromStart),
	}
	if g := e.need("group"); g != nil {
		c.Group = p.word(g, "the group")
		if _, known := d.Group(c.Group); !known && c.Group != "" {
			p.fault(g.Line, "there is no group %q%s", clip(c.Group), didYouMean(c.Group, idsOf(d.Groups, func(g Group) string { return g.ID })))
		}
	}
	if call := e.get("call"); call != nil {
		c.Call = p.words(call, "call")
		phones := idsOf(d.Emergency, func(n Number) string { return n.Phone })
		for _, phone := range c.Call {
			if !slices.Contains(phones, phone) && len(phones) > 0 {
				p.fault(call.Line, "the phone %q is not among the emergency numbers of %s", clip(phone), settingsFile)
			}
		}
	}
	if agencies := e.get("agencies"); agencies != nil {
		c.Agencies = p.words(agencies, "agencies")
		known := idsOf(d.Agencies, func(a Agency) string { return a.ID })
		for _, id := range c.Agencies {
			if !slices.Contains(known, id) && len(known) > 0 {
				p.fault(agencies.Line, "there is no agency %q in %s%s", clip(id), agenciesFile, didYouMean(id, known))
			}
		}
	}
	c.Asks = p.asks(e.get("ask"))
	e.done()
	if c.Danger && len(c.Advice) == 0 {
		p.warn(n.Line, "the category %q is dangerous but gives no advice", c.ID)
	}
	return c
}

func idsOf[T any](things []T, id func(T) string) []string {
	var ids []string
	for _, thing := range things {
		ids = append(ids, id(thing))
	}
	return ids
}

// asks is the questions of a category.
func (p page) asks(n *yaml.Node) []Ask {
	var asks []Ask
	seen := map[string]int{}
	for _, item := range p.list(n, "ask") {
		e := p.entry(item, "a question")
		a := Ask{
			ID:       p.id(e.need("id"), seen),
			Names:    p.names(e.need("question"), "the question", longestQuestion),
			Kind:     p.oneOf(e.need("kind"), "the kind", KindText, KindChoice, KindNumber, KindYesNo),
			Optional: p.yes(e.get("optional"), "optional"),
			Choices:  p.choices(e.get("choices")),
		}
		e.done()
		if a.Kind == KindChoice && len(a.Choices) == 0 {
			p.fault(item.Line, "the question %q has no choices; list them under \"choices\", each with id and name", a.ID)
		}
		if a.Kind != KindChoice && len(a.Choices) > 0 {
			p.fault(item.Line, "the question %q has choices, but its kind is not \"choice\"", a.ID)
		}
		asks = append(asks, a)
	}
	if len(asks) > mostAsks {
		p.fault(n.Line, "these are %d questions; nobody answers more than %d", len(asks), mostAsks)
	}
	return asks
}

const longestQuestion = 120 // runes

func (p page) choices(n *yaml.Node) []Choice {
	var choices []Choice
	seen := map[string]int{}
	for _, item := range p.list(n, "choices") {
		e := p.entry(item, "a choice")
		choices = append(choices, Choice{
			ID:    p.id(e.need("id"), seen),
			Names: p.names(e.need("name"), "the choice", longestName),
		})
		e.done()
	}
	if len(choices) > mostChoices {
		p.fault(n.Line, "there are %d choices; a keyboard holds %d", len(choices), mostChoices)
	}
	return choices
}

// keywords is lists of words by language; a nil n has none.
func (p page) keywords(n *yaml.Node, what string) map[text.Lang][]string {
	if n == nil {
		return nil
	}
	words := map[text.Lang][]string{}
	e := p.entry(n, what)
	for _, l := range langKeys {
		for _, item := range p.list(e.get(l.key), what) {
			w := p.word(item, "a keyword")
			if w == "" {
				continue
			}
			p.checkName(item.Line, "the keyword", w, longestName)
			if grids.Hear(w).Len() < 2 {
				p.fault(item.Line, "the keyword %q is too short: it would be found everywhere", clip(w))
				continue
			}
			words[l.lang] = append(words[l.lang], w)
		}
	}
	e.done()
	return words
}

// warnOfClashes tells of keywords that stand for two categories, or twice in
// one: neither can be told from the other by them.
func (d *District) warnOfClashes(p page, lines map[string]int) {
	type owner struct{ category, word string }
	owners := map[string]owner{}
	for _, c := range d.Categories {
		for _, l := range langKeys {
			for _, w := range c.Keywords[l.lang] {
				folded := strings.Join(grids.Hear(w).Split(), " ")
				first, taken := owners[folded]
				switch {
				case !taken:
					owners[folded] = owner{c.ID, w}
				case first.category == c.ID:
					p.warn(lines[c.ID], "the keyword %q stands twice in the category %q", clip(w), c.ID)
				default:
					p.warn(lines[c.ID], "the keyword %q stands for %q and for %q", clip(w), first.category, c.ID)
				}
			}
		}
	}
}
