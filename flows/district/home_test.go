package district

import (
	"testing"

	"gridbot/flows/alarm"
)

// Whoever hears somebody being beaten is heard, whichever floor it is on and whoever it is:
// for the police, and confidential. A child at its drum is noise. A bottle that is empty and
// who is tired of work are no emergency; who is not breathing, or says they are dying, is.
func TestWhoIsBeatenIsNoNoiseAndAnEmptyBottleIsNobodyDying(t *testing.T) {
	d := demoDistrict(t)
	for said, want := range map[string]string{
		"楼上打孩子": alarm.Violence, "楼上打小孩": alarm.Violence, "隔壁打孩子": alarm.Violence, "楼上又打孩子了": alarm.Violence, "邻居打孩子": alarm.Violence, "对门打老婆": alarm.Violence, "楼上打老婆": alarm.Violence,
		"楼上打媳妇": alarm.Violence, "保姆打老人": alarm.Violence, "儿子打老娘": alarm.Violence, "隔壁打女儿": alarm.Violence, "爸爸打孩子": alarm.Violence, "老师打孩子": alarm.Violence, "听到楼上打孩子": alarm.Violence, "楼上打孩子，孩子一直哭": alarm.Violence,
		"楼上虐待孩子": alarm.Violence, "有人虐待孩子": alarm.Violence, "邻居虐待小孩": alarm.Violence,
		"beating a child": alarm.Violence, "upstairs is beating a child": alarm.Violence, "he beats his wife": alarm.Violence, "child abuse next door": alarm.Violence, "the neighbour abuses his child": alarm.Violence, "dad is beating the boy": alarm.Violence,
		"他没气了": alarm.Medical, "人没气了": alarm.Medical, "老人没气了": alarm.Medical, "爷爷没气了": alarm.Medical, "小伙倒下没气了": alarm.Medical, "我快不行了": alarm.Medical, "爸爸快不行了": alarm.Medical, "人快不行了": alarm.Medical, "我不行了，胸口痛": alarm.Medical,
		"老太太不行了，快叫救护车": alarm.Medical,
		"楼上孩子打球很吵":     "", "楼上打麻将很吵": "", "楼上打电钻": "", "楼上孩子打闹": "", "楼上小孩打鼓": "", "楼上打孩子似的蹦迪": "", "孩子打游戏声音大": "", "楼上打扫卫生吵": "", "小孩打乒乓球吵": "", "孩子打疫苗在哪里": "", "老婆打呼噜": "", "打电话给孩子": "", "楼上打桩吵到孩子": "",
		"the kids upstairs play drums": "", "kids hitting a ball against the wall": "", "beating drums upstairs": "", "my child beats the drum": "",
		"没气了": "", "家里没气了": "", "我家没气了，烧不了饭": "", "煤气没气了": "", "煤气瓶没气了": "", "罐没气了": "", "没气了，怎么换": "", "车胎没气了": "",
		"我快不行了，太累了": "", "我快不行了，加班太累": "", "快不行了，太热了": "", "忙不过来，快不行了": "", "累得不行了": "", "手机快不行了": "", "灯快不行了": "",
	} {
		heard, is := d.Danger(said)
		switch {
		case is != (want != "") || is && heard.Kind != want:
			t.Errorf("%q: %t %s, want %q", said, is, heard.Kind, want)
		case want == alarm.Violence && (heard.Call[0] != "110" || heard.Category != "care"):
			t.Errorf("%q: call %v, category %s", said, heard.Call, heard.Category)
		}
	}
}
