package grids

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"gridbot/flows/text"
)

// longestPinName is how much of the name in a link is kept, in runes.
const longestPinName = 60

// A source is a map that people copy links from.
type source struct {
	hosts []string // the host, or the end of it behind a dot
	path  string   // how its paths begin, where the host has other things too
	datum func(Point, url.Values) Point
	rules []rule // the first that finds something counts
	names []string
}

// A rule is where a link has its point. Its expression matches a parameter, or
// the whole link where the parameter is "".
type rule struct {
	parameter string
	form      *regexp.Regexp // groups: two numbers, and a name where there is one
	lonFirst  bool
}

const (
	decimal = `([+-]?\d{1,3}(?:\.\d+)?)`
	comma   = `\s*,\s*`
)

var (
	twoNumbers    = regexp.MustCompile(`^\s*(?:loc:|latlng:|point:)?` + decimal + comma + decimal + `(?:,([^,]+))?`)
	afterPOI      = regexp.MustCompile(`^[^,]*,` + decimal + comma + decimal + `(?:,([^,]+))?`)
	coordOf       = regexp.MustCompile(`coord:` + decimal + comma + decimal + `(?:.*?title:([^;|]+))?`)
	googleData    = regexp.MustCompile(`!3d` + decimal + `!4d` + decimal)
	googleView    = regexp.MustCompile(`/@` + decimal + `,` + decimal + `(?:,|$|/)`)
	googleSearch  = regexp.MustCompile(`/maps/(?:search|place)/` + decimal + `,\+?` + decimal)
	googlePlace   = regexp.MustCompile(`/maps/place/([^/@]+)`)
	streetMap     = regexp.MustCompile(`#map=[\d.]+/` + decimal + `/` + decimal)
	startsDecimal = regexp.MustCompile(`^\s*[+-]?\d`)
)

// sources are the maps whose links are known. Those of China are shifted; those
// of others are taken for what they say.
var sources = []source{
	{hosts: []string{"amap.com", "gaode.com"}, datum: shifted, names: []string{"name", "poiname", "dname"}, rules: []rule{
		{"position", twoNumbers, true}, {"p", afterPOI, false}, {"q", twoNumbers, false}, {"to", twoNumbers, true},
		{"dest", twoNumbers, true}, {"lnglat", twoNumbers, true}, {"center", twoNumbers, true},
	}},
	{hosts: []string{"map.qq.com"}, datum: shifted, names: []string{"title", "name", "tocoordname", "to"}, rules: []rule{
		{"marker", coordOf, false}, {"coord", twoNumbers, false}, {"tocoord", twoNumbers, false}, {"center", twoNumbers, false},
	}},
	{hosts: []string{"map.baidu.com"}, datum: ofBaidu, names: []string{"title", "name", "content"}, rules: []rule{
		{"location", twoNumbers, false}, {"latlng", twoNumbers, false}, {"destination", twoNumbers, false}, {"center", twoNumbers, false},
	}},
	{hosts: []string{"google.cn"}, path: "/maps", datum: shifted, rules: google},
	{hosts: []string{"maps.google.com", "maps.google.cn", "maps.app.goo.gl"}, rules: google},
	{hosts: []string{"google.com", "google.com.hk", "google.de", "google.co.uk", "google.co.jp", "google.com.tw", "google.fr"}, path: "/maps", rules: google},
	{hosts: []string{"goo.gl"}, path: "/maps"},
	{hosts: []string{"maps.apple.com", "maps.apple"}, names: []string{"q", "name"}, rules: []rule{
		{"ll", twoNumbers, false}, {"coordinate", twoNumbers, false}, {"q", twoNumbers, false}, {"daddr", twoNumbers, false}, {"sll", twoNumbers, false},
	}},
	{hosts: []string{"openstreetmap.org", "osm.org"}, rules: []rule{{"mlat,mlon", twoNumbers, false}, {"", streetMap, false}}},
}

var google = []rule{
	{"", googleData, false}, {"", googleSearch, false}, {"q", twoNumbers, false}, {"query", twoNumbers, false},
	{"ll", twoNumbers, false}, {"destination", twoNumbers, false}, {"daddr", twoNumbers, false}, {"", googleView, false}, {"center", twoNumbers, false},
}

// shifted is the WGS-84 point of a map in GCJ-02, unless the link says that it
// is one already.
func shifted(p Point, asked url.Values) Point {
	if asked.Get("coordinate") == "wgs84" {
		return p
	}
	return FromGCJ02(p)
}

