package flows

import (
	"regexp"
	"slices"
	"strings"

	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// What the bot calls things is heard when somebody writes it and nothing else: S3, A1,
// topic 1, my shop. It is as if they had sent the command, so that everybody reads what
// is theirs to read.

// ourNames are how people name something of ours, folded, and the command that shows it.
// What follows a name may be what they want there: that is on its card.
var ourNames = []struct {
	is      *regexp.Regexp
	command string
}{
	{regexp.MustCompile(`^s ?(\d{1,6})` + wanted), "shop"},
	{regexp.MustCompile(`^a ?(\d{1,6})` + wanted), "accord"},
	{regexp.MustCompile(`^(?:重点)?议题 ?(\d{1,6})` + wanted), "topics"},
	{regexp.MustCompile(`^(?:key )?topic ?(\d{1,6})` + wanted), "topics"},
	{regexp.MustCompile(`^(?:我的店|我开的店|我家店|开店)(?:的事)?(?:办到哪(?:一步)?了?|到哪(?:一步)?了?|办得怎么样了?|怎么样了)()$`), "shop"},
	{regexp.MustCompile(`^(?:how far is|what about|where is|status of) my (?:shop|restaurant|shop application)()$`), "shop"},
	{regexp.MustCompile(`^(?:怎么|怎样|如何|在哪|去哪|到哪)(?:里|儿)?(?:缴费|交费|付费|交钱|付钱)()$`), "dues"},
	{regexp.MustCompile(`^(?:how|where|whom?) (?:do|can|should) i pay(?: it| my share)?()$`), "dues"},
}

// wanted is what may stand behind a name.
const wanted = `(?: ?(?:撤回|不办了|打开|进度|到哪了|到哪一步了|办到哪了|办到哪一步了|怎么样了|好了吗|withdraw|open|status|how far))?$`

// namedIn are the dialogues in which a name is no answer, besides none at all.
var namedIn = []string{"", "which", "shopgive"}

// onPage is the choice that words mean which were written right after a page of buttons.
func onPage(w *world.World, e talk.Event) talk.Event {
	command, page, _ := strings.Cut(w.Session.Page, "|")
	c := theBook.Commands[command]
	if w.Session.Dialogue != "" || c.Heard == nil || !c.Allows(w.Me.Role) {
		return e
	}
	if choice, ok := c.Heard(w, page, e.Text); ok {
		e.Command, e.Payload, e.Text = command, choice, ""
	}
	return e
}

// named is the command that words stand for.
func named(w *world.World, e talk.Event) talk.Event {
	if e.Text == "" || e.Press != "" || e.Command != "" || e.Edited || e.Clock != nil || e.Chat.Group || len(e.Files) > 0 || e.Point != nil || !slices.Contains(namedIn, w.Session.Dialogue) {
		return e
	}
	said := strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(strings.Trim(e.Text, " .。!！?？,，")))
	for _, n := range ourNames {
		if m := n.is.FindStringSubmatch(said); m != nil {
			e.Command, e.Payload, e.Text = n.command, m[1], ""
			return e
		}
	}
	return onPage(w, e)
}
