package grids

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Pin is a position that somebody copied from a map and pasted as words.
// Point is WGS-84, whatever the map has; Name is "" unless the link has one.
// Closed is a link to a map that says nothing by itself: where it leads is only
// told by the network, which is not asked. It has no point.
type Pin struct {
	Point  Point
	Name   string
	Closed bool
}

// Pasted is the position in words, the first if there are several: a pair of
// coordinates ("31.2760, 121.4430", "121.4430°E 31.2760°N", 31°16′33.6″N
// 121°26′34.8″E) or a link to a map. False where there is none. Coordinates
// without °, N or E need three decimals and lie in China, and which of them is
// the latitude is told by that; so prices and telephone numbers are none.
func Pasted(words string) (Pin, bool) {
	if utf8.RuneCountInString(words) > longestWords {
		words = string([]rune(words)[:longestWords])
	}
	closed := false
	for _, link := range isLink.FindAllString(words, -1) {
		pin, known := followed(link)
		if known && !pin.Closed {
			return pin, true
		}
		closed = closed || known
	}
	if at, found := pair(isLink.ReplaceAllString(words, " | ")); found {
		return Pin{Point: at}, true
	}
	return Pin{Closed: closed}, closed
}

// isLink is a link, with or without its scheme, up to a space or to the
// punctuation of the sentence around it.
var isLink = regexp.MustCompile(`(?i)(?:[a-z]+://|geo:|\b[a-z0-9-]+\.[a-z0-9.-]*[a-z]{2,}/)[^\s，。；！“”（）【】<>"]+`)

// number is one coordinate: in degrees, or in degrees, minutes and seconds.
const (
	number  = `([+-]?\d{1,3})(?:(\.\d+)\s*([°度]?)|\s*([°度])(?:\s*(\d{1,2}(?:\.\d+)?)\s*['′’分])?(?:\s*(\d{1,2}(?:\.\d+)?)\s*(?:["″”秒]|''))?)`
	before  = `(北纬|南纬|东经|西经|纬度|经度|latitude|longitude|lat|lng|lon|[nsew])[\s:：=]*`
	behind  = `\s*([nsew]?)`
	between = `[\s,，;；、/&]*`
)

var (
	isNamedPair = regexp.MustCompile(`(?i)` + before + number + between + before + number)
	isPair      = regexp.MustCompile(`(?i)` + number + behind + `(?:\s*[,，;；、/]\s*|\s+)` + number + behind)
)

// A coordinate is a number of a pair, and what tells which of the two it is.
type coordinate struct {
	degrees float64
	axis    byte // 'n' for a latitude, 'e' for a longitude, 0 where nothing tells
	surely  bool // it is marked as degrees, or as exact as nothing else is
}

// pair is the coordinates that stand in words.
func pair(words string) (Point, bool) {
	for _, m := range isNamedPair.FindAllStringSubmatchIndex(words, -1) {
		part := parts(words, m)
		if at, ok := point(read(part[2:8], part[1]), read(part[9:15], part[8])); ok && alone(words, m) {
			return at, true
		}
	}
	for _, m := range isPair.FindAllStringSubmatchIndex(words, -1) {
		part := parts(words, m)
		if at, ok := point(read(part[1:7], part[7]), read(part[8:14], part[14])); ok && alone(words, m) {
			return at, true
		}
	}
	return Point{}, false
}

// parts is what the groups of a match hold, the whole first.
func parts(words string, m []int) []string {
	part := make([]string, len(m)/2)
	for i := range part {
		if m[2*i] >= 0 {
			part[i] = words[m[2*i]:m[2*i+1]]
		}
	}
	return part
}

// alone reports whether a match is not a part of a longer number or word.
func alone(words string, m []int) bool {
	last, _ := utf8.DecodeLastRuneInString(words[:m[0]])
	next, _ := utf8.DecodeRuneInString(words[m[1]:])
	joins := func(r rune) bool { return unicode.IsDigit(r) || r == '.' || r < 0x80 && unicode.IsLetter(r) }
	return !joins(last) && (!joins(next) || next == '.' && !startsWithDigit(words[m[1]+1:]))
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// read is a coordinate from the groups of a number and from its mark.
func read(number []string, mark string) coordinate {
	whole, fraction, degree, degrees, minutes, seconds := number[0], number[1], number[2], number[3], number[4], number[5]
	var c coordinate
	c.degrees, _ = strconv.ParseFloat(strings.TrimLeft(whole, "+-")+fraction, 64)
	for unit, said := range map[float64]string{60: minutes, 3600: seconds} {
		if part, err := strconv.ParseFloat(said, 64); err == nil {
			c.degrees += part / unit
		}
	}
	mark = strings.ToLower(mark)
	if strings.HasPrefix(whole, "-") || mark == "s" || mark == "w" || strings.HasPrefix(mark, "南") || strings.HasPrefix(mark, "西") {
		c.degrees = -c.degrees
	}
	switch mark {
	case "n", "s", "北纬", "南纬", "纬度", "lat", "latitude":
		c.axis = 'n'
	case "e", "w", "东经", "西经", "经度", "lon", "lng", "longitude":
		c.axis = 'e'
	}
	c.surely = degree+degrees != "" || len(fraction) > 3
	return c
}

// point is two coordinates, the latitude first unless they say otherwise or only
// the other way lies in China.
func point(a, b coordinate) (Point, bool) {
	at, swapped := Point{Lat: a.degrees, Lon: b.degrees}, Point{Lat: b.degrees, Lon: a.degrees}
	marked := a.axis != 0 && b.axis != 0
	switch {
	case marked && a.axis == b.axis:
		return Point{}, false
	case marked && a.axis == 'e':
		at = swapped
	case !marked && !(a.surely && b.surely):
		return Point{}, false
	case !marked && !inChina(at):
		if at = swapped; !inChina(at) {
			return Point{}, false
		}
	}
	return at, at.Valid()
}
