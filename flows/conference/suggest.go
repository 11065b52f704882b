package conference

import (
	"unicode/utf8"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// longestSaid is how many letters stand in the minutes of what somebody says:
// what is longer is not cut, but asked for again.
const longestSaid = 120

// sentence hears what is to stand in the minutes.
func sentence(words *string, e talk.Event, none talk.Answer) talk.Answer {
	*words = text.CleanLine(e.Text, longestSaid+1)
	switch {
	case *words == "":
		return none
	case utf8.RuneCountInString(*words) > longestSaid:
		return talk.Sorry("conference.long", "n", longestSaid)
	}
	return talk.OK()
}

// suggestData is what a member proposes for the agenda.
type suggestData struct {
	Meeting string `json:"meeting"`
	N       int    `json:"n"`
	Words   string `json:"words,omitempty"`
}

// A suggestion is what a member wants talked of.
type suggestion struct {
	n     int // of the conference
	words string
}

// suggesting: a member proposes something for the agenda.
var suggesting = talk.Dialogue[*world.World, suggestData]{
	Name: "suggest",
	Steps: []talk.Step[*world.World, suggestData]{{
		Name: "what",
		Ask: func(*world.World, suggestData) talk.Prompt {
			return talk.Prompt{Say: text.T("suggest.what", "n", longestSaid, "own", world.MostProposals)}
		},
		Hear: func(_ *world.World, d *suggestData, e talk.Event) talk.Answer {
			return sentence(&d.Words, e, talk.Sorry("suggest.what.sorry"))
		},
	}},
	Finish: func(_ *world.World, d suggestData) talk.Decision { return suggestion{d.N, d.Words} },
}

// suggested puts a proposal on the agenda.
func suggested(x *acts.Turn, s suggestion) {
	m := meetingNow(x)
	if m == nil || x.Me.Role == world.Resident || m.Member(x.Me.ID) == nil {
		x.Reply(talk.Prompt{Say: text.T("conference.staff")})
		return
	}
	if m.N != s.n || !m.Running() {
		x.Reply(talk.Prompt{Say: text.T("conference.moved")}, conferencePage(x, m.Grid))
		return
	}
	if noRoom(x.World, *m) { // others were quicker: what was written is not lost
		full := text.T("suggest.full", "n", world.MostItems, "own", world.MostProposals)
		x.Reply(talk.Prompt{Say: text.Lines(full, text.T("suggest.full.words", "words", s.words))}, conferencePage(x, m.Grid))
		return
	}
	meeting(x, func(m *world.Conference) {
		m.Items = append(m.Items, world.AgendaItem{Why: world.WhyProposal, Title: text.Said(s.words), By: x.Me.ID})
	})
	x.Reply(conferencePage(x, m.Grid))
}

// noRoom tells whether the agenda takes no more, or no more of the person.
func noRoom(w *world.World, m world.Conference) bool {
	own := 0
	for _, it := range m.Items {
		if it.By == w.Me.ID {
			own++
		}
	}
	return own >= world.MostProposals || len(m.Items) >= world.MostItems
}
