package alarm

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/learn"
)

func TestEverySignIsMadeOfNotions(t *testing.T) {
	for i, s := range signs {
		if !slices.Contains(Kinds, s.kind) || slices.Contains(signNotions[i], -1) {
			t.Errorf("the sign %v is of a kind or a notion nobody knows", s)
		}
	}
	for _, name := range softens {
		if !slices.ContainsFunc(notions, func(n notion) bool { return n.name == name }) {
			t.Errorf("there is no notion %q", name)
		}
	}
	for _, n := range notions {
		if slices.Contains(list(n.words), "") {
			t.Errorf("the notion %q has an empty word: it would be heard everywhere", n.name)
		}
	}
}

func TestANoHoldsToTheEndOfItsClause(t *testing.T) {
	for said, want := range map[string]string{
		"没有煤气味":                               "",
		"没有煤气味，着火了":                           Fire,
		"没有煤气味了但是着火了":                         Fire,
		"there is no fire":                    "",
		"no gas smell but the smoke is black": Fire,
		"他没有呼吸":                               Medical, // the no belongs to the sign
		"he is not breathing":                 Medical,
		"没人管煤气一直在漏":                           Gas,
	} {
		var kinds []string
		for words := range learn.Take(said).Clauses {
			for _, c := range clausesOf(lineOf(words)) {
				kinds = slices.AppendSeq(kinds, maps.Keys(c.shows()))
			}
		}
		if got := strings.Join(kinds, " "); got != want {
			t.Errorf("%q shows %q, want %q", said, got, want)
		}
	}
}

func TestABareCallIsHelp(t *testing.T) {
	m := Train(nil)
	for said, want := range map[string]bool{
		"119": true, "１２０": true, "一一九": true, "救命": true, "救命啊！！": true, "SOS": true, "Help!": true, "help help": true, "emergency": true,
		"12345": false, "帮助": false, "1190": false, "999999999999": false, "119 119": true, "110，120": true, "120120": false, "help yourself": false, "": false,
	} {
		if h, ok := Hear(m, learn.Take(said)); (ok && h.Kind == Help) != want {
			t.Errorf("%q: %v %+v", said, ok, h)
		}
	}
}

func TestSignalsAloneAreACall(t *testing.T) {
	for said, want := range map[string]string{
		"🔥": "着火了", "🔥🔥🔥！": "着火了", "🆘": "救命", "🆘 🔥": "着火了", "🚨🚨": "救命",
		"今天大促🔥": "今天大促🔥", "🔥1折🔥": "🔥1折🔥", "🎉🔥": "🎉🔥", "": "", "！！": "！！",
	} {
		if got := Plain(said); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}

// Without any example the signs alone are believed.
func TestSignsAreBelievedBeforeAnyExample(t *testing.T) {
	m := Train(nil)
	for said, want := range map[string]string{
		"家里有股瓦斯味": Gas, "三樓著火了": Fire, "变压器冒火花": Power, "有人落水溺水了": Water, "他要自杀": Suicide, "我们被困在电梯里": Trapped,
		"路灯不亮": "", "楼下吵": "", "the bench is broken": "",
	} {
		h, ok := Hear(m, learn.Take(said))
		if ok != (want != "") || ok && h.Kind != want {
			t.Errorf("%q: %v %+v, want %s", said, ok, h, want)
		}
	}
}
