// Package sandbox is a Telegram in a box: a Bot API server over HTTP whose
// people and chats live in memory, a Go API to act as those people, and the
// page and control API with which a browser does the same.
//
// It knows nothing of the bot it serves: any Bot API client can use it. It
// copies what the official server does, texts of errors included, for the
// methods a chat bot needs; where the official server asks Telegram's data
// centres, the rules people observed are used. Nothing is stored and nothing
// is listened on: New hands out an http.Handler.
package sandbox

import (
	"context"
	secret "crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options are the settings of a Server. The zero value works.
type Options struct {
	Token    string // the bot's token, "123456:…"; the part before the colon is the bot's ID. Made up if empty
	Username string // of the bot, without @
	Name     string // first name of the bot

	Now   func() time.Time // what the platform takes for the time; time.Now if nil
	Stage Stage            // people, groups, places and moves the page offers
	Log   *slog.Logger     // methods and codes only, never words or the token

	// Limits turns on Telegram's flood limits: 30 messages a second overall, one
	// a second in a private chat (a few in a burst), 20 a minute in a group;
	// edits count. What is beyond is answered 429.
	Limits bool
	// Patience turns on what the official server does to a client that asks for
	// the same offset again at once: it waits up to 3 s and hands out one update.
	Patience bool
	// AnswerWithin is how long a pressed button can be answered; 15 s if zero.
	AnswerWithin time.Duration
	// KeepMessages is how many messages of a chat are kept; 1000 if zero.
	KeepMessages int
	// RetryDelay is the wait before the n-th repetition of a webhook call (from
	// 1) whose answer named none; the official server's schedule if nil.
	RetryDelay func(n int) time.Duration
	// WebhookClient makes the webhook calls; one with a time limit if nil.
	WebhookClient *http.Client
}

// A Server is the platform: its people, chats, files and the queue of updates
// for one bot. All methods may be called from any goroutine.
type Server struct {
	o   Options
	bot *User
	ctx context.Context
	end context.CancelFunc

	methods map[string]method

	mu        sync.Mutex
	people    map[int64]*person
	chats     map[int64]*chat
	cast      []int64 // people in the order they were added
	groups    []int64
	sharedID  int // message IDs of private chats and basic groups come from one sequence
	albums    int64
	files     map[string]*file
	callbacks map[string]*callback
	recent    []string // callback IDs by age, so that old ones can be forgotten
	commands  map[commandKey][]Command
	texts     map[textKey]string
	menu      map[int64]string
	queue     queue
	hook      webhook
	events    eventLog
	flood     flood
	faults    []*Rule
	stats     Stats
	samples   sampleSet
	story     storyState
	closed    bool
}

// New makes a server with the people and groups of the stage in it.
func New(o Options) *Server {
	if o.Token == "" {
		o.Token = "4200000000:" + (secret.Text() + secret.Text())[:35] // another at each start: who knew an old one knows nothing
	}
	if o.Username == "" {
		o.Username = "gridbot_sandbox_bot"
	}
	if o.Name == "" {
		o.Name = "Gridbot"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if o.AnswerWithin == 0 {
		o.AnswerWithin = 15 * time.Second
	}
	if o.KeepMessages == 0 {
		o.KeepMessages = 1000
	}
	if o.RetryDelay == nil {
		o.RetryDelay = officialDelay
	}
	if o.WebhookClient == nil {
		o.WebhookClient = &http.Client{Timeout: 60 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // a redirect is a failure to the platform
		}}
	}
	id, err := strconv.ParseInt(strings.SplitN(o.Token, ":", 2)[0], 10, 64)
	if err != nil {
		panic(fmt.Sprintf("sandbox: the token must begin with the bot's ID: %v", err))
	}
	s := &Server{
		o:         o,
		bot:       &User{ID: id, IsBot: true, FirstName: o.Name, Username: o.Username},
		methods:   methods(),
		people:    map[int64]*person{},
		chats:     map[int64]*chat{},
		files:     map[string]*file{},
		callbacks: map[string]*callback{},
		commands:  map[commandKey][]Command{},
		texts:     map[textKey]string{},
		menu:      map[int64]string{},
		albums:    13_000_000_000_000_000 + rand.Int64N(1e12),
		stats:     Stats{Methods: map[string]int{}, Codes: map[int]int{}},
	}
	s.ctx, s.end = context.WithCancel(context.Background())
	s.queue.next = 100_000_000 + rand.Int64N(800_000_000)
	s.queue.wake = make(chan struct{})
	s.events.wait = make(chan struct{})
	for _, a := range o.Stage.People {
		s.AddPerson(a.Person)
	}
	for _, g := range o.Stage.Groups {
		s.AddGroup(g)
	}
	return s
}

// Close ends webhook deliveries, the story and every waiting request.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.end()
}

// Bot is the bot as getMe shows it.
func (s *Server) Bot() User { return *s.bot }

// Token is the token a client must use.
func (s *Server) Token() string { return s.o.Token }

// Handler serves the Bot API under /bot<token>/ and /file/bot<token>/, the
// control API under /sandbox/ and the page under / and /page/.
func (s *Server) Handler() http.Handler {
	control := s.control()
	return sameSite(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch p := r.URL.Path; {
		case strings.HasPrefix(p, "/bot"):
			s.serveMethod(w, r, p[len("/bot"):])
		case strings.HasPrefix(p, "/file/bot"):
			s.serveFile(w, r, p[len("/file/bot"):])
		default:
			control.ServeHTTP(w, r)
		}
	}))
}

// unix is the platform's time in seconds.
func (s *Server) unix() int64 { return s.o.Now().Unix() }
