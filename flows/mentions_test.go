package flows_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Where the code has something said. Nothing is listed here: what makes a text
// of an ID is found by its own code, and so are the blanks it fills.

// A mention is a place in the code that names an ID to have it said.
type mention struct {
	at     string
	pkg    string
	id     string
	blanks []string
}

// A program is our Go code, its tests left out.
type program struct {
	set     *token.FileSet
	files   map[string][]*ast.File     // by package
	imports map[string]map[string]bool // our packages each package imports, and those they import
	makers  map[string][]string        // what makes a text of an ID, with the blanks it fills; nil: those named behind the ID
}

// forTests are the rooms that only tests enter.
var forTests = []string{"room", "worldtest"}

func readCode(t *testing.T) program {
	t.Helper()
	s := program{token.NewFileSet(), map[string][]*ast.File{}, map[string]map[string]bool{}, map[string][]string{"text.T": nil}}
	for _, root := range []string{"flows", "bot", "cmd"} {
		err := filepath.WalkDir(filepath.Join("..", root), func(file string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && slices.Contains(forTests, d.Name()) {
				return fs.SkipDir
			}
			if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(s.set, file, nil, 0)
			if err != nil {
				return err
			}
			pkg := path.Join("gridbot", strings.TrimPrefix(filepath.ToSlash(filepath.Dir(file)), "../"))
			s.files[pkg] = append(s.files[pkg], f)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for pkg, files := range s.files {
		s.reach(pkg)
		for _, f := range files {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Body != nil {
					s.learn(pkg, fn)
				}
			}
		}
	}
	return s
}

// reach is every package of ours that pkg can name, or have named for it.
func (s program) reach(pkg string) map[string]bool {
	if s.imports[pkg] != nil {
		return s.imports[pkg]
	}
	below := map[string]bool{}
	s.imports[pkg] = below
	for _, f := range s.files[pkg] {
		for _, i := range f.Imports {
			if p, _ := strconv.Unquote(i.Path.Value); strings.HasPrefix(p, "gridbot/") {
				below[p] = true
				maps.Copy(below, s.reach(p))
			}
		}
	}
	return below
}

// learn sees whether a function makes a text of an ID it is given first, like
// talk.Sorry or the rows of the acts, and which blanks it fills.
func (s program) learn(pkg string, fn *ast.FuncDecl) {
	params := fn.Type.Params.List
	name := path.Base(pkg) + "." + fn.Name.Name
	if name == "text.T" || len(params) == 0 || len(params[0].Names) == 0 || params[0].Names[0].Name != "id" {
		return
	}
	isID := func(e ast.Expr) bool { i, ok := e.(*ast.Ident); return ok && i.Name == "id" }
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if callee(pkg, n) == "text.T" && isID(n.Args[0]) {
				s.makers[name] = blanksFilled(n)
			}
		case *ast.KeyValueExpr:
			if k, ok := n.Key.(*ast.Ident); ok && k.Name == "ID" && isID(n.Value) {
				s.makers[name] = []string{}
			}
		}
		return true
	})
}

// callee is the function a call calls, with its package.
func callee(pkg string, call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return path.Base(pkg) + "." + f.Name
	case *ast.SelectorExpr:
		if p, ok := f.X.(*ast.Ident); ok {
			return p.Name + "." + f.Sel.Name
		}
	}
	return ""
}

// blanksFilled are the blanks named behind an ID; nil where others name them.
func blanksFilled(call *ast.CallExpr) []string {
	if call.Ellipsis.IsValid() {
		return nil
	}
	names := []string{}
	for i := 1; i < len(call.Args); i += 2 {
		if b := literal(call.Args[i]); b != "" {
			names = append(names, b)
		}
	}
	slices.Sort(names)
	return names
}

// mentions are all places that have an ID said, and those that name an ID some
// other way: what no check can follow.
func (s program) mentions(ids map[string]string) (said, astray []mention) {
	for pkg, files := range s.files {
		for _, f := range files {
			known := map[ast.Node]bool{}
			ast.Inspect(f, func(n ast.Node) bool {
				if n == nil {
					return true
				}
				at := s.set.Position(n.Pos()).String()
				switch n := n.(type) {
				case *ast.CallExpr:
					fills, makes := s.makers[callee(pkg, n)]
					if !makes || len(n.Args) == 0 {
						break
					}
					if id := literal(n.Args[0]); id != "" {
						if fills == nil {
							fills = blanksFilled(n)
						}
						known[n.Args[0]] = true
						said = append(said, mention{at, pkg, id, fills})
					}
				case *ast.BinaryExpr: // asked, not said
					if sel, ok := n.X.(*ast.SelectorExpr); ok && sel.Sel.Name == "ID" {
						known[n.Y] = true
					}
				case *ast.BasicLit:
					// A word without a dot may be anything, like the name of a step.
					if id := literal(n); !known[n] && strings.Contains(id, ".") && ids[id] != "" {
						astray = append(astray, mention{at: at, pkg: pkg, id: id})
					}
				}
				return true
			})
		}
	}
	return said, astray
}
