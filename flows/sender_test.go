package flows_test

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
func (r *room) deliver(l world.Letter) {
	r.t.Helper()
	chat := l.To.ID
	old := l.Edit
	if l.Strip {
		if m := r.message(chat, l.Edit); m != nil && len(m.rows) > 0 {
			m.rows = nil
			r.show(&item{mark: "✎", chat: chat, m: m})
		}
		return
	}
	fresh := l.Fresh
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
	if m == nil || fresh {
		if m != nil {
			r.remove(m)
		}
		r.messages++
		m = &message{id: r.messages, chat: chat}
		r.chats[chat] = append(r.chats[chat], m)
	}
	isNew := len(r.chats[chat]) > 0 && m.words == "" && m.rows == nil
	m.words, m.rows = r.put(l), r.rows(l)
	it := &item{mark: "✎", chat: chat, m: m, remove: l.Say.Keys == talk.KeysRemove}
	if d := l.Say.Draw; d != nil {
		it.file = d.Export
	}
	if isNew {
		it.mark = "→"
		if l.Say.Keys == talk.KeysAsk {
			it.keys = r.say(l.Lang, text.T("keys.place"), 64)
		}
	} else if l.Say.Keys != "" {
		r.t.Errorf("a message cannot be changed and bring a keyboard: %s", m.words)
	}
	if l.Card != 0 {
		r.cards[cardKey{l.Card, chat}] = m.id
	}
	r.show(it)
}

// show notes what a line shows; a message changed twice is shown once.
func (r *room) show(it *item) {
	for _, was := range r.shown {
		if was.m != nil && was.m == it.m {
			return
		}
	}
	r.shown = append(r.shown, it)
}

func (r *room) message(chat int64, id int) *message {
	for _, m := range r.chats[chat] {
		if m.id == id {
			return m
		}
	}
	return nil
}

func (r *room) remove(m *message) {
	r.chats[m.chat] = slices.DeleteFunc(r.chats[m.chat], func(o *message) bool { return o == m })
	first, _, _ := strings.Cut(m.words, "\n")
	r.shown = append(r.shown, &item{mark: "✗", chat: m.chat, words: first})
}

// put puts a letter into words, and holds it against what Telegram takes.
func (r *room) put(l world.Letter) string {
	r.t.Helper()
	longest := 4096
	if len(l.Say.Files) > 0 {
		longest = 1024
	}
	words := r.say(l.Lang, l.Say.Say, longest)
	switch {
	case l.Say.Spot != nil:
		s := l.Say.Spot
		words = fmt.Sprintf("(venue %s | %s)", r.say(l.Lang, s.Name, 64), r.say(l.Lang, s.Where, 200))
	case len(l.Say.Files) > 0:
		words = fmt.Sprintf("(%s ×%d) %s", l.Say.Files[0].Kind, len(l.Say.Files), words)
	case words == "":
		r.t.Errorf("a message without words: %+v", l)
	}
	if len(l.Say.Rows) > 0 && l.Say.Keys != "" {
		r.t.Errorf("a message has buttons or a keyboard, not both: %s", words)
	}
	return words
}

// What a phone shows of a button, in characters. A line of a list ends with
// the status, which is the first that can be missed.
const (
	longestLabel = 40
	longestLine  = 48
)

func (r *room) rows(l world.Letter) [][]button {
	r.t.Helper()
	var rows [][]button
	for _, row := range l.Say.Rows {
		var bs []button
		for _, b := range row {
			longest := longestLabel
			if strings.HasSuffix(b.Data, "|open") {
				longest = longestLine
			}
			label := r.say(l.Lang, b.Label, longest)
			if label == "" {
				r.t.Errorf("a button without a label: %+v", b)
			}
			if len(b.Data) > 64 || b.Press != "" || (b.Data == "") == (b.Start+b.Group == "") {
				r.t.Errorf("[%s] does not hold one thing Telegram takes: %+v", label, b)
			}
			bs = append(bs, button{label, b.Data, b.Start, b.Group})
		}
		rows = append(rows, bs)
	}
	return rows
}

func (r *room) say(l text.Lang, t text.Text, longest int) string {
	r.t.Helper()
	s, err := r.catalog.Say(l, t)
	if err != nil {
		r.t.Errorf("%v", err)
	}
	if n := utf8.RuneCountInString(s); n > longest {
		r.t.Errorf("%d characters, of at most %d: %.80s", n, longest, s)
	}
	if strings.Contains(s, "<no value>") {
		r.t.Errorf("an open blank: %s", s)
	}
	return s
}
