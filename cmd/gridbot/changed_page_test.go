package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	tg "github.com/go-telegram/bot"

	"gridbot/bot/sandbox/stories"
)

// aChange finds, in a phone, the button that says a message further up has changed,
// null where it is not to be seen. The log is what it must not lie on.
const aChange = `const log = document.querySelector('[data-chat="' + chat + '"] .log');
	const changed = [...document.querySelectorAll('[data-chat="' + chat + '"] button')].find((each) => each.checkVisibility() && /上面的消息有更新|A message above changed/.test(each.textContent)) || null;
	const row = (id) => document.querySelector('[data-chat="' + chat + '"] [data-message="' + id + '"]');
	const fromEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight;
	`

// A lead is told that a message further up has changed, in the language of the
// phone and beside what there is to read, until the lead was there or went on.
func TestAChangedMessageIsPointedAtUntilItWasSeen(t *testing.T) {
	p, _ := startDemo(t)
	v := visit(t, "http://"+p.listener.Addr().String())
	b, err := tg.New(p.sandbox.Token(), tg.WithServerURL("http://"+p.listener.Addr().String()), tg.WithSkipGetMe())
	if err != nil {
		t.Fatal(err)
	}
	var ids []int
	say := func(words string) {
		t.Helper()
		m, err := b.SendMessage(t.Context(), &tg.SendMessageParams{ChatID: stories.Zhou, Text: words})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, m.ID)
		v.until("the message has come", `(chat, id) => {`+aChange+`return row(id) !== null; }`, stories.Zhou, m.ID)
	}
	for i := range 30 {
		say(fmt.Sprintf("Message %d\nof many", i))
	}
	middle, late := ids[12], ids[24]
	times := 0
	edit := func() {
		t.Helper()
		v.until("the phone is at its end", `(chat) => {`+aChange+`const was = fromEnd(); log.scrollTop = log.scrollHeight; return was < 2 && !changed; }`, stories.Zhou)
		times++
		words := fmt.Sprintf("Changed %d times", times)
		if _, err := b.EditMessageText(t.Context(), &tg.EditMessageTextParams{ChatID: stories.Zhou, MessageID: middle, Text: words}); err != nil {
			t.Fatal(err)
		}
		v.until("the change is pointed at, and covers nothing", `(chat, id, words) => {`+aChange+`
			if (!row(id).textContent.includes(words) || !changed) return false;
			const at = changed.getBoundingClientRect(), box = log.getBoundingClientRect();
			return fromEnd() < 2 && (at.bottom <= box.top || at.top >= box.bottom) && at.left >= box.left && at.right <= box.right && changed.scrollWidth <= changed.clientWidth;
		}`, stories.Zhou, middle, words)
	}
	gone := func(what, how string) {
		t.Helper()
		v.until(what, `(chat, id) => {`+aChange+how+`; return !changed; }`, stories.Zhou, middle)
	}

	edit()
	v.click(phone(stories.Zhou, `[data-act="lang-en"]`))
	v.until("it speaks English", `(chat) => {`+aChange+`return changed?.textContent === 'A message above changed'; }`, stories.Zhou)
	gone("who scrolls to the message needs no telling", `row(id).scrollIntoView({ block: 'center', behavior: 'instant' })`)

	edit()
	v.until("it stays while one looks elsewhere", `(chat, id) => {`+aChange+`const was = fromEnd(); row(id).scrollIntoView({ block: 'center', behavior: 'instant' }); return was > 100 && changed !== null; }`, stories.Zhou, late)
	say("One more")
	v.until("the new message is counted in English", `(chat) => [...document.querySelectorAll('[data-chat="' + chat + '"] .chip')].some((each) => each.checkVisibility() && each.textContent === '1 new')`, stories.Zhou)
	v.click(phone(stories.Zhou, `[data-act="lang-zh-CN"]`))
	v.until("and in Chinese", `(chat) => [...document.querySelectorAll('[data-chat="' + chat + '"] .chip')].some((each) => each.checkVisibility() && each.textContent === '1 条新消息')`, stories.Zhou)
	gone("who comes back to the end has passed it", `log.scrollTop = log.scrollHeight`)

	edit()
	v.write(stories.Zhou, "/help")
	v.click(phone(stories.Zhou, `[data-act="send"]`))
	gone("who writes goes on", ``)

	v.do("take a phone", chromedp.EmulateViewport(390, 844))
	v.click(fmt.Sprintf(`[data-tab="%d"]`, stories.Zhou))
	edit()
	v.do("follow it", chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`((chat) => {`+aChange+`changed.focus(); changed.click(); })(%d);`, stories.Zhou)))
	v.until("the message is in sight, and the focus stays in the log", `(chat, id) => {`+aChange+`
		const at = row(id).getBoundingClientRect(), box = log.getBoundingClientRect();
		return !changed && at.top > box.top - 1 && at.bottom < box.bottom + 1 && document.activeElement === log;
	}`, stories.Zhou, middle)
}
