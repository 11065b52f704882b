package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gridbot/bot/sandbox"
	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
	"gridbot/store"
)

// The people of this measurement: two leads to a grid, a work group to a grid,
// and ten officers to an agency.
const (
	firstLead    = 6_100_000
	firstOfficer = 6_200_000
	perAgency    = 10
	firstGroup   = -6_300_000
	theWorker    = 6_400_000
)

var (
	jointGrids    = []string{"yanchang", "lingshi", "pingguang", "jiangchang"}
	jointAgencies = []string{"centre", "enforcement", "police", "traffic", "fire", "market", "gas", "water"}
)

// joined puts so many joint cases into Redis, each with a leg for every agency,
// all of them called and nobody on the way yet.
func joined(redis string, n int) error {
	ctx := context.Background()
	st, err := owned(ctx, redis, "daning")
	if err != nil {
		return err
	}
	defer st.Close()
	var staff world.Change
	for i := range 2 * len(jointGrids) {
		staff.People = append(staff.People, world.Person{ID: int64(firstLead + i), Name: "L" + strconv.Itoa(i), Lang: text.Chinese, Role: world.Lead, Grid: jointGrids[i%4]})
	}
	for i := range perAgency * len(jointAgencies) {
		staff.People = append(staff.People, world.Person{ID: int64(firstOfficer + i), Name: "O" + strconv.Itoa(i), Lang: text.Chinese, Role: world.Officer,
			Agency: jointAgencies[i/perAgency], Duty: true})
	}
	if _, err := st.Commit(ctx, world.Op{}, 0, staff); err != nil {
		return err
	}
	later := cases.Deadline(func(_ cases.Case, _ cases.ClockName, from time.Time) time.Time { return from.Add(72 * time.Hour) })
	for from := 0; from < n; from += 50 {
		var ch world.Change
		for i := from; i < min(from+50, n); i++ {
			c := ordinary(i)
			c.Cards = nil
			c, err := jointCase(cases.Start(c, time.Now(), later), later)
			if err != nil {
				return err
			}
			ch.Cases = append(ch.Cases, world.Moved{After: c})
		}
		if _, err := st.Commit(ctx, world.Op{}, 0, ch); err != nil {
			return err
		}
	}
	return st.DropLease(ctx)
}

// jointCase is a case in which every agency was called in.
func jointCase(c cases.Case, times cases.Times) (cases.Case, error) {
	worker, lead := cases.Person{ID: theWorker, Grid: c.Grid, Worker: true}, cases.Person{ID: firstLead, Grid: c.Grid, Lead: true}
	w := &cases.Whistling{Meet: time.Now().Unix()}
	for _, a := range jointAgencies {
		w.Calls = append(w.Calls, cases.Call{Agency: a, Ask: text.Said("到现场一起处置")})
	}
	for _, a := range []cases.Act{{Do: cases.Claim, By: worker}, {Do: cases.Arrive, By: worker}, {Do: cases.Whistle, By: lead, Whistle: w}} {
		a.At = time.Now()
		next, _, err := c.Apply(a, times)
		if err != nil {
			return c, err
		}
		c = next
	}
	return c, nil
}

// together lets every leg of every case move within a while, and tells whether
// the boards kept to Telegram's limits: how many messages they took, and when
// all of them showed how things stand.
func together(redis string, box *sandbox.Server, n int, within time.Duration) error {
	ctx := context.Background()
	st, err := store.Open(ctx, "redis://"+redis, "daning")
	if err != nil {
		return err
	}
	defer st.Close()
	for i := range 2 * len(jointGrids) {
		if err := arrives(box, int64(firstLead+i)); err != nil {
			return err
		}
	}
	for i := range perAgency * len(jointAgencies) {
		if err := arrives(box, int64(firstOfficer+i)); err != nil {
			return err
		}
	}
	for i, grid := range jointGrids {
		box.AddGroup(sandbox.Group{ID: int64(firstGroup - i), Title: grid, Members: []int64{int64(firstLead + i)}})
		if _, err := box.StartGroup(int64(firstLead+i), int64(firstGroup-i), "b"+grid); err != nil {
			return err
		}
	}
	if err := untilIdle(ctx, st, time.Minute); err != nil {
		return err
	}
	from := box.Stats()
	began := time.Now()
	moves := n * len(jointAgencies)
	for i := range moves {
		time.Sleep(time.Until(began.Add(within * time.Duration(i) / time.Duration(moves))))
		number, agency := i%n, i/n
		who := int64(firstOfficer + agency*perAgency + number%perAgency)
		if _, err := box.Tap(who, who, box.Messages(who)[len(box.Messages(who))-1].MessageID, fmt.Sprintf("c|%d|reportin|15", 1001+number)); err != nil {
			return err
		}
	}
	moved := time.Since(began)
	if err := untilIdle(ctx, st, 20*time.Minute); err != nil {
		return err
	}
	to, took := box.Stats(), time.Since(began)
	holders, wrong := 0, 0
	for i := range 2 * len(jointGrids) {
		holders, wrong = count(box, int64(firstLead+i), n, i%4, holders, wrong)
	}
	for i := range jointGrids {
		holders, wrong = count(box, int64(firstGroup-i), n, i, holders, wrong)
	}
	fmt.Printf("%d joint cases with %d legs each: %d moves in %s; %d boards in %d chats were up to date %s after the beginning, %d messages sent and %d edited for %d changes of a board, %d boards missing, doubled or behind; %d times 429\n",
		n, len(jointAgencies), moves, moved.Round(time.Second), holders, 3*len(jointGrids), took.Round(time.Second),
		to.Methods["sendmessage"]-from.Methods["sendmessage"], to.Methods["editmessagetext"]-from.Methods["editmessagetext"], 3*moves, wrong, to.Codes[429])
	return nil
}

// arrives lets somebody say their first word.
func arrives(box *sandbox.Server, id int64) error {
	box.AddPerson(sandbox.Person{ID: id, First: "N", Lang: "zh-hans"})
	_, err := box.Start(id, "")
	return err
}

// untilIdle waits until the bot has nothing left to handle or to send.
func untilIdle(ctx context.Context, st *store.Store, most time.Duration) error {
	for end := time.Now().Add(most); ; {
		time.Sleep(300 * time.Millisecond)
		in, out, err := st.Waiting(ctx)
		if err != nil {
			return err
		}
		if in == 0 && out == 0 {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("%d updates and %d letters are left after %s", in, out, most)
		}
	}
}

// count counts the boards of a chat: one for each case of the grid, with every
// agency on its way.
func count(box *sandbox.Server, chat int64, n, grid, holders, wrong int) (int, int) {
	shown := map[string]int{}
	for _, m := range box.Messages(chat) {
		lines := strings.Split(m.Text, "\n")
		if !m.Out || len(lines) < 2 || !strings.HasPrefix(lines[0], "📣 联勤") {
			continue
		}
		number, _, _ := strings.Cut(lines[1], " ")
		shown[number]++
		holders++
		if strings.Count(m.Text, "已报到") != len(jointAgencies) {
			wrong++
		}
	}
	for i := range n {
		if i%len(jointGrids) == grid && shown["#"+strconv.Itoa(1001+i)] != 1 {
			wrong++
		}
	}
	return holders, wrong
}
