package store

import "strconv"

// Every key the bot owns is made in this file and nowhere else. All keys of a
// district share its hash tag, so that one script may touch several of them on
// a Redis Cluster too. testdata/keys.golden shows them as Redis does.
//
//	key                            type    holds                                       expires
//	{<district>}:case:<number>     string  rev, a space, a cases.Case (JSON)           never
//	{<district>}:person:<id>       string  rev, a space, a flows.Person (JSON)         never
//	{<district>}:session:<id>      string  a talk.Session (JSON)                       flows.SessionLasts
//	{<district>}:flood:<id>        string  a flows.Flood (JSON) of a person who says much     when all is free again
//	{<district>}:invite:<token>    string  a flows.Invite (JSON)                       flows.InviteLasts
//	{<district>}:staff             set     IDs of the people with a role               never
//	{<district>}:groups            hash    grid -> a flows.Group (JSON)                never
//	{<district>}:number            string  the highest case number                     never
//	{<district>}:mine:<id>         zset    numbers of the cases a person reported, by when       never
//	{<district>}:held:<id>         zset    numbers of the open cases a person has, by deadline   never
//	{<district>}:grid:<grid>       zset    numbers of the open cases of a grid, by deadline; grid "-": not known yet   never
//	{<district>}:timers            zset    <number>:<clock>, p<person>:draft, by deadline in unix seconds   never
//	{<district>}:inbox             stream  updates not handled yet: u (raw JSON)       when handled
//	{<district>}:seen              zset    IDs of the last updates, by arrival         the oldest beyond keepSeen
//	{<district>}:outbox            stream  letters not sent yet: l (a flows.Letter, JSON)        when sent
//	{<district>}:cards:<number>    hash    chat -> message ID of the case's card there never
//	{<district>}:quotas            hash    group -> until when its sending quota is used up, unix ms    never
//	{<district>}:log               stream  what happened to cases: e (a flows.Logged, JSON)      never
//	{<district>}:dead              stream  updates that could not be handled: u (why, and the update; JSON)  the oldest beyond keepDead
//	{<district>}:lease             string  <fence>:<owner> of the process that owns the district when not renewed
//	{<district>}:fence             string  the last fencing number                     never

// keys makes the keys of one district.
type keys struct{ district string }

func (k keys) of(s string) string         { return "{" + k.district + "}:" + s }
func (k keys) caseOf(number int) string   { return k.of("case:" + strconv.Itoa(number)) }
func (k keys) person(id int64) string     { return k.of("person:" + id10(id)) }
func (k keys) session(id int64) string    { return k.of("session:" + id10(id)) }
func (k keys) flood(id int64) string      { return k.of("flood:" + id10(id)) }
func (k keys) invite(token string) string { return k.of("invite:" + token) }
func (k keys) staff() string              { return k.of("staff") }
func (k keys) groups() string             { return k.of("groups") }
func (k keys) number() string             { return k.of("number") }
func (k keys) mine(id int64) string       { return k.of("mine:" + id10(id)) }
func (k keys) held(id int64) string       { return k.of("held:" + id10(id)) }
func (k keys) timers() string             { return k.of("timers") }
func (k keys) inbox() string              { return k.of("inbox") }
func (k keys) seen() string               { return k.of("seen") }
func (k keys) outbox() string             { return k.of("outbox") }
func (k keys) cards(number int) string    { return k.of("cards:" + strconv.Itoa(number)) }
func (k keys) quotas() string             { return k.of("quotas") }
func (k keys) log() string                { return k.of("log") }
func (k keys) dead() string               { return k.of("dead") }
func (k keys) lease() string              { return k.of("lease") }
func (k keys) fence() string              { return k.of("fence") }

func (k keys) grid(grid string) string {
	if grid == "" {
		grid = "-"
	}
	return k.of("grid:" + grid)
}

func id10(id int64) string { return strconv.FormatInt(id, 10) }
