package cases

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/grids"
	"gridbot/flows/text"

	"pgregory.net/rapid"
)

// secrets are what people said of themselves, each found nowhere else.
const (
	mobile   = "13800001111"
	herFlat  = "楼上502找李秀英"
	herWords = "煤气味很重，打李秀英13800001111"
)

// crowded is a case with somebody in every corner of it.
func crowded(s Status, danger bool) Case {
	c := standing(s)
	c.Danger = danger
	c.By = Reporter{ID: ana, Name: "李秀英", Lang: text.Chinese}
	c.What = herWords
	c.Place = Place{Name: text.Said(herFlat), More: "502", Point: &grids.Point{Lat: 31.2701234, Lon: 121.4501234}}
	c.Facts = []Fact{{Ask: "smell", Value: "yes"}, {Ask: "phone", Value: mobile}}
	c.Files = append(c.Files, File{Kind: KindVoice, ID: "her-voice", Phase: PhaseReport}, File{Kind: KindPhoto, ID: "her-photo", Phase: PhaseNote},
		File{Kind: KindPhoto, ID: "evas-photo", Phase: PhaseNote}, File{Kind: KindPhoto, ID: "after", Phase: PhaseAfter})
	c.Log = append(c.Log,
		Entry{At: 5, By: ana, Part: PartReporter, Do: Add, Note: text.Said("我的电话" + mobile), Files: []string{"her-photo"}},
		Entry{At: 6, By: eva, Part: PartJoiner, Do: Join, Note: text.Said("我是302的"), Files: []string{"evas-photo"}},
		Entry{At: 7, By: wu, Part: PartAssignee, Do: Note, Note: text.Said("敲了门")},
		Entry{At: 8, By: lead, Part: PartLead, Do: Correct, Fix: &Correction{Of: OfPlace, Was: text.Said(herFlat), Now: text.Said("崧涵庭")}},
		Entry{At: 9, By: shop, Part: PartAddressee, Do: Prove, Note: text.Said("店主说好了")})
	c.Joined = []Joiner{{ID: eva, Name: "302王", At: 6}}
	c.Cards = []Card{{Chat: ana, As: ViewReporter}, {Chat: eva, As: ViewJoiner}, {Chat: wu, As: ViewWorker}}
	c.Notices = []Notice{{ID: "1-1", At: 4, By: wu, To: "李秀英面馆", Witness: "居委张", Token: "t", Followers: []int64{shop},
		Items: []Item{{What: text.T("x"), Due: 99}}}}
	c.Legs = []Leg{{N: 1, Agency: "gas", Ask: text.Said("找李秀英"), Status: LegFinished, Deeds: []Deed{{ID: "gas-off", At: 8, By: gasman}}}}
	return c
}

func choices(f Fact) bool { return f.Value == "yes" }

