package main

import (
	"testing"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/bot/sandbox/stories"
)

// A phone shows what its own person may do, and an open menu changes with it.
func TestAPhoneShowsTheMenuOfItsPerson(t *testing.T) {
	p, _ := startDemo(t)
	v := visit(t, "http://"+p.listener.Addr().String())
	const menu = `const has = (what) => document.querySelector('[data-chat="' + chat + '"] [data-act="command-' + what + '"]') !== null;
	`
	for _, who := range []int64{stories.Chen, stories.Wang, stories.Zhou} {
		v.click(phone(who, `[data-act="commands"]`))
	}
	v.until("a resident is not shown the staff's commands", `(chat) => {`+menu+`return has('report') && !has('tasks') && !has('digest'); }`, stories.Chen)
	v.until("a worker is shown theirs, and not the leads'", `(chat) => {`+menu+`return has('tasks') && has('duty') && !has('digest'); }`, stories.Wang)
	v.until("a lead is shown the leads'", `(chat) => {`+menu+`return has('tasks') && has('digest') && has('invite') && has('duty'); }`, stories.Zhou)

	b, err := tg.New(p.sandbox.Token(), tg.WithServerURL("http://"+p.listener.Addr().String()), tg.WithSkipGetMe())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.DeleteMyCommands(t.Context(), &tg.DeleteMyCommandsParams{Scope: &models.BotCommandScopeChat{ChatID: stories.Wang}}); err != nil {
		t.Fatal(err)
	}
	v.until("without a menu of their own they see everybody's", `(chat) => {`+menu+`return has('report') && !has('tasks'); }`, stories.Wang)
	few := []models.BotCommand{{Command: "cases", Description: "Mine"}}
	if _, err := b.SetMyCommands(t.Context(), &tg.SetMyCommandsParams{Commands: few, Scope: &models.BotCommandScopeAllPrivateChats{}, LanguageCode: "zh"}); err != nil {
		t.Fatal(err)
	}
	v.until("everybody's menu changes where nobody has their own", `(chat) => {`+menu+`return has('cases') && !has('report'); }`, stories.Chen)
	v.until("who has one of their own keeps it", `(chat) => {`+menu+`return has('digest'); }`, stories.Zhou)
}
