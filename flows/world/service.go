package world

import (
	"strconv"
	"strings"
	"time"

	"gridbot/flows/request"
)

// Serving is what is read of requests: of one, of those of somebody, of a grid or of
// a department, and how long what was done took.
type Serving struct {
	Request *request.Request  // the one the event is about
	List    []request.Request // those that were asked for, the newest first
	Listed  bool              // the list was asked for
	Last    int               // the highest number given; read with the list
	Figures request.Figures   // of all that was done
	Weeks   request.Figures   // of the weeks that were asked for, together, by grid
	Shut    bool              // something is there that cannot be opened here
}

// Served is a request before and after. Before is nil for a new one; After is kept for
// as long as it says, and for ever where it says nothing.
type Served struct {
	Before *request.Request
	After  request.Request
	Lasts  time.Duration
	Week   string // in which it counts what has become of it
}

// ServiceLink is the link by which somebody takes a request over.
func ServiceLink(bot string, number int, token string) string {
	return "https://t.me/" + bot + "?start=s" + strconv.Itoa(number) + "_" + token
}

// PayloadService reads the payload of such a link.
func PayloadService(p string) (number int, token string) {
	rest, ok := strings.CutPrefix(p, "s")
	digits, token, _ := strings.Cut(rest, "_")
	if !ok || len(token) < 16 {
		return 0, ""
	}
	return CaseNumber(digits), token
}
