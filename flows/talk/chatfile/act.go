package chatfile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// An Act is what a person does in one line. Which fields count depends on Do.
type Act struct {
	Do     string   // one of the words below
	Text   string   // words, caption, label of a button, payload, data
	Photos []string // names of the pictures of photo and album, "" where any will do

	Lat, Lon       float64 // location, venue: degrees
	Title, Address string  // venue
	Own            bool    // contact: the person's own

	Reply bool // photo, album, video …: in answer to a message of the bot; a reply of words is an act of its own
	To    int  // of a reply: to the newest message with that case's card, 0 for the newest of all
}

// What a person can do.
const (
	Say      = "say"      // words
	Press    = "press"    // [Label]
	Photo    = "photo"    // (photo), (photo kitchen), and a caption after it
	Album    = "album"    // (album 3), (album kitchen drain)
	Video    = "video"    // (video)
	Voice    = "voice"    // (voice)
	Sticker  = "sticker"  // (sticker)
	Document = "document" // (document)
	Contact  = "contact"  // (contact own), (contact): somebody else's
	Location = "location" // (location 31.27,121.45)
	Venue    = "venue"    // (venue Name | Address 31.27,121.45)
	Forward  = "forward"  // (forward words)
	Edit     = "edit"     // (edit words): the person's last words in that chat
	Reply    = "reply"    // (reply words): to the bot's newest message in that chat; (reply #7: words): to its card of case 7; (reply (photo) words)
	Start    = "start"    // (start payload)
	Follow   = "follow"   // (follow): the newest deep link anybody was shown
	Forge    = "forge"    // (forge c|1|claim): a button nobody has
	Block    = "block"    // (block): the person blocks the bot
	Unblock  = "unblock"  // (unblock)
	Join     = "join"     // (join): the person enters the group
	Leave    = "leave"    // (leave)
)

var (
	reply = regexp.MustCompile(`(?s)^#(\d+): (.*)$`)
	done  = regexp.MustCompile(`(?s)^\(([a-z]+)(?: (.*?))?\)(?:[ \n](.*))?$`)
	point = regexp.MustCompile(`^(?:(.*?) ?)(-?\d+(?:\.\d+)?) ?, ?(-?\d+(?:\.\d+)?)$`)
)

// parseAct reads what a person's line says after the colon. A backslash before
// a bracket makes it words.
func parseAct(words string) (Act, error) {
	switch {
	case words == "":
		return Act{}, fmt.Errorf("nothing is said")
	case strings.HasPrefix(words, `\`):
		return Act{Do: Say, Text: words[1:]}, nil
	case strings.HasPrefix(words, "["):
		label, ok := strings.CutSuffix(words[1:], "]")
		if !ok || label == "" {
			return Act{}, fmt.Errorf("a pressed button is written [Label]: %q", words)
		}
		return Act{Do: Press, Text: label}, nil
	case !strings.HasPrefix(words, "("):
		return Act{Do: Say, Text: words}, nil
	}
	m := done.FindStringSubmatch(words)
	if m == nil {
		return Act{}, fmt.Errorf(`words that begin with a bracket are written \(…: %q`, words)
	}
	if whole, ok := strings.CutSuffix(words, ")"); ok && wordy[m[1]] { // its words may hold brackets
		return parseDone(Act{Do: m[1]}, strings.TrimPrefix(whole[1+len(m[1]):], " "))
	}
	return parseDone(Act{Do: m[1], Text: m[3]}, m[2])
}

// wordy acts take all up to the last bracket as words.
var wordy = map[string]bool{Forward: true, Edit: true, Reply: true, Forge: true, Start: true}

func parseDone(a Act, rest string) (Act, error) {
	switch a.Do {
	case Photo, Album:
		return parsePhotos(a, rest)
	case Location, Venue:
		return parsePoint(a, rest)
	case Contact:
		a.Own = rest == "own"
		if rest != "" && !a.Own {
			return a, fmt.Errorf("a contact is (contact) or (contact own), not %q", rest)
		}
	case Video, Voice, Document:
		if rest != "" {
			return a, fmt.Errorf("a caption stands after the bracket: (%s) %s", a.Do, rest)
		}
		return a, nil
	case Reply:
		return parseReply(a, rest)
	case Forward, Edit, Forge:
		if rest == "" {
			return a, fmt.Errorf("(%s …) needs words", a.Do)
		}
		fallthrough
	case Start:
		if a.Text != "" {
			return a, fmt.Errorf("nothing may stand after (%s …)", a.Do)
		}
		a.Text = rest
		return a, nil
	case Sticker, Follow, Block, Unblock, Join, Leave:
		if rest != "" {
			return a, fmt.Errorf("(%s) stands alone, without %q", a.Do, rest)
		}
	default:
		return a, fmt.Errorf(`nobody can do %q; words that begin with a bracket are written \(…`, a.Do)
	}
	if a.Text != "" {
		return a, fmt.Errorf("nothing may stand after (%s)", a.Do)
	}
	return a, nil
}

// parseReply reads what somebody answers, and to which message: words, or what
// has a caption.
func parseReply(a Act, rest string) (Act, error) {
	to := 0
	if m := reply.FindStringSubmatch(rest); m != nil {
		to, _ = strconv.Atoi(m[1])
		rest = m[2]
	}
	if rest == "" || a.Text != "" {
		return a, fmt.Errorf("a reply is written (reply words), (reply #7: words) or (reply (photo) words)")
	}
	if m := done.FindStringSubmatch(rest); m != nil && captioned[m[1]] {
		a, err := parseAct(rest)
		a.Reply, a.To = true, to
		return a, err
	}
	a.Text, a.To = rest, to
	return a, nil
}

// captioned acts may answer a message as words do.
var captioned = map[string]bool{Photo: true, Album: true, Video: true, Voice: true, Document: true}

func parsePhotos(a Act, rest string) (Act, error) {
	names := strings.Fields(rest)
	if a.Do == Photo {
		if len(names) > 1 {
			return a, fmt.Errorf("several pictures are an (album …)")
		}
		a.Photos = append(names, "")[:1]
		return a, nil
	}
	if len(names) == 1 {
		n, err := strconv.Atoi(names[0])
		if err != nil {
			n = 1
		}
		names = make([]string, max(0, min(n, 11)))
	}
	if len(names) < 2 || len(names) > 10 {
		return a, fmt.Errorf("an album has from 2 to 10 pictures")
	}
	a.Photos = names
	return a, nil
}

func parsePoint(a Act, rest string) (Act, error) {
	m := point.FindStringSubmatch(rest)
	if m == nil || a.Text != "" || a.Do == Location && m[1] != "" {
		return a, fmt.Errorf("a point is written (location 31.27,121.45) or (venue Name | Address 31.27,121.45)")
	}
	var err, errLon error
	a.Lat, err = strconv.ParseFloat(m[2], 64)
	a.Lon, errLon = strconv.ParseFloat(m[3], 64)
	if err != nil || errLon != nil || a.Lat < -90 || a.Lat > 90 || a.Lon < -180 || a.Lon > 180 {
		return a, fmt.Errorf("%s,%s is no point", m[2], m[3])
	}
	if a.Do == Venue {
		name, address, _ := strings.Cut(m[1], "|")
		a.Title, a.Address = strings.TrimSpace(name), strings.TrimSpace(address)
		if a.Title == "" || a.Address == "" {
			return a, fmt.Errorf("a venue has a name and an address: (venue Name | Address 31.27,121.45)")
		}
	}
	return a, nil
}
