//go:build trial

package trial

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// video is one real video on the person's computer.
type video struct {
	path, name string
	size       int64
	sum        string // SHA-256, in hexadecimal
}

// What the videos show. Noise over it, which does not compress, makes about 35 MB a second.
const (
	smallPictures = "testsrc2=size=640x360:rate=25:duration=4"
	bigPictures   = "testsrc2=size=1280x720:rate=25:duration=8"
)

// fiveNames are what people and cameras call files, and what has broken programs like this one: spaces, letters of the north,
// signs that mean something in addresses and shells, an emoji, a name as long as a name may be sensibly.
var fiveNames = []string{
	"Welcome to the team.mp4",
	"Årsmøde på Ærø.mov",
	"50%25 off #1 + Anna's $(talk) & 'more'.mkv",
	"Summer party 🎉.mp4",
	strings.Repeat("long ", 39) + "1.mkv",
}

// makeVideos makes one video for each name with ffmpeg; the first is bigger than 200 MB.
func makeVideos(t *testing.T, folder string, names []string) map[string]video {
	t.Helper()
	made := map[string]video{}
	for i, name := range names {
		path := filepath.Join(folder, name)
		if i == 0 {
			makeVideo(t, path, "-f", "lavfi", "-i", bigPictures, "-vf", "noise=alls=100:allf=t", "-c:v", "mpeg4", "-q:v", "1")
		} else {
			makeVideo(t, path, "-f", "lavfi", "-i", smallPictures, "-c:v", "libx264", "-preset", "ultrafast", "-metadata", "comment="+name)
		}
		made[name] = measure(t, path)
	}
	if first := made[names[0]]; first.size <= 200<<20 {
		t.Fatalf("the big video has only %d bytes", first.size)
	}
	return made
}

// smallVideo is a video of four seconds.
var smallVideo = []string{"-f", "lavfi", "-i", smallPictures, "-c:v", "libx264", "-preset", "ultrafast"}

func makeVideo(t *testing.T, path string, pictures ...string) {
	t.Helper()
	arguments := append([]string{"-v", "error", "-nostdin", "-y"}, pictures...)
	// "file:" keeps ffmpeg from reading meaning into the name.
	if output, err := exec.Command("ffmpeg", append(arguments, "file:"+path)...).CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg could not make %q: %v\n%s", filepath.Base(path), err, output)
	}
}

// makeBigVideo makes a small video and fills it up to size bytes behind its end, where players look no more.
func makeBigVideo(t *testing.T, path string, size int64) video {
	t.Helper()
	makeVideo(t, path, smallVideo...)
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err == nil {
		_, err = io.CopyN(file, rand.Reader, size-info.Size())
	}
	if err != nil {
		t.Fatal(err)
	}
	return measure(t, path)
}

func measure(t *testing.T, path string) video {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sum := sha256.New()
	size, err := io.Copy(sum, file)
	if err != nil {
		t.Fatal(err)
	}
	return video{path: path, name: filepath.Base(path), size: size, sum: hex.EncodeToString(sum.Sum(nil))}
}
