package consult

import (
	"slices"
	"strconv"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Nobody is left where nothing can be pressed: who leads gets back to the topic, and
// who has nothing to do with any of it reads where it begins.

// topicButton leads who decides back to the topic: its stages and its playbook are there.
func topicButton(w *world.World, a accord.Accord) []talk.Button {
	if partsOf(w, a)&lead == 0 {
		return nil
	}
	return talk.Row(toTopic(a.Topic))
}

func toTopic(n int) talk.Button {
	return show.MenuButton(text.T("accord.button.topic", "n", n), "topics", strconv.Itoa(n))
}

// ahead is what comes next, for who leads a consultation for the first time.
func ahead(a accord.Accord) text.Text {
	there := slices.ContainsFunc(a.Parties, func(p accord.Party) bool { return p.Left == 0 })
	could := slices.ContainsFunc(a.Options, func(o accord.Option) bool { return o.Gone == 0 })
	switch r, v := a.Counted(), a.Newest(); {
	case !a.Open():
		return text.Text{}
	case v != nil && len(a.Asked()) > 0:
		return text.T("accord.ahead.asked")
	case v != nil:
		return text.T("accord.ahead.runs")
	case a.Voting() != nil:
		return text.T("accord.ahead.voting")
	case r != nil:
		if verdict, _ := r.Verdict(); verdict != accord.Want {
			return text.T("accord.ahead.again")
		}
		return text.T("accord.ahead.terms")
	case !there:
		return text.T("accord.ahead.invite")
	case !could:
		return text.T("accord.ahead.option")
	}
	return text.T("accord.ahead.round")
}

// nothing is said to who has to do with none of it.
func nothing(x *acts.Turn) talk.Prompt {
	if x.Me.Role == world.Lead || x.Me.Role == world.Coordinator {
		return talk.Prompt{Say: text.T("accord.home.lead"), Rows: [][]talk.Button{talk.Row(show.MenuButton(text.T("accord.button.topics"), "topics"))}}
	}
	return talk.Prompt{Say: text.T("accord.home.none"), Rows: x.Menu()}
}
