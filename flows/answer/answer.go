// Package answer is what words say to a plain question: a yes or a no, one of several,
// a number. It takes what is an answer and nothing else: of a sentence, an address or a
// doubt it makes none. It knows neither who asks nor what becomes of it.
package answer

import (
	"slices"
	"strings"
	"unicode"

	"gridbot/flows/text"
)

// fold makes words comparable: simplified script, half width, lower case, one space
// between words and none at the ends, nor a stop.
func fold(words string) string {
	folded := strings.Map(func(r rune) rune {
		switch r = text.Simplified(r); {
		case r >= '！' && r <= '～':
			r -= 0xfee0
		case r == '’':
			return -1
		}
		return unicode.ToLower(r)
	}, words)
	folded = strings.ReplaceAll(folded, "'", "")
	return strings.Trim(strings.Join(strings.Fields(folded), " "), " .,!?。、~…")
}

// The words of a plain yes and a plain no, folded.
var (
	yeses = strings.Split("是,是的,是啊,对,对的,嗯,嗯嗯,有,有的,有啊,要,要的,会,会的,好,好的,行,可以,需要,当然,当然有,没错,没问题,都对,就这样,对了,y,yes,yep,yeah,ok,okay,sure,of course,yes please,there is,there are,there will be,we do,i do,it does,it will,correct,right", ",")
	noes  = strings.Split("否,不,不是,不是的,没,没有,没有的,无,不要,不用,不需要,不会,不可以,不行,不对,暂无,暂时没有,暂时不,n,no,nope,none,nothing,no thanks,no thank you,there is not,there isnt,there is none,we dont,i dont,it doesnt,it wont,not", ",")
	// doubts are no answer, whatever they begin with.
	doubts = strings.Split("不知道,不清楚,不确定,不一定,没想好,还没想好,没定,还没定,说不准,随便,not sure,dont know,i dont know,no idea,maybe,not yet,no problem,?,？,", ",")
)

// Doubts tells whether words say no more than that somebody does not know.
func Doubts(words string) bool { return slices.Contains(doubts, fold(words)) }

// Yes is whether words say yes or no to a question, which is given in each language it
// may have been read in; ok is false where they say neither.
func Yes(words string, question ...string) (yes, ok bool) {
	said, asked := fold(words), fold(strings.Join(question, " "))
	switch {
	case slices.Contains(doubts, said) || strings.HasSuffix(strings.TrimSpace(words), "?") || strings.HasSuffix(words, "？") || strings.HasSuffix(said, "吗"):
		return false, false
	case slices.Contains(yeses, said):
		return true, true
	case slices.Contains(noes, said):
		return false, true
	case strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) }):
		return inHan(strings.ReplaceAll(said, " ", ""), asked)
	}
	return inLatin(strings.Fields(strings.ReplaceAll(said, ",", " ")), strings.Fields(asked))
}

// inHan takes back the question's own words: 不挂, 没有厨房, 要挂招牌.
func inHan(said, asked string) (yes, ok bool) {
	said = strings.TrimRight(said, "的了啊呀呢吧哦")
	for _, begins := range []struct {
		with string
		yes  bool
	}{{"没有", false}, {"不需要", false}, {"不打算", false}, {"不会", false}, {"不要", false}, {"不用", false}, {"不", false}, {"没", false}, {"无", false},
		{"需要", true}, {"打算", true}, {"有", true}, {"要", true}, {"会", true}, {"是", true}} {
		if rest, has := strings.CutPrefix(said, begins.with); has {
			return begins.yes, rest == "" || strings.Contains(asked, rest)
		}
	}
	does := strings.ContainsRune("做挂提教卖", []rune(said + " ")[0]) && strings.Contains(asked, said)
	return does, does
}

// beside are words that may stand beside a yes or a no in English.
var beside = strings.Fields("a an any the there is are will be we i it do does dont isnt wont have want thanks thank you please not one")

// inLatin: a yes or a no in front, and behind it nothing but the question's own words.
func inLatin(said, asked []string) (yes, ok bool) {
	if len(said) == 0 {
		return false, false
	}
	yes = slices.Contains([]string{"yes", "yep", "yeah", "y", "sure"}, said[0])
	no := slices.Contains([]string{"no", "nope", "n", "without"}, said[0])
	for i, word := range asked {
		asked[i] = strings.Trim(word, ",.?!、")
	}
	for _, word := range said[1:] {
		if !slices.Contains(beside, word) && !slices.Contains(asked, word) || yes && (word == "not" || strings.HasSuffix(word, "nt")) {
			return false, false
		}
	}
	return yes, yes || no
}

// One is which of several somebody names, by all the names each of them has; -1 for
// none, or where it may be several.
func One(words string, names [][]string) int {
	said := fold(words)
	if said == "" {
		return -1
	}
	whole, part := -1, -1
	for i, all := range names {
		for _, name := range all {
			name = fold(name)
			switch {
			case name == "":
			case name == said:
				whole = i
			case len([]rune(said)) >= 2 && holds(name, said) || !denies(said) && holds(said, name):
				if part >= 0 && part != i {
					part = len(names) // several
				} else {
					part = i
				}
			}
		}
	}
	switch {
	case whole >= 0:
		return whole
	case part < len(names):
		return part
	}
	return -1
}

// holds tells whether words stand in others, as whole words where they are spelled with
// letters.
func holds(all, some string) bool {
	if strings.ContainsFunc(some, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return strings.Contains(all, some)
	}
	return strings.Contains(" "+all+" ", " "+some+" ")
}

func denies(said string) bool {
	return strings.ContainsAny(said, "不没") || strings.HasPrefix(said, "no ") || strings.Contains(" "+said+" ", " not ")
}
