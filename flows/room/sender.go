package room

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// deliver is the sender: sent, changed in place, or taken away.
func (r *Room) deliver(l world.Letter) {
	r.T.Helper()
	chat := l.To.ID
	old := l.Edit
	if l.Strip {
		if m := r.message(chat, l.Edit); m != nil && len(m.Rows) > 0 {
			m.Rows = nil
			r.show(&item{mark: "✎", chat: chat, m: m})
		}
		return
	}
	fresh := l.Fresh
	if l.Care != 0 && l.Empty {
		for _, id := range r.photos[cardKey{l.Care, chat}] {
			if m := r.message(chat, id); m != nil {
				r.remove(m)
			}
		}
		delete(r.photos, cardKey{l.Care, chat})
		return
	}
	if l.Card != 0 {
		if held := r.cards[cardKey{l.Card, chat}]; held != 0 {
			old = held
		} else if l.Edit != 0 {
			fresh = false
		} else {
			old = 0
		}
	}
	m := r.message(chat, old)
	if l.Empty {
		if delete(r.cards, cardKey{l.Card, chat}); m == nil {
			return
		}
		fresh = false
	}
	if m == nil || fresh {
		if m != nil {
			r.remove(m)
		}
		r.Messages++
		m = &Message{ID: r.Messages, Chat: chat}
		r.Chats[chat] = append(r.Chats[chat], m)
	}
	isNew := len(r.Chats[chat]) > 0 && m.Words == "" && m.Rows == nil
	m.Words, m.Rows = r.put(l), r.rows(l)
	it := &item{mark: "✎", chat: chat, m: m, remove: l.Say.Keys == talk.KeysRemove}
	if d := l.Say.Draw; d != nil {
		it.file = d.Export
	}
	if isNew {
		it.mark = "→"
		if l.Say.Keys == talk.KeysAsk {
			it.keys = [][]string{{r.Say(l.Lang, text.T("keys.place"), 64)}, {r.Say(l.Lang, text.T("talk.back"), 64), r.Say(l.Lang, text.T("talk.cancel"), 64)}}
		}
	} else if l.Say.Keys != "" {
		r.T.Errorf("a message cannot be changed and bring a keyboard: %s", m.Words)
	}
	if l.Card != 0 && !l.Empty {
		r.cards[cardKey{l.Card, chat}] = m.ID
	}
	if l.Of() != 0 {
		r.said[world.Message{Chat: chat, ID: m.ID}] = world.Replied{Case: l.Of(), Asks: l.Asks}
	}
	if l.Care != 0 {
		r.photos[cardKey{l.Care, chat}] = append(r.photos[cardKey{l.Care, chat}], m.ID)
	}
	r.show(it)
}

// show notes what a line shows; a message changed twice is shown once.
func (r *Room) show(it *item) {
	for _, was := range r.shown {
		if was.m != nil && was.m == it.m {
			return
		}
	}
	r.shown = append(r.shown, it)
}

// Card is the message that shows a case in a chat; nil for none. The board of a
// joint case is the card of its number below zero.
func (r *Room) Card(number int, chat int64) *Message {
	return r.message(chat, r.cards[cardKey{number, chat}])
}

func (r *Room) message(chat int64, id int) *Message {
	for _, m := range r.Chats[chat] {
		if m.ID == id {
			return m
		}
	}
	return nil
}

func (r *Room) remove(m *Message) {
	r.Chats[m.Chat] = slices.DeleteFunc(r.Chats[m.Chat], func(o *Message) bool { return o == m })
	first, _, _ := strings.Cut(m.Words, "\n")
	r.shown = append(r.shown, &item{mark: "✗", chat: m.Chat, words: first})
}

// put puts a letter into words, and holds it against what Telegram takes.
func (r *Room) put(l world.Letter) string {
	r.T.Helper()
	longest := 4096
	if len(l.Say.Files) > 0 {
		longest = 1024
	}
	words := r.Say(l.Lang, l.Say.Say, longest)
	switch {
	case l.Say.Spot != nil:
		s := l.Say.Spot
		words = fmt.Sprintf("(venue %s | %s)", r.Say(l.Lang, s.Name, 64), r.Say(l.Lang, s.Where, 200))
	case len(l.Say.Files) > 0:
		words = fmt.Sprintf("(%s ×%d) %s", l.Say.Files[0].Kind, len(l.Say.Files), words)
	case words == "":
		r.T.Errorf("a message without words: %+v", l)
	}
	if len(l.Say.Rows) > 0 && l.Say.Keys != "" {
		r.T.Errorf("a message has buttons or a keyboard, not both: %s", words)
	}
	return words
}

// What a phone shows of a button, in characters. A line of a list ends with
// the status, which is the first that can be missed.
const (
	longestLabel = 40
	longestLine  = 48
)

func (r *Room) rows(l world.Letter) [][]Button {
	r.T.Helper()
	var rows [][]Button
	for _, row := range l.Say.Rows {
		var bs []Button
		for _, b := range row {
			longest := longestLabel
			if strings.HasSuffix(b.Data, "|open") {
				longest = longestLine
			}
			label := r.Say(l.Lang, b.Label, longest)
			if label == "" {
				r.T.Errorf("a button without a label: %+v", b)
			}
			if len(b.Data) > 64 || b.Press != "" || (b.Data == "") == (b.Start+b.Group == "") {
				r.T.Errorf("[%s] does not hold one thing Telegram takes: %+v", label, b)
			}
			bs = append(bs, Button{label, b.Data, b.Start, b.Group})
		}
		rows = append(rows, bs)
	}
	return rows
}

// Say puts a text into words that leave no blank open and are not too long.
func (r *Room) Say(l text.Lang, t text.Text, longest int) string {
	r.T.Helper()
	s, err := r.Catalog.Say(l, t)
	if err != nil {
		r.T.Errorf("%v", err)
	}
	if n := utf8.RuneCountInString(s); n > longest {
		r.T.Errorf("%d characters, of at most %d: %.80s", n, longest, s)
	}
	if strings.Contains(s, "<no value>") {
		r.T.Errorf("an open blank: %s", s)
	}
	return s
}
