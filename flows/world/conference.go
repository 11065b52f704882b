package world

import "gridbot/flows/meeting"

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

// NoneRuns are the stages in which no conference is under way.
var NoneRuns = meeting.NoneRuns
