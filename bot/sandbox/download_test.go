package sandbox_test

import (
	"bytes"
	"io"
	"mime"
	"net/http"
	"strings"
	"testing"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"gridbot/bot/sandbox"
)

// What a document is served as goes by its name, and never lets it run as a
// page of the sandbox's own origin.
func TestDocumentsAreServedUnderTheirNames(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	b, err := tg.New(s.Token(), tg.WithServerURL(url), tg.WithSkipGetMe())
	if err != nil {
		t.Fatal(err)
	}
	const bytesOnly, script = "application/octet-stream", "<script>alert(1)</script>"
	for _, c := range []struct{ name, kind, disposition string }{
		{"notice-A1.pdf", "application/pdf", "inline"},
		{"Notice.PDF", "application/pdf", "inline"},
		{"整改通知书 第1号.pdf", "application/pdf", "inline"},
		{"cases.csv", "text/csv; charset=utf-8", "attachment"},
		{"cases.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment"},
		{"page.html", bytesOnly, "attachment"},
		{"page.pdf.HTML", bytesOnly, "attachment"},
		{"page.xhtml", bytesOnly, "attachment"},
		{"drawing.svg", bytesOnly, "attachment"},
		{"data.xml", bytesOnly, "attachment"},
		{"script.js", bytesOnly, "attachment"},
		{"a\"; filename=b.pdf; x=\".html", bytesOnly, "attachment"},
		{"pdf", bytesOnly, "attachment"},
	} {
		m, err := b.SendDocument(t.Context(), &tg.SendDocumentParams{ChatID: ana, Document: &models.InputFileUpload{Filename: c.name, Data: strings.NewReader(script)}})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if m.Document.FileName != c.name {
			t.Errorf("%s is called %s", c.name, m.Document.FileName)
		}
		seen(t, url+"/sandbox/file/"+m.Document.FileID, c.name, c.kind, c.disposition)
		f, err := b.GetFile(t.Context(), &tg.GetFileParams{FileID: m.Document.FileID})
		if err != nil {
			t.Fatal(err)
		}
		seen(t, b.FileDownloadLink(f), c.name, c.kind, c.disposition)
	}
	// What the bot says a video is called, or is, does not make it a page either.
	v, err := b.SendVideo(t.Context(), &tg.SendVideoParams{ChatID: ana, Video: &models.InputFileUpload{Filename: "page.html", Data: strings.NewReader(script)}})
	if err != nil {
		t.Fatal(err)
	}
	seen(t, url+"/sandbox/file/"+v.Video.FileID, "", "video/mp4", "inline")
}

// seen fails the test unless a file is served so.
func seen(t *testing.T, address, name, kind, disposition string) []byte {
	t.Helper()
	got, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = got.Body.Close() }()
	content, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	how, params, err := mime.ParseMediaType(got.Header.Get("Content-Disposition"))
	if err != nil || how != disposition || params["filename"] != name {
		t.Errorf("%q: disposition %q, %v", name, got.Header.Get("Content-Disposition"), err)
	}
	if got.StatusCode != http.StatusOK || got.Header.Get("Content-Type") != kind || got.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%q: %s, %v", name, got.Status, got.Header)
	}
	return content
}

// A document that a person sends without saying which can be opened too.
func TestAPersonsDocumentIsAPage(t *testing.T) {
	s, url := start(t, sandbox.Options{})
	must(t)(s.Send(ana, sandbox.Place{Chat: ana}, sandbox.Thing{Kind: "document"}))
	all := s.Messages(ana)
	content := seen(t, url+"/sandbox/file/"+all[len(all)-1].Document.FileID, "document.pdf", "application/pdf", "inline")
	if !bytes.HasPrefix(content, []byte("%PDF-")) || !bytes.HasSuffix(content, []byte("%%EOF\n")) {
		t.Errorf("no PDF: %q", content)
	}
}
