package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/longbridgeapp/opencc"
)

// Simplified is the simplified form of a Chinese character in traditional
// script; any other rune is itself. What people write is folded with it to be
// compared, never to be shown: 著 is 着 here, also where it is 著 in both scripts.
func Simplified(r rune) rune {
	if !unicode.Is(unicode.Han, r) {
		return r
	}
	if plain, ok := simplified[r]; ok {
		return plain
	}
	return r
}

// simplified is OpenCC's table of single characters. Its phrases choose between
// forms for readers; two spellings compared are folded alike without them.
var simplified = tableOfScripts()

func tableOfScripts() map[rune]rune {
	table := map[rune]rune{'著': '着'}
	cc, err := opencc.New("t2s")
	if err != nil {
		return table // its dictionaries are built in
	}
	for _, part := range unicode.Han.R16 {
		for r := rune(part.Lo); r <= rune(part.Hi); r += rune(part.Stride) {
			if _, ours := table[r]; ours {
				continue
			}
			s, err := cc.Convert(string(r))
			if plain, _ := utf8.DecodeRuneInString(s); err == nil && plain != r && plain != utf8.RuneError {
				table[r] = plain
			}
		}
	}
	return table
}
