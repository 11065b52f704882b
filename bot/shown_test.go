package bot

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

func (d *drawer) CareShown(_ context.Context, number int, chat int64, messages []int) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shown == nil {
		d.shown = map[string][]int{}
	}
	at := fmt.Sprint(number, chat)
	d.shown[at] = append(d.shown[at], messages...)
	return nil
}

func (d *drawer) CareShows(_ context.Context, number int, chat int64) ([]int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.shown[fmt.Sprint(number, chat)]), nil
}

func (d *drawer) CareHidden(_ context.Context, number int, chat int64, messages []int) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	at := fmt.Sprint(number, chat)
	d.shown[at] = slices.DeleteFunc(d.shown[at], func(id int) bool { return slices.Contains(messages, id) })
	return nil
}

// Photos of a care case go out of the chat of who leaves its team: those of an album and
// one by itself, and no others. What Telegram does not delete any more gives way to an
// empty picture.
func TestPhotosOfACareCaseAreTakenAway(t *testing.T) {
	o := newOffice(t)
	var files []talk.File
	for n := range 3 {
		var picture bytes.Buffer
		if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 20+n, 20))); err != nil {
			t.Fatal(err)
		}
		m, err := o.bot.SendPhoto(t.Context(), &tg.SendPhotoParams{ChatID: wang, Photo: &models.InputFileUpload{Filename: "a.jpg", Data: &picture}})
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, talk.File{Kind: "photo", ID: m.Photo[0].FileID})
	}
	send := func(id string, chat int64, care int, files ...talk.File) {
		p := post(id, chat, world.ClassReply)
		p.Letter.Lang, p.Letter.Say, p.Letter.Care = text.Chinese, talk.Prompt{Say: text.Said("K12"), Files: files}, care
		if len(files) == 0 {
			p.Letter.Say, p.Letter.Empty = talk.Prompt{}, true
		}
		o.send(t, p)
	}
	pictures := func() (all []string) {
		for _, m := range o.telegram.Messages(chen) {
			if len(m.Photo) > 0 {
				all = append(all, m.Photo[0].FileID)
			}
		}
		return all
	}
	send("album", chen, 12, files[0], files[1])
	send("one", chen, 12, files[2])
	send("other", chen, 13, files[2])
	if got := pictures(); len(got) != 4 {
		t.Fatalf("%v", got)
	}
	send("nothing", wang, 12) // who has none loses none
	send("away", chen, 12)
	if got := pictures(); len(got) != 1 || len(o.drawer.shown[fmt.Sprint(12, chen)]) != 0 {
		t.Errorf("%v stand, and %v are known", got, o.drawer.shown)
	}
	o.proxy = func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/deleteMessage") {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"ok":false,"error_code":400,"description":"Bad Request: message can't be deleted for everyone"}`)
			return
		}
		o.telegram.Handler().ServeHTTP(w, r)
	}
	before := pictures()
	send("late", chen, 13)
	if got := pictures(); len(got) != 1 || slices.Equal(got, before) || len(o.drawer.shown[fmt.Sprint(13, chen)]) != 0 {
		t.Errorf("%v stand, of %v, and %v are known", got, before, o.drawer.shown)
	}
}

// A clock that is set for later does not strike when it is set: one that sets itself
// again would never come to an end.
func TestAClockThatIsSetForLaterWaits(t *testing.T) {
	var struck []string
	d := &desk{now: func() time.Time { return noon }, strike: func(k talk.Clock) { struck = append(struck, k.Name) }}
	d.strikes([]talk.Clock{{Name: "now", Due: noon}, {Name: "later", Due: noon.Add(1)}})
	if !slices.Equal(struck, []string{"now"}) {
		t.Errorf("%v", struck)
	}
}
