package grids

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

const (
	longestName = 60   // runes of a name that are compared
	longestNear = 80   // runes of a message that are compared with names loosely
	mostDoubts  = 4096 // longer names that one name is held against
)

// Find is the places that words may mean, at most "most" of each sort.
//
// Exact are the places one of whose names, or aliases, stands in the words as
// whole words: "崧涵庭3号楼", "in front of Songhan Court, building 3". The longest
// name comes first, then the one that comes first in the words; a name that
// only stands inside a longer one found ("Lingshi Road" in "Lingshi Road
// Market") does not count. Case, width, script, spaces, punctuation and how
// numbers are written never matter (十四号院 is 14号院), and a Chinese name may
// stand there in pinyin, with tones or without.
//
// Near are the places one of whose names is like the words or like a part of
// them, sounds like it, or begins or ends with them, best first; exact ones are
// not repeated. A place that would be the only exact one is near instead where
// the words go on nearly as a longer name does: "大宁路14号" is not 大宁路 as long
// as there is a 大宁路14号院.
//
// Only the first 4096 runes are looked at, for near ones the first 80, so the
// cost has a bound whatever is written.
func (p *Places) Find(words string, most int) (exact []Place, near []Place) {
	if most <= 0 {
		return nil, nil
	}
	said := spell(words)
	stand, doubts := p.named(said, words)
	taken := map[int]bool{}
	take := func(into []Place, places []int) []Place {
		for _, place := range places {
			if !taken[place] && len(into) < most {
				taken[place] = true
				into = append(into, p.all[place])
			}
		}
		return into
	}
	if len(doubts) == 0 {
		exact = take(nil, stand)
		for _, place := range stand {
			taken[place] = true
		}
		return exact, take(nil, p.like(said.cut(longestNear)))
	}
	near = take(nil, doubts)
	near = take(near, stand)
	return nil, take(near, p.like(said.cut(longestNear)))
}

// Named is the exact places of Find alone, which cost much less to find.
func (p *Places) Named(words string, most int) []Place {
	stand, doubts := p.named(spell(words), words)
	if len(doubts) > 0 {
		return nil
	}
	var exact []Place
	for _, place := range stand[:min(len(stand), max(0, most))] {
		exact = append(exact, p.all[place])
	}
	return exact
}

// Around is what stands before and behind the name of a place in words, as it
// was written; false where Find would not find the place in them by name.
func (p *Places) Around(words, id string) (before, behind string, named bool) {
	said := spell(words)
	for _, h := range p.standing(said, words) {
		if p.all[p.keys[h.key].place].ID == id {
			return words[:said.from[h.from]], words[said.to[h.to-1]:], true
		}
	}
	return "", "", false
}

// Beyond is what words say of where it is beyond the name of the place: building
// and floor. "" where the name says it all, or does not stand in them.
func (p *Places) Beyond(words, id string) string {
	trimmed := func(words string) string { return strings.Trim(words, " ,，.。、:：的") }
	before, behind, named := p.Around(words, id)
	switch {
	case !named:
		return ""
	case !vague[strings.ToLower(trimmed(before))]:
		return words
	case vague[strings.ToLower(trimmed(behind))]:
		return ""
	}
	return trimmed(behind)
}

// vague is what people say around a place without saying more about it.
var vague = map[string]bool{
	"": true, "在": true, "我在": true, "就在": true, "附近": true, "这里": true, "那里": true, "这边": true, "那边": true,
	"near": true, "at": true, "in": true, "on": true, "by": true, "in the": true, "around": true, "close to": true,
}

// named is the places whose names stand in what was said. Where that is a
// single one, and the words may just as well be a longer name written badly,
// doubts are the places of those longer names.
func (p *Places) named(said heard, words string) (stand, doubts []int) {
	hits := p.standing(said, words)
	for _, h := range hits {
		if place := p.keys[h.key].place; !slices.Contains(stand, place) {
			stand = append(stand, place)
		}
	}
	if len(stand) != 1 {
		return stand, nil
	}
	left := mostDoubts
	for _, h := range hits {
		longer := p.longer(said.spelling, h, &left)
		if len(longer) == 0 { // said clearly at least once
			return stand, nil
		}
		doubts = append(doubts, longer...)
	}
	return stand, doubts
}

// A hit is a name that stands in what was said, from one rune to another.
type hit struct{ key, from, to int }

