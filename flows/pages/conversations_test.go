package pages_test

import (
	"testing"

	"gridbot/flows/room"
)

func TestConversations(t *testing.T) { room.Conversations(t, "testdata") }
