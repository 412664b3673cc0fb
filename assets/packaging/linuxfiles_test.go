package main

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const (
	menuEntry  = "/usr/share/applications/com.twentythree.uploader.desktop"
	linkEntry  = "/usr/share/applications/com.twentythree.uploader.link.desktop"
	metainfo   = "/usr/share/metainfo/com.twentythree.uploader.metainfo.xml"
	mimeTypes  = "/usr/share/mime/packages/com.twentythree.uploader.xml"
	demoAction = "Desktop Action demo"
)

func TestTheMenuEntryOpensFilesInThreeLanguages(t *testing.T) {
	t.Parallel()
	b, groups := thisBuild(t), desktopEntry(t, menuEntry)
	entry := groups["Desktop Entry"]
	for key, want := range map[string]string{
		"Name": b.Name, "Exec": program + " %F", "TryExec": program, "Icon": b.ID, "Version": "1.4", "Terminal": "false",
		// The window manager knows a window by the title it had first, which is the program's name.
		"StartupWMClass": b.Name,
	} {
		if entry[key] != want {
			t.Errorf("%s is %q, not %q", key, entry[key], want)
		}
	}
	for _, key := range []string{"GenericName", "Comment", "Keywords"} {
		if entry[key] == "" || entry[key+"[da]"] == "" || entry[key+"[de]"] == "" {
			t.Errorf("%s lacks a language", key)
		}
	}
	demo := groups[demoAction]
	if demo["Exec"] != program+" -demo" || demo["Name[da]"] == "" || demo["Name[de]"] == "" {
		t.Errorf("the demo's action is %q", demo)
	}
	if entry["MimeType"] != "application/vnd.twentythree.setup+json;application/vnd.twentythree.link+json;" {
		t.Errorf("it opens %s", entry["MimeType"])
	}
}

func TestVideosAreOfferedAndNotTakenOver(t *testing.T) {
	t.Parallel()
	entry := desktopEntry(t, "/usr/share/applications/"+videosEntry)["Desktop Entry"]
	if entry["Exec"] != program+" %F" || entry["NoDisplay"] != "true" || entry["Name"] != thisBuild(t).Name || entry["StartupWMClass"] != "" {
		t.Errorf("the entry for videos is %q", entry)
	}
	types := strings.Split(strings.TrimSuffix(entry["MimeType"], ";"), ";")
	for _, want := range []string{"video/mp4", "video/quicktime", "video/x-matroska", "video/webm", "application/mxf"} {
		if !slices.Contains(types, want) {
			t.Errorf("it does not open %s", want)
		}
	}
	for _, kind := range types {
		// Folders belong to the file manager.
		if !strings.HasPrefix(kind, "video/") && !strings.HasPrefix(kind, "application/") {
			t.Errorf("it takes %s over", kind)
		}
	}
	for _, player := range []string{"vlc.desktop", "xplayer.desktop", "zoom.desktop"} {
		if videosEntry < player {
			t.Errorf("videos would open with it and no more with %s", player)
		}
	}
}

func TestAddressesOpenWithTheirOwnEntry(t *testing.T) {
	t.Parallel()
	entry := desktopEntry(t, linkEntry)["Desktop Entry"]
	// %F would drop an address, which is no file.
	if entry["Exec"] != program+" %u" || entry["MimeType"] != "x-scheme-handler/twentythree-upload;" || entry["NoDisplay"] != "true" {
		t.Errorf("the entry for addresses is %q", entry)
	}
}

func TestTheMenuNamesTheFileTypesThatThePackageBrings(t *testing.T) {
	t.Parallel()
	var brought struct {
		Types []struct {
			Type     string `xml:"type,attr"`
			Comments []struct {
				Language string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
			} `xml:"comment"`
			Icon struct {
				Name string `xml:"name,attr"`
			} `xml:"icon"`
			Glob struct {
				Pattern string `xml:"pattern,attr"`
			} `xml:"glob"`
		} `xml:"mime-type"`
	}
	if err := xml.Unmarshal(packaged(t, "", mimeTypes), &brought); err != nil {
		t.Fatal(err)
	}
	opened := desktopEntry(t, menuEntry)["Desktop Entry"]["MimeType"]
	endings := map[string]bool{}
	for _, kind := range brought.Types {
		endings[kind.Glob.Pattern] = true
		if !strings.Contains(opened, kind.Type+";") {
			t.Errorf("the menu entry does not open %s", kind.Type)
		}
		for _, size := range []string{"16x16", "48x48", "512x512"} {
			packaged(t, "", "/usr/share/icons/hicolor/"+size+"/mimetypes/"+kind.Icon.Name+".png")
		}
		if len(kind.Comments) != 3 {
			t.Errorf("%s is named in %d languages", kind.Type, len(kind.Comments))
		}
	}
	if !endings["*.ttsetup"] || !endings["*.ttlink"] || len(endings) != 2 {
		t.Errorf("the package brings %v", endings)
	}
}

