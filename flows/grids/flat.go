package grids

import (
	"slices"
	"strconv"
)

// Flat is a flat as people write it, reduced to what tells it from others: its numbers
// in their order (3号楼502, 三号楼五零二室 and 3-502 are 3 and 502), and the letters and
// quarters of the sky a building is told apart by (B座, 东楼). Names and words such as
// 号楼 or "room" are left out.
func Flat(said string) (parts []string) {
	w := Hear(said)
	for i := 0; i < len(w.runes); {
		if n, size := w.number(i); size > 0 {
			parts = append(parts, strconv.Itoa(n))
			i += size
			continue
		}
		r := w.runes[i]
		if classOf(r) == letter {
			end := i + 1
			for end < len(w.runes) && !w.breaks[end] {
				end++
			}
			if word := string(w.runes[i:end]); len(word) <= 2 && !filler[word] {
				parts = append(parts, word)
			}
			i = end
			continue
		}
		if i+1 < len(w.runes) && slices.Contains([]rune("东南西北甲乙丙丁"), r) && slices.Contains([]rune("座楼幢栋单区"), w.runes[i+1]) {
			parts = append(parts, string(r))
		}
		i++
	}
	return parts
}

// filler are short words that tell no flat from another.
var filler = map[string]bool{"no": true, "nr": true, "rm": true, "st": true, "rd": true, "of": true, "in": true, "th": true}

// SameFlat tells whether two flats are one: what tells them apart is the same, or one
// of them leaves out what comes before (89弄3号502 and 3号502). A flat of which only one
// number is said is only the same as one said in the same way.
func SameFlat(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) > 0 && (slices.Equal(a, b) || len(a) > 1 && slices.Equal(a, b[len(b)-len(a):]))
}
