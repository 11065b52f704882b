package hotspots

import "testing"

// What stands in records and on buttons keeps its word.
func TestPublishedWordsStay(t *testing.T) {
	for got, want := range map[string]string{
		string(Watch): "watch", string(Topical): "topic", string(Later): "later",
		string(Rising): "rising", string(Frequent): "frequent", string(Relapse): "relapse",
		string(StageFound): "found", string(StageLooked): "looked", string(StageOptions): "options", string(StageAgreed): "agreed",
		string(StageRunning): "running", string(StageHeld): "held", string(StageClosed): "closed", string(StageBack): "back",
	} {
		if got != want {
			t.Errorf("%q was %q", got, want)
		}
	}
}
