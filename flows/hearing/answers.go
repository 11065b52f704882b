package hearing

import (
	"slices"
	"strings"

	answers "gridbot/flows/answer"
)

// This file is what words mean where the bot waits for a yes or a no. It is a
// table for people to read, and no learning: what stands in it nowhere is
// unclear, and asked again with buttons.

// An answer is what words say to "is it fixed?", "is it still?".
type answer int

const (
	unclear answer = iota
	yes
	no
	half
)

// meanings are how people say it, folded: the fine ones first, which hold a
// "no" and mean yes. Chinese is found anywhere, English as whole words.
var meanings = struct {
	fine, no, half, yes  []string // Chinese, anywhere
	onlyNo, onlyYes      []string // Chinese, when nothing else is said
	unsure               []string
	fineEn, noEn, halfEn []string // English words, or several in a row
	yesEn                []string
}{
	fine: []string{"没问题", "没有问题", "没事了", "没了", "没有了", "没味", "没有味", "没有异味", "没再", "没有再", "不漏", "不堵", "不响", "不臭", "不滴", "不冒", "不错",
		"还是好的", "还是很好", "还是满意", "还好", "还行", "还满意"},
	no: []string{"没修", "没有修", "没好", "没有好", "没弄", "没解决", "没有解决", "没处理", "没有处理", "没清", "没有清", "没人", "没有人", "没来", "没变", "没用", "没亮", "没有亮", "没通",
		"未修", "未解决", "未处理", "还是", "还在", "还有", "还没", "还漏", "还堵", "还响", "还臭", "还满", "还坏", "还不", "仍", "依旧", "依然", "照样", "老样子",
		"又坏", "又漏", "又堵", "又满", "又来", "又有", "又臭", "又响", "又堆", "又停", "又脏", "又乱", "又不", "不行", "不好", "不亮", "不通", "不满意", "不能用", "没满意"},
	half:    []string{"一半", "部分", "还差", "差一点", "差一些", "只修", "只换", "只清", "好一点", "好一些", "好些", "不完全", "没完全", "没有完全", "没修完", "没弄完", "还剩"},
	yes:     []string{"修好", "好了", "好啦", "弄好", "搞好", "解决", "处理好", "处理了", "清理", "清走", "清掉", "干净", "亮了", "通了", "可以了", "恢复", "完工", "满意", "谢谢", "感谢", "多谢", "很好", "挺好", "是好的"},
	onlyNo:  []string{"没", "没有", "不", "否", "不是", "没呢"},
	onlyYes: []string{"是", "是的", "对", "对的", "嗯", "好", "好的", "可以", "行", "行了", "有"},
	unsure:  []string{"不知道", "不清楚", "不确定", "not sure", "dont know", "i dont know"},

	fineEn: []string{"no longer leaking", "not leaking", "no leaks", "no longer broken", "no longer", "no more", "not any more", "not anymore", "no problem", "no problems", "no smell", "no leak", "not bad",
		"still fine", "still good", "still ok", "still okay", "still fixed", "still works", "still working", "still clean"},
	noEn: []string{"not", "no", "nope", "never", "still", "isnt", "hasnt", "wasnt", "didnt", "doesnt", "wont", "cant", "havent", "arent", "again", "worse", "broken", "leaking",
		"leaks", "nothing", "nobody", "unfixed", "back"},
	halfEn: []string{"half", "halfway", "partly", "partially", "almost", "some", "part"},
	yesEn:  []string{"fixed", "good", "ok", "okay", "yes", "yep", "yeah", "done", "works", "working", "resolved", "solved", "thanks", "thank", "thx", "great", "perfect", "fine", "clean", "gone"},
}

// fold makes words comparable: simplified script, lower case, no punctuation.
func fold(words string) string { return answers.Folded(words) }

func chinese(words string) bool { return answers.Chinese(words) }

// asksBack tells whether words are a question themselves.
func asksBack(words string) bool { return answers.AsksBack(words) }

// answerTo is what words answer.
func answerTo(words string) answer {
	switch {
	case strings.Contains(words, "👎"):
		return no
	case strings.Contains(words, "👍"):
		return yes
	}
	said := fold(words)
	if said == "" || asksBack(words) || slices.Contains(meanings.unsure, said) {
		return unclear
	}
	if chinese(said) {
		return inChinese(said)
	}
	return inEnglish(said)
}

