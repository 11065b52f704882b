// Package worldtest makes a world of the demo district for tests: a Monday at
// ten, and nobody in it. Only tests import it.
package worldtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gridbot/flows/calendar"
	"gridbot/flows/district"
	"gridbot/flows/world"
)

// New is a world in which lamps are looked at again after some days; never,
// where none are named.
func New(t testing.TB, looks ...calendar.Span) *world.World {
	t.Helper()
	d, err := district.Load(district.Demo())
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Categories {
		if d.Categories[i].ID == "lamp" {
			d.Categories[i].Watch = looks
		}
	}
	return &world.World{District: d, Now: time.Date(2026, 11, 23, 10, 0, 0, 0, d.Zone)}
}

// Constants are the values of all constants of a type, as the code of a package
// has them, so that one that was forgotten everywhere else is found.
func Constants(t testing.TB, dir, of string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == of {
				for _, v := range spec.Values {
					if lit, ok := v.(*ast.BasicLit); ok {
						s, _ := strconv.Unquote(lit.Value)
						all = append(all, s)
					}
				}
			}
			return true
		})
	}
	if len(all) == 0 {
		t.Fatalf("%s has no constants of type %s", dir, of)
	}
	return all
}
