package flows_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gridbot/flows"
	"gridbot/flows/talk"
)

// A stepName is one question of one dialogue.
type stepName struct{ dialogue, name string }

// rooms are where the code of the flows stands.
var rooms = []string{".", "cases", "world", "danger", "show", "boards", "ask", "acts", "measures", "refusal", "hearing", "report", "slip", "task", "rectify", "correct", "joint", "conference", "chase", "lists", "week", "staff", "groups", "rota", "reception", "mute", "rights", "care", "shop", "topics", "plays", "consult", "dues", "declare", "standing", "treasurer", "norms", "errands", "matter", "patrol", "method", "pages", "often", "aloud", "pact"}

// source is what the code of the flows holds, read from the code itself: what
// is new there and missing in the matrix fails a test.
type source struct {
	actions  []string // constants of type cases.Action
	looks    []string // what pressCase knows besides actions
	commands []string // what command knows
	mentions []string // commands on buttons of the menu
	payloads []string // functions that read the payload of a link
	steps    []stepName
	presses  []string // what stands on buttons that answer, as far as it is written out
}

func readSource(t testing.TB) source {
	t.Helper()
	var src source
	for _, dir := range rooms {
		paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no code in %s: %v", dir, err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				src.declared(d)
			}
		}
	}
	var named []string
	for _, s := range src.steps {
		if !slices.Contains(named, s.dialogue) {
			named = append(named, s.dialogue)
		}
	}
	slices.Sort(named)
	if all := flows.Dialogues(); !slices.Equal(named, all) {
		t.Errorf("the dialogues are %v, and steps were read of %v", all, named)
	}
	src.looks, src.commands = flows.Looks(), flows.Commands()
	slices.Sort(src.presses)
	src.presses = slices.Compact(src.presses)
	return src
}

func (src *source) declared(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if strings.HasPrefix(d.Name.Name, "Payload") {
			src.payloads = append(src.payloads, d.Name.Name)
		}
		src.pressed(d)
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok {
				continue
			}
			if id, ok := v.Type.(*ast.Ident); ok && id.Name == "Action" {
				for _, value := range v.Values {
					src.actions = append(src.actions, literal(value))
				}
			}
			for _, value := range v.Values {
				src.dialogue(value)
			}
			src.pressed(v)
		}
	}
}

// dialogue finds the name and the steps of a dialogue that is written out or
// made by a function from its name.
func (src *source) dialogue(value ast.Expr) {
	switch v := value.(type) {
	case *ast.CallExpr:
		name := called(v)
		if step := map[string]string{"Reasoned": "why", "addition": "what"}[name]; step != "" {
			src.steps = append(src.steps, stepName{literal(v.Args[0]), step})
		}
		if name == "noticeDialogue" {
			for _, step := range []string{"to", "basis", "items", "due", "photo", "paper", "proof", "signed", "witness", "post", "preview"} {
				src.steps = append(src.steps, stepName{literal(v.Args[0]), step})
			}
		}
		if name == "whistleDialogue" {
			for _, step := range []string{"whom", "ask", "when", "where", "preview"} {
				src.steps = append(src.steps, stepName{literal(v.Args[0]), step})
			}
		}
	case *ast.CompositeLit:
		name := ""
		ast.Inspect(v, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && name != "" { // a step that is made by a function
				if step := map[string]string{"WhyStep": "why", "pleadStep": "why", "nextRound": "next", "failing": "why", "stateStep": "words", "shown": "photo", "legRef": "ref", "Sure": "sure", "Page": "look"}[called(call)]; step != "" {
					src.steps = append(src.steps, stepName{name, step})
				}
			}
			if kv, ok := n.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "name" && literal(kv.Value) != "" && name != "" {
					src.steps = append(src.steps, stepName{name, literal(kv.Value)})
				}
			}
			if kv, ok := n.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "Name" && literal(kv.Value) != "" {
					if name == "" {
						name = literal(kv.Value)
					} else {
						src.steps = append(src.steps, stepName{name, literal(kv.Value)})
					}
				}
			}
			return true
		})
	}
}

// pressed finds what stands on buttons.
func (src *source) pressed(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			switch name := called(n); {
			case len(n.Args) < 2:
			case name == "Pick":
				if b, ok := n.Args[1].(*ast.BinaryExpr); ok {
					src.presses = append(src.presses, literal(b.X), literal(b.X)+"x")
				} else if s := literal(n.Args[1]); s != "" {
					src.presses = append(src.presses, s)
				}
			case name == "MenuButton":
				src.mentions = append(src.mentions, literal(n.Args[1]))
			}
		case *ast.CompositeLit: // a choice of a reason: its press comes first
			if len(n.Elts) == 2 && n.Type == nil {
				if kv, ok := n.Elts[0].(*ast.KeyValueExpr); ok && fmt.Sprint(kv.Key) == "Press" {
					src.presses = append(src.presses, literal(kv.Value))
				}
			}
		}
		return true
	})
}

// stepPresses are those worth trying at a step: all but the report's.
func (src source) stepPresses(stepName) []string {
	return slices.DeleteFunc(append(slices.Clone(src.presses), talk.Back), func(p string) bool { return strings.Contains(p, "-") })
}

// called is the name of the function a call calls.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func literal(e ast.Expr) string {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		s, _ := strconv.Unquote(l.Value)
		return s
	}
	return ""
}

// Whatever can be done to a case, looked at or asked for has its row.
func TestNothingIsMissingInTheMatrix(t *testing.T) {
	src := readSource(t)
	var acts, looks, commands []string
	for _, r := range policy {
		acts = append(acts, r.do)
	}
	for _, e := range ways {
		if rest, ok := strings.CutPrefix(e.Press, "c|4711|"); ok {
			looks = append(looks, rest)
		}
	}
	for _, o := range ordinances {
		commands = append(commands, o.command)
	}
	for _, c := range []struct {
		what      string
		code, row []string
	}{
		{"actions", src.actions, acts}, {"looks", src.looks, looks}, {"commands", src.commands, commands},
		{"commands on buttons", src.mentions, commands},
		{"links", src.payloads, []string{"PayloadAccord", "PayloadCase", "PayloadInvite", "PayloadMeeting", "PayloadNotice", "PayloadOwn", "PayloadPlace", "PayloadPoster", "PayloadService", "PayloadShare"}},
	} {
		if len(c.code) == 0 {
			t.Errorf("no %s were found in the code", c.what)
		}
		for _, s := range c.code {
			if !slices.Contains(c.row, s) {
				t.Errorf("%s: %q has no row in the matrix: say who may", c.what, s)
			}
		}
	}
	for _, a := range acts {
		if !slices.Contains(src.actions, a) {
			t.Errorf("the policy speaks of %q, which nobody can do", a)
		}
	}
	if len(src.presses) < 20 || len(src.steps) < 12 {
		t.Errorf("presses %v of steps %v: too few were found", src.presses, src.steps)
	}
}
