package hearing

import "testing"

func TestHowFarSomebodyIsIsHeardInTheirWords(t *testing.T) {
	for said, want := range map[string]stage{
		"到了": there, "我到了": there, "已到": there, "已经到现场": there, "到现场了": there, "已到达现场": there, "我们已经到了": there, "人到了": there, "在现场": there, "到了，灯泡烧了": there, "#1005 到了": there, "1005到了": there,
		"arrived": there, "I'm here": there, "I have arrived": there, "on site": there, "arrived at 1005": there, "we are on site now": there, "at the site": there,
		"修好了": done, "搞定": done, "搞定！": done, "办完了": done, "处理好了": done, "换了灯泡，亮了": done, "灯修好了": done, "垃圾清理干净了": done, "已完成": done, "好了": done, "到了，修好了": done, "1005 修好了": done, "下水道疏通好了": done,
		"done": done, "#1005 done": done, "all done": done, "it's fixed": done, "the lamp is fixed now": done, "replaced it": done, "finished": done,
		"马上到": going, "收到，马上到": going, "在路上": going, "出发了": going, "这就过来": going, "on my way": going, "I am coming": going,
		"没修好": noStage, "还没到": noStage, "修好了吗": noStage, "修好了吗？": noStage, "明天修好": noStage, "马上修好": noStage, "不能修好": noStage, "到时候再说": noStage, "收到": noStage, "到处都是垃圾": noStage, "现场没有火，是路灯短路": noStage, "今天去不了，明天来": noStage,
		"not done": noStage, "will be done tomorrow": noStage, "is it done?": noStage, "it isn't fixed": noStage, "who has arrived": noStage, "nothing here": noStage, "the well is done for": noStage, "需要办完手续": noStage, "": noStage, "谢谢": noStage, "路灯又不亮了": noStage,
	} {
		if got := stageOf(said); got != want {
			t.Errorf("%q: %d, want %d", said, got, want)
		}
	}
}