func (h hit) length() int { return h.to - h.from }

// standing is the names that stand in said as whole words, the longest first. A
// name inside a longer one that was found does not count.
func (p *Places) standing(said heard, words string) []hit {
	hits := p.hits(said.spelling)
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.length(), a.length()), cmp.Compare(a.from, b.from), cmp.Compare(p.keys[a.key].place, p.keys[b.key].place))
	})
	covered := make([]int, len(said.runes)) // how far the longer names over this rune reach
	var found []hit
	longer := 0 // those of found that are longer than the one looked at, and are covered
	for len(hits) > 0 {
		h := hits[0]
		same := 1 // several names may stand in the same place
		for same < len(hits) && hits[same].from == h.from && hits[same].to == h.to {
			same++
		}
		for ; longer < len(found) && found[longer].length() > h.length(); longer++ {
			for i := found[longer].from; i < found[longer].to; i++ {
				covered[i] = max(covered[i], found[longer].to)
			}
		}
		if covered[h.from] < h.to {
			found = append(found, p.closest(hits[:same], words[said.from[h.from]:said.to[h.to-1]])...)
		}
		hits = hits[same:]
	}
	return found
}

// hits is every name that stands in said as whole words.
func (p *Places) hits(said spelling) []hit {
	var hits []hit
	for i, r := range said.runes {
		span, begun := p.starts[r]
		if !said.breaks[i] || !begun {
			continue
		}
		keys := p.keys[:span[1]]
		for j, lo := i, span[0]; lo < len(keys); {
			// Here all keys from lo on have the runes i to j of said; those with
			// no more come first.
			j++
			for ; lo < len(keys) && len(keys[lo].runes) == j-i; lo++ {
				if said.breaks[j] && keys[lo].certain {
					hits = append(hits, hit{lo, i, j})
				}
			}
			if j == len(said.runes) {
				break
			}
			at := func(k int) rune { return keys[lo+k].runes[j-i] }
			n := len(keys) - lo
			first := sort.Search(n, func(k int) bool { return at(k) >= said.runes[j] })
			last := first + sort.Search(n-first, func(k int) bool { return at(first+k) > said.runes[j] })
			lo, keys = lo+first, keys[:lo+last]
		}
	}
	return hits
}

// closest is those of the names in one place that are written as they were
// said, or else those that differ in their numbers alone, or else the pinyin.
// A name that is nothing but a number (798) must be written as it was said:
// every other number would be it.
func (p *Places) closest(hits []hit, said string) []hit {
	var best []hit
	rank := 0
	for plain, i := Hear(said).String(), 0; i < len(hits); i++ {
		k := p.keys[hits[i].key]
		closer := 1
		switch {
		case k.plain == plain:
			closer = 3
		case len(k.runes) == 1:
			continue
		case !k.pinyin:
			closer = 2
		}
		if closer > rank {
			best, rank = nil, closer
		}
		if closer == rank {
			best = append(best, hits[i])
		}
	}
	return best
}

// longer is the places with a name that begins with the one of a hit and goes
// on nearly as what was said does.
func (p *Places) longer(said spelling, h hit, left *int) []int {
	name := p.keys[h.key]
	behind := said.part(h.to, len(said.runes))
	var places []int
	for at := h.key + 1; at < len(p.keys) && *left > 0; at++ {
		k := p.keys[at]
		n := len(name.runes)
		if len(k.runes) < n || !slices.Equal(k.runes[:n], name.runes) {
			break
		}
		*left--
		if len(k.runes) > n && k.place != name.place && continues(behind, k.part(n, len(k.runes))) {
			places = append(places, k.place)
		}
	}
	return places
}

// continues reports whether what was said goes on nearly as a name does: with
// the same number, or with one slip of the pen. A different number is no slip,
// and in so short an end two different characters are not one.
func continues(behind, end spelling) bool {
	if len(behind.runes) == 0 {
		return false
	}
	if isNumber(end.runes[0]) && end.runes[0] == behind.runes[0] &&
		(len(behind.runes) == 1 || len(end.runes) > 1 && behind.runes[1] == end.runes[1]) {
		return true
	}
	most := slip
	if len(end.runes) < 3 {
		most = swapped
	}
	return apart(behind.cut(len(end.runes)+1), end, false) <= most
}
