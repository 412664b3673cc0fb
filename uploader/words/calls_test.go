package words

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCallersNameTheValues reads every T(key, …) of the program and compares the values that it gives with those that the text
// names: one that is missing would be shown as {name}, and a plural without its count in the wrong form.
func TestCallersNameTheValues(t *testing.T) {
	t.Parallel()
	keys, texts := constants(t), catalogues(t)[English]
	root := filepath.Join("..", "..")
	checked := 0
	for _, place := range []string{"main.go", "ui", "uploader"} {
		sources(t, filepath.Join(root, place), func(files *token.FileSet, file *ast.File) {
			ast.Inspect(file, func(node ast.Node) bool {
				call, isCall := node.(*ast.CallExpr)
				if !isCall || call.Ellipsis.IsValid() || nameOf(call.Fun) != "T" || len(call.Args) == 0 {
					return true
				}
				key, known := keys[nameOf(call.Args[0])]
				given, counted, readable := values(call.Args[1:])
				if !known || !readable {
					return true
				}
				checked++
				text := texts[key]
				for _, name := range names(text.Other) {
					if !slices.Contains(given, strings.Trim(name, "{}")) {
						t.Errorf("%s: %q needs a value for %s", files.Position(call.Pos()), key, name)
					}
				}
				for _, name := range given {
					if !slices.Contains(names(text.Other), "{"+name+"}") {
						t.Errorf("%s: %q has no place for {%s}", files.Position(call.Pos()), key, name)
					}
				}
				if text.One != "" && !counted {
					t.Errorf("%s: %q has a plural and is given no Count", files.Position(call.Pos()), key)
				}
				return true
			})
		})
	}
	if checked < 50 {
		t.Errorf("only %d calls were found: the reading of the sources is broken", checked)
	}
}

// values reads the names given by Text("name", …) and Count("name", …). Arguments written in another way cannot be read.
func values(args []ast.Expr) (given []string, counted, readable bool) {
	for _, arg := range args {
		call, isCall := arg.(*ast.CallExpr)
		if !isCall || len(call.Args) != 2 {
			return nil, false, false
		}
		literal, isLiteral := call.Args[0].(*ast.BasicLit)
		kind := nameOf(call.Fun)
		if !isLiteral || (kind != "Text" && kind != "Count") {
			return nil, false, false
		}
		name, err := strconv.Unquote(literal.Value)
		if err != nil {
			return nil, false, false
		}
		given, counted = append(given, name), counted || kind == "Count"
	}
	return given, counted, true
}

// nameOf is the last name of an expression: T for w.T, ButtonPause for words.ButtonPause.
func nameOf(expression ast.Expr) string {
	switch e := expression.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