func written(t interface{ Fatal(...any) }, c Case) string {
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWhoWantsToBeForgottenIsNowhereInTheCase(t *testing.T) {
	for status := range types {
		for _, danger := range []bool{false, true} {
			c := crowded(status, danger)
			before := written(t, c)
			next := c.Forget(ana, 77, choices)
			if written(t, c) != before {
				t.Fatalf("%s: the case that was read is changed", status)
			}
			if next.Outsiders()[ana] || slices.ContainsFunc(next.Cards, func(k Card) bool { return k.Chat == ana }) {
				t.Errorf("%s: it knows who told of it: %s", status, written(t, next))
			}
			open := status.Type() == Open
			for _, secret := range []string{mobile, "我的电话", "her-voice", "her-photo", `"name":"李秀英"`} {
				if strings.Contains(written(t, next), secret) {
					t.Errorf("%s, danger %v: %s is in %s", status, danger, secret, written(t, next))
				}
			}
			if got := strings.Contains(next.What, "煤气味很重"); got != (open && danger) {
				t.Errorf("%s, danger %v: the words are %q", status, danger, next.What)
			}
			if got := next.Place.Name.Words == herFlat && next.Place.More == "502"; got != open {
				t.Errorf("%s: the place is %v: it stays as long as somebody must find it", status, next.Place)
			}
			if next.Category != c.Category || next.Grid != c.Grid || next.Danger != c.Danger || next.Status != c.Status || len(next.Log) != len(c.Log) {
				t.Errorf("%s: more is gone than the person", status)
			}
			if open != (next.By.ID == eva) || !open && next.By.ID != 0 {
				t.Errorf("%s: %d is asked now", status, next.By.ID)
			}
			if n := next.Notices[0]; n.To != "李秀英面馆" || !slices.Equal(n.Followers, []int64{shop}) {
				t.Errorf("%s: the notice is another: %v", status, n)
			}
			for _, id := range []string{"evas-photo", "after"} {
				if !slices.ContainsFunc(next.Files, func(f File) bool { return f.ID == id }) {
					t.Errorf("%s: %s is gone, too", status, id)
				}
			}
		}
	}
}

func TestTheAddresseeAndWhoJoinedAreForgottenAlone(t *testing.T) {
	c := crowded(Rectifying, false)
	c.Plea = &Plea{By: shop, Part: PartAddressee, Why: text.Said("在外地")}
	next := c.Forget(shop, 77, choices).Forget(eva, 78, choices)
	if all := next.Outsiders(); len(all) != 1 || !all[ana] {
		t.Errorf("it knows %v", all)
	}
	if next.Plea != nil || next.What != herWords || next.Notices[0].To == "" || next.By != c.By {
		t.Errorf("%s", written(t, next))
	}
	for _, secret := range []string{"我是302的", "302王", "evas-photo", "店主说好了"} {
		if strings.Contains(written(t, next), secret) {
			t.Errorf("%s is still there", secret)
		}
	}
}

func TestWordsThatCameByAMergeGoWithWhoSaidThem(t *testing.T) {
	c := crowded(Handling, true)
	c.Joined = append(c.Joined, Joiner{ID: stranger, At: 20})
	c.Files = append(c.Files, File{Kind: KindVoice, ID: "merged-voice", Phase: PhaseNote})
	c.Log = append(c.Log, Entry{At: 20, By: stranger, Part: PartJoiner, Do: Join},
		Entry{At: 20, By: lead, Part: PartLead, Do: Absorb, Note: text.Said("我是陌生人"), Files: []string{"merged-voice"}})
	if kept := written(t, c.Forget(eva, 1, choices)); !strings.Contains(kept, "我是陌生人") || !strings.Contains(kept, "merged-voice") {
		t.Errorf("somebody else's are gone: %s", kept)
	}
	if kept := written(t, c.Forget(stranger, 1, choices)); strings.Contains(kept, "我是陌生人") || strings.Contains(kept, "merged-voice") {
		t.Errorf("%s", kept)
	}
}

func TestWhatIsOverForLongKnowsNobody(t *testing.T) {
	for status, kind := range types {
		if kind == Open {
			continue
		}
		c := crowded(status, true)
		c.Filed = &Filing{By: wu, Door: DoorPhone, Ref: "77", Caller: mobile, Token: "t"}
		next := c.Strip(77, choices)
		if len(next.Outsiders()) != 0 {
			t.Errorf("%s: it knows %v", status, next.Outsiders())
		}
		for _, secret := range []string{mobile, "李秀英", "502", "302", "her-", "evas-", "敲了门", "店主", "居委张", "31.2701234", `"chat"`, `"token":"t"`} {
			if strings.Contains(written(t, next), secret) {
				t.Errorf("%s: %s is in %s", status, secret, written(t, next))
			}
		}
		if len(next.Log) != len(c.Log) || len(next.Notices) != 1 || len(next.Notices[0].Items) != 1 || len(next.Legs[0].Deeds) != 1 || next.Filed.Ref != "77" ||
			next.Opened != c.Opened || next.Ended != c.Ended || next.Rating != c.Rating || next.Outcome != c.Outcome {
			t.Errorf("%s: what happened is gone, too: %s", status, written(t, next))
		}
		line, err := ParseLine(next.Line().String())
		if err != nil || line.Told != "" && strings.Contains(line.Told, "李") {
			t.Errorf("%s: it is found by %q (%v)", status, line.Told, err)
		}
	}
}

func TestNumbersAreTakenOutOfWordsThatStay(t *testing.T) {
	for words, want := range map[string]string{
		"打13800001111":         "打…",
		"电话 021-5555 1234，3号楼": "电话 …，3号楼",
		"李秀英家漏气":               "…家漏气",
		"灵石路658弄12号":           "灵石路658弄12号",
		"":                     "",
		"12345":                "…",
		"3-2-1":                "3-2-1",
		"1 2 3 4 5 号":          "…号",
	} {
		if got := unnamed(words, "李秀英"); got != want {
			t.Errorf("%q becomes %q, not %q", words, got, want)
		}
	}
}

// Whatever the case has been through, nobody is found in it once they are forgotten,
// and what may be done to it goes on.
func TestNobodyIsFoundInACaseTheyWereTakenOutOf(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := crowded(rapid.SampledFrom(slices.Sorted(func(yield func(Status) bool) {
			for s := range types {
				if !yield(s) {
					return
				}
			}
		})).Draw(rt, "status"), rapid.Bool().Draw(rt, "danger"))
		for range rapid.IntRange(0, 6).Draw(rt, "more") {
			c.Log = append(c.Log, Entry{By: rapid.SampledFrom([]int64{ana, eva, shop, stranger}).Draw(rt, "by"),
				Part: rapid.SampledFrom(outsiders).Draw(rt, "part"), Do: rapid.SampledFrom([]Action{Add, Join, Absorb, Leave, Detail}).Draw(rt, "do"), Note: text.Said("私")})
		}
		for _, id := range rapid.Permutation([]int64{ana, eva, shop, stranger}).Draw(rt, "order") {
			c = c.Forget(id, 77, choices)
			if c.Outsiders()[id] {
				rt.Fatalf("%d is in %s", id, written(rt, c))
			}
		}
		if strings.Contains(written(rt, c), "私") {
			rt.Fatalf("words are in %s", written(rt, c))
		}
	})
}
