package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// subject is what a subject of the flows may import.
var subject = []string{"gridbot/flows/blanks", "gridbot/flows/accord", "gridbot/flows/playbooks", "gridbot/flows/bills", "gridbot/flows/district/guide", "gridbot/flows/upkeep", "gridbot/flows/frequent", "gridbot/flows/hotspots", "gridbot/flows/request", "gridbot/flows/services", "gridbot/flows/acts", "gridbot/flows/measures", "gridbot/flows/district/orders", "gridbot/flows/sight", "gridbot/flows/carecase", "gridbot/flows/personal", "gridbot/flows/district/lane", "gridbot/flows/district/orders", "gridbot/flows/duty", "gridbot/flows/drawn", "gridbot/flows/evidence", "gridbot/flows/kept", "gridbot/flows/ask", "gridbot/flows/danger", "gridbot/flows/boards", "gridbot/flows/show", "gridbot/flows/world", "gridbot/flows/calendar", "gridbot/flows/cases", "gridbot/flows/answer", "gridbot/flows/matter",
	"gridbot/flows/district", "gridbot/flows/figures", "gridbot/flows/grids", "gridbot/flows/talk", "gridbot/flows/text"}

// mayImport is the plan of the house: which of our packages, and which
// libraries, each package may import. Everything may import the standard
// library. Imports run downwards only: cmd, then bot and store, then flows;
// bot and store never import each other.
var mayImport = map[string][]string{
	"gridbot/flows/fastjson":          {"github.com/bytedance/sonic"},
	"gridbot/flows/text":              {"gridbot/flows/fastjson", "github.com/nicksnyder/go-i18n/v2/i18n", "golang.org/x/text/language", "github.com/longbridgeapp/opencc"},
	"gridbot/flows/answer":            {"gridbot/flows/text"},
	"gridbot/flows/calendar":          {},
	"gridbot/flows/duty":              {"gridbot/flows/calendar"},
	"gridbot/flows/grids":             {"gridbot/flows/text", "github.com/mozillazg/go-pinyin", "github.com/paulmach/orb", "golang.org/x/text/width"},
	"gridbot/flows/learn":             {"gridbot/flows/grids", "github.com/kljensen/snowball", "github.com/mozillazg/go-pinyin"},
	"gridbot/flows/district/faults":   {},
	"gridbot/flows/district/rows":     {"gridbot/flows/district/faults"},
	"gridbot/flows/district/lane":     {"gridbot/flows/text", "go.yaml.in/yaml/v3"},
	"gridbot/flows/district/orders":   {"gridbot/flows/calendar", "gridbot/flows/text", "go.yaml.in/yaml/v3"},
	"gridbot/flows/district/posters":  {"gridbot/flows/district/rows"},
	"gridbot/flows/district/examples": {"gridbot/flows/alarm", "gridbot/flows/district/faults", "gridbot/flows/district/rows"},
	"gridbot/flows/district/guide":    {"gridbot/flows/text", "go.yaml.in/yaml/v3"},
	"gridbot/flows/district/geojson":  {"gridbot/flows/district/faults", "github.com/paulmach/orb", "github.com/tidwall/rtree"},
	"gridbot/flows/alarm":             {"gridbot/flows/learn", "gridbot/flows/grids"},
	"gridbot/flows/services":          {"gridbot/flows/answer", "gridbot/flows/calendar", "gridbot/flows/text", "go.yaml.in/yaml/v3"},
	"gridbot/flows/accord":            {"gridbot/flows/grids"},
	"gridbot/flows/matter":            {"gridbot/flows/request", "gridbot/flows/services", "gridbot/flows/show", "gridbot/flows/talk", "gridbot/flows/text", "gridbot/flows/world"},
	"gridbot/flows/request":           {"gridbot/flows/calendar", "gridbot/flows/services"},
	"gridbot/flows/bills":             {},
	"gridbot/flows/upkeep":            {"gridbot/flows/calendar"},
	"gridbot/flows/district":          {"gridbot/flows/district/examples", "gridbot/flows/services", "gridbot/flows/text", "gridbot/flows/grids", "gridbot/flows/calendar", "gridbot/flows/duty", "gridbot/flows/learn", "gridbot/flows/alarm", "gridbot/flows/district/faults", "gridbot/flows/district/geojson", "gridbot/flows/district/guide", "gridbot/flows/district/lane", "gridbot/flows/district/orders", "gridbot/flows/district/posters", "gridbot/flows/district/rows", "go.yaml.in/yaml/v3", "github.com/paulmach/orb", "github.com/tidwall/rtree"},
	"gridbot/flows/drawn":             {"gridbot/flows/text", "gridbot/flows/grids"},
	"gridbot/flows/talk":              {"gridbot/flows/fastjson", "gridbot/flows/text", "gridbot/flows/grids", "gridbot/flows/drawn"},
	"gridbot/flows/talk/chatfile":     {},
	"gridbot/flows/cases":             {"gridbot/flows/text", "gridbot/flows/grids"},
	"gridbot/flows/carecase":          {},
	"gridbot/flows/hotspots":          {"gridbot/flows/bills", "gridbot/flows/upkeep", "gridbot/flows/cases", "gridbot/flows/figures"},
	"gridbot/flows/playbooks":         {"gridbot/flows/cases", "gridbot/flows/hotspots"},
	"gridbot/flows/figures":           {"gridbot/flows/carecase", "gridbot/flows/cases"},
	"gridbot/flows/aside":             {},
	"gridbot/flows/strays":            {"gridbot/flows/accord", "gridbot/flows/playbooks", "gridbot/flows/hotspots", "gridbot/flows/request", "gridbot/flows/carecase", "gridbot/flows/cases", "gridbot/flows/district", "gridbot/flows/duty", "gridbot/flows/figures", "gridbot/flows/kept", "gridbot/flows/text", "gridbot/flows/world"},
	"gridbot/flows/kept":              {"gridbot/flows/cases"},
	"gridbot/flows/quiet":             {"gridbot/flows/grids", "gridbot/flows/text"},
	"gridbot/flows/history/records":   {},
	"gridbot/flows/history": {"gridbot/flows/history/records", "gridbot/flows/cases", "gridbot/flows/district", "gridbot/flows/grids", "gridbot/flows/text",
		"go.yaml.in/yaml/v3", "golang.org/x/text/encoding", "golang.org/x/text/transform"},
	// What is read and what comes of it; what of that is shown; what is asked in
	// many places; and what is done, and who is told.
	"gridbot/flows/evidence": {"gridbot/flows/cases"},
	"gridbot/flows/meeting":  {"gridbot/flows/cases", "gridbot/flows/text"},
	"gridbot/flows/sight":    {"gridbot/flows/personal", "gridbot/flows/cases", "gridbot/flows/talk", "gridbot/flows/text"},
	"gridbot/flows/personal": {},
	"gridbot/flows/pairs":    {"gridbot/flows/cases", "gridbot/flows/drawn", "gridbot/flows/evidence", "gridbot/flows/text", "gridbot/flows/world"},
	"gridbot/flows/spots":    {"gridbot/flows/cases", "gridbot/flows/district"},
	"gridbot/flows/blanks":   {"gridbot/flows/playbooks", "gridbot/flows/world", "gridbot/flows/text"},
	"gridbot/flows/frequent": {"gridbot/flows/hotspots", "gridbot/flows/drawn", "gridbot/flows/show", "gridbot/flows/world", "gridbot/flows/talk", "gridbot/flows/text"},
	"gridbot/flows/method":   {"gridbot/flows/ask", "gridbot/flows/answer", "gridbot/flows/calendar", "gridbot/flows/district", "gridbot/flows/personal", "gridbot/flows/playbooks", "gridbot/flows/hotspots", "gridbot/flows/show", "gridbot/flows/talk", "gridbot/flows/world", "gridbot/flows/text"},
	"gridbot/flows/often":    {"gridbot/flows/accord", "gridbot/flows/show", "gridbot/flows/talk", "gridbot/flows/text", "gridbot/flows/world"},
	"gridbot/flows/pact":     {"gridbot/flows/accord", "gridbot/flows/bills", "gridbot/flows/frequent", "gridbot/flows/often", "gridbot/flows/show", "gridbot/flows/text", "gridbot/flows/world"},
	"gridbot/flows/aloud":    {"gridbot/flows/acts", "gridbot/flows/method", "gridbot/flows/patrol", "gridbot/flows/show", "gridbot/flows/talk", "gridbot/flows/text", "gridbot/flows/world"},
	"gridbot/flows/listing":  {"gridbot/flows/cases", "gridbot/flows/grids"},
	"gridbot/flows/world":    {"gridbot/flows/accord", "gridbot/flows/playbooks", "gridbot/flows/quiet", "gridbot/flows/listing", "gridbot/flows/hotspots", "gridbot/flows/spots", "gridbot/flows/request", "gridbot/flows/cases", "gridbot/flows/carecase", "gridbot/flows/kept", "gridbot/flows/meeting", "gridbot/flows/evidence", "gridbot/flows/duty", "gridbot/flows/calendar", "gridbot/flows/district", "gridbot/flows/figures", "gridbot/flows/grids", "gridbot/flows/talk", "gridbot/flows/text"},
	"gridbot/flows/measures": {"gridbot/flows/cases", "gridbot/flows/district", "gridbot/flows/text", "gridbot/flows/world"},
	"gridbot/flows/danger":   {"gridbot/flows/world", "gridbot/flows/cases", "gridbot/flows/district", "gridbot/flows/talk", "gridbot/flows/text"},
	"gridbot/flows/show":     {"gridbot/flows/danger", "gridbot/flows/measures", "gridbot/flows/evidence", "gridbot/flows/sight", "gridbot/flows/world", "gridbot/flows/calendar", "gridbot/flows/drawn", "gridbot/flows/cases", "gridbot/flows/district", "gridbot/flows/talk", "gridbot/flows/text"},
	"gridbot/flows/boards":   {"gridbot/flows/show", "gridbot/flows/measures", "gridbot/flows/world", "gridbot/flows/calendar", "gridbot/flows/duty", "gridbot/flows/cases", "gridbot/flows/talk", "gridbot/flows/text"},
	"gridbot/flows/ask":      {"gridbot/flows/answer", "gridbot/flows/grids", "gridbot/flows/show", "gridbot/flows/district", "gridbot/flows/world", "gridbot/flows/calendar", "gridbot/flows/cases", "gridbot/flows/talk", "gridbot/flows/text"},
	"gridbot/flows/refusal":  {"gridbot/flows/measures", "gridbot/flows/show", "gridbot/flows/world", "gridbot/flows/cases", "gridbot/flows/text"},
	"gridbot/flows/acts": {"gridbot/flows/danger", "gridbot/flows/boards", "gridbot/flows/refusal", "gridbot/flows/measures", "gridbot/flows/evidence", "gridbot/flows/pairs", "gridbot/flows/ask", "gridbot/flows/drawn", "gridbot/flows/show", "gridbot/flows/world", "gridbot/flows/cases", "gridbot/flows/district", "gridbot/flows/figures",
		"gridbot/flows/history", "gridbot/flows/talk", "gridbot/flows/text"},
	"gridbot/flows/patrol":  {"gridbot/flows/danger", "gridbot/flows/district", "gridbot/flows/acts", "gridbot/flows/answer", "gridbot/flows/ask", "gridbot/flows/calendar", "gridbot/flows/frequent", "gridbot/flows/hotspots", "gridbot/flows/show", "gridbot/flows/talk", "gridbot/flows/text", "gridbot/flows/upkeep", "gridbot/flows/world"},
	"gridbot/flows/errands": {"gridbot/flows/acts", "gridbot/flows/ask", "gridbot/flows/show", "gridbot/flows/world", "gridbot/flows/calendar", "gridbot/flows/cases", "gridbot/flows/district", "gridbot/flows/talk", "gridbot/flows/text"},
	// The subjects. None imports another: what passes between them goes through
	// the world or by the book.
	"gridbot/flows/pages":      {"gridbot/flows/acts", "gridbot/flows/show", "gridbot/flows/world", "gridbot/flows/talk", "gridbot/flows/text"},
	"gridbot/flows/hearing":    subject,
	"gridbot/flows/slip":       {"gridbot/flows/acts", "gridbot/flows/cases", "gridbot/flows/drawn", "gridbot/flows/show", "gridbot/flows/talk", "gridbot/flows/text", "gridbot/flows/world"},
	"gridbot/flows/report":     append([]string{"gridbot/flows/slip"}, subject...),
	"gridbot/flows/task":       subject,
	"gridbot/flows/rectify":    subject,
	"gridbot/flows/correct":    subject,
	"gridbot/flows/joint":      subject,
	"gridbot/flows/conference": append([]string{"gridbot/flows/errands"}, subject...),
	"gridbot/flows/chase":      subject,
	"gridbot/flows/lists":      append([]string{"gridbot/flows/errands", "gridbot/flows/method", "gridbot/flows/pact"}, subject...),
	"gridbot/flows/week":       subject,
	"gridbot/flows/staff":      subject,
	"gridbot/flows/groups":     subject,
	"gridbot/flows/reception":  subject,
	"gridbot/flows/mute":       subject,
	"gridbot/flows/rota":       subject,
	"gridbot/flows/rights":     subject,
	"gridbot/flows/topics":     append([]string{"gridbot/flows/patrol"}, subject...),
	"gridbot/flows/standing":   subject,
	"gridbot/flows/treasurer":  subject,
	"gridbot/flows/declare":    subject,
	"gridbot/flows/plays":      append([]string{"gridbot/flows/method"}, subject...),
	"gridbot/flows/norms":      subject,
	"gridbot/flows/care":       subject,
	"gridbot/flows/shop":       subject,
	"gridbot/flows/consult":    append([]string{"gridbot/flows/often", "gridbot/flows/aloud", "gridbot/flows/pact"}, subject...),
	"gridbot/flows/dues":       subject,
	// The flows themselves only lead an event to its subject.
	"gridbot/flows": {"gridbot/flows/danger", "gridbot/flows/boards", "gridbot/flows/slip", "gridbot/flows/refusal", "gridbot/flows/consult", "gridbot/flows/declare", "gridbot/flows/standing", "gridbot/flows/treasurer", "gridbot/flows/dues", "gridbot/flows/plays", "gridbot/flows/frequent", "gridbot/flows/topics", "gridbot/flows/shop", "gridbot/flows/measures", "gridbot/flows/care", "gridbot/flows/sight", "gridbot/flows/hearing", "gridbot/flows/report", "gridbot/flows/task", "gridbot/flows/rectify", "gridbot/flows/correct", "gridbot/flows/joint", "gridbot/flows/conference", "gridbot/flows/chase", "gridbot/flows/lists", "gridbot/flows/norms", "gridbot/flows/errands", "gridbot/flows/answer", "gridbot/flows/matter", "gridbot/flows/method", "gridbot/flows/patrol", "gridbot/flows/often", "gridbot/flows/aloud", "gridbot/flows/pact", "gridbot/flows/pages", "gridbot/flows/accord", "gridbot/flows/request", "gridbot/flows/bills",
		"gridbot/flows/week", "gridbot/flows/staff", "gridbot/flows/groups", "gridbot/flows/rights", "gridbot/flows/rota", "gridbot/flows/reception", "gridbot/flows/mute", "gridbot/flows/acts", "gridbot/flows/ask", "gridbot/flows/show", "gridbot/flows/world", "gridbot/flows/cases", "gridbot/flows/figures", "gridbot/flows/history", "gridbot/flows/talk", "gridbot/flows/text"},

	"gridbot/flows/room": {"gridbot/flows/accord", "gridbot/flows/playbooks", "gridbot/flows/hotspots", "gridbot/flows", "gridbot/flows/carecase", "gridbot/flows/request", "gridbot/flows/kept", "gridbot/flows/world", "gridbot/flows/show", "gridbot/flows/cases", "gridbot/flows/district", "gridbot/flows/drawn", "gridbot/flows/grids",
		"gridbot/flows/talk", "gridbot/flows/talk/chatfile", "gridbot/flows/text"},
	"gridbot/flows/world/worldtest": {"gridbot/flows/world", "gridbot/flows/district", "gridbot/flows/calendar"},

	"gridbot/store":           {"gridbot/flows/accord", "gridbot/flows/playbooks", "gridbot/flows/strays", "gridbot/flows/hotspots", "gridbot/flows/request", "gridbot/flows/fastjson", "gridbot/store/seal", "gridbot/flows/aside", "gridbot/flows/carecase", "gridbot/flows/world", "gridbot/flows/kept", "gridbot/flows/figures", "gridbot/flows/talk", "gridbot/flows/cases", "gridbot/flows/grids", "github.com/redis/go-redis/v9"},
	"gridbot/store/seal":      {"gridbot/flows/world", "github.com/tink-crypto/tink-go/v2"},
	"gridbot/store/redistest": {"github.com/alicebob/miniredis/v2"},

	"gridbot/bot": {"gridbot/bot/ical", "gridbot/flows/strays", "gridbot/flows/hotspots", "gridbot/flows/aside", "gridbot/flows/fastjson", "gridbot/flows/drawn", "gridbot/bot/picture", "gridbot/bot/sheet", "gridbot/flows", "gridbot/flows/world", "gridbot/flows/boards", "gridbot/flows/show", "gridbot/flows/week", "gridbot/flows/rights", "gridbot/flows/talk", "gridbot/flows/cases", "gridbot/flows/text", "gridbot/flows/grids",
		"github.com/valyala/fasthttp", "gridbot/flows/district", "github.com/go-telegram/bot", "github.com/prometheus/client_golang"},
	"gridbot/bot/picture":         {"gridbot/flows/drawn", "github.com/signintech/gopdf", "rsc.io/qr", "golang.org/x/image", "github.com/go-analyze/charts", "github.com/golang/freetype", "github.com/paulmach/orb"},
	"gridbot/bot/sheet":           {"gridbot/flows/drawn", "gridbot/flows/week", "gridbot/flows/world", "gridbot/flows/cases", "gridbot/flows/talk", "gridbot/flows/text", "github.com/xuri/excelize/v2"},
	"gridbot/bot/ical":            {"github.com/arran4/golang-ical"},
	"gridbot/bot/jobs":            {"github.com/robfig/cron/v3"},
	"gridbot/bot/sandbox":         {"gridbot/flows/talk/chatfile"},
	"gridbot/bot/sandbox/stories": {"gridbot/bot/sandbox"},
}

