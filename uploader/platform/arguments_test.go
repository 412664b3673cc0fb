package platform

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestArgumentsAreFoundFromAnyFolder(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	const oddName = "file:note.mp4"
	if err := os.WriteFile(oddName, nil, 0o600); err != nil {
		t.Skip("names like this cannot be had here:", err)
	}
	long := strings.Repeat(strings.Repeat("lang ", 40)+string(filepath.Separator), 3) + "film.mp4"
	given := []string{
		"film.mp4", filepath.Join("sub", "..", "b.mp4"), filepath.Join(here, "c.mp4"), oddName, "Re: film.mp4", "twentythree-upload:abc?x=/y", "TwentyThree-Upload://a",
		"فيلم.mp4", "e\u0301te\u0301 🎬.mp4", "映画\n2.mp4", long, "acme.ttsetup", "interview.ttlink",
	}
	want := slices.Clone(given)
	for at, argument := range want {
		if !filepath.IsAbs(argument) && !strings.HasPrefix(strings.ToLower(argument), "twentythree-upload:") {
			want[at] = filepath.Join(here, argument)
		}
	}
	if got := Arguments(given); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestAddressesOfFilesAreFiles(t *testing.T) {
	t.Parallel()
	for _, example := range [][3]string{
		{"linux", "file:///home/me/a%20film%20%231%20%25.mp4", "/home/me/a film #1 %.mp4"},
		{"linux", "FILE://localhost/%F0%9F%8E%AC.mp4", "/🎬.mp4"},
		{"linux", "file://server/share/a.mp4", ""},
		{"linux", "https://videos.acme.com/a.mp4", ""},
		{"linux", "film.mp4", ""},
		{"linux", "file://%zz", ""},
		{"windows", "file:///C:/Users/me/a%20film.mp4", `C:\Users\me\a film.mp4`},
		{"windows", "file://server/share/a.mp4", `\\server\share\a.mp4`},
		{"windows", `C:\Users\me\film.mp4`, ""},
	} {
		if got := fileAt(example[0], example[1]); got != example[2] {
			t.Errorf("%s: %s is %q, want %q", example[0], example[1], got, example[2])
		}
	}
}
