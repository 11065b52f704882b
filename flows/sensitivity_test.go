package flows_test

import (
	"reflect"
	"strings"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// This file says of every field of every record how sensitive it is, written by
// hand. canary_test.go puts a mark into each, looks at all that is shown, and holds
// the two against each other. A field without a row fails.

// Who sees, a letter each. Whoever has none of the reasons sees nothing at all.
//
//	r  who reported it                     a  who follows the notice in force
//	f  who typed it, of another grid       o  an officer whose agency is called
//	j  who told of the same thing          i  the officer who has reported in
//	w  a worker of its grid                g  the work group of the grid
//	h  who has it                          y  the work group of the agency
//	l  a lead of its grid                  p  the paper of the notice
//	u  of another agency, who has          e  an export
//	   reported in                         n  an export with names
//	k  a lead of the grid that is asked    c  the coordinator
//	s  a line of the event log, from which every figure is counted
const audiences = "rfjwhlkcaoiugypens"

// What a field is where nobody in particular sees it.
const (
	ours = "-" // a word of ours, a moment, a count: nothing that somebody said
	who  = "@" // the number of a person: nobody reads it, in words or beside them
	none = ""  // something somebody said or sent, and nobody reads it here
)

// sensitivity is of every field, by its record.
var sensitivity = map[string]string{
	"Case.Number": ours, "Case.Rev": ours, "Case.Category": ours, "Case.Danger": ours, "Case.Alarm": ours, "Case.Status": ours, "Case.Grid": ours,
	"Case.What":   "rwhlkcfgen",
	"Case.Opened": ours, "Case.Entered": ours, "Case.Assignee": ours, "Case.OnWay": ours, "Case.Handlers": ours, "Case.Verifier": ours,
	"Case.Rating": ours, "Case.Outcome": ours, "Case.Red": ours, "Case.OnAgenda": ours, "Case.Proposed": ours, "Case.Former": ours, "Case.Raised": ours,
	"Case.Scan":   none, // another each time it is shown
	"Case.Better": "rfwhlkcg",
	"Case.Apart":  ours, "Case.Pieces": ours, "Case.Into": ours, "Case.Took": ours, "Case.Nothing": ours, "Case.Contest": ours, "Case.Passes": ours,
	"Case.Ended": ours, "Case.After": ours, "Case.Next": ours, "Case.Round": ours, "Case.Came": ours, "Case.Owed": ours, "Case.Family": ours, "Case.Alike": ours,

	"Case.Past": ours, "Case.KeyTopic": ours, "Case.Strayed": ours, "Case.Echo": ours, "Case.With": ours, "Case.Others": ours, "Case.Echoes": ours, "Case.Sealed": none, "Case.Forgotten": ours, "Case.Stripped": ours,

	"Asker.N": ours, "Asker.ID": who, "Asker.Name": "lc", "Asker.Lang": ours, "Asker.At": ours, "Asker.Yes": ours, "Asker.No": ours,

	"Near.Number": ours, "Near.Round": ours, "Near.Closed": ours, "Near.Open": ours,

	// In the words of who reported it a place may tell who that was. Who reads this, the
	// answers and the photos is said before they are sent, in report.personal: of danger
	// o, too. A row that changes here changes there.
	"Place.Name": "rfwhlkciugen", "Place.More": "rfwhlkciugen", "Place.Wide": ours,
	"Point.Lat": "rfwhlkcoiu", "Point.Lon": "rfwhlkcoiu",

	"Fact.Ask": ours, "Fact.Value": "rfwhlkciug",

	"File.Kind": ours, "File.ID": none, "File.Unique": none, "File.Look": none, "File.Phase": ours, "File.At": ours, "File.Wrong": ours, // see files

	"Reporter.ID": who, "Reporter.Name": "lcn", "Reporter.Anonymous": ours, "Reporter.Lang": ours,

	"Entry.At": ours, "Entry.By": ours, "Entry.Part": ours, "Entry.Do": ours, "Entry.To": ours, "Entry.Note": none, "Entry.Leg": ours, "Entry.Files": ours, "Entry.Back": ours, // see saidWith

	"Correction.Of": ours, "Correction.Was": "lc", "Correction.Now": "lc", "Correction.Calm": ours,

	"Card.Chat": ours, "Card.Thread": ours, "Card.As": ours, "Card.Lang": ours,

	"Source.ID": "lcen", "Source.Agency": "lc", "Source.Print": none,

	"Filing.By": who, "Filing.Door": ours, "Filing.Ref": "whlkcgen", "Filing.Caller": "lc", "Filing.Token": none, "Filing.Fixed": ours,

	"Joiner.ID": who, "Joiner.Name": "lc", "Joiner.At": ours, "Joiner.Fixed": ours,

	"Meeting.At": ours, "Meeting.By": ours,

	"Notice.ID": ours, "Notice.At": ours, "Notice.By": ours, "Notice.To": "whlkcp", "Notice.Basis": "p", "Notice.Wording": "ap", "Notice.Proof": ours,
	"Notice.Witness": "p", "Notice.Token": "whlkcp", "Notice.Followers": who, "Notice.Replaces": ours, "Notice.Advice": ours, "Notice.Post": "p", "Notice.Over": ours,

	"Item.What": "rfwhlkcaoiuyp", "Item.Due": ours, "Item.Served": ours, "Item.Failed": ours, "Item.Extended": ours, "Item.Proofs": ours, "Item.Proved": ours,
	"Item.Passed": ours, "Item.Ref": "whlkcoiuy", "Item.RefAt": ours, "Item.Began": ours, "Item.Why": "fwhlkcaoiuyp",

	"Plea.Kind": ours, "Plea.By": ours, "Plea.Part": ours, "Plea.Item": ours, "Plea.Until": ours, "Plea.Why": "whlkc", "Plea.At": ours,

	"Standstill.Why": "whlkcg", "Standstill.From": ours, "Standstill.Until": ours, "Standstill.To": ours, "Standstill.Was": ours,

	"Clock.Name": ours, "Clock.Since": ours, "Clock.Due": ours, "Clock.Rung": ours, "Clock.Step": ours, "Clock.Next": ours, "Clock.Promise": ours,
	"Clock.Given": ours, "Clock.Broken": ours, "Clock.Promises": ours, "Clock.Extended": ours, "Clock.Missed": ours,

	"Leg.N": ours, "Leg.Agency": ours, "Leg.Ask": "oiy", "Leg.Meet": ours, "Leg.Where": "oiy", "Leg.Serves": ours, "Leg.At": ours, "Leg.By": ours, "Leg.Status": ours,
	"Leg.Officer": ours, "Leg.Due": ours, "Leg.In": ours, "Leg.Arrived": ours, "Leg.Far": ours, "Leg.Ended": ours, "Leg.Result": "oiy", "Leg.Ref": "oiy",
	"Leg.Turns": ours, "Leg.Head": ours, "Leg.Missed": ours, "Leg.Why": "h",
	"Deed.ID": ours, "Deed.At": ours, "Deed.By": ours, "Deed.Ref": "oiy", "Deed.Undo": ours, "Deed.UndoneAt": ours, "Deed.Passed": ours, "Deed.Shown": ours, "Deed.Told": ours,
	"Handing.At": ours, "Handing.By": ours, "Handing.Notice": ours, "Handing.Items": ours, "Handing.Ack": ours, "Handing.Ref": "whlkcoiuy", "Handing.Ruling": ours,
	"Statement.N": ours, "Statement.Kind": ours, "Statement.By": who, "Statement.At": ours, "Statement.Words": "whlkc", "Statement.Answered": ours, "Statement.Answer": none, "Statement.Upheld": ours,
	"Lifting.By": ours, "Lifting.At": ours, "Lifting.Why": "lcoiy",
	"Turn.By": ours, "Turn.At": ours, "Turn.Why": "lcoiy",

	"Whistling.By": ours, "Whistling.At": ours, "Whistling.Meet": ours, "Whistling.Where": none,
	"Call.Agency": ours, "Call.Ask": "whlkc", "Call.Serves": ours,

	"Cession.To": ours, "Cession.By": ours, "Cession.At": ours, "Cession.Why": "whlkc",

	"Spot.Hours": "whlkcoiuy",

	"Posting.N": ours, "Posting.At": ours, "Posting.By": ours, "Posting.Leg": ours, "Posting.Words": "hlc", "Posting.Heard": ours, "Posting.Ear": ours, "Posting.Over": ours,

	"Evidence.Kind": ours, "Evidence.At": ours, "Evidence.Far": ours,
	"Dispute.By": ours, "Dispute.At": ours, "Dispute.Over": ours,

	// Of a person. Staff are called by their names; what they looked for is theirs.
	"Person.ID": ours, "Person.Rev": ours, "Person.Name": ours, "Person.Lang": ours, "Person.Chosen": ours, "Person.Role": ours, "Person.Grid": ours,
	"Person.Duty": ours, "Person.Hand": ours, "Person.Gone": ours, "Person.Notice": ours, "Person.Substitute": ours, "Person.Reminded": ours,
	"Person.Agency": ours, "Person.Head": ours, "Person.Turn": ours, "Person.Acts": ours, "Person.Acting": ours, "Person.Grids": ours, "Person.Kinds": ours,
	"Person.Places": ours, "Person.Scoped": ours, "Person.Sorted": ours, "Person.Sought": none, "Person.Left": ours,
	// What somebody of the staff is really called is told to who is to confirm it, and is
	// their name after that.
	"Person.Barred": ours, "Person.Parting": ours, "Real.Since": ours, "Real.Name": "lc", "Real.Photo": "lc", "Real.Said": ours, "Real.No": ours, "Real.By": ours, "Real.At": ours, "Real.Shows": none,
	"Person.Cares": ours, "Person.Audits": ours,
	"Muting.Case": ours, "Muting.Grid": ours, "Muting.Why": ours, "Muting.Until": ours,
	"Mute.By": ours, "Mute.Case": ours, "Mute.Why": ours, "Mute.Until": ours, "Mute.Objected": ours,
	"Alarm.Grid": ours, "Alarm.Case": ours, "Alarm.At": ours, "Alarm.N": ours, "Alarm.Kind": ours,
	"Wish.At": ours, "Wish.Grid": ours, "Wish.From": ours, "Wish.To": ours, "Wish.Format": ours,
	"Album.ID": none, "Album.Case": ours, "Album.Phase": ours, "Album.N": ours, "Album.Tells": ours,
	"Away.From": ours, "Away.To": ours, "Away.Deputy": ours,
	"Scope.Grids": ours, "Scope.Kinds": ours, "Scope.Places": ours,

	// Of what somebody is in the middle of: theirs alone.
	"Session.Dialogue": ours, "Session.Answered": ours, "Session.Data": none, "Session.About": ours, "Session.Keyed": ours, "Session.Page": ours,
	"Past.Question": ours, "Past.Was": none, "Past.Answered": ours, "Past.Unasked": ours,
	"Kept.Question": ours, "Kept.Now": none, "Kept.Answered": ours, "Kept.Unasked": ours,
	"Given.Press": ours, "Given.Text": none, "Given.Venue": none, "Given.Looks": none, "Given.Album": none, "Given.At": ours, "File.Small": none,
}

// ofOtherLeg is who sees a field of the leg of gas, where the same of the leg of water is
// seen by the officer of water alone: no agency reads what another was asked or notes.
const ofOtherLeg = "u"

// posted is who reads what a lead wrote to an agency.
const posted = "lcoiy"

// placed are the fields that are more or less sensitive where they stand than
// elsewhere.
var placed = map[string]string{
	"Case.Spots.Place.Name":  "whlkcoiuy", // of those who lead
	"Case.Spots.Place.More":  "whlkcoiuy",
	"Case.Spots.Place.Point": none,
	"Case.Former":            ours,
}

// saidWith is who reads the words somebody said with an act, in whatever they are shown.
var saidWith = map[cases.Action]string{
	cases.Add: "whlkcg", cases.Join: "lc", cases.Reply: "rflc", cases.Note: "lc", cases.Return: "lc",
	cases.Decline: "rfjwlc", cases.SendBack: "hlc", cases.Reopen: "hlc", cases.Pause: "lc", cases.Absorb: "lc",
}

// files is who is given a file: whose it is, and of what kind.
var files = map[string]string{
	"reporter photo": "rfwhlkcoiu", "reporter video": "rflc", "reporter note": "rflc", "reporter voice": "rflc", "reporter audio": "rflc", "reporter document": "rflc",
	"joiner photo": "whlkcoiu", "joiner voice": "lc",
	"place photo": "rfwhlkcoiu", "place video": "whlkcoiu", "place document": "whlkc",
	"notes photo": "whlkc", "notes document": "whlkc",
	"notice photo": "whlkc", "notice document": "whlkc",
	"agency photo": "hlcoi", "agency document": "hlcoi",
}

// records are what is walked: all that is kept of people and what they told.
var records = []reflect.Type{reflect.TypeFor[cases.Case](), reflect.TypeFor[world.Person](), reflect.TypeFor[talk.Session]()}

// A field that nobody has thought of fails, and a row of none.
func TestEveryFieldHasItsSensitivity(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	var walk func(reflect.Type)
	seen := map[reflect.Type]bool{}
	walk = func(v reflect.Type) {
		for v.Kind() == reflect.Slice && v.Elem().Kind() != reflect.Uint8 || v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct || v == reflect.TypeFor[text.Text]() || seen[v] {
			return
		}
		seen[v] = true
		for i := range v.NumField() {
			f := v.Field(i)
			if inner := bare(f.Type); inner.Kind() == reflect.Struct && inner != reflect.TypeFor[text.Text]() {
				walk(inner)
				continue
			}
			name := v.Name() + "." + f.Name
			found[name] = true
			row, ok := sensitivity[name]
			if !ok {
				t.Errorf("nobody has said how sensitive %s is: a row in sensitivity", name)
			}
			if row != ours && row != who && strings.Trim(row, audiences) != "" {
				t.Errorf("%s: %q are no audiences", name, row)
			}
		}
	}
	for _, r := range records {
		walk(r)
	}
	for name := range sensitivity {
		if !found[name] {
			t.Errorf("there is no field %s", name)
		}
	}
	for do := range saidWith {
		if _, ok := show.ActOf[do]; !ok {
			t.Errorf("nobody does %s", do)
		}
	}
}

// bare is a type without what holds several of it, or none.
func bare(v reflect.Type) reflect.Type {
	for v.Kind() == reflect.Slice && v.Elem().Kind() != reflect.Uint8 || v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return v
}
