package room

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/cases"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// direct carries out a stage direction.
func (p *player) direct(words string) error {
	who := p.script.People()[0]
	e := p.from(who)
	if session, ok := strings.CutPrefix(words, "session "); ok {
		p.People[e.From.ID] = Freeze(p.T, world.Person{ID: e.From.ID, Name: who, Lang: text.Match(e.Language)})
		p.Sessions[e.From.ID] = Freeze(p.T, Thaw[talk.Session](p.T, []byte(session)))
		return nil
	}
	if m := later.FindStringSubmatch(words); m != nil {
		n, _ := strconv.Atoi(m[1])
		pass := p.Pass
		if m[3] == "pass" {
			pass = p.Live
		}
		pass(time.Duration(n) * map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}[m[2]])
		return nil
	}
	if m := moves.FindStringSubmatch(words); m != nil {
		lat, _ := strconv.ParseFloat(m[1], 64)
		lon, _ := strconv.ParseFloat(m[2], 64)
		e.Edited, e.Moving, e.Point = true, true, &grids.Point{Lat: lat, Lon: lon}
		p.do(e)
		return nil
	}
	if m := other.FindStringSubmatch(words); m != nil {
		n, _ := strconv.Atoi(m[1])
		p.Number = n
		c := cases.Start(cases.Case{Number: n, Category: "lamp", Grid: "yanchang", What: "路灯不亮",
			Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: 99, Name: "别人"}},
			p.Now, cases.Deadline(func(_ cases.Case, _ cases.ClockName, from time.Time) time.Time { return from.Add(30 * time.Minute) }))
		p.Cases[n] = Freeze(p.T, c)
		return nil
	}
	if m := many.FindStringSubmatch(words); m != nil {
		p.tellMany(m)
		return nil
	}
	if m := offers.FindStringSubmatch(words); m != nil {
		return p.offer(m[1])
	}
	if m := stood.FindStringSubmatch(words); m != nil {
		p.putPlay(m[1], m[2])
		return nil
	}
	if m := spot.FindStringSubmatch(words); m != nil {
		return p.standOn(m[1], m[2], m[3])
	}
	if m := works.FindStringSubmatch(words); m != nil {
		grids := strings.Split(m[3], ",")
		p.hire(m[1], world.Person{Role: world.Role(m[2]), Grid: grids[0], Grids: grids[1:], Duty: true})
		return nil
	}
	if m := serves.FindStringSubmatch(words); m != nil {
		p.hire(m[1], officerOf(m[3], m[4], m[2] == "head"))
		return nil
	}
	if m := stands.FindStringSubmatch(words); m != nil {
		n, _ := strconv.Atoi(m[1])
		return p.stand(n, m[2], cases.Status(m[3]))
	}
	if m := loses.FindStringSubmatch(words); m != nil {
		n, _ := strconv.Atoi(m[1])
		p.loseGrid(n)
		return nil
	}
	switch words {
	case "the night comes":
		p.night()
		p.Night()
		return nil
	case "the morning comes":
		p.morning()
		return nil
	case "what is confided can be sealed":
		p.Seals = true
		return nil
	case "the same press comes again":
		p.last.ID += "again"
		p.do(p.last)
		return nil
	case "another picture of the album arrives":
		e.Files, e.Album = p.file("photo"), strconv.Itoa(p.albums)
		p.do(e)
		return nil
	}
	return fmt.Errorf("nobody knows how to do %q", words)
}

// standOn lets a worker have come to the place of a case of a category.
func (p *player) standOn(name, number, category string) error {
	n, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	p.Number = n
	due := cases.Deadline(func(_ cases.Case, _ cases.ClockName, from time.Time) time.Time { return from.Add(72 * time.Hour) })
	c := cases.Start(cases.Case{Number: n, Category: category, Grid: "yanchang", What: "客厅改成厨房",
		Place: cases.Place{Name: text.Said("崧涵庭")}, By: cases.Reporter{ID: 99, Name: "别人"}}, p.Now, due)
	by := cases.Person{ID: p.id(name), Grid: "yanchang", Worker: true}
	for _, a := range []cases.Act{{Do: cases.Claim}, {Do: cases.Arrive, Files: []cases.File{{Kind: "photo", ID: "site", Phase: cases.PhaseSite}}}} {
		a.By, a.At = by, p.Now
		if c, _, err = c.Apply(a, due); err != nil {
			return err
		}
	}
	p.Cases[n] = Freeze(p.T, c)
	return nil
}
