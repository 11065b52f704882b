package reception

import (
	"strings"

	"gridbot/flows/acts"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// greetings are no report: whoever says hello is greeted.
var greetings = map[string]bool{
	"你好": true, "您好": true, "在吗": true, "在么": true, "有人吗": true, "早上好": true, "晚上好": true, "谢谢": true, "谢谢您": true, "收到": true, "好的": true, "好": true, "嗯": true,
	"hello": true, "hi": true, "你们好": true, "您们好": true, "大家好": true, "hey": true, "good morning": true, "good evening": true, "thanks": true, "thank you": true, "ok": true, "okay": true,
}

// Subject is who comes in: greeted, helped on, spoken to in their
// language, let out of what they began.
func Subject() acts.Subject {
	return acts.Subject{
		Name:  "reception",
		Words: Words,
		Commands: []acts.Command{
			{Name: "start", Does: start},
			{Name: "help", Line: text.T("command.help"), Place: 16, Does: func(x *acts.Turn, _ string) error { help(x); return nil }},
			{Name: "language", Line: text.T("command.language"), Place: 15, Need: acts.NeedMine, Does: language},
			{Name: "settings", Need: acts.NeedMine, Does: language},
			{Name: "cancel", Line: text.T("command.cancel"), Place: 29, Does: func(x *acts.Turn, _ string) error { return x.Cancel() }},
		},
		Hears: []acts.Hearing{{
			Is: func(_ *world.World, e talk.Event) bool {
				return greetings[strings.ToLower(strings.Trim(e.Text, " !！.。,，~?？"))]
			},
			Does: func(x *acts.Turn) error { return start(x, "") },
		}},
	}
}
