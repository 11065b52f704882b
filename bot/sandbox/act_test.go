package sandbox_test

import (
	"slices"
	"testing"

	"gridbot/bot/sandbox"
)

// White space around what somebody writes is cut, as the platform does: a command after
// an empty line is a command, and what is only space is not sent.
func TestWhiteSpaceAroundWordsIsCut(t *testing.T) {
	s, url := start(t, sandbox.Options{Username: "grid_bot"})
	must(t)(s.Say(ana, ana, "\n /topics\n"))
	must(t)(s.Say(ana, team, "\n\n/tasks"))
	must(t)(s.Say(ana, ana, " two\n\n lines \t\n"))
	id := must(t)(s.Say(ana, ana, "old"))
	if err := s.Edit(ana, ana, id, "\nnew "); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Photo(ana, sandbox.Place{Chat: ana}, "\n/file it \n"); err != nil {
		t.Fatal(err)
	}
	must(t)(s.Send(ana, sandbox.Place{Chat: ana}, sandbox.Thing{Kind: "video", Text: " seen\n"}))
	var got []string
	for _, u := range updates(t, s, url, `{}`) {
		m := u.Edited
		if u.Message != nil {
			m = &u.Message.Message
		}
		got = append(got, m.Text+m.Caption)
		if command := m.Text != "" && m.Text[0] == '/'; command && (len(m.Entities) == 0 || m.Entities[0].Type != "bot_command" || m.Entities[0].Offset != 0) {
			t.Errorf("%q is no command: %+v", m.Text, m.Entities)
		}
	}
	if want := []string{"/topics", "/tasks", "two\n\n lines", "old", "new", "/file it", "seen"}; !slices.Equal(got, want) {
		t.Errorf("the bot hears %q", got)
	}
	for _, nothing := range []string{"", " ", "\n\t"} {
		if _, err := s.Say(ana, ana, nothing); err == nil {
			t.Errorf("%q was sent", nothing)
		}
		if err := s.Edit(ana, ana, id, nothing); err == nil {
			t.Errorf("a message was changed to %q", nothing)
		}
	}
}
