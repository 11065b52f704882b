package consult

import (
	"strconv"

	"gridbot/flows/accord"
	"gridbot/flows/acts"
	"gridbot/flows/frequent"
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
	return talk.Row(show.MenuButton(text.T("accord.button.topic", "n", a.Topic), "topics", strconv.Itoa(a.Topic)))
}

// nothing is said to who has to do with none of it.
func nothing(x *acts.Turn) talk.Prompt {
	if x.Me.Role == world.Lead || x.Me.Role == world.Coordinator {
		return talk.Prompt{Say: text.T("accord.home.lead"), Rows: [][]talk.Button{talk.Row(show.MenuButton(text.T("accord.button.topics"), "topics"))}}
	}
	return talk.Prompt{Say: text.T("accord.home.none"), Rows: x.Menu()}
}

// whereOf is what the topic is about, as short as a button needs it.
func whereOf(w *world.World, a accord.Accord) text.Text {
	if t := w.Topics.Topic(a.Topic); t != nil {
		return frequent.Where(w, t.Spot)
	}
	return show.GridName(w, a.Grid)
}
