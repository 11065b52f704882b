package answer

import (
	"regexp"
	"strings"
	"unicode"

	"gridbot/flows/text"
)

// Folded makes words comparable: simplified script, lower case, no punctuation, and
// between Chinese words no space.
func Folded(words string) string {
	var b strings.Builder
	for _, r := range words {
		switch r = unicode.ToLower(text.Simplified(r)); {
		case r == '\'' || r == '’':
		case r >= '！' && r <= '～' && (unicode.IsLetter(r-0xfee0) || unicode.IsDigit(r-0xfee0)): // full width
			b.WriteRune(unicode.ToLower(r - 0xfee0))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteRune(' ')
		}
	}
	folded := strings.Join(strings.Fields(b.String()), " ")
	if Chinese(folded) {
		return strings.ReplaceAll(folded, " ", "")
	}
	return folded
}

// Chinese tells whether some of it is written in Chinese.
func Chinese(words string) bool {
	return strings.ContainsFunc(words, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// AsksBack tells whether words are a question themselves.
func AsksBack(words string) bool {
	words = strings.TrimSpace(words)
	return strings.HasSuffix(words, "?") || strings.HasSuffix(words, "？") || strings.HasSuffix(Folded(words), "吗") || strings.HasSuffix(Folded(words), "么")
}

// Somebody who told of a hazard says that it is over before anybody has said that it is
// done: that is news of their case, and no new one, though the same word stands in it.

// overs are how people say so, folded. What is missing (no water, no light) is none:
// that is a hazard of its own.
var overs = []*regexp.Regexp{
	regexp.MustCompile(`(?:没有?|闻不到|听不到|看不到|不再有?|不会再?|已经不)(?:什么|那个|一点)?[^没不]{0,4}(?:味|味道|气味|异味|烟|火|声音|噪音|漏|臭|堵|冒|滴|响|吵|积水|垃圾)了?$`),
	regexp.MustCompile(`(?:味|味道|气味|异味|烟|火|声音|噪音|积水|垃圾|车)(?:都|已经|全)*(?:没有?了|没啦|散了|灭了|停了|消失了|退了|清了|开走了)$`),
	regexp.MustCompile(`(?:不(?:再)?(?:漏|臭|堵|冒|滴|响|吵|冒烟|冒水|漏水|漏气)|灯(?:又|已经|都)?亮)了$`),
	regexp.MustCompile(`^(?:好像|应该|现在|已经|自己|它|又)*(?:好了|修好了|没事了|没问题了|不用来了|不用管了|正常了|恢复了|亮了|通了)$`),
	regexp.MustCompile(`(?:not|nt|no longer|no)(?: \w+){0,3} (?:smells?|leaks?|leaking|smoke|smoking|fire|burning|noise|noisy|flooded|dripping|drips?|blocked)(?: \w+){0,2}(?: any ?more| now)$`),
	regexp.MustCompile(`^(?:\w+ ){0,2}(?:no longer) (?:smells?|leaks?|burns?|drips?|leaking|smoking|burning|blocked|flooded)(?: \w+){0,2}$`),
	regexp.MustCompile(`^(?:the )?(?:\w+ )?(?:smell|fire|smoke|noise|leak|it|everything|problem)s? (?:is|has|has been|seems|seems to be|looks|went|got)(?: all| been)? (?:gone|over|stopped|away|fine|fixed|ok|okay|better|solved)(?: now| again)?$`),
	regexp.MustCompile(`^(?:the )?(?:\w+ ){1,3}(?:is|has been|got) (?:fixed|repaired)(?: now)?$`),
	regexp.MustCompile(`^(?:its |it is |all |everything is )?(?:fine|ok|okay|fixed|good|over|solved) now$`),
	regexp.MustCompile(`^(?:you need not|nobody needs to|no need to) come(?: any ?more)?$`),
}

// Over tells whether words say that what was told of is over.
func Over(words string) bool {
	said := Folded(words)
	if said == "" || len([]rune(said)) > longestOver || AsksBack(words) {
		return false
	}
	for _, still := range []string{"还", "但", "又有", "又来", " but ", " still ", " yet ", " again "} {
		if strings.Contains(" "+said+" ", still) {
			return false
		}
	}
	for _, o := range overs {
		if o.MatchString(said) {
			return true
		}
	}
	return false
}

// longestOver is how many characters such words have at most.
const longestOver = 60
