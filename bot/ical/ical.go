// Package ical writes dates as the calendar on somebody's phone reads them (RFC 5545).
// It knows neither what a date is about nor who is asked to come.
package ical

import (
	"bytes"
	"fmt"
	"strconv"
	"time"

	ics "github.com/arran4/golang-ical"
)

// A Date is one date. One that is sent again under its UID takes the place of what was
// sent before, where Seq is higher.
type Date struct {
	UID   string
	Seq   int
	Title string
	Words string // what it is about
	Place string
	From  time.Time // in the zone where it is kept
	Lasts time.Duration
}

// product says who wrote a file.
const product = "-//gridbot//dates//ZH"

// Write is a file of dates, all in one zone. Off takes them out of the calendar again.
func Write(dates []Date, off bool, written time.Time) ([]byte, error) {
	c := ics.NewCalendar()
	c.SetProductId(product)
	c.SetMethod(ics.MethodPublish)
	if off {
		c.SetMethod(ics.MethodCancel)
	}
	zone := time.UTC
	if len(dates) > 0 {
		zone = dates[0].From.Location()
	}
	if err := addZone(c, zone, dates); err != nil {
		return nil, err
	}
	for _, d := range dates {
		e := c.AddEvent(d.UID)
		e.SetDtStampTime(written.UTC())
		e.SetProperty(ics.ComponentPropertySequence, strconv.Itoa(d.Seq))
		e.SetProperty(ics.ComponentPropertyDtStart, d.From.In(zone).Format(local), in(zone))
		e.SetProperty(ics.ComponentPropertyDtEnd, d.From.Add(d.Lasts).In(zone).Format(local), in(zone))
		e.SetSummary(d.Title)
		if d.Words != "" {
			e.SetDescription(d.Words)
		}
		if d.Place != "" {
			e.SetLocation(d.Place)
		}
		e.SetStatus(ics.ObjectStatusConfirmed)
		if off {
			e.SetStatus(ics.ObjectStatusCancelled)
		}
	}
	var b bytes.Buffer
	if err := c.SerializeTo(&b, ics.WithNewLineWindows); err != nil {
		return nil, fmt.Errorf("write dates: %w", err)
	}
	return b.Bytes(), nil
}

// local is how a moment of a zone is written.
const local = "20060102T150405"

func in(zone *time.Location) ics.PropertyParameter {
	return &ics.KeyValues{Key: string(ics.ParameterTzid), Value: []string{zone.String()}}
}

// longAgo is how long a zone must have kept its hours to be written as if it always had.
const longAgo = 365 * 24 * time.Hour

// addZone says what the hours of the zone are at these dates: one rule, or, around the
// night in which the clocks are set, the one before and the one after.
func addZone(c *ics.Calendar, zone *time.Location, dates []Date) error {
	written := map[string]bool{}
	z := c.AddTimezone(zone.String())
	for _, d := range dates {
		for _, at := range []time.Time{d.From.In(zone), d.From.Add(d.Lasts).In(zone)} {
			_, offset := at.Zone()
			before, begins := offset, "19700101T000000"
			if start, _ := at.ZoneBounds(); !start.IsZero() && at.Sub(start) < longAgo {
				_, before = start.Add(-time.Second).Zone()
				begins = start.In(time.FixedZone("", before)).Format(local)
			}
			if written[begins] {
				continue
			}
			written[begins] = true
			addRule(z, at, begins, before, offset)
		}
	}
	if len(written) == 0 {
		return fmt.Errorf("write dates: there are none")
	}
	return nil
}

// addRule is what the clocks show from a moment on.
func addRule(z *ics.VTimezone, at time.Time, begins string, before, offset int) {
	name, _ := at.Zone()
	set := func(r interface {
		SetProperty(ics.ComponentProperty, string, ...ics.PropertyParameter)
	}) {
		r.SetProperty(ics.ComponentPropertyDtStart, begins)
		r.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), hours(before))
		r.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), hours(offset))
		r.SetProperty(ics.ComponentProperty(ics.PropertyTzname), name)
	}
	if at.IsDST() {
		d := &ics.Daylight{}
		set(d)
		z.Components = append(z.Components, d)
		return
	}
	s := z.AddStandard()
	set(s)
}

// hours writes an offset: +0800.
func hours(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	return fmt.Sprintf("%s%02d%02d", sign, seconds/3600, seconds/60%60)
}
