package answer

import "testing"

func TestThatItIsOverIsNoNewHazard(t *testing.T) {
	for said, want := range map[string]bool{
		"没有煤气味了": true, "煤气味没有了": true, "好像好了": true, "现在不漏了": true, "已经不漏了": true, "没有味道了": true, "闻不到煤气味了": true, "火灭了": true, "烟散了。": true, "不用来了": true, "又好了": true, "路灯又亮了": true,
		"it does not smell of gas any more": true, "It doesn't smell of gas anymore": true, "no gas smell now": true, "the smell is gone": true, "the gas smell has gone": true, "it isn't leaking any more": true, "it's fine now": true, "it seems fixed": true,
		"没有水了": false, "没电了": false, "路灯不亮了": false, "没人管了": false, "没有煤气味了，但是着火了": false, "还有煤气味": false, "没有煤气味了吗": false, "煤气味没散": false,
		"the water is gone": false, "the lamp does not work any more": false, "it still smells of gas": false, "the manhole cover is gone": false, "the smell is gone but there is smoke": false, "": false, "谢谢": false,
	} {
		if Over(said) != want {
			t.Errorf("%q: want %v", said, want)
		}
	}
}
