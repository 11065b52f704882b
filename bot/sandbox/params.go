package sandbox

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
)

// readForm takes the fields of an urlencoded body.
func (c *call) readForm(body string) *refusal {
	fields, err := url.ParseQuery(body)
	if err != nil {
		return bad("can't parse parameters")
	}
	for name, values := range fields {
		c.set(name, values[0])
	}
	return nil
}

// text is a parameter as it came, "" where it is missing.
func (c *call) text(name string) string { return c.args[name] }

// number is an integer parameter held between low and high. As on the
// platform a value that is no number counts as missing.
func (c *call) number(name string, missing, low, high int64) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(c.args[name]), 10, 64)
	if err != nil {
		n = missing
	}
	return min(max(n, low), high)
}

// yes is a Boolean parameter: "true", "yes" and "1" are true, as the server has it.
func (c *call) yes(name string) bool {
	switch strings.ToLower(strings.TrimSpace(c.args[name])) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// has reports whether a parameter came and is not empty.
func (c *call) has(name string) bool { return c.args[name] != "" }

// messageID is a parameter naming a message, 0 where there is none.
func (c *call) messageID(name string) int { return int(c.number(name, 0, 0, 1<<31-1)) }

// degrees is a required coordinate.
func (c *call) degrees(name string, most float64) (float64, *refusal) {
	words := strings.TrimSpace(c.args[name])
	if words == "" {
		return 0, bad(name + " is empty")
	}
	f, err := strconv.ParseFloat(words, 64)
	if err != nil || f != f || f > most || f < -most {
		return 0, bad("wrong " + name + " specified") // the data centre's own check
	}
	return f, nil
}

// metres is an optional length.
func (c *call) metres(name string, most float64) float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(c.args[name]), 64)
	if err != nil || f != f {
		return 0
	}
	return min(max(f, 0), most)
}

// json decodes a parameter that holds JSON. It reports false where the
// parameter is missing, and the refusal with the server's words where it is
// not JSON of that form.
func (c *call) json(name string, into any, words string) (bool, *refusal) {
	raw := c.args[name]
	if raw == "" {
		return false, nil
	}
	if err := json.Unmarshal([]byte(raw), into); err != nil {
		return false, bad(words)
	}
	return true, nil
}

// chat finds the chat a call names and checks that the bot may write to it.
func (c *call) chat() (*chat, *refusal) { return c.chatNamed("chat_id", true) }

// chatNamed finds the chat a parameter names. With write it also checks what
// the platform checks before a message is sent or edited.
func (c *call) chatNamed(name string, write bool) (*chat, *refusal) {
	words := strings.TrimSpace(c.args[name])
	if words == "" {
		return nil, bad("chat_id is empty")
	}
	id, _ := strconv.ParseInt(words, 10, 64)
	found := c.s.chats[id]
	if found == nil {
		return nil, bad("chat not found")
	}
	if found.Type == "private" {
		p := c.s.people[id]
		switch {
		case p.gone:
			return nil, forbidden("user is deactivated")
		case !p.known: // a bot cannot write first
			return nil, bad("chat not found")
		case p.blocked && write:
			return nil, forbidden("bot was blocked by the user")
		}
		return found, nil
	}
	kind := found.Type + " chat"
	switch {
	case found.movedTo != 0 && write:
		why := bad("group chat was upgraded to a supergroup chat")
		why.migrate = found.movedTo
		return nil, why
	case found.bot == "kicked":
		return nil, forbidden("bot was kicked from the " + kind)
	case found.bot == "left":
		return nil, forbidden("bot is not a member of the " + kind)
	}
	return found, nil
}

// reached marks that the bot talks in a chat: nobody is typing there any more.
func (c *call) reached(to *chat) { to.typing = 0 }
