package district

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"
	_ "time/tzdata" // a bare machine has no time zones

	"gridbot/flows/district/examples"
	"gridbot/flows/district/faults"
	"gridbot/flows/district/guide"
	"gridbot/flows/district/rows"
	"gridbot/flows/learn"
	"gridbot/flows/text"
)

// The files of a district folder, in the order their faults are told.
const (
	settingsFile   = "district.yaml"
	calendarFile   = "calendar.yaml" // may be missing: where nothing differs
	agenciesFile   = "agencies.yaml"
	categoriesFile = "categories.yaml"
	gridsFile      = "grids.geojson"
	placesFile     = "places.csv"
	rotaFile       = "rota.yaml"    // may be missing: plans of duty are made in chat
	careFile       = "care.yaml"    // may be missing: then there are no care cases
	ordersFile     = "rectify.yaml" // may be missing: then notices ask for nothing more
	examplesFile   = "examples.csv" // may be missing: then keywords must do
)

// ModelFile is what was learned from the others: a start need not learn it. It may be missing.
const ModelFile = "model.txt"

var files = []string{settingsFile, calendarFile, agenciesFile, categoriesFile, gridsFile, placesFile, rotaFile, careFile, ordersFile, guide.File, examplesFile, ModelFile, PostersFile}

// optional are the files a folder can do without.
var optional = []string{calendarFile, rotaFile, careFile, ordersFile, guide.File, examplesFile, ModelFile, PostersFile}

// longestFile is in bytes; the grids of a whole city take a tenth of it.
const longestFile = 64 << 20

// Load reads a district folder. The error is Faults: all that is wrong, at
// once, with file and line; there is a district only when there are none.
// What is odd, but can be worked with, is in its Warnings.
func Load(fsys fs.FS) (*District, error) { return load(fsys, false) }

// Train is Load that does not look at any model, but learns from the examples.
func Train(fsys fs.FS) (*District, error) { return load(fsys, true) }

func load(fsys fs.FS, anew bool) (*District, error) {
	found := &findings{}
	d := &District{Langs: text.Langs}
	read := func(file string, take func(page, []byte)) {
		p := page{file, found}
		if b, ok := p.read(fsys); ok {
			take(p, b)
		}
	}
	var s settings
	read(settingsFile, func(p page, b []byte) { s = d.readSettings(p, b) })
	read(calendarFile, func(p page, b []byte) { s.days = readDays(p, b) })
	d.makeCalendar(page{settingsFile, found}, s)
	read(agenciesFile, d.readAgencies)
	read(categoriesFile, d.readCategories)
	read(gridsFile, func(p page, b []byte) { d.readGrids(p, b, s.gcj02) })
	read(placesFile, func(p page, b []byte) { d.readPlaces(p, b, s.gcj02) })
	read(PostersFile, d.readPosters)
	read(rotaFile, d.readRotas)
	read(careFile, d.readCare)
	read(ordersFile, d.readOrders)
	read(guide.File, func(p page, b []byte) {
		d.Guide = guide.Read(b, guide.Known{Categories: idsOf(d.Categories, func(c Category) string { return c.ID }), Agencies: d.agencyIDs(), Fault: p.fault, Alike: didYouMean})
	})
	d.readServices(fsys, found)
	var told []examples.Example
	read(examplesFile, func(p page, b []byte) { told = readExamples(p, b, d.Categories) })
	var models []*learn.Model
	read(ModelFile, func(p page, b []byte) {
		var err error
		if models, err = learn.Decode(b); err != nil {
			p.warn(0, "the model cannot be used, and is made anew: %v; write it with \"gridbot train\"", err)
		}
	})
	if len(found.faults) > 0 {
		return nil, Faults(faults.Tidy(found.faults, files))
	}
	if d.listen(told, models, anew) && !anew && len(told)+len(models) > 0 {
		page{ModelFile, found}.warn(0, "it is missing or older than the folder: every start learns anew, which takes seconds; write it with \"gridbot train\"")
	}
	d.Warnings = faults.Tidy(found.warnings, files)
	return d, nil
}

// read is the content of the file without a byte order mark; false, and a
// fault, when it cannot be used.
func (p page) read(fsys fs.FS) ([]byte, bool) {
	f, err := fsys.Open(p.file)
	if errors.Is(err, fs.ErrNotExist) {
		if !slices.Contains(optional, p.file) {
			p.fault(0, "the file is missing; the demo district has one to start from")
		}
		return nil, false
	}
	if err != nil {
		p.fault(0, "the file cannot be opened: %v", err)
		return nil, false
	}
	b, err := io.ReadAll(io.LimitReader(f, longestFile+1))
	if err = errors.Join(err, f.Close()); err != nil {
		p.fault(0, "the file cannot be read: %v", err)
		return nil, false
	}
	if len(b) > longestFile {
		p.fault(0, "the file is larger than %d MB; simplify the shapes", longestFile>>20)
		return nil, false
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if at := rows.InvalidUTF8(b); at >= 0 {
		p.fault(1+bytes.Count(b[:at], []byte("\n")), "this is not UTF-8; save the file again as UTF-8 (GBK, as Excel writes it, cannot be read)")
		return nil, false
	}
	return b, true
}

// CheckYear warns when the calendar does not know all days off of the year of now
// or, from December on, of the next: deadlines would be wrong.
func (d *District) CheckYear(now time.Time) []Fault {
	now = d.Here(now)
	var warnings []Fault
	for _, year := range []int{now.Year(), now.AddDate(0, 1, 0).Year()} {
		if !d.Calendar.Known(year) && (len(warnings) == 0 || year != now.Year()) {
			warnings = append(warnings, Fault{File: calendarFile, Say: fmt.Sprintf(
				"the days off and make-up working days of %d are not all known; name them under \"off\" and \"worked\", and then say \"complete: [%d]\"", year, year)})
		}
	}
	return warnings
}

// A Fault is something wrong in a district folder.
type Fault = faults.Fault

// Faults is everything wrong in a folder at once, by file and line.
type Faults = faults.Faults

// findings collects what Load finds.
type findings struct {
	faults   []Fault
	warnings []Fault
}

// page is one file of the folder.
type page struct {
	file string
	*findings
}

func (p page) fault(line int, format string, args ...any) {
	p.faults = append(p.faults, Fault{File: p.file, Line: line, Say: fmt.Sprintf(format, args...)})
}

func (p page) warn(line int, format string, args ...any) {
	p.warnings = append(p.warnings, Fault{File: p.file, Line: line, Say: fmt.Sprintf(format, args...)})
}
