package bot

import (
	"context"
	"maps"

	"gridbot/flows/world"
)

// leave remembers who left the staff, so that an overtaken change does not
// bring them back. The caller holds mu.
func (d *desk) leave(id int64, rev int) {
	if d.left == nil {
		d.left = map[int64]int{}
	}
	d.left[id] = rev
}

// readStaff reads the staff anew.
func (d *desk) readStaff(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	staff, err := d.records.Staff(ctx)
	if err != nil { // not tried again here: what mends it tells the staff as they are
		return err
	}
	for id, p := range d.staff.Load().People {
		if _, stays := staff.People[id]; !stays {
			d.leave(id, p.Rev+1)
		}
	}
	d.staff.Store(&staff)
	d.menus.staff(staff)
	return nil
}

// forgot lets go of somebody who wanted to be forgotten, also where they had left the
// staff.
func (d *desk) forgot(ctx context.Context, ch world.Change) error {
	if ch.Forget == nil {
		return nil
	}
	d.memory.forget(ch.Forget.ID)
	if _, left := d.staff.Load().Left[ch.Forget.ID]; left {
		return d.readStaff(ctx)
	}
	return nil
}

// keepStaff makes what was committed about staff and groups known to the next
// events. A change that was overtaken by a newer one is left out.
func (d *desk) keepStaff(ch world.Change) {
	if len(ch.People) == 0 && ch.Group == nil && len(ch.Unbind) == 0 && ch.Rota == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	was := d.staff.Load()
	if !ch.TouchesStaff(*was) {
		return
	}
	staff := world.Staff{People: maps.Clone(was.People), Left: maps.Clone(was.Left), Groups: maps.Clone(was.Groups), Rota: was.Rota}
	if staff.Left == nil {
		staff.Left = map[int64]world.Person{}
	}
	for _, p := range ch.People {
		p.Rev++
		if p.Rev <= max(staff.People[p.ID].Rev, d.left[p.ID]) {
			continue
		}
		if p.Role == world.Resident {
			delete(staff.People, p.ID)
			d.leave(p.ID, p.Rev)
			if p.Left != 0 {
				staff.Left[p.ID] = p
			}
		} else {
			staff.People[p.ID] = p
			delete(staff.Left, p.ID)
		}
	}
	for _, key := range ch.Unbind {
		delete(staff.Groups, key)
	}
	if ch.Group != nil {
		staff.Groups[ch.Group.Key()] = *ch.Group
	}
	if ch.Rota != nil && ch.Rota.Rev >= staff.Rota.Rev { // else it was overtaken
		staff.Rota = *ch.Rota
		staff.Rota.Rev++
	}
	d.staff.Store(&staff)
}
