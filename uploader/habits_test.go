package uploader_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// source is one folder's Go files without its tests, with what the names in them mean as far as the folder itself tells.
type source struct {
	path  string
	files []*ast.File
	set   *token.FileSet
	scope *types.Scope
	uses  map[*ast.Ident]types.Object
}

// sources reads every folder of the module. Files of all systems are read together, because a habit holds on all of them.
func sources(t *testing.T) []source {
	t.Helper()
	const top = ".."
	folders := map[string][]string{}
	err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != top && (strings.HasPrefix(entry.Name(), ".") || path == filepath.Join(top, "dist")):
			return fs.SkipDir // the tools' own folders, and what checks leave behind
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			folders[filepath.Dir(path)] = append(folders[filepath.Dir(path)], path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []source
	for folder, paths := range folders {
		path, err := filepath.Rel(top, folder)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, readSource(t, filepath.ToSlash(path), paths))
	}
	return all
}

func readSource(t *testing.T, path string, paths []string) source {
	t.Helper()
	read := source{path: path, set: token.NewFileSet(), uses: map[*ast.Ident]types.Object{}}
	for _, path := range paths {
		file, err := parser.ParseFile(read.set, path, nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		read.files = append(read.files, file)
	}
	// Other packages are not looked into: what a name of this folder means can be told without them.
	config := types.Config{Error: func(error) {}, Importer: nothing{}, FakeImportC: true}
	checked, _ := config.Check(path, read.set, read.files, &types.Info{Uses: read.uses})
	read.scope = checked.Scope()
	return read
}

// nothing imports no package.
type nothing struct{}

func (nothing) Import(string) (*types.Package, error) { return nil, errors.ErrUnsupported }

func (s source) position(node ast.Node) string { return s.set.Position(node.Pos()).String() }

// lasting reports whether an assignment's left side is, or lies in, a variable of a package.
func (s source) lasting(target ast.Expr) bool {
	for {
		switch inner := target.(type) {
		case *ast.IndexExpr:
			target = inner.X
		case *ast.SelectorExpr:
			if name, plain := inner.X.(*ast.Ident); plain {
				if _, other := s.uses[name].(*types.PkgName); other {
					return true
				}
			}
			target = inner.X
		case *ast.ParenExpr:
			target = inner.X
		case *ast.StarExpr:
			target = inner.X
		case *ast.Ident:
			variable, is := s.uses[inner].(*types.Var)
			return is && variable.Parent() == s.scope
		default:
			return false
		}
	}
}

func TestNothingLastingChangesAndNothingRunsUnasked(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		report := func(target ast.Expr) {
			if s.lasting(target) {
				t.Errorf("%s: a variable of a package changes", s.position(target))
			}
		}
		for _, file := range s.files {
			ast.Inspect(file, func(node ast.Node) bool {
				switch node := node.(type) {
				case *ast.FuncDecl:
					if node.Name.Name == "init" && node.Recv == nil {
						t.Errorf("%s: init runs unasked", s.position(node))
					}
				case *ast.AssignStmt:
					if node.Tok != token.DEFINE {
						for _, target := range node.Lhs {
							report(target)
						}
					}
				case *ast.IncDecStmt:
					report(node.X)
				}
				return true
			})
		}
	}
}

func TestTheToolkitsThreadHasOneDoor(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if !in(s.path, "ui") && s.path != "." {
			continue
		}
		for _, file := range s.files {
			ast.Inspect(file, func(node ast.Node) bool {
				switch node := node.(type) {
				case *ast.GoStmt:
					if in(s.path, "ui") && !inAny(s.path, "ui/dispatch", "ui/native") {
						t.Errorf("%s: goroutines of the window are started in ui/dispatch and ui/native", s.position(node))
					}
				case *ast.SelectorExpr:
					checkToolkitCall(t, s, node)
				}
				return true
			})
		}
	}
}

func checkToolkitCall(t *testing.T, s source, call *ast.SelectorExpr) {
	t.Helper()
	from, plain := call.X.(*ast.Ident)
	if !plain || from.Name != "fyne" {
		return
	}
	switch call.Sel.Name {
	case "DoAndWait", "CurrentApp":
		t.Errorf("%s: fyne.%s is used nowhere", s.position(call), call.Sel.Name)
	case "Do":
		if s.path != "ui/dispatch" {
			t.Errorf("%s: fyne.Do is named in ui/dispatch only", s.position(call))
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if !slices.ContainsFunc(s.files, func(file *ast.File) bool { return file.Doc != nil }) {
			t.Errorf("%s has no comment that says what it is for and who may call it", s.path)
		}
	}
}

// TestTheHabitsCanFail keeps the checks honest: each finds its own breach in a folder made for it.
func TestTheHabitsCanFail(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "breach.go")
	code := "package breach\nimport \"os\"\nvar count int\nvar names = map[string]bool{}\nfunc f() { count++; names[\"a\"] = true; os.Args = nil; local := 1; local = 2; _ = local }\n"
	if err := os.WriteFile(path, []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
	s := readSource(t, "breach", []string{path})
	found := 0
	ast.Inspect(s.files[0], func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.AssignStmt:
			if node.Tok != token.DEFINE && s.lasting(node.Lhs[0]) {
				found++
			}
		case *ast.IncDecStmt:
			if s.lasting(node.X) {
				found++
			}
		}
		return true
	})
	if found != 3 {
		t.Errorf("found %d of 3 lasting variables that change", found)
	}
}
