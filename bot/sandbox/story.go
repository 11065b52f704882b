package sandbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gridbot/flows/talk/chatfile"
)

// storyPace is the pause before each line of a story, for the viewer to read.
const storyPace = 1800 * time.Millisecond

// storyState is the story the page plays, if it does.
type storyState struct {
	playing bool
	paused  chan struct{} // closes when it goes on; nil while it does
	stop    context.CancelFunc
}

func (s *Server) askStory(_ context.Context, q struct {
	Do string `json:"do"`
	ID string `json:"id"` // of the story to play; none: the first
}) (any, error) {
	var err error
	switch q.Do {
	case "play":
		err = s.PlayStory(q.ID)
	case "pause":
		err = s.pauseStory()
	case "stop":
		s.mu.Lock()
		if s.story.playing {
			s.story.stop()
		}
		s.mu.Unlock()
	default:
		err = fmt.Errorf("a story can be told: play, pause, stop; not %q", q.Do)
	}
	return struct{}{}, err
}

// PlayStory plays a story of the stage line by line in front of the viewers, the
// first where no ID names one, or goes on with the one that was paused. It returns
// at once; viewers are told by events of kind story. The error says that there is
// no such story to play.
func (s *Server) PlayStory(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.story.playing {
		if s.story.paused != nil {
			close(s.story.paused)
			s.story.paused = nil
		}
		return nil
	}
	at := slices.IndexFunc(s.o.Stage.Stories, func(one Story) bool { return id == "" || one.ID == id })
	if at < 0 || s.closed {
		return errors.New("there is no story to play")
	}
	script, err := chatfile.Parse(s.o.Stage.Stories[at].Script)
	if err != nil {
		return fmt.Errorf("read the story: %w", err)
	}
	ctx, stop := context.WithCancel(s.ctx)
	s.story = storyState{playing: true, stop: stop}
	go s.playStory(ctx, stop, script)
	return nil
}

func (s *Server) pauseStory() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.story.playing {
		return errors.New("no story is playing")
	}
	if s.story.paused == nil {
		s.story.paused = make(chan struct{})
		s.emit(Event{Kind: "story", State: "paused"})
	}
	return nil
}

// playStory runs in its own goroutine until the story ends.
func (s *Server) playStory(ctx context.Context, stop context.CancelFunc, script chatfile.Script) {
	defer stop()
	total, line := 0, 0
	for _, l := range script.Lines {
		if l.Kind == chatfile.Said || l.Kind == chatfile.Direction {
			total++
		}
	}
	p := &Player{Server: s, Cast: s.o.Stage.Cast, Settle: s.o.Stage.Settle, Direct: s.o.Stage.Direct}
	if p.Direct == nil {
		p.Direct = func(context.Context, string) error { return nil }
	}
	p.Before = func(ctx context.Context, l chatfile.Line, who int64) error {
		if err := s.storyTurn(ctx); err != nil {
			return err
		}
		line++
		e := Event{Kind: "story", State: "playing", Line: line, Total: total, Say: l.Raw[0]}
		if who != 0 {
			e.Person = who
		}
		s.mu.Lock()
		s.emit(e)
		s.mu.Unlock()
		return nil
	}
	err := s.playSafely(ctx, p, script)
	end := Event{Kind: "story", State: "done", Line: line, Total: total}
	if err != nil && ctx.Err() == nil {
		end.State, end.Error = "failed", err.Error()
		s.o.Log.Error("the story failed", "line", line)
	}
	s.mu.Lock()
	s.story = storyState{}
	s.emit(end)
	s.mu.Unlock()
}

// playSafely makes ready and plays. It turns a panic into an error: a story must not end
// the program.
func (s *Server) playSafely(ctx context.Context, p *Player, script chatfile.Script) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the story broke off: %v", r)
		}
	}()
	if begin := s.o.Stage.Begin; begin != nil {
		if err := begin(ctx); err != nil {
			return fmt.Errorf("make ready for the story: %w", err)
		}
	}
	_, err = p.Play(ctx, script)
	return err
}

// storyTurn waits for the next line: the pace, and the end of a pause.
func (s *Server) storyTurn(ctx context.Context) error {
	pace := s.o.Stage.Pace
	if pace == 0 {
		pace = storyPace
	}
	t := time.NewTimer(pace)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	s.mu.Lock()
	paused := s.story.paused
	s.mu.Unlock()
	if paused == nil {
		return nil
	}
	select {
	case <-paused:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
