package chatfile

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const whole = `# The stove is found, and two people talk about it.

-- 10 minutes later --
Ana: There is a stove
     in our living room
Bot → Ana: Where is it?

     Tell me the road.
     [Here] [Somewhere else]
     {Send my place}
Ana: (photo kitchen) look
Bot ✎ Ana: (photo ×1) Thank you.
     <remove keyboard>
Bot ! Ana: Noted

Li Lei@team#3: [Claim]
Bot → @team: Li Lei has it
Ana: \(not an act)
     => {Category:light}
Bot: words to the only person
     => {Decided}
`

func TestATranscriptIsReadLineByLine(t *testing.T) {
	s, err := Parse(whole)
	if err != nil {
		t.Fatal(err)
	}
	type got struct {
		no             int
		kind           Kind
		who, in, words string
	}
	var lines []got
	for _, l := range s.Lines {
		words := l.Words + l.Act.Text
		if l.Kind == Shown {
			words = strings.Join(l.Body(), "/")
		}
		lines = append(lines, got{l.No, l.Kind, l.Who, l.In, words})
	}
	want := []got{
		{1, Note, "", "", ""}, {2, Note, "", "", ""},
		{3, Direction, "", "", "10 minutes later"},
		{4, Said, "Ana", "", "There is a stove\nin our living room"},
		{6, Shown, "Ana", "", "Where is it?//Tell me the road./[Here] [Somewhere else]/{Send my place}"},
		{11, Said, "Ana", "", "look"},
		{12, Shown, "Ana", "", "(photo ×1) Thank you./<remove keyboard>"},
		{14, Shown, "Ana", "", "Noted"}, {15, Note, "", "", ""},
		{16, Said, "Li Lei", "team", "Claim"},
		{17, Shown, "", "team", "Li Lei has it"},
		{18, Said, "Ana", "", "(not an act)"},
		{19, Shown, "", "", "=> {Category:light}"},
		{20, Shown, "", "", "words to the only person/=> {Decided}"},
	}
	if !reflect.DeepEqual(lines, want) {
		t.Errorf("read\n%v\nwant\n%v", lines, want)
	}
	if s.Lines[9].Topic != 3 {
		t.Error("the topic was not read")
	}
	if got := s.People(); !reflect.DeepEqual(got, []string{"Ana", "Li Lei"}) {
		t.Errorf("people %q", got)
	}
}

func TestAScriptWritesWhatItRead(t *testing.T) {
	s, err := Parse(whole)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.String(); got != whole {
		t.Errorf("wrote\n%s\nread\n%s", got, whole)
	}
}

func TestRewriteTouchesOnlyTheBotsLines(t *testing.T) {
	s, err := Parse(whole)
	if err != nil {
		t.Fatal(err)
	}
	said := s.Rewrite(func(_ int, l Line) []string {
		if l.Kind != Said {
			return nil
		}
		return Output{Mark: "→", To: l.Who, Text: "one\n\ntwo", Inline: [][]string{{"A", "B"}}, Keys: [][]string{{"C"}}, Remove: true}.Lines()
	})
	again, err := Parse(said)
	if err != nil {
		t.Fatal(err)
	}
	var before, after []string
	for _, l := range s.Lines {
		if l.Kind != Shown {
			before = append(before, l.Raw...)
		}
	}
	for _, l := range again.Lines {
		if l.Kind != Shown {
			after = append(after, l.Raw...)
		} else if got := strings.Join(l.Body(), "/"); got != "one//two/[A] [B]/{C}/<remove keyboard>" {
			t.Errorf("the bot's line came back as %q", got)
		}
	}
	if !reflect.DeepEqual(before, after) {
		t.Errorf("people's lines were\n%q\nand are\n%q", before, after)
	}
}

