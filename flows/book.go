package flows

import "gridbot/flows/talk"

// theBook binds all subjects together, a line for each.
var theBook = newBook(
	taskSubject(),
	receptionSubject(),
	staffSubject(),
	jointSubject(),
	rectifySubject(),
	conferenceSubject(),
	chaseSubject(),
	weekSubject(),
	reportSubject(), // last: whatever else is said begins one
)

// Shows reports whether the photos a person sends now are evidence that the
// work is done: those are compared with all others.
func Shows(s talk.Session) bool { return theBook.dialogues[s.Dialogue].shown }
