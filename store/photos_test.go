package store

import (
	"fmt"
	"testing"

	"gridbot/flows/cases"
	"gridbot/flows/world"
)

// An after-photo is found again by its file, and by what it looks like; other
// photos of the same case are not kept.
func TestAnAfterPhotoIsFoundAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		c := reported(1001, "yanchang", 0)
		s.mustCommit(t, s.received(t, 1), 7001, opens(c))
		c.Rev = 1
		ch, _ := moves(c, func(c *cases.Case) {
			c.Files = append(c.Files, cases.File{Kind: "photo", Unique: "before", Look: "ffff000000000000", Phase: cases.PhaseSite},
				cases.File{Kind: "photo", Unique: "after", Look: "0123456789abcdef", Phase: cases.PhaseAfter})
		})
		s.mustCommit(t, s.received(t, 2), 7011, ch)
		for photos, want := range map[string]string{
			"after:":                  "1001 after 0123456789abcdef",
			"copy:0123456789abcdee":   "1001 after 0123456789abcdef",
			"other:fedcba9876543210":  "",
			"before:ffff000000000000": "",
			"":                        "",
			"x:,after:,odd,::,:0123":  "1001 after 0123456789abcdef",
		} {
			got, err := s.Read(t.Context(), 7011, world.Need{Photos: photos, Case: 1001})
			if err != nil {
				t.Fatal(err)
			}
			said := ""
			if len(got.Same) > 0 {
				said = fmt.Sprint(got.Same[0].Case, " ", got.Same[0].Unique, " ", got.Same[0].Look)
			}
			if said != want {
				t.Errorf("%q finds %q, want %q", photos, said, want)
			}
		}
	})
}
