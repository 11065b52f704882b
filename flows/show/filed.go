package show

import (
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
