package journal

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"twentythree-uploader/uploader"
)

// everyByte is for when there is half an hour: go test ./uploader/journal -run EveryByte -timeout 3h -every-byte.
var everyByte = flag.Bool("every-byte", false, "damage every single byte of a small list, and not a sample of them")

// damages are what a disk does to one byte and all that follow.
var damages = map[string]func(content []byte, at int) []byte{
	"flipped": func(content []byte, at int) []byte { content[at] ^= 0x41; return content },
	"zeroed":  func(content []byte, at int) []byte { content[at] = 0; return content },
	"cut":     func(content []byte, at int) []byte { return content[:at] },
}

func TestEveryByteThatIsDamagedIsNoticedOrHarmless(t *testing.T) {
	t.Parallel()
	s := sceneOf(t, 2, 2, 1)
	step := 1
	if !*everyByte {
		step = 977 // meets every place of a page in the long run, and each page several times
	}
	type place struct {
		file, damage string
		at           int
	}
	places := make(chan place)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for p := range places {
				content := damages[p.damage](append([]byte(nil), s.files[p.file]...), p.at)
				if string(content) != string(s.files[p.file]) {
					s.with(p.file, content).judge(t, fmt.Sprintf("%s %s at %d", p.file, p.damage, p.at))
				}
			}
		})
	}
	for _, file := range []string{listName, listName + walSuffix, listName + ".copy-1"} {
		for damage := range damages {
			for at := 0; at < len(s.files[file]); at += step {
				places <- place{file, damage, at}
			}
		}
	}
	close(places)
	workers.Wait()
}

// TestACopyThatWasTakenWhileTheListWasOpenOpens covers people and programs that copy the data folder while the program runs: what such a
// copy holds is whole or is recovered, never half of something.
func TestACopyThatWasTakenWhileTheListWasOpenOpens(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), listName)
	j, _, err := Open(t.Context(), path, Options{Now: clockAt(at(10, 35)), CopyEvery: 1})
	must(t, err)
	defer j.Close()
	copied := scene{files: make(map[string][]byte), all: make(map[uploader.UploadID]uploader.Upload)}
	for i := range 60 {
		upload := fullUpload(uploader.UploadID(fmt.Sprintf("upload-%02d", i)))
		copied.all[upload.ID] = upload
		copied.copied = nil
		for _, name := range []string{listName, listName + walSuffix, listName + ".copy-1", listName + ".copy-2"} {
			// A file, then a save, then the next file: as torn as a copy can be.
			if content, err := os.ReadFile(filepath.Join(filepath.Dir(path), name)); err == nil {
				copied.files[name] = content
			}
			must(t, j.SaveUpload(t.Context(), upload))
			must(t, j.Ack(t.Context(), upload.ID, i+1, uint32(i)))
		}
		copied.judge(t, fmt.Sprintf("copied at upload %d", i))
	}
}
