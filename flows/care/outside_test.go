package care

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"gridbot/flows/acts"
	"gridbot/flows/carecase"
	"gridbot/flows/talk"
	"gridbot/flows/world"
	"gridbot/flows/world/worldtest"
)

// full is a care case with the word secret in every place where words can stand,
// of a team of two: 11, who answers for it, and 12, who sees nothing but their own.
func full(at int64) carecase.Case {
	c := carecase.Case{N: 12, Rev: 3, Opened: at, By: 50, Kind: "elderly", Severity: carecase.High, Grid: "yanchang", Stage: carecase.Identified,
		Who: "secretwho", Where: "secretwhere", What: "secretwhat", Files: []carecase.File{{Kind: "photo", ID: "secretphoto"}}}
	c.Join(11, "worker", carecase.Sections, at)
	c.Join(12, "volunteer", nil, at)
	c.Calls = []carecase.Call{{Role: "doctor", At: at, Asked: []int64{13}, Clock: carecase.Start(at, time.Hour)}}
	c.Notes = []carecase.Note{{At: at, By: 11, Words: "secretnote"}}
	c.Consent = carecase.Consent{Answer: carecase.ConsentNot, Why: "secretwhy", At: at, By: 11}
	c.Onto = "secretonto"
	c.AddStep("secretstep", 11, at, at+7200)
	c.AddVisit(11, at+3600)
	c.Visits[0].Found = "secretfound"
	return c
}

// confided is of every field of a care case whether somebody's words, or photos, are in
// it: those have a word in full. A field without a row fails.
var confided = map[string]bool{
	"Case.N": false, "Case.Rev": false, "Case.Opened": false, "Case.By": false, "Case.Staff": false, "Case.From": false, "Case.Kind": false, "Case.Severity": false,
	"Case.Grid": false, "Case.Stage": false, "Case.Who": true, "Case.Where": true, "Case.What": true, "Case.Keeper": false, "Case.Unanswered": false,
	"Case.Closed": false, "Case.Outcome": false, "Case.Onto": true, "Case.Forgotten": false, "Case.Stripped": false,
	"File.Kind": false, "File.ID": true, "Note.At": false, "Note.By": false, "Note.Words": true,
	"Call.Role": false, "Call.At": false, "Call.Asked": false, "Call.No": false,
	"Member.ID": false, "Member.Role": false, "Member.Sees": false, "Member.At": false, "Member.Left": false, "Member.Here": false, "Member.Shown": false,
	"Consent.Answer": false, "Consent.Why": true, "Consent.At": false, "Consent.By": false,
	"Step.N": false, "Step.What": true, "Step.Whose": false, "Step.Done": false, "Step.By": false,
	"Visit.N": false, "Visit.Whose": false, "Visit.Done": false, "Visit.Found": true,
	"Judgement.At": false, "Judgement.By": false, "Judgement.Result": false,
	"Offer.Project": false, "Offer.At": false, "Offer.By": false, "Offer.Taken": false, "Offer.Refused": false,
	"View.At": false, "View.By": false, "Clock.Due": false, "Clock.Next": false, "Clock.Rung": false,
}

func TestEveryFieldOfACareCaseIsConfidedOrOurs(t *testing.T) {
	found, marked := map[string]bool{}, map[string]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch {
		case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
			walk(reflect.Zero(v.Type().Elem()))
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				f, name := v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name
				if f.Kind() == reflect.Struct || f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.Struct {
					walk(f)
					continue
				}
				found[name] = true
				marked[name] = marked[name] || f.Kind() == reflect.String && strings.HasPrefix(f.String(), "secret")
			}
		}
	}
	walk(reflect.ValueOf(full(1)))
	for name := range found {
		if is, ok := confided[name]; !ok || is != marked[name] {
			t.Errorf("%s: a row in confided, %t; a word in full, %t: %t", name, ok, is, marked[name])
		}
	}
	for name := range confided {
		if !found[name] {
			t.Errorf("there is no field %s", name)
		}
	}
}

// everybody who is not of the team, each for another reason why they might read it.
func outsiders() map[string]world.Person {
	return map[string]world.Person{
		"who told of it":             {ID: 50},
		"a stranger":                 {ID: 51},
		"a worker of the grid":       {ID: 20, Role: world.Worker, Grid: "yanchang", Duty: true},
		"the lead":                   {ID: 21, Role: world.Lead, Grid: "yanchang"},
		"a lead elsewhere":           {ID: 22, Role: world.Lead, Grid: "lingshi"},
		"the coordinator":            {ID: 23, Role: world.Coordinator},
		"who stands in":              {ID: 24, Role: world.Lead, Grid: "lingshi", Acting: true, Acts: []string{"yanchang"}},
		"the auditor":                {ID: 25, Role: world.Officer, Agency: "centre", Audits: true},
		"who is called":              {ID: 13, Role: world.Officer, Agency: "hospital", Duty: true},
		"of the team, and dismissed": {ID: 11},
	}
}

