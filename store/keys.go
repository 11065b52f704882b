package store

import (
	"strconv"
	"strings"
)

// Every key the bot owns is made in this file and nowhere else. All keys of a
// district share its hash tag, so that one script may touch several of them on
// a Redis Cluster too. testdata/keys.golden shows them as Redis does.
//
//	key                            type    holds                                       expires
//	{<district>}:case:<number>     string  rev, a space, a cases.Case (JSON)           never
//	{<district>}:person:<id>       string  rev, a space, a world.Person (JSON)         never
//	{<district>}:session:<id>      string  a talk.Session (JSON)                       world.SessionLasts
//	{<district>}:flood:<id>        string  a world.Flood (JSON) of a person who says much     floodLasts
//	{<district>}:invite:<token>    string  a world.Invite (JSON)                       world.InviteLasts, or when used
//	{<district>}:invited           zset    tokens of the invitations that can still be used, by when they expire   world.InviteLasts after the newest
//	{<district>}:staff             set     IDs of the people with a role, or who had one   never
//	{<district>}:groups            hash    grid -> a world.Group (JSON)                never
//	{<district>}:hotspots          string  rev, a space, a world.Board (JSON)          never
//	{<district>}:topics            string  rev, a space, a world.Topics (JSON)         never
//	{<district>}:playbooks         string  rev, a space, a world.Book (JSON)           never
//	{<district>}:rota              string  rev, a space, a world.Rota (JSON)           never
//	{<district>}:number            string  the highest case number                     never
//	{<district>}:mine:<id>         zset    numbers of the cases a person reported or filed, by when       never
//	{<district>}:traces:<id>       zset    numbers of the cases that know a person who does not work here   never
//	{<district>}:heard             zset    person -> the day they wrote last, unix seconds   never
//	{<district>}:over              zset    <number>:<category> of cases about which nothing is done any more, by since when   when stripped
//	{<district>}:looked            stream  who looked at names: k (a world.Look, JSON)   the older than what is kept
//	{<district>}:held:<id>         zset    numbers of the cases a person has that are open or watched, by deadline   never
//	{<district>}:grid:<grid>       zset    numbers of the cases of a grid that are open or watched, by deadline; grid "-": not known yet   never
//	{<district>}:agenda:<grid>     zset    numbers of the cases on the agenda of the grid's next conference, by when   never
//	{<district>}:timers            zset    <number>:<clock>, <number>:leg<n>, <number>:post<n>, p<person>:draft, p<person>:remind, p<chat>:empty, p<person>:parted, p<person>:changed, p<person>:hot, g<grid>:begin, g<grid>:task<n>, k<care case>:<clock>, s<request>:<clock>, a<topic>:<clock>, t<topic>:due, by when they strike, unix seconds   never
//	{<district>}:remind:<id>       zset    <number>:<clock>:<step>, reminders that wait for a person, by deadline; 0:<command>:<op>, those left out, at -1   when told
//	{<district>}:told:<day>        hash    person -> messages they did not ask for   toldLasts
//	{<district>}:ran               hash    p<person>:<job> or g<grid>:<job> -> the moment it last ran for, unix seconds; standing -> once it is known of all cards where they stand; cares -> until which care case those of an older release were looked through   never
//	{<district>}:closed:<category> zset    (GEO) numbers of closed cases that are still looked after    never
//	{<district>}:used              zset    f:<file>:<file>:<look>:<number>, and the same behind each <part>:<that part of the look>, of after-photos   never
//	{<district>}:around:<cell>     zset    numbers of all cases of a cell of 0.0015 degrees, by when they were opened   never
//	{<district>}:lines             hash    number -> the case as lists know it, a cases.Line (tabs)   never
//	{<district>}:imported          hash    number in another system -> <number>:<print of its row>, of cases brought in   never
//	{<district>}:moved             hash    1, 2 … -> a strays.Move (JSON): a grid, category or agency that has another name now   never
//	{<district>}:inbox             stream  updates not handled yet: u (raw JSON)       when handled
//	{<district>}:seen              zset    IDs of the last updates, by arrival         the oldest beyond keepSeen
//	{<district>}:outbox            stream  letters not sent yet: l (a world.Letter, JSON)        when sent
//	{<district>}:cards:<number>    hash    chat -> message ID of the case's card there; -1: a line of a list   never
//	{<district>}:standing:<chat>   zset    numbers of the cases whose card or board stands in a chat, or is on its way, by number   never
//	{<district>}:said:<chat>       zset    <message>:<case>, <message>:<case>:<dialogue> whose question it is, of the last messages about a case, by message   saidLasts after the newest
//	{<district>}:quotas            hash    group -> until when its sending quota is used up, unix ms    never
//	{<district>}:log               stream  what happened to cases: e (a world.Logged, JSON)      never
//	{<district>}:weeks             set     <week>:<grid> that have counts, such as 2026-W48:yanchang   never
//	{<district>}:week:<week>:<grid> hash   category|counter -> how often; grid "*": everywhere   never
//	{<district>}:behind:<week>:<grid>:<counter> list numbers of the cases that were counted   never
//	{<district>}:forces:<week>     hash    agency|act -> how often in legs of the agency, with |late behind what was overdue   never
//	{<district>}:conference:<grid> string  rev, a space, the grid's last world.Conference (JSON)   never
//	{<district>}:conferences:<grid> hash   number -> an earlier world.Conference of the grid (JSON)   never
//	{<district>}:care:<number>     string  rev, a space, a carecase.Case (JSON), sealed        never
//	{<district>}:cares:<grid>      zset    numbers of the open care cases of a grid, by when they were opened   never
//	{<district>}:caring:<name>     zset    numbers of the open care cases a person is in the team of, called to, or told of   never
//	{<district>}:cared:<name>      zset    numbers of the closed care cases a person is in the team of, or told of, by when they were opened   when stripped
//	{<district>}:careshown:<name>  set     <number>:<message> with a photo of a care case in a person's chat   when taken away
//	{<district>}:careover          zset    numbers of the closed care cases, by when they were closed   when stripped
//	{<district>}:carenumber        string  the highest number of a care case           never
//	{<district>}:projects          hash    grid|project|offered, taken or refused -> how often     never
//	{<district>}:service:<number>  string  rev, a space, a request.Request (JSON)       when it has ended and was kept long enough
//	{<district>}:services:<whose>  zset    numbers of the open requests of a grid, of @ and a department, of p and a person or their name where there are keys, by when they were begun   never
//	{<district>}:servicenumber     string  the highest number of a request             never
//	{<district>}:accord:<topic>    string  rev, a space, an accord.Accord (JSON): what is agreed on about a topic   when it has ended and was kept long enough
//	{<district>}:accords:<whose>   zset    topics of what is agreed on that is open in a grid, of p and a person or their name where there are keys, by when it was begun   never
//	{<district>}:served            hash    service|step|agency|tenths of an office day -> how often it took so long     never
//	{<district>}:servedin:<week>   hash    grid|service|step|agency|tenths of an office day -> how often it took so long in the week     never
//	{<district>}:carefigures       hash    week|counter -> how often it happened to a care case of the district   never
//	{<district>}:legs:<agency>     zset    numbers of the cases in which the agency has a leg to go, by its deadline   never
//	{<district>}:dead              stream  updates that could not be handled: u (why, and the update; JSON)  the oldest beyond keepDead
//	{<district>}:aside             hash    item -> an aside.Item (JSON), what could not be read and was put aside, sealed   when replayed or discarded; what is of one person after world.DeadLasts
//	{<district>}:damaged:<item>    string  what was put aside, as it was, of whatever type   with its item
//	{<district>}:sealed            string  a word, sealed with the keys of the district, to tell them from others   never
//	{<district>}:lease             string  <fence>:<owner> of the process that owns the district   when not renewed
//	{<district>}:fence             string  the last fencing number                     never
//	{<district>}:reached           hash    steps, how often something was taken in or committed; resumed, how often after a loss; aside, how often what says how far it is was put aside   never
//	{<district>}:stopped           hash    why nobody works after a loss: why, by, at, and the highest that was known of fence, steps, number, care, resumed   when resumed

