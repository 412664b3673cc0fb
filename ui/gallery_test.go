package ui

import (
	"flag"
	"fmt"
	"html/template"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/uploader/words"
)

// The pictures are made with: go test -tags ci ./ui -run TestPictures -timeout 0 -pictures FOLDER
// FOLDER/index.html then shows them all side by side.
var (
	pictures = flag.String("pictures", "", "make pictures of the window in this folder")
	only     = flag.String("only", "", "only pictures whose name fits this regular expression")
)

func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no folder for pictures was given")
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	wanted, err := regexp.Compile(*only)
	if err != nil {
		t.Fatal(err)
	}
	var sheet []sheetScene
	for _, s := range scenes() {
		shown := sheetScene{Name: s.name}
		for _, form := range shapes {
			for _, mode := range []look.Mode{look.Light, look.Dark} {
				app := test.NewTempApp(t)
				line := sheetLine{Shape: form.String(), Mode: mode}
				for _, language := range words.Languages() {
					name := pictureName(s, form, mode, language)
					if !wanted.MatchString(name) {
						continue
					}
					w := s.window(t, app, form, mode, language)
					writePicture(t, filepath.Join(*pictures, name+".png"), w.window.Canvas().Capture())
					w.window.Close()
					line.Files = append(line.Files, name+".png")
				}
				if len(line.Files) > 0 {
					shown.Lines = append(shown.Lines, line)
				}
			}
		}
		if len(shown.Lines) > 0 {
			sheet = append(sheet, shown)
		}
	}
	writeSheet(t, filepath.Join(*pictures, "index.html"), sheet)
}

func pictureName(s scene, form shape, mode look.Mode, language words.Language) string {
	return fmt.Sprintf("%s%s-%s-%s", s.name, form.name, mode, language)
}

// window opens a window that shows the scene.
func (s scene) window(t *testing.T, app fyne.App, form shape, mode look.Mode, language words.Language) *Window {
	t.Helper()
	w, _ := newWindowOn(app, func(c *Config) {
		c.Choices = Choices{Language: language, Look: mode, TextScale: form.text}
		c.Demo = strings.Contains(s.name, "demo")
	})
	w.window.Resize(fyne.NewSize(form.width, form.height))
	s.show(t, w)
	return w
}

func writePicture(t *testing.T, path string, picture image.Image) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
}

// sheetScene is one scene on the sheet that shows all pictures, sheetLine one shape and look of it in all languages.
type sheetScene struct {
	Name  string
	Lines []sheetLine
}

type sheetLine struct {
	Shape string
	Mode  look.Mode
	Files []string
}

// sheetPage needs nothing but the pictures beside it.
const sheetPage = `<!doctype html>
<meta charset="utf-8">
<title>Pictures of the window</title>
<style>
body { font: 14px sans-serif; margin: 16px; background: #888; color: #fff }
nav a { margin-right: 10px; color: #fff }
h2 { margin: 24px 0 4px } p { margin: 8px 0 2px }
img { width: 32%; margin-right: 1%; vertical-align: top }
</style>
<nav>{{range .}}<a href="#{{.Name}}">{{.Name}}</a> {{end}}</nav>
{{range .}}<h2 id="{{.Name}}">{{.Name}}</h2>
{{range .Lines}}<p>{{.Shape}}, {{.Mode}}</p>
<div>{{range .Files}}<a href="{{.}}"><img loading="lazy" src="{{.}}" alt="{{.}}"></a>{{end}}</div>
{{end}}{{end}}`

func writeSheet(t *testing.T, path string, sheet []sheetScene) {
	t.Helper()
	page, err := template.New("sheet").Parse(sheetPage)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	if err := page.Execute(file, sheet); err != nil {
		t.Fatal(err)
	}
}
