package topics

import (
	"unicode/utf8"

	"gridbot/flows/acts"
	"gridbot/flows/bills"
	"gridbot/flows/hotspots"
	"gridbot/flows/patrol"
	"gridbot/flows/personal"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// longestWords is how long a line of the diary, or what is planned, may be: who
// reports there reads the plan whole.
const longestWords = 200

// words are what is written about a topic: a line of its diary, its plan, one of its
// places, a bill, who has a shop now, what is done again and again, or the photo of that.
type words struct {
	N     int    `json:"n"`
	What  string `json:"what"` // note, plan, point, share, fix, hand, every, done
	Words string `json:"words,omitempty"`
	Key   string `json:"key,omitempty"`   // of share and every: what stood on the button
	Bill  int    `json:"bill,omitempty"`  // of hand, fix and done: the bill, or the schedule
	Share int    `json:"share,omitempty"` // of hand
	Kept  string `json:"kept,omitempty"`  // of every: the lines that were right
	Held  bool   `json:"held,omitempty"`  // of plan: the words speak of danger …
	Now   bool   `json:"now,omitempty"`   // … and it is happening now
}

// writing asks for them.
var writing = talk.Dialogue[*world.World, words]{
	Name: "topic",
	Steps: []talk.Step[*world.World, words]{{
		Name:  "words",
		Which: func(_ *world.World, d words) string { return d.What + d.Key },
		Ask: func(w *world.World, d words) talk.Prompt {
			switch d.What {
			case "fix":
				if t := w.Topics.Topic(d.N); t != nil && t.Bill(d.Bill) != nil {
					return talk.Prompt{Say: text.T("topic.fix", "bill", t.Bill(d.Bill).Written())}
				}
			case "plan":
				return talk.Prompt{Say: text.T("topic.plan", "n", longestWords)}
			case "point":
				return talk.Prompt{Say: text.T("topic.point", "n", patrol.LongestName)}
			case "share":
				return talk.Prompt{Say: shareTexts[bills.Key(d.Key)]}
			case "hand":
				return talk.Prompt{Say: text.T("topic.hand", "n", longestFor)}
			case "every":
				return talk.Prompt{Say: askPlan(w, d)}
			case "done":
				return talk.Prompt{Say: text.T("topic.done")}
			}
			return talk.Prompt{Say: text.T("topic.note", "n", longestWords)}
		},
		Hear: hearWords,
	}, {
		Name:  "sure",
		Aside: true,
		When:  func(_ *world.World, d words) bool { return d.Held },
		Ask: func(w *world.World, d words) talk.Prompt {
			return talk.Prompt{Say: patrol.Held(w, d.Words, text.T("topic.held", "words", d.Words)), Rows: [][]talk.Button{talk.Row(patrol.Now(), show.Pick(text.T("topic.held.plan"), "yes"))}}
		},
		Hear: hearHeld,
	}},
	Finish: func(_ *world.World, d words) talk.Decision { return d },
}

// shareTexts ask for a bill by its key.
var shareTexts = map[bills.Key]text.Text{
	bills.Equal: text.T("topic.share.equal"), bills.Area: text.T("topic.share.area"), bills.Seats: text.T("topic.share.seats"), bills.Agreed: text.T("topic.share.agreed"),
}

// hearHeld hears whether what a plan speaks of is happening now; more words of danger say
// that it is.
func hearHeld(w *world.World, d *words, e talk.Event) talk.Answer {
	switch {
	case e.Press == "now":
		d.Now = true
	case e.Text != "" && patrol.Danger(w, e.Text):
		d.Words, d.Now = d.Words+" "+e.Text, true
	case e.Press != "yes":
		return talk.Sorry("topic.held.sorry")
	}
	return talk.OK()
}

// hearWords hears what was written, as what it is asked for.
func hearWords(w *world.World, d *words, e talk.Event) talk.Answer {
	longest := longestWords
	switch d.What {
	case "done":
		for _, f := range e.Files {
			if f.Kind == "photo" {
				d.Words = f.ID
				return talk.OK()
			}
		}
		return talk.Sorry("topic.done.sorry")
	case "share", "every", "fix":
		if d.Words = text.Clean(e.Text, longestBill+1); d.Words == "" {
			return talk.Sorry("topic.words.sorry")
		}
		if utf8.RuneCountInString(d.Words) > longestBill {
			return talk.Sorry("topic.words.long", "n", longestBill)
		}
		if d.What != "every" && len(personal.Said(d.Words, personal.Numbers...)) > 0 {
			return talk.Sorry("topic.share.phone") // a name stands on buttons
		}
		switch d.What {
		case "every":
			return hearPlan(w, d)
		case "fix":
			_, a := fixOf(w, *d)
			return a
		}
		_, a := billOf(*d, w.Me.ID, 1, w.Now)
		return a
	case "hand":
		longest = longestFor
	}
	d.Words = text.CleanLine(e.Text, longest+1)
	switch {
	case d.Words == "":
		return talk.Sorry("topic.words.sorry")
	case utf8.RuneCountInString(d.Words) > longest:
		return talk.Sorry("topic.words.long", "n", longest)
	case d.What != "point":
		d.Held = d.What == "plan" && patrol.Danger(w, d.Words)
		return talk.OK()
	}
	switch name, _, ok := patrol.Read(d.Words); {
	case !ok || name == "":
		return talk.Sorry("topic.point.sorry")
	case utf8.RuneCountInString(name) > patrol.LongestName:
		return talk.Sorry("topic.words.long", "n", patrol.LongestName)
	}
	return talk.OK()
}

// ask begins to ask; the card that was pressed stays.
func ask(x *acts.Turn, about words) error {
	s, err := writing.Begin(about)
	if err != nil {
		return err
	}
	p, _, err := writing.Ask(x.World, s)
	if err != nil {
		return err
	}
	s.Below = x.Below()
	x.KeepSession(s)
	x.Beside(p)
	return nil
}

// needWriting: the topics, and the playbooks that fit.
func needWriting(_ *world.World, _ talk.Session, _ talk.Event, n *world.Need) {
	n.Topics, n.Plays, n.Mine = true, true, true // what they have told of, where it is danger
}

// written keeps what was written; where the topic went elsewhere meanwhile, it is
// not lost, and said so.
func written(x *acts.Turn, what talk.Decision) error {
	d, ok := what.(words)
	if !ok {
		return acts.ErrNoDialogue
	}
	x.Strip()
	t := now(x).Topic(d.N)
	switch {
	case d.Now:
		return patrol.Happens(x, d.Words)
	case t == nil || !mayWrite(x.World, *t, d.What):
		x.Reply(talk.Prompt{Say: text.T("topics.lead")})
		return nil
	case !t.Open() && d.What == "done":
		x.Reply(talk.Prompt{Say: text.T("topics.over")})
		return nil
	case !t.Open():
		x.Reply(talk.Prompt{Say: text.Lines(text.T("topics.over"), text.T("topic.lost", "words", d.Words))})
		return nil
	}
	switch d.What {
	case "point":
		patrol.Written(x, *t, d.Words)
		return nil
	case "share":
		billed(x, *t, d)
		return nil
	case "fix":
		fixed(x, *t, d)
		return nil
	case "hand":
		handed(x, *t, d)
		return nil
	case "every":
		planned(x, *t, d)
		return nil
	case "done":
		cleaned(x, *t, d)
		return nil
	}
	change(x, func(ts *world.Topics) {
		t := ts.Topic(d.N)
		if d.What == "plan" {
			t.Plan = personal.Mask(d.Words) // whoever reports there reads it
		}
		t.Write(hotspots.Entry{At: x.Now.Unix(), By: x.Me.ID, Words: d.Words})
	})
	x.Reply(topicCard(x, *now(x).Topic(d.N)))
	return nil
}

// mayWrite tells whether what somebody wrote is still theirs to write.
func mayWrite(w *world.World, t hotspots.Topic, what string) bool {
	switch what {
	case "done":
		return sees(w, t)
	case "hand", "fix":
		return accounts(w, t)
	}
	return leads(w, t.Grid)
}
