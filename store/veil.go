package store

import (
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"

	"gridbot/flows/cases"
	"gridbot/flows/fastjson"
	"gridbot/flows/world"
)

// Who told of something anonymously stands in the record of the case under an
// alias, everywhere they would stand as who told of it; who that is lies sealed
// beside it. The case itself stays readable: a hazard must not be lost with keys.

// firstAlias is the highest alias. Telegram's IDs, also those of groups, are far
// above.
const firstAlias = -1 << 62

// alias tells whether an ID is one of somebody whose contact could not be opened.
func alias(id int64) bool { return id <= firstAlias }

// tellers calls each on all places in which a case holds the ID of somebody as who
// told of it. The case must be the caller's own.
func tellers(c *cases.Case, each func(id *int64)) {
	each(&c.By.ID)
	for i := range c.Joined {
		each(&c.Joined[i].ID)
	}
	for i := range c.Log {
		if e := &c.Log[i]; e.Part == cases.PartReporter || e.Part == cases.PartJoiner {
			each(&e.By)
		}
	}
	for i := range c.Cards {
		if k := &c.Cards[i]; k.As == cases.ViewReporter || k.As == cases.ViewJoiner {
			each(&k.Chat)
		}
	}
}

// withName tells whether somebody tells of a case in the open.
func withName(c *cases.Case, id int64) bool {
	return id == c.By.ID && !c.By.Anonymous ||
		slices.ContainsFunc(c.Joined, func(j cases.Joiner) bool { return j.ID == id && j.Name != "" })
}

// anonymous tells whether somebody is to be hidden in a case: who tells of it
// without a name, and who did and hears of it no more.
func anonymous(c *cases.Case, id int64) bool { return id > 0 && !withName(c, id) }

// exchange puts other IDs in the places of tellers. It does not touch the lists of
// the case it was given.
func exchange(c cases.Case, ids map[int64]int64) cases.Case {
	c.Joined, c.Log, c.Cards = slices.Clone(c.Joined), slices.Clone(c.Log), slices.Clone(c.Cards)
	tellers(&c, func(id *int64) {
		if other, ok := ids[*id]; ok {
			*id = other
		}
	})
	return c
}

// veiled is a case as it is kept: who told of it anonymously has an alias.
func (s *Store) veiled(key string, c cases.Case) (cases.Case, error) {
	if s.sealing.keys == nil {
		return c, nil
	}
	aliases := map[int64]int64{}
	var err error
	tellers(&c, func(id *int64) {
		if anonymous(&c, *id) && aliases[*id] == 0 && err == nil {
			aliases[*id], err = s.aliasOf(key, *id)
		}
	})
	if err != nil || len(aliases) == 0 {
		return c, err
	}
	contacts := map[int64]int64{}
	for id, a := range aliases {
		contacts[a] = id
	}
	b, err := fastjson.Marshal(contacts)
	if err != nil {
		return c, err
	}
	sealed, err := s.sealing.keys.Seal(key, b)
	if err != nil {
		return c, err
	}
	c = exchange(c, aliases)
	c.Sealed = append(slices.Clone(c.Sealed), sealed)
	return c, nil
}

// aliasOf is how somebody is called in one case: in another they have another.
func (s *Store) aliasOf(key string, id int64) (int64, error) {
	name, err := s.sealing.keys.Name("case", key, id10(id))
	if err != nil {
		return 0, err
	}
	b, err := hex.DecodeString(name)
	if err != nil {
		return 0, err
	}
	return firstAlias - int64(binary.BigEndian.Uint64(b)>>2), nil
}

// unveiled is a case with the contacts that could be opened. The others keep their
// aliases, and what is sealed stays with the case when it is written again.
func (s *Store) unveiled(key string, c cases.Case) cases.Case {
	if len(c.Sealed) == 0 {
		return c
	}
	contacts := map[int64]int64{}
	c.Sealed = slices.DeleteFunc(slices.Clone(c.Sealed), func(sealed []byte) bool {
		b, err := s.sealing.keys.Open(key, sealed)
		if err != nil {
			s.sealing.unopened(key, err)
			return false
		}
		some := map[int64]int64{}
		if err := fastjson.Unmarshal(b, &some); err != nil {
			s.sealing.unopened(key, err)
			return false
		}
		maps.Copy(contacts, some)
		return true
	})
	if len(c.Sealed) == 0 {
		c.Sealed = nil
	}
	return exchange(c, contacts)
}

// mineKeys are the lists in which somebody finds their cases: first the one that
// tells whose it is, then the one of what they told of anonymously, where there
// are keys.
func (s *Store) mineKeys(id int64) []string {
	return s.sealing.places("mine", id, s.keys.mine(id), s.keys.mineOf)
}

// mineKey is the list in which somebody finds this case; "" for whose contact
// could not be opened: their lists stay as they are.
func (s *Store) mineKey(c *cases.Case, id int64) string {
	all := s.mineKeys(id)
	switch {
	case id == 0 || alias(id):
		return ""
	case anonymous(c, id):
		return all[len(all)-1]
	}
	return all[0]
}

// saidKeys are where it is kept which messages of a chat are about which case, the
// one that is written last. A private chat is a person.
func (s *Store) saidKeys(chat int64) []string {
	return s.sealing.places("said", chat, s.keys.said(chat), s.keys.saidOf)
}

// cardFields are where a chat stands among those that show a case, the one that is
// written last.
func (s *Store) cardFields(number int, chat int64) []string {
	return s.sealing.places(s.keys.cards(number), chat, id10(chat), func(name string) string { return name })
}

// unsigned is a line of the log as it is kept: who told of something is left
// out. What is counted does not need it.
func (s *Store) unsigned(l world.Logged) world.Logged {
	if s.sealing.keys == nil || l.By <= 0 || l.Part != cases.PartReporter && l.Part != cases.PartJoiner {
		return l
	}
	l.By = 0
	return l
}

// keptPerson is a person as they are kept. What they did last is sealed, as it names
// cases of theirs; and so is the photo of their badge.
type keptPerson struct {
	world.Person
	Sealed []byte `json:"sealed,omitempty"`

	lately lately
}

// lately is what somebody did last. Without keys it is forgotten.
type lately struct {
	Album  *world.Album `json:"album,omitempty"`
	Sought []string     `json:"sought,omitempty"`
	Badge  string       `json:"badge,omitempty"`
}

// discreet is a person as they are kept.
func (s *Store) discreet(in *instructions, p world.Person) keptPerson {
	badge := ""
	if p.Real != nil {
		badge = p.Real.Photo
	}
	if s.sealing.keys == nil || p.Album == nil && p.Sought == nil && badge == "" {
		return keptPerson{Person: p}
	}
	sealed := in.closed(s.keys.person(p.ID), lately{p.Album, p.Sought, badge})
	p.Album, p.Sought = nil, nil
	if badge != "" {
		bare := *p.Real
		bare.Photo = ""
		p.Real = &bare
	}
	return keptPerson{Person: p, Sealed: sealed}
}
