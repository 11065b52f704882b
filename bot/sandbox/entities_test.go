package sandbox

import (
	"reflect"
	"testing"
)

func TestEntitiesCountUTF16Units(t *testing.T) {
	got := detect("😀 格 /start@a_bot x/y a@b.c @someone #邻格 see https://t.me/x?start=1, ok", nil)
	want := []Entity{
		{Type: "bot_command", Offset: 5, Length: 12},
		{Type: "mention", Offset: 28, Length: 8},
		{Type: "hashtag", Offset: 37, Length: 3},
		{Type: "url", Offset: 45, Length: 22},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestHTMLBecomesEntities(t *testing.T) {
	for src, want := range map[string]struct {
		text string
		made []Entity
	}{
		"a<b>格😀</b>":                                               {"a格😀", []Entity{{Type: "bold", Offset: 1, Length: 3}}},
		"<i><b>x</b>y</i>":                                         {"xy", []Entity{{Type: "bold", Length: 1}, {Type: "italic", Length: 2}}},
		"1 &lt; 2 &amp; 3 & &#52;":                                 {"1 < 2 & 3 & 4", nil},
		`<a href="https://x.org/?a=1&amp;b=2">x</a>`:               {"x", []Entity{{Type: "text_link", Length: 1, URL: "https://x.org/?a=1&b=2"}}},
		`<pre><code class="language-go">x := 1</code></pre>`:       {"x := 1", []Entity{{Type: "pre", Length: 6, Language: "go"}}},
		"<tg-spoiler>x</tg-spoiler><blockquote>q</blockquote><s/>": {},
	} {
		text, made, fault := parseHTML(src)
		if want.text == "" {
			if fault == "" {
				t.Errorf("%s: passed", src)
			}
			continue
		}
		if fault != "" || text != want.text || !reflect.DeepEqual(made, want.made) {
			t.Errorf("%s: %q %+v %s", src, text, made, fault)
		}
	}
}

func TestMarkdownBecomesEntities(t *testing.T) {
	for src, want := range map[string]struct {
		text string
		made []Entity
	}{
		`*格* \*x\*`:                  {"格 *x*", []Entity{{Type: "bold", Length: 1}}},
		"_a *b*_":                    {"a b", []Entity{{Type: "bold", Offset: 2, Length: 1}, {Type: "italic", Length: 3}}},
		"__u__ ~s~ ||p||":            {"u s p", []Entity{{Type: "underline", Length: 1}, {Type: "strikethrough", Offset: 2, Length: 1}, {Type: "spoiler", Offset: 4, Length: 1}}},
		"`a.b` ```go\nx*y```":        {"a.b x*y", []Entity{{Type: "code", Length: 3}, {Type: "pre", Offset: 4, Length: 3}}},
		`[格](https://x.org/\)a) end`: {"格 end", []Entity{{Type: "text_link", Length: 1, URL: "https://x.org/)a"}}},
	} {
		text, made, fault := parseMarkdown(src)
		if fault != "" || text != want.text || !reflect.DeepEqual(made, want.made) {
			t.Errorf("%s: %q %+v %s", src, text, made, fault)
		}
	}
}

func FuzzMarkupNeverPanics(f *testing.F) {
	f.Add("<b>x</b>&lt;")
	f.Add("*x* [a](b) ```go\nx```")
	f.Fuzz(func(_ *testing.T, src string) {
		_, _, _ = parseHTML(src)
		_, _, _ = parseMarkdown(src)
		_, _, _ = parseOldMarkdown(src)
		_ = detect(src, nil)
	})
}
