package report

import (
	"encoding/json"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// At a place hangs a poster: who scans its code tells of something there, and need
// not say where it is.

// posterLink is the link on a poster.
func posterLink() acts.Link {
	return acts.Link{
		Is:   func(payload string) bool { return world.PayloadPoster(payload) != "" },
		Does: func(x *acts.Turn, payload string) error { return scanned(x, world.PayloadPoster(payload), "") },
	}
}

// scanned begins a report at the place of a poster. A code nobody knows begins one
// without a place; what is half done is not thrown away unasked.
func scanned(x *acts.Turn, token, choice string) error {
	place, known := x.District.Poster(token)
	if !known {
		x.Reply(talk.Prompt{Say: text.T("poster.unknown")})
		return reportCommand(x, "")
	}
	if x.World.Session.Dialogue == reporting.Name && bare(x.World.Session) {
		choice = "new" // nothing was said that could be lost
	}
	on := show.MenuButton(text.T("report.open.on"), "report", "on")
	anew := show.MenuButton(text.T("poster.new", "place", text.Named(place.Names)), "report", "at", token)
	return takeUp(x, choice, talk.Row(on), talk.Row(anew), func() error {
		var r report
		r.settle(place)
		s, err := reporting.Begin(r)
		if err != nil {
			return err
		}
		s.Answered = append(s.Answered, "where")
		p, _, err := reporting.Ask(x.World, s)
		if err != nil {
			return err
		}
		p.Say = text.Lines(text.T("poster.here", "place", text.Named(place.Names)), p.Say)
		x.KeepSession(s)
		x.Reply(p)
		return nil
	})
}

// scannedAgain is the press that begins anew at the place of a poster.
func scannedAgain(x *acts.Turn, choice string) (bool, error) {
	token, at := strings.CutPrefix(choice, "at|")
	if !at {
		return false, nil
	}
	return true, scanned(x, token, "new")
}

// bare tells whether a report has nothing but a place so far.
func bare(s talk.Session) bool {
	var r report
	return json.Unmarshal(s.Data, &r) == nil && r.What == "" && r.Category == "" && len(r.Files) == 0 && r.Filed == nil && !r.Warned
}
