package room

import (
	"regexp"
	"strconv"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/hotspots"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// many is a stage direction: so many people told of a kind at a place, spread over
// so many days, and it was put right each time; it may have joined a key topic.
var many = regexp.MustCompile(`^(\d+) people told of (\S+) at (\S+) in (\d+) days, (\d+) days ago(?:, of topic (\d+))?$`)

// tellMany lets them have told of it.
func (p *player) tellMany(m []string) {
	n, _ := strconv.Atoi(m[1])
	days, _ := strconv.Atoi(m[4])
	ago, _ := strconv.Atoi(m[5])
	place, known := p.District.Places.ByID(m[3])
	if !known {
		p.T.Fatalf("nobody knows a place %q", m[3])
	}
	for i := range n {
		p.Number++
		at := p.Now.AddDate(0, 0, -ago-days*i/n).Add(9 * time.Hour)
		c := cases.Case{
			Number: p.Number, Category: m[2], Grid: place.Grid, What: "……", Status: cases.Closed, Opened: at.Unix(), Ended: at.Unix() + 3600, Outcome: cases.Confirmed,
			Place: cases.Place{Name: text.Named(place.Names), Point: &grids.Point{Lat: place.Point.Lat, Lon: place.Point.Lon}}, By: cases.Reporter{ID: int64(5000 + p.Number), Name: "某某"},
		}
		if c.KeyTopic, _ = strconv.Atoi(m[6]); c.KeyTopic != 0 {
			ts := p.Topics()
			ts.Topic(c.KeyTopic).Join(c.Number, at)
			p.topics = Freeze(p.T, ts)
		}
		p.Cases[c.Number] = Freeze(p.T, c)
		p.Lines = append(p.Lines, world.Logged{At: c.Opened, Case: c.Number, Do: cases.Report, To: cases.Reported, Part: cases.PartReporter,
			Grid: c.Grid, Category: c.Category, Spot: place.ID, Voice: 1 + c.Number%64})
	}
}

// night is the look for what is frequent.
func (r *Room) night() {
	g := hotspots.Gather(r.District.Zone)
	for _, l := range r.Lines {
		g.Add(l)
	}
	var b world.Board
	if r.board != nil {
		b = Thaw[world.Board](r.T, r.board)
	}
	w := &world.World{District: r.District}
	r.board = Freeze(r.T, b.Looked(g.Find(r.Now, w.SpotsOf), r.Now))
}

// keepHot keeps what was decided of what is frequent, the topics and the playbooks.
func (r *Room) keepHot(ch world.Change) {
	if ch.Hot != nil {
		r.board = Freeze(r.T, ch.Hot)
	}
	if ch.Topics != nil {
		r.topics = Freeze(r.T, ch.Topics)
	}
	if ch.Plays != nil {
		r.plays = Freeze(r.T, ch.Plays)
	}
}

// Topics are the key topics as they are kept.
func (r *Room) Topics() world.Topics {
	if r.topics == nil {
		return world.Topics{}
	}
	return Thaw[world.Topics](r.T, r.topics)
}

// topicStrikes lets the clock of one key topic strike that has to by now.
func (r *Room) topicStrikes() bool {
	for _, t := range r.Topics().All {
		at := t.Strikes()
		if at == 0 || at > r.Now.Unix() {
			continue
		}
		r.Happen(talk.Event{ID: "clock", Clock: &talk.Clock{Topic: t.N, Name: world.ClockTopic, Due: time.Unix(at, 0)}})
		ts := r.Topics()
		if ts.Topic(t.N).Strikes() == at {
			r.T.Fatalf("the clock of topic %d strikes for ever", t.N)
		}
		return true
	}
	return false
}

// frequent reads them.
func (r *Room) frequent(w *world.World, n world.Need) {
	w.Hot, w.Topics, w.Plays = nil, nil, nil
	if n.Hot && r.board != nil {
		b := Thaw[world.Board](r.T, r.board)
		w.Hot = &b
	}
	if n.Topics && r.topics != nil {
		ts := Thaw[world.Topics](r.T, r.topics)
		w.Topics = &ts
	}
	if n.Plays && r.plays != nil {
		b := Thaw[world.Book](r.T, r.plays)
		w.Plays = &b
	}
}

// Board is what was found and decided, as it is kept.
func (r *Room) Board() world.Board {
	if r.board == nil {
		return world.Board{}
	}
	return Thaw[world.Board](r.T, r.board)
}
