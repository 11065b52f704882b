package hearing

import (
	answers "gridbot/flows/answer"
	"gridbot/flows/cases"
	"gridbot/flows/talk"
)

// overAt tells whether somebody says so who has something open.
func overAt(open []cases.Case, e talk.Event) bool {
	return len(open) > 0 && len(e.Files) == 0 && answers.Over(e.Text)
}
