package hearing

import (
	"regexp"
	"slices"
	"strings"

	answers "gridbot/flows/answer"
	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Where the bot waits for "is it fixed?", people also tell of the next thing: the lamp of
// another road, the lift. Such words say neither yes nor no to what is open, whatever
// stands in them: it is asked, or they begin a report of their own.

// ofElse tells whether words name another place, another house or another thing than a
// case is of.
func ofElse(w *world.World, c cases.Case, words string) bool {
	return elsewhere(w, c, words) || anotherHouse(c, words) || anotherThing(w, c, words)
}

// farMetres is how far away a place is another place.
const farMetres = 150

// elsewhere tells whether words name places of ours, and none of them is where a case is.
func elsewhere(w *world.World, c cases.Case, words string) bool {
	named := w.District.Places.Named(words, 4)
	for _, p := range named {
		if c.Place.Point != nil && c.Place.Point.Meters(p.Point) <= farMetres {
			return false
		}
		for _, name := range p.Names {
			if strings.Contains(c.Place.Name.Words+" "+c.What, name) {
				return false
			}
		}
	}
	return len(named) > 0
}

// house is the number of a house, as people write it.
var house = regexp.MustCompile(`(?i)([0-9０-９]+|[一二三四五六七八九十]+) ?(?:号楼|号|弄|栋|幢|座)|\b(?:building|block|number|no\.?) ?#?([0-9]+)`)

// houses are the numbers of the houses that words name.
func houses(words string) []int {
	var all []int
	for _, found := range house.FindAllStringSubmatch(words, -1) {
		if n, _, err := answers.Number(found[1] + found[2]); err == nil {
			all = append(all, n)
		}
	}
	return all
}

// anotherHouse tells whether words name a house, and a case is at others.
func anotherHouse(c cases.Case, words string) bool {
	said, of := houses(words), houses(c.What+" "+c.Place.Name.Words+" "+c.Place.More)
	return len(said) > 0 && len(of) > 0 && !slices.ContainsFunc(said, func(n int) bool { return slices.Contains(of, n) })
}

// things are what people name that breaks, several words for one in a row.
var things = [][]string{
	{"电梯", "lift", "elevator"}, {"路灯", "灯", "lamp", "light", "lights"}, {"井盖", "窨井盖", "manhole"}, {"水管", "自来水", "tap", "pipe", "water pipe"},
	{"下水", "马桶", "drain", "sewer", "toilet"}, {"燃气", "煤气", "gas"}, {"垃圾", "垃圾桶", "rubbish", "garbage", "trash"}, {"大门", "门禁", "door", "gate"},
	{"空调", "air conditioner"}, {"围墙", "墙", "wall"}, {"树", "tree", "trees"}, {"电线", "电箱", "wire", "wires", "cable"}, {"监控", "摄像头", "camera"},
	{"楼梯", "扶手", "stairs", "handrail"}, {"屋顶", "天花板", "roof", "ceiling"}, {"路面", "地砖", "pavement", "road surface", "pothole"}, {"充电桩", "charger"},
	{"健身器材", "长椅", "bench"}, {"消防栓", "灭火器", "hydrant", "extinguisher"}, {"广告牌", "招牌", "billboard", "sign"},
}

// anotherThing tells whether words name a kind of hazard or a thing, and a case is of
// none that they name.
func anotherThing(w *world.World, c cases.Case, words string) bool {
	if kinds := kindsOf(w, words); len(kinds) > 0 && (slices.Contains(kinds, c.Category) || w.District.Guess(words).Sure) {
		return !slices.Contains(kinds, c.Category)
	}
	kind, _ := w.District.Category(c.Category)
	of := fold(c.What) + " "
	for _, lang := range text.Langs {
		of += fold(kind.Names[lang]) + " " + fold(strings.Join(kind.Keywords[lang], "，")) + " "
	}
	said, other := fold(words), false
	for _, thing := range things {
		switch {
		case !names(said, thing):
		case names(of, thing):
			return false
		default:
			other = true
		}
	}
	return other
}

// names tells whether a thing stands in words, folded.
func names(said string, thing []string) bool {
	return slices.ContainsFunc(thing, func(name string) bool {
		if chinese(name) {
			return strings.Contains(said, name)
		}
		return strings.Contains(" "+said+" ", " "+name+" ")
	})
}
