package request

import (
	"slices"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/services"
)

// Add is the moment when so many seconds of office time have gone by.
func Add(c *calendar.Calendar, at, seconds int64) int64 {
	if seconds <= 0 {
		return at
	}
	from := time.Unix(at, 0).In(c.Zone())
	for d := calendar.DateOf(from); ; d = d.Plus(1) {
		if !c.Works(d) {
			continue
		}
		for _, h := range c.Office() {
			begin, end := d.At(h.From, c.Zone()).Unix(), d.At(h.To, c.Zone()).Unix()
			if begin = max(begin, at); begin >= end {
				continue
			}
			if seconds <= end-begin {
				return begin + seconds
			}
			seconds -= end - begin
		}
	}
}

// between is the office time from one moment to another.
func between(c *calendar.Calendar, a, b int64) int64 {
	return int64(c.Between(time.Unix(a, 0), time.Unix(b, 0)) / time.Second)
}

// A Forecast is when the request is done, if the applicant gives at once what is
// asked: at the earliest, likely, and when it goes slowly.
type Forecast struct {
	Earliest, Likely, Latest int64
	Way                      []string // the steps the likely day hangs on, in order
	Late                     []string // steps whose promise is over
}

// Forecast counts from now on, over everything that waits for something else. What a
// step usually takes comes from history where enough of it is known.
func (r Request) Forecast(c *calendar.Calendar, at int64, seen Figures) Forecast {
	var f Forecast
	history := seen.steps(r.Service)
	f.Earliest, _ = r.Ends(c, at, func(s Step) int64 { return s.Least })
	f.Likely, f.Way = r.Ends(c, at, func(s Step) int64 {
		mid, _ := s.takes(history[s.ID], c)
		return mid
	})
	f.Latest, _ = r.Ends(c, at, func(s Step) int64 {
		_, high := s.takes(history[s.ID], c)
		return high
	})
	f.Likely = max(f.Likely, f.Earliest)
	f.Latest = max(f.Latest, f.Likely)
	for _, s := range r.Steps {
		if s.State == Runs && s.Clock.Due <= at {
			f.Late = append(f.Late, s.ID)
		}
	}
	return f
}

// Ends is when the last step ends where each takes so long, and the steps that
// decide it: the longest way through the graph.
func (r Request) Ends(c *calendar.Calendar, at int64, takes func(Step) int64) (int64, []string) {
	ends, through, ahead, steps := map[string]int64{}, map[string]string{}, r.ahead(), map[string]Step{}
	for _, s := range r.Steps {
		steps[s.ID] = s
	}
	var end func(id string) int64
	end = func(id string) int64 {
		if t, known := ends[id]; known {
			return t
		}
		s := steps[id]
		if s.Over() {
			ends[id] = s.Ended
			return s.Ended
		}
		begin := at
		for _, before := range ahead[id] {
			if t := end(before); t > begin {
				begin, through[id] = t, before
			}
		}
		ends[id] = r.after(s, c, begin, takes(s))
		return ends[id]
	}
	last, which := at, ""
	for _, s := range r.Steps {
		if t := end(s.ID); t > last || which == "" && !s.Over() {
			last, which = max(t, last), s.ID
		}
	}
	var way []string
	for id := which; id != "" && !steps[id].Over(); id = through[id] {
		way = append(way, id)
	}
	slices.Reverse(way)
	return last, way
}

// after is when a step ends that begins, or goes on, at a moment. What runs over its
// time is not done yet: half a day more is the least one can say. Nothing is done
// before somebody has looked: at the time that is agreed on, or the first that is offered.
func (r Request) after(s Step, c *calendar.Calendar, begin, takes int64) int64 {
	left := takes - s.Ran
	if s.Since != 0 {
		left -= between(c, s.Since, begin)
	}
	if s.Met != 0 && left <= 0 {
		left = int64(services.Day(c)/time.Second) / 2
	}
	end := Add(c, begin, left)
	if v := r.Visit; v != nil && s.Visit && !s.Seen && slices.Contains(v.Steps, s.ID) {
		end = max(end, v.Soonest(begin))
	}
	return end
}
