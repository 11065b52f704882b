package sandbox_test

import (
	"encoding/json"
	"slices"
	"testing"

	"gridbot/bot/sandbox"
)

// list is what setMyCommands is told; the description says which list it is.
func list(what string) []any { return []any{fields{"command": "help", "description": what}} }

// sees is which list somebody has beside the input line of a chat.
func sees(s *sandbox.Server, chat, who int64) string {
	if all := s.Menu(chat, who); len(all) > 0 {
		return all[0].Description
	}
	return "none"
}

// The narrowest list counts, in the language of the phone or else in none: a
// list of one's own in no language comes before everybody's in one's own.
func TestEverybodySeesTheNarrowestListOfCommands(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	must(t)(s.Start(li, ""))
	scope := func(kind string, more fields) fields {
		more["type"] = kind
		return more
	}
	steps := []struct {
		what              string
		scope             any
		lang              string
		ana, li           string // what they see in their own chats
		anaThere, liThere string // and in the group, which Ana owns
	}{
		{what: "everybody's", ana: "everybody's", li: "everybody's", anaThere: "everybody's", liThere: "everybody's"},
		{what: "everybody's in Chinese", lang: "zh", ana: "everybody's", li: "everybody's in Chinese", anaThere: "everybody's", liThere: "everybody's in Chinese"},
		{what: "private", scope: scope("all_private_chats", fields{}), ana: "private", li: "private", anaThere: "everybody's", liThere: "everybody's in Chinese"},
		{what: "private in Chinese", scope: scope("all_private_chats", fields{}), lang: "zh", ana: "private", li: "private in Chinese", anaThere: "everybody's", liThere: "everybody's in Chinese"},
		{what: "groups", scope: scope("all_group_chats", fields{}), ana: "private", li: "private in Chinese", anaThere: "groups", liThere: "groups"},
		{what: "who leads a group", scope: scope("all_chat_administrators", fields{}), ana: "private", li: "private in Chinese", anaThere: "who leads a group", liThere: "groups"},
		{what: "the team", scope: scope("chat", fields{"chat_id": team}), ana: "private", li: "private in Chinese", anaThere: "the team", liThere: "the team"},
		{what: "who leads the team", scope: scope("chat_administrators", fields{"chat_id": team}), ana: "private", li: "private in Chinese", anaThere: "who leads the team", liThere: "the team"},
		{what: "Li in the team", scope: scope("chat_member", fields{"chat_id": team, "user_id": li}), ana: "private", li: "private in Chinese", anaThere: "who leads the team", liThere: "Li in the team"},
		{what: "Li's own", scope: scope("chat", fields{"chat_id": li}), ana: "private", li: "Li's own", anaThere: "who leads the team", liThere: "Li in the team"},
		{what: "Li's own in English", scope: scope("chat", fields{"chat_id": li}), lang: "en", ana: "private", li: "Li's own", anaThere: "who leads the team", liThere: "Li in the team"},
		{what: "hers", scope: scope("chat", fields{"chat_id": "1001"}), ana: "hers", li: "Li's own", anaThere: "who leads the team", liThere: "Li in the team"},
	}
	was := []string{"none", "none", "none", "none"}
	looks := func() []string {
		return []string{sees(s, ana, ana), sees(s, li, li), sees(s, team, ana), sees(s, team, li)}
	}
	type before struct {
		about fields
		saw   []string
	}
	var undo []before
	for _, step := range steps {
		about := fields{"language_code": step.lang}
		if step.scope != nil {
			about["scope"] = step.scope
		}
		undo = append(undo, before{about, was})
		given := fields{"commands": list(step.what), "scope": about["scope"], "language_code": step.lang}
		if r := call(t, s, url, "setMyCommands", given); !r.OK {
			t.Fatalf("%s: %+v", step.what, r)
		}
		want := []string{step.ana, step.li, step.anaThere, step.liThere}
		if was = looks(); !slices.Equal(was, want) {
			t.Errorf("after %q they see %q, not %q", step.what, was, want)
		}
		var got []sandbox.Command
		if r := call(t, s, url, "getMyCommands", about); json.Unmarshal(r.Result, &got) != nil || len(got) != 1 || got[0].Description != step.what {
			t.Errorf("%q reads as %+v", step.what, got)
		}
	}
	for i := len(undo) - 1; i >= 0; i-- { // taken away, the wider one is seen again
		if r := call(t, s, url, "deleteMyCommands", undo[i].about); !r.OK {
			t.Fatalf("%v: %+v", undo[i].about, r)
		}
		if now := looks(); !slices.Equal(now, undo[i].saw) {
			t.Errorf("without %v they see %q, not %q", undo[i].about, now, undo[i].saw)
		}
		if r := call(t, s, url, "getMyCommands", undo[i].about); string(r.Result) != "[]" {
			t.Errorf("without %v it still reads as %s", undo[i].about, r.Result)
		}
	}
}

// The page shows a phone the list of its own, and learns when it changes.
func TestThePageShowsAPersonTheirOwnCommands(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	must(t)(s.Start(li, ""))
	events := follow(t, url+"/sandbox/events?after="+itoa(s.Seq()))
	set := func(what string, scope fields) {
		t.Helper()
		if r := call(t, s, url, "setMyCommands", fields{"commands": list(what), "scope": scope}); !r.OK {
			t.Fatalf("%+v", r)
		}
	}
	set("everybody's", fields{"type": "all_private_chats"})
	if e := next(t, events, "commands"); e["chat"] != nil {
		t.Errorf("a list for many is told as one chat's: %v", e)
	}
	set("Li's own", fields{"type": "chat", "chat_id": li})
	if e := next(t, events, "commands"); e["chat"] != float64(li) {
		t.Errorf("a list of one chat is told as %v", e)
	}
	for who, want := range map[int64]string{ana: "everybody's", li: "Li's own"} {
		var chat struct{ Commands map[string][]sandbox.Command }
		if ask(t, "GET", url+"/sandbox/chats/"+itoa(int(who)), "", &chat) != 200 {
			t.Fatal("no chat")
		}
		for _, lang := range []string{"zh-CN", "en"} {
			if all := chat.Commands[lang]; len(all) != 1 || all[0].Description != want {
				t.Errorf("%d sees %v in %s, not %s", who, all, lang, want)
			}
		}
	}
}
