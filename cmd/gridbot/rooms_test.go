package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gridbot/flows/world"
)

// What one can see whole. A function that decides more than this, a file longer
// than one sitting, a subject that is a room for two: each is split by what
// people of the neighbourhood would call the parts.
const (
	mostPaths        = 20   // through one function
	longestFile      = 400  // lines
	largestOfSubject = 2500 // lines of one room of the flows
)

// sources are the files of the program with their text, tests left out.
func sources(t *testing.T, dirs ...string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, dir := range dirs {
		err := filepath.WalkDir(filepath.Join("../..", dir), func(path string, d os.DirEntry, err error) error {
			if err == nil && d.IsDir() && slices.ContainsFunc(forTests, func(p string) bool { return strings.HasSuffix(p, filepath.ToSlash(strings.TrimPrefix(path, "../.."))) }) {
				return filepath.SkipDir
			}
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files[path], err = os.ReadFile(path)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(files) < 20 {
		t.Fatalf("only %d files in %v", len(files), dirs)
	}
	return files
}

func TestEveryFunctionCanBeSeenWhole(t *testing.T) {
	for path, src := range sources(t, "flows", "bot", "store", "cmd") {
		f, err := parser.ParseFile(token.NewFileSet(), path, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := paths(fn); n > mostPaths {
				t.Errorf("%s: %s has %d paths, and more than %d nobody follows", path, fn.Name.Name, n, mostPaths)
			}
		}
	}
}

// paths is how many ways lead through a function: McCabe's measure.
func paths(fn *ast.FuncDecl) int {
	n := 1
	ast.Inspect(fn, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			n++
		case *ast.CaseClause:
			if node.List != nil {
				n++
			}
		case *ast.CommClause:
			if node.Comm != nil {
				n++
			}
		case *ast.BinaryExpr:
			if node.Op == token.LAND || node.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}

func TestEveryFileIsReadInOneSitting(t *testing.T) {
	rooms := map[string]int{}
	for path, src := range sources(t, "flows", "bot", "store", "cmd") {
		lines := bytes.Count(src, []byte("\n"))
		if lines > longestFile {
			t.Errorf("%s has %d lines", path, lines)
		}
		if strings.HasPrefix(path, filepath.Join("../..", "flows")) {
			rooms[filepath.Dir(path)] += lines
		}
	}
	delete(rooms, filepath.Join("../..", "flows", "cases")) // the life of a case: one table and what hangs on it
	for room, lines := range rooms {
		if lines > largestOfSubject {
			t.Errorf("%s has %d lines: it is a room for two", room, lines)
		}
	}
}

// What an event needs is asked for somewhere, and read by the store; what the
// store has found, somebody looks at.
func TestEveryNeedIsAskedForAndRead(t *testing.T) {
	flows, store := joined(sources(t, "flows")), joined(sources(t, "store"))
	for _, field := range reflect.VisibleFields(reflect.TypeFor[world.Need]()) {
		if !regexp.MustCompile(`\bn\.` + field.Name + `\b[^=\n]*=`).MatchString(flows) {
			t.Errorf("nobody needs %s", field.Name)
		}
		if !regexp.MustCompile(`need\.` + field.Name + `\b`).MatchString(store) {
			t.Errorf("the store does not read %s", field.Name)
		}
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[world.Found]()) {
		if !regexp.MustCompile(`\b[xw](\.World)?\.` + field.Name + `\b`).MatchString(flows) {
			t.Errorf("nobody looks at %s", field.Name)
		}
		if !regexp.MustCompile(`found\.` + field.Name + `\b`).MatchString(store) {
			t.Errorf("the store finds no %s", field.Name)
		}
	}
}

func joined(files map[string][]byte) string {
	var all strings.Builder
	for _, src := range files {
		all.Write(src)
	}
	return all.String()
}
