package grids

// digits are the Chinese digits as addresses have them. The forms of banks (陆,
// 伍) are left out: in names they are surnames, and 陆家宅 is not 六家宅.
var digits = map[rune]int{
	'〇': 0, '零': 0, '一': 1, '幺': 1, '二': 2, '两': 2, '三': 3, '四': 4,
	'五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

// tens are the units a numeral may have. 万 is none of them: in addresses it is
// a name (万荣路).
var tens = map[rune]int{'十': 10, '百': 100, '千': 1000}

// longestNumeral is how many runes of a numeral are read.
const longestNumeral = 9

// numeral is the number that Chinese numerals at the beginning of rs write, and
// how many runes it takes; none where rs begins with none. Both ways are read:
// by place (一百二十三, 十四) and digit by digit (二零三).
func numeral(rs []rune) (n, size int) {
	rs = rs[:min(len(rs), longestNumeral)]
	for _, r := range rs {
		if tens[r] > 0 {
			break
		}
		d, is := digits[r]
		if !is {
			return n, size
		}
		n, size = 10*n+d, size+1
	}
	if size == len(rs) {
		return n, size
	}
	return byPlace(rs)
}

// byPlace reads a numeral with units, one digit where the units do not follow
// each other as in a number (三三十).
func byPlace(rs []rune) (n, size int) {
	least := 0 // the last unit read, 0 for none
	for size < len(rs) {
		at, d, zero := size, 0, false
		if digit, is := digits[rs[at]]; is && digit == 0 && least > 0 {
			at, zero = at+1, true
		}
		said := false
		if at < len(rs) {
			if d, said = digits[rs[at]]; said {
				at++
			}
		}
		unit := 0
		if at < len(rs) {
			unit = tens[rs[at]]
		}
		switch {
		case unit > 0 && (least == 0 || unit < least) && (said || unit == 10):
			if !said {
				d = 1 // 十四 is one ten and four
			}
			n, size, least = n+d*unit, at+1, unit
		case !said:
			return n, size
		case least == 0: // a digit, and a number behind it
			return d, at
		case zero || least == 10:
			return n + d, at
		default: // 一百二 is 120
			return n + d*least/10, at
		}
	}
	return n, size
}

// Count is the number that words begin with, in either script, and what comes behind
// it; 0 where they begin with none.
func Count(words string) (n int, rest string) {
	w := Hear(words)
	n, size := w.number(0)
	if size == 0 {
		return 0, words
	}
	if size == len(w.runes) {
		return n, ""
	}
	return n, words[w.from[size]:]
}
