package platform

import (
	"errors"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestTheDataFolderIsWhereEachSystemKeepsData(t *testing.T) {
	t.Parallel()
	cases := []struct {
		system, home string
		environment  map[string]string
		want         string
	}{
		{"linux", "/home/ann", nil, "/home/ann/.local/share/twentythree-uploader"},
		{"linux", "/home/ann", map[string]string{"XDG_DATA_HOME": "/data"}, "/data/twentythree-uploader"},
		{"linux", "/home/ann", map[string]string{"XDG_DATA_HOME": "relative"}, "/home/ann/.local/share/twentythree-uploader"},
		{"linux", "", map[string]string{"XDG_DATA_HOME": "/data"}, "/data/twentythree-uploader"},
		{"linux", "", nil, ""},
		{"darwin", "/Users/ann", map[string]string{"XDG_DATA_HOME": "/data"}, "/Users/ann/Library/Application Support/TwentyThree Uploader"},
		{"windows", "C:/Users/Ann", map[string]string{"LOCALAPPDATA": `C:\Users\Ann\AppData\Local`}, "C:/Users/Ann/AppData/Local/TwentyThree Uploader"},
		{"windows", "C:/Users/Ann", nil, "C:/Users/Ann/AppData/Local/TwentyThree Uploader"},
		{"windows", "", nil, ""},
	}
	for _, c := range cases {
		got, err := dataDir(c.system, func(name string) string { return c.environment[name] }, c.home)
		if got != c.want || (c.want == "") != errors.Is(err, ErrNoHome) {
			t.Errorf("%s at %q with %v: %q, %v", c.system, c.home, c.environment, got, err)
		}
	}
	if folder, err := DataDir(); err != nil || folder == "" {
		t.Errorf("here: %q, %v", folder, err)
	}
}

func TestFreeSpaceIsKnownHereAndNowhereElse(t *testing.T) {
	t.Parallel()
	if free, err := FreeSpace(t.TempDir()); err != nil || free <= 0 {
		t.Errorf("%d bytes, %v", free, err)
	}
	if free, err := FreeSpace("no such folder\x00"); err == nil {
		t.Errorf("%d bytes nowhere", free)
	}
}
