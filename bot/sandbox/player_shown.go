package sandbox

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/talk/chatfile"
)

// collect writes down what every chat was shown since the last look: chats in
// the order of the cast, people before groups, so that the transcript is the
// same every time. Within a chat toasts come first. A message that was sent
// and changed within the line appears once, as it stood at the end.
func (p *Player) collect() []string {
	events, _ := p.Server.Watch(p.seq)
	by := map[int64]*chatShown{}
	of := func(chat int64) *chatShown {
		if by[chat] == nil {
			by[chat] = &chatShown{player: p, chat: chat}
		}
		return by[chat]
	}
	for _, e := range events {
		p.seq = e.Seq
		switch {
		case e.Kind == "message" || e.Kind == "edit":
			p.look(e.Chat, e.Message)
			if e.Message.Out {
				of(e.Chat).put(e.Kind, e.Message)
			}
		case e.Kind == "delete":
			of(e.Chat).remove(e.MessageID)
		case e.Kind == "answer" && (e.Text != "" || e.Alert || e.URL != ""):
			of(e.Chat).toast(e)
		}
	}
	for part, answer := range p.pending {
		if len(answer) == 0 { // the button spins until the client gives up
			of(part.Chat).toast(Event{Person: p.id(part.Name), Text: "(no answer)"})
		}
	}
	var lines []string
	for _, chat := range p.order(by) {
		lines = append(lines, by[chat].lines()...)
	}
	return lines
}

func (p *Player) id(name string) int64 {
	id, _ := p.chat(name)
	return id
}

// order sorts chats: people as cast, groups as cast, then who is not in the cast.
func (p *Player) order(by map[int64]*chatShown) []int64 {
	var chats []int64
	for chat := range by {
		chats = append(chats, chat)
	}
	rank := func(chat int64) int {
		i := slices.IndexFunc(p.Cast, func(c Part) bool { return c.Chat == chat })
		switch {
		case i < 0:
			return 2000
		case chat < 0:
			return 1000 + i
		}
		return i
	}
	slices.SortFunc(chats, func(a, b int64) int {
		if rank(a) != rank(b) {
			return rank(a) - rank(b)
		}
		return int(min(1, max(-1, a-b)))
	})
	return chats
}

// chatShown is what one chat was shown within one line.
type chatShown struct {
	player *Player
	chat   int64
	toasts []chatfile.Output
	items  []shownItem
}

// shownItem is one message, or an album, or a deletion.
type shownItem struct {
	mark string
	of   []*Message
}

func (c *chatShown) find(id int) int {
	return slices.IndexFunc(c.items, func(i shownItem) bool {
		return slices.ContainsFunc(i.of, func(m *Message) bool { return m.MessageID == id })
	})
}

// put notes a new or an edited message.
func (c *chatShown) put(kind string, m *Message) {
	if i := c.find(m.MessageID); i >= 0 {
		for k, old := range c.items[i].of {
			if old.MessageID == m.MessageID {
				c.items[i].of[k] = m
			}
		}
		return
	}
	if n := len(c.items); n > 0 && m.MediaGroupID != "" && c.items[n-1].of[0].MediaGroupID == m.MediaGroupID {
		c.items[n-1].of = append(c.items[n-1].of, m)
		return
	}
	mark := "→"
	if kind == "edit" {
		mark = "✎"
	}
	c.items = append(c.items, shownItem{mark, []*Message{m}})
}

// remove notes a deletion. What came and went within the line was never there.
func (c *chatShown) remove(id int) {
	old := c.player.seen[c.chat][id]
	delete(c.player.seen[c.chat], id)
	if i := c.find(id); i >= 0 {
		was := c.items[i]
		c.items = slices.Delete(c.items, i, i+1)
		if was.mark == "→" {
			return
		}
	}
	if old != nil {
		first := headline(old.Text + old.Caption)
		c.items = append(c.items, shownItem{"✗", []*Message{{MessageID: id, Text: first, ThreadID: old.ThreadID}}})
	}
}

// headline is by which line a message that is gone is known: the title of a
// card, or else the first. What stands above a title may just have been taken
// away or not, as the sending went.
func headline(words string) string {
	lines := strings.Split(words, "\n")
	for _, line := range lines {
		if strings.HasPrefix(line, "#") {
			return line
		}
	}
	return lines[0]
}

func (c *chatShown) toast(e Event) {
	who, _ := e.Person.(int64)
	to := c.player.name(who)
	if c.chat != who {
		to += "@" + c.player.name(c.chat)
	}
	text := c.player.masked(e.Text)
	if e.Alert {
		text = "(alert) " + text
	}
	if e.URL != "" {
		text = strings.TrimSpace(text + " (opens " + c.player.masked(e.URL) + ")")
	}
	c.toasts = append(c.toasts, chatfile.Output{Mark: "!", To: to, Text: text})
}

