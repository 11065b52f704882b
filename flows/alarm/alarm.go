package alarm

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"gridbot/flows/learn"
)

// An Example is a sentence of which the kind of danger is known; "" is none.
type Example struct {
	Words string
	Kind  string
}

// none is the class of what is no danger.
const none = "none"

// classes are the kinds that are learned, and none.
func classes() []string {
	return append(slices.Clone(Kinds), none)
}

// fewest is how many examples of danger there must be to learn from.
const fewest = 100

// Train learns from examples. Without any it believes the signs.
func Train(examples []Example) *learn.Model {
	names := classes()
	var rows []learn.Example
	dangerous := 0
	for _, e := range examples {
		if e.Kind != "" {
			dangerous++
		}
	}
	if dangerous < fewest {
		examples = nil // they would only teach that nothing ever happens
	}
	for _, e := range examples {
		kind := e.Kind
		if kind == "" {
			kind = none
		}
		at := slices.Index(names, kind)
		if at < 0 {
			continue
		}
		p := learn.Take(e.Words)
		tell(p)
		rows = append(rows, learn.Example{Parts: p, Class: at, Weight: 1})
	}
	return learn.Train(names, rows, beliefs(names))
}

// taught is the release of how is learned: another makes other models.
const taught = "4"

// Stamp names all that a model is made from.
func Stamp(examples []Example) string {
	h := sha256.New()
	fmt.Fprintln(h, "danger", taught, notions, signs, no, own, but, seems)
	for _, e := range examples {
		fmt.Fprintf(h, "%q %s\n", e.Words, e.Kind)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// beliefs is what the signs and cues say before any example.
func beliefs(names []string) []learn.Prior {
	var priors []learn.Prior
	last := len(names) - 1
	for at, kind := range names[:last] {
		priors = append(priors, learn.Prior{Feature: "!" + kind, Class: at, Weight: 2.6}, learn.Prior{Class: at, Weight: -1})
	}
	priors = append(priors, learn.Prior{Feature: "!any", Class: last, Weight: -2.6}, learn.Prior{Class: last, Weight: 0.8})
	for _, n := range []string{"solved", "if", "ask", "drill", "figure", "thing", "animal"} {
		priors = append(priors, learn.Prior{Feature: "+" + n, Class: last, Weight: 1.7})
	}
	return priors
}

// A Heard is danger heard.
type Heard struct {
	Kind   string
	Likely float64
	Why    []string
	Around []string // the kinds of what endangers everybody around whose signs stand there, when none of it is taken back
	Hurt   bool     // signs tell that somebody is hurt or ill

	takenBack bool // it is over, or only spoken of: no part of it is danger by itself
}

const (
	// From here on danger is told: as likely as not.
	enough = 0.5
	// Where no sign of danger stands in the words, it must be likelier than not:
	// what only resembles danger is mostly ordinary.
	unsignedEnough = 0.6
	// In one clause of several it must be likelier yet: what stands beside it may
	// take it back.
	aloneEnough = 0.9
)

// Hear is the danger that a sentence tells of; false for none.
func Hear(m *learn.Model, p *learn.Parts) (Heard, bool) {
	said := p.Said()
	folded := strings.Join(said, "")
	if strings.Trim(folded, "0123456789") == "" { // a number is no call but those, each a word of its own
		if len(said) == 0 || slices.ContainsFunc(said, func(w string) bool { return !slices.Contains(calls, w) }) {
			return Heard{}, false
		}
		return Heard{Kind: Help, Likely: 1, Why: said[:1]}, true
	}
	if call, ok := bare(folded); ok {
		return Heard{Kind: Help, Likely: 1, Why: []string{call}}, true
	}
	if len(said) > 3 && len(slices.Compact(slices.Sorted(slices.Values(said)))) < 2 {
		return Heard{}, false // one word over and over tells of nothing
	}
	h, shown, ok := listen(m, p)
	if ok || h.takenBack {
		return h, ok
	}
	// Who tells at length where they live and who they are is in no less danger:
	// a clause that shows signs of it is heard alone, too.
	for _, words := range shown {
		if len(words) < len(said) {
			if alone, _, _ := listen(m, learn.Alone(words)); alone.Likely > max(h.Likely, aloneEnough) && !alone.takenBack {
				h, ok = alone, true
			}
		}
	}
	return h, ok
}

// listen is the danger that a sentence tells of as a whole, and the clauses of it
// that show signs.
func listen(m *learn.Model, p *learn.Parts) (h Heard, shown [][]string, ok bool) {
	signs, around, shown, takenBack := tell(p)
	likely, _ := m.Likely(p)
	last := len(likely) - 1
	best := 0
	for k := range likely[:last] {
		if likely[k] > likely[best] {
			best = k
		}
	}
	h = Heard{Likely: 1 - likely[last], takenBack: takenBack}
	if !takenBack {
		h.Around, h.Hurt = around, signs[Medical] != ""
		for _, plain := range []string{Fire, Gas} { // in a long letter much resembles another kind
			if signs[m.Classes[best]] == "" && slices.Contains(around, plain) {
				best = slices.Index(m.Classes, plain)
			}
		}
	}
	h.Kind = m.Classes[best]
	if h.Likely < enough || len(signs) == 0 && h.Likely < unsignedEnough {
		return h, shown, false
	}
	if why := signs[h.Kind]; why != "" {
		h.Why = append(h.Why, why)
	}
	if len(h.Why) == 0 {
		h.Why = m.Why(p, best)
	}
	return h, shown, true
}

// calls are bare calls for help, folded.
var calls = strings.Fields(`救命 救命啊 救救我 救我 快救人 救人 快救命 来人啊 快来人 快来人啊 出人命了 紧急 紧急情况 紧急求助 求救 求助 报警 我要报警 快来 快点来 急救 叫救护车 救护车 火警 警察 消防车 消防队 叫消防 叫消防车 喊消防 叫警察 叫救护 快叫救护车
	sos help helpme emergency mayday ambulance police savemye save saveme somebodyhelp someonehelp pleasehelp helpplease callanambulance callthepolice callpolice callambulance firebrigade callthefirebrigade callfirebrigade callthefiredepartment callfiredepartment fireengine sendanambulance sendambulance sendthepolice sendpolice needanambulance needambulance anemergency itsanemergency thisisanemergency helphelp urgenthelp comequick comequickly
	119 110 120 911 999 112 一一九 一二零 一二〇 一一零 一一〇 幺幺九 幺二零 幺幺零 幺二〇 幺幺〇 拨打119 拨打110 拨打120 打119 打110 打120 叫120 叫119 叫110 call119 call110 call120 call911`)

// wanted is who is called for by name or number, and the number they have.
var wanted = []struct{ phone, words string }{
	{"120", "120 救护 急救 ambulance 一二零 一二〇 幺二零 幺二〇"},
	{"119", "119 消防 火警 firebrigade firedepartment fireengine 一一九 幺幺九"},
	{"110", "110 警 police 一一零 一一〇 幺幺零"},
	{"999", "999"}, {"911", "911"}, {"112", "112"},
}

// Wanted is the number of whom a call for help asks for; "" where it names nobody.
func Wanted(h Heard) string {
	for _, why := range h.Why {
		for _, w := range wanted {
			if slices.ContainsFunc(strings.Fields(w.words), func(word string) bool { return strings.Contains(why, word) }) {
				return w.phone
			}
		}
	}
	return ""
}

// bare reports whether folded words are a call for help and nothing else.
func bare(folded string) (string, bool) {
	if len(folded) > 60 {
		return "", false
	}
	for _, c := range calls {
		if !strings.Contains(folded, c) {
			continue
		}
		if rest := strings.ReplaceAll(folded, c, ""); strings.Trim(rest, "啊呀啦吧了快请叫打我要帮pleas") == "" {
			return c, true
		}
	}
	return "", false
}
