package danger

import (
	"encoding/json"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world/worldtest"
)

// Whoever goes there reads the number that fits what was told last, where the case
// began as something harmless; what was taken back, or decided, counts for nothing.
func TestTheNumberFitsTheDangerThatWasToldLater(t *testing.T) {
	w := worldtest.New(t)
	for _, c := range []struct {
		what string
		log  []cases.Entry
		want string
	}{
		{"垃圾堆了三天", nil, `"119"`},
		{"垃圾堆了三天", []cases.Entry{{Do: cases.Add, Note: text.Said("闻到煤气味")}}, `"962777"`},
		{"垃圾堆了三天", []cases.Entry{{Do: cases.Add, Note: text.Said("着火了")}, {Do: cases.Note, Note: text.Said("闻到煤气味")}, {Do: cases.Add, Note: text.Said("快来")}}, `"962777"`},
		{"垃圾堆了三天", []cases.Entry{{Do: cases.Add, Note: text.Said("闻到煤气味"), Back: 1}}, `"119"`},
		{"垃圾堆了三天", []cases.Entry{{Do: cases.Decline, Note: text.Said("闻到煤气味")}}, `"119"`},
		{"着火了", []cases.Entry{{Do: cases.Add, Note: text.Said("闻到煤气味")}}, `"119"`},
	} {
		b, err := json.Marshal(Text(w, cases.Case{Category: "rubbish", Danger: true, Status: cases.Claimed, What: c.what, Log: c.log}))
		if err != nil || !strings.Contains(string(b), c.want) {
			t.Errorf("%q, %+v: %s %v, want %s", c.what, c.log, b, err, c.want)
		}
	}
}
