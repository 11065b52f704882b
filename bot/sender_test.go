package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"

	"gridbot/bot/sandbox"
	"gridbot/flows"
	"gridbot/flows/district"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

const (
	chen, wang, team = 7, 8, -77
	secret           = "sandbox-token-that-opens-nothing-else"
)

// drawer is an outbox in memory.
type drawer struct {
	mu     sync.Mutex
	out    []string                // letters that were taken out, "id=message"
	cards  map[int64]int           // by chat, of the one case there is
	faults []error                 // of the next calls of Sent
	kept   map[string]world.Letter // what Letters gives
	read   []string                // letters Letters was asked for
	unread error                   // the next answer of Letters
	waits  []world.Post            // what Outbox gives
	shown  map[string][]int        // messages with photos of a care case, by its number and the chat
}

func (d *drawer) Outbox(_ context.Context, after string, _ int64) ([]world.Post, error) {
	if after != "-" {
		return nil, nil
	}
	return d.waits, nil
}

func (d *drawer) Letters(_ context.Context, ids []string) ([]world.Letter, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.unread; err != nil {
		d.unread = nil
		return nil, err
	}
	letters := make([]world.Letter, len(ids))
	for i, id := range ids {
		letters[i] = d.kept[id]
	}
	d.read = append(d.read, ids...)
	return letters, nil
}

func (d *drawer) Card(_ context.Context, _ int, chat int64) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.cards[chat], nil
}

func (d *drawer) Quotas(context.Context) (map[int64]time.Time, error) { return nil, nil }

func (d *drawer) Sent(ctx context.Context, p world.Post, message int) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.faults) > 0 {
		err := d.faults[0]
		d.faults = d.faults[1:]
		return err
	}
	if p.Letter.Card != 0 {
		d.cards[p.Letter.To.ID] = message
	}
	d.out = append(d.out, fmt.Sprint(p.ID, "=", message))
	return ctx.Err()
}

// office is a sender at work against a Telegram in a box.
type office struct {
	*sender
	telegram *sandbox.Server
	drawer   *drawer
	log      *bytes.Buffer
	heard    []talk.Event
	waits    []time.Duration // what was waited between the answers to a press
	outage   *outage
	proxy    http.HandlerFunc // answers instead of Telegram when it is set
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{drawer: &drawer{cards: map[int64]int{}}, log: &bytes.Buffer{}}
	o.telegram = sandbox.New(sandbox.Options{Stage: sandbox.Stage{
		People: []sandbox.Actor{{Person: sandbox.Person{ID: chen, First: "陈"}}, {Person: sandbox.Person{ID: wang, First: "王"}}},
		Groups: []sandbox.Group{{ID: team, Title: "工作群", Members: []int64{chen, wang}, With: "member"}},
	}})
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.proxy != nil {
			o.proxy(w, r)
			return
		}
		o.telegram.Handler().ServeHTTP(w, r)
	}))
	t.Cleanup(func() { o.telegram.Close(); web.CloseClientConnections(); web.Close() })
	for _, id := range []int64{chen, wang} {
		if _, err := o.telegram.Start(id, ""); err != nil {
			t.Fatal(err)
		}
	}
	catalog, err := flows.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	token := o.telegram.Token()
	library, err := tg.New(token, tg.WithSkipGetMe(), tg.WithServerURL(web.URL), tg.WithHTTPClient(time.Minute, web.Client()))
	if err != nil {
		t.Fatal(err)
	}
	o.sender = &sender{hands: newHands(4, t.Context().Done()),
		api: &api{http: web.Client(), base: web.URL + "/bot" + token + "/", token: token}, bot: library,
		words:  words{catalog: catalog, bot: "grid_bot", missing: func(err error) { t.Error(err) }},
		outbox: o.drawer, queue: newQueue(NoPace, longAgo), token: token,
		log: slog.New(slog.NewTextHandler(o.log, nil)), pause: func(ctx context.Context, _ int) error { return ctx.Err() },
		wait: func(ctx context.Context, d time.Duration) error { o.waits = append(o.waits, d); return ctx.Err() },
		tell: func(e talk.Event) { o.heard = append(o.heard, e) }, metrics: newMetrics(), abreast: 4,
	}
	o.outage = newOutage(o.api, o.words, demo(t), time.Now, o.sender.log, 0)
	return o
}

