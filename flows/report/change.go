package report

import (
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// This file is the part of the report that lets people change their mind: from
// the preview, and on the way there.

// edits are the steps that are asked again when one thing is changed.
var edits = map[string][]string{
	"what": {"what"}, "category": {"category", "same"}, "where": {"where", "same"}, "photo": {"photo"},
}

// edit sends the person back to one question; the other answers stay.
func (r *report) edit(what string) talk.Answer {
	if what == "past" {
		r.Past, r.Editing, r.Join = !r.Past, false, 0
		return talk.Redo("preview")
	}
	steps, ok := edits[what]
	if !ok {
		return talk.Sorry("talk.choose")
	}
	r.Editing, r.Join = false, 0
	r.Edit = what
	switch what {
	case "what":
		r.What = ""
	case "category":
		r.List, r.Group, r.Facts, r.Guessed = true, "", nil, false
	case "where":
		r.forgetPlace()
	}
	return talk.Redo(steps...)
}

// stays is what Back does not take away: who was warned of a danger has been, and
// pictures add up, whichever step they were sent at.
func (r *report) stays(gone report, _ string) []string {
	r.Warned = gone.Warned
	if len(gone.Files) == 0 {
		return nil
	}
	r.addFiles(gone.Files)
	r.Album = gone.Album
	return nil
}

func askEdit(*world.World, report) talk.Prompt {
	return talk.Prompt{Say: text.T("report.edit.which"), Rows: talk.Pairs(
		show.Pick(text.T("report.edit.what"), "e-what"),
		show.Pick(text.T("report.edit.category"), "e-category"),
		show.Pick(text.T("report.edit.where"), "e-where"),
		show.Pick(text.T("report.edit.photo"), "e-photo"),
		show.Pick(text.T("report.edit.past"), "e-past"),
	)}
}

// lacks is what nobody can go without, and a session of an older release may.
func (r report) lacks(w *world.World) []string {
	var steps []string
	if _, ok := w.District.Category(r.Category); !ok {
		steps = append(steps, "category")
		if r.What == "" {
			steps = append(steps, "what")
		}
	}
	if r.Place.Name.Empty() {
		steps = append(steps, "where")
	}
	return steps
}
