package bot

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/bot/ical"
	"gridbot/bot/picture"
	"gridbot/flows/drawn"
	"gridbot/flows/talk"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// sendDrawing draws what a letter asks for and sends it with the words. What
// cannot be drawn, the words go without: nobody waits for a picture.
func (s *sender) sendDrawing(ctx context.Context, l world.Letter) (int, error) {
	d := l.Say.Draw
	if d.Export != nil {
		return s.sendExport(ctx, l, *d.Export)
	}
	if d.Mine != nil {
		return s.sendMine(ctx, l, *d.Mine)
	}
	l.Say.Draw = nil
	name, b, err := s.draw(ctx, l.Lang, d)
	if err != nil && ctx.Err() != nil {
		return 0, err
	}
	if err != nil {
		level := slog.LevelError
		if d.Pairs != nil {
			level = slog.LevelWarn // their photos are fetched, and that may fail
		}
		s.log.Log(ctx, level, "draw", "err", redact(err, s.token))
		return s.sendNew(ctx, l)
	}
	if strings.HasSuffix(name, ".pdf") || strings.HasSuffix(name, ".ics") {
		return s.sendPage(ctx, l, name, b)
	}
	return s.sendPhoto(ctx, l, name, b)
}

// draw draws it, and says what the file is called.
func (s *sender) draw(ctx context.Context, l text.Lang, d *drawn.Drawing) (name string, b []byte, err error) {
	switch {
	case s.blank && (d.Minutes != nil || d.Notice != nil || d.Guide != nil || d.Pact != nil):
		return "blank.pdf", []byte("%PDF"), nil
	case s.blank && d.Pairs == nil: // whose photos are asked of Telegram
		return "blank.png", []byte("PNG"), nil
	case d.Week != nil:
		b, err = picture.DrawWeek(s.words.week(l, *d.Week, s.district))
		return "week.png", b, err
	case d.Map != nil:
		b, err = picture.DrawMap(s.words.listed(l, *d.Map, s.district))
		return "map.png", b, err
	case d.Profile != nil:
		b, err = picture.DrawProfile(s.words.profile(l, *d.Profile))
		return "profile.png", b, err
	case d.Sample != nil:
		b, err = picture.DrawSample(s.words.sample(l, *d.Sample))
		return "sample.png", b, err
	case d.Dates != nil:
		b, err = ical.Write(s.words.dates(l, *d.Dates, s.district.Zone), d.Dates.Off, time.Unix(d.Dates.At, 0).UTC())
		return "date.ics", b, err
	case d.Code != "":
		b, err = picture.Code(d.Code)
		return "code.png", b, err
	case d.Minutes != nil:
		b, err = picture.Minutes(s.words.minutes(l, *d.Minutes))
		return "minutes-" + d.Minutes.ID + ".pdf", b, err
	case d.Guide != nil:
		b, err = picture.Guide(s.words.guide(l, *d.Guide))
		return "guide.pdf", b, err
	case d.Pact != nil:
		b, err = picture.Minutes(s.words.pact(l, *d.Pact))
		return "agreement-" + d.Pact.ID + ".pdf", b, err
	case d.Notice != nil:
		b, err = s.page(ctx, cmp.Or(d.Lang, l), *d.Notice)
		return "notice-" + d.Notice.ID + ".pdf", b, err
	}
	b, err = s.pairs(ctx, l, d.Pairs)
	return "pairs.jpg", b, err
}

// page is the page of a notice, with what shows that it was served on a page of its own.
// What cannot be fetched or drawn is missed, and the page goes without.
func (s *sender) page(ctx context.Context, l text.Lang, d drawn.Notice) ([]byte, error) {
	sheet := s.words.sheet(l, d)
	if d.Photo != nil {
		var err error
		if sheet.Photo, err = s.fetch(ctx, d.Photo.ID); err == nil {
			var b []byte
			if b, err = picture.Notice(sheet); err == nil {
				return b, nil
			}
		}
		s.log.Warn("draw", "what", "proof", "err", redact(err, s.token))
		sheet.Photo = nil
	}
	return picture.Notice(sheet)
}

// titleOf is what a paper is called: advice is no order.
func titleOf(d drawn.Notice) text.Text {
	if d.Advice {
		return text.T("sheet.title.advice")
	}
	return text.T("sheet.title")
}