const changing = `Ana: There is a stove
Bot → Ana: New
     #7 · Stove
     Elm Street 12

     Nobody has it yet
     [Add] [Withdraw]
     [Photos]
Ana: [Add]
Bot ± Ana: #7 · Stove
     - New
     - Nobody has it yet
     - [Add] [Withdraw]
     + Li has it
     + [Add]
Bot → Ana: #8 · Lamp
     Elm Street 12
     [Add]
Ana: go on
Bot ± Ana: #7 · Stove
       Li has it
     + Li is on the way
Bot ✎ Ana: #8 · Lamp
     - is no sign here
     Gone
Ana: again
Bot ± Ana: #7 · Stove
Bot ± Ana: #8 · Lamp
       Elm Street 12
Bot → Ana: Step 1
     Which?
     [This] [That]
     [Back]
Ana: [That]
Bot ± Ana: Step 1
     - [This] [That]
     + [This] [☑ That]
Ana: [Back]
Bot → Ana: All right
Ana: [This]
Bot ✎ Ana: Step 1
     Which?
     [This] [That]
     [Back]
Bot ± Li: #9 · never shown
     - Nothing
`

func TestAChangedMessageIsReadInFull(t *testing.T) {
	s, err := Parse(changing)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range s.Lines {
		if l.Kind == Shown && l.Mark != "→" {
			got = append(got, l.Mark+" "+strings.Join(l.Body(), "/"))
		}
	}
	want := []string{
		"✎ #7 · Stove/Elm Street 12//Li has it/[Add]/[Photos]",
		"✎ #7 · Stove/Elm Street 12//Li has it/Li is on the way/[Add]/[Photos]",
		"✎ #8 · Lamp/- is no sign here/Gone",
		"✎ #7 · Stove/Elm Street 12//Li has it/Li is on the way/[Add]/[Photos]",
		"✎ #8 · Lamp/Elm Street 12/[Add]",
		"✎ Step 1/Which?/[This] [☑ That]/[Back]",
		"✎ Step 1/Which?/[This] [That]/[Back]",
		"± #9 · never shown/- Nothing",
	}
	if !slices.Equal(got, want) {
		t.Errorf("read\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if s.String() != changing {
		t.Errorf("wrote\n%s", s.String())
	}
}

// inFull is what a runner puts under each line: all that a file shows there.
func inFull(s Script) map[int][]string {
	given, under := map[int][]string{}, -1
	for i, l := range s.Lines {
		if l.Kind != Shown {
			under = i
			continue
		}
		raw := l.Raw
		if l.full != nil {
			raw = Output{Mark: l.Mark, To: l.chat(), Text: strings.Join(l.full, "\n")}.Lines()
		}
		given[under] = append(given[under], raw...)
	}
	return given
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	s, err := Parse(strings.TrimSuffix(changing, "Bot ± Li: #9 · never shown\n     - Nothing\n"))
	if err != nil {
		t.Fatal(err)
	}
	given := inFull(s)
	if got := s.Rewrite(func(i int, _ Line) []string { return given[i] }); got != s.String() {
		t.Errorf("wrote\n%s", got)
	}
}

// Whatever the bot shows is read again from what is written of it.
func FuzzNothingIsLostInChanges(f *testing.F) {
	f.Add("abc\nabd\n\nac", 2)
	f.Add("#a\n\n#a\n\nb\n#aab\n#aab", 3)
	f.Add("aXbXc\naXXc\naXbXc\na+bX-c\nabc\nabc", 1)
	f.Fuzz(func(t *testing.T, words string, chats int) {
		s, err := Parse("Ana: hi")
		if err != nil {
			t.Fatal(err)
		}
		// Each line of the words is a message, each letter of it a line.
		var shown, want []string
		for i, message := range strings.Split(words, "\n") {
			lines := strings.Split(message, "")
			for k, letter := range lines {
				line, odd := map[string]string{"X": "", "+": "+ a", "-": "- b", "#": "#1"}[letter]
				if !odd {
					line = strconv.Quote(letter)
				}
				lines[k] = line
			}
			o := Output{Mark: []string{"→", "✎"}[min(i, 1)], To: []string{"Ana", "Li", "@team#7"}[i%(1+min(2, max(0, chats)))], Text: strings.Join(lines, "\n")}
			shown = append(shown, o.Lines()...)
			if full, err := Parse(strings.Join(o.Lines(), "\n")); err != nil {
				t.Fatal(err)
			} else {
				want = append(want, strings.Join(full.Lines[0].Body(), "\n"))
			}
		}
		again, err := Parse(s.Rewrite(func(int, Line) []string { return shown }))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range again.Lines {
			if l.Kind == Shown {
				got = append(got, strings.Join(l.Body(), "\n"))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("shown\n%q\nread again\n%q\nfrom\n%s", want, got, again.String())
		}
	})
}

func TestEveryActIsUnderstood(t *testing.T) {
	for words, want := range map[string]Act{
		"hello (you)":                        {Do: Say, Text: "hello (you)"},
		"[Yes [1]]":                          {Do: Press, Text: "Yes [1]"},
		"(photo)":                            {Do: Photo, Photos: []string{""}},
		"(photo drain) oh":                   {Do: Photo, Photos: []string{"drain"}, Text: "oh"},
		"(album 3)":                          {Do: Album, Photos: []string{"", "", ""}},
		"(album a b) c d":                    {Do: Album, Photos: []string{"a", "b"}, Text: "c d"},
		"(video) see":                        {Do: Video, Text: "see"},
		"(voice)":                            {Do: Voice},
		"(sticker)":                          {Do: Sticker},
		"(document)":                         {Do: Document},
		"(contact)":                          {Do: Contact},
		"(contact own)":                      {Do: Contact, Own: true},
		"(location 31.27,121.45)":            {Do: Location, Lat: 31.27, Lon: 121.45},
		"(location -31, -121.5)":             {Do: Location, Lat: -31, Lon: -121.5},
		"(venue Elm 12 | Elm Street 31,121)": {Do: Venue, Title: "Elm 12", Address: "Elm Street", Lat: 31, Lon: 121},
		"(forward see (this) here)":          {Do: Forward, Text: "see (this) here"},
		"(edit other words)":                 {Do: Edit, Text: "other words"},
		"(reply I am here)":                  {Do: Reply, Text: "I am here"},
		"(reply #7: I am here)":              {Do: Reply, Text: "I am here", To: 7},
		"(reply (photo drain) oh (dear))":    {Do: Photo, Photos: []string{"drain"}, Text: "oh (dear)", Reply: true},
		"(reply #7: (album 2))":              {Do: Album, Photos: []string{"", ""}, Reply: true, To: 7},
		"(reply (you) wait)":                 {Do: Reply, Text: "(you) wait"},
		"(start abc_-)":                      {Do: Start, Text: "abc_-"},
		"(start)":                            {Do: Start},
		"(follow)":                           {Do: Follow},
		"(forge c|1|claim)":                  {Do: Forge, Text: "c|1|claim"},
		"(block)":                            {Do: Block},
		`\[no button]`:                       {Do: Say, Text: "[no button]"},
	} {
		got, err := parseAct(words)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", words, got, err)
		}
	}
}

func TestAFaultNamesItsLine(t *testing.T) {
	for text, no := range map[string]int{
		"Ana: hi\nwhat is this":        2,
		"# fine\n\nAna:":               3,
		"Ana: (dance)":                 1,
		"Ana: (album 1)":               1,
		"Ana: (album 11)":              1,
		"Ana: (location here)":         1,
		"Ana: (location 91,0)":         1,
		"Ana: (venue Elm 31,121)":      1,
		"Ana: (photo a b)":             1,
		"Ana: (edit)":                  1,
		"Ana: (reply)":                 1,
		"Ana: (reply words) more":      1,
		"Ana: (reply (album 1))":       1,
		"Ana: (start a) b":             1,
		"Ana: (sticker) words":         1,
		"Ana: [":                       1,
		"Ana: (unclosed":               1,
		"     indented without a head": 1,
	} {
		_, err := Parse(text)
		var f *Fault
		if !errors.As(err, &f) || f.No != no {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzParseKeepsEveryLine(f *testing.F) {
	f.Add(whole)
	f.Add("Ana: x\n\n\n     y\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(s.String())
		if err != nil || again.String() != s.String() {
			t.Errorf("%q does not survive being written: %v", text, err)
		}
	})
}
