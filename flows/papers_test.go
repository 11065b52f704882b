package flows_test

import (
	"strings"
	"testing"

	"gridbot/flows/room"
	"gridbot/flows/talk"
)

// A file of a resident is refused and kept nowhere; what they say with it is heard, also
// that it is dangerous. The staff may send files.
func TestAResidentsFileIsRefusedAndTheirWordsAreHeard(t *testing.T) {
	t.Parallel()
	r := room.New(t)
	file := []talk.File{{Kind: "document", ID: "secretfile", Unique: "secretunique"}}
	said := func(id int64, words string) string {
		ch := r.Happen(talk.Event{ID: "1-0", From: talk.Sender{ID: id, Name: "甲"}, Chat: talk.Chat{ID: id}, Language: "zh-hans", Text: words, Files: file})
		all := string(room.Freeze(t, ch))
		if strings.Contains(all, "secretfile") || strings.Contains(all, "secretunique") {
			t.Errorf("%q: the file is kept: %s", words, all)
		}
		return all
	}
	if all := said(7001, ""); !strings.Contains(all, "papers.refused") {
		t.Errorf("a file alone: %s", all)
	}
	if all := said(7001, "垃圾没人清"); !strings.Contains(all, "papers.refused") || !strings.Contains(all, "垃圾没人清") {
		t.Errorf("a file with words: %s", all)
	}
	if all := said(7002, "崧涵庭3号楼着火了"); !strings.Contains(all, "papers.refused") || !strings.Contains(all, `"danger":true`) {
		t.Errorf("a file with danger: %s", all)
	}
}
