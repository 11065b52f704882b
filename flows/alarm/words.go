package alarm

// The kinds of danger.
const (
	Fire     = "fire"
	Gas      = "gas"
	Power    = "power"    // a live wire, sparks, a transformer
	Collapse = "collapse" // a building, a road, a slab
	Water    = "water"    // somebody drowns, a flood with people in it
	Medical  = "medical"  // unconscious, fallen, bleeding
	Violence = "violence" // beating, a knife, a break-in
	Suicide  = "suicide"
	Missing  = "missing" // a child or an old person who is lost
	Trapped  = "trapped" // people in a lift, inside
	Help     = "help"    // a bare call, and nothing else
)

// Kinds are all there are.
var Kinds = []string{Fire, Gas, Power, Collapse, Water, Medical, Violence, Suicide, Missing, Trapped, Help}

// A sign is what a kind of danger is told by: one word of each list in one
// clause. Words are separated by "|". An English one begins where a word
// begins; a "_" at its end says that the word ends there too.
type sign struct {
	kind string
	all  []string
}

const (
	person = "人|孩|老伯|大爷|大妈|阿婆|阿姨|爷爷|奶奶|老太|男子|女子|邻居|小朋友|工人|婴儿|宝宝|妈|爸|老公|老婆|姑娘|小伙|租客|同事|学生|我| man_| woman_| person| people| someone| somebody| child| kid_| kids_| boy| girl| baby| neighbour| neighbor| lady| guy| granny| grandma| grandpa| worker| mother| father| mum_| mom_| dad_| husband| wife| he_| she_| they_| we_| i_| toddler| tenant| passenger| student| resident"
	gases  = "煤气|燃气|天然气|瓦斯|液化气|气罐|钢瓶|管道气|气管道| gas_| propane| lpg"
	leaks  = "漏|泄|外冒|嘶嘶|滋滋|跑气| leak| leek| hiss| escap| seep| pouring out| coming out| rupture| burst| hit the| struck| punctur| broken"
	smells = "味|臭|闻到|呛| smell| stink| stank| stench| reek| odor| odour| whiff| sniff| fumes"
	house  = "楼|房|屋|墙|天花板|阳台|脚手架|围墙|塔吊|屋顶|挡土墙|顶棚|雨棚| building| wall| ceiling| roof| balcony| scaffold| crane| house| floor| facade"
	road   = "路|地面|地砖|人行道|马路|桥|井|街| road| street| pavement| sidewalk| ground| bridge| slab| manhole"
)

