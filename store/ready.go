package store

import (
	"gridbot/flows/cases"
	"gridbot/flows/fastjson"
	"gridbot/flows/talk"
	"gridbot/flows/world"
)

// Ready makes the process ready to read and write what most updates read and write.
func Ready() error {
	if err := fastjson.ReadyToWrite(cases.Case{}, keptPerson{}, talk.Session{}, world.Letter{}, world.Flood{}, world.Logged{}); err != nil {
		return err
	}
	return fastjson.ReadyToRead(cases.Case{}, keptPerson{}, talk.Session{}, world.Flood{})
}
