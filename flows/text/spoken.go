package text

// Spoken is the language of what somebody wrote, by most of its letters.
func Spoken(words string) Lang {
	han, latin := 0, 0
	for _, r := range words {
		switch {
		case r >= 0x2e80:
			han += 3
		case 'a' <= r|0x20 && r|0x20 <= 'z':
			latin++
		}
	}
	if han >= latin && han > 0 {
		return Chinese
	}
	return English
}
