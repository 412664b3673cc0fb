package main

import (
	"bytes"
	"encoding/binary"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// windowsHere are pieces of a made-up version, whose sources are this folder's.
func windowsHere() pieces {
	b := here
	b.Version, b.Number, b.Out = "2.30.4", 7, "out"
	return pieces{build: b, Folder: "folder"}
}

func filledHere(t *testing.T, name string, data any) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("windows", name))
	if err != nil {
		t.Fatal(err)
	}
	text, err := filled(name, string(content), data)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEveryPackageForWindowsNamesTheSameProgram(t *testing.T) {
	t.Parallel()
	p := windowsHere()
	for name, text := range map[string]string{
		"app.rc":       filledHere(t, "app.rc", p.versioned(windowsProgram)),
		"app.manifest": filledHere(t, "app.manifest", p.versioned("")),
		"setup.nsi":    filledHere(t, "setup.nsi", p.setupScript("")),
		"package.wxs":  filledHere(t, "package.wxs", p.msiSource("")),
	} {
		wanted := []string{"2.30.4"}
		if name != "package.wxs" {
			wanted = append(wanted, p.ID)
		}
		if name != "app.manifest" {
			wanted = append(wanted, p.Name, windowsProgram)
		}
		if name == "setup.nsi" || name == "package.wxs" {
			wanted = append(wanted, setupEnding, linkEnding, setupType, linkType, linkScheme, consoleProgram, licencesName)
			for _, ending := range mediaEndings() {
				wanted = append(wanted, `Software\Classes\`+ending+`\OpenWithProgids`)
			}
		}
		for _, part := range wanted {
			if !strings.Contains(text, part) {
				t.Errorf("%s does not name %s", name, part)
			}
		}
		if strings.Contains(text, "{{") || strings.Contains(text, "{program}") {
			t.Errorf("%s has a place that was not filled", name)
		}
	}
}

func TestNothingIsTakenOver(t *testing.T) {
	t.Parallel()
	for _, value := range sharedValues() {
		if !strings.HasSuffix(value.Key, `\OpenWithProgids`) || value.Name != videoKind {
			t.Errorf("%+v is more than an offer", value)
		}
	}
	for _, value := range ownValues("Name") {
		owned := false
		for _, key := range ownKeys() {
			owned = owned || value.Key == key || strings.HasPrefix(value.Key, key+`\`)
		}
		if !owned {
			t.Errorf("%+v would be left behind", value)
		}
	}
}

func TestExplorerOffersTheProgramForWhatItsWindowOffers(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile(filepath.Join(here.Module, "ui", "native", "native.go"))
	if err != nil {
		t.Fatal(err)
	}
	if list := strings.ReplaceAll(strings.Join(mediaEndings(), " "), ".", ""); !strings.Contains(string(source), `"`+list+`"`) {
		t.Errorf("the file window of the program offers other files than %s", list)
	}
}

func TestTheSetupSpeaksThreeLanguages(t *testing.T) {
	t.Parallel()
	texts := map[string]map[string]string{}
	for _, line := range regexp.MustCompile(`(?m)^LangString (\w+) \$\{LANG_(\w+)\} "(.+)"$`).FindAllStringSubmatch(filledHere(t, "texts.nsh", windowsHere().setupScript("")), -1) {
		if texts[line[1]] == nil {
			texts[line[1]] = map[string]string{}
		}
		texts[line[1]][line[2]] = line[3]
	}
	script := filledHere(t, "setup.nsi", windowsHere().setupScript(""))
	for _, used := range regexp.MustCompile(`\$\((\w+)\)`).FindAllStringSubmatch(script, -1) {
		if texts[used[1]] == nil {
			t.Errorf("%s has no text", used[1])
		}
	}
	for name, said := range texts {
		if len(said) != 3 || said["ENGLISH"] == "" || said["DANISH"] == "" || said["GERMAN"] == "" {
			t.Errorf("%s is said in %d languages", name, len(said))
		}
		if !strings.Contains(script, "$("+name+")") {
			t.Errorf("%s is never said", name)
		}
	}
	if len(texts) < 10 {
		t.Errorf("only %d texts were found", len(texts))
	}
}

// TestTheUninstallerAsksBeforeItGoesWithoutHavingForgotten: nothing but the program can remove what it then leaves behind.
func TestTheUninstallerAsksBeforeItGoesWithoutHavingForgotten(t *testing.T) {
	t.Parallel()
	script := filledHere(t, "setup.nsi", windowsHere().setupScript(""))
	forgets := strings.LastIndex(script, `" forget`)
	asks := strings.Index(script, `/SD IDNO`)
	removes := strings.LastIndex(script, "Call un.QuitProgram")
	if forgets < 0 || asks < forgets || removes < asks {
		t.Errorf("it forgets at %d, asks at %d and removes at %d", forgets, asks, removes)
	}
}

// TestVersionsGiveWayToEachOther keeps the number that all versions of the MSI have in common: with another one, two versions stand side by side.
func TestVersionsGiveWayToEachOther(t *testing.T) {
	t.Parallel()
	p := windowsHere()
	one, other := p.msiSource("one"), p.msiSource("other")
	if one.UpgradeCode != "E0B50A3A-9F20-5BA8-B5D6-F95ABFA815F1" || other.UpgradeCode != one.UpgradeCode {
		t.Errorf("the upgrade code is %s", one.UpgradeCode)
	}
	if one.ProductCode == other.ProductCode || one.PackageCode == other.PackageCode || one.ProductCode == one.PackageCode {
		t.Error("packages with other files must have other numbers")
	}
	if one.Next != "2.30.5" || nextVersion("0.1.9") != "0.1.10" {
		t.Errorf("after 2.30.4 comes %s", one.Next)
	}
}

func TestSigningIsReadFromTheEnvironment(t *testing.T) {
	t.Parallel()
	from := func(values map[string]string) func(string) string {
		return func(name string) string { return values[name] }
	}
	if s, err := signing(from(nil)); err != nil || s.wanted() {
		t.Errorf("nothing set: %+v, %v", s, err)
	}
	if _, err := signing(from(map[string]string{"WINDOWS_TIMESTAMP": "http://time"})); err == nil {
		t.Error("a time stamp without a certificate was taken")
	}
	s, err := signing(from(map[string]string{"WINDOWS_CERTIFICATE": "c.p12", "WINDOWS_CERTIFICATE_PASSWORD": "secret.txt"}))
	p := windowsHere()
	p.signature, p.Date = s, time.Unix(1700000000, 0)
	if got := strings.Join(p.signArguments(), " "); err != nil || got != "sign -pkcs12 c.p12 -readpass secret.txt -h sha256 -n TwentyThree Uploader -time 1700000000" {
		t.Errorf("got %s, %v", got, err)
	}
	p.server = "http://time"
	if got := strings.Join(p.signArguments(), " "); !strings.HasSuffix(got, "-ts http://time") {
		t.Errorf("with a server: %s", got)
	}
}

func TestAnIconFileHoldsEverySize(t *testing.T) {
	t.Parallel()
	drawn, err := here.drawing(setupDrawing)
	if err != nil {
		t.Fatal(err)
	}
	file, err := drawn.ico()
	if err != nil {
		t.Fatal(err)
	}
	if count := int(binary.LittleEndian.Uint16(file[4:])); count != len(windowsSizes) {
		t.Fatalf("%d pictures", count)
	}
	end := 6 + 16*len(windowsSizes)
	for at, size := range windowsSizes {
		entry := file[6+16*at:]
		length, offset := int(binary.LittleEndian.Uint32(entry[8:])), int(binary.LittleEndian.Uint32(entry[12:]))
		if offset != end || int(entry[0]) != size%256 {
			t.Errorf("size %d: at %d with width %d", size, offset, entry[0])
		}
		end = offset + length
		picture := file[offset:end]
		if size >= asPNG {
			if shown, err := png.DecodeConfig(bytes.NewReader(picture)); err != nil || shown.Width != size {
				t.Errorf("size %d: %v, %v", size, shown.Width, err)
			}
			continue
		}
		if width, height := binary.LittleEndian.Uint32(picture[4:]), binary.LittleEndian.Uint32(picture[8:]); int(width) != size || int(height) != 2*size {
			t.Errorf("size %d: %d × %d", size, width, height)
		}
		// The lowest row comes first: the drawing's corner there is empty, its middle is not.
		if alpha := picture[40+3]; alpha != 0 {
			t.Errorf("size %d: the corner has alpha %d", size, alpha)
		}
	}
	if end != len(file) {
		t.Errorf("the file has %d bytes, its pictures end at %d", len(file), end)
	}
}

// TestWhatTheProgramWritesGoesWithIt reads where the program writes from its own sources.
func TestWhatTheProgramWritesGoesWithIt(t *testing.T) {
	t.Parallel()
	left := windowsHere().leaving()
	for path, wanted := range map[string]string{
		"uploader/platform/startup_windows.go":   left.StartKey,
		"uploader/platform/paths.go":             `"` + left.Autostart + `"`,
		"uploader/account/setup/laid_windows.go": left.Named,
	} {
		source, err := os.ReadFile(filepath.Join(here.Module, filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(source), wanted) {
			t.Errorf("%s does not name %s", path, wanted)
		}
	}
}
