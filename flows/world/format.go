package world

import (
	"strconv"
	"strings"
)

// MeetingLink is the link by which a member says that they are there.
func MeetingLink(bot, grid, token string) string {
	return "https://t.me/" + bot + "?start=m" + grid + "_" + token
}

// PayloadMeeting reads the payload of such a link.
func PayloadMeeting(p string) (grid, token string) {
	rest, ok := strings.CutPrefix(p, "m")
	grid, token, _ = strings.Cut(rest, "_")
	if !ok || len(token) < 16 {
		return "", ""
	}
	return grid, token
}

func PressedCase(data string) (number int, do, choice string, ok bool) {
	parts := strings.SplitN(data, "|", 4)
	if len(parts) < 3 || parts[0] != "c" {
		return 0, "", "", false
	}
	number = CaseNumber(parts[1])
	if len(parts) == 4 {
		choice = parts[3]
	}
	return number, parts[2], choice, number != 0
}

func PressedMenu(data string) (command, choice string, ok bool) {
	parts := strings.SplitN(data, "|", 3)
	if len(parts) < 2 || parts[0] != "m" {
		return "", "", false
	}
	if len(parts) == 3 {
		choice = parts[2]
	}
	return parts[1], choice, true
}

// CaseNumber reads a case number as people write it: 1042 or #1042. It is 0
// when the words are anything else.
func CaseNumber(words string) int {
	words = strings.TrimPrefix(strings.TrimSpace(words), "#")
	if len(words) == 0 || len(words) > 9 || words[0] == '0' {
		return 0
	}
	n, err := strconv.Atoi(words)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// Payloads of deep links: c<case> opens a case, i<token> is an invitation,
// b<grid> binds the group to the grid.

func PayloadCase(p string) int {
	if rest, ok := strings.CutPrefix(p, "c"); ok {
		return CaseNumber(rest)
	}
	return 0
}

func PayloadInvite(p string) string {
	if rest, ok := strings.CutPrefix(p, "i"); ok && len(rest) >= 16 {
		return rest
	}
	return ""
}

// NoticeLink is the link under which the addressee follows a notice.
func NoticeLink(bot string, number int, token string) string {
	return "https://t.me/" + bot + "?start=n" + strconv.Itoa(number) + "_" + token
}

// PayloadNotice reads the payload of such a link.
func PayloadNotice(p string) (number int, token string) {
	rest, ok := strings.CutPrefix(p, "n")
	digits, token, _ := strings.Cut(rest, "_")
	if !ok || len(token) < 16 {
		return 0, ""
	}
	return CaseNumber(digits), token
}

// PlaceLink is on the code that is shown at the place of a case: the officer who
// scans it is there. The token is nobody's to type from elsewhere.
func PlaceLink(bot string, number int, token string) string {
	return "https://t.me/" + bot + "?start=a" + strconv.Itoa(number) + "_" + token
}

// PayloadPlace reads the payload of such a link; 0 for any other. Links of older
// releases have no token.
func PayloadPlace(p string) (number int, token string) {
	rest, ok := strings.CutPrefix(p, "a")
	if !ok {
		return 0, ""
	}
	digits, token, _ := strings.Cut(rest, "_")
	return CaseNumber(digits), token
}

// OwnLink is the link by which whoever told the staff of a case claims its
// tracking card.
func OwnLink(bot string, number int, token string) string {
	return "https://t.me/" + bot + "?start=o" + strconv.Itoa(number) + "_" + token
}

// PayloadOwn reads the payload of such a link.
func PayloadOwn(p string) (number int, token string) {
	rest, ok := strings.CutPrefix(p, "o")
	digits, token, _ := strings.Cut(rest, "_")
	if !ok || len(token) < 16 {
		return 0, ""
	}
	return CaseNumber(digits), token
}

// ID36 is a person's ID on a button, short.
func ID36(id int64) string { return strconv.FormatInt(id, 36) }

func From36(s string) int64 {
	id, err := strconv.ParseInt(s, 36, 64)
	if err != nil {
		return 0
	}
	return id
}

// InviteLink is the link a new member of the staff follows.
func InviteLink(bot, token string) string { return "https://t.me/" + bot + "?start=i" + token }

// PersonNumber reads whom a button names; 0 for nobody.
func PersonNumber(who string) int64 {
	id, err := strconv.ParseInt(who, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// PosterLink is on the poster that hangs at a place.
func PosterLink(bot, token string) string { return "https://t.me/" + bot + "?start=p" + token }

// PayloadPoster reads the payload of such a link.
func PayloadPoster(p string) string {
	if rest, ok := strings.CutPrefix(p, "p"); ok && len(rest) >= 16 {
		return rest
	}
	return ""
}