// signs are what danger is known by without any example.
var signs = []sign{
	{Gas, []string{gases, leaks}},
	{Gas, []string{gases, smells}},
	{Gas, []string{"煤气中毒|一氧化碳|漏煤气|漏气味| gas poisoning| carbon monoxide| rotten egg| gassed"}},

	{Fire, []string{"着火|起火|失火|着了|烧着|烧起来|火势|火苗|窜火|火光|火很大|起明火|大火|火灾了|走火了|浓烟|黑烟|冒烟|冒白烟|冒出烟|烟雾弥漫| on fire| caught fire| catching fire| catches fire| flames| ablaze| blaze| house fire| kitchen fire| is burning| are burning| burning down| burst into| smoke coming| smoke pouring| thick smoke| black smoke| smoke every| full of smoke| smoke fill| smell smoke| smoking batter| battery smok| battery is smok"}},
	{Fire, []string{"爆炸|炸了|爆燃| exploded| explosion| blew up| explode"}},
	{Fire, []string{" fire_", " there is a| theres a| there s a| started| spread| in the| in my| in our| at the| put out| big_| huge_| upstairs| downstairs| kitchen| balcony"}},

	{Power, []string{"电线|电缆|高压线|变压器|插座|电箱|配电箱|电表|开关|电闸|灯杆|路灯|线头|接头| wire| cable| power line| transformer| socket| outlet| fuse box| lamp post| meter box| pole_", "火花|冒火|打火|裸露|掉|断|垂|漏电|带电|麻|电到|爆|炸|放电|露| spark| exposed| down_| hanging| dangling| fallen| fell| live_| bare_| blew| explo| arcing| buzz| shock| snapped"}},
	{Power, []string{"触电|漏电|电击|电到人|被电|被电到| electrocut| electric shock| got shocked| live wire| shocked by"}},
	{Power, []string{"水", "电箱|插座|电线|漏电|电表箱|配电"}},

	{Collapse, []string{house + "|" + road, "塌|坍|垮|倒塌|裂开|陷下去|下陷|倾斜|摇摇欲坠|快要倒|要倒了|砸下| collaps| caved| cave in| giving way| gave way| about to fall| crumbl| leaning| swallow"}},
	{Collapse, []string{"井盖", "没了|不见|缺失|丢|没有|被偷|开着|敞开|掉"}},
	{Collapse, []string{" manhole", " missing| open| no cover| without| gone| stolen"}},
	{Collapse, []string{"坍塌|塌方|塌陷| sinkhole"}},

	{Water, []string{"落水|溺水|淹死|掉河里|掉到河|掉进河|掉水里|掉进水|掉进湖|跳河|跌入河|沉下去|被水冲走|被水困| drown| swept away| fell into the river| fell in the river| into the river| into the canal| into the lake| in the water and| into the pond| went under"}},
	{Water, []string{"水淹|积水|大水|洪水| flood| water", "困|齐腰|到腰|到胸|淹到胸|车里有人|冲走| trapped| chest| waist| inside the car| rescue| people in"}},

	{Medical, []string{"昏迷|晕倒|昏倒|晕过去|失去意识|没意识|没有意识|不省人事|没反应|没有反应|没呼吸|没有呼吸|没心跳|抽搐|口吐白沫|心脏病发|心梗|中风|大出血|流了好多血|流血不止|满头是血|血流|摔断|骨折|爬不起来|起不来|倒地|倒在|晕厥|休克|噎住|叫不醒|窒息|中毒| unconscious| passed out| not breathing| isnt breathing| cant breathe| cannot breathe| stopped breathing| not respond| unresponsive| isnt respond| not moving| isnt moving| heart attack| stroke_| seizure| bleeding| collapsed on| collapsed in| collapsed at| fainted| choking| cant get up| cannot get up| cant stand up| broken leg| lying on the| head injury| overdos"}},
	{Medical, []string{person, "摔倒|摔下|跌倒|被车撞|撞伤|砸伤|砸到|砸中|烫伤|烧伤|咬伤|被狗咬|受伤|流血|摔伤|倒了| was hit| got hit| hit by| run over| badly hurt| injured| fell from| fell down| fell off| wounded| bitten| burned badly| had a fall"}},

	{Violence, []string{"持刀|拿刀|拿着刀|砍人|砍伤|捅|动刀|菜刀|打人|打架|殴打|斗殴|家暴|打老婆|打孩子|毒打|往死里打|掐脖子|抢劫|抢包|入室|撬门|撬锁|闯进|绑架|强奸|猥亵|尾随|性侵|追着打|追着她打|威胁要杀|要杀| with a knife| has a knife| knife| stabb| attack| beating| beat up| beats| punch| assault| fight_| fighting| breaking in| broke in| break in| burglar| robbed| robbery| mugg| kidnap| rape| gun_| gunshot| shots fired| threaten| strangl| domestic violence| domestic abuse| intruder| being followed| hitting"}},

	{Suicide, []string{"自杀|轻生|跳楼|想死|不想活|活不下去|割腕|想不开|要跳|往下跳|吃安眠药|上吊|烧炭|结束生命|自残|遗书| suicid| kill himself| kill herself| kill myself| kill themsel| end it all| end my life| want to die| wants to die| going to jump| wants to jump| about to jump| threatening to jump| hang himself| hang herself| cut her wrist| cut his wrist| self harm"}},

	{Missing, []string{"孩|老人|老伯|爷爷|奶奶|阿婆|大爷|儿子|女儿|妈|爸|痴呆|老年痴呆|失智| child| kid_| son_| daughter| mother| father| grandm| grandf| grandp| grandad| boy| girl| dementia| elderly| toddler", "走丢|走失|丢了|失踪|找不到|不见了|迷路|没回家|没有回家|联系不上| missing| lost_| cannot find| cant find| disappear| wandered off| hasnt come home| not come home| didnt come home| nowhere"}},

	{Trapped, []string{"被困|困在|困住|关在电梯|卡在电梯|电梯困人|出不来|反锁在里|压在下面|被压|被埋|夹住|卡住了人|关在里面|锁在车| trapped| stuck in the lift| stuck in the elevator| stuck in a lift| stuck in an elevator| stuck between floors| stuck inside| pinned| cant get out| cannot get out| locked in| buried under| stuck in our"}},
	{Trapped, []string{person, "电梯里| in the lift| in the elevator| in an elevator| in a lift", "困|卡|停|关| stuck| stopped| shut"}},
}