// notInFlows: the flows are pure. No network, no files but the built-in ones
// and those handed in, no clock, no goroutines.
var notInFlows = []string{"net", "net/http", "os", "os/exec", "log", "log/slog", "sync", "math/rand", "math/rand/v2", "crypto/rand"}

// forTests are packages that only tests import: they may read files, and nothing
// of them comes into the program.
var forTests = []string{"gridbot/flows/room", "gridbot/flows/world/worldtest"}

// module is the part of a library's path that mayImport names: a package below
// it belongs to it.
func allowed(imported string, plan []string) bool {
	return slices.ContainsFunc(plan, func(p string) bool {
		return imported == p || (!strings.HasPrefix(p, "gridbot/") && strings.HasPrefix(imported, p+"/"))
	})
}

type listed struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "gridbot/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("read go list: %v", err)
		}
		all = append(all, p)
	}
}

func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && first != "gridbot"
}

func TestImportsFollowThePlanOfTheHouse(t *testing.T) {
	all := packages(t)
	if len(all) < len(mayImport) {
		t.Fatalf("go list knows %d packages; the plan has %d", len(all), len(mayImport))
	}
	for _, p := range all {
		for _, imported := range p.Imports {
			if slices.Contains(forTests, imported) {
				t.Errorf("%s imports %s, which is for tests alone", p.ImportPath, imported)
			}
		}
		if strings.HasPrefix(p.ImportPath, "gridbot/cmd/") {
			continue // cmd wires everything
		}
		plan, ok := mayImport[p.ImportPath]
		if !ok {
			t.Errorf("%s has no place in the plan", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			if !standard(imported) && !allowed(imported, plan) {
				t.Errorf("%s imports %s, which is not in the plan", p.ImportPath, imported)
			}
			if strings.HasPrefix(p.ImportPath, "gridbot/flows") && slices.Contains(notInFlows, imported) && !slices.Contains(forTests, p.ImportPath) {
				t.Errorf("%s imports %s: the flows are pure", p.ImportPath, imported)
			}
		}
	}
}

// Each of the three fixed libraries is imported by one package besides cmd.
func TestEachFixedLibraryHasOneDoor(t *testing.T) {
	doors := map[string][]string{}
	for _, p := range packages(t) {
		for _, imported := range p.Imports {
			for _, lib := range []string{"github.com/go-telegram/bot", "github.com/redis/go-redis/v9", "github.com/robfig/cron/v3"} {
				if (imported == lib || strings.HasPrefix(imported, lib+"/")) && !slices.Contains(doors[lib], p.ImportPath) {
					doors[lib] = append(doors[lib], p.ImportPath)
				}
			}
		}
	}
	want := map[string]string{
		"github.com/go-telegram/bot":   "gridbot/bot",
		"github.com/redis/go-redis/v9": "gridbot/store",
		"github.com/robfig/cron/v3":    "gridbot/bot/jobs",
	}
	for lib, door := range want {
		got := slices.DeleteFunc(doors[lib], func(p string) bool { return strings.HasPrefix(p, "gridbot/cmd/") })
		if !slices.Equal(got, []string{door}) {
			t.Errorf("%s is imported by %v, want %s alone", lib, got, door)
		}
	}
}

// Time is an argument in the flows: nobody there asks what time it is.
func TestNobodyInTheFlowsAsksTheTime(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "gridbot/flows/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, dir := range strings.Fields(string(out)) {
		found, _ := exec.Command("grep", "-rnE", `time\.(Now|Since|Until|Sleep|After|NewTimer|NewTicker|Tick)\(`, "--include=*.go", "--exclude=*_test.go", dir).Output()
		if len(found) > 0 {
			t.Errorf("the time is asked in the flows:\n%s", found)
		}
	}
}

