package bot_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/bot/sandbox/stories"
	"gridbot/store/redistest"
)

// What the canary of the flows cannot look at: what is printed, counted, written into
// files, sent in the morning and with the week, and what is typed in a dialogue to its
// end. Each mark is found with those it may be with, and nowhere else.
func TestNoMarkIsPrintedCountedOrSentAstray(t *testing.T) {
	h := newHouse(t, redistest.Embedded(t))
	h.staff()
	h.says(stories.Chen, "崧涵庭3号楼垃圾堆了三天没人收 mkwordsqz")
	h.press(stories.Chen, stories.Chen, "d|report|preview|send")
	h.press(stories.Chen, stories.Chen, "c|1001|add")
	h.says(stories.Chen, "后门也有 mkaddedqz")
	h.press(stories.Wang, stories.Wang, "c|1001|claim")
	h.press(stories.Wang, stories.Wang, "c|1001|note")
	h.says(stories.Wang, "mknoteqz")
	h.says(stories.Anna, "the lamp at 崧涵庭 mkdraftqz") // and does not send it
	h.says(stories.Zhou, "/mute 1001")
	for _, words := range []string{"/tasks", "/open", "/find mkwordsqz", "/stats", "/export"} {
		h.says(stories.Sun, words)
	}
	h.press(stories.Sun, stories.Sun, "m|export|month|xlsx")
	// Whose each is.
	those := map[string][]int64{
		"mkwordsqz": {stories.Chen, stories.Wang, stories.Li, stories.Zhou, stories.Zhao, stories.Sun, stories.Group},
		"mkaddedqz": {stories.Chen, stories.Wang, stories.Li, stories.Zhou, stories.Zhao, stories.Sun, stories.Group},
		"mknoteqz":  {stories.Wang, stories.Zhou, stories.Zhao, stories.Sun},
		"mkdraftqz": {stories.Anna},
	}
	found := map[string]map[int64]bool{}
	look := func() {
		for _, p := range stories.People() {
			h.sights(p.ID, those, found)
		}
		h.sights(stories.Group, those, found)
	}
	look()
	for _, days := range []time.Duration{1, 6} { // a morning, reminders, a Monday's digest
		if err := h.pass(t.Context(), days*24*time.Hour); err != nil {
			t.Fatal(err)
		}
		h.quiet()
		look()
	}
	for mark, who := range those {
		if len(found[mark]) == 0 {
			t.Errorf("%s is seen by nobody: the test shows nothing", mark)
		}
		for id := range found[mark] {
			if !slices.Contains(who, id) {
				t.Errorf("%s stands in the chat of %d", mark, id)
			}
		}
	}
	book := h.workbook(stories.Sun)
	if !strings.Contains(book, "mkwordsqz") || strings.Contains(book, "mknoteqz") || strings.Contains(book, "mkdraftqz") {
		t.Errorf("in the workbook: %.3000s", book)
	}
	counted := httptest.NewRecorder()
	h.bot.Watch().ServeHTTP(counted, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	h.stop()
	for _, said := range []struct{ what, in string }{{"the log", h.log.String()}, {"the metrics", counted.Body.String()}} {
		if !strings.Contains(said.in, "gridbot") && !strings.Contains(said.in, "level=") {
			t.Errorf("%s says nothing", said.what)
		}
		for _, word := range []string{"mk", "崧涵庭", "陈"} {
			for line := range strings.Lines(said.in) {
				if at := strings.Index(line, word); at >= 0 && (word != "mk" || strings.Contains(line, "qz")) {
					t.Errorf("%s prints %q: %s", said.what, word, line)
				}
			}
		}
	}
}

// sights notes which marks the bot has shown in a chat.
func (h *house) sights(chat int64, marks map[string][]int64, found map[string]map[int64]bool) {
	for _, m := range h.sandbox.Messages(chat) {
		if !m.Out {
			continue
		}
		said, err := json.Marshal(m)
		if err != nil {
			h.t.Fatal(err)
		}
		for mark := range marks {
			if strings.Contains(string(said), mark) {
				if found[mark] == nil {
					found[mark] = map[int64]bool{}
				}
				found[mark][chat] = true
			}
		}
	}
}

// workbook is all that is written in the newest workbook somebody was sent.
func (h *house) workbook(who int64) string {
	h.t.Helper()
	var said strings.Builder
	for _, m := range slices.Backward(h.sandbox.Messages(who)) {
		if m.Document == nil {
			continue
		}
		var got struct {
			Result struct {
				Path string `json:"file_path"`
			} `json:"result"`
		}
		if err := json.Unmarshal(h.get(fmt.Sprintf("%s/bot%s/getFile?file_id=%s", h.api, h.sandbox.Token(), m.Document.FileID)), &got); err != nil {
			h.t.Fatal(err)
		}
		b := h.get(fmt.Sprintf("%s/file/bot%s/%s", h.api, h.sandbox.Token(), got.Result.Path))
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			h.t.Fatalf("%s: %v", m.Document.FileName, err)
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				h.t.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				h.t.Fatal(err)
			}
			said.Write(text)
		}
		return said.String()
	}
	h.t.Fatal("no workbook came")
	return ""
}

// get reads what is at an address.
func (h *house) get(address string) []byte {
	h.t.Helper()
	r, err := http.Get(address)
	if err != nil {
		h.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return b
}
