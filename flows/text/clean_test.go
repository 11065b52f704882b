package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"gridbot/flows/text"
)

func TestWhatPeopleWriteIsMadeHarmless(t *testing.T) {
	for _, c := range []struct {
		what, in string
		max      int
		want     string
	}{
		{"plain words", "楼道里有人充电", 100, "楼道里有人充电"},
		{"space around", "  \n a b \t\n", 100, "a b"},
		{"one empty line stays", "a\n\nb", 100, "a\n\nb"},
		{"many do not", "a\n\n\n\n\n\nb", 100, "a\n\nb"},
		{"lines that hold only what is hidden", "a\n\u200b\n\u200b\n\u200b\nb", 100, "a\n\nb"},
		{"lines of nothing but spaces", "a \n \n\t\n  \nb", 100, "a\n\nb"},
		{"line ends of other worlds", "a\u2028b\u2029\u0085c", 100, "a\nb\n\nc"},
		{"Windows line ends", "a\r\nb", 100, "a\nb"},
		{"the direction of writing", "\u202eabc\u202c \u2066x\u2069 \u200fy", 100, "abc x y"},
		{"zero width", "a\u200bb\ufeffc", 100, "abc"},
		{"control", "a\x00b\x1bc\x7f", 100, "abc"},
		{"blank letters", "a\u3164b\u2800c", 100, "abc"},
		{"tags that are invisible", "a\U000e0041b", 100, "ab"},
		{"broken bytes", "a\xff\xfeb", 100, "ab"},
		{"joined emoji stay", "👨‍👩‍👧", 100, "👨‍👩‍👧"},
		{"an emoji with its variation", "🕳️", 100, "🕳️"},
		{"markup is words", "<b>*_`[x](y)</b> &amp;", 100, "<b>*_`[x](y)</b> &amp;"},
		{"exactly as long as may be", "abcde", 5, "abcde"},
		{"one too long", "abcdef", 5, "abcd…"},
		{"exactly as long, and hidden characters behind", "abcde\u200b\u200b", 5, "abcde"},
		{"nothing", "", 5, ""},
		{"nothing to be seen", "\u200b\u202e \n", 5, ""},
	} {
		if got := text.Clean(c.in, c.max); got != c.want {
			t.Errorf("%s: %q became %q, not %q", c.what, c.in, got, c.want)
		}
	}
}

func TestWhatMustStayOnOneLineDoes(t *testing.T) {
	if got := text.CleanLine(" a\n\n b\tc\u2028d ", 100); got != "a b c d" {
		t.Errorf("%q", got)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a", "水", strings.Repeat("水", 50), "a\n\n\n\nb", "\u202e\u200bx", "\xff", "👨‍👩‍👧\r\n\r\n\r\n"} {
		f.Add(s, 10)
	}
	f.Fuzz(func(t *testing.T, s string, max int) {
		if max < 1 || max > 10000 {
			return
		}
		got := text.Clean(s, max)
		if !utf8.ValidString(got) {
			t.Errorf("%q is not text", got)
		}
		if n := utf8.RuneCountInString(got); n > max {
			t.Errorf("%q has %d characters, of at most %d", got, n, max)
		}
		if strings.Contains(got, "\n\n\n") || strings.ContainsAny(got, "\r\x00\u202e\u200b\ufeff") {
			t.Errorf("%q kept what does harm", got)
		}
		if again := text.Clean(got, max); again != got {
			t.Errorf("%q is cleaned further, to %q", got, again)
		}
		if line := text.CleanLine(s, max); strings.Contains(line, "\n") {
			t.Errorf("%q is more than a line", line)
		}
	})
}