// keys makes the keys of one district.
type keys struct{ district string }

func (k keys) imported() string               { return k.of("imported") }
func (k keys) of(s string) string             { return "{" + k.district + "}:" + s }
func (k keys) caseOf(number int) string       { return k.of("case:" + strconv.Itoa(number)) }
func (k keys) person(id int64) string         { return k.of("person:" + id10(id)) }
func (k keys) session(id int64) string        { return k.of("session:" + id10(id)) }
func (k keys) flood(id int64) string          { return k.of("flood:" + id10(id)) }
func (k keys) invite(token string) string     { return k.of("invite:" + token) }
func (k keys) invited() string                { return k.of("invited") }
func (k keys) staff() string                  { return k.of("staff") }
func (k keys) groups() string                 { return k.of("groups") }
func (k keys) hotspots() string               { return k.of("hotspots") }
func (k keys) topics() string                 { return k.of("topics") }
func (k keys) playbooks() string              { return k.of("playbooks") }
func (k keys) rota() string                   { return k.of("rota") }
func (k keys) number() string                 { return k.of("number") }
func (k keys) mine(id int64) string           { return k.of("mine:" + id10(id)) }
func (k keys) traces(id int64) string         { return k.of("traces:" + id10(id)) }
func (k keys) heard() string                  { return k.of("heard") }
func (k keys) over() string                   { return k.of("over") }
func (k keys) looked() string                 { return k.of("looked") }
func (k keys) held(id int64) string           { return k.of("held:" + id10(id)) }
func (k keys) agenda(grid string) string      { return k.of("agenda:" + grid) }
func (k keys) timers() string                 { return k.of("timers") }
func (k keys) remind(id int64) string         { return k.of("remind:" + id10(id)) }
func (k keys) told(day string) string         { return k.of("told:" + day) }
func (k keys) ran() string                    { return k.of("ran") }
func (k keys) closed(category string) string  { return k.of("closed:" + category) }
func (k keys) used() string                   { return k.of("used") }
func (k keys) around(cell string) string      { return k.of("around:" + cell) }
func (k keys) lines() string                  { return k.of("lines") }
func (k keys) moved() string                  { return k.of("moved") }
func (k keys) inbox() string                  { return k.of("inbox") }
func (k keys) seen() string                   { return k.of("seen") }
func (k keys) outbox() string                 { return k.of("outbox") }
func (k keys) cards(number int) string        { return k.of("cards:" + strconv.Itoa(number)) }
func (k keys) standing(chat int64) string     { return k.of("standing:" + id10(chat)) }
func (k keys) said(chat int64) string         { return k.of("said:" + id10(chat)) }
func (k keys) quotas() string                 { return k.of("quotas") }
func (k keys) log() string                    { return k.of("log") }
func (k keys) logCopy() string                { return k.of("log:copy") } // while it takes the place of the log
func (k keys) weeks() string                  { return k.of("weeks") }
func (k keys) week(week, grid string) string  { return k.of("week:" + joined(week, grid)) }
func (k keys) forces(week string) string      { return k.of("forces:" + week) }
func (k keys) conference(grid string) string  { return k.of("conference:" + grid) }
func (k keys) conferences(grid string) string { return k.of("conferences:" + grid) }
func (k keys) care(number int) string         { return k.of("care:" + strconv.Itoa(number)) }
func (k keys) caring(name string) string      { return k.of("caring:" + name) }
func (k keys) cared(name string) string       { return k.of("cared:" + name) }
func (k keys) careShown(name string) string   { return k.of("careshown:" + name) }
func (k keys) careOver() string               { return k.of("careover") }
func (k keys) careNumber() string             { return k.of("carenumber") }
func (k keys) projects() string               { return k.of("projects") }
func (k keys) service(number int) string      { return k.of("service:" + strconv.Itoa(number)) }
func (k keys) services(whose string) string   { return k.of("services:" + whose) }
func (k keys) serviceNumber() string          { return k.of("servicenumber") }
func (k keys) accord(topic int) string        { return k.of("accord:" + strconv.Itoa(topic)) }
func (k keys) accords(whose string) string    { return k.of("accords:" + whose) }
func (k keys) served() string                 { return k.of("served") }
func (k keys) servedIn(week string) string    { return k.of("servedin:" + week) }
func (k keys) careFigures() string            { return k.of("carefigures") }
func (k keys) legs(agency string) string      { return k.of("legs:" + agency) }
func (k keys) dead() string                   { return k.of("dead") }
func (k keys) aside() string                  { return k.of("aside") }
func (k keys) damaged(item string) string     { return k.of("damaged:" + item) }
func (k keys) sealed() string                 { return k.of("sealed") }
func (k keys) mineOf(name string) string      { return k.of("mine:" + name) }
func (k keys) saidOf(name string) string      { return k.of("said:" + name) }
func (k keys) tracesOf(name string) string    { return k.of("traces:" + name) }
func (k keys) standingOf(name string) string  { return k.of("standing:" + name) }
func (k keys) lease() string                  { return k.of("lease") }
func (k keys) fence() string                  { return k.of("fence") }
func (k keys) reached() string                { return k.of("reached") }
func (k keys) stopped() string                { return k.of("stopped") }

