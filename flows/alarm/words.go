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

// A notion is one thing that is spoken of, in many words. Words are separated
// by "|". An English one begins where a word begins; a "_" at its end says that
// the word ends there too.
type notion struct{ name, words string }

// notions are what danger, and what is like it, is made of. Two of them in one
// clause say more than each alone: which pairs are danger is learned.
var notions = []notion{
	{"person", "人|孩|囡|老伯|大爷|大妈|大叔|阿婆|阿姨|爷爷|奶奶|老太|男子|男的|女的|女子|小朋友|工人|师傅|婴儿|宝宝|妈|爸|老公|老婆|丈夫|妻子|姑娘|小伙|同事|学生|同学|我弟|我哥|我姐|我妹|儿子|女儿|司机|业主|保安|住户|他|她| man_| men_| woman_| women_| person| people| someone| somebody| child| kid_| kids_| boy| girl| baby| toddler| neighbour| neighbor| lady| guy| granny| grandma| grandpa| grandmother| grandfather| worker| mother| father| mum_| mom_| dad_| husband| wife| brother| sister| son_| daughter| he_| she_| they_| him_| her_| tenant| passenger| student| resident| driver| rider| flatmate| roommate| friend| customer| pedestrian| cyclist| passer| anyone| pensioner| teenager"},
	{"self", "我| i_| im_| my_| me_| we_| us_| our_| were_| ive_| id_"},
	{"weak", "孩|老人|老伯|爷爷|奶奶|阿婆|大爷|老太|外公|外婆|儿子|女儿|妈|爸|囡|娃|痴呆|失智|智力|自闭|阿尔茨海默|孙|岁|精神病| child| kid_| son_| daughter| mother| father| mum_| mom_| dad_| grandm| grandf| grandp| grandad| granny| boy| girl| dementia| alzheimer| autis| elderly| toddler| old man| old lady| old woman| confused| teenager| year old| yo_| pensioner| patient"},
	{"gas", "煤气|燃气|天然气|瓦斯|液化气|气罐|钢瓶|管道气|气管道|气瓶|阀门|灶| gas_| gaz_| propane| lpg| mercaptan| cylinder| stove| cooker| hob_| valve"},
	{"co", "煤气中毒|一氧化碳| carbon monoxide| co detector| co alarm| gassed| fumes"},
	{"leak", "漏|泄|外冒|嘶嘶|滋滋|呲呲|跑气|窜气|冲出来|喷| leak| leek| hiss| escap| seep| pouring| coming out| gushing| whistl| blowing| flowing"},
	{"broke", "挖断|挖破|挖到|挖爆|铲断|打穿|钻破|撞断|破裂|断裂|爆了|崩| ruptur| burst| hit the| hit a_| struck| punctur| broke| cut the| cut a_| cut into| drilled| severed| snapped"},
	{"smell", "味|臭|闻到|呛|刺鼻|熏| smell| stink| stank| stench| reek| odor| odour| whiff| sniff"},
	{"dizzy", "头晕|发晕|恶心|头痛|头疼|想吐|呕吐|难受|浑身没力| dizz| nause| headache| faint| vomit| throwing up| sick| drowsy| lighthead| light head"},
	{"fire", "着火|起火|失火|着了|烧着|烧起来|烧了起来|火势|火苗|窜火|火光|火很大|火好大|明火|大火|火灾|走火|火焰|火海|救火| on fire| caught fire| catching fire| catches fire| flame| ablaze| blaze| alight| fire started| is a fire| a fire_| fire in_| fire at_| fire on_| house fire| kitchen fire| grass fire| car fire| chute fire| chimney fire| fire fire"},
	{"burn", "烧|焦|糊味|烫|燃| burn| scorch| overheat| too hot| red hot| glowing| ember| smould"},
	{"smoke", "浓烟|黑烟|冒烟|冒白烟|冒出烟|烟雾|烟从|全是烟|都是烟|烟很大| smoke| smoking| smok"},
	{"blast", "爆炸|炸了|爆燃|爆响|轰的一声|砰| explod| explosion| blew up| blast| loud bang| bang_"},
	{"battery", "电池|电瓶|锂电|充电| batter| lithium| charger| powerbank| power bank"},
	{"swell", "鼓包|鼓起|发烫|膨胀| swell| swoll| bulg| hot to touch"},
	{"wire", "电线|电缆|高压线|变压器|插座|电箱|配电|电表|开关|电闸|灯杆|路灯|线头|接头|电杆|供电|空开|线路|广告牌|充电桩| wire| cable| power line| powerline| transformer| socket| outlet| fuse| lamp post| light pole| lamp| meter box| electric| pole_| switchboard| panel| light fitting| ceiling light| handrail| voltage| substation"},
	{"spark", "火花|冒火|打火|放电|滋滋响|噼啪|火星|短路| spark| arcing| arcs_| buzz| crackl| sizzl| fizz| zapp| short circuit"},
	{"shock", "触电|漏电|电击|电到|被电|带电|发麻|麻手|手麻|电人| electrocut| shock| tingl| live_| zapped| electrified| stray voltage"},
	{"bare", "裸露|裸|断了|断落|掉|垂|露出|耷拉|拉断|落在| exposed| bare_| down_| downed| hanging| dangling| dangl| fallen| fell_| low_| snapped"},
	{"water", "水| water| rain| flood| puddle"},
	{"flood", "洪水|大水|水淹|水漫|倒灌|没顶|齐腰|到腰|到胸|淹了|淹到|水位| flood| rising| chest| waist| current| swept| burst its bank| deep water| under water| underwater"},
	{"river", "河|湖|池塘|水池|喷水池|泳池|水塘|江|井里|水里| river| canal| lake| pond| creek| pool| stream| in the water| into the water"},
	{"into", "掉进|掉到|掉下|掉河|掉水|掉入|落水|落入|跌入|跌进|滑进|跳河|跳进|跳下|坠入|沉下|扑腾|没上来|没站起来|漂着| fell in| fallen in| falls in| fell off| slipped into| jumped in| into the| went under| hasnt come up| cannot swim| cant swim| sinking| floating"},
	{"drown", "溺水|落水|淹死|溺| drown| swept away"},
	{"house", "楼|房|屋|墙|天花板|阳台|脚手架|塔吊|顶棚|雨棚|门头|工棚|楼板| building| wall| ceiling| roof| balcony| scaffold| crane| house| floor| facade| canopy| stair| bridge| shed"},
	{"road", "路|地面|地砖|人行道|桥|地基|边坡| road| street| pavement| sidewalk| ground| bridge| slab| crossing| lane| asphalt| carriageway| embankment| footpath"},
	{"cover", "井盖|窨井|下水井| manhole| drain cover| basin cover| grate| cover_| hatch"},
	{"gone", "没了|不见|缺失|丢|被偷|开着|敞开|掀|没盖|没有盖|张着| missing| open_| gone| stolen| no cover| without a cover| without cover"},
	{"collapse", "塌|坍|垮|倒塌|崩塌|滑坡|砸下| collaps| caved| cave in| cavein| giving way| gave way| sinkhole| swallow| crash| slid_| landslide| subsid| rubble| came down"},
	{"tilt", "裂|倾斜|歪|摇摇欲坠|快要倒|要倒|晃|下沉|下陷|沉降|变形|异响| crack| lean| tilt| crumbl| sway| shak| bow| buckl| sag"},
	{"fall", "要掉|快掉|掉下来|掉下|坠落|落下来|悬|挂着| about to fall| will fall| going to fall| falling| any second| about to come down| by a thread| hang"},
	{"under", "压在|被压|被埋|埋在|砸到|砸中|砸伤|夹住|卡住| pinned| buried| crushed| fell on| under the_| beneath| underneath| landed on"},
	{"out", "昏迷|晕倒|昏倒|昏过去|晕过去|晕厥|失去意识|没意识|没有意识|意识不清|不省人事|没反应|没有反应|没呼吸|没有呼吸|没心跳|叫不醒|喊不醒|叫不应|没动静|一动不动|休克|没气|翻白眼| unconscious| passed out| not breathing| isnt breathing| stopped breathing| not respond| isnt respond| unrespons| doesnt respond| not react| wont wake| isnt waking| not waking| not moving| isnt moving| lifeless| no pulse| fainted| blacked out| collapsed on| collapsed in the| collapsed at| has collapsed| he collapsed| she collapsed"},
	{"ill", "抽搐|口吐白沫|心脏病|心梗|中风|脑溢血|噎住|卡喉|窒息|喘不过气|呼吸困难|胸口|胸痛|胸闷|中毒|过敏|中暑|误服|误食|吞了|喝了农药|羊水|要生了|难产|发作|癫痫|高烧|低血糖|药吃| cant breathe| cannot breathe| hard to breathe| heart attack| stroke| seizure| fitting_| chok| chest pain| chest hurts| allergic| swallowed| overdos| poison| heatstroke| heat stroke| in labour| in labor| giving birth| epilep| asthma| wrong medicine| drank| throat| diabetic| hypotherm"},
	{"blood", "血|断了腿|骨折|伤口|割伤| blood| bleed| fractur| broken leg| broken arm| head injury| broke his| broke her| gash| wound"},
	{"hurt", "受伤|伤者|摔伤|撞伤|砸伤|烫伤|烧伤|咬伤|刺伤|重伤|痛得|疼得|动不了|站不起来|起不来|爬不起来|坐不起来|腿断| injur| badly hurt| is hurt| are hurt| was hurt| burnt| burned| cant get up| cannot get up| cant stand| cant move| cannot move| in pain| severe| bitten| screaming in pain"},
	{"tumble", "摔|跌|滚下|栽倒|倒地|倒在|躺在|趴在|晕| fell_| fallen| had a fall| slipped| tripped| lies_| lying| lay_| on the floor| on the ground| face down"},
	{"crash", "被车撞|撞人|撞了|车祸|撞到|撞飞|翻车|追尾|碾| hit by| was hit| got hit| run over| ran over| knocked down| knocked over| crash| collision| overturned"},
	{"knife", "刀|斧|枪|铁棍|棍子|砖头砸|酒瓶|硫酸|炸弹|爆炸物| knife| knives| axe_| gun_| guns| machete| gunshot| shots| bomb| weapon| hammer| iron bar| acid_"},
	{"beat", "打人|打架|殴打|斗殴|围殴|家暴|打老婆|打孩子|打我|打妈妈|打女|打死|毒打|往死里|掐|扇耳光|踢|打得|动手|砍|捅|拳|暴打|追着打|拖着|拽| attack| beat| punch| assault| fight| kick| stabb| strangl| hit me| hits me| hits his| hitting| slapp| drag| grabb| domestic| violen| brawl| chok"},
	{"rob", "抢劫|抢包|抢了|入室|撬门|撬锁|闯进|破门|绑架|强奸|猥亵|尾随|跟踪|性侵|小偷|骚扰|偷窥|非礼|拐| breaking in| broke in| break in| breaking into| broke into| burglar| robbed| robber| mugg| kidnap| rape| intruder| follow| stalk| molest| grop| thief| prowler| abduct"},
	{"threat", "要杀|杀了|杀人|威胁|弄死|恐吓|砍死|同归于尽| threaten| kill me| kill us| kill you| kill her| kill him| wants to kill| hold.* hostage| hostage| going to hurt| at risk from"},
	{"scream", "尖叫|惨叫|喊救命|呼救|求救|喊叫|哭喊|哭声|救命| scream| shouting for help| crying for help| calling for help| yelling for help| bangs on| banging on| shouting from"},
	{"suicide", "自杀|轻生|跳楼|想死|寻死|不想活|活不下去|活着没|活够|割腕|想不开|要跳|往下跳|跳下去|安眠药|上吊|烧炭|结束生命|结束自己|自残|遗书|解脱|一了百了|离开这个世界| suicid| kill himself| kill herself| kill myself| kill themsel| killing myself| end it| end my life| ending my life| end her life| end his life| want to die| wants to die| to die_| be dead| better off| going to jump| wants to jump| about to jump| threatening to jump| jumper| jump off| jump from| hang himself| hang herself| hang myself| cut her wrist| cut his wrist| my wrist| self harm| harm herself| harm himself| harm myself| goodbye| farewell| without me| without him| dont want to live| no reason to live| not want to live| cant go on| sleeping pills| pesticide"},
	{"edge", "天台|楼顶|顶楼边|窗台|护栏外|栏杆外|桥上|边沿|阳台外|窗外|窗户外|悬空|爬到|翻过| roof| ledge| window sill| windowsill| edge| parapet| over the rail| outside the| bridge rail| climb"},
	{"lost", "走丢|走失|丢了|失踪|找不到|不见了|迷路|没回家|没有回家|没回来|联系不上|不知去向|跑丢|离家出走|认不得家|不认得|跟家人| missing| lost_| lost our| lost my| cannot find| cant find| disappear| vanish| wander| hasnt come home| not come home| didnt come home| didnt return| not returned| isnt back| isnt home| still out| hasnt been seen| not been seen| ran away| run away| walked off| got out again| doesnt know where| doesnt know his| doesnt know her| no parents"},
	{"lift", "电梯|轿厢| lift_| lifts_| elevator| cabin"},
	{"inside", "里面|有人|在里|关在|里头|几个人|还有人|屋里|门内| inside| people in| person in| between floors| in it_| still in| with people| we_| us_| somebody in| someone in"},
	{"stuck", "被困|困在|困住|困了|卡在|卡住|关在|关住|出不来|出不去|反锁|夹住|夹在|堵在|锁在|停在半| trapped| stuck| pinned| cant get out| cannot get out| locked in| locked himself| locked herself| locked on| locked inside| caught in| wedged| doors wont open| door wont open| cant open"},
	{"animal", "猫|狗|犬|鸟|宠物| cat_| cats_| kitten| dog_| dogs_| bird| pet_| pets_| puppy| fox_| squirrel| rat_| rats_"},
	{"car", "车| car_| cars_| truck| van_| vehicle| bus_| scooter| motorbike| bike"},
	{"tree", "树| tree| branch"},
	{"now", "正在|现在|快来|赶紧|马上|快点|快叫|刚刚|刚才|突然|一下子|在线等|急| right now| now_| hurry| quick| urgent| please come| send someone| send help| just_| immediately| asap| emergency| suddenly"},
	{"call", "119|120|110|救护车|消防员|报警|警察| ambulance| fire brigade| fire department| police| 911| 999"},
	{"habit", "天天|经常|总是|每天|常年|每晚|长期|老是|一直|每次|每到| every day| everyday| always| every night| every morning| every evening| all the time| often| regularly| constantly| daily| each morning| for weeks| for months| all weekend| all day"},
	{"past", "去年|前年|上次|上个月|上周|昨天|前天|以前|曾经|那次|那年|历史|之前|前几天|几年前|当年|过| last year| last month| last week| yesterday| ago_| used to| previous| back in| years_| once_| last night| last winter| last summer"},
	{"solved", "扑灭|灭了|已灭|修好|解决|处理好|处理完|处理了|救出|送医|排除|恢复|安全了|没事了|虚惊|好了|已经换|已修|找到了|回来了|出来了|平安|已经没| put out| extinguish| fixed| resolved| repaired| all clear| safe now| is safe| false alarm| rescued| found him| found her| was found| is back| are out| got out| was out| over now| turned out| thanks| thank you| no longer| already"},
	{"if", "如果|万一|要是|假如|会不会|怕|担心|容易|可能会|隐患|迟早|风险|会引发|引起|危险| if_| in case| what if| could_| might_| worried| worry| risk| hazard| would_| should_| afraid| potential| someday| accident waiting| dangerous"},
	{"ask", "吗|呢|怎么办理|怎么收费|怎么申请|多少钱|哪里|哪儿|何时|什么时候|能不能|是否|咨询|请问|规定|标准|费|缴|账单|发票|办理|建议|希望|要求|想问| how do| how much| how often| how many| how long| where can| where do| where is| when will| when is| what time| do i need| can i_| can you| may i_| is it allow| is there| are there| rule| fee_| fees| bill_| bills| charge| cost| permit| licence| license| policy| number for| who do i| who is| please install| suggest| request"},
	{"drill", "演习|演练|培训|讲座|宣传|教育|新闻|电影|电视|小说|游戏|比赛|节目|海报|标语|知识|安全课|视频里| drill| training| exercise| lecture| movie| film_| news_| tv_| game| novel| course| poster| leaflet| class_| workshop| safety week| show_| book_"},
	{"figure", "房价|股票|股市|股价|火爆|生意|气死|累死|笑死|热死|吵死|臭死|爆满|流量|朋友圈|人气|火锅|烧烤|炸鸡|炸串|作业|困扰|心情|油烟|鞭炮|烟花|爆竹| fired| price| rent_| boss| angry| mood| killing me| dying to| to death| bored| on the market| viral| barbecue| bbq| firework| cigarette| cooking| kitchen fumes| restaurant| smokers"},
	{"thing", "报警器|探测器|灭火器|消防栓|消防通道|消防车|消防门|消防设|热水器|打不着|打火机|轮胎|电梯故障|电梯坏|气表|烟感|防火门|自行车|缴费|停气|消防站|气压|喇叭|停车|垃圾|落水管| detector| alarm| extinguisher| hydrant| fire door| fire lane| fire exit| fire station| fire engine| fire truck| fire escape| fire route| fire path| fire access| fire stair| fire hazard| tyre| tire_| tires| gas station| gas bill| gas meter| petrol| lighter| boiler| fireplace| balloon| park| bin_| downpipe| drainpipe"},
}

