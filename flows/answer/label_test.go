package answer

import "testing"

// A button is known by all its words, with its marks or without; by a part of them only
// where no other has that; and a question, or a sign, is no button.
func TestAButtonIsKnownByItsWords(t *testing.T) {
	labels := [][]string{{"✅ 就是这件", "✅ That is it"}, {"周莉 · 网格长", "周莉 · grid lead"}, {"王建国", "王建国"}, {"王建民", "王建民"}, {"5", "5"}, {"🔥", "🔥"}}
	for said, want := range map[string]int{"就是这件": 0, "✅ 就是这件": 0, "that is it": 0, "THAT IS IT!": 0, "就是这件？": -1, "5": 4, "-5": -1, "王建国": 2, "王建": -1, "🔥": 5, "，": -1, "": -1} {
		if got := Label(said, labels); got != want {
			t.Errorf("%q is %d, want %d", said, got, want)
		}
	}
	for said, want := range map[string]int{"周莉": 1, "建国": 2, "王建": -1, "王": -1, "周莉吗": -1, "lead": 1, "lea": -1, "周莉家漏水": -1, "5": -1} {
		if got := PartOfLabel(said, labels); got != want {
			t.Errorf("a part: %q is %d, want %d", said, got, want)
		}
	}
}
