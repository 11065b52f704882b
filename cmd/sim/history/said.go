package history

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// brings queues an update; what is nobody's has no "update_id" in it yet.
func (p *peer) brings(fields map[string]any) int64 {
	p.next++
	fields["update_id"] = p.next
	body, err := json.Marshal(fields)
	if err != nil {
		panic(err)
	}
	p.updates = append(p.updates, queued{p.next, body, p.h.now})
	p.h.note("   as update %d", p.next)
	return p.next
}

// user is a person as updates have them.
func user(a *actor) map[string]any {
	return map[string]any{"id": a.id, "is_bot": false, "first_name": a.name, "language_code": a.lang}
}

// says brings what somebody writes; edited changes what they wrote before.
func (p *peer) says(a *actor, chat int64, fields map[string]any) int64 {
	r := p.room(chat)
	if r.blocked {
		r.blocked = false
		p.brings(map[string]any{"my_chat_member": member(a, "member")})
	}
	r.open = true
	p.last++
	m := map[string]any{"message_id": p.last, "from": user(a), "chat": map[string]any{"id": chat, "type": kind(chat), "title": "group"}, "date": p.h.now.Unix()}
	for k, v := range fields {
		m[k] = v
	}
	r.messages = append(r.messages, &message{id: p.last, at: p.h.now})
	return p.brings(map[string]any{"message": m})
}

func member(a *actor, status string) map[string]any {
	return map[string]any{"chat": map[string]any{"id": a.id, "type": "private"}, "from": user(a), "new_chat_member": map[string]any{"status": status}}
}

// pressed brings a press of a button.
func (p *peer) pressed(a *actor, chat int64, m *message, data string) int64 {
	p.presses++
	id := "q" + strconv.Itoa(p.presses)
	p.asked[id] = asking{a.id, p.h.now}
	return p.brings(map[string]any{"callback_query": map[string]any{"id": id, "from": user(a), "data": data, "chat_instance": "1",
		"message": map[string]any{"message_id": m.id, "chat": map[string]any{"id": chat, "type": kind(chat)}, "date": m.at.Unix()}}})
}

// rows are the buttons of a message, and what Telegram would say against them.
func (p *peer) rows(markup string) (rows [][]button, why string) {
	if markup == "" || markup == "null" {
		return nil, ""
	}
	var m struct {
		Inline [][]button `json:"inline_keyboard"`
	}
	if err := json.Unmarshal([]byte(markup), &m); err != nil {
		return nil, "a keyboard that is none: " + err.Error()
	}
	n := 0
	for _, row := range m.Inline {
		for _, b := range row {
			n++
			if b.Text == "" || len(b.Data) > 64 || b.Data == "" && b.URL == "" {
				why = fmt.Sprintf("a button Telegram refuses: %+v", b)
			}
		}
	}
	if n > 100 {
		why = fmt.Sprintf("%d buttons", n)
	}
	return m.Inline, why
}
