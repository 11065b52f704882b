package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
	"gridbot/flows/talk/chatfile"
)

// patience ends a test that waits for what never comes; nothing is measured by it.
const patience = 30 * time.Second

// viewer is somebody with a browser in front of the demo's page.
type viewer struct {
	t   *testing.T
	ctx context.Context
}

// visit opens the page of a demo in a real browser, 1280 pixels wide.
func visit(t *testing.T, address string) *viewer {
	t.Helper()
	browser, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("GRIDBOT_TEST_ALL") == "1" {
			t.Fatal("GRIDBOT_TEST_ALL=1 and there is no chromium on this machine")
		}
		t.Skip("there is no chromium on this machine: tests of the page in a browser are left out")
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(browser), chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(time.Minute)}
	for name, value := range map[string]any{
		"headless": "new", "no-sandbox": true, "disable-gpu": true, "disable-quic": true, "no-first-run": true,
		"disable-background-networking": true, "disable-component-update": true, "disable-sync": true,
		"disable-dev-shm-usage": true, "force-prefers-reduced-motion": true, "lang": "en",
	} {
		options = append(options, chromedp.Flag(name, value))
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancelPage := chromedp.NewContext(ctx)
	t.Cleanup(cancelPage)
	v := &viewer{t, ctx}
	if err := chromedp.Do(ctx); err != nil { // the browser lives as long as this context
		t.Fatalf("start the browser: %v", err)
	}
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil { // waits until the browser has ended
			t.Logf("close the browser: %v", err)
		}
	})
	v.do("open the page", chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address))
	v.until("the page is ready", `() => document.body.dataset.ready === 'true'`)
	// Toasts go away by themselves: they are written down as they come.
	v.do("watch for toasts", chromedp.Evaluate[chromedp.Void](`
		window.told = [];
		new MutationObserver((changes) => {
			for (const change of changes) for (const node of change.addedNodes) {
				if (!(node instanceof Element)) continue;
				for (const each of [node, ...node.querySelectorAll('*')]) {
					if (each.matches('[data-toast], dialog[data-dialog="alert"] .said')) window.told.push(each.textContent);
				}
			}
		}).observe(document.body, { childList: true, subtree: true });`))
	return v
}

func (v *viewer) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		v.t.Fatalf("%s: %v\n%s", what, err, v.page())
	}
}

// until waits for a condition of the page: a function, with its arguments.
func (v *viewer) until(what, function string, args ...any) {
	v.t.Helper()
	v.wait(patience, what, function, args...)
}

// untilAtLast waits for the end of what takes as long as it takes, such as a
// story that plays: as long as the test itself may take, less what it needs to
// say what it has waited for.
func (v *viewer) untilAtLast(what, function string, args ...any) {
	v.t.Helper()
	long := 24 * time.Hour
	if deadline, ok := v.t.Deadline(); ok {
		long = max(patience, time.Until(deadline)-2*patience)
	}
	v.wait(long, what, function, args...)
}

func (v *viewer) wait(long time.Duration, what, function string, args ...any) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, long+patience)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.PollFunction[bool](function, chromedp.WithPollingArgs(args...), chromedp.WithPollingTimeout(long)))
	if err != nil {
		v.t.Fatalf("%s: %v\n%s", what, err, v.page())
	}
}

// page is what stands in the phones, for a failure's message.
func (v *viewer) page() string {
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[...document.querySelectorAll('[data-chat]')].map((each) =>
		'== ' + each.dataset.chat + '\n' + [...each.querySelectorAll('[data-message]')].slice(-3).map((row) => row.innerText).join('\n--\n')).join('\n')
		+ '\n== told\n' + (window.told || []).join('\n')`))
	if err != nil {
		return err.Error()
	}
	return text
}

// phone is a selector of something in somebody's phone.
func phone(chat int64, what string) string { return fmt.Sprintf(`[data-chat="%d"] %s`, chat, what) }

// write types words into somebody's phone, as on a keyboard.
func (v *viewer) write(chat int64, words string) {
	v.t.Helper()
	v.do("type "+words, chromedp.SendKeys(phone(chat, "[data-input]"), words))
}

func (v *viewer) click(selector string) {
	v.t.Helper()
	v.do("click "+selector, chromedp.Click(selector, chromedp.NodeVisible))
}

// press clicks the newest button in somebody's phone whose label begins so. It
// finds the button, sees that nothing covers it and clicks it in one go: between
// two looks another message may come or lose its buttons, and the click would
// hit what then stands in its place.
func (v *viewer) press(chat int64, label string) {
	v.t.Helper()
	v.until("a button ["+label+"] to click", `(chat, label) => {
		const key = [...document.querySelectorAll('[data-chat="' + chat + '"] [data-press]')].filter((key) => key.innerText.trim().startsWith(label)).at(-1);
		if (!key) return false;
		key.scrollIntoView({ block: 'nearest', behavior: 'instant' });
		const box = key.getBoundingClientRect();
		if (!key.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2))) return false;
		key.click();
		return true;
	}`, chat, label)
}

// act does in the page what a line of the story says.
func (v *viewer) act(l chatfile.Line) {
	v.t.Helper()
	who := chatOf(v.t, l.Who)
	switch l.Act.Do {
	case chatfile.Say:
		v.write(who, l.Act.Text)
		v.click(phone(who, `[data-act="send"]`))
	case chatfile.Press:
		v.press(who, l.Act.Text)
	case chatfile.Photo:
		v.click(phone(who, `[data-act="attach"]`))
		v.click(phone(who, fmt.Sprintf(`[data-act="sample-%s"]`, l.Act.Photos[0])))
		if l.Act.Text != "" {
			v.write(who, l.Act.Text)
		}
		v.click(phone(who, `[data-act="send"]`))
	case chatfile.Forge: // no page has a button that was not given: a client of one's own has
		v.do("forge "+l.Act.Text, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`fetch('/sandbox/press', {method: 'POST', body: JSON.stringify(
			{person: %d, chat: %d, message_id: 1, data: %q})});`, who, who, l.Act.Text)))
	case chatfile.Follow: // the code on the paper leads to it: a link out of another chat cannot be clicked here
		v.do("follow", chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => {
			const payload = [...document.querySelectorAll('[data-message]')].map((row) => row.textContent.match(/start=(n\d+_[\w-]{22})/)?.[1]).filter(Boolean).at(-1);
			fetch('/sandbox/say', {method: 'POST', body: JSON.stringify({person: %d, chat: %d, text: '/start ' + payload})});
		})();`, who, who)))
	default:
		v.t.Fatalf("line %d: nobody knows how to do %q in the page", l.No, l.Act.Do)
	}
}

