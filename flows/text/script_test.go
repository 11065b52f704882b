package text_test

import (
	"strings"
	"testing"

	"gridbot/flows/text"
)

func TestTraditionalScriptIsFolded(t *testing.T) {
	for said, want := range map[string]string{
		"三樓著火了": "三楼着火了", "樓道有煤氣味": "楼道有煤气味", "電線在冒火花": "电线在冒火花",
		"靈石路": "灵石路", "三楼着火了": "三楼着火了", "Lift 3": "Lift 3", "１２３": "１２３", "": "",
	} {
		if got := strings.Map(text.Simplified, said); got != want {
			t.Errorf("%s is folded to %s, want %s", said, got, want)
		}
	}
}
