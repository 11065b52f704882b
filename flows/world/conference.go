package world

import (
	"slices"

	"gridbot/flows/meeting"
)

// A conference is known by these names.
type (
	Conference  = meeting.Conference
	Stage       = meeting.Stage
	AgendaItem  = meeting.AgendaItem
	ItemWhy     = meeting.ItemWhy
	ItemOutcome = meeting.ItemOutcome
	Member      = meeting.Member
	Task        = meeting.Task
	Countersign = meeting.Countersign
)

const (
	StageCalled = meeting.StageCalled
	StageOpen   = meeting.StageOpen
	StageOver   = meeting.StageOver
	StageSigned = meeting.StageSigned
	StageOff    = meeting.StageOff
)

const (
	WhyAgenda   = meeting.WhyAgenda
	WhyTopic    = meeting.WhyTopic
	WhyRed      = meeting.WhyRed
	WhyRelapse  = meeting.WhyRelapse
	WhyProposal = meeting.WhyProposal
	WhyLeft     = meeting.WhyLeft
	WhyLearn    = meeting.WhyLearn
)

const (
	OutcomeLegs = meeting.OutcomeLegs
	OutcomeTask = meeting.OutcomeTask
	OutcomeNot  = meeting.OutcomeNot
)

const (
	MostItems     = meeting.MostItems
	MostTasks     = meeting.MostTasks
	MostProposals = meeting.MostProposals
	MostMembers   = meeting.MostMembers
)

// Guest begins the name of a grid that has something to do, where others are agencies.
const Guest = meeting.Guest

// Guests are the other grids that came to learn from the playbook an item of an agenda is
// about: what is agreed of it can be theirs to do. None of any other item.
func (w *World) Guests(m *Conference, item int) (grids []string) {
	if m == nil || item < 0 || item >= len(m.Items) || m.Items[item].Play == 0 {
		return nil
	}
	for _, k := range m.Members {
		p := w.Staff.People[k.ID]
		if (p.Role == Lead || p.Role == Worker) && p.Grid != "" && p.Grid != m.Grid && !slices.Contains(grids, p.Grid) {
			grids = append(grids, p.Grid)
		}
	}
	return grids
}

// NoneRuns are the stages in which no conference is under way.
var NoneRuns = meeting.NoneRuns
