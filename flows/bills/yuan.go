package bills

import (
	"strconv"
	"strings"
)

// Yuan writes an amount: 1280.50.
func Yuan(cents int64) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	rest := strconv.FormatInt(cents%100, 10)
	return sign + strconv.FormatInt(cents/100, 10) + "." + strings.Repeat("0", 2-len(rest)) + rest
}

// ParseYuan reads an amount as people write it: 1280.5, ¥1,280.50, 1280元. Errors:
// ErrAmount, of what is no amount, is below zero, has more than two places, or is more
// than anybody shares here.
func ParseYuan(words string) (cents int64, err error) {
	s := narrow(words)
	for _, sign := range []string{"¥", "RMB", "CNY"} {
		s = strings.TrimPrefix(s, sign)
	}
	for _, unit := range []string{"块钱", "块", "元", "YUAN", "RMB", "CNY"} {
		s = strings.TrimSuffix(s, unit)
	}
	cents, ok := hundredths(s)
	if !ok {
		cents, ok = inHan(s)
	}
	if !ok || cents == 0 || cents > MostCents {
		return 0, ErrAmount
	}
	return cents, nil
}

// ParseWeight reads how large a share is: 82.5, 82.5㎡, 40座. Errors: ErrWeight.
func ParseWeight(words string) (weight int64, err error) {
	s := narrow(words)
	for _, unit := range []string{"平方米", "平米", "㎡", "M²", "M2", "平", "个座位", "座位", "座", "SEATS", "SEAT"} {
		if cut, ok := strings.CutSuffix(s, unit); ok {
			s = cut
			break
		}
	}
	weight, ok := hundredths(s)
	if !ok || weight == 0 || weight > MostWeight {
		return 0, ErrWeight
	}
	return weight, nil
}

// narrow writes what came from a Chinese keyboard as from any other, without spaces.
func narrow(words string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．' || r == '。':
			return '.'
		case r == '，':
			return ','
		case r == '￥':
			return '¥'
		case r == ' ' || r == '　' || r == '\u00a0':
			return -1
		}
		return r
	}, strings.TrimSpace(words)))
}

// hundredths reads a number with at most two places, and commas between thousands.
func hundredths(s string) (n int64, ok bool) {
	whole, part, has := strings.Cut(s, ".")
	if strings.Contains(whole, ",") {
		groups := strings.Split(whole, ",")
		for i, g := range groups {
			if i > 0 && len(g) != 3 || i == 0 && (len(g) == 0 || len(g) > 3) {
				return 0, false
			}
		}
		whole = strings.Join(groups, "")
	}
	if whole == "" || len(whole) > 12 || has && (part == "" || len(part) > 2) {
		return 0, false
	}
	digits := whole + part + strings.Repeat("0", 2-len(part))
	for _, r := range digits {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil
}
