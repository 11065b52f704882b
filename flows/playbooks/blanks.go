package playbooks

import (
	"regexp"
	"slices"
	"strings"
)

// What a playbook says is written once and used at many places: a text may have blanks
// that are filled when it is used, {地点} or {place}.

// A Blank is what is filled in.
type Blank string

// The blanks.
const (
	BlankPlace Blank = "place" // where it is
	BlankDay   Blank = "day"   // the day it is begun
	BlankDue   Blank = "due"   // by when; of a text for all the last day of the steps
	BlankWho   Blank = "who"   // who does it; of a text for all who answers for it
)

// Written are the blanks as people write them, in Chinese and in English.
var Written = map[string]Blank{
	"地点": BlankPlace, "日期": BlankDay, "期限": BlankDue, "负责人": BlankWho,
	"place": BlankPlace, "date": BlankDay, "deadline": BlankDue, "owner": BlankWho,
}

var blankForm = regexp.MustCompile(`[{｛]([^{}｛｝]*)[}｝]`)

// Unknown is the first blank in some words that is none, as it is written, or a brace that
// opens or closes nothing; "" where all are known.
func Unknown(words string) string {
	for _, m := range blankForm.FindAllStringSubmatch(words, -1) {
		if _, known := Written[name(m[1])]; !known {
			return m[0]
		}
	}
	rest := blankForm.ReplaceAllString(words, "")
	if i := strings.IndexAny(rest, "{}｛｝"); i >= 0 {
		return string([]rune(rest[i:])[0])
	}
	return ""
}

func name(blank string) string { return strings.ToLower(strings.TrimSpace(blank)) }

// Blanks tells whether anything is to be filled in.
func Blanks(words ...string) bool {
	return slices.ContainsFunc(words, func(s string) bool {
		return slices.ContainsFunc(blankForm.FindAllStringSubmatch(s, -1), func(m []string) bool { return Written[name(m[1])] != "" })
	})
}

// Fill puts into some words what is known, and names the blanks, as they are written, for
// which nothing is: they stay. Those in keep stay, too, and lack nothing: they are filled
// when it is read.
func Fill(words string, known map[Blank]string, keep ...Blank) (filled string, lacking []string) {
	filled = blankForm.ReplaceAllStringFunc(words, func(written string) string {
		b, is := Written[name(blankForm.FindStringSubmatch(written)[1])]
		switch {
		case !is || slices.Contains(keep, b):
			return written
		case known[b] == "":
			if !slices.Contains(lacking, written) {
				lacking = append(lacking, written)
			}
			return written
		}
		return known[b]
	})
	return filled, lacking
}

// Fill fills in the steps of a use, all but who does them: that may change.
func (p *Playbook) Fill(of int, known func(d Doing) map[Blank]string) {
	for i := range p.Use(of).Doing {
		p.change(of, i, func(d *Doing) { d.What, _ = Fill(d.What, known(*d), BlankWho) })
	}
}
