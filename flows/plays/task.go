package plays

import (
	"slices"
	"strconv"
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/method"
	"gridbot/flows/playbooks"
	"gridbot/flows/show"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// What a grid has taken on in a learning exchange of another is told to its leads, who
// do it or give it to somebody of theirs. Both grids read what becomes of it. What
// stands on the buttons:
//
//	m|plays|task|<number>[|done, cannot[.<why>], who[.<person, base 36>]]

// agreed tells those of what was agreed in this change, and those it is not asked of
// any more.
func agreed(x *acts.Turn) {
	met := x.Change.Met
	if x.World.Plays == nil || met == nil || met.Before == nil || len(met.Before.Items) != len(met.After.Items) {
		return // nothing was decided
	}
	for i, it := range met.After.Items {
		if it.Play == 0 || it.Decided() == met.Before.Items[i].Decided() {
			continue
		}
		var grids []string
		for _, id := range it.Whom {
			if grid, is := strings.CutPrefix(id, world.Guest); is && it.Outcome == world.OutcomeTask {
				grids = append(grids, grid)
			}
		}
		change(x, func(b *world.Book) {
			b.Agree(playbooks.Task{Host: met.After.Grid, Meeting: met.After.N, Item: i, Play: it.Play, By: x.Me.ID, What: it.Words, At: x.Now.Unix(), Due: it.Due}, grids)
		})
	}
	if x.Change.Plays == nil {
		return
	}
	for _, t := range x.Change.Plays.Tasks {
		if x.World.Plays.Task(t.N) != nil {
			continue
		}
		change(x, func(b *world.Book) {
			b.Settle(t.N, func(t *playbooks.Task) {
				t.Give(0, x.Now, t.Due)
				climb(x.World, &t.Clock)
			})
		})
		write(x, method.TaskHolders(x.World, t), world.ClassTask, text.T("plays.task.new", "grid", show.GridName(x.World, t.Host)), t, true)
	}
	for _, t := range x.World.Plays.Tasks {
		if t.Open() && book(x).Task(t.N) == nil {
			write(x, method.TaskHolders(x.World, t), world.ClassTask, text.T("plays.task.gone", "grid", show.GridName(x.World, t.Host)), t, false)
		}
	}
}

// write tells some people of a task.
func write(x *acts.Turn, to []world.Person, class world.Class, head text.Text, t playbooks.Task, asked bool) {
	for _, who := range to {
		if who.ID == x.Me.ID {
			continue
		}
		say := talk.Prompt{Say: text.Lines(head, taskLine(x.World, t))}
		if asked {
			say.Rows = taskRows(who, t)
		}
		x.Write(who, class, say)
	}
}

// taskLine is a task, and how far it is.
func taskLine(w *world.World, t playbooks.Task) text.Text {
	line := text.T("plays.task.line", "n", t.N, "grid", show.GridName(w, t.Grid), "what", t.What, "play", t.Play)
	if t.Owner != 0 {
		line = text.T("plays.use.owner", "line", line, "name", show.Called(w, t.Owner))
	}
	switch {
	case t.Done != 0:
		return text.T("plays.use.done", "line", line, "time", show.Dated(w, t.Done))
	case t.Cannot != 0:
		return text.T("plays.use.cannot", "line", line, "why", whyText(t.Why))
	case t.Due < w.Now.Unix():
		return text.T("plays.use.late", "line", line, "time", show.Dated(w, t.Due))
	}
	return text.T("plays.use.due", "line", line, "time", show.Dated(w, t.Due))
}

// taskButton is a button of a task.
func taskButton(label text.Text, n int, press ...string) talk.Button {
	return show.MenuButton(label, "plays", append([]string{"task", strconv.Itoa(n)}, press...)...)
}

// taskRows are what somebody who has a task can say; a lead also gives it away.
func taskRows(who world.Person, t playbooks.Task) [][]talk.Button {
	row := talk.Row(taskButton(text.T("plays.task.done", "n", t.N), t.N, "done"), taskButton(text.T("plays.task.cannot", "n", t.N), t.N, "cannot"))
	if who.Role == world.Lead && who.Grid == t.Grid {
		row = append(row, taskButton(text.T("plays.task.who"), t.N, "who"))
	}
	return [][]talk.Button{row}
}

// tasked is a press about a task.
func tasked(x *acts.Turn, number, press string) error {
	n, _ := strconv.Atoi(number)
	t := book(x).Task(n)
	press, arg, _ := strings.Cut(press, ".")
	reason, given := why(arg)
	switch {
	case t == nil || !method.HasTask(x.World, *t):
		x.ShowAlert(text.T("plays.notyours"))
	case !t.Open():
		x.ShowToast(text.T("plays.already"))
		x.Reply(mine(x))
	case press == "who" && leads(x.World, t.Grid):
		giveTask(x, *t, arg)
	case press == "cannot" && !given:
		ask := talk.Prompt{Say: text.Lines(text.T("plays.cannot.ask"), taskLine(x.World, *t))}
		for _, why := range playbooks.Whys {
			ask.Rows = append(ask.Rows, talk.Row(taskButton(whyTexts[why], n, "cannot."+string(why))))
		}
		x.Reply(ask)
	case press == "done" || press == "cannot":
		settle(x, *t, press == "done", reason)
	default:
		x.Reply(mine(x))
	}
	return nil
}

// settle says that a task is done, or that it cannot be; both grids read it.
func settle(x *acts.Turn, t playbooks.Task, done bool, why playbooks.Why) {
	change(x, func(b *world.Book) {
		b.Settle(t.N, func(t *playbooks.Task) {
			if done {
				t.Done, t.DoneBy, t.Cannot = x.Now.Unix(), x.Me.ID, 0
				return
			}
			t.Refuse(why, x.Now)
		})
	})
	head := text.T("plays.task.told.done", "name", show.Called(x.World, x.Me.ID))
	if !done {
		head = text.T("plays.task.told.cannot", "name", show.Called(x.World, x.Me.ID))
	}
	after := *book(x).Task(t.N)
	host := x.Leads(t.Host)
	own := slices.DeleteFunc(x.Leads(t.Grid), func(p world.Person) bool {
		return slices.ContainsFunc(host, func(o world.Person) bool { return o.ID == p.ID })
	})
	write(x, own, world.ClassTask, head, after, !done)
	write(x, host, world.ClassTask, head, after, false)
	x.ShowToast(text.T("plays.task.thanks"))
	x.Reply(mine(x))
}

// giveTask has a lead give a task to somebody of their grid.
func giveTask(x *acts.Turn, t playbooks.Task, whom string) {
	mates := slices.DeleteFunc(append(x.Staff.In(world.Lead, t.Grid), x.Staff.In(world.Worker, t.Grid)...), func(o world.Person) bool { return o.Gone })
	id, _ := strconv.ParseInt(whom, 36, 64)
	i := slices.IndexFunc(mates, func(o world.Person) bool { return o.ID == id })
	if i < 0 {
		ask := talk.Prompt{Say: text.Lines(text.T("plays.who.ask"), taskLine(x.World, t))}
		var bs []talk.Button
		for _, o := range mates[:min(len(mates), mostMates)] {
			bs = append(bs, taskButton(show.Named(o), t.N, "who."+strconv.FormatInt(o.ID, 36)))
		}
		ask.Rows = talk.Pairs(bs...)
		x.Reply(ask)
		return
	}
	if !t.Held() || t.Owner != id {
		change(x, func(b *world.Book) {
			b.Settle(t.N, func(t *playbooks.Task) {
				t.Give(id, x.Now, t.Due)
				climb(x.World, &t.Clock)
			})
		})
		write(x, mates[i:i+1], world.ClassTask, text.T("plays.task.yours", "name", show.Called(x.World, x.Me.ID)), *book(x).Task(t.N), true)
		if was, works := x.Staff.People[t.Owner]; works && t.Owner != id {
			write(x, []world.Person{was}, world.ClassTask, text.T("plays.task.nomore", "name", show.Called(x.World, id)), t, false)
		}
	}
	x.Reply(mine(x))
}

// chaseTasks reminds of the tasks that are due: who has them, then their leads, as far
// as the ladder says.
func chaseTasks(x *acts.Turn) {
	for _, t := range book(x).Tasks {
		if !t.Struck(x.Now) {
			continue
		}
		has := method.TaskHolders(x.World, t)
		var who []world.Person
		change(x, func(b *world.Book) {
			b.Wait = 0
			b.Settle(t.N, func(t *playbooks.Task) { who = climbed(x.World, &t.Clock, t.Grid, has, nil) })
		})
		head := text.T("plays.task.soon")
		if t.Due <= x.Now.Unix() {
			head = text.T("plays.task.late")
		}
		for _, one := range who {
			asked := one.Role == world.Lead && one.Grid == t.Grid || slices.ContainsFunc(has, func(o world.Person) bool { return o.ID == one.ID })
			write(x, []world.Person{one}, world.ClassReminder, head, t, asked)
		}
	}
}

// tasks are what the person has of learning exchanges, and reads of it: theirs, those of
// their grid, and what the others took on in a conference of theirs.
func tasks(x *acts.Turn) (own, others []playbooks.Task) {
	if book(x) == nil {
		return nil, nil
	}
	for _, t := range book(x).Tasks {
		switch {
		case !t.Open():
		case method.HasTask(x.World, t) && x.Me.Role != world.Coordinator:
			own = append(own, t)
		case leads(x.World, t.Host):
			others = append(others, t)
		}
	}
	return own, others
}
