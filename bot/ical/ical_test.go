package ical_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"gridbot/bot/ical"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// lines are those of a file, unfolded.
func lines(t *testing.T, b []byte) []string {
	t.Helper()
	for l := range strings.SplitSeq(string(b), "\r\n") {
		if len(l) > 75 {
			t.Errorf("a line of %d bytes: %s", len(l), l)
		}
	}
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(string(b), "\r\n ", "")), "\r\n")
}

func TestADateIsWrittenAsCalendarsReadIt(t *testing.T) {
	at := time.Date(2026, 11, 30, 14, 0, 0, 0, zone(t, "Asia/Shanghai"))
	d := ical.Date{UID: "conference-yanchang-4@daning.gridbot", Seq: 1, Title: "延长暖心联席会议", Lasts: time.Hour, From: at,
		Words: "1. 崧涵庭；灶台, 煤气\n2. " + strings.Repeat("油水分离池很长的一段话", 20) + ` \ ;`, Place: "居委会"}
	b, err := ical.Write([]ical.Date{d}, false, at.Add(-48*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	got := lines(t, b)
	for _, want := range []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH", "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800",
		"UID:conference-yanchang-4@daning.gridbot", "SEQUENCE:1", "DTSTAMP:20261128T060000Z", "DTSTART;TZID=Asia/Shanghai:20261130T140000", "DTEND;TZID=Asia/Shanghai:20261130T150000",
		"SUMMARY:延长暖心联席会议", "LOCATION:居委会", "STATUS:CONFIRMED",
		`DESCRIPTION:1. 崧涵庭；灶台\, 煤气\n2. ` + strings.Repeat("油水分离池很长的一段话", 20) + ` \\ \;`,
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not in it:\n%s", want, strings.Join(got, "\n"))
		}
	}
	if n := strings.Count(string(b), "BEGIN:VTIMEZONE"); n != 1 || strings.Contains(string(b), "DAYLIGHT") {
		t.Errorf("%d zones: %s", n, b)
	}
	read, err := ics.ParseCalendar(bytes.NewReader(b))
	if err != nil || len(read.Events()) != 1 || read.Events()[0].Id() != d.UID {
		t.Errorf("it cannot be read again: %v", err)
	}
}

// What is called off is taken out of the calendar under the same UID, by a higher number.
func TestWhatIsCalledOffIsTakenOut(t *testing.T) {
	at := time.Date(2026, 11, 30, 14, 0, 0, 0, zone(t, "Asia/Shanghai"))
	b, err := ical.Write([]ical.Date{{UID: "a@b", Seq: 3, Title: "x", From: at, Lasts: time.Hour}}, true, at)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:3", "UID:a@b"} {
		if !slices.Contains(lines(t, b), want) {
			t.Errorf("%s is not in it:\n%s", want, b)
		}
	}
}

// Where the clocks are set, the rule of the day is written, with the night it began; two
// dates on both sides of it have one zone with two rules.
func TestTheClocksAreSet(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	date := func(month time.Month, day int) ical.Date {
		return ical.Date{UID: month.String(), Title: "x", From: time.Date(2026, month, day, 10, 0, 0, 0, berlin), Lasts: time.Hour}
	}
	b, err := ical.Write([]ical.Date{date(time.October, 20), date(time.October, 27)}, false, time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(lines(t, b), "\n")
	for _, want := range []string{"BEGIN:DAYLIGHT\nDTSTART:20260329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nEND:DAYLIGHT", "BEGIN:STANDARD\nDTSTART:20261025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in it:\n%s", want, got)
		}
	}
	if strings.Count(got, "BEGIN:VTIMEZONE") != 1 {
		t.Error(got)
	}
	if _, err := ical.Write(nil, false, time.Unix(0, 0)); err == nil {
		t.Error("a file of no dates")
	}
}