// signs are the notions that are danger when they stand in one clause: what is
// believed before any example.
var signs = []struct {
	kind string
	all  []string
}{
	{Gas, []string{"gas", "leak"}}, {Gas, []string{"gas", "smell"}}, {Gas, []string{"gas", "broke"}}, {Gas, []string{"gas", "dizzy"}}, {Gas, []string{"co"}},
	{Fire, []string{"fire"}}, {Fire, []string{"smoke"}}, {Fire, []string{"blast"}}, {Fire, []string{"battery", "swell"}},
	{Power, []string{"wire", "spark"}}, {Power, []string{"wire", "shock"}}, {Power, []string{"wire", "bare"}}, {Power, []string{"shock"}}, {Power, []string{"wire", "water", "leak"}},
	{Collapse, []string{"house", "collapse"}}, {Collapse, []string{"road", "collapse"}}, {Collapse, []string{"house", "tilt"}}, {Collapse, []string{"cover", "gone"}},
	{Water, []string{"drown"}}, {Water, []string{"person", "into", "river"}}, {Water, []string{"person", "flood"}},
	{Medical, []string{"out"}}, {Medical, []string{"person", "ill"}}, {Medical, []string{"person", "blood"}}, {Medical, []string{"person", "hurt"}}, {Medical, []string{"weak", "tumble"}}, {Medical, []string{"person", "crash"}},
	{Violence, []string{"person", "knife"}}, {Violence, []string{"person", "beat"}}, {Violence, []string{"rob"}}, {Violence, []string{"threat"}},
	{Suicide, []string{"suicide"}}, {Suicide, []string{"person", "edge"}},
	{Missing, []string{"weak", "lost"}},
	{Trapped, []string{"person", "stuck"}}, {Trapped, []string{"lift", "stuck"}}, {Trapped, []string{"self", "stuck"}}, {Trapped, []string{"lift", "inside"}}, {Trapped, []string{"person", "under"}},
}

