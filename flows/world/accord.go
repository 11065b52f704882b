package world

import (
	"strconv"
	"strings"
	"time"

	"gridbot/flows/accord"
)

// Agreeing is what is read of what is agreed on: of one topic, and of those somebody
// speaks in, or of a grid.
type Agreeing struct {
	Accord *accord.Accord  // the one the event is about
	List   []accord.Accord // those that were asked for, the newest topic first
	Shut   bool            // something is there that cannot be opened here
}

// Agreed is an accord before and after. Before is nil for a new one; After is kept for
// as long as it says, and for ever where it says nothing.
type Agreed struct {
	Before *accord.Accord
	After  accord.Accord
	Lasts  time.Duration
}

// AccordLink is the link by which somebody who is not of the staff takes part.
func AccordLink(bot string, topic int, token string) string {
	return "https://t.me/" + bot + "?start=g" + strconv.Itoa(topic) + "_" + token
}

// PayloadAccord reads the payload of such a link.
func PayloadAccord(p string) (topic int, token string) {
	rest, ok := strings.CutPrefix(p, "g")
	digits, token, _ := strings.Cut(rest, "_")
	if !ok || len(token) < 16 {
		return 0, ""
	}
	return CaseNumber(digits), token
}
