package main

import (
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
)

// opened is what a link to a document must lead to.
type opened struct{ end, kind, disposition, begins string }

var documents = []opened{
	{".csv", "text/csv; charset=utf-8", "attachment", "\ufeff"},
	{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment", "PK"},
	{".pdf", "application/pdf", "inline", "%PDF-"},
	{".html", "application/octet-stream", "attachment", "<script>"},
}

// The coordinator exports, has a PDF and a page in the chat, and opens all of
// them from the phone: each is a link to what was sent, under its name.
func TestDocumentsAreOpenedFromThePage(t *testing.T) {
	p, _ := startDemo(t)
	base := "http://" + p.listener.Addr().String()
	v := visit(t, base)
	for _, format := range []string{"CSV", "Excel"} {
		v.write(stories.Sun, "/export")
		v.click(phone(stories.Sun, `[data-act="send"]`))
		v.press(stories.Sun, "本周")
		v.press(stories.Sun, format)
		v.until("the export has come", `(chat, end) => [...document.querySelectorAll('[data-chat="' + chat + '"] .card b')].some((name) => name.textContent.endsWith(end))`,
			stories.Sun, map[string]string{"CSV": ".csv", "Excel": ".xlsx"}[format])
	}
	for _, thing := range []sandbox.Thing{
		{Kind: "document"},
		{Kind: "document", FileName: `a very-long-name-without-a-place-to-break-it <b>of a page</b> "&.html`, Bytes: []byte("<script>top.ran = true</script>")},
	} {
		if _, err := p.sandbox.Send(stories.Sun, sandbox.Place{Chat: stories.Sun}, thing); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range documents {
		v.until("a link to a document "+d.end, `(chat, end) => [...document.querySelectorAll('[data-chat="' + chat + '"] a.card[href]')].some((link) => link.querySelector('b').textContent.endsWith(end))`,
			stories.Sun, d.end)
		v.opens(base, d)
	}
	for _, wide := range []int64{390, 1280} {
		v.do("turn the phone", chromedp.EmulateViewport(wide, 844))
		v.until("all of each document is seen and reached by keyboard", `(chat) => {
			document.querySelector('[data-tab="' + chat + '"]').click();
			const log = document.querySelector('[data-chat="' + chat + '"] .log');
			const edge = log.getBoundingClientRect();
			return log.clientWidth > 0 && log.scrollWidth <= log.clientWidth && [...log.querySelectorAll('a.card')].every((link) => {
				const box = link.getBoundingClientRect();
				link.focus();
				return document.activeElement === link && box.height >= 44 && box.left >= edge.left && box.right <= edge.right &&
					[link, ...link.querySelectorAll('*')].every((each) => each.scrollWidth <= each.clientWidth + 1 || getComputedStyle(each).display === 'inline');
			});
		}`, stories.Sun)
	}
	v.reads(base)
}

// opens looks where the newest link of a kind leads.
func (v *viewer) opens(base string, d opened) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	link, err := chromedp.Run(ctx, chromedp.Evaluate[struct{ Name, Href, Target, Rel, Download string }](fmt.Sprintf(`(() => {
		const link = [...document.querySelectorAll('[data-chat="%d"] a.card[href]')].filter((link) => link.querySelector('b').textContent.endsWith(%q)).at(-1);
		return { Name: link.querySelector('b').textContent, Href: link.getAttribute('href'), Target: link.target, Rel: link.rel, Download: link.download };
	})()`, stories.Sun, d.end)))
	if err != nil {
		v.t.Fatalf("read the link %s: %v", d.end, err)
	}
	if d.disposition == "inline" && (link.Target != "_blank" || !strings.Contains(link.Rel, "noopener") || link.Download != "") {
		v.t.Errorf("%s does not open beside the page: %+v", d.end, link)
	}
	if d.disposition != "inline" && (link.Target != "" || link.Download != link.Name) {
		v.t.Errorf("%s is not downloaded: %+v", d.end, link)
	}
	got, err := http.Get(base + link.Href)
	if err != nil {
		v.t.Fatal(err)
	}
	defer got.Body.Close()
	content, err := io.ReadAll(got.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	how, params, err := mime.ParseMediaType(got.Header.Get("Content-Disposition"))
	if err != nil || how != d.disposition || params["filename"] != link.Name {
		v.t.Errorf("%s: disposition %q, %v", link.Name, got.Header.Get("Content-Disposition"), err)
	}
	if got.StatusCode != http.StatusOK || got.Header.Get("Content-Type") != d.kind || got.Header.Get("X-Content-Type-Options") != "nosniff" {
		v.t.Errorf("%s: %s, %v", link.Name, got.Status, got.Header)
	}
	if !strings.HasPrefix(string(content), d.begins) {
		v.t.Errorf("%s begins with %.20q", link.Name, content)
	}
}

// reads opens the PDF by keyboard, and waits until it stands in a tab of its own.
func (v *viewer) reads(base string) {
	v.t.Helper()
	v.do("open the PDF", chromedp.SendKeys(phone(stories.Sun, `a.card[target="_blank"]`), "\r"))
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	for {
		tabs, err := chromedp.Targets(ctx)
		if err != nil {
			v.t.Fatalf("wait for the PDF's tab: %v", err)
		}
		for _, tab := range tabs {
			if strings.HasPrefix(tab.URL, base+"/sandbox/file/") {
				return
			}
		}
	}
}