func (k keys) behind(week, grid, counter string) string {
	return k.of("behind:" + joined(week, grid, counter))
}

func (k keys) grid(grid string) string {
	if grid == "" {
		grid = "-"
	}
	return k.of("grid:" + grid)
}

func (k keys) cares(grid string) string {
	if grid == "" {
		grid = "-"
	}
	return k.of("cares:" + grid)
}

// types are the types of the table, by how a key begins. What was put aside has
// the type it had.
var types = map[string]string{
	"case": "string", "person": "string", "session": "string", "flood": "string", "invite": "string", "rota": "string", "hotspots": "string", "topics": "string", "playbooks": "string", "number": "string",
	"conference": "string", "care": "string", "carenumber": "string", "service": "string", "accord": "string", "servicenumber": "string", "sealed": "string", "lease": "string", "fence": "string",
	"damaged": "string",
	"staff":   "set", "weeks": "set", "careshown": "set",
	"invited": "zset", "mine": "zset", "traces": "zset", "heard": "zset", "over": "zset", "held": "zset", "grid": "zset", "agenda": "zset",
	"timers": "zset", "remind": "zset", "closed": "zset", "used": "zset", "around": "zset", "seen": "zset", "standing": "zset",
	"said": "zset", "cares": "zset", "caring": "zset", "cared": "zset", "careover": "zset", "legs": "zset", "services": "zset", "accords": "zset",
	"groups": "hash", "told": "hash", "ran": "hash", "lines": "hash", "imported": "hash", "cards": "hash", "quotas": "hash",
	"week": "hash", "forces": "hash", "conferences": "hash", "projects": "hash", "served": "hash", "servedin": "hash", "carefigures": "hash", "aside": "hash", "moved": "hash", "reached": "hash", "stopped": "hash",
	"looked": "stream", "inbox": "stream", "outbox": "stream", "log": "stream", "dead": "stream",
	"behind": "list",
}

// parts are what a key holds, and of whom or what.
func (k keys) parts(key string) (what, of string) {
	what, of, _ = strings.Cut(strings.TrimPrefix(key, "{"+k.district+"}:"), ":")
	return what, of
}

// The fields of our streams.
const (
	fieldUpdate = "u" // of the inbox, and of what was put aside
	fieldLetter = "l" // of the outbox
	fieldLine   = "e" // of the log
	fieldLook   = "k" // of who looked at names
)

// joined is the rest of a key that names several things.
func joined(parts ...string) string { return strings.Join(parts, ":") }

func id10(id int64) string { return strconv.FormatInt(id, 10) }