// texts counts the elements of a name by language, "" for English.
func texts(t *testing.T, document []byte, name string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for decoder := xml.NewDecoder(bytes.NewReader(document)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return counts
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, isStart := token.(xml.StartElement); isStart && start.Name.Local == name {
			language := ""
			for _, attribute := range start.Attr {
				if attribute.Name.Local == "lang" {
					language = attribute.Value
				}
			}
			counts[language]++
		}
	}
}

func TestTheSoftwareCentreSpeaksThreeLanguages(t *testing.T) {
	t.Parallel()
	document := packaged(t, examplePictures, metainfo)
	// The changes of each version are told in English alone.
	document = slices.Clone(document[:bytes.Index(document, []byte("<releases>"))])
	document = append(document, []byte("</component>")...)
	for _, name := range []string{"summary", "p", "li", "caption"} {
		counts := texts(t, document, name)
		if counts[""] == 0 || counts["da"] != counts[""] || counts["de"] != counts[""] {
			t.Errorf("%s: %v", name, counts)
		}
	}
}

func TestTheSoftwareCentreIsToldThisVersionAndItsPictures(t *testing.T) {
	t.Parallel()
	b := thisBuild(t)
	var told struct {
		ID       string   `xml:"id"`
		Name     string   `xml:"name"`
		Launch   string   `xml:"launchable"`
		Images   []string `xml:"screenshots>screenshot>image"`
		Releases []struct {
			Version string `xml:"version,attr"`
		} `xml:"releases>release"`
	}
	if err := xml.Unmarshal(packaged(t, examplePictures, metainfo), &told); err != nil {
		t.Fatal(err)
	}
	if told.ID != b.ID || told.Name != b.Name || told.Launch != b.ID+".desktop" || len(told.Releases) == 0 || told.Releases[0].Version != b.Version {
		t.Errorf("told %+v", told)
	}
	if len(told.Images) != len(shown) {
		t.Errorf("%d pictures", len(told.Images))
	}
	for _, image := range told.Images {
		name, found := strings.CutPrefix(image, examplePictures)
		if _, err := os.Stat(filepath.Join("..", "pictures", name)); err != nil || !found {
			t.Errorf("%s shows nothing: %v", image, err)
		}
	}
	if alone := packaged(t, "", metainfo); bytes.Contains(alone, []byte("screenshot")) || bytes.Contains(alone, []byte("<!--")) {
		t.Error("without an address for the pictures something of them is left")
	}
}

func TestPicturesComeFromASafeAddressOrNone(t *testing.T) {
	for address, good := range map[string]bool{"": true, "https://pictures.example.com": true, "http://pictures.example.com": false, "file:///x": false} {
		t.Setenv("PICTURES_ADDRESS", address)
		if got, err := picturesAddress(); (err == nil) != good || good && got != address {
			t.Errorf("%q: %q, %v", address, got, err)
		}
	}
}

func TestTheManualIsOfThisVersion(t *testing.T) {
	t.Parallel()
	reader, err := gzip.NewReader(bytes.NewReader(packaged(t, "", "/usr/share/man/man1/twentythree-uploader.1.gz")))
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	if want := `"2026-11-22" "TwentyThree Uploader ` + thisBuild(t).Version + `"`; !strings.Contains(string(page), want) {
		t.Errorf("the manual does not say %s", want)
	}
}

func TestTheSameBuildGivesTheSameFiles(t *testing.T) {
	t.Parallel()
	b := thisBuild(t)
	first, err := packagedOnce[""]()
	if err != nil {
		t.Fatal(err)
	}
	second, err := linuxFiles(b, "")
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(first, second) {
		t.Error("the same build gave other files")
	}
	if !slices.IsSortedFunc(first, func(a, b content) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("the files have no order of their own")
	}
}

func TestAnotherVersionIsNotPackagedUntilItsChangesAreWritten(t *testing.T) {
	t.Parallel()
	b := thisBuild(t)
	b.Version = "9.9.9"
	if _, err := linuxFiles(b, ""); err == nil || !strings.Contains(err.Error(), "9.9.9") {
		t.Errorf("got %v", err)
	}
}
