package flows

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
