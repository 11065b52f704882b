package bot

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"gridbot/flows/drawn"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is not to be passed on is sent so, whatever it is: words, places, every kind of
// file, photos together, what is drawn.
func TestWhatIsNotToBePassedOnIsSentSo(t *testing.T) {
	o := newOffice(t)
	var asked []string
	o.proxy = func(w http.ResponseWriter, r *http.Request) {
		method := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
		body := new(strings.Builder)
		if err := r.ParseMultipartForm(1 << 20); err != nil { // words go as JSON
			buf := make([]byte, 1<<16)
			n, _ := r.Body.Read(buf)
			body.Write(buf[:n])
		}
		held := r.FormValue("protect_content") == "true" || strings.Contains(body.String(), `"protect_content":true`)
		asked = append(asked, fmt.Sprintf("%s %t", method, held))
		m := `{"message_id":5,"date":1,"chat":{"id":1,"type":"private"}}`
		if method == "sendMediaGroup" {
			m = "[" + m + "]"
		}
		fmt.Fprintf(w, `{"ok":true,"result":%s}`, m)
	}
	file := func(kinds ...string) (p talk.Prompt) {
		p.Say = text.Said("x")
		for _, kind := range kinds {
			p.Files = append(p.Files, talk.File{Kind: kind, ID: "a-file"})
		}
		return p
	}
	for method, say := range map[string]talk.Prompt{
		"sendMessage": {Say: text.Said("x")}, "sendPhoto": file("photo"), "sendVideo": file("video"), "sendVideoNote": file("note"), "sendVoice": file("voice"),
		"sendAudio": file("audio"), "sendDocument": file("document"), "sendMediaGroup": file("photo", "video"),
		"sendVenue": {Say: text.Said("x"), Spot: &talk.Spot{Name: text.Said("x"), Point: grids.Point{Lat: 31, Lon: 121}}},
	} {
		for _, protect := range []bool{true, false} {
			asked = nil
			if _, err := o.sender.sendNew(t.Context(), world.Letter{To: talk.Chat{ID: chen}, Lang: text.Chinese, Say: say, Protect: protect}); err != nil {
				t.Fatal(err)
			}
			if want := fmt.Sprintf("%s %t", method, protect); len(asked) != 1 || asked[0] != want {
				t.Errorf("%q was asked for, want %q", asked, want)
			}
		}
	}
	for _, d := range []drawn.Drawing{{Code: "https://t.me/x"}, {Notice: &drawn.Notice{ID: "1-1"}}} {
		asked = nil
		if _, err := o.sender.sendNew(t.Context(), world.Letter{To: talk.Chat{ID: chen}, Lang: text.Chinese, Say: talk.Prompt{Say: text.Said("x"), Draw: &d}, Protect: true}); err != nil {
			t.Fatal(err)
		}
		if len(asked) != 1 || !strings.HasSuffix(asked[0], "true") {
			t.Errorf("what is drawn: %q", asked)
		}
	}
}
