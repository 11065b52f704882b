package world

import (
	"strconv"
	"strings"
)

// A Share names one share of a bill of a key topic.
type Share struct{ Topic, Bill, N int }

// ShareLink is the link by which whoever pays a share takes it.
func ShareLink(bot string, s Share, token string) string {
	return "https://t.me/" + bot + "?start=u" + strconv.Itoa(s.Topic) + "_" + strconv.Itoa(s.Bill) + "_" + strconv.Itoa(s.N) + "_" + token
}

// PayloadShare reads the payload of such a link; the topic is 0 where it is none.
func PayloadShare(p string) (s Share, token string) {
	rest, ok := strings.CutPrefix(p, "u")
	parts := strings.SplitN(rest, "_", 4)
	if !ok || len(parts) != 4 || len(parts[3]) < 16 {
		return Share{}, ""
	}
	s, ok = ShareOf(parts[:3])
	if !ok {
		return Share{}, ""
	}
	return s, parts[3]
}

// ShareOf reads a share as it stands on buttons: topic, bill and share.
func ShareOf(parts []string) (s Share, ok bool) {
	if len(parts) < 3 {
		return Share{}, false
	}
	for i, to := range []*int{&s.Topic, &s.Bill, &s.N} {
		n, err := strconv.Atoi(parts[i])
		if err != nil || n < 0 {
			return Share{}, false
		}
		*to = n
	}
	return s, s.Topic > 0
}