func demo(t testing.TB) *district.District {
	t.Helper()
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// send queues letters and delivers what may go out now. It returns how long
// the rest must wait.
func (o *office) send(t *testing.T, posts ...world.Post) (wait time.Duration) {
	t.Helper()
	o.queue.put(posts)
	return o.deliverAll(t, time.Now())
}

func (o *office) deliverAll(t *testing.T, now time.Time) time.Duration {
	t.Helper()
	for {
		p, wait := o.queue.take(now)
		if p == nil {
			return wait
		}
		if err := o.deliver(t.Context(), t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
}

// said are the bot's words in a chat.
func (o *office) said(chat int64) []string {
	var all []string
	for _, m := range o.telegram.Messages(chat) {
		if m.Out {
			all = append(all, m.Text)
		}
	}
	return all
}

func note(id string, chat int64, words string) world.Post {
	p := post(id, chat, world.ClassReply)
	p.Letter.Lang, p.Letter.Say.Say = text.Chinese, text.Text{Words: words}
	return p
}

func shows(id string, chat int64, words string, fresh bool) world.Post {
	p := note(id, chat, words)
	p.Letter.Card, p.Letter.Fresh = 1001, fresh
	return p
}

func (o *office) expect(t *testing.T, chat int64, said ...string) {
	t.Helper()
	if got := o.said(chat); !slices.Equal(got, said) {
		t.Errorf("chat %d reads %q, want %q", chat, got, said)
	}
}

func TestWhatTelegramCouldNotDoIsTriedAgain(t *testing.T) {
	o := newOffice(t)
	o.telegram.Fault(sandbox.Rule{Method: "sendMessage", Chat: chen, Code: 500, Times: 2})
	wait := o.send(t, note("1", chen, "一"), note("2", chen, "二"), note("3", wang, "三"))
	o.expect(t, wang, "三") // meanwhile
	now := time.Now().Add(time.Minute)
	again := o.deliverAll(t, now)
	if wait <= 0 || again < 0 {
		t.Errorf("waits %v, then %v", wait, again)
	}
	o.deliverAll(t, now.Add(time.Minute))
	o.expect(t, chen, "一", "二")
}

// The message was sent and the answer was lost: nobody can know, so it is
// sent again. Nothing else is.
func TestACutConnectionLosesNoLetter(t *testing.T) {
	o := newOffice(t)
	o.telegram.Fault(sandbox.Rule{Method: "sendMessage", Cut: true})
	o.send(t, note("1", chen, "一"), note("2", chen, "二"))
	o.deliverAll(t, time.Now().Add(time.Minute))
	o.expect(t, chen, "一", "一", "二")
	if len(o.drawer.out) != 2 {
		t.Errorf("taken out: %q", o.drawer.out)
	}
}

func TestACardThatDidNotChangeIsFine(t *testing.T) {
	o := newOffice(t)
	o.send(t, shows("1", chen, "卡", false))
	o.send(t, shows("2", chen, "卡", false))
	o.expect(t, chen, "卡")
	if o.drawer.cards[chen] == 0 || len(o.drawer.out) != 2 || strings.Contains(o.log.String(), "ERROR") {
		t.Errorf("card %d, out %q\n%s", o.drawer.cards[chen], o.drawer.out, o.log)
	}
}

func TestACardThatIsGoneIsSentAnew(t *testing.T) {
	o := newOffice(t)
	o.send(t, shows("1", chen, "卡一", false))
	old := o.drawer.cards[chen]
	if err := o.api.deleteMessage(t.Context(), &tg.DeleteMessageParams{ChatID: chen, MessageID: old}); err != nil {
		t.Fatal(err)
	}
	o.send(t, shows("2", chen, "卡二", false))
	o.expect(t, chen, "卡二")
	if is := o.drawer.cards[chen]; is == old || is == 0 {
		t.Errorf("the card is message %d, it was %d", is, old)
	}
	o.send(t, note("3", chen, "话"), shows("4", chen, "卡三", true))
	o.expect(t, chen, "话", "卡三") // a fresh one takes the place of the old one
}

func TestWhoBlockedUsIsLeftAloneUntilTheyWriteAgain(t *testing.T) {
	o := newOffice(t)
	if err := o.telegram.Block(chen, true); err != nil {
		t.Fatal(err)
	}
	o.send(t, note("1", chen, "一"), note("2", chen, "二"), note("3", wang, "三"))
	if len(o.heard) != 1 || !o.heard[0].Blocked || o.heard[0].From.ID != chen {
		t.Errorf("told %+v", o.heard)
	}
	if n := o.telegram.Stats().Codes[403]; n != 1 {
		t.Errorf("Telegram refused %d times", n)
	}
	o.expect(t, wang, "三")
	if len(o.drawer.out) != 3 {
		t.Errorf("taken out: %q", o.drawer.out)
	}
	if _, err := o.telegram.Say(chen, chen, "我回来了"); err != nil {
		t.Fatal(err)
	}
	o.back(chen)
	o.send(t, note("4", chen, "四"))
	o.expect(t, chen, "四")
}

func TestAGroupThatMovedIsFollowed(t *testing.T) {
	o := newOffice(t)
	to, err := o.telegram.Migrate(team)
	if err != nil {
		t.Fatal(err)
	}
	o.send(t, note("1", team, "一"), shows("2", team, "卡", false))
	o.expect(t, to, "一", "卡")
	if len(o.heard) == 0 || o.heard[0].MovedTo != to || o.heard[0].Chat.ID != team || !o.heard[0].Chat.Group {
		t.Errorf("told %+v", o.heard)
	}
	if o.drawer.cards[to] == 0 {
		t.Error("the card is not known in the new group")
	}
}

func TestALetterThatCanNeverBeSentStopsNoOther(t *testing.T) {
	o := newOffice(t)
	o.telegram.Fault(sandbox.Rule{Method: "sendMessage", Code: 400})
	o.send(t, note("1", chen, "一"), note("2", chen, ""), note("3", chen, "三"), post("4", 0, world.ClassReply))
	o.expect(t, chen, "三")
	if len(o.drawer.out) != 4 || strings.Count(o.log.String(), "letter dropped") != 2 {
		t.Errorf("taken out: %q\n%s", o.drawer.out, o.log)
	}
}

func TestALetterThatMakesUsPanicStopsNoOther(t *testing.T) {
	o := newOffice(t)
	poison := note("1", chen, "一")
	poison.Letter.Say.Rows = [][]talk.Button{{{Label: text.Text{Words: "x"}, Data: strings.Repeat("x", 65)}}}
	o.words.missing = func(error) { panic("a fault of ours") }
	o.send(t, poison, note("2", chen, "二"))
	o.expect(t, chen, "二")
	if len(o.drawer.out) != 2 {
		t.Errorf("taken out: %q", o.drawer.out)
	}
}

func TestTheTokenIsNeverLogged(t *testing.T) {
	echo := map[string]http.HandlerFunc{
		"a page": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(502)
			fmt.Fprintf(w, "<html>cannot reach %s</html>", r.URL.Path)
		},
		"a page that writes it in another way": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			fmt.Fprintf(w, "cannot reach %s", strings.ReplaceAll(r.URL.Path, ":", "%3A"))
		},
		"an answer": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, `{"ok":false,"error_code":400,"description":"no such path %s"}`, r.URL.Path)
		},
		"a redirect that leads nowhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:1"+r.URL.Path, http.StatusTemporaryRedirect)
		},
		"a cut": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	}
	for name, proxy := range echo {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.proxy = proxy
			spot := note("2", wang, "")
			spot.Letter.Say.Spot = &talk.Spot{Point: grids.Point{Lat: 31, Lon: 121}, Name: text.Text{Words: "x"}, Where: text.Text{Words: "y"}}
			o.send(t, note("1", chen, "一"), spot)
			o.answer(t.Context(), talk.Event{Query: "1"}, toast{})
			in := &tray{}
			p := poller{api: o.api, inbox: in, now: time.Now, log: o.sender.log, count: o.metrics.polls, outage: o.outage, pass: nobody, pause: func(context.Context, int) error { return errors.New("enough") }}
			p.run(t.Context())
			if strings.Contains(o.log.String(), secret) || !strings.Contains(o.log.String(), "level=") {
				t.Errorf("the log says\n%s", o.log)
			}
		})
	}
}