// ofBaidu is the WGS-84 point of a map in BD-09, or in what the link says.
func ofBaidu(p Point, asked url.Values) Point {
	switch kind := strings.ToLower(asked.Get("coord_type")); {
	case strings.HasPrefix(kind, "wgs84"):
		return p
	case strings.HasPrefix(kind, "gcj02"):
		return FromGCJ02(p)
	}
	return FromGCJ02(fromBD09(p))
}

// followed is what a link says of a point; false for a link to anything else.
func followed(link string) (Pin, bool) {
	link = strings.TrimRight(link, ".,;:!?'’)]}")
	if rest, geo := cutFold(link, "geo:"); geo {
		return geoURI(rest)
	}
	if !strings.Contains(link, "://") {
		link = "https://" + link
	}
	u, err := url.Parse(link)
	if err != nil {
		return Pin{}, false
	}
	u.RawQuery = strings.ReplaceAll(u.RawQuery, ";", "%3B") // Tencent's stand for themselves
	for _, s := range sources {
		if s.has(u) {
			return s.read(u, link), true
		}
	}
	return Pin{}, false
}

func (s source) has(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	for _, h := range s.hosts {
		if (host == h || strings.HasSuffix(host, "."+h)) && strings.HasPrefix(u.Path, s.path) {
			return true
		}
	}
	return false
}

// read is the point of a link to this map, closed where it has none.
func (s source) read(u *url.URL, link string) Pin {
	asked := u.Query()
	for _, r := range s.rules {
		in := link
		if r.parameter != "" {
			var values []string
			for name := range strings.SplitSeq(r.parameter, ",") {
				values = append(values, asked[name]...)
			}
			in = strings.Join(values, ",")
		}
		m := r.form.FindStringSubmatch(in)
		if m == nil {
			continue
		}
		at, ok := pointOf(m[1], m[2], r.lonFirst)
		if !ok {
			continue
		}
		if s.datum != nil {
			at = s.datum(at, asked)
		}
		pin := Pin{Point: at}
		if len(m) > 3 {
			pin.Name = m[3]
		}
		pin.Name = text.CleanLine(s.nameOr(pin.Name, asked, u.EscapedPath()), longestPinName)
		return pin
	}
	return Pin{Closed: true}
}

// nameOr is the name beside the numbers, or else the one the link has elsewhere.
func (s source) nameOr(name string, asked url.Values, path string) string {
	for _, parameter := range s.names {
		if name == "" && !startsDecimal.MatchString(asked.Get(parameter)) {
			name = asked.Get(parameter)
		}
	}
	if m := googlePlace.FindStringSubmatch(path); name == "" && m != nil {
		if said, err := url.QueryUnescape(m[1]); err == nil && !startsDecimal.MatchString(said) {
			name = said
		}
	}
	return name
}

// geoURI is a point as RFC 5870 has it, and as Android adds to it:
// geo:31.27,121.44?q=31.27,121.44(name). The words "geo:" alone are no link.
func geoURI(rest string) (Pin, bool) {
	m := twoNumbers.FindStringSubmatch(rest)
	if m == nil {
		return Pin{}, false
	}
	at, ok := pointOf(m[1], m[2], false)
	if _, query, asked := strings.Cut(rest, "?q="); asked {
		at, ok = askedGeo(query, at, ok)
	}
	if !ok {
		return Pin{}, false
	}
	pin := Pin{Point: at}
	if _, name, named := strings.Cut(rest, "("); named {
		if said, err := url.QueryUnescape(strings.TrimSuffix(name, ")")); err == nil {
			pin.Name = text.CleanLine(said, longestPinName)
		}
	}
	return pin, true
}

// askedGeo is the point behind ?q=: before it, 0,0 stands for no point at all.
func askedGeo(query string, at Point, ok bool) (Point, bool) {
	if said, err := url.QueryUnescape(query); err == nil {
		if m := twoNumbers.FindStringSubmatch(said); m != nil {
			return pointOf(m[1], m[2], false)
		}
	}
	return at, ok && at != Point{}
}

// pointOf is two numbers of a link, where they are a point.
func pointOf(first, second string, lonFirst bool) (Point, bool) {
	a, err := strconv.ParseFloat(first, 64)
	b, err2 := strconv.ParseFloat(second, 64)
	at := Point{Lat: a, Lon: b}
	if lonFirst {
		at = Point{Lat: b, Lon: a}
	}
	return at, err == nil && err2 == nil && at.Valid()
}

// cutFold is s without what it begins with, in whatever case.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
