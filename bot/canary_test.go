package bot_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/bot"
	"gridbot/bot/sandbox"
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
	for _, who := range []int64{stories.Chen, stories.Wang, stories.Anna, stories.Zhou} {
		h.says(who, "/mydata")
	}
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
		read := ""
		if m.Document != nil {
			if read, err = bot.ReadPaper(m.Document.FileName, h.fetched(m.Document.FileID)); err != nil {
				h.t.Errorf("%s was sent to %d: %v", m.Document.FileName, chat, err)
			}
		}
		for mark := range marks {
			if strings.Contains(string(said), mark) || strings.Contains(read, mark) {
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
	for _, m := range slices.Backward(h.sandbox.Messages(who)) {
		if m.Document == nil || !strings.HasSuffix(m.Document.FileName, ".xlsx") {
			continue
		}
		text, err := bot.ReadPaper(m.Document.FileName, h.fetched(m.Document.FileID))
		if err != nil {
			h.t.Fatal(err)
		}
		return text
	}
	h.t.Fatal("no workbook came")
	return ""
}

// fetched is what Telegram has of a file.
func (h *house) fetched(id string) []byte {
	h.t.Helper()
	var got struct {
		Result struct {
			Path string `json:"file_path"`
		} `json:"result"`
	}
	if err := json.Unmarshal(h.get(fmt.Sprintf("%s/bot%s/getFile?file_id=%s", h.api, h.sandbox.Token(), id)), &got); err != nil {
		h.t.Fatal(err)
	}
	return h.get(fmt.Sprintf("%s/file/bot%s/%s", h.api, h.sandbox.Token(), got.Result.Path))
}

// papers reads every file that was sent in a story, as whoever has it can: none says
// who told of the case, and a kind that nobody can read fails.
func (h *house) papers() {
	h.t.Helper()
	kinds := map[string]int{}
	for _, p := range append(stories.People(), sandbox.Actor{Person: sandbox.Person{ID: stories.Group}}) {
		for _, m := range h.sandbox.Messages(p.ID) {
			if !m.Out || m.Document == nil {
				continue
			}
			name := m.Document.FileName
			said, err := bot.ReadPaper(name, h.fetched(m.Document.FileID))
			if err != nil || said == "" {
				h.t.Errorf("%s, sent to %d, says %q, %v", name, p.ID, said, err)
			}
			kind, _, _ := strings.Cut(name, "-")
			kinds[kind]++
			for _, of := range []string{"陈阿姨", "陈", `\b` + strconv.FormatInt(stories.Chen, 10) + `\b`} { // not inside a longer number
				if regexp.MustCompile(of).MatchString(said) {
					h.t.Errorf("%s, sent to %d, says %s: %s", name, p.ID, of, said)
				}
			}
		}
	}
	if kinds["notice"] == 0 || kinds["minutes"] == 0 {
		h.t.Errorf("the story sends %v", kinds)
	}
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
