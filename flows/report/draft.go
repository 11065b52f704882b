package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/ask"
	"gridbot/flows/district"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// A report of danger that is not finished must not wait for its last answer:
// somebody who smells gas may have run, as we told them. After a while the
// case is opened with what is known so far.

// draftWaits is how long an unfinished report of danger waits for its answers.
const draftWaits = 3 * time.Minute

// urgentDraft is the report of danger a session holds, also below a dialogue
// that interrupted it.
func urgentDraft(s talk.Session) (talk.Session, bool) {
	for at := &s; at != nil; at = at.Below {
		if at.Dialogue == reporting.Name && bytes.Contains(at.Data, []byte(`"warned":true`)) {
			return *at, true
		}
	}
	return talk.Session{}, false
}

// windDraft sets or stops the timer when a report has become one of danger, was
// sent, or given up.
func windDraft(x *acts.Turn) {
	if x.Change.Session == nil {
		return
	}
	_, was := urgentDraft(x.World.Session)
	_, is := urgentDraft(*x.Change.Session)
	due := int64(0)
	switch {
	case is && !was:
		due = x.Now.Add(draftWaits).Unix()
	case is == was:
		return
	}
	x.Change.Draft = &due
}

// draft is the timer of an unfinished report of danger that has run out.
func draft(x *acts.Turn) error {
	s, ok := urgentDraft(x.World.Session)
	if !ok {
		return nil // sent or given up meanwhile
	}
	var r report
	if err := json.Unmarshal(s.Data, &r); err != nil {
		return fmt.Errorf("read the draft: %w", err)
	}
	if r.Category == "" {
		r.Category = ask.CategoryOf(x.World, district.Danger{Why: []string{r.What}})
	}
	x.KeepSession(talk.Session{})
	x.Letters = append(x.Letters, world.Letter{Class: world.ClassReply, To: x.Private(), Lang: x.Me.Lang, Say: talk.Prompt{Say: text.T("draft.you")}})
	if open(x, r).Number == 0 {
		return nil
	}
	return askPlace(x, nil)
}
