package services

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gridbot/flows/answer"
	"gridbot/flows/text"
)

// mostCounted is the largest number an answer may be.
const mostCounted = 1e6

// Why words are no answer to a question; of a number also the errors of answer.Number.
var (
	ErrNoWords  = errors.New("no words, or no more than a doubt")
	ErrNoChoice = errors.New("none of the choices")
	ErrNoYes    = errors.New("neither yes nor no")
	ErrLarge    = errors.New("too large a number")
)

// Hear is the answer that words are, as it is kept. Errors: those above, and those of
// answer.Number.
func (a Ask) Hear(words string) (string, error) {
	asked := EachOf(a.Names)
	switch a.Kind {
	case KindYesNo:
		if yes, ok := answer.Yes(words, asked...); ok {
			return map[bool]string{true: Yes, false: No}[yes], nil
		}
		return "", ErrNoYes
	case KindChoice:
		var names [][]string
		for _, c := range a.Choices {
			names = append(names, EachOf(c.Names))
		}
		if i := answer.One(words, names); i >= 0 {
			return a.Choices[i].ID, nil
		}
		return "", ErrNoChoice
	case KindNumber:
		n, err := answer.Counted(words, asked...)
		if err == nil && n > mostCounted {
			err = ErrLarge
		}
		return strconv.Itoa(n), err
	}
	if answer.Doubts(words) || !strings.ContainsFunc(words, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return "", ErrNoWords
	}
	return words, nil
}

// Takes tells whether a value is one of those a question offers to press.
func (a Ask) Takes(value string) bool {
	return a.Kind == KindYesNo && (value == Yes || value == No) ||
		slices.ContainsFunc(a.Choices, func(c Choice) bool { return c.ID == value })
}

// With is what was answered, with one more answer, or without one where value is "".
// What was only asked because of another answer goes with that.
func (s Service) With(answers map[string]string, id, value string) map[string]string {
	kept := map[string]string{}
	for _, a := range s.Asks {
		is := answers[a.ID]
		if a.ID == id {
			is = value
		}
		if is != "" && (value == "" || a.When.Hold(kept)) {
			kept[a.ID] = is
		}
	}
	return kept
}

// Called is the ID of the service that words name; "" for none.
func Called(all []Service, words string) string {
	var names [][]string
	for _, s := range all {
		names = append(names, EachOf(s.Names))
	}
	if i := answer.One(words, names); i >= 0 {
		return all[i].ID
	}
	return ""
}

// EachOf are the names of something in all languages: people answer in any.
func EachOf(n text.Names) []string { return slices.Collect(maps.Values(n)) }