func TestASentLetterIsTakenOutHoweverLongRedisIsAway(t *testing.T) {
	o := newOffice(t)
	o.drawer.faults = []error{errors.New("away"), errors.New("away"), context.DeadlineExceeded}
	o.send(t, note("1", chen, "一"))
	o.expect(t, chen, "一")
	if len(o.drawer.out) != 1 {
		t.Errorf("taken out: %q", o.drawer.out)
	}
}

func TestASenderThatLostTheDistrictStops(t *testing.T) {
	o := newOffice(t)
	for range 100 {
		o.drawer.faults = append(o.drawer.faults, world.ErrFenced)
	}
	for i := range 100 {
		o.queue.put([]world.Post{note(fmt.Sprint(i), chen, fmt.Sprint(i)), note(fmt.Sprint("w", i), wang, fmt.Sprint(i))})
	}
	if err := o.run(t.Context()); !errors.Is(err, world.ErrFenced) {
		t.Errorf("ended with %v", err)
	}
	if n := o.telegram.Stats().Methods["sendmessage"]; n > 2 {
		t.Errorf("%d letters were sent", n)
	}
	stopped, cancel := context.WithCancelCause(t.Context())
	cancel(world.ErrFenced)
	if err := o.run(stopped); !errors.Is(err, world.ErrFenced) {
		t.Errorf("began although it was over: %v", err)
	}
}

