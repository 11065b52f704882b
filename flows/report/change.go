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
	"what": {"what"}, "category": {"category", "facts"}, "where": {"where", "here", "more"},
	"photo": {"photo"}, "name": {"name"},
}

// edit sends the person back to one question; the other answers stay.
func (r *report) edit(what string) talk.Answer {
	steps, ok := edits[what]
	if !ok {
		return talk.Sorry("talk.choose")
	}
	r.Editing = false
	was := *r
	r.Edit, r.Was = what, &was
	switch what {
	case "what":
		r.What = ""
	case "category":
		r.List, r.Group, r.Facts = true, "", nil
	case "where":
		r.forgetPlace()
	case "photo":
		r.Files, r.Album = nil, ""
	}
	return talk.Redo(steps...)
}

// back hears Back where it means something else than the answer before: at the
// question a change began with it leads back to the preview, and among the
// questions of a category to the one before.
func (r *report) back(w *world.World, at string) talk.Answer {
	if r.Was != nil && r.Edit == at {
		steps, now := edits[r.Edit], *r
		*r = *r.Was
		r.Warned = now.Warned // what was said of danger is not unsaid
		if at != "photo" {
			r.Files, r.Album = now.Files, now.Album
		}
		if at != "what" {
			r.What = now.What
		}
		return talk.Filled(steps...)
	}
	switch at {
	case "preview":
		r.Was = nil // the change was made
	case "facts":
		return r.backInFacts(w)
	}
	return talk.Pass()
}

func askEdit(*world.World, report) talk.Prompt {
	return talk.Prompt{Say: text.T("report.edit.which"), Rows: append(talk.Pairs(
		show.Pick(text.T("report.edit.what"), "e-what"),
		show.Pick(text.T("report.edit.category"), "e-category"),
		show.Pick(text.T("report.edit.where"), "e-where"),
		show.Pick(text.T("report.edit.photo"), "e-photo"),
		show.Pick(text.T("report.edit.name"), "e-name"),
	), talk.Row(show.Pick(text.T("report.edit.done"), "look")))}
}

// lacks is what nobody can go without, and a session of an older release may.
func (r report) lacks(w *world.World) []string {
	var steps []string
	if _, ok := w.District.Category(r.Category); !ok {
		steps = append(steps, "category", "facts")
		if r.What == "" {
			steps = append(steps, "what")
		}
	}
	if r.Place.Name.Empty() {
		steps = append(steps, "where")
	}
	return steps
}
