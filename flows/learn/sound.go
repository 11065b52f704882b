package learn

import (
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// soundOf is how a Han character is said, without its tone and as a neighbour
// may say it: zh as z, ch as c, sh as s, ng as n, l as n. What is no Han
// character sounds as it is written.
func soundOf(w string) string {
	r, _ := utf8.DecodeRuneInString(w)
	said := pinyin.PinyinDict[int(r)]
	if said == "" {
		return w
	}
	said, _, _ = strings.Cut(said, ",")
	plain := make([]byte, 0, 8)
	for _, r := range said {
		b := byte(r)
		if r >= utf8.RuneSelf {
			b = toneless(r)
		}
		last := byte(0)
		if len(plain) > 0 {
			last = plain[len(plain)-1]
		}
		switch {
		case b == 'h' && (last == 'z' || last == 'c' || last == 's'):
		case b == 'g' && last == 'n':
		default:
			plain = append(plain, b)
		}
	}
	if plain[0] == 'l' {
		plain[0] = 'n'
	}
	return string(plain)
}

// toneless is a letter without the mark above it.
func toneless(r rune) byte {
	for _, vowel := range [...]string{"aāáǎà", "eēéěèê", "iīíǐì", "oōóǒò", "uūúǔù", "vǖǘǚǜü", "nńňǹ", "mḿ"} {
		if strings.ContainsRune(vowel, r) {
			return vowel[0]
		}
	}
	return 'x'
}
