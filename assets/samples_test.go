package assets

import (
	"bytes"
	"io/fs"
	"path"
	"testing"
)

// The program offers these to people and to sites, so each must really be what its name says.
func TestSamplesAreThreeSmallVideos(t *testing.T) {
	t.Parallel()
	magic := map[string]struct {
		offset int
		bytes  string
	}{".mp4": {4, "ftyp"}, ".mov": {4, "ftypqt"}, ".mkv": {0, "\x1aE\xdf\xa3"}}
	entries, err := fs.ReadDir(Samples, "samples")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, entry := range entries {
		content, err := fs.ReadFile(Samples, path.Join("samples", entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		kind := path.Ext(entry.Name())
		want, known := magic[kind]
		if !known || !bytes.HasPrefix(content[want.offset:], []byte(want.bytes)) {
			t.Errorf("%s does not begin as a %s does", entry.Name(), kind)
		}
		if len(content) > 250<<10 {
			t.Errorf("%s has %d bytes, more than every clone should carry", entry.Name(), len(content))
		}
		found[kind] = true
	}
	if len(found) != 3 {
		t.Errorf("kinds %v, want one each of MP4, MOV, MKV", found)
	}
}