func (c *chatShown) lines() []string {
	var lines []string
	for _, t := range c.toasts {
		lines = append(lines, t.Lines()...)
	}
	c.settle()
	for _, i := range c.items {
		lines = append(lines, c.output(i).Lines()...)
	}
	return lines
}

// settle shows first what was changed in place, in the order in which it stands
// in the chat, and then what is new: several cases that move at the same time
// are nobody's turn before another's.
func (c *chatShown) settle() {
	rank := func(i shownItem) int {
		if i.mark == "✎" {
			return i.of[0].MessageID
		}
		return math.MaxInt
	}
	slices.SortStableFunc(c.items, func(a, b shownItem) int { return cmp.Compare(rank(a), rank(b)) })
}

// output is one item as it stands in a transcript.
func (c *chatShown) output(i shownItem) chatfile.Output {
	m := i.of[0]
	o := chatfile.Output{Mark: i.mark, To: c.player.name(c.chat)}
	if c.chat < 0 {
		o.To = "@" + o.To
		if m.ThreadID != 0 {
			o.To += "#" + strconv.Itoa(m.ThreadID)
		}
	}
	if i.mark == "→" && len(c.player.Cast) == 1 {
		o.Mark = ":"
	}
	words := m.Text + m.Caption
	for _, more := range i.of[1:] {
		words += more.Caption
	}
	o.Text = strings.TrimSpace(attachment(i.of) + " " + c.player.masked(words))
	if m.ReplyMarkup != nil {
		for _, row := range m.ReplyMarkup.Rows {
			var labels []string
			for _, b := range row {
				labels = append(labels, b.Text)
			}
			o.Inline = append(o.Inline, labels)
		}
	}
	if m.Markup != nil && i.mark == "→" {
		o.Remove = m.Markup.Remove
		for _, row := range m.Markup.Keyboard {
			var labels []string
			for _, b := range row {
				labels = append(labels, b.Text)
			}
			o.Keys = append(o.Keys, labels)
		}
	}
	return o
}

// attachment says what a message carries besides words.
func attachment(album []*Message) string {
	m := album[0]
	switch {
	case len(album) > 1:
		return fmt.Sprintf("(%s ×%d)", m.media(), len(album))
	case m.media() != "":
		return "(" + m.media() + ")"
	case m.Sticker != nil:
		return "(sticker)"
	case m.Venue != nil:
		return fmt.Sprintf("(venue %s | %s %v,%v)", m.Venue.Title, m.Venue.Address, m.Venue.Location.Latitude, m.Venue.Location.Longitude)
	case m.Location != nil:
		return fmt.Sprintf("(location %v,%v)", m.Location.Latitude, m.Location.Longitude)
	case m.Contact != nil:
		return "(contact)"
	case m.PinnedMessage != nil:
		return "(pinned)"
	}
	return ""
}

// name is how the cast calls a chat; its ID where it does not.
func (p *Player) name(chat int64) string {
	if i := slices.IndexFunc(p.Cast, func(c Part) bool { return c.Chat == chat }); i >= 0 {
		return p.Cast[i].Name
	}
	return itoa(chat)
}

func (p *Player) masked(words string) string {
	if p.Mask == nil {
		return words
	}
	return p.Mask(words)
}

// toCase are the links on the buttons of a group, which come and go with every
// change of a card: nobody means them who follows what they were given.
var toCase = regexp.MustCompile(`^c\d+$`)

// look remembers a message and the deep links in it.
func (p *Player) look(chat int64, m *Message) {
	if p.seen[chat] == nil {
		p.seen[chat] = map[int]*Message{}
	}
	p.seen[chat][m.MessageID] = m
	if !m.Out {
		return
	}
	for _, address := range links(m) {
		if link, ok := p.Server.deepLink(address); ok && !toCase.MatchString(link.payload) {
			p.links[link.kind] = link
		}
	}
}

var webAddress = regexp.MustCompile(`https?://[^\s<>"（）()，。]+`)

// links are the addresses in the words of a message and on its buttons.
func links(m *Message) []string {
	all := webAddress.FindAllString(m.Text+" "+m.Caption, -1)
	for _, e := range append(slices.Clone(m.Entities), m.CaptionEntities...) {
		if e.URL != "" {
			all = append(all, e.URL)
		}
	}
	if m.ReplyMarkup != nil {
		for _, row := range m.ReplyMarkup.Rows {
			for _, b := range row {
				if b.URL != "" {
					all = append(all, b.URL)
				}
			}
		}
	}
	return all
}

// deepLink takes a t.me link of this bot apart.
func (s *Server) deepLink(address string) (deepLink, bool) {
	u, err := url.Parse(address)
	if err != nil || !equalFold(u.Host, "t.me") || !equalFold(strings.Trim(u.Path, "/"), s.bot.Username) {
		return deepLink{}, false
	}
	for _, kind := range []string{"start", "startgroup"} {
		if u.Query().Has(kind) {
			return deepLink{kind, u.Query().Get(kind)}, true
		}
	}
	return deepLink{}, false
}