// sees waits until what the bot said in the story stands in the page.
func (v *viewer) sees(l chatfile.Line) {
	v.t.Helper()
	var words, keys []string
	for _, line := range l.Body() {
		switch {
		case strings.HasPrefix(line, "["):
			keys = append(keys, strings.Split(strings.Trim(line, "[]"), "] [")...)
		case timed(line) || strings.HasPrefix(line, "{") || strings.HasPrefix(line, "<"):
		default: // a picture or a page is seen by its words
			words = append(words, strings.TrimPrefix(strings.TrimPrefix(line, "(document) "), "(photo) "))
		}
	}
	to := strings.TrimPrefix(l.Who, "@")
	if l.In != "" {
		to = l.In
	}
	what := fmt.Sprintf("line %d: %s %s", l.No, l.Mark, strings.Join(l.Raw, "\n"))
	switch l.Mark {
	case "→", "✎":
		v.until(what, `(chat, words, keys) => [...document.querySelectorAll('[data-chat="' + chat + '"] [data-message][data-out]')].some((row) =>
			row.checkVisibility() && (words || '').split('\n').every((each) => row.innerText.includes(each)) &&
			[...row.querySelectorAll('.key')].map((key) => key.firstChild.textContent.trim()).join('\n') === (keys || ''))`,
			chatOf(v.t, to), strings.Join(words, "\n"), strings.Join(keys, "\n"))
	case "!":
		said := strings.TrimPrefix(strings.Join(words, "\n"), "(alert) ")
		v.until(what, `(said) => window.told.includes(said)`, said)
	}
}

// dated lines say when something was, and what is reckoned from it.
var dated = regexp.MustCompile(`\d+月\d+日|\d+ [A-Z][a-z]{2}, \d\d:\d\d|校验码`)

// timed lines differ from day to day: the demo runs by the machine's clock.
func timed(line string) bool {
	return dated.MatchString(line) || strings.HasPrefix(line, "⏱") || strings.HasPrefix(line, "⏰") || strings.HasPrefix(line, "☀️") || strings.Contains(line, "(token)") || strings.HasPrefix(line, "· ")
}

func chatOf(t *testing.T, name string) int64 {
	t.Helper()
	i := slices.IndexFunc(stories.Cast, func(p sandbox.Part) bool { return p.Name == name })
	if i < 0 {
		t.Fatalf("%q is not in the cast", name)
	}
	return stories.Cast[i].Chat
}

// Somebody plays the story of the kitchen by hand, clicking and typing in the
// page, and sees what the story says.
func TestTheKitchenIsPlayedInABrowser(t *testing.T) {
	p, _ := startDemo(t)
	v := visit(t, "http://"+p.listener.Addr().String())
	script, err := chatfile.Parse(stories.Kitchen)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range script.Lines {
		switch l.Kind {
		case chatfile.Said:
			v.act(l)
		case chatfile.Direction:
			id, ok := moves[l.Words]
			if !ok {
				t.Fatalf("line %d: nobody knows how to do %q in the page", l.No, l.Words)
			}
			v.click(`[data-move="` + id + `"]`)
			v.until("time has moved", `(id) => document.querySelector('[data-move="' + id + '"]').getAttribute('aria-disabled') !== 'true'`, id)
		case chatfile.Shown:
			v.sees(l)
		}
	}
}

// The story plays by itself to its end, in front of the viewer.
func TestThePageTellsTheStory(t *testing.T) {
	p, _ := startDemo(t)
	v := visit(t, "http://"+p.listener.Addr().String())
	v.click(`[data-story="play"]`)
	v.untilAtLast("the story has come to its end", `() => {
		const caption = document.getElementById('caption');
		return !caption.hidden && (caption.classList.contains('bad') ||
			document.querySelector('[data-story="stop"]').hidden && !document.querySelector('[data-story="play"]').hidden);
	}`)
	v.until("nothing went wrong in it", `() => !document.getElementById('caption').classList.contains('bad')`)
	script, err := chatfile.Parse(stories.Kitchen)
	if err != nil {
		t.Fatal(err)
	}
	var last []chatfile.Line // what nothing changes any more
	for _, l := range script.Lines {
		switch {
		case l.Kind == chatfile.Said || l.Kind == chatfile.Direction:
			last = nil
		case l.Kind == chatfile.Shown:
			last = append(last, l)
		}
	}
	for _, l := range last {
		if l.Mark != "!" {
			v.sees(l)
		}
	}
}
