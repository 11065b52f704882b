package answer

import "regexp"

var (
	// placed are the marks of a place in words.
	placeMarks = regexp.MustCompile(`(?i)[0-9０-９]|[路街弄巷号楼室栋幢座门旁边桥站店馆场园区院校超市司厂库层梯台]|对面|附近|隔壁|后面|前面|单元|厨房|家里|我家|屋里|地下|河|口$|` +
		`\b(road|street|lane|avenue|building|block|flat|floor|gate|near|behind|opposite|next|beside|front|corner|bridge|station|shop|store|school|park|garage|basement|kitchen|home|house|room|roof|stairs?|stairwell|entrance|lift|elevator|market|hospital|river|yard)\b`)
	// talkMarks are what one says to somebody, and no place is called.
	talkMarks = regexp.MustCompile(`(?i)[你我他她它们快啊吗呢吧呀哦没来还怎么谁死救急怕]|越来|不知|不要|不做|不在|不行|谢谢|好的|知道|` +
		`\b(i|im|you|we|they|he|she|it|is|are|am|not|no|dont|please|hurry|come|coming|quick|quickly|why|how|what|who|when|fast|now|help|thanks|thank|ok|okay|yes|know|growing|worse|god)\b`)
)

// NoPlace tells whether words say something to somebody, and nothing of where it is.
func NoPlace(words string) bool {
	return talkMarks.MatchString(words) && !placeMarks.MatchString(words)
}
