package flows

import (
	"unicode/utf8"

	"gridbot/flows/talk"
	"gridbot/flows/text"
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
var suggesting = talk.Dialogue[*World, suggestData]{
	Name: "suggest",
	Steps: []talk.Step[*World, suggestData]{{
		Name: "what",
		Ask: func(*World, suggestData) talk.Prompt {
			return talk.Prompt{Say: text.T("suggest.what"), Rows: [][]talk.Button{{leave()}}}
		},
		Hear: func(_ *World, d *suggestData, e talk.Event) talk.Answer {
			return sentence(&d.Words, e, talk.Sorry("suggest.what.sorry"))
		},
	}},
	Finish: func(_ *World, d suggestData) talk.Decision { return suggestion{d.N, d.Words} },
}

// suggested puts a proposal on the agenda.
func (x *change) suggested(s suggestion) {
	m := x.meetingNow()
	if m == nil || x.Me.Role == Resident || m.member(x.Me.ID) == nil {
		x.reply(talk.Prompt{Say: text.T("conference.staff")})
		return
	}
	if m.N != s.n || !m.running() {
		x.reply(talk.Prompt{Say: text.T("conference.moved")}, x.conferencePage(m.Grid))
		return
	}
	n := 0
	for _, it := range m.Items {
		if it.By == x.Me.ID {
			n++
		}
	}
	if n >= mostProposals || len(m.Items) >= mostItems {
		x.reply(talk.Prompt{Say: text.T("suggest.full")}, x.conferencePage(m.Grid))
		return
	}
	x.meeting(func(m *Conference) {
		m.Items = append(m.Items, AgendaItem{Why: WhyProposal, Title: text.Said(s.words), By: x.Me.ID})
	})
	x.reply(x.conferencePage(m.Grid))
}
