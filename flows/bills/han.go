package bills

import "strings"

// How people write an amount in words: 一千, 两千五, 三百八十, 1.2万, 3千.
var (
	hanDigits = map[rune]int64{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	hanUnits  = map[rune]int64{'十': 10, '百': 100, '千': 1000, '万': 10000}
)

// inHan is such an amount in hundredths; false where it is none.
func inHan(s string) (int64, bool) {
	for unit, times := range hanUnits {
		if of, ok := strings.CutSuffix(s, string(unit)); ok && times > 10 {
			if n, ok := hundredths(of); ok && n > 0 && n <= MostCents {
				return n * times, true
			}
		}
	}
	var sum, below, digit int64 = 0, 0, -1 // above 万; within; the digit that waits for its unit
	last := int64(100000)                  // the unit before
	for _, r := range s {
		if d, ok := hanDigits[r]; ok {
			if digit > 0 || r == '零' && last == 100000 {
				return 0, false // two digits in a row are no amount
			}
			if digit = d; d == 0 {
				digit, last = -1, 10
			}
			continue
		}
		unit, ok := hanUnits[r]
		switch {
		case !ok, unit >= last && unit != 10000 && last != 10, digit < 0 && unit != 10 && unit != 10000:
			return 0, false
		case unit == 10000:
			if sum > 0 || below+max(digit, 0) == 0 {
				return 0, false
			}
			sum, below, digit, last = (below+max(digit, 0))*unit, 0, -1, unit
			continue
		case digit < 0:
			digit = 1 // 十五
		}
		below, digit, last = below+digit*unit, -1, unit
	}
	if digit > 0 && last > 10 && last < 100000 && !strings.Contains(s, "零") {
		digit *= last / 10 // 两千五
	}
	return (sum + below + max(digit, 0)) * 100, true
}
