package sandbox_test

import (
	"encoding/json"
	"testing"

	"gridbot/bot/sandbox"
)

func TestPrivacyModeShowsABotWhatIsMeantForIt(t *testing.T) {
	s, url := start(t, sandbox.Options{Username: "grid_bot"})
	r := call(t, s, url, "sendMessage", fields{"chat_id": team, "text": "Hello all"})
	var m sandbox.Message
	if err := json.Unmarshal(r.Result, &m); err != nil || m.Chat.Title != "Team" {
		t.Fatalf("%+v", r)
	}
	must(t)(s.Say(ana, team, "chatter"))
	must(t)(s.Say(ana, team, "see /help"))
	must(t)(s.Say(ana, team, "/help@other_bot"))
	must(t)(s.Say(ana, team, "/help@GRID_bot"))
	must(t)(s.Say(ana, team, "/tasks"))
	must(t)(s.SayAt(ana, sandbox.Place{Chat: team, ReplyTo: m.MessageID}, "a reply"))
	if got := texts(updates(t, s, url, `{}`)); got != "/help@GRID_bot /tasks a reply " {
		t.Errorf("the bot sees %q", got)
	}
	if err := s.Invite(team, ana, "administrator"); err != nil {
		t.Fatal(err)
	}
	must(t)(s.Say(ana, team, "chatter"))
	got := updates(t, s, url, `{"offset":-2}`)
	if got[0].Member.New.Status != "administrator" || got[1].Message.Text != "chatter" {
		t.Errorf("as an administrator the bot sees %+v", got)
	}
}

func TestABotIsAddedByAStartGroupLinkAndThrownOut(t *testing.T) {
	s, url := start(t, sandbox.Options{Username: "grid_bot"})
	s.AddGroup(sandbox.Group{ID: -600, Title: "New", Members: []int64{ana}})
	hello := fields{"chat_id": -600, "text": "x"}
	if r := call(t, s, url, "sendMessage", hello); r.Code != 403 || r.Description != "Forbidden: bot is not a member of the group chat" {
		t.Errorf("%+v", r)
	}
	must(t)(s.StartGroup(ana, -600, "bind"))
	got := updates(t, s, url, `{}`)
	if len(got) != 3 || got[0].Member.New.Status != "member" || len(got[1].Message.NewChatMembers) != 1 || got[2].Message.Text != "/start@grid_bot bind" {
		t.Errorf("%+v", got)
	}
	if r := call(t, s, url, "sendMessage", hello); !r.OK {
		t.Errorf("%+v", r)
	}
	if err := s.Kick(-600, ana); err != nil {
		t.Fatal(err)
	}
	if got := updates(t, s, url, `{"offset":-1}`); got[0].Member == nil || got[0].Member.New.Status != "kicked" {
		t.Errorf("%+v", got)
	}
	if r := call(t, s, url, "sendMessage", hello); r.Code != 403 || r.Description != "Forbidden: bot was kicked from the group chat" {
		t.Errorf("%+v", r)
	}
}

func TestAGroupThatBecameASupergroupNamesItsNewID(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	id, err := s.Migrate(team)
	if err != nil {
		t.Fatal(err)
	}
	r := call(t, s, url, "sendMessage", fields{"chat_id": team, "text": "x"})
	if r.Code != 400 || r.Description != "Bad Request: group chat was upgraded to a supergroup chat" || r.Parameters.MigrateTo != id {
		t.Errorf("%+v", r)
	}
	if r := call(t, s, url, "sendMessage", fields{"chat_id": id, "text": "x"}); !r.OK {
		t.Errorf("%+v", r)
	}
	got := updates(t, s, url, `{}`)
	if len(got) != 2 || got[0].Message.MigrateTo != id || got[1].Message.MigrateFrom != team || got[1].Message.Chat.Type != "supergroup" {
		t.Errorf("%+v", got)
	}
}

func TestTopicsOfAForumAreKept(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	forum := int64(-1001234567890)
	s.AddGroup(sandbox.Group{ID: forum, Title: "Forum", Forum: true, Members: []int64{ana}, With: "administrator", Topics: map[int]string{7: "Gas"}})
	must(t)(s.SayAt(ana, sandbox.Place{Chat: forum, Thread: 7}, "smell"))
	got := updates(t, s, url, `{}`)
	if len(got) != 1 || got[0].Message.ThreadID != 7 || !got[0].Message.IsTopicMessage || !got[0].Message.Chat.IsForum {
		t.Fatalf("%+v", got)
	}
	var m sandbox.Message
	r := call(t, s, url, "sendMessage", fields{"chat_id": forum, "text": "x", "reply_parameters": fields{"message_id": got[0].Message.MessageID}})
	if err := json.Unmarshal(r.Result, &m); err != nil || m.ThreadID != 7 || m.ReplyTo == nil {
		t.Errorf("a reply leaves the topic: %+v", r)
	}
	for _, thread := range []int{1, 8} {
		if r := call(t, s, url, "sendMessage", fields{"chat_id": forum, "text": "x", "message_thread_id": thread}); r.Description != "Bad Request: message thread not found" {
			t.Errorf("topic %d: %+v", thread, r)
		}
	}
	if r := call(t, s, url, "getChatMember", fields{"chat_id": forum, "user_id": ana}); !r.OK {
		t.Errorf("%+v", r)
	}
}

func TestPeopleActOnlyWhereTheyAre(t *testing.T) {
	s, _ := start(t, sandbox.Options{})
	s.AddGroup(sandbox.Group{ID: -700, Title: "Others", Members: []int64{li}})
	for name, try := range map[string]func() (int, error){
		"a chat of somebody else":  func() (int, error) { return s.Say(ana, li, "x") },
		"a group she is not in":    func() (int, error) { return s.Say(ana, -700, "x") },
		"no chat":                  func() (int, error) { return s.Say(ana, 4, "x") },
		"nobody":                   func() (int, error) { return s.Say(4, 4, "x") },
		"no words":                 func() (int, error) { return s.Say(ana, ana, " ") },
		"a payload with a space":   func() (int, error) { return s.Start(ana, "a b") },
		"a reply to nothing":       func() (int, error) { return s.SayAt(ana, sandbox.Place{Chat: ana, ReplyTo: 999}, "x") },
		"an edit of another's":     func() (int, error) { return 0, s.Edit(ana, ana, 999, "x") },
		"a place out of the world": func() (int, error) { return s.Location(ana, ana, 91, 0) },
	} {
		if _, err := try(); err == nil {
			t.Errorf("%s: allowed", name)
		}
	}
}
