package bills

import (
	"regexp"
	"strings"
)

// How people write an amount in words: 一千, 两千五, 三百八十, 1.2万, 3千.
var (
	hanDigits = map[rune]int64{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	hanUnits  = map[rune]int64{'十': 10, '百': 100, '千': 1000, '万': 10000}
	// hanAmount is its order: thousands, hundreds, tens, ones, each once; before and behind 万.
	hanAmount = regexp.MustCompile(`^(?:(` + hanBelow + `)万)?(` + hanBelow + `)$`)
)

const (
	hanDigit = `[一二两三四五六七八九]`
	hanBelow = `(?:` + hanDigit + `千)?零?(?:` + hanDigit + `百)?零?(?:` + hanDigit + `?十)?零?` + hanDigit + `?`
)

// inHan is such an amount in hundredths; false where it is none.
func inHan(s string) (int64, bool) {
	for _, unit := range "百千万" {
		if of, cut := strings.CutSuffix(s, string(unit)); cut {
			if n, ok := hundredths(of); ok && n > 0 && n <= MostCents {
				return n * hanUnits[unit], true
			}
		}
	}
	m := hanAmount.FindStringSubmatch(s)
	if m == nil || s == "" || strings.HasPrefix(s, "零") || strings.HasSuffix(s, "零") {
		return 0, false
	}
	above := int64(1)
	if m[1] != "" {
		above = 10000
	}
	return (belowTenThousand(m[1], 1)*10000 + belowTenThousand(m[2], above)) * 100, true
}

// belowTenThousand is an amount without 万; above is the unit that stands before it. A
// bare digit behind a unit counts the next one below: 两千五 is 2500, 一万二 is 12000.
func belowTenThousand(s string, above int64) (sum int64) {
	digit, last, nought := int64(-1), above, false
	for _, r := range s {
		if unit, is := hanUnits[r]; is {
			sum, digit, last, nought = sum+max(digit, 1)*unit, -1, unit, false
			continue
		}
		if digit = hanDigits[r]; digit == 0 {
			digit, nought = -1, true
		}
	}
	switch {
	case digit < 0:
		return sum
	case nought || last <= 10:
		return sum + digit
	}
	return sum + digit*last/10
}
