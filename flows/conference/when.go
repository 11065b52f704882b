package conference

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gridbot/flows/acts"
	"gridbot/flows/answer"
	"gridbot/flows/ask"
	"gridbot/flows/calendar"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// When a conference is held is a tap, or said in words. What was heard is read back, as
// everybody is invited at once.

// usually is at which time of day one is held, where only the day is said.
const usually = calendar.Clock(14 * 60)

// whenData is when a conference is to be held.
type whenData struct {
	Meeting string `json:"meeting"`
	N       int    `json:"n"`    // of the conference before, or of that which is moved
	Do      string `json:"do"`   // at: it is called; to: it is moved
	At      string `json:"time"` // unix seconds, or now
	Said    bool   `json:"said,omitempty"`
}

// calling asks when.
var calling = talk.Dialogue[*world.World, whenData]{
	Name: "convene",
	Steps: []talk.Step[*world.World, whenData]{
		{
			Name:  "when",
			Which: func(_ *world.World, d whenData) string { return d.Meeting + d.Do },
			Ask:   askWhen,
			Hear: func(w *world.World, d *whenData, e talk.Event) talk.Answer {
				if e.Press != "" {
					d.At = e.Press
					return talk.OK()
				}
				at := ask.WrittenMoment(w, e.Text, usually)
				switch {
				case at.IsZero() && ask.NoSuchDay(e.Text):
					return talk.Sorry("day.nosuch")
				case at.IsZero():
					return talk.Sorry("conference.when.sorry")
				case !at.After(w.Now):
					return talk.Sorry("day.early", "time", text.On(w.District.Here(w.Now)))
				case !at.Before(w.Now.Add(latest)):
					return talk.Sorry("day.far", "time", text.On(w.District.Here(w.Now.Add(latest))))
				}
				d.At, d.Said = strconv.FormatInt(at.Unix(), 10), true
				return talk.OK()
			},
		},
		{
			Name:  "sure",
			Aside: true,
			When:  func(_ *world.World, d whenData) bool { return d.Said },
			Ask: func(w *world.World, d whenData) talk.Prompt {
				at, _ := strconv.ParseInt(d.At, 10, 64)
				say := text.T("conference.when.heard", "time", show.Dated(w, at))
				if !w.District.Calendar.Working(w.District.Here(time.Unix(at, 0))) {
					say = text.Lines(say, text.T("conference.when.off"))
				}
				return talk.Prompt{Say: say, Rows: [][]talk.Button{{show.Pick(text.T("conference.when.yes"), "yes"), show.Pick(text.T("conference.when.no"), "no")}}}
			},
			Hear: func(_ *world.World, d *whenData, e talk.Event) talk.Answer {
				yes, said := answer.Yes(e.Text)
				switch {
				case e.Press == "yes" || said && yes:
					return talk.OK()
				case e.Press == "no" || said:
					d.Said = false
					return talk.Redo("when")
				}
				return talk.Sorry("conference.when.again")
			},
		},
	},
	Finish: func(_ *world.World, d whenData) talk.Decision { return d },
}

// askWhen offers the usual times.
func askWhen(w *world.World, d whenData) talk.Prompt {
	slots := w.Slots()
	if regular := nextRegular(w); !regular.IsZero() && !slices.ContainsFunc(slots, regular.Equal) {
		slots = append(slots, regular)
	}
	var bs []talk.Button
	say := text.T("conference.when")
	if d.Do == "at" {
		bs = append(bs, show.Pick(text.T("conference.now", "n", int(conveneIn/time.Minute)), "now"))
		say = text.Lines(say, invitedText(w, d.Meeting))
	}
	for _, at := range slots {
		if w.Meeting.Running() && at.Unix() == w.Meeting.At {
			continue
		}
		bs = append(bs, show.Pick(text.At(at, w.District.Here(w.Now)), strconv.FormatInt(at.Unix(), 10)))
	}
	return talk.Prompt{Words: true, Say: say, Rows: talk.Pairs(bs...)}
}

// longestWhen is how long words are that may be meant as a time.
const longestWhen = 20

// noTime tells whether what was said is no answer to when: then it is heard as if nothing
// were asked. Short words may be meant as one, and are asked again.
func noTime(w *world.World, s talk.Session, e talk.Event) bool {
	if e.Press != "" || e.Command != "" || e.Edited {
		return false
	}
	if _, danger := w.District.Danger(e.Text); danger || len(e.Files) > 0 || e.Point != nil {
		return true
	}
	return !slices.Contains(s.Answered, "when") && utf8.RuneCountInString(strings.TrimSpace(e.Text)) > longestWhen && ask.WrittenMoment(w, e.Text, usually).IsZero()
}

// pickConference begins to ask a lead when to hold it.
func pickConference(x *acts.Turn, grid, do string) {
	s, err := calling.Begin(whenData{Meeting: grid, N: show.NumberOf(x.Meeting), Do: do})
	beginMeeting(x, s, err)
}

// heldAt calls a conference, or moves it, as its buttons do: where it went elsewhere
// meanwhile, that is said.
func heldAt(x *acts.Turn, d whenData) {
	what := d.Do + "|" + d.At
	if d.At == "now" && d.Do == "at" {
		what = d.At
	}
	if !pressed(x, d.Meeting, strconv.Itoa(d.N)+"|"+what) {
		x.Reply(conferencePage(x, d.Meeting))
	}
}