// sendPhoto sends what was drawn, with the words of the letter as caption.
func (s *sender) sendPhoto(ctx context.Context, l world.Letter, name string, b []byte) (int, error) {
	m, err := s.bot.SendPhoto(ctx, &tg.SendPhotoParams{
		ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect, Caption: s.words.say(l.Lang, l.Say.Say, longestCaption), ReplyMarkup: s.words.markup(l),
		Photo: &models.InputFileUpload{Filename: name, Data: bytes.NewReader(b)},
	})
	return number(m), err
}

// sendPage sends a page, or dates, that were drawn, with the words of the letter as caption.
func (s *sender) sendPage(ctx context.Context, l world.Letter, name string, b []byte) (int, error) {
	m, err := s.bot.SendDocument(ctx, &tg.SendDocumentParams{
		ChatID: l.To.ID, MessageThreadID: l.To.Thread, ProtectContent: l.Protect, Caption: s.words.say(l.Lang, l.Say.Say, longestCaption), ReplyMarkup: s.words.markup(l),
		Document: &models.InputFileUpload{Filename: name, Data: bytes.NewReader(b)},
	})
	return number(m), err
}

// dates are those of a calendar file in a language.
func (w words) dates(l text.Lang, d drawn.Dates, zone *time.Location) (all []ical.Date) {
	say := func(t text.Text) string { return w.say(l, t, longestCaption) }
	for _, a := range d.All {
		from := time.Unix(a.From, 0).In(zone)
		all = append(all, ical.Date{UID: a.UID, Seq: a.Seq, Title: say(a.Title), Words: say(a.Words), Place: say(a.Place), From: from, Lasts: time.Unix(a.To, 0).Sub(from)})
	}
	return all
}

// sheet is the page in a language.
func (w words) sheet(l text.Lang, d drawn.Notice) picture.Sheet {
	say := func(t text.Text) string { return w.say(l, t, longestCaption) }
	label := func(t text.Text) string { return say(t) + " " }
	s := picture.Sheet{
		Title: say(titleOf(d)), Number: say(text.T("sheet.number", "id", d.ID)), Office: say(d.Office),
		Lines: []picture.Line{
			{Label: label(text.T("sheet.to")), Words: d.To}, {Label: label(text.T("sheet.place")), Words: say(d.Place)},
			{Label: label(text.T("sheet.basis")), Words: say(d.Basis)},
		},
		Wording: say(d.Wording),
		Heads:   [3]string{say(text.T("sheet.item")), say(text.T("sheet.what")), say(text.T("sheet.due"))},
		Foot: []picture.Line{
			{Label: label(text.T("sheet.replaces")), Words: d.Replaces},
			{Label: label(text.T("sheet.served")), Words: say(d.Served)}, {Label: label(text.T("sheet.proof")), Words: say(d.Proof)},
		},
		Signs: []string{say(text.T("sheet.sign.addressee")), say(text.T("sheet.sign.server"))},
		Link:  d.Link, LinkNote: say(text.T("sheet.link")),
	}
	for _, it := range d.Items {
		s.Items = append(s.Items, picture.Item{What: say(it.What), Due: say(it.Due)})
	}
	return s
}

// minutes is the page of the minutes of a conference, in a language.
func (w words) minutes(l text.Lang, d drawn.Minutes) picture.Sheet {
	say := func(t text.Text) string { return w.say(l, t, longestCaption) }
	label := func(t text.Text) string { return say(t) + " " }
	s := picture.Sheet{
		Title: say(text.T("minutes.title")), Number: say(text.T("minutes.number", "id", d.ID)), Office: say(d.Office),
		Lines: []picture.Line{{Label: label(text.T("minutes.held")), Words: say(d.Held)}, {Label: label(text.T("minutes.there")), Words: say(d.Who)}},
		Heads: [3]string{say(text.T("sheet.item")), say(text.T("minutes.decided")), say(text.T("minutes.due"))},
		Foot:  []picture.Line{{Label: label(text.T("minutes.hash")), Words: say(d.Hash)}, {Label: label(text.T("minutes.countersigned")), Words: say(d.Signed)}},
		Signs: []string{say(text.T("minutes.sign.lead")), say(text.T("minutes.sign.secretary"))},
	}
	for _, it := range d.Items {
		s.Items = append(s.Items, picture.Item{What: say(it.What), Due: say(it.Due)})
	}
	return s
}

