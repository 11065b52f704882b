package ask

import (
	"slices"
	"strings"
	"unicode"

	"gridbot/flows/district"
)

// shortNames are how people call an agency besides by its name, by its ID or its kind.
var shortNames = map[string][]string{
	"centre":      {"城运", "city operation"},
	"enforcement": {"城管", "执法队", "enforcement"},
	"police":      {"公安", "警察", "民警", "police"},
	"traffic":     {"交警", "交通警察", "traffic police"},
	"fire":        {"消防", "fire brigade", "fire service", "firefighters"},
	"market":      {"市场监管", "市监", "工商", "market office"},
	"gas":         {"燃气", "煤气公司", "gas"},
	"water":       {"水务", "排水", "自来水", "water"},
	"property":    {"物业", "property management", "property"},
	"sanitation":  {"环卫", "sanitation"},
	"housing":     {"房管", "housing"},
	"health":      {"卫生中心", "社区医院", "医院", "health centre", "hospital"},
}

// notThem are words that leave somebody out: who is then meant is pressed.
var notThem = []string{"不要", "不用", "不叫", "别叫", "别", "去掉", "除了", " not ", " no ", " without ", " except ", " but "}

// AgenciesNamed are the agencies that can be called and that words name, in the order of
// the words; none where they leave somebody out. A short name that two agencies of the
// district share names neither.
func AgenciesNamed(d *district.District, words string) []string {
	said := spaced(words)
	if slices.ContainsFunc(notThem, func(not string) bool { return strings.Contains(said, not) }) {
		return nil
	}
	type named struct {
		name, id string
	}
	var all []named
	for _, a := range Called(d) {
		for _, name := range a.Names {
			all = append(all, named{spaced(name), a.ID})
		}
		for _, name := range short(d, a) {
			all = append(all, named{spaced(name), a.ID})
		}
	}
	slices.SortStableFunc(all, func(a, b named) int { return len(b.name) - len(a.name) }) // the whole name first: traffic police are no police
	at := map[string]int{}
	for _, n := range all {
		i := strings.Index(said, n.name)
		if i < 0 {
			continue
		}
		if was, twice := at[n.id]; !twice || i < was {
			at[n.id] = i
		}
		said = strings.ReplaceAll(said, n.name, strings.Repeat("·", len(n.name)))
	}
	var ids []string
	for id := range at {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return at[a] - at[b] })
	return ids
}

// short are the short names of an agency: those of its kind where no other shares it.
func short(d *district.District, a district.Agency) []string {
	if own, ok := shortNames[a.ID]; ok {
		return own
	}
	if slices.ContainsFunc(Called(d), func(o district.Agency) bool { return o.Kind == a.Kind && o.ID != a.ID }) {
		return nil
	}
	return shortNames[a.Kind]
}

// spaced is words in small letters, with a space on both sides of each one that is
// written in letters: gas is not found in gasket.
func spaced(words string) string {
	var b strings.Builder
	latin := false
	for _, r := range strings.ToLower(words) + "。" {
		is := r <= unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r))
		if is != latin {
			b.WriteByte(' ')
		}
		if latin = is; is || unicode.Is(unicode.Han, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
