package room

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/playbooks"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// playsStrike lets the timer of the playbooks strike if it has to by now.
func (r *Room) playsStrike() bool {
	if r.plays == nil {
		return false
	}
	was, b := r.plays, Thaw[world.Book](r.T, r.plays)
	at := b.Strikes()
	if at == 0 || at > r.Now.Unix() {
		return false
	}
	r.Happen(talk.Event{ID: "clock", Clock: &talk.Clock{Grid: world.Everywhere, Name: world.ClockPlays, Due: time.Unix(at, 0)}})
	if bytes.Equal(was, r.plays) {
		r.T.Fatalf("the timer of the playbooks strikes for ever: %s", r.plays)
	}
	return true
}

// stood is a stage direction: there is a playbook already, by the lead of lingshi. Each
// of its steps is an agency or -, what is done, and in how many days, 0 for no date.
var stood = regexp.MustCompile(`^there is a playbook for (\S+): (.+)$`)

// putPlay puts it among the others.
func (p *player) putPlay(kind, of string) {
	var b world.Book
	if p.plays != nil {
		b = Thaw[world.Book](p.T, p.plays)
	}
	v := playbooks.Version{At: p.Now.Unix(), By: 22, Grid: "lingshi", When: "……"}
	for line := range strings.SplitSeq(of, ", ") {
		f := strings.Fields(line)
		if len(f) != 3 {
			p.T.Fatalf("a step is an agency, what is done, and days: %q", line)
		}
		days, _ := strconv.Atoi(f[2])
		v.Steps = append(v.Steps, playbooks.Step{Part: playbooks.Parts[len(v.Steps)%3], Agency: strings.TrimPrefix(f[0], "-"), What: f[1], Days: days})
	}
	b.Begin(kind, 900+len(b.All), v)
	p.plays = Freeze(p.T, b)
}