func inChinese(said string) answer {
	m := meanings
	if slices.Contains(m.onlyNo, said) {
		return no
	}
	if slices.Contains(m.onlyYes, said) {
		return yes
	}
	fine := false
	for _, f := range m.fine {
		if strings.Contains(said, f) {
			said, fine = strings.ReplaceAll(said, f, ""), true
		}
	}
	has := func(all []string) bool {
		return slices.ContainsFunc(all, func(w string) bool { return strings.Contains(said, w) })
	}
	switch {
	case has(m.half):
		return half
	case has(m.no):
		return no
	case fine || has(m.yes):
		return yes
	}
	return unclear
}

func inEnglish(said string) answer {
	m, fine := meanings, false
	said = " " + said + " "
	for _, f := range m.fineEn {
		if strings.Contains(said, " "+f+" ") {
			said, fine = strings.ReplaceAll(said, " "+f+" ", " "), true
		}
	}
	has := func(all []string) bool {
		return slices.ContainsFunc(all, func(w string) bool { return strings.Contains(said, " "+w+" ") })
	}
	switch {
	case has(m.halfEn):
		return half
	case has(m.noEn):
		return no
	case fine || has(m.yesEn):
		return yes
	}
	return unclear
}

// bare tells whether words say that it is not fixed and nothing of what is left.
func bare(words string) bool { return len([]rune(fold(words))) <= 5 || fold(words) == "not fixed" }

// ratings are how people say how satisfied they are, folded.
var ratings = map[string]int{
	"5": 5, "5星": 5, "五星": 5, "5分": 5, "很满意": 5, "非常满意": 5, "很好": 5, "非常好": 5, "5 stars": 5, "very satisfied": 5, "very good": 5, "excellent": 5, "great": 5, "perfect": 5,
	"4": 4, "4星": 4, "四星": 4, "4分": 4, "满意": 4, "不错": 4, "挺好": 4, "4 stars": 4, "satisfied": 4, "good": 4,
	"3": 3, "3星": 3, "三星": 3, "3分": 3, "一般": 3, "还行": 3, "3 stars": 3, "so so": 3, "average": 3,
	"2": 2, "2星": 2, "二星": 2, "2分": 2, "不满意": 2, "差": 2, "不太好": 2, "2 stars": 2, "dissatisfied": 2, "bad": 2,
	"1": 1, "1星": 1, "一星": 1, "1分": 1, "很不满意": 1, "非常不满意": 1, "很差": 1, "1 star": 1, "very dissatisfied": 1, "very bad": 1, "terrible": 1,
}

// stars is how satisfied somebody says they are, 1 to 5; 0 where they say no such
// thing.
func stars(words string) int {
	if n := strings.Count(words, "⭐"); n > 0 && n <= 5 && fold(words) == "" {
		return n
	}
	return ratings[fold(words)]
}

// agrees are how a lead says yes to what a colleague asked for, folded; a yes with
// more words is a yes where it begins so. refuses are how they say no.
var agrees, refuses = []string{"同意", "批准", "准了", "可以", "行", "好", "好的", "没问题", "yes", "ok", "okay", "agreed", "approved", "granted", "i agree", "fine"},
	[]string{"不同意", "不批准", "不批", "不准", "不行", "不可以", "驳回", "拒绝", "no", "denied", "refused", "rejected", "not approved", "not granted", "i do not agree", "i dont agree"}

// decides is what a lead's words decide about what was asked for. A yes must be
// all they say, or it is a note; a no may bring its reason.
func decides(words string) answer {
	said := fold(words)
	switch {
	case asksBack(words):
		return unclear
	case slices.ContainsFunc(refuses, func(r string) bool {
		return said == r || strings.HasPrefix(said, r+" ") || chinese(r) && strings.HasPrefix(said, r)
	}):
		return no
	case slices.Contains(agrees, strings.TrimSuffix(said, "了")), slices.Contains(agrees, said):
		return yes
	}
	return unclear
}

// onlyRefuses tells whether words say no, and nothing of why.
func onlyRefuses(words string) bool { return slices.Contains(refuses, fold(words)) }
