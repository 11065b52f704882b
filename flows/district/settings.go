package district

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/alarm"
	"gridbot/flows/calendar"
	"gridbot/flows/text"
)

// settings is what district.yaml and calendar.yaml say that others need.
type settings struct {
	gcj02      bool
	office     []calendar.Hours
	officeLine int
	officeRead bool // all of it could be read
	days       calendar.Days
	abroad     bool
}

var phoneForm = regexp.MustCompile(`^\+?[0-9][0-9 -]{1,18}$`)

// readSettings reads district.yaml.
func (d *District) readSettings(p page, b []byte) (s settings) {
	doc := p.document(b)
	if doc == nil {
		return s
	}
	e := p.entry(doc, "the file")
	d.ID = p.id(e.need("id"), map[string]int{})
	d.Names = p.names(e.need("name"), "the name of the district", longestName)
	d.Zone = p.zone(e.need("zone"))
	s.abroad = p.abroad(e.get("country"), d.Zone)
	d.Langs = p.langs(e.need("languages"))
	s.gcj02 = p.oneOf(e.need("coordinates"), "coordinates", "wgs84", "gcj02") == "gcj02"
	if office := e.need("office"); office != nil {
		s.officeLine, s.officeRead = office.Line, office.Kind == yaml.SequenceNode
		for _, n := range p.list(office, "office") {
			s.office = append(s.office, p.hours(n, "office hours"))
			s.officeRead = s.officeRead && s.office[len(s.office)-1] != (calendar.Hours{})
		}
	}
	if n := e.get("quiet"); n != nil {
		h := p.hours(n, "quiet hours")
		d.Quiet = calendar.Quiet{From: h.From, To: h.To, Zone: d.Zone}
	}
	d.Emergency = p.numbers(e.need("emergency"))
	d.Clocks = p.clocks(e.need("clocks"), true)
	d.DangerClocks = p.clocks(e.get("danger_clocks"), false)
	d.ladder = p.ladderOf(e.get("ladder"), "ladder", usualLadder)
	d.dangerLadder = p.ladderOf(e.get("danger_ladder"), "danger_ladder", dangerLadder)
	d.Reminders = p.reminders(e.get("reminders"))
	d.Digest = p.moments(e.get("digest"), "the digest", "0 9 * * 1")
	d.Baseline = p.baseline(e.get("baseline"))
	d.Passes, d.FromStart = p.passes(e.get("passes")), p.fromStart(e.get("corrected"), false)
	d.Raise = p.raise(e.get("raise"), 0)
	d.Retention = p.retention(e.get("retention"), 180)
	d.Conference = p.regular(e.get("conference"))
	d.legs = p.legClocks(e.get("legs"), "legs", usualLegs)
	d.dangerLegs = p.legClocks(e.get("danger_legs"), "danger_legs", dangerLegs)
	d.legLadder = p.legRungs(e.get("leg_ladder"))
	d.Duty = p.duty(e.get("duty"))
	d.far = p.metres(e.get("far"), "far", usualFar)
	e.done()
	return s
}

var cronForm = regexp.MustCompile(`^[0-9*,/-]+ [0-9*,/-]+ [0-9*,/-]+ [0-9*,/-]+ [0-9*,/-]+$`)

// moments is when something comes, in the five fields of cron.
func (p page) moments(n *yaml.Node, what, usual string) string {
	if n == nil {
		return usual
	}
	line := strings.Join(strings.Fields(p.word(n, what)), " ")
	if !cronForm.MatchString(line) {
		p.fault(n.Line, "%s comes at %q; write minute, hour, day, month and weekday such as \"0 9 * * 1\"", what, clip(line))
		return usual
	}
	return line
}

func (p page) zone(n *yaml.Node) *time.Location {
	name := p.word(n, "the zone")
	if name == "" {
		return nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		p.fault(n.Line, "there is no time zone %q; write one such as Asia/Shanghai", clip(name))
		return nil
	}
	return zone
}

var countryForm = regexp.MustCompile(`^[a-z]{2}$`)

// abroad reads in which country the district is: outside mainland China, whose
// holidays are built in, or not. Where nothing is said its zone says it.
func (p page) abroad(n *yaml.Node, zone *time.Location) bool {
	if n == nil {
		return !calendar.InChina(zone)
	}
	country := strings.ToLower(p.word(n, "the country"))
	if country != "" && !countryForm.MatchString(country) {
		p.fault(n.Line, "there is no country %q; write its two letters, such as cn", clip(country))
	}
	return country != "cn"
}

