package sandbox

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// A Command is one line of the bot's menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// commandKey names one list: a scope and a language.
type commandKey struct{ scope, lang string }

var commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

// scope reads the scope of a call as a word: "default", "chat:-5" …
func (c *call) scope() (string, *refusal) {
	const cant = "can't parse BotCommandScope: "
	var sc struct {
		Type   string `json:"type"`
		ChatID any    `json:"chat_id"`
		UserID int64  `json:"user_id"`
	}
	ok, why := c.json("scope", &sc, "can't parse BotCommandScope JSON object")
	if why != nil {
		return "", why
	}
	if !ok {
		return "default", nil
	}
	switch sc.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		return sc.Type, nil
	case "chat", "chat_administrators", "chat_member":
	default:
		return "", bad(cant + "Unsupported type specified")
	}
	named := &call{s: c.s, args: map[string]string{}}
	switch id := sc.ChatID.(type) {
	case string:
		named.args["chat_id"] = id
	case float64:
		named.args["chat_id"] = itoa(int64(id))
	default:
		return "", bad(cant + `Can't find field "chat_id"`)
	}
	in, why := named.chatNamed("chat_id", false)
	if why != nil {
		return "", why
	}
	if in.Type == "private" && sc.Type != "chat" {
		return "", bad("can't use specified scope in private chats")
	}
	word := sc.Type + ":" + itoa(in.ID)
	if sc.Type == "chat_member" {
		if sc.UserID <= 0 {
			return "", bad(cant + "Invalid user_id specified")
		}
		word += ":" + itoa(sc.UserID)
	}
	return word, nil
}

// listKey is the list a call is about.
func (c *call) listKey() (commandKey, *refusal) {
	scope, why := c.scope()
	if why != nil {
		return commandKey{}, why
	}
	lang, why := c.language()
	return commandKey{scope, lang}, why
}

func setMyCommands(c *call) (any, *refusal) {
	key, why := c.listKey()
	if why != nil {
		return nil, why
	}
	var list []Command
	if _, why := c.json("commands", &list, "expected an Array of BotCommand"); why != nil {
		return nil, why
	}
	if len(list) > 100 {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for i := range list {
		list[i].Command = strings.TrimPrefix(list[i].Command, "/")
		switch n := runes(list[i].Description); {
		case !commandName.MatchString(list[i].Command):
			return nil, bad("BOT_COMMAND_INVALID")
		case n < 1 || n > 256:
			return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	if len(list) == 0 {
		delete(c.s.commands, key)
	} else {
		c.s.commands[key] = list
	}
	c.s.emit(Event{Kind: "commands", Chat: c.scopeChat()})
	return true, nil
}

func getMyCommands(c *call) (any, *refusal) {
	key, why := c.listKey()
	if why != nil {
		return nil, why
	}
	if list := c.s.commands[key]; list != nil {
		return list, nil
	}
	return []Command{}, nil
}

func deleteMyCommands(c *call) (any, *refusal) {
	key, why := c.listKey()
	if why != nil {
		return nil, why
	}
	delete(c.s.commands, key)
	c.s.emit(Event{Kind: "commands", Chat: c.scopeChat()})
	return true, nil
}

// scopeChat is the one chat whose list a call is about, 0 for those of many.
func (c *call) scopeChat() int64 {
	var sc struct {
		ChatID json.Number `json:"chat_id"`
	}
	_ = json.Unmarshal([]byte(c.args["scope"]), &sc) // what it cannot read, scope has refused
	id, _ := sc.ChatID.Int64()
	return id
}

// Menu is the list of commands a person sees in a chat, on a phone that speaks
// their language.
func (s *Server) Menu(chat, who int64) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, p := s.chats[chat], s.people[who]
	if c == nil || p == nil {
		return nil
	}
	lang, _, _ := strings.Cut(p.Lang, "-")
	return slices.Clone(s.menuOf(c, who, strings.ToLower(lang)))
}

// menuOf is the list somebody sees in a chat: the narrowest scope that has
// one, in the language of their phone or else in none, as the platform
// chooses. A narrow list in no language comes before a wide one in theirs. Who
// looks may be nobody in particular: 0.
func (s *Server) menuOf(c *chat, who int64, lang string) []Command {
	scopes := []string{"chat:" + itoa(c.ID), "all_private_chats", "default"}
	if c.Type != "private" {
		of := itoa(c.ID)
		scopes = []string{"chat_member:" + of + ":" + itoa(who), "chat:" + of, "all_group_chats", "default"}
		if len(c.members) > 0 && c.members[0] == who { // who owns a group administers it
			scopes = []string{scopes[0], "chat_administrators:" + of, "chat:" + of, "all_chat_administrators", "all_group_chats", "default"}
		}
	}
	for _, scope := range scopes {
		for _, l := range []string{lang, ""} {
			if list := s.commands[commandKey{scope, l}]; list != nil {
				return list
			}
		}
	}
	return []Command{}
}
