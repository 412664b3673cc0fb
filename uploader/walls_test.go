package uploader_test

import (
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
)

// The walls between the rooms stand here, in the room that every other one leans on: a wall that falls fails the test command
// that everybody runs. They are read from what the go command says for each system, not from a list that could grow old.

const house = "twentythree-uploader"

// room is one package of ours as the go command sees it on one system.
type room struct {
	// path is without the module: "uploader/engine", "" for main.
	path string
	// imports are the direct ones of the program itself, not of its tests; ours are written like path, with a leading "./".
	imports []string
	// everything is what it reaches, directly or not.
	everything []string
}

var roomsOf = map[string]func() ([]room, error){
	"linux":   sync.OnceValues(func() ([]room, error) { return listRooms("linux") }),
	"windows": sync.OnceValues(func() ([]room, error) { return listRooms("windows") }),
	"darwin":  sync.OnceValues(func() ([]room, error) { return listRooms("darwin") }),
}

func listRooms(system string) ([]room, error) {
	// -e goes on where a package has no file for a system; the tag leaves out the toolkit's window, which changes none of ours.
	command := exec.Command("go", "list", "-e", "-tags", "ci", "-f",
		`{{.ImportPath}}|{{join .Imports " "}}|{{join .Deps " "}}`, house+"/...")
	command.Env = append(command.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
	output, err := command.Output()
	if err != nil {
		return nil, err
	}
	var rooms []room
	for line := range strings.Lines(string(output)) {
		parts := strings.SplitN(strings.TrimSpace(line), "|", 3)
		if len(parts) != 3 {
			continue
		}
		rooms = append(rooms, room{
			path:       strings.TrimPrefix(strings.TrimPrefix(parts[0], house), "/"),
			imports:    ours(strings.Fields(parts[1])),
			everything: ours(strings.Fields(parts[2])),
		})
	}
	return rooms, nil
}

// ours marks the paths of this module with a leading "./".
func ours(paths []string) []string {
	for i, path := range paths {
		if path == house {
			paths[i] = "./"
		} else if inside, found := strings.CutPrefix(path, house+"/"); found {
			paths[i] = "./" + inside
		}
	}
	return paths
}

// in reports whether path is the folder or below it.
func in(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

func inAny(path string, folders ...string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return in(path, folder) })
}

// eachRoom calls check for every room on every system.
func eachRoom(t *testing.T, check func(t *testing.T, r room)) {
	t.Helper()
	for system, list := range roomsOf {
		t.Run(system, func(t *testing.T) {
			t.Parallel()
			rooms, err := list()
			if err != nil {
				t.Fatalf("the go command could not list the rooms: %v", err)
			}
			if !slices.ContainsFunc(rooms, func(r room) bool { return r.path == "uploader" }) {
				t.Fatal("the list of rooms lacks uploader itself, so it proves nothing")
			}
			for _, r := range rooms {
				check(t, r)
			}
		})
	}
}

func TestTheTradeKnowsNoWindow(t *testing.T) {
	t.Parallel()
	eachRoom(t, func(t *testing.T, r room) {
		if !in(r.path, "uploader") {
			return
		}
		for _, reached := range r.everything {
			if strings.HasPrefix(reached, "fyne.io/") || in(reached, "./ui") {
				t.Errorf("%s reaches %s", r.path, reached)
			}
		}
		if r.path != "uploader" {
			return
		}
		for _, reached := range r.everything {
			if strings.HasPrefix(reached, "./") || strings.Contains(strings.SplitN(reached, "/", 2)[0], ".") {
				t.Errorf("uploader reaches %s, which is not the standard library's", reached)
			}
		}
	})
}

func TestTheWindowSeesOnlyItsOwn(t *testing.T) {
	t.Parallel()
	outside := []string{"os", "os/exec", "os/user", "net", "net/http", "syscall", "io/ioutil"}
	eachRoom(t, func(t *testing.T, r room) {
		if !in(r.path, "ui") {
			return
		}
		for _, imported := range r.imports {
			inside, isOurs := strings.CutPrefix(imported, "./")
			if isOurs && inside != "uploader" && inside != "uploader/words" && !inAny(inside, "assets", "ui") {
				t.Errorf("%s imports %s", r.path, inside)
			}
			if slices.Contains(outside, imported) && !in(r.path, "ui/native") {
				t.Errorf("%s imports %s: files, sockets and processes belong to ui/native", r.path, imported)
			}
		}
	})
}

func TestRoomsKeepTheirDistance(t *testing.T) {
	t.Parallel()
	never := []struct {
		room   string
		others []string
		why    string
	}{
		{"uploader/twentythree", []string{"./uploader/transfer", "./uploader/journal", "./uploader/engine", "./uploader/demo"}, "the service as it is knows nothing of uploads"},
		{"uploader/transfer", []string{"./uploader/journal", "./uploader/engine", "net"}, "a transfer is handed acks and connections as small interfaces"},
		{"uploader/journal", []string{"./uploader/engine", "./uploader/transfer", "./uploader/twentythree"}, "the journal does not decide"},
		{"assets", []string{"./uploader", "./ui"}, "what is embedded is not program logic"},
	}
	seesEverything := []string{"", "uploader/app", "uploader/console"}
	eachRoom(t, func(t *testing.T, r room) {
		for _, imported := range r.imports {
			for _, rule := range never {
				// The command that signs feeds writes the very form that the program reads.
				signs := r.path == "assets/packaging/feed" && imported == "./uploader/update"
				if in(r.path, rule.room) && inAny(imported, rule.others...) && !signs {
					t.Errorf("%s imports %s: %s", r.path, imported, rule.why)
				}
			}
			if in(r.path, "uploader/demo") && strings.HasPrefix(imported, "./") && !in(imported, "./uploader/demo") {
				t.Errorf("%s imports %s: the demo site must not share the client's mistakes", r.path, imported)
			}
			if inAny(imported, "./uploader/demo", "./uploader/app", "./uploader/console") && !in("./"+r.path, imported) &&
				!in(r.path, "uploader/demo") && !slices.Contains(seesEverything, r.path) {
				t.Errorf("%s imports %s: only main, app and console see everything", r.path, imported)
			}
		}
	})
}

// TestTheFrontDoorIsAsItWas names all that is seen of the checkout from outside; what builds leave behind is not in git.
func TestTheFrontDoorIsAsItWas(t *testing.T) {
	t.Parallel()
	kept, err := exec.Command("git", "-C", "..", "ls-tree", "--name-only", "HEAD").Output()
	if err != nil {
		t.Skip("not a checkout: ", err)
	}
	var seen []string
	for name := range strings.FieldsSeq(string(kept)) {
		if !strings.HasPrefix(name, ".") {
			seen = append(seen, name)
		}
	}
	if want := []string{"FyneApp.toml", "README.md", "assets", "go.mod", "go.sum", "main.go", "ui", "uploader"}; !slices.Equal(seen, want) {
		t.Errorf("at the top level stand %v", seen)
	}
}

// TestEmbeddingNeedsOnlyEmbed covers the folder assets itself; its commands below are programs of their own.
func TestEmbeddingNeedsOnlyEmbed(t *testing.T) {
	t.Parallel()
	eachRoom(t, func(t *testing.T, r room) {
		if r.path == "assets" && !slices.Equal(r.imports, []string{"embed"}) {
			t.Errorf("assets imports %v", r.imports)
		}
	})
}