func TestEverythingIsSentBeforeTheSenderStops(t *testing.T) {
	o := newOffice(t)
	var posts []world.Post
	for i := range 30 {
		posts = append(posts, note(fmt.Sprint(i), []int64{chen, wang}[i%2], fmt.Sprint(i)))
	}
	o.queue.put(posts)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := o.run(ctx); err != nil {
		t.Fatal(err)
	}
	for i, words := range o.said(chen) {
		if words != fmt.Sprint(2*i) {
			t.Errorf("message %d is %q", i, words)
		}
	}
}

// Many tasks for a group are one message with a line and a button for each;
// what becomes of one of them later is not shown in the group.
func TestAListOfTasksIsOneMessage(t *testing.T) {
	o := newOffice(t)
	var posts []world.Post
	for i := range 6 {
		p := shows(fmt.Sprint("task", i), team, "卡片", true)
		p.Letter.Card, p.Letter.Brief = 1001+i, text.Said(fmt.Sprint("第", i, "件"))
		posts = append(posts, p)
	}
	o.send(t, posts...)
	o.expect(t, team, "🔔 6 件新任务，按编号接单：\n第0件\n第1件\n第2件\n第3件\n第4件\n第5件")
	last := o.telegram.Messages(team)
	if rows := last[len(last)-1].ReplyMarkup.Rows; len(rows) != 2 || rows[1][1].Data != "c|1006|claim" {
		t.Errorf("the buttons are %+v", rows)
	}
	if len(o.drawer.out) != 6 {
		t.Errorf("%d letters left the outbox", len(o.drawer.out))
	}
	o.send(t, shows("later", team, "已接单", false))
	if got := o.said(team); len(got) != 1 {
		t.Errorf("the group reads %q", got)
	}
}

