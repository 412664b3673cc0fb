package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
)

// constants reads the Key constants of this package from its sources: name to key.
func constants(t *testing.T) map[string]Key {
	t.Helper()
	found := map[string]Key{}
	files, err := filepath.Glob("keys_*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources with keys: %v", err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			if spec, isValue := node.(*ast.ValueSpec); isValue {
				literal := spec.Values[0].(*ast.BasicLit)
				key, _ := strconv.Unquote(literal.Value)
				found[spec.Names[0].Name] = Key(key)
			}
			return true
		})
	}
	return found
}

// derived are the keys that are made of a code and not named by a constant.
func derived() map[Key]bool {
	keys := map[Key]bool{}
	for _, state := range uploader.States() {
		keys[stateKey(state)], keys[stateKey(state)+".plain"], keys[Key("sentence."+string(state))] = true, true, true
	}
	for _, code := range uploader.ReasonCodes() {
		for _, part := range []string{"headline", "headline.fast", "headline.unnamed", "sentence", "headline.both", "headline.poster", "sentence.owner", "sentence.unnamed", "sentence.untrusted", "sentence.missing", "sentence.instead"} {
			keys[reasonKey(code, part)] = true
		}
		keys[Key("need."+string(code))] = true
	}
	for _, code := range problemCodes() {
		keys[Key("problem."+string(code))] = true
	}
	for _, code := range setupProblemCodes() {
		keys[Key("setup.problem."+string(code))] = true
	}
	for _, field := range fields() {
		keys[Key("field."+string(field))] = true
	}
	keys[Key("field."+string(uploader.FieldFileName))] = true
	for _, why := range uploader.SheetProblems() {
		keys[sheetKey("problem", why)] = true
	}
	for _, why := range uploader.SheetMisses() {
		keys[sheetKey("miss", why)] = true
	}
	for _, why := range uploader.SheetCellProblems() {
		keys[sheetKey("cell", why)] = true
	}
	for _, advice := range []Advice{AdviceKeepOn, AdviceInternet, AdviceSignIn, AdviceAdministrator, AdviceTurnOff, AdviceAllDone} {
		keys[Key("advice."+string(advice))] = true
	}
	for month := range 12 {
		keys[Key("month."+strconv.Itoa(month+1))] = true
	}
	for _, state := range uploader.LinkStates() {
		keys[linkStateKey(state)] = true
	}
	for _, problem := range uploader.LinkProblems() {
		keys[linkProblemKey(problem)] = true
	}
	for _, difference := range uploader.LinkDifferences() {
		keys[Key("links.differs."+string(difference))] = true
	}
	for _, system := range []string{"windows", "darwin", "linux"} {
		keys[Key("store."+system)], keys[Key("check.store."+system)] = true, true
	}
	for _, id := range uploader.CheckIDs() {
		keys[Key("check.name."+string(id))] = true
	}
	for _, finding := range uploader.CheckFindings() {
		keys[findingKey(finding)], keys[findingKey(finding)+".help"] = true, true
	}
	for _, result := range []uploader.CheckResult{
		uploader.CheckGood, uploader.CheckAttention, uploader.CheckBad, uploader.CheckUnknown, uploader.CheckNotChecked, uploader.CheckRunning,
	} {
		keys[Key("check.mark."+string(result))] = true
	}
	return keys
}

func problemCodes() []uploader.ProblemCode {
	return []uploader.ProblemCode{
		uploader.ProblemMissing, uploader.ProblemCameraName, uploader.ProblemTagQuote, uploader.ProblemPastDate, uploader.ProblemNoDate,
		uploader.ProblemWebAddress, uploader.ProblemNotAChoice, uploader.ProblemNotANumber, uploader.ProblemNotADate,
		uploader.ProblemUnprintable, uploader.ProblemUnknownField, uploader.ProblemNotAPicture, uploader.ProblemNotSubtitles,
		uploader.ProblemNoLanguage, uploader.ProblemTwice, uploader.ProblemTooLarge, uploader.ProblemUnreadable,
	}
}

// setupProblemCodes are those of setup files; what only an administrator's settings can have is told in other words.
func setupProblemCodes() []uploader.SetupProblemCode {
	return []uploader.SetupProblemCode{
		uploader.SetupTooLarge, uploader.SetupUnreadable, uploader.SetupNotJSON, uploader.SetupVersion, uploader.SetupNoAddress, uploader.SetupAddress,
		uploader.SetupInsecure, uploader.SetupWrongKind, uploader.SetupMissing, uploader.SetupTwice, uploader.SetupTooLong, uploader.SetupTooMany, uploader.SetupLinkEnded,
		uploader.SetupUnprintable, uploader.SetupCutShort, uploader.SetupKey, uploader.SetupReserved, uploader.SetupNoChoices, uploader.SetupUnknownValue, uploader.SetupDefault,
		uploader.SetupKeys, uploader.SetupSeveral, uploader.SetupOtherSite, uploader.SetupNotAllowed,
	}
}

func fields() []uploader.Field {
	return []uploader.Field{
		uploader.FieldTitle, uploader.FieldDescription, uploader.FieldTags, uploader.FieldCategories, uploader.FieldVisibility,
		uploader.FieldPublishAt, uploader.FieldCanonicalURL, uploader.FieldOwner, uploader.FieldPoster, uploader.FieldSubtitles,
	}
}

func TestEveryKeyHasItsText(t *testing.T) {
	t.Parallel()
	for language, texts := range catalogues(t) {
		for name, key := range constants(t) {
			if _, found := texts[key]; !found {
				t.Errorf("%s has no text for %s (%q)", language, name, key)
			}
		}
	}
}

func TestNoTextIsUnreachable(t *testing.T) {
	t.Parallel()
	reachable := derived()
	for _, key := range constants(t) {
		reachable[key] = true
	}
	for key := range catalogues(t)[English] {
		zone, isCity := strings.CutPrefix(string(key), "city.")
		if isCity && location(zone) == nil {
			t.Errorf("%q names no time zone", key)
		}
		if !isCity && !reachable[key] {
			t.Errorf("nothing can show %q: no constant and no code leads to it", key)
		}
	}
}

// TestKeysAreUsed tells which constants no source of the program refers to yet. It only tells: a text may be written before the
// view that shows it.
func TestKeysAreUsed(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	root := filepath.Join("..", "..")
	for _, place := range []string{"main.go", "ui", "uploader"} {
		sources(t, filepath.Join(root, place), func(_ *token.FileSet, file *ast.File) {
			ast.Inspect(file, func(node ast.Node) bool {
				if name, isName := node.(*ast.Ident); isName {
					used[name.Name] = true
				}
				return true
			})
		})
	}
	var unused []string
	for _, name := range slices.Sorted(maps.Keys(constants(t))) {
		if !used[name] {
			unused = append(unused, name)
		}
	}
	if len(unused) > 0 {
		t.Logf("%d texts are not shown anywhere yet: %s", len(unused), strings.Join(unused, ", "))
	}
}

// sources visits the program's own sources below root, without tests and without the constants of keys themselves.
func sources(t *testing.T, root string, visit func(*token.FileSet, *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		base := filepath.Base(path)
		if err != nil || entry.IsDir() || !strings.HasSuffix(base, ".go") || strings.HasSuffix(base, "_test.go") || strings.HasPrefix(base, "keys_") {
			return err
		}
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Logf("not read: %v", err)
			return nil
		}
		visit(files, parsed)
		return nil
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
}
