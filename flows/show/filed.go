package show

import (
	"fmt"
	"strings"

	"gridbot/flows/cases"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// How a case came that somebody of the staff filed: the door and its number
// elsewhere are for everybody who works on it; how to reach who told of it is for
// those who lead alone.

// DoorTexts name the doors; "" is danger that was told before anybody said.
var DoorTexts = map[cases.Door]text.Text{
	"": text.T("door"), cases.DoorHotline: text.T("door.hotline"), cases.DoorPhone: text.T("door.phone"), cases.DoorVisit: text.T("door.visit"),
	cases.DoorOrder: text.T("door.order"), cases.DoorPatrol: text.T("door.patrol"), cases.DoorCamera: text.T("door.camera"), cases.DoorFound: text.T("door.found"),
}

// FilingText says by which door it came, and under which number.
func FilingText(f cases.Filing) text.Text {
	switch {
	case f.Fixed:
		return text.T("filed.fixed")
	case f.Ref != "":
		return text.T("filed.ref", "door", DoorTexts[f.Door], "ref", f.Ref)
	}
	return text.T("filed", "door", DoorTexts[f.Door])
}

func filedText(c cases.Case) text.Text {
	if c.Filed == nil {
		return text.Text{}
	}
	return FilingText(*c.Filed)
}

// callerText is how to reach who told of it; as of a reporter, nobody reads it
// while nobody knows whose case it is.
func callerText(w *world.World, c cases.Case, k cases.Card) text.Text {
	if c.Filed == nil || c.Everywhere() && w.Holder(k).Role != world.Coordinator {
		return text.Text{}
	}
	if c.Filed.Caller == "" {
		return text.Text{}
	}
	return text.T("card.caller")
}

// echoText says how often an alarm was rung, or that it came with another one. By
// whom is nobody's to read: of two alarms of one person one may be anonymous.
func echoText(c cases.Case, as cases.View) text.Text {
	switch {
	case c.Echo != 0 || c.With != 0:
		return text.T("card.echo")
	case len(c.Others) > 0:
		return text.T("card.others", "n", len(c.Others)+1, "numbers", strings.Trim(fmt.Sprint(c.Others[max(0, len(c.Others)-8):]), "[]"))
	case c.Echoes != 0 && as == cases.ViewLead:
		return text.Lines(text.T("card.echoes", "n", c.Echoes+1), text.T("card.mute", "number", c.Number))
	case c.Echoes != 0:
		return text.T("card.echoes", "n", c.Echoes+1)
	}
	return text.Text{}
}

// pastText says past whom a case goes, to who may read it.
func pastText(w *world.World, c cases.Case) text.Text {
	switch {
	case c.Past == "":
		return text.Text{}
	case c.Past == cases.PastAll:
		return text.T("card.past.all")
	}
	return text.T("card.past", "grid", GridName(w, c.Past))
}