// choices are all that can stand on a button about the case.
func choices() []string {
	all := []string{"12", "12|open", "12|views", "12|more", "12|nothing"}
	for _, press := range slices.Sorted(maps.Keys(presses)) {
		for _, args := range []string{"", "|b", "|b|1", "|doctor", "|given", "|not", "|life", "|1", "|meals|yes", "|better", "|ordinary", "|onwards", "|yes", "|b|what", "|3"} {
			all = append(all, "12|"+press+args)
		}
	}
	return all
}

// Whoever is not of the team reads not one word of it, changes nothing of it and is
// told of none, whatever they press or type; who is called may take it or not.
func TestWhoIsNotOfTheTeamReadsNotAWord(t *testing.T) {
	base, book := worldtest.New(t), acts.NewBook(Subject())
	for name, me := range outsiders() {
		for _, choice := range choices() {
			for _, press := range []string{"", "m|care|" + choice} {
				own := *base
				w := &own
				c := full(w.Now.Unix())
				w.Seals, w.Me, w.Caring.Case = true, me, &c
				w.Staff = world.Staff{People: map[int64]world.Person{12: {ID: 12, Role: world.Worker, Grid: "yanchang"}}}
				if me.Role != world.Resident {
					w.Staff.People[me.ID] = me
				}
				x := &acts.Turn{World: w, Book: book, Event: talk.Event{Press: press, Message: 7, From: talk.Sender{ID: me.ID}, Chat: talk.Chat{ID: me.ID}}}
				if err := care(x, choice); err != nil {
					t.Fatal(err)
				}
				said, err := json.Marshal([]any{x.Letters, x.Toast})
				if err != nil {
					t.Fatal(err)
				}
				took := name == "who is called" && strings.HasPrefix(choice, "12|take")
				if strings.Contains(string(said), "secret") && !took {
					t.Errorf("%s, by %q: %s", name, choice, said)
				}
				if x.Cared != nil && !took && !(name == "who is called" && strings.HasPrefix(choice, "12|no")) {
					t.Errorf("%s changes it by %q", name, choice)
				}
			}
		}
	}
}

// A member sees what their share of the work needs: whoever sees no part of it reads
// none, and their own steps they always see.
func TestAMemberSeesWhatTheyNeed(t *testing.T) {
	w := worldtest.New(t)
	w.Seals, w.Staff = true, world.Staff{People: map[int64]world.Person{11: {ID: 11, Role: world.Worker}, 12: {ID: 12, Role: world.Worker}}}
	words := map[carecase.Section][]string{
		carecase.SeesWho: {"secretwho", "secretwhere"}, carecase.SeesWhat: {"secretwhat", "secretnote"}, carecase.SeesPlan: {"secretstep"},
	}
	w.Me = w.Staff.People[12]
	for mask := range 8 {
		c := full(w.Now.Unix())
		m := c.Member(12)
		for i, s := range carecase.Sections {
			if mask&(1<<i) != 0 {
				m.Sees = append(m.Sees, s)
			}
		}
		said, err := json.Marshal(card(w, c))
		if err != nil {
			t.Fatal(err)
		}
		for s, all := range words {
			for _, word := range all {
				if strings.Contains(string(said), word) != slices.Contains(m.Sees, s) {
					t.Errorf("who sees %v, and %s: %s", m.Sees, word, said)
				}
			}
		}
		if strings.Contains(string(said), "secretphoto") {
			t.Error("a photo is named on the card")
		}
		c.Steps[0].Whose = 12
		if said, _ := json.Marshal(card(w, c)); !strings.Contains(string(said), "secretstep") {
			t.Error("they do not see what they have to do")
		}
	}
}

// Nothing anybody is sent unasked has a word in it: what strikes, what is told to
// the team and to who leads.
func TestNothingIsToldUnasked(t *testing.T) {
	for _, hour := range []time.Duration{1, 3, 24, 48, 24 * 15} {
		w := worldtest.New(t)
		c := full(w.Now.Unix())
		w.Seals, w.Caring.Case = true, &c
		w.Now = w.Now.Add(hour * time.Hour)
		w.Staff = world.Staff{People: map[int64]world.Person{11: {ID: 11, Role: world.Worker, Grid: "yanchang"}, 21: {ID: 21, Role: world.Lead, Grid: "yanchang"}}}
		for name, at := range c.Timers() {
			x := &acts.Turn{World: w, Book: acts.NewBook(Subject())}
			strike(x, talk.Clock{Care: 12, Name: name, Due: time.Unix(at, 0)})
			if said, _ := json.Marshal(x.Letters); strings.Contains(string(said), "secret") {
				t.Errorf("%s: %s", name, said)
			}
			if x.Cared == nil || x.Cared.After.Timers()[name] == at {
				t.Errorf("%s strikes for ever", name)
			}
			x.Cared = nil
		}
	}
}