func (p page) langs(n *yaml.Node) []text.Lang {
	var langs []text.Lang
	for _, item := range p.list(n, "languages") {
		l := text.Lang(p.word(item, "a language"))
		switch {
		case l == "":
		case !slices.Contains(text.Langs, l):
			p.fault(item.Line, "there are no words in %q; the languages are zh-CN and en", clip(string(l)))
		case slices.Contains(langs, l):
			p.fault(item.Line, "%q stands here twice", l)
		default:
			langs = append(langs, l)
		}
	}
	if n != nil && n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		p.fault(n.Line, "languages is empty; write [zh-CN, en]")
	}
	return langs
}

// oneOf is a word out of several; the first, with a fault, for any other.
func (p page) oneOf(n *yaml.Node, what string, words ...string) string {
	s := p.word(n, what)
	if s != "" && !slices.Contains(words, s) {
		p.fault(n.Line, "%s is %q, but may be %s only%s", what, clip(s), strings.Join(words, " or "), didYouMean(s, words))
	}
	if slices.Contains(words, s) {
		return s
	}
	return words[0]
}

func (p page) hours(n *yaml.Node, what string) calendar.Hours {
	s := p.word(n, what)
	if s == "" {
		return calendar.Hours{}
	}
	h, err := calendar.ParseHours(s)
	if err != nil {
		p.fault(n.Line, "%s: %s", what, err)
	}
	return h
}

func (p page) numbers(n *yaml.Node) []Number {
	var numbers []Number
	for _, item := range p.list(n, "emergency") {
		e := p.entry(item, "an emergency number")
		phone := e.need("phone")
		number := Number{p.word(phone, "the phone"), p.names(e.need("name"), "the name of the number", longestName), p.kinds(e.get("for"))}
		if number.Phone != "" && !phoneForm.MatchString(number.Phone) {
			p.fault(phone.Line, "%q cannot be dialled; write digits, spaces and \"-\"", clip(number.Phone))
		}
		if slices.ContainsFunc(numbers, func(o Number) bool { return o.Phone == number.Phone }) {
			p.fault(item.Line, "the phone %q stands here twice", clip(number.Phone))
		}
		e.done()
		numbers = append(numbers, number)
	}
	if n != nil && n.Kind == yaml.SequenceNode && len(numbers) == 0 {
		p.fault(n.Line, "emergency is empty; people in danger need at least one number")
	}
	return numbers
}

// kinds is kinds of danger; a nil n has none.
func (p page) kinds(n *yaml.Node) []string {
	kinds := p.words(n, "for")
	for _, k := range kinds {
		if !slices.Contains(alarm.Kinds, k) {
			p.fault(n.Line, "there is no kind of danger %q; the kinds are %s%s", clip(k), strings.Join(alarm.Kinds, ", "), didYouMean(k, alarm.Kinds))
		}
	}
	return kinds
}

// readDays reads calendar.yaml: days off and days worked, single ("2027-01-01")
// or in a row ("2027-02-05..2027-02-11"), and the years of which that is all.
func readDays(p page, b []byte) calendar.Days {
	doc := p.document(b)
	if doc == nil {
		return calendar.Days{}
	}
	days := map[calendar.Date]bool{}
	lines := map[calendar.Date]int{}
	e := p.entry(doc, "the file")
	for _, list := range []struct {
		key    string
		worked bool
	}{{"off", false}, {"worked", true}} {
		for _, n := range p.list(e.get(list.key), list.key) {
			for _, day := range p.days(n) {
				if first, twice := lines[day]; twice {
					p.fault(n.Line, "%s stands in line %d already", day, first)
					continue
				}
				days[day], lines[day] = list.worked, n.Line
			}
		}
	}
	var complete []int
	for _, n := range p.list(e.get("complete"), "complete") {
		year, err := strconv.Atoi(p.word(n, "a year"))
		if err != nil || year < 2000 || year > 2100 {
			p.fault(n.Line, "complete names years, such as [2027]")
			continue
		}
		complete = append(complete, year)
	}
	e.done()
	return calendar.Days{Own: days, Complete: complete}
}

func (p page) days(n *yaml.Node) []calendar.Date {
	s := p.word(n, "a day")
	if s == "" {
		return nil
	}
	days, err := calendar.ParseDays(s)
	if err != nil {
		p.fault(n.Line, "%s", err)
	}
	return days
}

// makeCalendar puts zone, office hours and days together.
func (d *District) makeCalendar(p page, s settings) {
	if d.Zone == nil || !s.officeRead {
		return // told already
	}
	s.days.Abroad = s.abroad
	c, err := calendar.New(d.Zone, s.office, s.days)
	if err != nil {
		p.fault(s.officeLine, "%s", err)
		return
	}
	d.Calendar = c
}