// Time and chance are handed in, so that a whole history comes out of one seed. What
// asks the machine itself stands here, and why.
var asksTheMachine = map[string]string{
	"bot/clock.go":                 "compares the machine's clock with the others",
	"bot/ticking.go":               "the machine's clock, where none was handed in",
	"bot/batch.go":                 "how long lanes are waited for",
	"store/backup.go":              "waits for a server's copy",
	"store/lost.go":                "when somebody stopped the district, for who reads it",
	"bot/intake.go":                "pause waits, where no other way to wait was handed in",
	"bot/desk.go":                  "Unguessable, where no other was handed in",
	"bot/run.go":                   "how long a stop may take",
	"bot/sender.go":                "the loop of Run",
	"bot/lease.go":                 "the loop of Run",
	"bot/reader.go":                "the loop of Run",
	"bot/webhook.go":               "calls come beside each other",
	"bot/jobs/jobs.go":             "how long a job took, for the log",
	"store/redistest/redistest.go": "waits for a real server",
}

func TestTimeAndChanceAreHandedIn(t *testing.T) {
	out, err := exec.Command("grep", "-rnE", `time\.(Now|Since|Until|Sleep|After|AfterFunc|NewTimer|NewTicker|Tick)\b|\brand\.[A-Z]`,
		"--include=*.go", "--exclude=*_test.go", "--exclude-dir=sandbox", "../../bot", "../../store").Output()
	if err != nil {
		t.Fatalf("grep: %v", err)
	}
	asks := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		file, words, _ := strings.Cut(strings.TrimPrefix(line, "../../"), ":")
		asks[file] = true
		if asksTheMachine[file] == "" {
			t.Errorf("%s asks the machine for time or chance: %s", file, strings.TrimSpace(words))
		}
	}
	for file := range asksTheMachine {
		if !asks[file] {
			t.Errorf("%s stands in the list and asks nobody", file)
		}
	}
}
