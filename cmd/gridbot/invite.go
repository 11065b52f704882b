package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"gridbot/bot"
	"gridbot/flows/district"
	"gridbot/flows/world"
	"gridbot/store"
)

// invite makes the first way in: staff join by one-time links.
type invite struct {
	Role   string `help:"coordinator, lead, worker or officer." enum:"coordinator,lead,worker,officer" required:""`
	Grid   string `help:"The grid of a lead or worker; of an officer the one they answer for, all when empty."`
	Agency string `help:"The agency of an officer, such as gas."`
	Head   bool   `help:"The officer is head of the agency."`
	folder
	telegram
	redisAddress
}

// Run prints the link.
func (i *invite) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	d, err := i.load(log)
	if err != nil {
		return err
	}
	if err := i.seat(d); err != nil {
		return err
	}
	st, err := store.Open(ctx, i.Redis, d.ID)
	if err != nil {
		return err
	}
	defer st.Close()
	b, err := bot.New(bot.Options{Token: i.Token, API: i.API, District: d, Log: log})
	if err != nil {
		return err
	}
	name, err := b.Ask(ctx)
	if err != nil {
		return err
	}
	in := newInvite(world.Role(i.Role), i.Grid, time.Now())
	in.Agency, in.Head = i.Agency, i.Head
	if err := st.PutInvite(ctx, in, time.Now()); err != nil {
		return err
	}
	fmt.Fprintln(out, world.InviteLink(name, in.Token))
	return nil
}

// seat holds the place among the staff against the district: where there is
// none, it says which there are.
func (i *invite) seat(d *district.District) error {
	_, grid := d.Map.Grid(i.Grid)
	_, agency := d.Agency(i.Agency)
	switch role := world.Role(i.Role); {
	case role == world.Officer && !agency:
		return fmt.Errorf("--agency %q: it must say of which agency the officer is: %s", i.Agency, agencyIDs(d.Agencies))
	case role == world.Officer && i.Grid != "" && !grid:
		return fmt.Errorf("--grid %q: there is none; leave it out for all, or choose of: %s", i.Grid, gridIDs(d.Map.All()))
	case role != world.Officer && (i.Agency != "" || i.Head):
		return fmt.Errorf("--agency and --head are for an officer, not for a %s", i.Role)
	case role == world.Coordinator:
		i.Grid = ""
	case role != world.Officer && !grid:
		return fmt.Errorf("--grid %q: it must say of which grid the %s is: %s", i.Grid, i.Role, gridIDs(d.Map.All()))
	}
	return nil
}

// newInvite is an invitation nobody can guess.
func newInvite(role world.Role, grid string, now time.Time) world.Invite {
	return world.Invite{
		Token: bot.Unguessable(), Role: role, Grid: grid,
		Expires: now.Add(world.InviteLasts).Unix(),
	}
}
