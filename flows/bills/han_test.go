package bills

import "testing"

// An amount is read as people say it; what is none, or may be two, is none.
func TestAnAmountIsReadInWords(t *testing.T) {
	for words, want := range map[string]int64{
		"一千元": 100000, "一千": 100000, "两千五": 250000, "三百八十": 38000, "三百八": 38000, "十五": 1500, "八十块": 8000, "一万二": 1200000,
		"一万两千三百": 1230000, "一千零五": 100500, "九": 900, "1.2万": 1200000, "3千": 300000, "十万": 10000000,
	} {
		if got, err := ParseYuan(words); err != nil || got != want {
			t.Errorf("%s is %d, %v; want %d", words, got, err, want)
		}
	}
	for _, words := range []string{"", "零", "百千", "一二三", "千", "很多", "一千个", "-3千", "万万", "九千亿", "十百", "一百一千", "半", "0.001万元元"} {
		if got, err := ParseYuan(words); err == nil {
			t.Errorf("%q is %d", words, got)
		}
	}
}
