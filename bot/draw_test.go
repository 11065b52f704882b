package bot

import (
	"strings"
	"testing"

	"gridbot/flows/drawn"
	"gridbot/flows/grids"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// The page of a notice comes as a document with the buttons under it; photos
// that cannot be fetched, or are none, do not hold up the words.
func TestWhatCannotBeDrawnIsSaidInWords(t *testing.T) {
	o := newOffice(t)
	sheet := world.Letter{To: talk.Chat{ID: chen}, Lang: text.Chinese, Say: talk.Prompt{Say: text.Said("通知书"),
		Draw: &drawn.Drawing{Notice: &drawn.Notice{ID: "1001-1", To: "某店", Items: []drawn.Item{{What: text.Said("清理"), Due: text.Said("今天")}}, Link: "https://t.me/x?start=n1"}}}}
	if _, err := o.sender.send(t.Context(), sheet); err != nil {
		t.Fatal(err)
	}
	served := sheet
	served.Say.Draw = &drawn.Drawing{Notice: &drawn.Notice{ID: "1001-2", Advice: true, Photo: &drawn.Photo{Kind: "photo", ID: "nobody-has-this"}}}
	if _, err := o.sender.send(t.Context(), served); err != nil {
		t.Fatal(err)
	}
	pair := drawn.Pair{Before: drawn.Photo{Kind: "photo", ID: "nobody-has-this"}, After: drawn.Photo{Kind: "photo", ID: "nor-this"}}
	lost := world.Letter{To: talk.Chat{ID: chen}, Lang: text.Chinese, Say: talk.Prompt{Say: text.Said("请核查"), Draw: &drawn.Drawing{Pairs: []drawn.Pair{pair}}}}
	if _, err := o.sender.send(t.Context(), lost); err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, m := range o.telegram.Messages(chen) {
		if m.Out {
			switch {
			case m.Document != nil:
				kinds = append(kinds, "document "+m.Document.FileName+" "+m.Caption)
			default:
				kinds = append(kinds, "words "+m.Text)
			}
		}
	}
	if len(kinds) != 3 || kinds[0] != "document notice-1001-1.pdf 通知书" || kinds[1] != "document notice-1001-2.pdf 通知书" || kinds[2] != "words 请核查" {
		t.Errorf("%q", kinds)
	}
}

// The minutes of a conference come as a page, in the reader's language.
func TestMinutesComeAsAPage(t *testing.T) {
	o := newOffice(t)
	for _, lang := range text.Langs {
		l := world.Letter{To: talk.Chat{ID: chen}, Lang: lang, Say: talk.Prompt{Say: text.Said("纪要"), Draw: &drawn.Drawing{Minutes: &drawn.Minutes{
			ID: "yanchang-1.2", Who: text.Lines(text.Said("赵强"), text.Said("周莉")), Hash: text.Said("ad69e65cc1ec"),
			Items: []drawn.Item{{What: text.Lines(text.Said("软管更换"), text.Said("摸排")), Due: text.Said("12月1日")}}}}}}
		if _, err := o.sender.send(t.Context(), l); err != nil {
			t.Fatal(err)
		}
		said := o.telegram.Messages(chen)
		if m := said[len(said)-1]; m.Document == nil || m.Document.FileName != "minutes-yanchang-1.2.pdf" || m.Document.FileSize < 5000 {
			t.Fatalf("%s: %+v", lang, m)
		}
	}
	sheet := o.sender.words.minutes(text.English, drawn.Minutes{ID: "yanchang-1.2", Hash: text.Said("ad69e65cc1ec"), Items: []drawn.Item{{What: text.Said("hoses"), Due: text.Said("1 Dec")}}})
	if sheet.Title != "Minutes of the joint conference" || sheet.Foot[0].Words != "ad69e65cc1ec" || sheet.Items[0].What != "hoses" || sheet.Link != "" {
		t.Errorf("%+v", sheet)
	}
}

// What is agreed on comes as a page, in the reader's language, with its hash.
func TestAnAgreementComesAsAPage(t *testing.T) {
	o := newOffice(t)
	pact := drawn.Pact{ID: "A1-2", What: text.Said("崧涵庭 · 违停"), Option: "活动桩", Parties: text.Said("水果店 · 面馆"), Hash: text.Said(strings.Repeat("ad69e65c", 8)),
		Items: []drawn.Item{{What: text.Said("谁管钥匙：放下升起"), Due: text.Lines(text.Said("水果店"), text.Said("每天 20:00"))}}}
	for _, lang := range text.Langs {
		l := world.Letter{To: talk.Chat{ID: chen}, Lang: lang, Say: talk.Prompt{Say: text.Said("方案"), Draw: &drawn.Drawing{Pact: &pact}}}
		if _, err := o.sender.send(t.Context(), l); err != nil {
			t.Fatal(err)
		}
		said := o.telegram.Messages(chen)
		if m := said[len(said)-1]; m.Document == nil || m.Document.FileName != "agreement-A1-2.pdf" || m.Document.FileSize < 5000 {
			t.Fatalf("%s: %+v", lang, m)
		}
	}
	if sheet := o.sender.words.pact(text.English, pact); sheet.Title != "Agreement" || sheet.Lines[1].Words != "活动桩" || sheet.Foot[1].Words != strings.Repeat("ad69e65c", 8) {
		t.Errorf("%+v", sheet)
	}
}

// Where the cases of a list are comes as a picture, in the reader's language; a list
// of nowhere is a picture all the same.
func TestAListComesAsAMap(t *testing.T) {
	o := newOffice(t)
	o.sender.district = demo(t)
	late := drawn.Mark{Point: grids.Point{Lat: 31.2760, Lon: 121.4430}, Late: true}
	for _, marks := range [][]drawn.Mark{nil, {late, {Point: grids.Point{Lat: 31.2842, Lon: 121.4580}}, {Point: grids.Point{Lat: 91, Lon: 400}}}} {
		for _, lang := range text.Langs {
			l := world.Letter{To: talk.Chat{ID: chen}, Lang: lang, Say: talk.Prompt{Say: text.Said("地图"), Draw: &drawn.Drawing{Map: &drawn.Map{
				Title: text.Said("未结事项"), Grid: "yanchang", Marks: marks}}}}
			if _, err := o.sender.send(t.Context(), l); err != nil {
				t.Fatal(err)
			}
			said := o.telegram.Messages(chen)
			if m := said[len(said)-1]; len(m.Photo) == 0 || m.Caption != "地图" {
				t.Errorf("%s: %+v", lang, m)
			}
		}
	}
}