// guide is the pages of the guide, in a language.
func (w words) guide(l text.Lang, d drawn.Guide) picture.Book {
	say := func(t text.Text) string { return w.say(l, t, longestCaption) }
	b := picture.Book{Title: say(text.T("guidesheet.title")), Office: say(d.Office), Note: say(text.T("guidesheet.printed", "time", d.Printed))}
	if d.Residents {
		b.Title = say(text.T("guidesheet.residents"))
	}
	for _, c := range d.Chapters {
		chapter := picture.Chapter{Title: say(c.Title)}
		for _, p := range c.Parts {
			chapter.Parts = append(chapter.Parts, picture.Line{Label: say(p.What), Words: say(p.Due)})
		}
		b.Chapters = append(b.Chapters, chapter)
	}
	return b
}

// pact is the page of what is agreed on about a topic, in a language.
func (w words) pact(l text.Lang, d drawn.Pact) picture.Sheet {
	say := func(t text.Text) string { return w.say(l, t, longestCaption) }
	label := func(t text.Text) string { return say(t) + " " }
	s := picture.Sheet{
		Title: say(text.T("pact.title")), Number: say(text.T("pact.number", "id", d.ID)), Office: say(d.Office),
		Lines: []picture.Line{{Label: label(text.T("pact.what")), Words: say(d.What)}, {Label: label(text.T("pact.option")), Words: d.Option},
			{Label: label(text.T("pact.at")), Words: say(d.At)}, {Label: label(text.T("pact.parties")), Words: say(d.Parties)}},
		Heads: [3]string{say(text.T("sheet.item")), say(text.T("pact.term")), say(text.T("pact.who"))},
		Foot:  []picture.Line{{Label: label(text.T("pact.stands")), Words: say(d.Stands)}, {Label: label(text.T("minutes.hash")), Words: say(d.Hash)}},
	}
	for _, it := range d.Items {
		s.Items = append(s.Items, picture.Item{What: say(it.What), Due: say(it.Due)})
	}
	return s
}

// pairs fetches the photos and draws them side by side.
func (s *sender) pairs(ctx context.Context, l text.Lang, pairs []drawn.Pair) ([]byte, error) {
	var photos []picture.Pair
	for _, p := range pairs {
		before, err := s.fetch(ctx, p.Before.ID)
		if err != nil {
			return nil, err
		}
		after, err := s.fetch(ctx, p.After.ID)
		if err != nil {
			return nil, err
		}
		photos = append(photos, picture.Pair{
			Before: picture.Photo{Image: before, Caption: s.words.say(l, text.T("pair.before", "time", p.Was), longestCaption)},
			After:  picture.Photo{Image: after, Caption: s.words.say(l, text.T("pair.after", "time", p.Is), longestCaption)},
		})
	}
	return picture.Pairs(photos)
}

// mostBytes is the largest photo that is fetched: Telegram's own are far smaller.
const mostBytes = 8 << 20

// fetch gets a file from Telegram.
func (s *sender) fetch(ctx context.Context, id string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	f, err := s.bot.GetFile(ctx, &tg.GetFileParams{FileID: id})
	if err != nil {
		return nil, fmt.Errorf("find a file: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.bot.FileDownloadLink(f), nil)
	if err != nil {
		return nil, fmt.Errorf("ask for a file: %w", err)
	}
	resp, err := s.api.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetch a file: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch a file: %s", resp.Status)
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, mostBytes+1))
	if err != nil {
		return nil, fmt.Errorf("fetch a file: %w", err)
	}
	if len(b) > mostBytes {
		return nil, errors.New("fetch a file: larger than any photo")
	}
	return b, nil
}

// addLooks finds out what photos look like that are handed in as evidence, so
// that the same photo is noticed when it comes again. What cannot be fetched in time
// has no look, and is taken all the same.
func (s *sender) addLooks(ctx context.Context, e *talk.Event) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	for i, f := range e.Files {
		if f.Kind != "photo" || f.Small == "" {
			continue
		}
		b, err := s.fetch(ctx, f.Small)
		if err != nil {
			s.log.Info("look", "err", redact(err, s.token))
			return
		}
		if look, err := picture.Look(b); err == nil {
			e.Files[i].Look = look
		}
	}
}
