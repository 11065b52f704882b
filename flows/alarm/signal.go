package alarm

import (
	"slices"
	"unicode"
)

// Plain is words as they are heard: who has sent signals and nothing else, 🔥🔥 or 🆘,
// calls that there is a fire, or for help. Among words they are an ornament.
func Plain(said string) string {
	plain := ""
	for _, r := range said {
		switch {
		case r == '🔥':
			plain = "着火了"
		case r == '🆘' || r == '🚨':
			if plain == "" {
				plain = "救命"
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r):
			return said
		}
	}
	if plain == "" {
		return said
	}
	return plain
}

// ToAll is the kind of danger that a case is opened for. Where somebody is hurt by what
// endangers everybody around, it is that: no fire is confidential.
func (h Heard) ToAll() string {
	if slices.Contains([]string{Medical, Violence, Suicide, Missing}, h.Kind) {
		if len(h.Around) > 0 {
			return h.Around[0]
		}
	}
	return h.Kind
}

// Others are the kinds whose numbers stand beside those of the first, the weightiest last.
func (h Heard) Others() []string {
	others := append([]string{h.Kind}, h.Around...)
	if h.Hurt {
		others = append(others, Medical)
	}
	return others
}

// Beside is numbers to call with the first of others right behind that which helps most.
func Beside(call, others []string) []string {
	if len(others) == 0 || slices.Index(call, others[0]) == 0 {
		return call
	}
	call = slices.DeleteFunc(slices.Clone(call), func(p string) bool { return p == others[0] })
	return slices.Insert(call, min(1, len(call)), others[0])
}
