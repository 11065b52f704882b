package hearing

import "testing"

func TestWhatAnAnswerMeans(t *testing.T) {
	for want, all := range map[answer][]string{
		no: {"没修好，还是满的", "没有修好", "没有修好，还是满的", "还是有味道", "沒有修好", "没解决", "还在漏水", "又堵了", "不行", "没", "还没呢", "灯还是不亮", "没人来过",
			"修好了，但是还是有味道", "still leaking", "Not fixed.", "no", "It isn't fixed", "it’s broken again", "nobody came", "👎", "ＮＯ"},
		yes: {"修好了，谢谢", "修好了", "好了好了", "已经修好啦", "没问题了", "味道没了", "没有味道了", "不漏了，谢谢师傅", "还是好的", "还好", "是的", "嗯", "好的", "谢谢", "清理干净了",
			"fixed, thanks", "yes", "Still fine", "all good", "no longer leaking, thanks", "no problem any longer", "👍"},
		half:    {"修了一半", "只修了一盏", "好一点，还差楼上的", "half", "partly fixed", "almost"},
		unclear: {"", "……", "修好了吗？", "fixed?", "什么时候来人", "崧涵庭3号楼", "不知道", "not sure", "I don't know", "灯是师傅修的", "hello", "5"},
	} {
		for _, words := range all {
			if got := answerTo(words); got != want {
				t.Errorf("%q: %d, want %d", words, got, want)
			}
		}
	}
}

func TestWhatALeadDecides(t *testing.T) {
	for want, all := range map[answer][]string{
		yes:     {"同意", "同意。", "可以了", "好的", "批准", "OK", "Agreed.", "I agree", "没问题"},
		no:      {"不同意", "不同意，今天必须修好", "不行", "驳回", "No", "no, it must be done today", "Not approved"},
		unclear: {"", "同意吗？", "可以，下午我也去看看", "灯罩要写清楚哪天", "nothing to say", "note it", "ok, I come too", "为什么要延期"},
	} {
		for _, words := range all {
			if got := decides(words); got != want {
				t.Errorf("%q: %d, want %d", words, got, want)
			}
		}
	}
}

func TestHowSatisfiedSomebodyIs(t *testing.T) {
	for words, want := range map[string]int{"5": 5, "５": 5, "很好！": 5, "⭐⭐⭐⭐": 4, "满意": 4, "Good.": 4, "一般": 3, "不满意": 2, "很差": 1, "terrible": 1,
		"": 0, "6": 0, "0": 0, "⭐⭐⭐⭐⭐⭐": 0, "很好，不过3号楼的灯坏了": 0, "谢谢": 0} {
		if got := stars(words); got != want {
			t.Errorf("%q: %d, want %d", words, got, want)
		}
	}
}

func TestPlainWordsAreKnown(t *testing.T) {
	for words, want := range map[string]plainKind{
		"我的报告": plainCases, "进度": plainCases, "Status?": plainCases, "my reports": plainCases, "帮助": plainHelp, "怎么用？": plainHelp, "請問怎麼用": plainHelp, "菜单": plainMenu,
		"撤回": plainWithdraw, "Withdraw": plainWithdraw, "什么时候来人？": plainWhen, "请问什么时候来人啊？": plainWhen, "When will somebody come?": plainWhen, "when will it be fixed, please": plainWhen,
		"我要找网格员": plainHuman, "人工": plainHuman, "删除我的信息": plainDelete, "delete my data": plainDelete, "谢谢师傅": plainThanks, "好的谢谢！": plainThanks, "thx": plainThanks,
		"太慢了": plainAnger, "没人管！": plainAnger, "useless": plainAnger,
		"help": "", "救命": "", "SOS": "", "119": "", "取消": "", "路灯不亮": "", "谢谢，另外3号楼的灯坏了": "", "": "", "没人管的狗咬人": "",
	} {
		if got := plain(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
