package district

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A slip in a service is told with its file and line, after those of the other files.
func TestASlipInAServiceIsTold(t *testing.T) {
	folder := fewExamples(t)
	folder["services/stall.yaml"] = &fstest.MapFile{Data: []byte(`name: { zh: 夜市摊位, en: A market stall }
steps:
  - { id: one, agency: market, name: { zh: 甲, en: A }, needs: [b], gives: [a], within: 1wd }
  - { id: two, agency: fire-brigade, name: { zh: 乙, en: B }, needs: [a], gives: [b], within: 1wd }
`)}
	change(t, folder, agenciesFile, "kind: water,", "sort: water,")
	faults := faultsOf(t, folder)
	want := []string{"agencies.yaml:", "agencies.yaml:", `services/stall.yaml:3: these steps wait for each other: one -> two -> one`, `services/stall.yaml:4: there is no "fire-brigade"`}
	for i, f := range faults {
		if i >= len(want) || !strings.HasPrefix(f.String(), want[i]) {
			t.Errorf("fault %d is %s", i, f)
		}
	}
	if len(faults) != len(want) {
		t.Errorf("there are %d faults", len(faults))
	}
}