// no are the words before a sign that take it back; own are those that look so
// and do not: what nobody answers to, what does not stop.
const (
	no  = "没有|没|不是|并非|未|无|不存在|不会|不曾|别|不要|防止|避免|预防|以免|以防| no_| not_| never_| without_| isnt_| wasnt_| arent_| werent_| didnt_| doesnt_| dont_| nobody_| none_| nothing_| hasnt_| havent_| neither_| nor_"
	own = "没人|没反应|没有反应|没呼吸|没有呼吸|没意识|没有意识|没心跳|没多久|没办法|没法|不停|不断|不止|不省|不小心|不得了|不知道|不知|不想活|不敢|不动|不出来|不开|不起来|不见|无法|没命|别人|无缘无故|未知|特别|级别|没气了|没电|没回家|没有回家|没盖|没了|没井盖|没有井盖| not breathing| not respond| not moving| not sure| not only| not come home| no idea| nobody help| no one help| no cover| no breathing| no pulse| not able| not waking| isnt breathing| isnt respond| isnt moving| wasnt breathing| didnt come home| hasnt come home| dont know| nobody answers| do not know| no response| without a cover"
)

// cues are what may make danger another thing: that it is over, that somebody
// only asks. None of them decides alone: they are weighed with all else.
var cues = []struct{ name, words string }{
	{"past", "去年|前年|上次|上个月|上周|昨天|前天|以前|曾经|那次|那年|历史|之前|前几天|几年前|当年| last year| last month| last week| yesterday| ago_| used to| previous| back in| years_| once_| in the past| last night"},
	{"solved", "扑灭|灭了|已灭|修好|解决|处理好|处理完|救出|送医|排除|恢复|安全了|没事了|虚惊|好了|已经换|已修|找到了|回来了|出来了| put out| extinguish| fixed| resolved| repaired| all clear| safe now| false alarm| rescued| found him| found her| was found| is back| are out| got out| was out| over now| turned out| thanks| thank you"},
	{"if", "如果|万一|要是|假如|假设|会不会|怕|担心|容易|可能会|隐患|迟早|存在风险|会引发|引起| if_| in case| what if| could_| might_| worried| worry| risk| hazard| would_| should_| afraid| potential| someday| accident waiting"},
	{"ask", "吗|呢|怎么办理|怎么收费|怎么申请|多少钱|哪里|哪儿|何时|什么时候|能不能|是否|咨询|请问|规定|标准|费|缴|账单|发票|办理|电话是多少| how do| how much| how often| how many| where can| where do| where is| when will| when is| what time| do i need| can i_| may i_| is it allow| rule| fee_| fees| bill_| bills| charge| cost| permit| licence| license| policy| number for| who do i"},
	{"drill", "演习|演练|培训|讲座|宣传|教育|新闻|电影|电视|小说|游戏|比赛|节目|海报|标语|知识|课| drill| training| exercise| lecture| movie| film_| news_| tv_| game| novel| course| poster| leaflet| class_| workshop| safety week"},
	{"figure", "房价|股|火爆|生意|气死|累死|笑死|热死|吵死|爆满|流量|朋友圈|手机没电|人气|火锅|烧烤|炸鸡|气氛|作业| fired| price| rent_| boss| angry| mood| killing me| dying to| to death| bored| on the market| viral| netflix| barbecue| bbq| fireworks| firework| cigarette| smokers| smoking in"},
	{"thing", "报警器|探测器|灭火器|消防栓|消防通道|消防车|热水器|打不着|打火机|轮胎|电梯故障|电梯坏|气表|烟感|烟雾报警|消防演|防火门|鞭炮|烟花|爆竹|自行车|缴费|停气|消防站|气压| detector| alarm| extinguisher| hydrant| fire door| fire lane| fire exit| fire station| fire engine| fire truck| fire escape| tyre| tire_| tires| gas station| gas bill| gas meter| gas stove| gas tank| petrol| chimney| lighter| boiler| fireplace| cooker| balloon"},
	{"now", "正在|现在|快来|赶紧|马上|救命|快点|刚刚|刚才|突然|一直在|快| right now| now_| help_| hurry| quick| urgent| please come| send someone| just_| immediately| asap| emergency| suddenly"},
	{"call", "119|120|110|救护车|消防员|报警|叫警察| ambulance| fire brigade| police| 911| 999"},
}

// but begins a new clause in the middle of a sentence.
const but = "但是|可是|不过|但|然而|结果|而且|现在| but_| however_| although_| and now_| except_| then_"