// softens are the notions that may make danger another thing: that it is over,
// that somebody only asks, or only speaks so. None of them decides alone.
var softens = []string{"animal", "habit", "past", "solved", "if", "ask", "drill", "figure", "thing"}

// no are the words before a notion that take it back; own are those that look
// so and do not: what nobody answers to, what does not stop.
const (
	no  = "没有|没|不是|并非|未|无|不存在|不会|不曾|别|不要|防止|避免|预防|以免|以防| no_| not_| never_| without_| isnt_| wasnt_| arent_| werent_| didnt_| doesnt_| dont_| nobody_| none_| nothing_| hasnt_| havent_| neither_| nor_"
	own = "没人|没反应|没有反应|没呼吸|没有呼吸|没意识|没有意识|没心跳|没多久|没办法|没法|没敢|没站|没上来|没动静|没气|没电|没回|没有回|没盖|没了|没井盖|没有井盖|没顶|不停|不断|不止|不省|不小心|不得了|不知|不想活|不敢|不动|不出|不开|不起|不见|不到|不了|不上|不清|不应|不醒|无法|没命|别人|无缘无故|未知|未成年|特别|级别|区别| not breathing| not respond| not moving| not sure| not only| not come home| no idea| nobody help| no one help| no cover| no breathing| no pulse| no parents| not able| not waking| not react| isnt breathing| isnt respond| isnt moving| isnt waking| isnt back| wasnt breathing| didnt come home| didnt return| hasnt come| hasnt been seen| dont know| doesnt know| doesnt respond| nobody answers| nobody home| do not know| no response| without a cover| dont want to live| without me| without him| no reason to"
)

// but begins a new clause in the middle of a sentence.
const but = "但是|可是|不过|但|然而|结果|而且|现在| but_| however_| although_| and now_| except_| then_"
