package main

import (
	"testing"

	"github.com/chromedp/chromedp"

	"gridbot/bot/sandbox/stories"
	"gridbot/flows/talk/chatfile"
)

// Somebody reports, the week ends, and a lead with a phone in the hand sees all
// of its picture: the title, both charts and the map.
func TestTheWeekIsSeenWholeOnAPhone(t *testing.T) {
	p, _ := startDemo(t)
	v := visit(t, "http://"+p.listener.Addr().String())
	script, err := chatfile.Parse(stories.Kitchen)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range script.Lines {
		if l.Kind == chatfile.Direction || l.Kind == chatfile.Said && l.Who != "Chen" {
			break // she has sent her report
		}
		if l.Kind == chatfile.Said {
			v.act(l)
		} else if l.Mark != "!" {
			v.sees(l)
		}
	}
	v.click(`[data-move="monday"]`)
	for _, wide := range []int64{390, 1280} {
		v.do("turn the phone", chromedp.EmulateViewport(wide, 844))
		v.until("the picture of the week is whole", `(chat) => {
			const img = [...document.querySelectorAll('[data-chat="' + chat + '"] .photo img')].at(-1);
			if (!img) return false;
			document.querySelector('[data-tab="' + chat + '"]').click();
			img.loading = 'eager';
			const fits = Math.abs(img.clientHeight / img.clientWidth - img.naturalHeight / img.naturalWidth) < 0.02;
			return img.complete && img.naturalHeight > img.naturalWidth && img.clientWidth > 240 && fits;
		}`, stories.Zhou)
	}
}
