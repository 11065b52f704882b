package plays

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/answer"
	"gridbot/flows/ask"
	"gridbot/flows/playbooks"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What is written right after "why not?" is the reason, also where no button says it; and
// after "who has it?" a name is who. Words of danger are neither: they are heard as that.

// ownWhy stands before a reason in somebody's own words.
const ownWhy = "="

// longestWhy is how long one may be.
const longestWhy = 120

// why is the reason a choice names; false for none.
func why(said string) (playbooks.Why, bool) {
	if words, own := strings.CutPrefix(said, ownWhy); own {
		words = text.CleanLine(words, longestWhy)
		return playbooks.Why(words), words != ""
	}
	_, known := whyTexts[playbooks.Why(said)]
	return playbooks.Why(said), known
}

// whyText is a reason in words: one of the usual ones, or their own.
func whyText(why playbooks.Why) text.Text {
	if usual, known := whyTexts[why]; known {
		return usual
	}
	return text.Said(string(why))
}

// heard is what words mean right after a page of a step, or of a task.
func heard(w *world.World, page, words string) (choice string, ok bool) {
	parts := strings.Split(page, "|")
	if len(parts) != 3 || !mayAnswer(w, words) {
		return "", false
	}
	press := parts[1]
	switch chosen := strings.Count(parts[2], "."); {
	case parts[0] == "task":
		press = parts[2]
	case chosen != 1:
		return "", false // it was said already
	}
	switch press {
	case "cannot":
		var labels []text.Text
		for _, why := range playbooks.Whys {
			labels = append(labels, whyTexts[why])
		}
		if i := ask.Labelled(w, words, labels); i >= 0 {
			return page + "." + string(playbooks.Whys[i]), true
		}
		return page + "." + ownWhy + text.CleanLine(words, longestWhy), text.CleanLine(words, longestWhy) != ""
	case "who":
		var names [][]string
		var ids []string
		for _, p := range w.Staff.People {
			if (p.Role == world.Lead || p.Role == world.Worker) && !p.Gone && (w.Me.Role != world.Lead || p.Grid == w.Me.Grid) {
				names, ids = append(names, []string{p.Name}), append(ids, world.ID36(p.ID))
			}
		}
		i := answer.Label(words, names)
		if i < 0 {
			i = answer.PartOfLabel(words, names)
		}
		if i >= 0 {
			return page + "." + ids[i], true
		}
	}
	return "", false
}

// mayAnswer tells whether words may be an answer: no danger, no question, no courtesy.
func mayAnswer(w *world.World, words string) bool {
	_, danger := w.District.Danger(words)
	_, plain := answer.Yes(words)
	return !danger && !plain && !acts.WantsOut(talk.Event{Text: words}) && !answer.Doubts(words) && !courtesy[ask.PlainWords(words)] &&
		!strings.HasSuffix(words, "？") && !strings.HasSuffix(words, "?")
}

// courtesy says nothing of why.
var courtesy = map[string]bool{"谢谢": true, "多谢": true, "收到": true, "你好": true, "您好": true, "thanks": true, "thank you": true, "hello": true, "hi": true}