// Telegram is slow with one chat: nobody else waits for it, and what was slow
// is said once.
func TestASlowChatHoldsNobodyElseUp(t *testing.T) {
	o := newOffice(t)
	o.telegram.Fault(sandbox.Rule{Method: "sendmessage", Chat: chen, Times: 1, SlowMS: 700})
	o.queue.put([]world.Post{note("1-0", chen, "慢"), note("1-1", chen, "后"), note("2-0", wang, "快")})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- o.run(ctx) }()
	var order []string
	for after := o.telegram.Seq() - len(o.said(chen)) - len(o.said(wang)); len(order) < 3; {
		events, more := o.telegram.Watch(after)
		for _, e := range events {
			after = e.Seq
			if e.Kind == "message" && e.Message.Out {
				order = append(order, e.Message.Text)
			}
		}
		if len(events) == 0 {
			<-more
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if want := []string{"快", "慢", "后"}; !slices.Equal(order, want) {
		t.Errorf("said in the order %q, want %q", order, want)
	}
	o.expect(t, chen, "慢", "后")
}

// When many letters wait, only a few are kept in memory with what they say;
// the others are read from the outbox when their turn comes, and nobody sees a
// difference.
func TestWhatManyLettersSayStaysInTheOutbox(t *testing.T) {
	o := newOffice(t)
	o.queue.most = 1
	task := func(id string, number int) world.Post {
		p := shows(id, team, "任务卡 "+id, true)
		p.Letter.Card, p.Letter.Brief = number, text.Said("任务"+id)
		return p
	}
	old := shows("3", wang, "旧卡", true)
	newer := shows("4", wang, "新卡", false)
	posts := []world.Post{note("1", chen, "一"), note("2", chen, "二"), old, newer, note("5", wang, "三")}
	for i := range fewTasks {
		posts = append(posts, task(fmt.Sprint("g", i), 2001+i))
	}
	o.drawer.kept = map[string]world.Letter{}
	for _, p := range posts {
		o.drawer.kept[p.ID] = p.Letter
	}
	o.queue.put(posts)
	if o.queue.whole != 1 {
		t.Errorf("%d letters are kept whole, want 1", o.queue.whole)
	}
	for _, box := range o.queue.boxes {
		for _, waiting := range box.letters {
			for _, p := range waiting {
				if said := p.post.Letter.Say.Say.Words; p.light == (said != "") {
					t.Errorf("letter %s, light %v, says %q", p.post.ID, p.light, said)
				}
			}
		}
	}
	o.drawer.unread = errors.New("redis is away")
	to, err := o.telegram.Migrate(team)
	if err != nil {
		t.Fatal(err)
	}
	o.deliverAll(t, time.Now())
	o.deliverAll(t, time.Now().Add(time.Minute))
	o.expect(t, chen, "一", "二")
	o.expect(t, wang, "新卡", "三")
	list := o.said(to)
	if len(list) != 1 {
		t.Fatalf("the group reads %q", list)
	}
	for i := range fewTasks {
		if !strings.Contains(list[0], fmt.Sprint("任务g", i)) {
			t.Errorf("the list says %q", list[0])
		}
	}
	if slices.Contains(o.drawer.read, "1") || slices.Contains(o.drawer.read, "3") || !slices.Contains(o.drawer.read, "2") {
		t.Errorf("read again: %q", o.drawer.read)
	}
	if len(o.drawer.out) != len(posts) || o.queue.whole != 0 {
		t.Errorf("taken out %q of %d, %d counted as whole", o.drawer.out, len(posts), o.queue.whole)
	}
	// There is room again: the next one needs not be read.
	n := len(o.drawer.read)
	o.send(t, note("6", chen, "六"))
	o.deliverAll(t, time.Now().Add(time.Minute))
	if o.expect(t, chen, "一", "二", "六"); len(o.drawer.read) != n {
		t.Errorf("read again: %q", o.drawer.read[n:])
	}
}

// A letter that somebody took out of the outbox by hand while it waited is
// said to be dropped, and stops no other.
func TestALetterThatIsNoMoreInTheOutboxStopsNoOther(t *testing.T) {
	o := newOffice(t)
	o.queue.most = 0
	o.drawer.kept = map[string]world.Letter{"2": note("2", chen, "二").Letter}
	o.send(t, note("1", chen, "一"), note("2", chen, "二"))
	o.expect(t, chen, "二")
	if strings.Count(o.log.String(), "letter dropped") != 1 || o.queue.whole != 0 {
		t.Errorf("%d counted as whole\n%s", o.queue.whole, o.log)
	}
}

// A letter that is sealed with other keys waits for them: it is not dropped, and
// stops no other.
func TestALetterWithoutItsKeysWaits(t *testing.T) {
	o := newOffice(t)
	o.drawer.waits = []world.Post{{ID: "1", Shut: true}, note("2", chen, "二"), {ID: "3", Shut: true}}
	if err := o.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	o.deliverAll(t, time.Now())
	o.expect(t, chen, "二")
	if len(o.drawer.out) != 1 || !strings.HasPrefix(o.drawer.out[0], "2=") {
		t.Errorf("taken out: %q", o.drawer.out)
	}
}

// Why a card came is read also when a newer one takes its place before it went
// out; once each, in their order, and in the outbox alone too.
func TestWhyACardCameIsNotLost(t *testing.T) {
	for _, most := range []int{0, mostWhole} {
		o := newOffice(t)
		o.queue.most = most
		came := func(id, head, words string) world.Post {
			p := shows(id, chen, words, head != "")
			if head != "" {
				p.Letter.Head = text.Text{Words: head}
				p.Letter.Say.Say = text.Lines(p.Letter.Head, p.Letter.Say.Say)
			}
			return p
		}
		posts := []world.Post{came("1", "燃气公司还没报到", "卡一"), came("2", "", "卡二"), came("3", "城管还没报到", "卡三"), came("4", "燃气公司还没报到", "卡四"), came("5", "", "卡五")}
		o.drawer.kept = map[string]world.Letter{}
		for _, p := range posts {
			o.drawer.kept[p.ID] = p.Letter
		}
		o.send(t, posts...)
		o.expect(t, chen, "城管还没报到\n燃气公司还没报到\n卡五")
		o.send(t, came("6", "", "卡六"))
		if o.drawer.kept["6"] = came("6", "", "卡六").Letter; most > 0 {
			o.expect(t, chen, "卡六")
		}
	}
}
