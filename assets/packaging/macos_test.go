package main

import (
	"bytes"
	"encoding/binary"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"

	"howett.net/plist"
)

func TestTheMacApplicationSaysWhatItOpens(t *testing.T) {
	t.Parallel()
	b := thisBuild(t)
	list, err := infoList(b)
	if err != nil {
		t.Fatal(err)
	}
	var info struct {
		ID            string   `plist:"CFBundleIdentifier"`
		Name          string   `plist:"CFBundleName"`
		Executable    string   `plist:"CFBundleExecutable"`
		Version       string   `plist:"CFBundleShortVersionString"`
		Number        string   `plist:"CFBundleVersion"`
		Localizations []string `plist:"CFBundleLocalizations"`
		Documents     []struct {
			Rank  string   `plist:"LSHandlerRank"`
			Types []string `plist:"LSItemContentTypes"`
		} `plist:"CFBundleDocumentTypes"`
		Exported []struct {
			ID   string `plist:"UTTypeIdentifier"`
			Tags struct {
				Extensions []string `plist:"public.filename-extension"`
			} `plist:"UTTypeTagSpecification"`
		} `plist:"UTExportedTypeDeclarations"`
		URLs []struct {
			Schemes []string `plist:"CFBundleURLSchemes"`
		} `plist:"CFBundleURLTypes"`
	}
	if _, err := plist.Unmarshal(list, &info); err != nil {
		t.Fatal(err)
	}
	if info.ID != b.ID || info.Name != b.Name || info.Executable != program || info.Version != b.Version || info.Number == "NUMBER" || len(info.Localizations) != 3 {
		t.Errorf("it says %+v", info)
	}
	ranks := map[string]string{}
	for _, document := range info.Documents {
		for _, kind := range document.Types {
			ranks[kind] = document.Rank
		}
	}
	// A video goes on opening with what opened it before.
	if ranks["public.movie"] != "Alternate" || len(info.Exported) != 2 {
		t.Errorf("it opens %v and brings %+v", ranks, info.Exported)
	}
	for _, kind := range info.Exported {
		if ranks[kind.ID] != "Owner" || !slices.Contains([]string{"ttsetup", "ttlink"}, kind.Tags.Extensions[0]) {
			t.Errorf("%+v is opened as %q", kind, ranks[kind.ID])
		}
	}
	if len(info.URLs) != 1 || !slices.Equal(info.URLs[0].Schemes, []string{"twentythree-upload"}) {
		t.Errorf("it takes the addresses %+v", info.URLs)
	}
	rights, err := os.ReadFile("macos/entitlements.plist")
	if err != nil {
		t.Fatal(err)
	}
	var asked map[string]any
	if _, err := plist.Unmarshal(rights, &asked); err != nil || len(asked) != 0 {
		t.Errorf("it asks for %v, %v", asked, err)
	}
}

func TestTheMacIconHoldsEverySize(t *testing.T) {
	t.Parallel()
	drawn, err := here.drawing(appDrawing)
	if err != nil {
		t.Fatal(err)
	}
	icon, err := drawn.icns()
	if err != nil {
		t.Fatal(err)
	}
	if string(icon[:4]) != "icns" || binary.BigEndian.Uint32(icon[4:]) != uint32(len(icon)) {
		t.Fatalf("it begins with %q", icon[:8])
	}
	for _, part := range icnsParts {
		at := bytes.Index(icon, []byte(part.name))
		length := binary.BigEndian.Uint32(icon[at+4:])
		picture, err := png.Decode(bytes.NewReader(icon[at+8 : at+int(length)]))
		if err != nil || picture.Bounds().Dx() != part.size {
			t.Errorf("%s: %v", part.name, err)
		}
	}
}

func TestAMacSignsWithWhatItIsGiven(t *testing.T) {
	t.Parallel()
	all := map[string]string{
		"MACOS_APPLICATION_CERTIFICATE": "Developer ID Application: X", "MACOS_INSTALLER_CERTIFICATE": "Developer ID Installer: X",
		"NOTARY_KEY_FILE": "key.p8", "NOTARY_KEY_ID": "K", "NOTARY_ISSUER": "I",
	}
	for _, c := range []struct {
		without []string
		want    string
	}{
		{nil, "codesign codesign pkgbuild hdiutil codesign xcrun xcrun xcrun xcrun"},
		{[]string{"NOTARY_KEY_FILE"}, "codesign codesign pkgbuild hdiutil codesign"},
		{[]string{"NOTARY_KEY_FILE", "MACOS_APPLICATION_CERTIFICATE", "MACOS_INSTALLER_CERTIFICATE"}, "codesign codesign pkgbuild hdiutil"},
		{[]string{"NOTARY_ISSUER"}, ""},
		{[]string{"MACOS_INSTALLER_CERTIFICATE"}, ""},
	} {
		sign, err := readMacSigning(func(name string) string {
			if slices.Contains(c.without, name) {
				return ""
			}
			return all[name]
		})
		if (err != nil) != (c.want == "") {
			t.Errorf("without %v: %v", c.without, err)
		}
		if err != nil {
			continue
		}
		var commands []string
		for _, step := range macSteps(thisBuild(t), "out/macos/volume/X.app", sign) {
			commands = append(commands, step[0])
		}
		if got := strings.Join(commands, " "); got != c.want {
			t.Errorf("without %v: %s", c.without, got)
		}
	}
}
