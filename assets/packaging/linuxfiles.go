package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// documents is the folder of what is written about the program on an installed system.
const documents = "/usr/share/doc/" + program

// videosEntry offers the program for videos. Its name puts it behind every player's.
const videosEntry = "zz.twentythree.uploader.videos.desktop"

// linuxFiles are the files of the packages for Linux, without the program itself, in the order of their paths. pictures is the web
// address of the folder that serves assets/pictures, "" without one.
func linuxFiles(b build, pictures string) ([]content, error) {
	source := func(name string) ([]byte, error) {
		return os.ReadFile(filepath.Join(b.Module, "assets", filepath.FromSlash(name)))
	}
	releases, err := b.changes()
	if err != nil {
		return nil, err
	}
	var files []content
	for _, file := range []struct{ from, to string }{
		{"packaging/linux/" + b.ID + ".desktop", "/usr/share/applications/" + b.ID + ".desktop"},
		{"packaging/linux/" + b.ID + ".link.desktop", "/usr/share/applications/" + b.ID + ".link.desktop"},
		{"packaging/linux/" + videosEntry, "/usr/share/applications/" + videosEntry},
		{"packaging/linux/" + b.ID + ".xml", "/usr/share/mime/packages/" + b.ID + ".xml"},
		{"packaging/linux/" + b.ID + ".metainfo.xml", "/usr/share/metainfo/" + b.ID + ".metainfo.xml"},
		{"packaging/linux/" + program + ".1", "/usr/share/man/man1/" + program + ".1.gz"},
		{"packaging/linux/copyright", documents + "/copyright"},
		{"licences.txt", documents + "/third-party.txt.gz"},
	} {
		data, err := source(file.from)
		if err != nil {
			return nil, err
		}
		files = append(files, content{file.to, 0o644, b.filledIn(file.to, data, releases, pictures)})
	}
	files = append(files, content{documents + "/changelog.gz", 0o644, []byte(debianChangelog(releases))})
	for i, file := range files {
		if strings.HasSuffix(file.Path, ".gz") {
			if files[i].Data, err = compressed(file.Data); err != nil {
				return nil, err
			}
		}
	}
	icons, err := linuxIcons(b)
	if err != nil {
		return nil, err
	}
	return sorted(append(files, icons...)), nil
}

// changes are the versions in CHANGELOG.md, of which the newest must be the build's own.
func (b build) changes() ([]release, error) {
	notes, err := os.ReadFile(filepath.Join(b.Module, "assets", "packaging", "CHANGELOG.md"))
	if err != nil {
		return nil, err
	}
	releases, err := readChangelog(string(notes))
	if err != nil {
		return nil, err
	}
	if releases[0].Version != b.Version {
		return nil, sentencef("CHANGELOG.md ends with %s, and FyneApp.toml says %s. Write down first what changed.", releases[0].Version, b.Version)
	}
	return releases, nil
}

// iconSizes are the squares that desktops ask for, in pixels.
var iconSizes = []int{16, 22, 24, 32, 48, 64, 128, 256, 512}

// linuxIcons are the pictures of the program and of its files: their drawings, and each in every size for desktops that cannot draw.
func linuxIcons(b build) ([]content, error) {
	var files []content
	for _, icon := range []struct{ drawing, folder, name string }{
		{appDrawing, "apps", b.ID},
		{setupDrawing, "mimetypes", b.ID + ".setup"},
		{linkDrawing, "mimetypes", b.ID + ".link"},
	} {
		drawn, err := b.drawing(icon.drawing)
		if err != nil {
			return nil, err
		}
		files = append(files, content{fmt.Sprintf("/usr/share/icons/hicolor/scalable/%s/%s.svg", icon.folder, icon.name), 0o644, drawn})
		for _, size := range iconSizes {
			data, err := drawn.png(size)
			if err != nil {
				return nil, err
			}
			files = append(files, content{fmt.Sprintf("/usr/share/icons/hicolor/%dx%d/%s/%s.png", size, size, icon.folder, icon.name), 0o644, data})
		}
	}
	return files, nil
}

// filledIn puts what depends on the build into the files that leave a place for it.
func (b build) filledIn(path string, data []byte, releases []release, pictures string) []byte {
	switch {
	case strings.HasSuffix(path, ".metainfo.xml"):
		return []byte(strings.NewReplacer(
			"  <!-- screenshots -->\n", screenshots(pictures), "<!-- releases -->", appStreamReleases(releases)).Replace(string(data)))
	case strings.HasSuffix(path, ".1.gz"):
		return []byte(strings.NewReplacer("DATE", b.Date.Format(time.DateOnly), "VERSION", b.Version).Replace(string(data)))
	default:
		return data
	}
}

// shown are the pictures that a software centre shows, by their names in assets/pictures, with what it says below them.
var shown = []struct{ name, en, da, de string }{
	{"work-light-en.png", "Videos on their way", "Videoer på vej", "Videos werden hochgeladen"},
	{"details-light-en.png", "The details of a video", "En videos detaljer", "Die Details eines Videos"},
	{"many-light-en.png", "Several videos filled in at once", "Flere videoer udfyldt på én gang", "Mehrere Videos auf einmal ausgefüllt"},
	{"links-light-en.png", "Upload links", "Uploadlinks", "Upload-Links"},
	{"work-dark-en.png", "In the dark look", "Med mørkt udseende", "Im dunklen Design"},
}

// screenshots is that part of the metainfo. A software centre fetches pictures from the web only, and a dead address is worse than
// none: without an address the part is left out.
func screenshots(address string) string {
	if address == "" {
		return ""
	}
	var text strings.Builder
	text.WriteString("  <screenshots>\n")
	for i, picture := range shown {
		kind := map[bool]string{true: ` type="default"`}[i == 0]
		fmt.Fprintf(&text, "    <screenshot%s>\n      <caption>%s</caption>\n      <caption xml:lang=\"da\">%s</caption>\n      <caption xml:lang=\"de\">%s</caption>\n",
			kind, escaped(picture.en), escaped(picture.da), escaped(picture.de))
		fmt.Fprintf(&text, "      <image type=\"source\">%s/%s</image>\n    </screenshot>\n", escaped(strings.TrimSuffix(address, "/")), picture.name)
	}
	text.WriteString("  </screenshots>\n")
	return text.String()
}

// picturesAddress is where the release's pictures can be seen, told by whoever publishes it.
func picturesAddress() (string, error) {
	address := os.Getenv("PICTURES_ADDRESS")
	if address != "" && !strings.HasPrefix(address, "https://") {
		return "", sentencef("PICTURES_ADDRESS is %q. It must begin with https://.", address)
	}
	return address, nil
}
